"""Rules on time: how long the activity may last, and until when its money may be used."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from yhdistys.grants.rules.application import Application, Note
from yhdistys.grants.rules.funder_rules.rule import (
    FunderRule,
    ParameterKind,
    broken,
    not_known,
    number_of,
)
from yhdistys.grants.rules.scheme import SchemeBudget
from yhdistys.grants.rules.template import RuleUse
from yhdistys.grants.rules.years import days_of
from yhdistys.i18n import _, ngettext
from yhdistys.values.dated import NoDatedValue
from yhdistys.values.formats import date_text
from yhdistys.values.period import Month

_MONTHS: Final = 12


def check_max_years(
    case: Application, _budget: SchemeBudget, rule: RuleUse, _today: date
) -> tuple[Note, ...]:
    """Look whether the activity lasts at most so many years, to the day.

    Three years from 1.3.2027 end on 28.2.2030. Days in the wrong order are told by ``checking``
    for every form. The number of years is that of the first day of the year in which it begins.
    """
    begins, ends = days_of(case)
    if begins is None or ends is None:
        return ()
    try:
        years = int(number_of(rule, "years", begins.year))
    except NoDatedValue as error:
        return (not_known(rule, begins.year, error),)
    last = last_day(begins, years)
    if ends <= last:
        return ()
    message = ngettext(
        "The activity goes from {begins} to {ends}; it may last at most {n} year, until {last}.",
        "The activity goes from {begins} to {ends}; it may last at most {n} years, until {last}.",
        years,
    )
    return (
        broken(
            rule,
            message.format(
                begins=date_text(begins), ends=date_text(ends), n=years, last=date_text(last)
            ),
            hint=_("Let the activity end earlier."),
            question=case.template.years.ends if case.template.years else "",
            numbers={"years": Decimal(years), "days_over": Decimal((ends - last).days)},
        ),
    )


def last_day(begins: date, years: int) -> date:
    """Return the last day of so many years: 1.3.2027 and three years give 28.2.2030.

    Years beyond the calendar end with it.
    """
    if begins.year + years > date.max.year:
        return date.max
    month = Month.of(begins).plus(_MONTHS * years)
    if begins.day > month.last_day.day:
        return month.last_day
    return month.first_day.replace(day=begins.day) - timedelta(days=1)


def check_use_time(
    _case: Application, budget: SchemeBudget, rule: RuleUse, _today: date
) -> tuple[Note, ...]:
    """Tell until when the money of the years may be used: so many years after the year of use.

    The number of years is that of the first day of the first year.
    """
    first, last = budget.years[0], budget.years[-1]
    try:
        more = int(number_of(rule, "years", first))
    except NoDatedValue as error:
        return (not_known(rule, first, error),)
    first_end, last_end = (date.max.replace(year=_year(one + more)) for one in (first, last))
    if first == last:
        message = _("The grant of {first} may be used until {first_end}.")
    else:
        message = _(
            "The grant of {first} may be used until {first_end}, that of {last} until {last_end}."
        )
    return (
        broken(
            rule,
            message.format(
                first=first,
                last=last,
                first_end=date_text(first_end),
                last_end=date_text(last_end),
            ),
            numbers={"years": Decimal(more)},
        ),
    )


def _year(year: int) -> int:
    """Return a year, or the last one that the calendar has."""
    return min(year, date.max.year)


TIME_RULES: Final = (
    FunderRule(
        name="max_years",
        parameters={"years": ParameterKind.WHOLE_NUMBER},
        check=check_max_years,
    ),
    FunderRule(
        name="use_time",
        parameters={"years": ParameterKind.WHOLE_NUMBER},
        check=check_use_time,
    ),
)
