"""The rows of a follow-up: groups and sums of invented figures, exact to the cent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.comparisons import compare
from yhdistys.budget.rules.comparison import AccountName
from yhdistys.budget.rules.deviations import Explained, Limits
from yhdistys.budget.rules.follow_up import (
    Amounts,
    Books,
    Figure,
    FollowUpRow,
    added,
    by_dimension,
    by_month,
    by_statement,
)
from yhdistys.i18n import using
from yhdistys.ledger.rules.chart import LINES, line_of
from yhdistys.values.money import from_cents
from yhdistys.values.period import Month

RULES = {f"{place:02}": line for place, line in enumerate(LINES, start=10)}
NAMES = {f"{prefix}0": f"Tili {prefix}" for prefix in RULES}
BOOKS = Books(names=NAMES, rules=RULES, explained={}, limits=Limits())
MAPPED = tuple(NAMES)
UNMAPPED = ("900", "910")
COLUMNS = ("budget_year", "budget", "actual", "previous_year")
MONTHS = (Month(2025, 1), Month(2025, 2))
CENTS = st.none() | st.integers(-(10**9), 10**9)


@st.composite
def _amounts(draw: st.DrawFn) -> Amounts:
    budget = draw(CENTS)
    return Amounts(None if budget is None else draw(st.integers(-(10**9), 10**9)), budget,
                   draw(CENTS), draw(CENTS))  # fmt: skip


@st.composite
def _figures(draw: st.DrawFn, accounts: Sequence[str] = MAPPED) -> list[Figure]:
    chosen = draw(st.lists(st.sampled_from(accounts), unique=True, max_size=8))
    return [Figure(account, None, None, draw(_amounts())) for account in sorted(chosen)]


def _column(rows: Iterable[FollowUpRow], column: str) -> Decimal:
    return sum((getattr(row, column) or Decimal(0) for row in rows), Decimal(0))


def _of_kind(rows: Iterable[FollowUpRow], kind: str) -> list[FollowUpRow]:
    return [row for row in rows if row.kind == kind]


@pytest.mark.slow
@settings(deadline=None)
@given(_figures((*MAPPED, *UNMAPPED)))
def test_lines_sum_to_groups_and_to_the_total(figures: list[Figure]) -> None:
    rows = by_statement(figures, BOOKS)
    inside = [row for row in rows if not row.is_outside]
    lines = _of_kind(inside, "line")
    alone = [row for row in lines if row.level == 1]
    for column in COLUMNS:
        grouped = _column(_of_kind(inside, "group"), column) + _column(alone, column)
        assert grouped == _column(lines, column)
        assert _column(_of_kind(inside, "total")[-1:], column) == _column(lines, column)
    shown = {figure.account for figure in figures if any(
        value is not None for value in figure.amounts[1:3]) or figure.amounts.previous}  # fmt: skip
    accounts = [row.account for row in rows if row.kind == "line"]
    assert sorted(filter(None, accounts)) == sorted(
        account for account in shown if not (line_of(account, RULES) or "").startswith("balance")
    )


@pytest.mark.slow
@settings(deadline=None)
@given(_figures())
def test_totals_equal_those_of_the_comparison(figures: list[Figure]) -> None:
    columns = zip(*(figure.amounts for figure in figures), strict=True)
    keys: list[tuple[str | None, ...]] = [(figure.account,) for figure in figures]
    plan_year, plan, actual, previous = (
        {key: cents for key, cents in zip(keys, column, strict=True) if cents is not None}
        for column in (columns if figures else ((),) * 4)
    )
    accounts = {number: AccountName(name, line_of(number, RULES)) for number, name in NAMES.items()}
    result = compare(
        ("account",), plan_year=plan_year, plan=plan, actual=actual, previous=previous,
        accounts=accounts,
    ).result  # fmt: skip
    totals = _of_kind(by_statement(figures, BOOKS), "total")
    if totals:
        found = totals[-1]
        assert (found.budget_year, found.budget, found.actual) == (
            result.budget_year, result.budget, result.actual,
        )  # fmt: skip
        assert (found.difference or 0) == result.difference
        assert (found.previous_year or 0) == (result.previous_year or 0)


@pytest.mark.slow
@settings(deadline=None)
@given(_figures())
def test_surplus_and_deficit_run_on_from_the_top(figures: list[Figure]) -> None:
    running = Decimal(0)
    for row in by_statement(figures, BOOKS):
        if row.kind == "line":
            running += row.actual or 0
        elif row.kind in {"sum", "total"}:
            assert (row.actual or 0) == running


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from((*MAPPED, *UNMAPPED)),
                          st.sampled_from((None, "10", "20")), _amounts()),
                unique_by=lambda told: told[:2], max_size=8))  # fmt: skip
def test_cost_centres_sum_to_the_same_total(told: list[tuple[str, str | None, Amounts]]) -> None:
    figures = [Figure(account, centre, None, amounts) for account, centre, amounts in told]
    titles = {None: "Ilman", "10": "10 Kerhot"}
    rows = by_dimension(figures, BOOKS, titles, "cost_centre")
    inside = [row for row in rows if not row.is_outside]
    for column in COLUMNS:
        total = _column(_of_kind(inside, "total"), column)
        assert total == _column(_of_kind(inside, "line"), column)
        assert total == _column(_of_kind(inside, "group"), column)
        assert total == _column(_of_kind(inside, "sum"), column)
    sections = [row.label for row in inside if row.kind == "section"]
    assert sections == [title for title in ("10 Kerhot", "20", "Ilman") if title in sections]


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from((*MAPPED, *UNMAPPED)),
                          st.tuples(_amounts(), _amounts())),
                unique_by=lambda told: told[0], max_size=6))  # fmt: skip
def test_months_sum_to_the_same_total(told: list[tuple[str, tuple[Amounts, Amounts]]]) -> None:
    figures = [Figure(account, None, None, added(months), months) for account, months in told]
    rows = [row for row in by_month(figures, BOOKS, MONTHS) if not row.is_outside]
    for column in COLUMNS[1:]:
        total = _column(_of_kind(rows, "total"), column)
        assert total == _column(_of_kind(rows, "group"), column)
        assert total == _column(_of_kind(rows, "line"), column)


def _row(amounts: Amounts) -> FollowUpRow:
    rows = by_statement([Figure("100", None, None, amounts)], BOOKS)
    return next(row for row in rows if row.kind == "line")


def test_nothing_zero_and_not_budgeted_differ() -> None:
    planned = _row(Amounts(12_000, 0, None, None))
    assert (planned.budget, planned.actual) == (from_cents(0), None)
    assert planned.difference == 0
    assert (planned.used_percent, planned.is_unbudgeted) == (None, False)
    assert planned.expected_share == Decimal("0.0000")
    booked = _row(Amounts(None, None, 0, None))
    assert (booked.budget, booked.actual, booked.is_unbudgeted) == (None, from_cents(0), True)
    assert booked.expected_share is None
    earlier = _row(Amounts(None, None, None, 500))
    assert (earlier.difference, earlier.is_unbudgeted) == (None, False)
    assert earlier.previous_year == Decimal("5.00")
    assert by_statement([Figure("100", None, None, Amounts(None, None, None, 0))], BOOKS) == ()


def test_the_share_that_was_planned_until_now_is_told() -> None:
    row = _row(Amounts(-120_000, -90_000, -60_000, None))
    assert (row.expected_share, row.used_percent) == (Decimal("0.7500"), Decimal("66.7"))


def test_an_explanation_stands_at_its_row_only() -> None:
    told = Explained("Retki siirtyi", "Aino", Month(2025, 3))
    books = Books(names=NAMES, rules=RULES, explained={("130", "10", None): told}, limits=Limits())
    amounts = Amounts(-100_000, -100_000, -200_000, None)
    figures = [Figure("130", "10", None, amounts), Figure("130", None, None, amounts)]
    rows = by_dimension(figures, books, {}, "cost_centre")
    lines = _of_kind(rows, "line")
    assert [(row.note, row.note_by, row.note_month, row.is_deviation) for row in lines] == [
        ("Retki siirtyi", "Aino", Month(2025, 3), True), (None, None, None, True),
    ]  # fmt: skip


def test_the_rows_read_as_the_income_statement() -> None:
    figures = [
        Figure(account, None, None, Amounts(None, None, cents, None))
        for account, cents in (
            ("100", 900), ("110", -300), ("130", -200), ("140", 50), ("180", 70), ("190", -20),
            ("210", 5), ("900", 1),
        )
    ]  # fmt: skip
    told = [(row.kind, row.level, row.label, row.actual) for row in by_statement(figures, BOOKS)]
    euros = from_cents
    assert told == [
        ("section", 0, "Ordinary activities", None),
        ("group", 1, "Income", euros(900)),
        ("line", 2, "100 Tili 10", euros(900)),
        ("group", 1, "Expenses", euros(-500)),
        ("line", 2, "110 Tili 11", euros(-300)),
        ("line", 2, "130 Tili 13", euros(-200)),
        ("sum", 0, "Surplus or deficit", euros(400)),
        ("section", 0, "Fundraising", None),
        ("group", 1, "Income", euros(50)),
        ("line", 2, "140 Tili 14", euros(50)),
        ("sum", 0, "Surplus or deficit", euros(450)),
        ("section", 0, "General grants", None),
        ("line", 1, "180 Tili 18", euros(70)),
        ("total", 0, "Result for the fiscal year", euros(520)),
        ("section", 0, "Appropriations", None),
        ("line", 1, "190 Tili 19", euros(-20)),
        ("total", 0, "Surplus (deficit) for the fiscal year", euros(500)),
        ("section", 0, "Accounts without a line", None),
        ("line", 1, "900", euros(1)),
    ]
    assert by_month(figures, BOOKS, ())[-3].label == "Surplus (deficit) for the fiscal year"


def test_labels_are_in_the_language_of_the_reader() -> None:
    figures = [Figure("100", None, None, Amounts(None, None, 1, None))]
    with using("fi"):
        rows = by_statement(figures, BOOKS)
    assert [row.label for row in rows[:2]] == ["Varsinainen toiminta", "Tuotot"]
