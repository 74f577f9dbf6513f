"""Comparisons of figures written down one by one, each under its whole key."""

from __future__ import annotations

from collections.abc import Mapping

from yhdistys.budget.rules import comparison as rules
from yhdistys.budget.rules.comparison import AccountName, Comparison, Key

Cents = Mapping[Key, int]
"""Cents by the account and each other asked dimension in the order asked, the month too."""


def compare(
    by: tuple[str, ...],
    *,
    plan_year: Cents,
    plan: Cents,
    actual: Cents,
    previous: Cents,
    accounts: Mapping[str, AccountName],
) -> Comparison:
    """Compare figures given one by one; those of the year have no month in their key."""
    fields = ("account", *(field for field in by if field != "account"))
    place = fields.index("month") if "month" in fields else None
    told = (plan, actual, previous)
    months = sorted({str(key[place]) for cents in told for key in cents} if place else ())
    shaped = [_by_months(cents, place, months) for cents in told]
    return rules.compare(
        by,
        months=months,
        plan_year={key: (cents,) for key, cents in plan_year.items()},
        plan=shaped[0],
        actual=shaped[1],
        previous=shaped[2],
        accounts=accounts,
    )


def _by_months(
    cents: Cents, place: int | None, months: list[str]
) -> dict[Key, tuple[int | None, ...]]:
    if place is None:
        return {key: (amount,) for key, amount in cents.items()}
    keys = dict.fromkeys((*key[:place], *key[place + 1 :]) for key in cents)
    return {
        key: tuple(cents.get((*key[:place], month, *key[place:])) for month in months)
        for key in keys
    }
