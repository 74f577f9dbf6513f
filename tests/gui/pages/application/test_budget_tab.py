"""The budget of an application: typed, pasted, taken from a plan, with notes to the funder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from helpers.applications import answer, begin
from helpers.ledgers_built import RENT
from yhdistys.app import Workspace
from yhdistys.budget import services as budget
from yhdistys.grants import queries, services
from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.application import ApplicationPage
from yhdistys.gui.pages.application.budget_tab import BudgetTab
from yhdistys.ledger import services as ledger
from yhdistys.values.period import FiscalYear

_Key = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier
MakePage = Callable[[type[ApplicationPage], WindowContext], ApplicationPage]


@pytest.fixture
def application_id(workspace: Workspace) -> int:
    """Begin an application for the years 2027 and 2028."""
    made = begin(workspace)
    answer(workspace, made, "alkaa", "1.1.2027")
    answer(workspace, made, "paattyy", "31.12.2028")
    return made


@pytest.fixture
def tab(page: MakePage, context: WindowContext, application_id: int) -> BudgetTab:
    """Open the tab, with the focus in the grid."""
    return _open(page(ApplicationPage, context), application_id)


def _open(made: ApplicationPage, application_id: int) -> BudgetTab:
    made.show_wish({"application": application_id, "tab": "budget"})
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.enter()
    return made.findChildren(BudgetTab)[0]


def _go(tab: BudgetTab, line: str, year: int) -> None:
    tab.lines.choose(line, year)
    tab.enter()


def _write(tab: BudgetTab, text: str) -> None:
    """Type over the current cell and press Enter, which goes to the line below."""
    QTest.keyClicks(tab.lines.view, text[0])
    editor = next(one for one in tab.lines.view.findChildren(QLineEdit) if one.isVisible())
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, _Key.Key_Return)
    QCoreApplication.processEvents()


def _shown(tab: BudgetTab, *lines: str) -> dict[str, list[str]]:
    model = tab.lines.model
    columns = range(1, model.columnCount())
    return {line: [model.cell(model.place_of(line), at).text for at in columns] for line in lines}


def _paste(tab: BudgetTab, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(tab.lines.view, _Key.Key_V, _CONTROL)


def test_amounts_are_typed_as_people_type_money_and_the_sums_follow(
    tab: BudgetTab, workspace: Workspace
) -> None:
    _go(tab, "muut_kulut", 2027)
    _write(tab, "1 234,5")
    _write(tab, "=120*12")
    assert _shown(tab, "muut_kulut", "yleiskulut", "overhead-cap", "costs-sum", "avustus") == {
        "muut_kulut": ["1,234.50", "", "1,234.50"],
        "yleiskulut": ["1,440.00", "", "1,440.00"],
        "overhead-cap": ["217.85", "0.00", "217.85"],
        "costs-sum": ["2,674.50", "0.00", "2,674.50"],
        "avustus": ["2,674.50", "0.00", "2,674.50"],
    }
    assert tab.figures.texts == (
        "Costs 2,674.50 €",
        "Grant applied for 2,674.50 € · 100.0% of the costs",
        "General costs 53.8% · at most 217.85 € too much in 2027",
    )
    assert tab.notes.texts[0].startswith("General costs of 2027 are 1,440.00 €")
    _go(tab, "yleiskulut", 2027)
    QTest.keyClick(tab.lines.view, _Key.Key_Delete)
    assert _shown(tab, "yleiskulut") == {"yleiskulut": ["", "", ""]}
    workspace.undo()
    assert _shown(tab, "yleiskulut") == {"yleiskulut": ["1,440.00", "", "1,440.00"]}
    _write(tab, "-5")
    assert tab.page.strip.text == (
        "General costs 2027: \u22125.00 is below zero. Costs and income are both given as positive"
        " amounts."
    )


def test_a_block_is_pasted_over_titles_as_one_step_or_not_at_all(
    tab: BudgetTab, workspace: Workspace
) -> None:
    _go(tab, "yleiskulut", 2027)
    _paste(tab, "100\t200\r\n50,00\t\r\n")
    both = {
        "yleiskulut": ["100.00", "200.00", "300.00"],
        "osallistumismaksut": ["50.00", "", "50.00"],
    }
    assert _shown(tab, *both) == both
    _go(tab, "osallistumismaksut", 2027)
    _paste(tab, "10\r\n20\r\n")
    assert tab.page.strip.text == (
        "Grant applied for, 2027 is computed from other figures. Nothing was pasted."
    )
    _paste(tab, "ten")
    assert tab.page.strip.text.startswith("Participants' fees, 2027: ")
    assert _shown(tab, *both) == both
    workspace.undo()
    assert _shown(tab, *both) == {line: ["", "", ""] for line in both}


def test_the_first_year_of_a_line_is_the_table_behind_it_and_enter_shows_the_table(
    tab: BudgetTab, workspace: Workspace, application_id: int
) -> None:
    row = {"nimike": "Ohjaaja", "palkka": "3 000", "osuus": "50", "kuukaudet": "12"}
    answer(workspace, application_id, "palkkatiedot", rows=[{**row, "sivukulut": "20"}])
    _go(tab, "henkilostokulut", 2027)
    assert _shown(tab, "henkilostokulut") == {"henkilostokulut": ["21,600.00", "", "21,600.00"]}
    assert tab.line.basis.text() == "The sum of the table “Staff”."
    asked: list[object] = []
    tab.asked.disconnect()
    tab.asked.connect(asked.append)
    QTest.keyClicks(tab.lines.view, "5")
    assert not [one for one in tab.lines.view.findChildren(QLineEdit) if one.isVisible()]
    QTest.keyClick(tab.lines.view, _Key.Key_Return)
    assert asked == [{"question": "palkkatiedot"}]


def test_a_note_to_the_funder_is_kept_when_the_keyboard_leaves_it(
    tab: BudgetTab, context: WindowContext, application_id: int
) -> None:
    _go(tab, "muut_kulut", 2028)
    _write(tab, "900")
    _go(tab, "muut_kulut", 2028)
    note = tab.line.note.input
    note.setFocus()
    QTest.keyClicks(note, "Tilat ja matkat")
    QTest.keyClick(note, _Key.Key_Escape)
    assert tab.lines.view.hasFocus()
    _write(tab, "950")
    amount = context.read(queries.application, application_id=application_id).amounts
    assert {key: (one.amount, one.note) for key, one in amount.items()} == {
        ("muut_kulut", 2028): (Decimal("950.00"), "Tilat ja matkat")
    }
    _go(tab, "muut_kulut", 2027)
    assert not tab.line.note.isVisible()


def test_the_budget_is_taken_from_a_plan_and_again_when_the_plan_has_moved(
    tab: BudgetTab, workspace: Workspace
) -> None:
    version = _plan(workspace)
    QTest.keyClick(tab.plan_button, _Key.Key_Space)
    form = tab.panel.form
    assert form is not None
    QTest.keyClick(form.input("percent"), _Key.Key_A, _CONTROL)
    QTest.keyClicks(form.input("percent"), "2")
    QTest.keyClicks(form.input("cost_centres"), "30, 99")
    QTest.keyClick(form.input("cost_centres"), _Key.Key_Return)
    assert form.problems == {"cost_centres": "There is no cost centre “99”."}
    for _sign in ", 99":
        QTest.keyClick(form.input("cost_centres"), _Key.Key_Backspace)
    QTest.keyClick(form.input("cost_centres"), _Key.Key_Return)
    assert (tab.panel.isHidden(), tab.lines.view.hasFocus()) == (True, True)
    assert tab.page.strip.text == "2 amounts were taken from the plan."
    _go(tab, "muut_kulut", 2028)
    assert tab.line.basis.text() == "Talousarvio 2026, cost centre 30, +2.0%"
    assert not tab.moved.isVisible()
    _add_rent(workspace, version, "-800.00")
    assert tab.moved_text.whole == "2 amounts differ from the plan now."
    QTest.keyClick(tab.again_button, _Key.Key_Space)
    assert not tab.moved.isVisible()
    assert _shown(tab, "muut_kulut") == {"muut_kulut": ["2,040.00", "2,040.00", "4,080.00"]}


def _plan(workspace: Workspace) -> int:
    """Plan a rent of 1 200 euros for the cost centre 30 in 2026."""
    workspace.do(ledger.add_fiscal_year, year=FiscalYear.starting(date(2026, 1, 1)))
    workspace.do(ledger.add_cost_centre, code="30", names={"fi": "Kylät"})
    version = workspace.do(budget.create_version, year=2026, name="Talousarvio 2026")
    _add_rent(workspace, version, "-1200.00")
    return version


def _add_rent(workspace: Workspace, version: int, amount: str) -> None:
    workspace.do(
        budget.add_plan_line, version_id=version, account=RENT, amount=Decimal(amount),
        cost_centre="30",
    )  # fmt: skip


def test_what_was_sent_is_shown_and_nothing_of_it_can_be_changed(
    tab: BudgetTab, workspace: Workspace, application_id: int
) -> None:
    _go(tab, "muut_kulut", 2027)
    _write(tab, "100")
    workspace.do(
        services.submit_application, application_id=application_id, submitted_on=date(2025, 1, 2)
    )
    _go(tab, "muut_kulut", 2027)
    assert tab.locked.text() == (
        "The application was sent on 2 Jan 2025: its budget cannot be changed."
    )
    QTest.keyClick(tab.lines.view, _Key.Key_Delete)
    assert _shown(tab, "muut_kulut") == {"muut_kulut": ["100.00", "", "100.00"]}
    assert (tab.plan_button.isEnabled(), tab.line.note.input.isReadOnly()) == (False, True)
