from __future__ import annotations

import pytest

from plugins.report_cases import CENTRES, YEAR_BEFORE, comparison_view, context, text_rows
from yhdistys.documents.document import (
    Document,
    Fact,
    KeyFigures,
    Letterhead,
    Paragraph,
    Table,
    computed_table,
)
from yhdistys.documents.render import ENDINGS, rendered
from yhdistys.i18n import using
from yhdistys_reports_fi.budget_comparison import asked_dimensions, comparison_document
from yhdistys_reports_fi.comparison_rows import FIGURES, Names, Shape

BREAKDOWNS = [
    ("account",),
    ("account", "cost_centre"),
    ("account", "month"),
    ("account", "cost_centre", "month"),
    ("cost_centre", "account"),
    ("cost_centre", "account", "month"),
    ("month", "account"),
    ("month", "cost_centre", "account"),
    ("cost_centre",),
    ("project",),
    ("month",),
    ("cost_centre", "month"),
    ("month", "cost_centre"),
]


def document(*by: str, language: str = "en") -> Document:
    view = comparison_view(*by)
    names = Names(
        lines={number: account.line for number, account in view.accounts.items()},
        cost_centres=CENTRES,
    )
    with using(language):
        return comparison_document(context(language), view, YEAR_BEFORE, names)


def main_table(*by: str) -> Table:
    return document(*by).tables[0]


def test_accounts_stand_under_their_statement_lines_with_sums() -> None:
    assert text_rows(main_table("account")) == [
        "h Income from ordinary activities |  | . | . | . | . | . | .",
        "b 3000 | Osallistumismaksut | 1485.00 | 1485.00 | 718.20 | -766.80 | 48.4 | 686.25",
        "b 3900 | Palkkatuki | . | . | 4200.00 | 4200.00 | . | .",
        (
            "s Income from ordinary activities, total |  "
            "| 1485.00 | 1485.00 | 4918.20 | 3433.20 | 331.2 | 686.25"
        ),
        "h Fundraising income |  | . | . | . | . | . | .",
        "b 7310 | Jäsenmaksut | 4940.00 | 4940.00 | 4840.00 | -100.00 | 98.0 | .",
        "b  | Without budget or actuals in these months | . | . | . | . | . | 2236.50",
        "t Income, total |  | 6425.00 | 6425.00 | 9758.20 | 3333.20 | 151.9 | 2922.75",
        "h Personnel expenses |  | . | . | . | . | . | .",
        "b 5000 | Palkat | -18000.00 | -18000.00 | -18412.55 | -412.55 | 102.3 | -8700.00",
        "h Other expenses |  | . | . | . | . | . | .",
        "b 4000 | Ostetut palvelut | -900.00 | 0.00 | . | 0.00 | . | .",
        "b 4400 | Toimitilavuokrat | -2500.00 | -2500.00 | -2527.80 | -27.80 | 101.1 | -950.00",
        "s Other expenses, total |  | -3400.00 | -2500.00 | -2527.80 | -27.80 | 101.1 | -950.00",
        "h Accounts without a statement line |  | . | . | . | . | . | .",
        "b 4995 | Muut kulut (uusi tili) | . | . | -318.00 | -318.00 | . | .",
        "t Expenses, total |  | -21400.00 | -20500.00 | -21258.35 | -758.35 | 103.7 | -9650.00",
        "t Result |  | -14975.00 | -14075.00 | -11500.15 | 2574.85 | 81.7 | -6727.25",
    ]


def test_what_stands_below_an_account_adds_up_to_it_and_a_lone_row_needs_no_sum() -> None:
    rows = text_rows(main_table("account", "cost_centre"))
    start = next(place for place, row in enumerate(rows) if "4400" in row)
    assert rows[start - 1 : start + 3] == [
        "b 4000 | Ostetut palvelut | 20 Kohtaamispaikka | -900.00 | 0.00 | . | 0.00 | . | .",
        "s 4400 | Toimitilavuokrat |  | -2500.00 | -2500.00 | -2527.80 | -27.80 | 101.1 | -950.00",
        (
            "b 4400 | Toimitilavuokrat | 20 Kohtaamispaikka "
            "| -2000.00 | -2000.00 | -2027.80 | -27.80 | 101.4 | -950.00"
        ),
        (
            "b 4400 | Toimitilavuokrat | 50 Ryhmät ja retket "
            "| -500.00 | -500.00 | -500.00 | 0.00 | 100.0 | ."
        ),
    ]


def test_a_row_without_a_cost_centre_says_so() -> None:
    rows = text_rows(main_table("account", "cost_centre"))
    assert any(row.startswith("b 7310 | Jäsenmaksut | Without cost centre |") for row in rows)


def test_the_plan_of_the_year_stands_once_and_not_in_each_month() -> None:
    rows = text_rows(main_table("account", "month"))
    start = next(place for place, row in enumerate(rows) if "5000" in row)
    assert rows[start : start + 3] == [
        "s 5000 | Palkat |  | -18000.00 | -18000.00 | -18412.55 | -412.55 | 102.3 | -8700.00",
        "b 5000 | Palkat | Jan 2025 |  | -9000.00 | -9100.00 | -100.00 | 101.1 | .",
        "b 5000 | Palkat | Sep 2025 |  | -9000.00 | -9312.55 | -312.55 | 103.5 | -8700.00",
    ]


def test_a_plan_for_later_months_only_is_in_the_sum_of_the_year() -> None:
    rows = text_rows(main_table("account", "month"))
    assert "b  | Without budget or actuals in these months |  | -900.00 | . | . | . | . | ." in rows


def test_each_cost_centre_asked_for_first_is_a_section_with_a_result() -> None:
    rows = text_rows(main_table("cost_centre", "account"))
    start = next(place for place, row in enumerate(rows) if "50 Ryhmät" in row)
    assert rows[start : start + 4] == [
        "h 50 Ryhmät ja retket |  | . | . | . | . | . | .",
        "b 3000 | Osallistumismaksut | 1485.00 | 1485.00 | 718.20 | -766.80 | 48.4 | 686.25",
        "b 4400 | Toimitilavuokrat | -500.00 | -500.00 | -500.00 | 0.00 | 100.0 | .",
        "s Result |  | 985.00 | 985.00 | 218.20 | -766.80 | 22.2 | 686.25",
    ]
    assert any(row.startswith("h Without cost centre") for row in rows)


def test_a_comparison_by_month_leaves_the_whole_year_out() -> None:
    table = main_table("month")
    assert [column.key for column in table.columns] == ["month", *FIGURES[1:]]
    assert text_rows(table)[1] == "b Mar 2025 | 4940.00 | 4840.00 | -100.00 | 98.0 | ."


@pytest.mark.parametrize("by", BREAKDOWNS, ids="-".join)
def test_the_sums_are_those_of_the_comparison_whatever_the_breakdown(by: tuple[str, ...]) -> None:
    table = main_table(*by)
    found = comparison_view(*by).comparison
    sums = {str(row.cells[0]): row for row in table.rows if row.kind == "total"}
    shown = [column.key for column in table.columns if column.key in FIGURES]
    for label, total in (
        ("Income, total", found.income),
        ("Expenses, total", found.expense),
        ("Result", found.result),
    ):
        cells = [sums[label].cells[table.position(key)] for key in shown]
        assert cells == [getattr(total, key) for key in shown]


@pytest.mark.parametrize("by", BREAKDOWNS, ids="-".join)
def test_the_figures_of_the_table_follow_from_each_other(by: tuple[str, ...]) -> None:
    for table in document(*by).tables:
        assert computed_table(table) == table


def test_what_has_no_budget_is_listed_by_itself() -> None:
    table = document("account").tables[1]
    assert table.caption == "Not budgeted"
    assert text_rows(table) == [
        "b 3900 | Palkkatuki | 4200.00 | .",
        "b 4995 | Muut kulut (uusi tili) | -318.00 | .",
        "t Not budgeted, total |  | 3882.00 | .",
    ]


def test_without_unbudgeted_rows_there_is_no_list_of_them() -> None:
    assert len(document("project").tables) == 1


def test_the_list_of_the_unbudgeted_names_what_was_asked_for() -> None:
    table = document("account", "cost_centre").tables[1]
    assert text_rows(table)[0] == "b 3900 | Palkkatuki | 20 Kohtaamispaikka | 4200.00 | ."


def test_the_head_tells_period_version_and_who_speaks() -> None:
    made = document("account", "cost_centre")
    assert made.title == "Budget and actuals 1 Jan \N{EN DASH} 30 Sep 2025"
    assert made.facts == (
        Fact(label="Fiscal year", text="1 Jan \N{EN DASH} 31 Dec 2025"),
        Fact(label="Budget", text="Talousarvio 2025, approved 19 Nov 2024"),
        Fact(label="Broken down by", text="Account, cost centre"),
        Fact(label="Amounts", text="euros"),
    )
    assert made.letterhead == Letterhead(
        name="Lehmusrannan mielenterveysyhdistys Aamusilta ry",
        lines=("Business ID 1234567-1", "Aamukuja 3, 98765 Lehmusranta"),
    )


def test_the_months_of_a_finnish_comparison_are_written_the_finnish_way() -> None:
    groups = [column.group for column in document("account", language="fi").tables[0].columns]
    assert groups[3] == "1.1.\N{EN DASH}30.9.2025"
    assert groups[-1] == "1.1.\N{EN DASH}30.9.2024"


def test_the_first_figures_are_income_expenses_and_result_beside_their_budget() -> None:
    made = document("account")
    figures, table = made.parts[0], made.tables[0]
    assert isinstance(figures, KeyFigures)
    for figure in figures.figures:
        place = figure.stands_in
        assert place is not None
        assert table.rows[place.row].cells[table.position(place.column)] == figure.value
    assert [str(figure.value) for figure in figures.figures] == [
        "9758.20",
        "-21258.35",
        "-11500.15",
    ]


def test_the_sign_of_a_difference_is_explained() -> None:
    notes = [part.text for part in document("account").parts if isinstance(part, Paragraph)]
    assert "a positive difference is good for the association" in notes[0]


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_renderer_takes_the_comparison(ending: str) -> None:
    assert rendered(document("account", "cost_centre", "month"), ending)


def test_a_hyphen_and_an_underscore_are_the_same_in_what_is_asked_for() -> None:
    assert asked_dimensions("account, cost-centre") == ("account", "cost_centre")
    assert asked_dimensions(("cost_centre", "month")) == ("cost_centre", "month")


def test_shapes_tell_what_is_a_section_and_what_stands_below() -> None:
    assert Shape.of(("cost_centre", "account", "month")) == Shape(
        section="cost_centre", main="account", below=("month",)
    )
    assert Shape.of(("project", "month")) == Shape(section=None, main="project", below=("month",))
