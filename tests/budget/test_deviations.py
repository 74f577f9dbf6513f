"""Which differences need an explanation, and what an explanation may hold."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yhdistys.budget.rules.deviations import (
    LONGEST_EXPLANATION,
    Limits,
    explanation_text,
    needs_explanation,
)
from yhdistys.errors import ValidationError

LIMITS = Limits(Decimal(500), Decimal(10))


@pytest.mark.parametrize(
    ("budget", "actual", "expected"),
    [
        (-1_000_000, -1_100_000, False),  # exactly ten per cent
        (-1_000_000, -1_100_001, True),
        (-100_000, -150_000, False),  # exactly 500 euros
        (-100_000, -150_001, True),
        (1_000_000, 899_999, True),  # income that did not come
        (1_000_000, 2_000_000, False),  # better than planned
        (-1_000_000, None, False),
        (600_00, None, True),
        (0, -50_001, True),  # planned for later months
        (0, None, False),
        (None, -50_000, False),
        (None, -50_001, True),
        (None, 50_001, True),  # unbudgeted income is told too
        (None, None, False),
    ],
)
def test_what_is_worse_and_beyond_both_limits_needs_an_explanation(
    budget: int | None, actual: int | None, *, expected: bool
) -> None:
    assert needs_explanation(LIMITS, budget=budget, actual=actual) is expected


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12))
def test_limits_of_nothing_catch_every_worse_amount(budget: int, actual: int) -> None:
    nothing = Limits(Decimal(0), Decimal(0))
    assert needs_explanation(nothing, budget=budget, actual=actual) is (actual < budget)


@pytest.mark.parametrize(
    ("euros", "percent", "expected"),
    [
        (None, None, Limits(Decimal(500), Decimal(10))),
        (1000, "7.5", Limits(Decimal(1000), Decimal("7.5"))),
        (0, 0.5, Limits(Decimal(0), Decimal("0.5"))),
        ("paljon", -1, Limits(Decimal(500), Decimal(10))),
        (True, "NaN", Limits(Decimal(500), Decimal(10))),
        ([], "Infinity", Limits(Decimal(500), Decimal(10))),
    ],
)
def test_limits_that_are_none_are_the_usual_ones(
    euros: object, percent: object, expected: Limits
) -> None:
    assert Limits.told(euros, percent) == expected


def test_an_explanation_is_kept_as_it_was_written() -> None:
    assert explanation_text("  Retki siirtyi\r\nkevääseen 🚌\t(ryhmä 2)  \n\n") == (
        "Retki siirtyi\nkevääseen 🚌\t(ryhmä 2)"
    )
    assert explanation_text(" \n ") == ""
    assert len(explanation_text("ä" * LONGEST_EXPLANATION)) == LONGEST_EXPLANATION


def test_a_long_explanation_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"2,001 characters; the limit is 2,000") as refused:
        explanation_text("a" * (LONGEST_EXPLANATION + 1))
    assert refused.value.kind == "explanation-too-long"


@pytest.mark.parametrize(("letter", "code"), [("\0", "0000"), ("\x07", "0007"), ("\udc80", "DC80")])
def test_a_control_character_is_refused_with_its_place(letter: str, code: str) -> None:
    with pytest.raises(ValidationError, match=rf"U\+{code}\) at character 4") as refused:
        explanation_text(f"abc{letter}d")
    assert refused.value.kind == "control-character"
