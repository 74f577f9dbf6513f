"""Working days of the sample: vouchers are dated on them."""

from __future__ import annotations

import functools
from datetime import date, timedelta
from random import Random
from typing import Final

from yhdistys.sample.facts import voucher_texts
from yhdistys.values.period import Month

_SATURDAY: Final = 5
_CLOSED_WEEKS: Final = range(28, 31)
_CHRISTMAS: Final = (12, 23)


def is_working_day(day: date) -> bool:
    """Say whether anybody dates a voucher on that day."""
    return day.weekday() < _SATURDAY and day not in voucher_texts()["holidays"]


@functools.cache
def working_days(year: int, month: int) -> tuple[date, ...]:
    """Return the working days of a month."""
    last = Month(year, month).last_day.day
    days = (date(year, month, day) for day in range(1, last + 1))
    return tuple(day for day in days if is_working_day(day))


def open_days(year: int, month: int) -> tuple[date, ...]:
    """Return the working days on which the meeting place is open."""
    return tuple(day for day in working_days(year, month) if not _is_closed(day))


def counting_days(year: int, month: int) -> tuple[date, ...]:
    """Return the last open day of each week, usually a Friday: the till is counted then."""
    return tuple(day for day in open_days(year, month) if not _is_open_later_in_week(day))


def _is_open_later_in_week(day: date) -> bool:
    later = (day + timedelta(days=count) for count in range(1, _SATURDAY - day.weekday()))
    return any(is_working_day(other) and not _is_closed(other) for other in later)


def _is_closed(day: date) -> bool:
    return day.isocalendar().week in _CLOSED_WEEKS or (day.month, day.day) >= _CHRISTMAS


def on_or_after(day: date) -> date:
    """Return the day itself or the next working day."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def on_or_before(day: date) -> date:
    """Return the day itself or the working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def drawn_day(days: tuple[date, ...], draw: Random, limits: list[int] | None = None) -> date:
    """Draw one of the days, within the given days of the month if there are any."""
    first, last = limits or (1, 31)
    fitting = [day for day in days if first <= day.day <= last]
    return draw.choice(fitting or list(days))


def year_end(year: int) -> date:
    """Return the last working day of a year: entries of 31.12. are dated there."""
    return on_or_before(date(year, 12, 31))


def written(day: date) -> str:
    """Write a day as people do: 5.3.2025."""
    return f"{day.day}.{day.month}.{day.year}"


def month_label(year: int, month: int) -> str:
    """Write a month as accountants do: 3/2025."""
    return f"{month}/{year}"
