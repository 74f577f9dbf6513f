from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.comparisons import compare
from yhdistys import i18n
from yhdistys.budget.rules.comparison import (
    DIMENSIONS,
    AccountName,
    Comparison,
    ComparisonRow,
    ComparisonTotal,
    Key,
)
from yhdistys.errors import UsageError

ACCOUNTS = {
    "1910": AccountName("Pankkitili", "balance_assets"),
    "3000": AccountName("Osallistumismaksut", "activity_income"),
    "3900": AccountName("Palkkatuki", "activity_income"),
    "4600": AccountName("Laitteet, kalusteet ja ohjelmistot", "activity_other"),
    "4990": AccountName("Muut kulut", "activity_other"),
    "4995": AccountName("Muut kulut 2", None),
    "5000": AccountName("Palkat", "activity_personnel"),
    "5030": AccountName("Lomapalkkavelan muutos", "activity_personnel"),
    "9000": AccountName("Korkotuotot", "finance_income"),
}
ALL_BREAKDOWNS = [
    by for count in range(1, 5) for some in combinations(DIMENSIONS, count)
    for by in permutations(some)
]  # fmt: skip


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with i18n.using("en"):
        yield


def euros(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def row(side: str, amounts: tuple[str | None, ...], **where: str | None) -> tuple[object, ...]:
    """Return a row of the comparison; amounts in the order of the row."""
    return (
        *(where.get(dimension) for dimension in DIMENSIONS),
        where.get("name") or "",
        side,
        *(euros(amount) for amount in amounts),
        None,
    )


def total(*amounts: str | None) -> tuple[Decimal | None, ...]:
    return tuple(euros(amount) for amount in amounts)


def cells(figures: ComparisonTotal) -> tuple[Decimal | None, ...]:
    return (
        figures.budget_year,
        figures.budget,
        figures.actual,
        figures.difference,
        figures.used_percent,
        figures.previous_year,
    )


def keyed(cents: dict[str, int]) -> dict[Key, int]:
    return {(account,): amount for account, amount in cents.items()}


def nine_months() -> Comparison:
    """Compare some accounts of a day centre to the end of September."""
    return compare(
        ("account",),
        plan_year=keyed(
            {
                "3000": 2_700_00,
                "4600": -6_500_00,
                "4990": -600_00,
                "5000": -263_148_00,
                "5030": -1_250_00,
                "9000": 150_00,
            }
        ),
        plan=keyed({"3000": 2_430_00, "4600": -5_150_00, "4990": -426_00, "5000": -197_361_00}),
        actual=keyed(
            {
                "1910": 45_000_00,
                "3000": 1_606_50,
                "3900": 4_200_00,
                "4600": -7_245_01,
                "4990": -2_271_80,
                "4995": -318_00,
                "5000": -209_122_33,
            }
        ),
        previous=keyed(
            {
                "1910": 41_000_00,
                "3000": 2_470_50,
                "4600": -11_882_51,
                "4990": -465_05,
                "5000": -175_445_00,
                "7310": 4_636_00,
            }
        ),
        accounts=ACCOUNTS,
    )


def test_nine_months_by_account_show_every_difference_in_the_sign_of_the_result() -> None:
    rows = nine_months().rows
    assert [tuple(each) for each in rows] == [
        row("income", ("2700.00", "2430.00", "1606.50", "-823.50", "66.1", "2470.50"),
            account="3000", name="Osallistumismaksut"),
        row("income", (None, None, "4200.00", "4200.00", None, None),
            account="3900", name="Palkkatuki"),
        row("expense", ("-6500.00", "-5150.00", "-7245.01", "-2095.01", "140.7", "-11882.51"),
            account="4600", name="Laitteet, kalusteet ja ohjelmistot"),
        row("expense", ("-600.00", "-426.00", "-2271.80", "-1845.80", "533.3", "-465.05"),
            account="4990", name="Muut kulut"),
        row("expense", (None, None, "-318.00", "-318.00", None, None),
            account="4995", name="Muut kulut 2"),
        row("expense",
            ("-263148.00", "-197361.00", "-209122.33", "-11761.33", "106.0", "-175445.00"),
            account="5000", name="Palkat"),
        row("expense", ("-1250.00", "0.00", None, "0.00", None, None),
            account="5030", name="Lomapalkkavelan muutos"),
        row("income", ("150.00", "0.00", None, "0.00", None, None),
            account="9000", name="Korkotuotot"),
    ]  # fmt: skip


def test_nine_months_are_added_up_by_side_and_together() -> None:
    comparison = nine_months()
    assert cells(comparison.income) == total(
        "2850.00", "2430.00", "5806.50", "3376.50", "239.0", "7106.50"
    )
    assert cells(comparison.expense) == total(
        "-271498.00", "-202937.00", "-218957.14", "-16020.14", "107.9", "-187792.56"
    )
    assert cells(comparison.result) == total(
        "-268648.00", "-200507.00", "-213150.64", "-12643.64", "106.3", "-180686.06"
    )
    assert comparison.by == ("account",)
    assert comparison.unbudgeted == 2


def test_amounts_have_two_decimals_and_percentages_one() -> None:
    first = nine_months().rows[0]
    assert (str(first.difference), str(first.used_percent)) == ("-823.50", "66.1")
    zero = nine_months().rows[-1]
    assert (str(zero.budget), str(zero.difference)) == ("0.00", "0.00")


def test_zero_and_missing_are_told_apart_by_month() -> None:
    comparison = compare(
        ("month", "account"),
        plan_year={("3000",): 100_00},
        plan={("3000", "2025-01"): 0, ("3000", "2025-02"): 100_00},
        actual={("3000", "2025-01"): 0, ("3000", "2025-03"): 7_00},
        previous={("3000", "2025-02"): 0, ("3000", "2025-04"): 9_00},
        accounts=ACCOUNTS,
    )
    name = "Osallistumismaksut"
    assert [tuple(each) for each in comparison.rows] == [
        row("income", ("100.00", "0.00", "0.00", "0.00", None, None),
            account="3000", name=name, month="2025-01"),
        row("income", ("100.00", "100.00", None, "-100.00", "0.0", "0.00"),
            account="3000", name=name, month="2025-02"),
        row("income", ("100.00", None, "7.00", "7.00", None, None),
            account="3000", name=name, month="2025-03"),
    ]  # fmt: skip
    assert cells(comparison.income) == total("100.00", "100.00", "7.00", "-93.00", "7.0", "9.00")
    assert cells(comparison.expense) == total(None, None, None, "0.00", None, None)
    assert comparison.unbudgeted == 1


def test_a_plan_for_later_months_only_counts_as_zero_in_the_totals_by_month() -> None:
    comparison = compare(
        ("account", "month"),
        plan_year={("9000",): 150_00},
        plan={},
        actual={("9000", "2025-01"): 1_00},
        previous={},
        accounts=ACCOUNTS,
    )
    assert cells(comparison.income) == total("150.00", "0.00", "1.00", "1.00", None, None)


def test_without_accounts_each_row_holds_one_side() -> None:
    comparison = compare(
        ("month", "cost_centre"),
        plan_year={("3000", "20"): 120_00, ("4990", "20"): -60_00, ("5000", None): -12_00},
        plan={("3000", "2025-01", "20"): 10_00, ("5000", "2025-01", None): -1_00},
        actual={
            ("1910", "2025-01", "20"): 3_00,
            ("4990", "2025-01", "20"): -4_00,
            ("5000", "2025-01", "20"): -5_00,
            ("5000", "2025-02", "10"): -6_00,
        },
        previous={("4990", "2025-01", "20"): -8_00, ("5000", "2025-01", "20"): -1_00},
        accounts=ACCOUNTS,
    )
    assert [tuple(each) for each in comparison.rows] == [
        row("expense", (None, None, "-6.00", "-6.00", None, None),
            cost_centre="10", month="2025-02"),
        row("income", ("120.00", "10.00", None, "-10.00", "0.0", None),
            cost_centre="20", month="2025-01"),
        row("expense", ("-60.00", None, "-9.00", "-9.00", None, "-9.00"),
            cost_centre="20", month="2025-01"),
        row("expense", ("-12.00", "-1.00", None, "1.00", "0.0", None),
            cost_centre=None, month="2025-01"),
    ]  # fmt: skip


def test_rows_are_sorted_by_account_cost_centre_project_and_month_with_none_last() -> None:
    keys: list[Key] = [
        ("5000", "2025-02", None, "A"),
        ("5000", "2025-01", None, "A"),
        ("5000", "2025-01", "9", None),
        ("5000", "2025-01", "9", "A"),
        ("5000", "2025-01", "10", "B"),
        ("40001", "2025-01", "10", "A"),
        ("4000", "2025-12", "10", "A"),
    ]
    comparison = compare(
        ("month", "cost_centre", "account", "project"),
        plan_year={},
        plan={},
        actual=dict.fromkeys(keys, -1),
        previous={},
        accounts=ACCOUNTS,
    )
    found = [(row.account, row.month, row.cost_centre, row.project) for row in comparison.rows]
    assert found == list(reversed(keys))


@pytest.mark.parametrize(
    ("figures", "side"),
    [
        ({"actual": 5, "plan_year": -9, "previous": -9}, "income"),
        ({"actual": -5, "plan_year": 9, "previous": 9}, "expense"),
        ({"actual": 0, "plan_year": 9, "previous": -9}, "income"),
        ({"plan_year": -9, "previous": 9}, "expense"),
        ({"plan": 3, "previous": -9}, "income"),
        ({"actual": 0, "previous": 9}, "income"),
        ({"actual": 0}, "expense"),
    ],
)
@pytest.mark.parametrize("number", ["4995", "0000"])
def test_an_account_without_a_line_stands_on_the_side_its_total_tells(
    number: str, figures: dict[str, int], side: str
) -> None:
    keyed_figures: dict[str, dict[Key, int]] = {
        name: {(number,): figures[name]} if name in figures else {}
        for name in ("plan_year", "plan", "actual", "previous")
    }
    comparison = compare(
        ("account",),
        plan_year=keyed_figures["plan_year"],
        plan=keyed_figures["plan"],
        actual=keyed_figures["actual"],
        previous=keyed_figures["previous"],
        accounts=ACCOUNTS,
    )
    name = "Muut kulut 2" if number == "4995" else ""
    assert [(row.side, row.name) for row in comparison.rows] == [(side, name)]


def test_an_account_without_a_line_has_one_side_in_all_its_months() -> None:
    comparison = compare(
        ("account", "month"),
        plan_year={},
        plan={},
        actual={("4995", "2025-01"): 1_00, ("4995", "2025-02"): -9_00, (None, "2025-01"): -1},
        previous={},
        accounts=ACCOUNTS,
    )
    assert [row.side for row in comparison.rows] == ["expense"] * 3


def test_an_empty_comparison_has_no_rows_and_no_amounts() -> None:
    comparison = compare(("project",), plan_year={}, plan={}, actual={}, previous={}, accounts={})
    nothing = total(None, None, None, "0.00", None, None)
    assert comparison.rows == ()
    assert [cells(side) for side in (comparison.income, comparison.expense, comparison.result)] == [
        nothing, nothing, nothing,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "message"),
    [
        ((), "The comparison does not say by what it is broken down."),
        (("account", "grant"), "A comparison cannot be broken down by “grant”."),
        (
            ("account", "month", "account"),
            "The comparison names the same breakdown twice: account, month, account.",
        ),
    ],
)
def test_a_breakdown_that_makes_no_sense_is_refused(by: tuple[str, ...], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        compare(by, plan_year={}, plan={}, actual={}, previous={}, accounts={})
    assert caught.value.message == message
    assert caught.value.hint == "Choose some of account, cost_centre, project, month."
    assert caught.value.kind == "unknown-dimension"


Fact = tuple[str | None, ...]
FACTS = st.dictionaries(
    st.tuples(
        st.sampled_from([*ACCOUNTS, "7900"]),
        st.sampled_from(["10", "20", None]),
        st.sampled_from(["A", None]),
        st.sampled_from(["2025-01", "2025-02", "2025-03"]),
    ),
    st.integers(-(10**9), 10**9),
    max_size=30,
)


def grouped(facts: dict[Fact, int], by: tuple[str, ...], *, month: bool) -> dict[Key, int]:
    parts = [0] + [
        DIMENSIONS.index(dimension)
        for dimension in by
        if dimension != "account" and (month or dimension != "month")
    ]
    sums: Counter[Key] = Counter()
    for fact, cents in facts.items():
        sums[tuple(fact[part] for part in parts)] += cents
    return {key: sums[key] for key in sums}


def compared(
    by: tuple[str, ...], plan: dict[Fact, int], actual: dict[Fact, int], previous: dict[Fact, int]
) -> Comparison:
    """Compare the first two of three months."""
    to_date = {fact: cents for fact, cents in plan.items() if fact[3] != "2025-03"}
    return compare(
        by,
        plan_year=grouped(plan, by, month=False),
        plan=grouped(to_date, by, month=True),
        actual=grouped(actual, by, month=True),
        previous=grouped(previous, by, month=True),
        accounts=ACCOUNTS,
    )


def added(rows: tuple[ComparisonRow, ...], column: str) -> Decimal:
    return sum((getattr(row, column) or Decimal(0) for row in rows), Decimal(0))


@pytest.mark.slow
@settings(deadline=None)
@given(by=st.sampled_from(ALL_BREAKDOWNS), plan=FACTS, actual=FACTS, previous=FACTS)
def test_the_rows_of_every_breakdown_sum_to_the_same_totals(
    by: tuple[str, ...],
    plan: dict[Fact, int],
    actual: dict[Fact, int],
    previous: dict[Fact, int],
) -> None:
    comparison = compared(by, plan, actual, previous)
    by_account = compared(("account",), plan, actual, previous)
    for side, figures in (("income", comparison.income), ("expense", comparison.expense)):
        rows = tuple(row for row in comparison.rows if row.side == side)
        for column in ("budget", "actual", "difference"):
            assert added(rows, column) == (getattr(figures, column) or 0)
        if "month" not in by:
            assert added(rows, "budget_year") == (figures.budget_year or 0)
    assert (comparison.income, comparison.expense, comparison.result) == (
        by_account.income, by_account.expense, by_account.result,
    )  # fmt: skip


@pytest.mark.slow
@settings(deadline=None)
@given(by=st.sampled_from(ALL_BREAKDOWNS), plan=FACTS, actual=FACTS, previous=FACTS)
def test_every_row_obeys_the_rules_of_a_comparison(
    by: tuple[str, ...],
    plan: dict[Fact, int],
    actual: dict[Fact, int],
    previous: dict[Fact, int],
) -> None:
    comparison = compared(by, plan, actual, previous)
    for each in comparison.rows:
        assert each.budget is not None or each.actual is not None
        assert each.difference == (each.actual or 0) - (each.budget or 0)
        assert (each.used_percent is None) == (not each.budget)
        assert each.account != "1910"
        assert all(
            getattr(each, dimension) is None for dimension in DIMENSIONS if dimension not in by
        )
    where = [(*each[: len(DIMENSIONS)], each.side) for each in comparison.rows]
    assert len(where) == len(set(where))
    assert comparison.unbudgeted == sum(each.budget is None for each in comparison.rows)
    for figures in (comparison.income, comparison.expense, comparison.result):
        assert (figures.used_percent is None) == (not figures.budget)
        assert figures.difference == (figures.actual or 0) - (figures.budget or 0)
