"""Amounts of money: read as people write them, kept exactly, split and rounded to the cent.

Inside the store and the rules an amount is an integer number of cents; outside it is a
``Decimal`` with two decimals. Floating-point numbers of spreadsheets enter through
``cents_from_number`` and nowhere else. How amounts are shown is in ``formats``.

Which separators mean what, when a text is read:

* A comma or a point before one or two last digits is the decimal sign: ``1234,5``, ``1234.50``.
* Groups of three digits are thousands when they are divided by one and the same sign all the way:
  a space of any width, a point or a comma: ``1 234,50``, ``1.234,56``, ``1,234.56``.
* A single point before three last digits is a thousands sign, as Finnish and German programs
  write it: ``1.234`` is 1234.00.
* A single comma before three last digits is refused: ``1,234`` may be 1234 or 1.234. With another
  separator it is plain: ``1,234.50`` and ``1,234,567``.
* Four or more decimals are read when all after the second are zeros, as databases write them:
  ``1234.5000``. Other amounts with more than two decimals are refused.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from yhdistys.i18n import _

_CENTS_IN_EURO: Final = 100
_GREATEST_CENTS: Final = 10**17
"""A thousand million million euros: above it a number is an identifier or a mistake."""
_FAST_LENGTH: Final = 17
"""Characters up to which a plain amount cannot exceed the greatest one."""
_RESIDUE: Final = 1e-6
"""How far, in cents, a number of a spreadsheet may be from a whole cent."""

_PLAIN = re.compile(r"(-?[0-9]{1,15})(?:[.,]([0-9]{1,2}))?", re.ASCII)
_SAME_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff", ""),
    }
)
_WRITTEN = re.compile(r"([^0-9.,]*)([0-9., ]*[0-9])([^0-9]*)")
_NUMBER = re.compile(
    r"""(?P<whole>
          [0-9]*                                      # 1234
        | [1-9][0-9]{0,2}(?:\ [0-9]{3})+              # 1 234
        | [1-9][0-9]{0,2}(?:\.[0-9]{3})+(?=,|$)       # 1.234
        | [1-9][0-9]{0,2}(?:,[0-9]{3})+(?=\.)         # 1,234.
        | [1-9][0-9]{0,2}(?:,[0-9]{3}){2,}$           # 1,234,567
        )
        (?:[.,](?P<cents>[0-9]{1,2}|[0-9]{2}0{2,}))?""",
    re.VERBOSE,
)
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_MARK = re.compile(r"euroa|euro|eur|\S")
_CURRENCY_BEFORE: Final = frozenset({"€", "eur", "euro"})
_CURRENCY_AFTER: Final = frozenset({"€", "e", "eur", "euro", "euroa"})
_SIGNS: Final = {"#": 1, "+#": 1, "#+": 1, "-#": -1, "#-": -1, "(#)": -1}
_CENT = Decimal("0.01")
_TENTH = Decimal("0.1")
_NOT_DIGITS = str.maketrans("", "", " .,")


class AmountError(ValueError):
    """A text or a number is no amount in euros and cents; its text is a translated sentence."""


def parse_amount(text: str) -> Decimal:
    """Read an amount as people write it: ``"1 234,50"`` gives ``Decimal("1234.50")``.

    Understands spaces of every width, signs before and after, parentheses for a negative amount,
    and one ``€``, ``EUR``, ``euro`` or, after the amount, ``e``. The rules for separators are in
    the text of the module.

    Raises:
        AmountError: The text is no amount, or could be read in two ways.
    """
    return from_cents(parse_cents(text))


def parse_cents(text: str) -> int:
    """Read an amount as people write it: ``"-1 234,5"`` gives ``-123450`` cents.

    The same as ``parse_amount``, and fast for plain amounts such as ``1234,50``.

    Raises:
        AmountError: The text is no amount, or could be read in two ways.
    """
    if text[-3:-2] in {",", "."} and len(text) <= _FAST_LENGTH:
        digits = text[:-3] + text[-2:]
        if digits.isascii() and digits.removeprefix("-").isdecimal():
            return int(digits)
    plain = _PLAIN.fullmatch(text)
    if plain is None:
        return _written_cents(text)
    whole, cents = plain.groups("")
    return int(whole + cents.ljust(2, "0"))


def _written_cents(text: str) -> int:
    written = _WRITTEN.fullmatch(text.translate(_SAME_CHARACTERS).strip().casefold())
    if written is None:
        raise _no_amount(text)
    before, digits, after = written.groups()
    sign = _sign(_MARK.findall(before), _MARK.findall(after)) if before or after else 1
    number = _NUMBER.fullmatch(digits.strip())
    if sign is None or number is None:
        raise _no_amount(text)
    whole = number["whole"].translate(_NOT_DIGITS)
    cents = int(whole + (number["cents"] or "")[:2].ljust(2, "0"))
    if cents > _GREATEST_CENTS:
        raise _no_amount(text)
    return sign * cents


def _sign(before: list[str], after: list[str]) -> int | None:
    """Return 1 or -1, or None when the marks around the digits make no sense."""
    signs_before = [mark for mark in before if mark not in _CURRENCY_BEFORE]
    signs_after = [mark for mark in after if mark not in _CURRENCY_AFTER]
    currencies = len(before) - len(signs_before) + len(after) - len(signs_after)
    if currencies > 1:
        return None
    return _SIGNS.get("".join((*signs_before, "#", *signs_after)))


def _no_amount(text: str) -> AmountError:
    if _AMBIGUOUS.search(text):
        message = _(
            "“{text}” can be read in two ways: write the thousands with a space (1 234) "
            "or the cents with two digits (1,23)."
        )
    elif not text.strip():
        message = _("An amount is missing here: write a number such as 1 234,50.")
    else:
        message = _("“{text}” is not an amount in euros and cents, such as 1 234,50.")
    return AmountError(message.format(text=text.strip()[:40]))


def cents_from_number(value: float | Decimal) -> int:
    """Turn a number of a spreadsheet into cents: ``1234.5`` gives ``123450``.

    A float is rounded to the nearest cent when it is only a millionth of a cent or the last bit of
    its precision away from it, which is what floating-point sums leave behind.

    Raises:
        AmountError: The number has more than two decimals, or is not finite, or is a truth value.
    """
    if isinstance(value, Decimal):
        return to_cents(value)
    if isinstance(value, bool) or not abs(value) <= _GREATEST_CENTS:
        raise _no_exact_cents(value)
    scaled = value * _CENTS_IN_EURO
    cents = round(scaled)
    if abs(scaled - cents) > _RESIDUE and cents / _CENTS_IN_EURO != value:
        raise _no_exact_cents(value)
    if abs(cents) > _GREATEST_CENTS:
        raise _no_exact_cents(value)
    return cents


def to_cents(value: Decimal | int) -> int:
    """Turn an amount into cents, exactly: ``Decimal("12.30")`` gives ``1230``.

    Raises:
        AmountError: The amount has parts of a cent, or is not finite, or is beyond all money, or
            is a floating-point number, which money never is.
    """
    if isinstance(value, int):
        value = Decimal(value)
    if not isinstance(value, Decimal):
        raise _no_exact_cents(value)
    if not value.is_finite() or abs(value) > _GREATEST_CENTS // _CENTS_IN_EURO:
        raise _no_exact_cents(value)
    cents = int(value * _CENTS_IN_EURO)
    if from_cents(cents) != value:
        raise _no_exact_cents(value)
    return cents


def _no_exact_cents(value: float | Decimal) -> AmountError:
    message = _("The number {value} is not an amount in euros and whole cents.")
    return AmountError(message.format(value=value))


def from_cents(cents: int) -> Decimal:
    """Turn cents into an amount with two decimals: ``1230`` gives ``Decimal("12.30")``."""
    return _CENT * cents


def round_half_up(value: Decimal, places: int = 2) -> Decimal:
    """Round to ``places`` decimals, halves away from zero: 2.345 → 2.35, -2.345 → -2.35.

    Never gives a negative zero.

    Raises:
        AmountError: The value is not finite or too long to round.
    """
    try:
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation as error:
        raise _no_exact_cents(value) from error
    if rounded.is_nan():
        raise _no_exact_cents(value)
    return rounded + 0


def split_cents(total: int, weights: Sequence[int | Decimal]) -> tuple[int, ...]:
    """Split cents by weights so that the parts sum exactly to the total.

    Each part gets its share rounded towards zero; the cents left over go one by one to the parts
    with the largest remainders, the earlier first when they are equal. A negative total is split
    like the positive one: ``split_cents(-100, (1, 1, 1))`` gives ``(-34, -33, -33)``.

    Raises:
        AmountError: A weight is negative or not finite, or no weight is above zero.
    """
    shares = _whole_weights(weights)
    whole = sum(shares)
    if whole == 0:
        raise AmountError(_("An amount cannot be split: no part has a weight above zero."))
    sign = -1 if total < 0 else 1
    divided = [divmod(abs(total) * share, whole) for share in shares]
    left_over = abs(total) - sum(part for part, _remainder in divided)
    by_remainder = sorted(range(len(divided)), key=lambda index: -divided[index][1])
    parts = [part for part, _remainder in divided]
    for index in by_remainder[:left_over]:
        parts[index] += 1
    return tuple(sign * part for part in parts)


def _whole_weights(weights: Sequence[int | Decimal]) -> list[int]:
    """Return whole numbers in the same proportions."""
    for weight in weights:
        if not math.isfinite(weight) or weight < 0:
            message = _("An amount cannot be split by the weight {weight}.")
            raise AmountError(message.format(weight=weight))
    ratios = [weight.as_integer_ratio() for weight in weights]
    common = math.lcm(*(denominator for _numerator, denominator in ratios))
    return [numerator * (common // denominator) for numerator, denominator in ratios]


def percent(part: int, whole: int) -> Decimal | None:
    """Return how many per cent a part is of a whole, with one decimal, halves away from zero.

    ``percent(9_312_055, 9_000_000)`` gives ``Decimal("103.5")``. None when the whole is zero.
    """
    if whole == 0:
        return None
    sign = -1 if (part < 0) != (whole < 0) else 1
    tenths = (2000 * abs(part) + abs(whole)) // (2 * abs(whole))
    return _TENTH * (sign * tenths)
