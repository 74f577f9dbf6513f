"""The page of the budget: what it shows, typing, refusals, undo, years and versions."""
# ruff: noqa: RUF001 - people read the minus of typographers

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdf
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

import yhdistys
from gui.fake_dialogs import FakeDialogs
from gui.pages.budget.plan_on_screen import (
    months,
    paste,
    row_of,
    select,
    shown,
    subtitle,
    view_of,
    write,
)
from gui.walking import doubled_mnemonics, nameless
from helpers.ledgers_built import FEES, RENT, SALARIES
from yhdistys.app import Workspace
from yhdistys.budget import queries
from yhdistys.budget import services as budget
from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.budget import BudgetPage
from yhdistys.gui.pages.budget.version_forms import new_version_form
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger.services import remove_account
from yhdistys.registry import Plugins
from yhdistys.values.period import Month

MakePage = Callable[[type[BudgetPage], WindowContext], BudgetPage]


def _empty_texts(page: BudgetPage) -> list[str]:
    state = page.content.empty_state
    assert state is not None
    return [button.text() for button in state.buttons]


def _press(page: BudgetPage, text: str) -> None:
    (button,) = [one for one in page.findChildren(QPushButton) if one.text() == text]
    assert not button.isHidden()
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_a_year_without_a_budget_offers_three_ways_and_the_next_year_begins_here(
    page: MakePage, context: WindowContext, qtbot: QtBot
) -> None:
    made = page(BudgetPage, context)
    made.show_year(2025)
    assert _empty_texts(made) == [
        "From the actuals of a year…",
        "Import from Excel",
        "Begin with an empty plan",
    ]
    assert made.content.empty_state is not None
    assert not made.content.empty_state.buttons[0].isEnabled()
    with qtbot.waitSignal(context.went) as went:
        _press(made, "Import from Excel")
    assert went.args == [("import", {"kind": "budget"})]

    assert made.content.switches.year.choices[-1] == (2027, "2027 (not begun)")
    made.show_year(2027)
    _press(made, "Begin the fiscal year 2027")
    years = [year.label for year in context.read(ledger_queries.fiscal_years)]
    assert (years, made.view and made.view.label) == ([2025, 2026, 2027], 2027)
    assert len(_empty_texts(made)) == 3


def test_an_empty_plan_begins_by_typing_into_what_was_booked(
    page: MakePage, context: WindowContext, fake_dialogs: FakeDialogs
) -> None:
    made = page(BudgetPage, context)
    made.show_year(2026)
    fake_dialogs.answers = [{"name": "Tyhjä", "start": "empty"}]
    _press(made, "&New version…")
    assert made.plan is not None
    assert (len(made.plan.planned), len(made.plan.unplanned)) == (0, 4)
    row = row_of(made, SALARIES)
    write(made, row, 2, "800")
    assert months(made, SALARIES) == (0, -800_00, *(0,) * 10)
    assert view_of(made).currentIndex().row() == row + 1
    context.open_workspace().undo()
    assert made.plan.planned == {}


def test_lines_stand_in_groups_beside_the_year_before(budget_page: BudgetPage) -> None:
    assert shown(budget_page) == [
        ["Ordinary activities: income", "", "", "", ""],
        ["3000 Participation fees", "10", "", "120", "1,200"],
        ["Together", "", "", "120", "1,200"],
        ["Ordinary activities: personnel expenses", "", "", "", ""],
        ["5000 Salaries", "20", "P1", "−2,501", "−30,000"],
        ["5000 Salaries", "", "", "", "−1,200"],
        ["Not planned: 1 row of actuals", "", "", "−2,510", ""],
        ["Together", "", "", "−5,011", "−31,200"],
        ["Ordinary activities: other expenses", "", "", "", ""],
        ["Not planned: 1 row of actuals", "", "", "−2,400", ""],
        ["Together", "", "", "−2,400", "0"],
        ["Result", "", "", "−7,291", "−30,000"],
    ]
    titles = [column.title for column in view_of(budget_page).plan_model.columns]
    assert titles[3:7] == ["Actual to Feb 2025", "Plan 2026", "Jan", "Feb"]
    assert subtitle(budget_page) == (
        "Income 1,200 €, expenses −31,200 €, result −30,000 €. A draft: not approved yet."
    )


def test_typing_stores_one_step_and_the_sums_follow_it_and_the_changes_of_others(
    budget_page: BudgetPage,
) -> None:
    write(budget_page, row_of(budget_page, FEES), 1, "=120*12")
    assert months(budget_page, FEES) == (1440_00, *(100_00,) * 11)
    assert shown(budget_page)[-1][-1] == "−28,660"
    assert subtitle(budget_page).startswith("Income 2,540 €, expenses −31,200 €")
    write(budget_page, row_of(budget_page, FEES), 1, "0")
    assert budget_page.context.open_workspace().undo_text == "Change the plan: 3000"
    assert months(budget_page, FEES)[0] == 0

    version = budget_page.version
    assert version is not None
    budget_page.context.do(
        budget.add_plan_line, version_id=version.id, account=RENT, amount=Decimal(-600)
    )
    assert shown(budget_page)[row_of(budget_page, RENT)][-1] == "−600"


def test_undo_and_redo_keep_cell_selection_and_sums(budget_page: BudgetPage) -> None:
    before = shown(budget_page)
    fees, wages = row_of(budget_page, FEES), row_of(budget_page, SALARIES)
    select(budget_page, (fees, 1), (wages, 2))
    paste(budget_page, "1\t2\r\n3\t4\r\n")
    after = shown(budget_page)
    select(budget_page, (fees, 3), (wages, 5))
    cells = view_of(budget_page).selected_cells()
    workspace = budget_page.context.open_workspace()
    workspace.undo()
    assert (shown(budget_page), view_of(budget_page).selected_cells()) == (before, cells)
    workspace.redo()
    assert (shown(budget_page), view_of(budget_page).selected_cells()) == (after, cells)
    assert months(budget_page, SALARIES)[:2] == (-3_00, -4_00)


def test_removed_lines_and_a_removed_draft_come_back_to_their_place(
    budget_page: BudgetPage,
) -> None:
    wages = row_of(budget_page, SALARIES)
    select(budget_page, (wages, 1), (wages + 1, 1))
    QTest.keyClick(view_of(budget_page), Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert budget_page.plan is not None
    assert [line.account for line in budget_page.plan.planned.values()] == [FEES]
    budget_page.context.open_workspace().undo()
    assert row_of(budget_page, SALARIES) == wages
    assert months(budget_page, SALARIES, 1) == (-100_00,) * 12

    _press(budget_page, "Remove this &draft")
    assert len(_empty_texts(budget_page)) == 3
    budget_page.context.open_workspace().undo()
    assert budget_page.content.empty_state is None
    assert row_of(budget_page, SALARIES) == wages


def test_a_block_with_a_wrong_cell_is_not_pasted_and_a_wrong_text_stays_in_its_cell(
    budget_page: BudgetPage,
) -> None:
    select(budget_page, (row_of(budget_page, FEES), 1), (row_of(budget_page, FEES), 1))
    paste(budget_page, "1\t2\r\n3\tneljä\r\n")
    assert "neljä" in budget_page.strip.text
    assert budget_page.strip.text.endswith("Nothing was pasted.")
    assert months(budget_page, FEES) == (100_00,) * 12

    write(budget_page, row_of(budget_page, FEES), 1, "sata")
    assert budget_page.strip.text.startswith("3000 Participation fees, Jan: ")
    assert "sata" in budget_page.strip.text
    assert months(budget_page, FEES) == (100_00,) * 12
    view = view_of(budget_page)
    assert view.state() == view.State.EditingState


def test_a_change_by_somebody_else_is_told_with_both_values(budget_page: BudgetPage) -> None:
    plan = budget_page.plan
    assert plan is not None
    fees = next(line for line in plan.planned.values() if line.account == FEES)
    context = budget_page.context
    context.bridge.stop()
    change = budget.PlanMonths(line_id=fees.id, if_version=fees.version, cents=(1_00,) * 12)
    context.do(budget.change_plan_months, version_id=budget_page.version.id, changes=[change])  # type: ignore[union-attr] # it is open
    write(budget_page, row_of(budget_page, FEES), 1, "7")
    assert budget_page.strip.text == (
        "The plan of the account 3000 was changed meanwhile: it is now 12.00, "
        "yours would be 1,107.00."
    )
    assert shown(budget_page)[1][-1] == "1,200"
    QCoreApplication.processEvents()
    _press(budget_page, "Read a&gain")
    assert (shown(budget_page)[1][-1], budget_page.strip.text) == ("12", "")


def test_keys_fill_zero_and_a_field_changes_by_per_cent(budget_page: BudgetPage) -> None:
    wages = row_of(budget_page, SALARIES, 1)
    select(budget_page, (wages, 1), (wages, 12))
    field = budget_page.content.plan.percent
    QTest.keyClicks(field, "-2,5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert months(budget_page, SALARIES, 1) == (-97_50,) * 12
    assert field.text() == ""
    QTest.keyClicks(field, "paljon")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert budget_page.strip.text.endswith("“paljon” is not a percentage such as 3,5 %.")
    QTest.keyClick(view_of(budget_page), Qt.Key.Key_Delete)
    assert months(budget_page, SALARIES, 1) == (0,) * 12
    assert budget_page.strip.text == ""


def test_an_approved_version_is_looked_at_and_copied(
    budget_page: BudgetPage, fake_dialogs: FakeDialogs
) -> None:
    fake_dialogs.answers = [{"approved_on": "19.11.2025", "meeting": "syyskokous", "section": "8"}]
    _press(budget_page, "&Approve…")
    assert subtitle(budget_page).endswith("Approved 19 Nov 2025 (syyskokous, § 8).")
    assert not budget_page.is_editable
    select(budget_page, (row_of(budget_page, FEES), 1), (row_of(budget_page, FEES), 1))
    paste(budget_page, "5")
    assert months(budget_page, FEES) == (100_00,) * 12
    _press(budget_page, "Cop&y to a new draft")
    version = budget_page.version
    assert version is not None
    assert (version.name, version.state) == ("Budget 2026", "draft")
    budget_page.context.open_workspace().undo()
    budget_page.context.open_workspace().undo()
    assert budget_page.version is not None
    assert budget_page.version.state == "draft"


def test_a_version_begins_from_actuals_in_one_step(
    budget_page: BudgetPage, fake_dialogs: FakeDialogs
) -> None:
    fake_dialogs.answers = [
        {"name": "Toteumasta", "start": "actuals", "from_year": "2025", "percent": "10"}
    ]
    _press(budget_page, "&New version…")
    assert months(budget_page, FEES) == (132_00, *(0,) * 11)
    budget_page.context.open_workspace().undo()
    names = [row.name for row in budget_page.context.read(queries.versions)]
    assert names == ["Talousarvio 2026"]


def test_two_versions_stand_side_by_side(
    budget_page: BudgetPage, fake_dialogs: FakeDialogs
) -> None:
    fake_dialogs.answers = [{"name": "Toinen", "start": "copy"}]
    _press(budget_page, "&New version…")
    write(budget_page, row_of(budget_page, FEES), 1, "200")
    _press(budget_page, "&Compare versions")
    compare = budget_page.content.compare
    compare.only.click()
    told = [(row.label, row.first, row.second, row.difference) for row in compare.rows]
    assert told == [
        ("Ordinary activities: income", None, None, None),
        ("3000 Participation fees", Decimal(1200), Decimal(1300), Decimal(100)),
        ("Together", Decimal(1200), Decimal(1300), Decimal(100)),
        ("Result", Decimal("-30000.12"), Decimal("-29900.12"), Decimal(100)),
    ]
    assert compare.view is not None
    QTest.keyClick(compare.view, Qt.Key.Key_Escape)
    assert budget_page.content.is_plan


def test_the_workbook_has_the_rows_with_live_sums_and_the_paper_years_without_months(
    budget_page: BudgetPage, fake_dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    fake_dialogs.answers = [tmp_path / "plan.xlsx", tmp_path / "plan.pdf"]
    _press(budget_page, "E&xcel")
    qtbot.waitUntil(lambda: not budget_page.context.jobs.is_busy)
    for is_value, wanted in ((True, Decimal("-30000.12")), (False, "=")):
        sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx", data_only=is_value).worksheets[0]
        rows = {row[0].value: row for row in sheet.iter_rows() if row[0].value}
        result = rows["Result"][4].value
        if is_value:
            assert round(Decimal(str(result)), 2) == wanted
        else:
            assert str(result).startswith("=")
    assert budget_page.strip.text == f"Written: {tmp_path / 'plan.xlsx'}"

    _press(budget_page, "&PDF")
    qtbot.waitUntil(lambda: not budget_page.context.jobs.is_busy)
    text = pypdf.PdfReader(tmp_path / "plan.pdf").pages[0].extract_text()
    assert "Plan 2026" in text
    assert "Jan" not in text


def test_with_the_sample_columns_follow_the_year_and_a_year_booked_in_part_is_offered_last(
    page: MakePage, sample_context: WindowContext
) -> None:
    made = page(BudgetPage, sample_context)
    version = made.version
    assert version is not None
    assert (version.year, version.state, made.is_editable) == (2025, "approved", False)
    first = view_of(made)
    made.show_year(2023)
    assert view_of(made) is not first
    assert [column.title for column in view_of(made).plan_model.columns][2] == "Plan 2023"

    made.show_year(2026)
    view = made.view
    assert view is not None
    assert view.booked_years == ((2024, None), (2023, None), (2025, Month(2025, 9)))
    form = new_version_form(name="A", shown=None, years=view.booked_years)
    offered = form.fields[2].choices
    form.deleteLater()
    assert offered[0] == ("2024", "2024")
    assert offered[2] == ("2025", "2025 (booked to Sep 2025 only)")


def test_every_widget_has_a_name_and_every_letter_one_meaning(
    budget_page: BudgetPage, workspace: Workspace
) -> None:
    workspace.do(budget.create_version, year=2026, name="B", copy_of="Talousarvio 2026")
    budget_page.content.plan.add_asked.emit()
    assert (nameless(budget_page), doubled_mnemonics(budget_page)) == ([], [])
    budget_page.content.add.hide()
    budget_page.content.plan.line_asked.emit()
    assert (nameless(budget_page), doubled_mnemonics(budget_page)) == ([], [])
    _press(budget_page, "&Compare versions")
    assert (nameless(budget_page), doubled_mnemonics(budget_page)) == ([], [])


def test_a_wish_chooses_year_version_and_account(
    budget_page: BudgetPage, workspace: Workspace
) -> None:
    other = workspace.do(budget.create_version, year=2026, name="B", copy_of="Talousarvio 2026")
    budget_page.show_wish({"year": 2026, "version": other, "account": SALARIES})
    version = budget_page.version
    line = budget_page.content.plan.current_line()
    assert version is not None
    assert line is not None
    assert (version.id, line.name) == (other, "5000 Salaries")


def test_enter_on_what_is_not_planned_shows_it_row_by_row(budget_page: BudgetPage) -> None:
    view = view_of(budget_page)
    view.setCurrentIndex(view.plan_model.index(row_of(budget_page, "Not planned"), 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view_of(budget_page) is view
    assert shown(budget_page)[row_of(budget_page, RENT)][-2:] == ["−2,400", "0"]
    QTest.keyClick(budget_page.content.switches.unplanned, Qt.Key.Key_Space)
    assert shown(budget_page)[row_of(budget_page, "Not planned", 1)][-2:] == ["−2,400", ""]


def test_a_file_that_somebody_else_holds_is_only_looked_at(
    page: MakePage, context: WindowContext, planned_file: Path, tmp_path: Path, plugins: Plugins
) -> None:
    path = tmp_path / "read.yhdistys"
    shutil.copyfile(planned_file, path)
    with yhdistys.open(path, plugins=plugins, read_only=True) as opened:
        context.use(opened)
        made = page(BudgetPage, context)
        made.show_year(2026)
        select(made, (row_of(made, FEES), 1), (row_of(made, FEES), 1))
        paste(made, "5")
        told = [label.text() for label in made.content.findChildren(QLabel)]
        assert (made.is_editable, shown(made)[1][-1]) == (False, "1,200")
        assert opened.read_only_reason in told
        context.use(None)


@pytest.mark.slow
def test_an_association_without_accounts_is_led_to_its_chart(
    page: MakePage, context: WindowContext, qtbot: QtBot
) -> None:
    draft = context.read(queries.versions)[0]
    context.do(budget.remove_version, year=draft.year, name=draft.name)
    for account in context.read(ledger_queries.accounts):
        context.do(remove_account, number=account.number)
    made = page(BudgetPage, context)
    assert _empty_texts(made) == ["Import a ledger", "Chart of accounts"]
    with qtbot.waitSignal(context.went) as went:
        _press(made, "Chart of accounts")
    assert went.args == [("settings", {})]


def test_a_long_year_has_its_months_and_without_earlier_years_a_plan_stands_alone(
    page: MakePage, context: WindowContext, workspace: Workspace
) -> None:
    from yhdistys.ledger import services as ledger  # noqa: PLC0415 - one test needs it
    from yhdistys.values.period import FiscalYear  # noqa: PLC0415 - one test needs it

    workspace.do(ledger.add_fiscal_year, year=FiscalYear.starting(date(2027, 1, 1), 18))
    for year, name, amount in ((2028, "Pitkä", 1800), (2025, "A", 12)):
        draft = workspace.do(budget.create_version, year=year, name=name)
        workspace.do(budget.add_plan_line, version_id=draft, account=FEES, amount=Decimal(amount))
    made = page(BudgetPage, context)
    made.show_year(2028)
    titles = [column.title for column in view_of(made).plan_model.columns]
    assert (titles[4], titles[-1], len(titles)) == ("Jan 2027", "Jun 2028", 22)
    made.show_year(2025)
    assert shown(made)[1] == ["3000 Participation fees", "12"]
