"""Days, months and fiscal years, and how people write them.

A day is a ``date`` in the calendar of Finland; a moment is kept in UTC and becomes a day through
``local_day``. Nothing here asks the clock. How days and months are shown is in ``formats``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple, Self
from zoneinfo import ZoneInfo

from yhdistys.errors import UsageError, ValidationError
from yhdistys.i18n import _

HELSINKI: Final = ZoneInfo("Europe/Helsinki")
"""The zone in which a moment becomes a day."""
LONGEST_FISCAL_YEAR: Final = 18
"""Months. Kirjanpitolaki 1336/1997 1:4 §: a fiscal year is at most 18 months."""

_MONTHS_IN_YEAR: Final = 12
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2199
_CENTURY_TURN: Final = 70
"""Two-digit years below this are of the 2000s, the others of the 1900s."""

_FINNISH = re.compile(
    r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4}|[0-9]{2})"
    r"(?:,? (?:klo ?)?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?)?"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})(?P<sign>[-/]?)(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
)
_WITH_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}.*")
_COMPACT_LENGTH: Final = 8
_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})")
_MONTH_FIRST = re.compile(r"(?P<month>[0-9]{1,2}) ?/ ?(?P<year>[0-9]{4})")


class DateError(ValueError):
    """A text is no day or no month; its text is a translated sentence."""


class Month(NamedTuple):
    """A calendar month; months compare and sort as time goes.

    Attributes:
        year: The calendar year, such as 2025.
        month: 1 to 12.
    """

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def told(cls, month: Month | date) -> Month:
        """Return the month that a month or a day names."""
        return month if isinstance(month, Month) else cls.of(month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a month: ``"2025-03"`` or ``"3/2025"``.

        Raises:
            DateError: The text is no month.
        """
        found = _MONTH.fullmatch(text.strip()) or _MONTH_FIRST.fullmatch(text.strip())
        if found:
            month = cls(int(found["year"]), int(found["month"]))
            if 1 <= month.month <= _MONTHS_IN_YEAR and _FIRST_YEAR <= month.year <= _LAST_YEAR:
                return month
        message = _("“{text}” is not a month: write 2025-03 or 3/2025.")
        raise DateError(message.format(text=text.strip()[:40]))

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def next(self) -> Self:
        """Return the month after this one."""
        return self.plus(1)

    def plus(self, months: int) -> Self:
        """Return the month so many months later, or earlier when the number is negative."""
        year, index = divmod(self.year * _MONTHS_IN_YEAR + self.month - 1 + months, _MONTHS_IN_YEAR)
        return type(self)(year, index + 1)


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The period of one set of accounts; need not be a calendar year.

    Attributes:
        label: The calendar year in which it ends: what people call it.
        starts_on: Its first day.
        ends_on: Its last day.
    """

    label: int
    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        """Refuse a period that the Accounting Act does not allow.

        Raises:
            ValidationError: It ends before it starts, or is longer than 18 months.
        """
        if self.ends_on < self.starts_on:
            message = _("A fiscal year cannot end on {end}, before it starts on {start}.")
        elif self.ends_on > _last_day(self.starts_on, LONGEST_FISCAL_YEAR):
            message = _("A fiscal year is at most 18 months: {start} to {end} is longer.")
        else:
            return
        raise ValidationError(
            message.format(start=_written(self.starts_on), end=_written(self.ends_on)),
            hint=_("Give the first and the last day of the fiscal year as in the rules."),
            kind="bad-fiscal-year",
        )

    @classmethod
    def starting(cls, starts_on: date, months: int = _MONTHS_IN_YEAR) -> Self:
        """Return the fiscal year of 1 to 18 months that starts on a day.

        Raises:
            ValidationError: The number of months is not 1 to 18.
        """
        return cls.between(starts_on, _last_day(starts_on, months))

    @classmethod
    def between(cls, starts_on: date, ends_on: date) -> Self:
        """Return the fiscal year from a day to a day, both included.

        Raises:
            ValidationError: It ends before it starts, or is longer than 18 months.
        """
        return cls(ends_on.year, starts_on, ends_on)

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    @property
    def months(self) -> tuple[Month, ...]:
        """The calendar months of which any day belongs to the year, in order."""
        first, last = Month.of(self.starts_on), Month.of(self.ends_on)
        count = (last.year - first.year) * _MONTHS_IN_YEAR + last.month - first.month + 1
        return tuple(first.plus(index) for index in range(count))

    def previous(self) -> Self:
        """Return the ordinary year of twelve months that ends the day before this one starts."""
        last_month = Month.of(self.starts_on).plus(-_MONTHS_IN_YEAR)
        starts_on = last_month.first_day.replace(
            day=min(self.starts_on.day, last_month.last_day.day)
        )
        return self.between(starts_on, self.starts_on - timedelta(days=1))

    def following(self) -> Self:
        """Return the ordinary year of twelve months that starts the day after this one ends."""
        return self.starting(self.ends_on + timedelta(days=1))

    def through(self, month: Month) -> tuple[Month, ...]:
        """Return the months of the year up to and including one of them.

        Raises:
            UsageError: The month does not belong to the year.
        """
        months = self.months
        if month not in months:
            message = _("The month {month} does not belong to the fiscal year {start} to {end}.")
            raise UsageError(
                message.format(
                    month=f"{month.month}/{month.year}",
                    start=_written(self.starts_on),
                    end=_written(self.ends_on),
                ),
                hint=_("Choose a month from {first} to {last}.").format(
                    first=months[0], last=months[-1]
                ),
                kind="month-outside-year",
            )
        return months[: months.index(month) + 1]


def _last_day(starts_on: date, months: int) -> date:
    """Return the last day of so many months from a day: 15.3.2024 + 12 is 14.3.2025."""
    month = Month.of(starts_on).plus(months)
    if starts_on.day > month.last_day.day:
        return month.last_day
    return month.first_day.replace(day=starts_on.day) - timedelta(days=1)


def _written(day: date) -> str:
    """Write a day as all our three languages read it inside a sentence: 3.9.2025."""
    return f"{day.day}.{day.month}.{day.year}"


def parse_date(text: str) -> date:
    """Read a day as people and programs write it.

    Understands ``3.9.2025``, ``03.09.2025``, ``3.9.25``, ``2025-09-03``, ``2025/9/3``,
    ``20250903``, and the first and the fourth with a time of day. Two-digit years below 70 are of
    the 2000s. A moment with a zone (``2025-12-31T22:30:00Z``) gives its day in Finland.

    Raises:
        DateError: The text is no day between 1900 and 2199.
    """
    text = text.strip()
    day = _read_date(text)
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        message = _("“{text}” is not a day: write 31.12.2025 or 2025-12-31.")
        raise DateError(message.format(text=text[:40]))
    return day


def _read_date(text: str) -> date | None:
    try:
        if _WITH_TIME.fullmatch(text):
            return _day_of_moment(datetime.fromisoformat(text))
        found = _FINNISH.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
        if found is None or (len(text) != _COMPACT_LENGTH and text.isdecimal()):
            return None
        return date(_full_year(found["year"]), int(found["month"]), int(found["day"]))
    except (ValueError, OverflowError):
        return None


def _day_of_moment(moment: datetime) -> date:
    return moment.date() if moment.tzinfo is None else local_day(moment)


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > len("25"):
        return year
    return year + (2000 if year < _CENTURY_TURN else 1900)


def local_day(moment_utc: datetime) -> date:
    """Return the day in Finland of a moment; a moment without a zone is taken as UTC."""
    if moment_utc.tzinfo is None:
        moment_utc = moment_utc.replace(tzinfo=UTC)
    return moment_utc.astimezone(HELSINKI).date()
