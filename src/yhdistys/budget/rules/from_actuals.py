"""A plan from what was booked before: every amount changed by per cents, exact to the cent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Final

from yhdistys.values.period import Month

_HUNDRED: Final = 100


def factor_of(percent: Decimal) -> Fraction:
    """Return what an amount is multiplied by: ``Decimal("-2.5")`` per cent gives 0.975."""
    return 1 + Fraction(percent) / _HUNDRED


def scaled(cents: Sequence[int], factor: Fraction, total: int | None = None) -> tuple[int, ...]:
    """Multiply amounts so that the results sum exactly to the total.

    Each is rounded down; the cents left over go one by one to those with the largest remainders,
    the earlier first when they are equal.

    Args:
        cents: The amounts, of either sign.
        factor: What each is multiplied by.
        total: What the results sum to: the multiplied sum rounded down or up; by default to the
            nearest cent.
    """
    exact = [value * factor for value in cents]
    parts = [floor(value) for value in exact]
    left_over = (rounded(sum(exact, Fraction())) if total is None else total) - sum(parts)
    order = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in order[:left_over]:
        parts[place] += 1
    return tuple(parts)


def rounded(value: Fraction) -> int:
    """Round to a whole number, halves away from zero."""
    whole = floor(abs(value) + Fraction(1, 2))
    return -whole if value < 0 else whole


def same_months(
    booked: Mapping[Month, int], there: Sequence[Month], months: Sequence[Month]
) -> tuple[int, ...]:
    """Return what was booked in the same calendar months, for each month of another year.

    Of an earlier year longer than twelve months the later of two equal months counts; a month
    that an earlier, shorter year does not have gives nothing.

    Args:
        booked: Cents by month.
        there: The months of the earlier year, in order.
        months: The months of the year that is planned.
    """
    by_number = {month.month: booked.get(month, 0) for month in there}
    return tuple(by_number.get(month.month, 0) for month in months)
