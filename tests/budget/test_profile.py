from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yhdistys import i18n
from yhdistys.budget.rules.profile import months_of
from yhdistys.errors import ValidationError
from yhdistys.values.period import Month

YEAR = tuple(Month(2025, number) for number in range(1, 13))
QUARTER = YEAR[:3]
ACTIVITY = {"kind": "weights", "weights": [8, 9, 10, 10, 9, 6, 2, 7, 10, 11, 11, 7]}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with i18n.using("en"):
        yield


def test_an_amount_is_divided_evenly_with_the_odd_cents_first() -> None:
    assert months_of(100_00, {"kind": "even"}, QUARTER) == (33_34, 33_33, 33_33)
    assert months_of(-100_00, {"kind": "even"}, QUARTER) == (-33_34, -33_33, -33_33)


def test_given_months_stand_as_they_are() -> None:
    profile = {"kind": "months", "cents": [0, -120_50, 20_50]}
    assert months_of(-100_00, profile, QUARTER) == (0, -120_50, 20_50)


def test_weights_divide_by_the_largest_remainder() -> None:
    assert months_of(7_200_00, ACTIVITY, YEAR) == (
        57600, 64800, 72000, 72000, 64800, 43200, 14400, 50400, 72000, 79200, 79200, 50400,
    )  # fmt: skip
    profile = {"kind": "weights", "weights": [1, 1, 1]}
    assert months_of(2, profile, QUARTER) == (1, 1, 0)


def test_weights_may_be_decimal_numbers() -> None:
    profile = {"kind": "weights", "weights": ["0.5", Decimal("0.25"), 0]}
    assert months_of(90, profile, QUARTER) == (60, 30, 0)


@pytest.mark.parametrize(
    ("profile", "message", "hint"),
    [
        (
            {"kind": "daily"},
            "There is no way “daily” to divide an amount on the months.",
            "Divide it evenly, by given months or by weights.",
        ),
        (
            {},
            "There is no way “None” to divide an amount on the months.",
            "Divide it evenly, by given months or by weights.",
        ),
        (
            {"kind": "months", "cents": [50_00, 49_00, 0]},
            "The months sum to 99.00, but the amount of the year is 100.00.",
            "Change the months by 1.00 in all, or change the amount.",
        ),
        (
            {"kind": "months", "cents": [100_00]},
            "The plan line tells 1 of the 3 months of the fiscal year.",
            "Give one number for each month of the fiscal year.",
        ),
        (
            {"kind": "months"},
            "The plan line tells 0 of the 3 months of the fiscal year.",
            "Give one number for each month of the fiscal year.",
        ),
        (
            {"kind": "months", "cents": [50_00, 50.0, 0]},
            "The amount of the month 2/2025 is not a whole number of cents.",
            "Give an amount for each month; write 0 where there is none.",
        ),
        (
            {"kind": "months", "cents": [50_00, 50_00, False]},
            "The amount of the month 3/2025 is not a whole number of cents.",
            "Give an amount for each month; write 0 where there is none.",
        ),
        (
            {"kind": "weights", "weights": "123"},
            "The plan line tells 0 of the 3 months of the fiscal year.",
            "Give one number for each month of the fiscal year.",
        ),
        (
            {"kind": "weights", "weights": [1, "two", 3]},
            "“two” is not a weight of a month.",
            "Give each month zero or a positive number; at least one must be above zero.",
        ),
        (
            {"kind": "weights", "weights": [1, True, 3]},
            "“True” is not a weight of a month.",
            "Give each month zero or a positive number; at least one must be above zero.",
        ),
        (
            {"kind": "weights", "weights": [0, 0, 0]},
            "An amount cannot be split: no part has a weight above zero.",
            "Give each month zero or a positive number; at least one must be above zero.",
        ),
        (
            {"kind": "weights", "weights": [1, -1, 1]},
            "An amount cannot be split by the weight -1.",
            "Give each month zero or a positive number; at least one must be above zero.",
        ),
        (
            {"kind": "weights", "weights": [1, "NaN", 1]},
            "An amount cannot be split by the weight NaN.",
            "Give each month zero or a positive number; at least one must be above zero.",
        ),
    ],
)
def test_a_profile_that_does_not_fit_is_refused_with_a_sentence(
    profile: Mapping[str, object], message: str, hint: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        months_of(100_00, profile, QUARTER)
    [problem] = caught.value.problems
    assert (caught.value.message, caught.value.hint) == (message, hint)
    assert (problem.message, problem.hint) == (message, hint)
    assert caught.value.kind == problem.kind == "bad-profile"


@settings(deadline=None, max_examples=60)
@given(
    st.integers(-(10**12), 10**12),
    st.lists(st.integers(0, 1000), min_size=1, max_size=18).filter(any),
)
def test_the_months_always_sum_to_the_amount(amount: int, weights: list[int]) -> None:
    months = tuple(Month(2025, 1).plus(number) for number in range(len(weights)))
    for profile in ({"kind": "even"}, {"kind": "weights", "weights": weights}):
        parts = months_of(amount, profile, months)
        assert (len(parts), sum(parts)) == (len(months), amount)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=18))
def test_given_months_come_back_unchanged(cents: list[int]) -> None:
    months = tuple(Month(2025, 1).plus(number) for number in range(len(cents)))
    assert months_of(sum(cents), {"kind": "months", "cents": cents}, months) == tuple(cents)


@settings(deadline=None, max_examples=60)
@given(st.integers(-(10**12), 10**12))
def test_even_months_differ_by_a_cent_at_most(amount: int) -> None:
    parts = months_of(amount, {"kind": "even"}, YEAR)
    assert max(parts) - min(parts) <= 1
