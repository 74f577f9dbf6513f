"""How days, euros and steps are said on the first page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from yhdistys import i18n
from yhdistys.i18n import _, ngettext
from yhdistys.values.formats import whole_number

if TYPE_CHECKING:
    from yhdistys.store.history import StepRow

MISSING = "–"
_NO_BREAK = "\u00a0"


class _Names(NamedTuple):
    """The names of weekdays, from Monday, and of months inside a date."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]


@cache
def _names(language: str) -> _Names:
    from babel import Locale  # noqa: PLC0415 - slow: loaded when the first day is named

    locale = Locale.parse(language)
    weekdays = locale.days["stand-alone"]["wide"]
    months = locale.months["format"]["wide"]
    return _Names(
        tuple(weekdays[number] for number in range(7)),
        tuple(months[number] for number in range(1, 13)),
    )


def long_day(day: date) -> str:
    """Return a day as a letter begins: ``Tiistai 14. lokakuuta 2025``."""
    language = i18n.language()
    names = _names(language)
    point = "." if language == "fi" else ""
    weekday, month = names.weekdays[day.weekday()], names.months[day.month - 1]
    return f"{weekday.capitalize()} {day.day}{point} {month} {day.year}"


def short_day(day: date) -> str:
    """Return a day without its year: ``14.10.``, in English ``14 October``."""
    language = i18n.language()
    if language == "en":
        return f"{day.day} {_names(language).months[day.month - 1][:3]}"
    return f"{day.day}.{day.month}."


def euros(value: Decimal | None) -> str:
    """Return whole euros: ``1 573 €``; a dash when there is nothing."""
    return MISSING if value is None else f"{whole_number(value)}{_NO_BREAK}€"


def step_text(step: StepRow) -> str:
    """Say what a step did; an import tells how many entries came and went."""
    kinds = {"undo": _("Undone: {step}"), "redo": _("Done again: {step}")}
    text = kinds.get(step.kind, "{step}").format(step=step.message)
    added, closed = _count(step, "added"), _count(step, "closed")
    if not added and not closed:
        return text
    counts = [ngettext("{n} new entry", "{n} new entries", added).format(n=whole_number(added))]
    if closed:
        gone = ngettext("{n} gone", "{n} gone", closed)
        counts.append(gone.format(n=whole_number(closed)))
    return f"{text}: {', '.join(counts)}"


def _count(step: StepRow, name: str) -> int:
    told = (step.bulk or {}).get(name, 0)
    return told if isinstance(told, int) else 0
