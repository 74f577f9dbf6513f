"""A plan from what was booked is exact to the cent."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yhdistys.budget.rules.from_actuals import factor_of, rounded, same_months, scaled
from yhdistys.values.period import Month

CENTS = st.lists(st.integers(-(10**11), 10**11), max_size=14)
PERCENT = st.decimals(-100, 400, places=2)


@settings(deadline=None)
@given(CENTS, PERCENT)
def test_scaled_amounts_sum_exactly_to_the_scaled_sum(cents: list[int], percent: Decimal) -> None:
    factor = factor_of(percent)
    parts = scaled(cents, factor)
    assert sum(parts) == rounded(sum(cents) * factor)
    assert all(abs(part - value * factor) <= 1 for part, value in zip(parts, cents, strict=True))


@settings(deadline=None)
@given(st.lists(CENTS.filter(bool), min_size=1, max_size=8), PERCENT)
def test_months_sum_to_lines_and_lines_to_the_whole(
    lines: list[list[int]], percent: Decimal
) -> None:
    factor = factor_of(percent)
    totals = scaled([sum(line) for line in lines], factor)
    months = [scaled(line, factor, total) for line, total in zip(lines, totals, strict=True)]
    assert [sum(line) for line in months] == list(totals)
    assert sum(totals) == rounded(sum(map(sum, lines)) * factor)


@settings(deadline=None)
@given(CENTS)
def test_nothing_changes_by_no_per_cent(cents: list[int]) -> None:
    assert scaled(cents, factor_of(Decimal(0))) == tuple(cents)


def test_cents_left_over_go_to_the_largest_remainders() -> None:
    assert scaled((100, 100, 100), Fraction(1, 3)) == (34, 33, 33)
    assert scaled((-100, -100, -100), Fraction(1, 3)) == (-33, -33, -34)
    assert scaled((10, 25, 7), factor_of(Decimal("2.5"))) == (10, 26, 7)


@pytest.mark.parametrize(
    ("value", "expected"), [("5/2", 3), ("-5/2", -3), ("7/3", 2), ("-7/3", -2), ("0", 0)]
)
def test_halves_are_rounded_away_from_zero(value: str, expected: int) -> None:
    assert rounded(Fraction(value)) == expected


def _months(first: Month, count: int) -> list[Month]:
    return [first.plus(index) for index in range(count)]


def test_months_of_another_year_are_the_same_calendar_months() -> None:
    booked = {Month(2024, 1): 1, Month(2024, 3): 3, Month(2024, 12): 12}
    there, here = _months(Month(2024, 1), 12), _months(Month(2025, 1), 12)
    assert same_months(booked, there, here) == (1, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 12)
    autumn = _months(Month(2025, 8), 12)
    assert same_months(booked, there, autumn) == (0, 0, 0, 0, 12, 1, 0, 3, 0, 0, 0, 0)


def test_of_a_long_year_the_later_month_counts_and_a_short_one_lacks_some() -> None:
    booked = {Month(2023, 7): 7, Month(2024, 7): 70, Month(2023, 9): 9}
    long, short = _months(Month(2023, 7), 18), _months(Month(2024, 6), 7)
    here = _months(Month(2025, 7), 3)
    assert same_months(booked, long, here) == (70, 0, 0)
    assert same_months(booked, short, here) == (70, 0, 0)
    assert same_months(booked, short, _months(Month(2025, 1), 2)) == (0, 0)
