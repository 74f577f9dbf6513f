"""The panels beside the grid: opening a line, spreading it, adding one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from gui.pages.budget.plan_on_screen import months, row_of, select, view_of, write
from helpers.ledgers_built import FEES, RENT, SALARIES
from yhdistys.gui.pages.budget import BudgetPage
from yhdistys.gui.pages.budget.side_panel import SidePanel

_CONTROL = Qt.KeyboardModifier.ControlModifier


def _open_line(page: BudgetPage, account: str, nth: int = 0) -> SidePanel:
    row = row_of(page, account, nth)
    select(page, (row, 1), (row, 1))
    QTest.keyClick(view_of(page), Qt.Key.Key_Return, _CONTROL)
    return page.content.line


def _fill(panel: SidePanel, **texts: str) -> None:
    for name, text in texts.items():
        field = panel.form.input(name)
        if isinstance(field, QComboBox):
            field.setCurrentIndex(field.findData(text))
        elif isinstance(field, QLineEdit):
            field.setText(text)


def _store(panel: SidePanel, field: str) -> None:
    QTest.keyClick(panel.form.input(field), Qt.Key.Key_Return)


def test_a_line_is_spread_evenly_to_the_cent(budget_page: BudgetPage) -> None:
    panel = _open_line(budget_page, SALARIES)
    assert panel.title == "5000 Salaries · 20 · P1"
    _fill(panel, amount="1000,01", profile="even", note="Ohjaajat")
    _store(panel, "note")
    assert months(budget_page, SALARIES) == (*(-83_34,) * 5, *(-83_33,) * 7)
    assert panel.isHidden()
    assert view_of(budget_page).hasFocus()


def test_a_line_follows_the_months_of_last_year_or_says_that_there_is_nothing_to_follow(
    budget_page: BudgetPage,
) -> None:
    panel = _open_line(budget_page, SALARIES)
    _fill(panel, amount="-600", profile="last_year")
    _store(panel, "amount")
    assert months(budget_page, SALARIES) == (-600_00, *(0,) * 11)
    assert panel.isHidden()

    panel = _open_line(budget_page, SALARIES, 1)
    _fill(panel, profile="last_year")
    _store(panel, "amount")
    assert not panel.isHidden()
    assert panel.problem == (
        "Nothing was booked in 2025 on the account 5000 to follow. "
        "Divide the amount evenly, or by month."
    )
    assert months(budget_page, SALARIES, 1) == (-100_00,) * 12


def test_a_new_amount_by_month_keeps_the_proportions(budget_page: BudgetPage) -> None:
    write(budget_page, row_of(budget_page, FEES), 0, "0")
    write(budget_page, row_of(budget_page, FEES), 1, "100")
    write(budget_page, row_of(budget_page, FEES), 2, "300")
    panel = _open_line(budget_page, FEES)
    _fill(panel, amount="800")
    _store(panel, "amount")
    assert months(budget_page, FEES) == (200_00, 600_00, *(0,) * 10)


def test_the_panel_follows_the_current_line_and_typing(budget_page: BudgetPage) -> None:
    panel = _open_line(budget_page, FEES)
    field = panel.form.input("amount")
    assert isinstance(field, QLineEdit)
    write(budget_page, row_of(budget_page, FEES), 1, "200")
    row = row_of(budget_page, FEES)
    select(budget_page, (row, 1), (row, 1))
    assert field.text() == "1,300.00"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_a_line_is_added_by_the_name_of_its_account_and_an_unknown_one_is_told(
    budget_page: BudgetPage,
) -> None:
    QTest.keyClick(view_of(budget_page), Qt.Key.Key_L, _CONTROL | Qt.KeyboardModifier.ShiftModifier)
    panel = budget_page.content.add
    _fill(panel, account="rent of premises", amount="1200")
    _store(panel, "amount")
    assert months(budget_page, RENT) == (-100_00,) * 12
    line = budget_page.content.plan.current_line()
    assert line is not None
    assert line.name.startswith(RENT)
    assert not panel.isHidden()
    assert panel.form.texts()["account"] == ""

    _fill(panel, account="olematon", amount="1")
    _store(panel, "amount")
    assert panel.form.problems == {
        "account": "There is no account “olematon”: write its number, or choose it from the list."
    }
