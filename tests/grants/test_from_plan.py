"""Planned money comes to the funder's lines, and none of it gets lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yhdistys.grants.rules.application import Amount, Planned
from yhdistys.grants.rules.from_plan import Filled, fill, rounded_together, told_of
from yhdistys.grants.rules.template import BudgetScheme, LineKind, SchemeLine
from yhdistys.i18n import DataText, using
from yhdistys.ledger.rules.categories import CATEGORIES
from yhdistys.values.expression import parse
from yhdistys.values.money import round_half_up

BASIS = {2027: "Budget 2026, +2.0 %", 2028: "Budget 2026, +4.0 %"}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


def line(line_id: str, kind: LineKind, categories: str = "", **more: Any) -> SchemeLine:
    told = tuple(categories.split())
    return SchemeLine(id=line_id, label=DataText({}), kind=kind, categories=told, **more)


STAFF = line(
    "staff", LineKind.DIRECT, "salaries side_costs fees", first_year_from=("people", "total")
)
PREMISES = line("premises", LineKind.DIRECT, "premises")
OTHER = line("other", LineKind.DIRECT, "other catering training")
OVERHEAD = line("overhead", LineKind.OVERHEAD, "admin_overhead")
GRANT = line("grant", LineKind.GRANT, "grants_state")
FEES = line("fees", LineKind.ACTIVITY, "participant_fees sales")
FLAT = line("flat", LineKind.OVERHEAD, "admin_overhead premises", formula=parse("staff * 0.4"))
LINES = (STAFF, PREMISES, OTHER, OVERHEAD, GRANT, FEES)
SCHEME = BudgetScheme(lines=LINES)


def planned(category: str, amount: str, *, year: int = 2028, **more: bool) -> Planned:
    side = CATEGORIES[category].side if category else "cost"
    told = {"is_cost": side == "cost", **more}
    return Planned(
        year=year, account=f"{len(category)}00", name=category.capitalize(), category=category,
        amount=Decimal(amount), **told,
    )  # fmt: skip


def euros(filled: Filled) -> dict[tuple[str, int], str]:
    return {key: str(amount.amount) for key, amount in filled.amounts.items()}


def test_accounts_of_the_same_categories_stand_together_on_a_line() -> None:
    money = [planned("salaries", "100.50"), planned("side_costs", "20.25"), planned("sales", "7")]
    assert fill(SCHEME, money, BASIS) == Filled(
        amounts={
            ("staff", 2028): Amount(
                amount=Decimal("120.75"), basis="Budget 2026, +4.0 %", is_planned=True
            ),
            ("fees", 2028): Amount(
                amount=Decimal("7.00"), basis="Budget 2026, +4.0 %", is_planned=True
            ),
        }
    )


def test_general_costs_are_overhead_whatever_their_account() -> None:
    money = [
        planned("salaries", "300", is_general=True),
        planned("", "4", is_general=True),
        planned("admin_overhead", "10"),
    ]
    assert euros(fill(SCHEME, money, BASIS)) == {("overhead", 2028): "314.00"}


def test_costs_that_are_not_eligible_are_left_out() -> None:
    money = (
        planned("depreciation", "1"),
        planned("fundraising", "2"),
        planned("taxes", "3", is_general=True),
    )
    assert fill(SCHEME, money, BASIS) == Filled(amounts={}, left_out=money)


def test_income_of_the_association_itself_does_not_concern_the_funder() -> None:
    money = (
        planned("sales", "4", is_general=True),
        planned("membership_fees", "5"),
        planned("grants_state", "6"),
    )
    assert fill(SCHEME, money, BASIS) == Filled(amounts={}, elsewhere=money)


def test_a_funder_may_take_what_others_do_not() -> None:
    loans = line("loans", LineKind.OVERHEAD, "loan_costs")
    money = [planned("loan_costs", "1"), planned("loan_costs", "2", is_general=True)]
    assert euros(fill(BudgetScheme(lines=(loans,)), money, BASIS)) == {("loans", 2028): "3.00"}


def test_what_finds_no_line_is_told() -> None:
    money = (
        planned("", "1"),
        planned("travel", "2"),
        planned("donations", "3"),
        planned("catering", "4", is_cost=False),
    )
    assert fill(SCHEME, money, BASIS) == Filled(amounts={}, unmapped=money)
    without = BudgetScheme(lines=(STAFF,))
    general = (planned("other", "5", is_general=True),)
    assert fill(without, general, BASIS) == Filled(amounts={}, unmapped=general)


def test_a_line_with_a_formula_gets_nothing() -> None:
    money = (planned("admin_overhead", "1"), planned("other", "2", is_general=True))
    scheme = BudgetScheme(lines=(STAFF, FLAT, OTHER))
    assert fill(scheme, money, BASIS) == Filled(amounts={}, elsewhere=money)


def test_a_line_that_is_filled_in_goes_before_one_with_a_formula() -> None:
    scheme = BudgetScheme(lines=(FLAT, PREMISES))
    assert euros(fill(scheme, [planned("premises", "5")], BASIS)) == {("premises", 2028): "5.00"}


def test_the_first_year_of_a_line_comes_from_its_table() -> None:
    money = [planned("salaries", "1", year=2027), planned("salaries", "2")]
    filled = fill(SCHEME, money, BASIS)
    assert (euros(filled), filled.elsewhere) == ({("staff", 2028): "2.00"}, (money[0],))
    filled = fill(SCHEME, money, BASIS, first_year=2028)
    assert (euros(filled), filled.elsewhere) == ({("staff", 2027): "1.00"}, (money[1],))
    assert euros(fill(SCHEME, [planned("salaries", "1")], {})) == {("staff", 2028): "1.00"}


def test_a_line_never_becomes_negative() -> None:
    money = (planned("salaries", "1"), planned("side_costs", "-2"))
    assert fill(SCHEME, money, BASIS) == Filled(amounts={}, unmapped=money)


def test_whole_euros_sum_to_the_rounded_total() -> None:
    scheme = BudgetScheme(lines=LINES, rounding="euro")
    money = [planned("premises", "1.40"), planned("other", "1.40"), planned("sales", "2.50")]
    assert euros(fill(scheme, money, BASIS)) == {
        ("premises", 2028): "2.00",
        ("other", 2028): "1.00",
        ("fees", 2028): "3.00",
    }


def test_money_on_no_line_is_told_in_sentences() -> None:
    one = Filled(amounts={}, unmapped=(planned("travel", "12"),))
    told = (
        "1 account found no line in the form, 12.00 € in all: 600 Travel. Give it a cost category"
        " in the settings of the chart of accounts, or write its money by hand."
    )
    assert told_of(one) == (told,)
    twice = (planned("travel", "12", year=2027), planned("travel", "13"), planned("", "1"))
    told = (
        "2 accounts found no line in the form, 26.00 € in all: 600 Travel, 000. Give them cost"
        " categories in the settings of the chart of accounts, or write their money by hand."
    )
    assert told_of(Filled(amounts={}, unmapped=twice)) == (told,)
    told = "3.00 € was left out, because this funder does not pay it: 500 Taxes."
    assert told_of(Filled(amounts={}, left_out=(planned("taxes", "3"),))) == (told,)
    assert told_of(Filled(amounts={})) == ()


ANY_LINE = st.builds(
    lambda kind, categories, has_formula, has_table: line(
        "x", kind, " ".join(categories), formula=parse("1") if has_formula else None,
        first_year_from=("table", "sum") if has_table else None,
    ),
    st.sampled_from(LineKind), st.sets(st.sampled_from(list(CATEGORIES)), max_size=8),
    st.booleans(), st.booleans(),
)  # fmt: skip
ANY_MONEY = st.builds(
    Planned,
    year=st.sampled_from((2027, 2028)), account=st.just("1"), name=st.just(""),
    category=st.sampled_from(["", *CATEGORIES]),
    amount=st.decimals(-(10**7), 10**8, places=2, allow_nan=False),
    is_cost=st.booleans(), is_general=st.booleans(),
)  # fmt: skip


def _numbered(lines: list[SchemeLine]) -> tuple[SchemeLine, ...]:
    return tuple(
        line(
            f"line_{number}", one.kind, " ".join(one.categories), formula=one.formula,
            first_year_from=one.first_year_from,
        )
        for number, one in enumerate(lines)
    )  # fmt: skip


ANY_LINES = st.lists(ANY_LINE, max_size=8).map(_numbered)


@given(ANY_LINES, st.lists(ANY_MONEY, max_size=20))
def test_all_planned_money_stands_in_one_of_the_four(
    lines: tuple[SchemeLine, ...], money: list[Planned]
) -> None:
    filled = fill(BudgetScheme(lines=lines), money, BASIS)
    rest = sum(item.amount for item in (*filled.unmapped, *filled.left_out, *filled.elsewhere))
    assert sum(one.amount for one in filled.amounts.values()) + rest == sum(
        item.amount for item in money
    )
    assert all(one.amount >= 0 for one in filled.amounts.values())
    open_lines = {one.id for one in lines if one.formula is None and one.kind is not LineKind.GRANT}
    assert {line_id for line_id, _year in filled.amounts} <= open_lines


@given(ANY_LINES, st.lists(ANY_MONEY, max_size=20))
def test_in_whole_euros_each_year_sums_to_what_it_has_in_cents(
    lines: tuple[SchemeLine, ...], money: list[Planned]
) -> None:
    exact = fill(BudgetScheme(lines=lines), money, BASIS)
    whole = fill(BudgetScheme(lines=lines, rounding="euro"), money, BASIS)
    assert (whole.unmapped, whole.left_out) == (exact.unmapped, exact.left_out)
    assert whole.amounts.keys() == exact.amounts.keys()
    sides = {one.id: one.is_cost for one in lines}
    for year in (2027, 2028):
        for side in (True, False):
            keys = [key for key in exact.amounts if key[1] == year and sides[key[0]] is side]
            total = sum((exact.amounts[key].amount for key in keys), Decimal(0))
            assert sum(whole.amounts[key].amount for key in keys) == round_half_up(total, 0)
            assert all(
                abs(whole.amounts[key].amount - exact.amounts[key].amount) < 1 for key in keys
            )


@given(st.lists(st.decimals(-(10**9), 10**9, places=4, allow_nan=False)))
def test_rounded_parts_sum_to_the_rounded_sum(values: list[Decimal]) -> None:
    parts = rounded_together(values)
    assert sum(parts) == round_half_up(sum(values, Decimal(0)))
    assert all(
        abs(part - value) < Decimal("0.01") for part, value in zip(parts, values, strict=True)
    )
