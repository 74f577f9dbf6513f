from __future__ import annotations

from collections.abc import Iterator

import pytest

from helpers.table_files import table_of, tables_of
from yhdistys.exchange.imports import ChartLine
from yhdistys.i18n import using
from yhdistys.ledger.rules.chart import LINES
from yhdistys.ledger.rules.chart_reading import inspect_chart, read_chart


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


def test_a_chart_is_read_with_its_names_and_lines() -> None:
    result = read_chart(
        table_of(
            ("Tilikartta 2025",),
            ("Tili", "Nimi", "Namn", "Name", "Rivi"),
            ("Varsinainen toiminta", "", "", "", ""),
            (3000.0, "Maksut", "Avgifter", "Fees", "activity_income"),
            ("4995", "Muut kulut", "", "", ""),
            ("", "", "", "", ""),
        )
    )
    assert result.chart == (
        ChartLine(
            4, "3000", {"fi": "Maksut", "sv": "Avgifter", "en": "Fees"}, "activity_income"
        ),
        ChartLine(5, "4995", {"fi": "Muut kulut"}, ""),
    )  # fmt: skip
    assert result.row_classes == {"entry": 2, "heading": 1, "blank": 1}
    assert (result.rows_read, result.sign, result.problems) == (3, None, ())


def test_number_and_name_may_stand_in_one_cell() -> None:
    result = read_chart(table_of(("Tili", "Nimi ruotsiksi"), ("3000 Maksut", "Avgifter")))
    assert result.chart == (ChartLine(2, "3000", {"fi": "Maksut", "sv": "Avgifter"}, ""),)


def test_repeated_and_nameless_accounts_are_errors() -> None:
    result = read_chart(table_of(("Numero", "Nimi"), ("1", "a"), ("1", "b"), ("2", "")))
    assert [(one.kind, one.row) for one in result.problems] == [
        ("repeated-account", 3), ("nameless-account", 4),
    ]  # fmt: skip


def test_an_unknown_line_is_an_error_with_the_known_ones() -> None:
    rows = (("Numero", "Nimi", "Rivi"), ("1", "a", "activity_income"), ("2", "b", "wages"))
    (problem,) = read_chart(table_of(*rows)).problems
    assert (problem.kind, problem.row, problem.value) == ("unknown-line", 3, "2")
    assert problem.message == "Account 2 in row 3: there is no statement line “wages”."
    assert problem.hint == f"The lines are {', '.join(LINES)}."


def test_a_chart_without_accounts_is_an_error() -> None:
    result = read_chart(table_of(("Numero", "Nimi"), ("a", "b")))
    assert [one.kind for one in result.problems] == ["no-entries"]


def test_a_sheet_without_headings_is_refused() -> None:
    result = read_chart(table_of(("x", "y")))
    assert [one.kind for one in result.problems] == ["no-header"]
    assert result.chart == ()


def test_inspection_tells_the_kind() -> None:
    tables = tables_of({"A": [("Tili", "Nimi"), ("1", "a")], "B": [("x",)]})
    assert [(view.kind, view.row_classes.get("entry")) for view in inspect_chart(tables)] == [
        ("chart", 1), ("unknown", None),
    ]  # fmt: skip


def test_inspection_leaves_ledgers_and_budgets_to_others() -> None:
    views = inspect_chart(
        tables_of({
            "Pääkirja": [("Tili", "Tilin nimi", "Pvm", "Debet"), ("1", "a", "", "")],
            "Budjetti": [("Tili", "Tilin nimi", "1/2025"), ("1", "a", 5.0), ("2", "b", "")],
            "Tilikartta": [("Tili", "Nimi", "ALV-%"), ("1", "a", 25.5), ("2", "b", "")],
        })
    )  # fmt: skip
    assert [view.kind for view in views] == ["unknown", "unknown", "chart"]
