"""The days a funder sets, in any year, and the Finnish calendar that moves them.

When the last day falls on a weekend or a holiday, the next working day does as well: Laki
säädettyjen määräaikain laskemisesta 150/1930, § 5, which names Saturdays, church holidays,
Independence Day, May Day and the eves of Christmas and Midsummer. Holidays are those in use since
1992; they are computed, not listed.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Final

from yhdistys.grants.rules.template import FormDate, FunderTemplate

CALL_CLOSES: Final = "call_closes"
_SATURDAY: Final = 5
_FIXED: Final = ((1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26))
_AFTER_EASTER: Final = (-2, 0, 1, 39, 49)
"""Good Friday, Easter, Easter Monday, Ascension Day, Pentecost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEvent:
    """A date of a form in one year.

    Attributes:
        form_date: What it is.
        day: The day, moved to a working day where the funder moves it.
    """

    form_date: FormDate
    day: date

    @property
    def at(self) -> time | None:
        """The time of the day; None when the whole day counts."""
        return self.form_date.at


def easter(year: int) -> date:
    """Return Easter Sunday of a year, by the anonymous Gregorian computus."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leap_centuries, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=16)
def holidays(year: int) -> frozenset[date]:
    """Return the days of a year that are no working days, weekends apart."""
    sunday = easter(year)
    midsummer = _saturday_from(date(year, 6, 20))
    return frozenset(
        {
            *(date(year, month, day) for month, day in _FIXED),
            *(sunday + timedelta(days=days) for days in _AFTER_EASTER),
            midsummer - timedelta(days=1),
            midsummer,
            _saturday_from(date(year, 10, 31)),
        }
    )


def _saturday_from(day: date) -> date:
    return day + timedelta(days=(_SATURDAY - day.weekday()) % 7)


def working_day(day: date) -> date:
    """Return the day itself, or the next day that is neither weekend nor holiday."""
    while day.weekday() >= _SATURDAY or day in holidays(day.year):
        day += timedelta(days=1)
    return day


def next_date(form_date: FormDate, after: date) -> date | None:
    """Return the first day of a form's date that lies after a day; None when there is none.

    Args:
        form_date: A date of the form.
        after: The day itself does not count, and it counts where the date was moved to.
    """
    years = range(after.year - 1, after.year + 2) if form_date.day is None else [form_date.day.year]
    found = (_in_year(form_date, year) for year in years)
    return next((day for day in found if day is not None and day > after), None)


def next_closing(template: FunderTemplate, after: date) -> DatedEvent | None:
    """Return the next end of a call after a day; None when the form knows none."""
    found = [
        DatedEvent(form_date=one, day=day)
        for one in template.dates
        if one.event == CALL_CLOSES and (day := next_date(one, after)) is not None
    ]
    return min(found, key=lambda event: (event.day, event.at or time.max), default=None)


def dates_of(template: FunderTemplate, year: int) -> tuple[DatedEvent, ...]:
    """Return the dates of a form that belong to a year, the earliest first."""
    found = [
        DatedEvent(form_date=one, day=day)
        for one in template.dates
        if (day := _in_year(one, year)) is not None
    ]
    return tuple(sorted(found, key=lambda event: (event.day, event.at or time.max)))


def _in_year(form_date: FormDate, year: int) -> date | None:
    """Return the day of a date in a year: the day itself, or of a yearly one that year's."""
    if form_date.day is not None:
        day = form_date.day
        if day.year != year:
            return None
    elif form_date.month_and_day is not None:
        month, number = form_date.month_and_day
        day = date(year, month, min(number, calendar.monthrange(year, month)[1]))
    else:
        return None
    return working_day(day) if form_date.moves_to_working_day else day
