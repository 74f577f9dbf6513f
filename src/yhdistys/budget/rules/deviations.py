"""Which differences from the budget need an explanation, and what an explanation may be."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from yhdistys.errors import ValidationError
from yhdistys.i18n import _
from yhdistys.values.formats import whole_number
from yhdistys.values.money import from_cents
from yhdistys.values.period import Month

LONGEST_EXPLANATION: Final = 2000
_WRITTEN_CONTROLS: Final = "\n\t"


@dataclass(frozen=True, slots=True)
class Limits:
    """How far actuals may fall behind the budget without an explanation.

    Attributes:
        euros: A difference up to this needs none.
        percent: Nor does one up to this many per cent of the budget.
    """

    euros: Decimal = Decimal(500)
    percent: Decimal = Decimal(10)

    @classmethod
    def told(cls, euros: object, percent: object) -> Limits:
        """Read the limits as settings hold them; what is missing or wrong is the default."""
        standard = cls()
        return cls(_limit(euros, standard.euros), _limit(percent, standard.percent))


def _limit(value: object, otherwise: Decimal) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return otherwise
    try:
        found = Decimal(str(value))
    except ArithmeticError:
        return otherwise
    return found if found.is_finite() and found >= 0 else otherwise


class Explained(NamedTuple):
    """An explanation: what was written, by whom, and which month was looked at."""

    text: str
    actor: str
    month: Month


def needs_explanation(limits: Limits, *, budget: int | None, actual: int | None) -> bool:
    """Say whether a difference needs an explanation.

    An amount in the budget needs one when the difference is worse for the association and beyond
    both limits; what is not in the budget at all, when it is beyond the limit in euros.

    Args:
        limits: The limits.
        budget: Cents of the plan in result sign; None when nothing is planned.
        actual: Cents of the books; None when nothing is booked.
    """
    if budget is None:
        return from_cents(abs(actual or 0)) > limits.euros
    behind = budget - (actual or 0)
    if behind <= 0:
        return False
    is_far = behind * 100 > limits.percent * abs(budget)
    return from_cents(behind) > limits.euros and is_far


def explanation_text(text: str) -> str:
    """Return an explanation as it is stored: ends of lines alike, no blanks around.

    Raises:
        ValidationError: It is too long, or holds characters that cannot be written.
    """
    plain = "\n".join(line.rstrip() for line in text.splitlines()).strip()
    if len(plain) > LONGEST_EXPLANATION:
        raise ValidationError(
            _("The explanation has {count} characters; the limit is {limit}.").format(
                count=whole_number(len(plain)), limit=whole_number(LONGEST_EXPLANATION)
            ),
            hint=_("Shorten it to what the board needs to know."),
            kind="explanation-too-long",
        )
    for place, letter in enumerate(plain, start=1):
        if unicodedata.category(letter) in {"Cc", "Cs"} and letter not in _WRITTEN_CONTROLS:
            raise ValidationError(
                _(
                    "The explanation has a control character (U+{code}) at character {place}."
                ).format(code=f"{ord(letter):04X}", place=place),
                hint=_("Remove it; it often comes with text copied from another program."),
                kind="control-character",
            )
    return plain
