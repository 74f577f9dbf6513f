"""Rows of a ledger that are no entries: headings of accounts, changes and sums of months."""

from __future__ import annotations

from helpers.ledger_rows import HEAD, counted, read
from yhdistys.exchange.tables import Cell
from yhdistys.ledger.rules.signs import sign_of_one_column

EMPTY: tuple[Cell, ...] = (None,) * 7


def _below(voucher: Cell, day: Cell, debit: Cell, credit: Cell) -> tuple[Cell, ...]:
    """Return a row that leaves its account to a heading above."""
    return (voucher, day, None, None, None, None, "Maksu", debit, credit)


def test_a_code_and_a_name_in_two_cells_are_the_heading_of_the_rows_below() -> None:
    result = read(HEAD, ("3000", "Osallistumismaksut", *EMPTY), _below("1", "31.1.2025", None, 5))
    assert counted(result) == {"entry": 1, "heading": 1}
    assert [(line.account, line.account_name) for line in result.ledger] == [
        ("3000", "Osallistumismaksut")
    ]


def test_a_month_in_the_place_of_the_day_sums_up_below_a_heading() -> None:
    result = read(
        HEAD,
        ("3000 Osallistumismaksut", None, *EMPTY),
        _below("1", "31.1.2025", None, 5),
        (None, "tammikuu 2025", None, None, None, None, None, None, 5),
    )
    assert counted(result) == {"entry": 1, "heading": 1, "subtotal": 1}


def test_a_sum_without_day_account_or_text_stands_below_its_entries() -> None:
    result = read(
        HEAD,
        ("3000 Osallistumismaksut", None, *EMPTY),
        _below("1", "31.1.2025", None, 5),
        (None, None, None, None, None, None, None, None, 5),
    )
    assert counted(result)["entry"] == 1
    assert counted(result).keys() <= {"entry", "heading", "subtotal", "total"}


def test_a_row_with_only_a_change_is_the_subtotal_of_a_month() -> None:
    head = (*HEAD, "KK-MUUTOS")
    row = ("1", "31.1.2025", "3000", "Maksut", None, None, "Maksu", None, 5, None)
    change = (None, None, "3000", None, None, None, None, None, None, 5)
    assert counted(read(head, row, change)) == {"entry": 1, "subtotal": 1}


def test_income_alone_tells_the_sign_of_one_column() -> None:
    assert sign_of_one_column([("3000", 100)], lambda _account: "income").sign == "result"
    assert sign_of_one_column([("4000", -100)], lambda _account: "expense").sign == "result"
    assert sign_of_one_column([("9", 100)], lambda _account: None).sign == "debit-positive"
