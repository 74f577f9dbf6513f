"""How the amount of a plan line falls on the months of the fiscal year, to the cent.

A profile is a small mapping that is stored as it stands:

* ``{"kind": "even"}``: the same amount each month;
* ``{"kind": "months", "cents": [120000, 0, …]}``: given months, which must sum to the amount;
* ``{"kind": "weights", "weights": [8, 9, …]}``: in proportion; a weight is a whole number or a
  decimal number written as text (``"0.5"``).

Cents that do not divide go to the months with the largest remainders, the earlier month first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from yhdistys.errors import ValidationError
from yhdistys.i18n import _
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.formats import money
from yhdistys.values.money import AmountError, from_cents, split_cents
from yhdistys.values.period import Month


def months_of(
    amount_cents: int, profile: Mapping[str, object], months: Sequence[Month]
) -> tuple[int, ...]:
    """Return the cents of each month; they always sum to the amount.

    ``months_of(10000, {"kind": "even"}, (Month(2025, 1), Month(2025, 2), Month(2025, 3)))`` gives
    ``(3334, 3333, 3333)``.

    Args:
        amount_cents: The amount of the whole year: income positive, expense negative.
        profile: One of the kinds above.
        months: The months of the fiscal year, at least one.

    Raises:
        ValidationError: The profile is of no known kind, has another number of months than the
            year, months that do not sum to the amount, or weights that split nothing.
    """
    kind = profile.get("kind")
    if kind == "even":
        return split_cents(amount_cents, (1,) * len(months))
    if kind == "months":
        return _given_months(amount_cents, profile.get("cents"), months)
    if kind == "weights":
        return _weighted(amount_cents, profile.get("weights"), months)
    raise _bad_profile(
        _("There is no way “{kind}” to divide an amount on the months.").format(kind=kind),
        hint=_("Divide it evenly, by given months or by weights."),
        value=kind,
    )


def _given_months(amount_cents: int, given: object, months: Sequence[Month]) -> tuple[int, ...]:
    cents = tuple(
        value if isinstance(value, int) and not isinstance(value, bool) else None
        for value in _one_for_each(given, months)
    )
    whole = tuple(value for value in cents if value is not None)
    if len(whole) < len(cents):
        month = months[cents.index(None)]
        raise _bad_profile(
            _("The amount of the month {month} is not a whole number of cents.").format(
                month=f"{month.month}/{month.year}"
            ),
            hint=_("Give an amount for each month; write 0 where there is none."),
        )
    if sum(whole) != amount_cents:
        raise _bad_profile(
            _("The months sum to {sum}, but the amount of the year is {amount}.").format(
                sum=money(from_cents(sum(whole))), amount=money(from_cents(amount_cents))
            ),
            hint=_("Change the months by {difference} in all, or change the amount.").format(
                difference=money(from_cents(amount_cents - sum(whole)))
            ),
            value=sum(whole),
        )
    return whole


def _weighted(amount_cents: int, given: object, months: Sequence[Month]) -> tuple[int, ...]:
    weights = tuple(_weight(value) for value in _one_for_each(given, months))
    try:
        return split_cents(amount_cents, weights)
    except AmountError as error:
        raise _bad_profile(str(error), hint=_weight_hint(), value=given) from error


def _weight(value: object) -> Decimal:
    if isinstance(value, int | str | Decimal) and not isinstance(value, bool):
        try:
            return Decimal(value)
        except InvalidOperation:
            pass
    raise _bad_profile(
        _("“{value}” is not a weight of a month.").format(value=value),
        hint=_weight_hint(),
        value=value,
    )


def _weight_hint() -> str:
    return _("Give each month zero or a positive number; at least one must be above zero.")


def _one_for_each(given: object, months: Sequence[Month]) -> Sequence[object]:
    if not isinstance(given, Sequence) or isinstance(given, str) or len(given) != len(months):
        count = len(given) if isinstance(given, Sequence) and not isinstance(given, str) else 0
        raise _bad_profile(
            _("The plan line tells {count} of the {expected} months of the fiscal year.").format(
                count=count, expected=len(months)
            ),
            hint=_("Give one number for each month of the fiscal year."),
            value=count,
        )
    return given


def _bad_profile(message: str, *, hint: str, value: object = None) -> ValidationError:
    kind = "bad-profile"
    finding = Finding(
        severity=Severity.ERROR,
        kind=kind,
        message=message,
        hint=hint,
        value=None if value is None else str(value),
    )
    return ValidationError(message, hint=hint, kind=kind, problems=(finding,))
