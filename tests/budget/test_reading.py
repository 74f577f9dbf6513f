from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from helpers.table_files import table_of, tables_of
from yhdistys.budget.rules.headings import MonthHeading, month_heading, year_heading
from yhdistys.budget.rules.reading import inspect_budget, read_budget
from yhdistys.errors import UsageError
from yhdistys.exchange.imports import BudgetLine, ImportOptions, ImportResult
from yhdistys.exchange.tables import Cell
from yhdistys.i18n import using
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.period import FiscalYear, Month

MONTHS = tuple(f"{month}/2025" for month in range(1, 13))
HEAD = ("Tili", "Tilin nimi", "Kustannuspaikka", *MONTHS)
YEAR = FiscalYear.starting(date(2025, 1, 1))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


def read(*rows: Sequence[Cell], **options: object) -> ImportResult:
    return read_budget(table_of(*rows), ImportOptions(**options))  # type: ignore[arg-type] # each test gives what it tests


def errors(result: ImportResult) -> list[Finding]:
    return [problem for problem in result.problems if problem.severity is Severity.ERROR]


def refusal(result: ImportResult) -> str:
    (finding,) = errors(result)
    assert result.budget == ()
    return finding.message


def amounts(result: ImportResult) -> list[tuple[str, int]]:
    return [(line.account, line.amount_cents) for line in result.budget]


@pytest.mark.parametrize(
    ("cell", "number", "year"),
    [
        ("1/2025", 1, 2025),
        ("01/2025", 1, 2025),
        ("12.2025", 12, 2025),
        ("3/25", 3, 2025),
        ("2025-09", 9, 2025),
        ("2025/9", 9, 2025),
        (date(2025, 3, 1), 3, 2025),
        ("tammi", 1, None),
        ("Tammikuu", 1, None),
        ("Heinäkuu 2025", 7, 2025),
        ("kesä-25", 6, 2025),
        ("Mars", 3, None),
        ("Oktober 2025", 10, 2025),
        ("May", 5, None),
        ("Dec.", 12, None),
        ("kk 1", 1, None),
        ("12. kk", 12, None),
        ("TA 1/2025", 1, 2025),
    ],
)
def test_a_month_is_read_from_its_heading(cell: Cell, number: int, year: int | None) -> None:
    assert month_heading(cell) == MonthHeading(number, year)


@pytest.mark.parametrize("cell", ["Tili", "13/2025", "2025", "Toteuma 1/2025", 1.0, None, "maa"])
def test_other_headings_are_no_months(cell: Cell) -> None:
    assert month_heading(cell) is None


@pytest.mark.parametrize(
    ("cell", "year"),
    [("TA 2025", 2025), ("Budjetti 2025 €", 2025), ("2026 talousarvio", 2026), ("TP 2024", None)],
)
def test_the_year_of_a_plan_is_read_from_its_heading(cell: str, year: int | None) -> None:
    assert year_heading(cell) == year


def test_a_budget_by_account_cost_centre_and_month_is_read() -> None:
    result = read(
        HEAD,
        (5000.0, "Palkat", "10", *[-100.5] * 12),
        ("7310", "Jäsenmaksut", "60", *[""] * 4, 500, *[None] * 7),
    )
    months = [Month(2025, number) for number in range(1, 13)]
    assert result.budget == (
        BudgetLine(
            2, "5000", "Palkat", "10", "", "", tuple((one, -10_050) for one in months),
            -120_600, "months", "",
        ),
        BudgetLine(
            3, "7310", "Jäsenmaksut", "60", "", "",
            tuple((one, 50_000 if one.month == 5 else 0) for one in months),
            50_000, "months", "",
        ),
    )  # fmt: skip
    assert (result.sign, result.rows_read, result.problems) == ("result", 2, ())
    assert [guess.field for guess in result.columns][:4] == [
        "account", "account_name", "cost_centre", "2025-01",
    ]  # fmt: skip


def test_one_amount_for_the_year_is_even() -> None:
    result = read(("Tili", "Talousarvio", "Huom"), ("5000 Palkat", "-1 200,00", "kaksi henkeä"))
    (line,) = result.budget
    assert (line.account, line.account_name, line.months, line.amount_cents) == (
        "5000", "Palkat", None, -120_000,
    )  # fmt: skip
    assert (line.profile, line.note) == ("even", "kaksi henkeä")


def test_the_column_of_the_right_year_is_taken() -> None:
    rows = (("Tili", "TP 2023", "TA 2024", "TA 2025"), ("3000", 1, 2, 3))
    assert amounts(read(*rows)) == [("3000", 300)]
    assert amounts(read(*rows, year=YEAR.previous())) == [("3000", 200)]
    assert "a budget for 2024, 2025, not for 2026" in refusal(read(*rows, year=YEAR.following()))


def test_months_of_another_year_are_refused_and_of_the_next_left_out() -> None:
    assert "a budget for 2025-01, not for 2026" in refusal(
        read(HEAD, ("3000", "", "", *[1] * 12), year=YEAR.following())
    )
    result = read(("Tili", "12/2025", "1/2026"), ("3000", 1, 2), year=YEAR)
    assert amounts(result) == [("3000", 100)]


def test_months_without_year_take_the_fiscal_year_even_across_new_year() -> None:
    rows = (("Tili", "heinä", "tammi"), ("3000", 1, 2))
    result = read(*rows, year=FiscalYear.starting(date(2025, 7, 1)))
    assert result.budget[0].months == ((Month(2025, 7), 100), (Month(2026, 1), 200))


def test_months_without_year_take_the_year_above_them() -> None:
    rows = (("Tili", "tammi", "helmi"), ("3000", 1, 2))
    told = read(("Talousarvio 2027",), *rows)
    assert told.budget[0].months == ((Month(2027, 1), 100), (Month(2027, 2), 200))
    assert "have no year" in refusal(read(*rows))


def test_a_month_with_two_columns_is_refused() -> None:
    assert "headed 2025-01" in refusal(read(("Tili", "1/2025", "tammi 2025"), ("3000", 1, 2)))


SIDES = {"3000": "income", "5000": "expense"}.get


@pytest.mark.parametrize(
    ("income", "expense", "sign"),
    [(10, -4, "result"), (-10, 4, "income-negative"), (10, 4, "unsigned")],
)
def test_all_sign_conventions_give_the_same_plan(income: int, expense: int, sign: str) -> None:
    rows = (("Tili", "Budjetti"), ("3000", income), ("5000", expense))
    result = read(*rows, sides=SIDES)
    assert (result.sign, amounts(result)) == (sign, [("3000", 1000), ("5000", -400)])
    assert read(*rows, sides=SIDES, sign=sign).sign_reason == "you chose this convention"


def test_a_reversed_expense_keeps_its_side_without_signs() -> None:
    rows = (("Tili", "Budjetti"), ("3000", 10), ("5000", 9), ("5000", "-1,00"), ("5000", 2))
    assert amounts(read(*rows, sides=SIDES))[2] == ("5000", 100)


def test_an_unknown_side_is_an_error_without_signs_only() -> None:
    rows = (("Tili", "Budjetti"), ("3000", 10), ("5000", 4), ("7400", 1))
    (finding,) = errors(read(*rows))
    assert (finding.kind, finding.row, finding.value) == ("unknown-side", 4, "7400")
    assert errors(read(*rows, sign="result")) == []


def test_an_unknown_sign_is_refused() -> None:
    with pytest.raises(UsageError, match="result, income-negative, unsigned"):
        read(("Tili", "Budjetti"), ("3000", 10), sign="debit-credit")


def test_total_rows_are_skipped_and_proven() -> None:
    result = read(
        ("Tili", "Nimi", "1/2025", "2/2025", "Yhteensä"),
        ("Tuotot", "", "", "", ""),
        ("3000", "Maksut", 10, 20, 30),
        ("3100", "Ruoka", 1, 2, 3),
        ("Tuotot yhteensä", "", 11, 22, 33),
        ("", "", "", "", ""),
        ("Kulut", "", "", "", ""),
        ("5000", "Palkat", 5, 6, 11),
        ("Kulut yhteensä", "", 5, 6, 11),
        ("Tilikauden tulos", "", 6, 16, 22),
    )
    assert amounts(result) == [("3000", 3000), ("3100", 300), ("5000", -1100)]
    assert {kind: count for kind, count in result.row_classes.items() if count} == {
        "entry": 3, "total": 3, "heading": 2, "blank": 1,
    }  # fmt: skip
    assert [(check.name, check.ok) for check in result.proof] == [
        ("row-totals", True), ("column-total", True), ("column-total", True),
        ("column-total", True),
    ]  # fmt: skip
    assert result.problems == ()


def test_wrong_totals_are_told_with_their_rows() -> None:
    result = read(
        ("Tili", "1/2025", "2/2025", "Yhteensä"),
        ("3000", 10, 20, 31),
        ("Yhteensä", 10, 21, None),
    )
    assert [(one.severity, one.message) for one in result.problems] == [
        (Severity.WARNING, "The total of row 2 says 31.00, but the rows give 30.00."),
        (Severity.WARNING, "The totals in row 3 says 21.00, but the rows give 20.00."),
    ]


def test_parts_of_a_cent_are_rounded_with_a_warning() -> None:
    result = read(HEAD, ("3000", "", "", *[1000 / 12] * 12))
    assert amounts(result) == [("3000", 99_996)]
    assert [(one.severity, one.kind, one.row) for one in result.problems] == [
        (Severity.WARNING, "rounded-amounts", 2)
    ]


def test_an_amount_that_cannot_be_read_is_told_with_its_place() -> None:
    result = read(HEAD, ("3000", "", "", *[1] * 11, "noin 5"), ("4000", "", "", *[1] * 12))
    (finding,) = errors(result)
    assert finding.message == "Row 2: “noin 5” in the column 12/2025 is not an amount."
    assert (finding.row, finding.column, finding.value) == (2, "12/2025", "noin 5")


def test_amounts_without_account_are_an_error() -> None:
    (finding,) = errors(read(("Tili", "Budjetti"), ("Kahvit", 10), ("3000", 1)))
    assert (finding.kind, finding.row, finding.value) == ("unknown-account", 2, "Kahvit")


def test_accounts_without_amounts_are_left_out() -> None:
    result = read(("Tili", "Budjetti"), ("3000", None), ("3100", 0), ("5000", -1))
    assert amounts(result) == [("3100", 0), ("5000", -100)]


def test_a_budget_without_amounts_is_an_error() -> None:
    (finding,) = errors(read(("Tili", "Budjetti"), ("3000", None)))
    assert finding.kind == "no-entries"


def test_a_sheet_without_headings_is_refused_with_advice() -> None:
    (finding,) = errors(read(("x",), ("y",)))
    assert finding.kind == "no-header"
    assert "“Talousarvio 2025”" in finding.hint


def test_inspection_tells_kind_columns_and_problems() -> None:
    views = inspect_budget(
        tables_of({
            "Ohje": [("x",)],
            "TA 2025": [HEAD, ("3000", "", "", *[1] * 12)],
            "Ilman vuotta": [("Tili", "tammi"), ("3000", 1)],
        })
    )  # fmt: skip
    assert [(view.kind, view.sign, view.header_row) for view in views] == [
        ("unknown", None, None), ("budget", "result", 1), ("budget", None, 1),
    ]  # fmt: skip
    assert [one.kind for one in views[2].problems] == ["no-year"]


def test_the_section_tells_the_side_of_accounts_without_sign() -> None:
    result = read(
        ("Tili", "Tilin nimi", "1/2025", "Yhteensä"),
        ("VARAINHANKINTA", "", "", ""),
        ("", "Tuotot", "", ""),
        ("7310", "Jäsenmaksut", 30, 30),
        ("", "Varainhankinnan tuotot yhteensä", 30, 30),
        ("", "Varainhankinnan kulut", "", ""),
        ("7400", "Kulut", 4, 4),
        ("", "Kulut yhteensä", 4, 4),
        ("RAHOITUS", "", "", ""),
        ("", "Tuotot", "", ""),
        ("9000", "Korot", 1, 1),
        ("", "TUOTOT YHTEENSÄ", 31, 31),
        ("", "KULUT YHTEENSÄ", 4, 4),
        ("", "TILIKAUDEN TULOS", 27, 27),
    )
    assert result.sign == "unsigned"
    assert amounts(result) == [("7310", 3000), ("7400", -400), ("9000", 100)]
    assert [check.ok for check in result.proof] == [True] * 6
    assert result.problems == ()


def test_the_users_column_is_the_years_amount() -> None:
    result = read(("Tili", "TA 2025", "Vuosi"), ("3000", 1, 2), columns={"amount": "Vuosi"})
    assert amounts(result) == [("3000", 200)]


def test_only_the_chosen_years_column_counts_as_amount() -> None:
    rows = (("Tili", "Budjetti", "TA 2025"), ("3000", 1, 2))
    result = read(*rows, year=YEAR)
    assert amounts(result) == [("3000", 200)]
    assert [guess.field for guess in result.columns] == ["account", None, "amount"]
