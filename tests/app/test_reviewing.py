"""A file under review: its kind, its columns, and what would change, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from helpers.ledgers_built import budget_of, plan
from helpers.table_files import table_of, tables_of
from yhdistys.app import Workspace
from yhdistys.app.review_changes import FieldChange, voucher_changes
from yhdistys.app.review_columns import column_name, fitting_signs, known_fields, with_column
from yhdistys.app.reviewing import ImportChoices, RowState, guessed_kind, review_table, store_review
from yhdistys.budget import services as budget_services
from yhdistys.exchange.imports import ColumnGuess
from yhdistys.exchange.tables import Row
from yhdistys.i18n import using
from yhdistys.ledger.rules.vouchers import EntryContent
from yhdistys.registry import Plugins
from yhdistys.values.findings import Finding

PATH = Path("kirja.csv")
HEADER: Row = ("Pvm", "Tosite", "Tili", "Selite", "Debet", "Kredit")
RENT: Row = ("3.1.2025", "1", "4400", "Vuokra", 800.0, None)
BANK: Row = ("3.1.2025", "1", "1910", "Vuokra", None, 800.0)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


def _guesses(*headers: str) -> tuple[ColumnGuess, ...]:
    return tuple(
        ColumnGuess(index=index, header=header, field=None, confidence=Decimal(0), reason="")
        for index, header in enumerate(headers)
    )


def _content(account: str, cents: int, text: str = "", day: str = "2025-01-03") -> EntryContent:
    return EntryContent(day, account, "", "", text, max(cents, 0), max(-cents, 0))


def test_the_kind_is_that_of_the_sheet_with_most_rows(plugins: Plugins) -> None:
    chart: list[Row] = [("Tili", "Nimi"), ("3000", "Maksut")]
    ledger: list[Row] = [HEADER, RENT, BANK]
    assert guessed_kind(plugins, tables_of({"Tilit": chart, "Kirja": ledger})) == "ledger"
    assert guessed_kind(plugins, tables_of({"Tilit": chart})) == "chart"
    assert guessed_kind(plugins, table_of(("a", "b"), ("c", "d"))) == "ledger"


def test_a_column_is_named_so_that_no_heading_is_meant() -> None:
    assert column_name(_guesses("Pvm", "Tili"), 1) == "B"
    assert column_name(_guesses("B", "Tili"), 1) == "2"
    assert column_name(_guesses("B", "Tili", "2"), 1) == "Tili"


def test_what_a_person_says_of_a_column_replaces_what_was_said_of_it_before() -> None:
    columns = _guesses("Pvm", "Tili", "Muu")
    told = with_column({}, columns, 2, "project")
    assert told == {"project": "C"}
    assert with_column(told, columns, 2, "text") == {"text": "C"}
    assert with_column({"date": "A"}, columns, 2, None) == {"date": "A"}


def test_only_signs_and_fields_that_fit_are_offered() -> None:
    columns = _guesses("Pvm")
    assert fitting_signs("chart", columns) == ()
    assert "debit-positive" in fitting_signs("ledger", columns)
    assert "month" not in known_fields("budget")
    assert known_fields("own-kind") == ()


def test_a_corrected_amount_is_one_change_and_a_new_entry_another() -> None:
    before = [_content("4400", 80_000), _content("1910", -80_000)]
    now = [
        _content("4400", 90_000),
        _content("1910", -80_000),
        _content("1910", -10_000, "Korjaus"),
    ]
    assert list(voucher_changes(before, now)) == [
        FieldChange("amount", "4400", Decimal("800.00"), Decimal("900.00")),
        FieldChange("entry", "1910", None, Decimal("-100.00")),
    ]


def test_an_entry_on_another_account_and_day_is_told_field_by_field() -> None:
    before = [_content("4400", 80_000)]
    now = [_content("4500", 80_000, day="2025-01-04")]
    assert list(voucher_changes(before, now)) == [
        FieldChange("day", "4500", date(2025, 1, 3), date(2025, 1, 4)),
        FieldChange("account", "4500", "4400", "4500"),
    ]


def test_every_row_says_what_becomes_of_it(workspace: Workspace) -> None:
    table = table_of(("Kirja 2025",), HEADER, RENT, BANK, ("", "", "", "Yhteensä", 800.0, 800.0))
    review = review_table(workspace, PATH, table)
    above, new = RowState.UNREAD, RowState.NEW
    assert review.states == (above, above, new, new, RowState.TOTAL)
    assert review.proven == {5: True}
    store_review(workspace, review)
    again = review_table(workspace, PATH, table)
    assert again.states[2:4] == (RowState.SAME, RowState.SAME)
    assert not again.can_be_stored


def test_a_day_far_from_the_fiscal_years_is_a_problem_with_its_row(workspace: Workspace) -> None:
    rows = [("3.1.1950", *row[1:]) for row in (RENT, BANK)]
    review = review_table(workspace, PATH, table_of(HEADER, *rows))
    assert [(type(one), one.kind, one.row) for one in review.problems] == [
        (Finding, "day-outside-years", 2)
    ]
    assert review.states[1] is RowState.PROBLEM
    assert not review.can_be_stored


def test_a_line_of_a_budget_is_compared_month_by_month(workspace: Workspace) -> None:
    stored = budget_of(plan("4400", {1: -10_000, 2: -10_000}), plan("3000", 5_000))
    workspace.do(budget_services.store_budget, result=stored, year=2025)
    table = table_of(("Tili", "1/2025", "2/2025"), ("4400", -100.0, -120.0), ("5000", -1.0, -2.0))
    review = review_table(workspace, PATH, table, ImportChoices(kind="budget"))
    assert review.states[1:] == (RowState.CHANGED, RowState.NEW)
    assert review.changes_of_row(1) == (
        FieldChange("amount", "4400", Decimal("-200.00"), Decimal("-220.00")),
        FieldChange("2025-02", "4400", Decimal("-100.00"), Decimal("-120.00")),
    )
    assert [(one.account, one.amount) for one in review.comparison.removed] == [
        ("3000", Decimal("50.00"))
    ]
    assert review.changes_of_row(2) == ()


def test_a_chart_tells_the_line_before_and_after(workspace: Workspace) -> None:
    table = table_of(
        ("Tili", "Nimi", "Rivi"),
        ("4400", "Vuokrat", "fundraising_income"),
        ("3998", "Arpajaiset", ""),
    )
    review = review_table(workspace, PATH, table)
    assert review.states[1:] == (RowState.CHANGED, RowState.NEW)
    (change,) = review.changes_of_row(1)
    assert (change.field, change.account, change.now) == ("line", "4400", "fundraising_income")
