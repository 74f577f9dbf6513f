"""How amounts, numbers, days and months are shown to a reader in their language.

The signs come from Babel (Unicode CLDR), which is loaded when the first number is shown. Negative
numbers carry the real minus sign U+2212, and groups of thousands are held together by no-break
spaces, so that no number breaks over two lines. Nothing here is meant for files that programs read.
"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from yhdistys import i18n
from yhdistys.i18n import _
from yhdistys.values.money import round_half_up
from yhdistys.values.period import Month

MINUS: Final = "\u2212"


class _Signs(NamedTuple):
    """What a language does with the signs of a number written in the way of programs."""

    number: dict[int, str]
    percent: str
    short_months: tuple[str, ...]


@cache
def _signs(language: str) -> _Signs:
    from babel import Locale  # noqa: PLC0415 - slow: loaded with the first number shown

    locale = Locale.parse(language)
    symbols = locale.number_symbols["latn"]
    names = locale.months["stand-alone"]["abbreviated"]
    return _Signs(
        number=str.maketrans({",": symbols["group"], ".": symbols["decimal"], "-": MINUS}),
        percent=locale.percent_formats[None].pattern.removeprefix("#,##0"),
        short_months=tuple(names[number] for number in range(1, 13)),
    )


def decimal_text(
    value: Decimal | None, places: int, language: str | None = None, *, grouped: bool = True
) -> str:
    """Show a number with so many decimals: ``1 234,5``; nothing when the value is missing."""
    if value is None:
        return ""
    signs = _signs(language or i18n.language())
    group = "," if grouped else ""
    return f"{round_half_up(value, places):{group}.{places}f}".translate(signs.number)


def money(value: Decimal | None, language: str | None = None) -> str:
    """Show an amount with two decimals: ``1 234,50``; nothing when it is missing."""
    return decimal_text(value, 2, language)


def whole_number(value: Decimal | int | None, language: str | None = None) -> str:
    """Show a whole number: ``1 234``; a half is rounded away from zero."""
    return decimal_text(None if value is None else Decimal(value), 0, language)


def percent_text(
    value: Decimal | None, language: str | None = None, *, places: int = 1, grouped: bool = True
) -> str:
    """Show per cents: ``103,5 %``, in English ``103.5%``; nothing when the value is missing."""
    if value is None:
        return ""
    code = language or i18n.language()
    return decimal_text(value, places, code, grouped=grouped) + _signs(code).percent


def date_text(day: date | None, language: str | None = None) -> str:
    """Show a day: ``3.9.2025`` in Finnish and in the Swedish of Finland, ``3 Sep 2025``."""
    if day is None:
        return ""
    code = language or i18n.language()
    if code == "en":
        return f"{day.day} {_signs(code).short_months[day.month - 1]} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"


def month_text(month: Month | None, language: str | None = None) -> str:
    """Show a month: ``9/2025`` in Finnish and Swedish, ``Sep 2025`` in English."""
    if month is None:
        return ""
    code = language or i18n.language()
    if code == "en":
        return f"{_signs(code).short_months[month.month - 1]} {month.year}"
    return f"{month.month}/{month.year}"


def moment_text(day: date | None, at: time | None) -> str:
    """Show a day with its time: ``31.5.2027 klo 16.15``; the day alone without one."""
    return date_text(day) if day is None else at_clock(date_text(day), at)


def at_clock(day: str, at: time | None) -> str:
    """Add the time to a day that is shown already; nothing without a time."""
    if at is None:
        return day
    divides = ":" if i18n.language() == "en" else "."
    clock = f"{at.hour}{divides}{at.minute:02}"
    held = _("{date} at {time}").replace(" {time}", "\u00a0{time}")
    return held.format(date=day, time=clock)
