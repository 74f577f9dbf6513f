"""The calendar years of the activity that an application is for."""

from __future__ import annotations

from datetime import date
from typing import Final

from yhdistys.grants.rules.application import Application
from yhdistys.grants.rules.cells import typed

_LAST_YEAR: Final = 2199


def years_of(application: Application) -> tuple[int, ...]:
    """Return the years of the activity in order; never empty.

    The years from the day it begins to the day it ends, both answers of the form. While the first
    day is not known, the application's own first year takes its place; while the last is not known
    or comes before the first, the activity has one year. Not more years than the form has room for;
    ``checking`` tells when the days ask for more.
    """
    begins, ends = days_of(application)
    first = begins.year if begins else application.first_year
    if application.template.years is None or ends is None:
        return (first,)
    most = max(1, application.template.years.most)
    last = min(ends.year, first + most - 1, _LAST_YEAR)
    return tuple(range(first, last + 1)) or (first,)


def days_of(application: Application) -> tuple[date | None, date | None]:
    """Return the days on which the activity begins and ends, as far as they are answered."""
    years = application.template.years
    if years is None:
        return None, None
    return _day(application, years.begins), _day(application, years.ends)


def _day(application: Application, question_id: str) -> date | None:
    question = application.template.question(question_id)
    if question is None:
        return None
    value = typed(question, application.answer(question_id).text)
    return value if isinstance(value, date) else None
