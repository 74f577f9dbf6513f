"""How periods of a fiscal year are called: “Tammi–syyskuu”, “January–September 2025”."""

from __future__ import annotations

from functools import cache

from yhdistys import i18n
from yhdistys.values.period import FiscalYear, Month

_FINNISH_ENDING = "kuu"


@cache
def _names(language: str) -> tuple[str, ...]:
    from babel import Locale  # noqa: PLC0415 - slow: loaded when the first period is named

    names = Locale.parse(language).months["stand-alone"]["wide"]
    return tuple(names[number] for number in range(1, 13))


def month_name(month: Month) -> str:
    """Return the month's name with a capital letter: ``Syyskuu``."""
    return _names(i18n.language())[month.month - 1].capitalize()


def span_name(year: FiscalYear, through: Month) -> str:
    """Return the name of the fiscal year's months up to one of them: ``Tammi–syyskuu``."""
    first = year.months[0]
    if first == through:
        return month_name(first)
    language = i18n.language()
    names = _names(language)
    start, end = names[first.month - 1], names[through.month - 1]
    if language == "fi":
        start = start.removesuffix(_FINNISH_ENDING)
    end = end.capitalize() if language == "en" else end
    if first.year != through.year:
        return f"{start.capitalize()} {first.year}–{end} {through.year}"
    return f"{start.capitalize()}–{end}"
