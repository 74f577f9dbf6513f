"""Fiscal years an imported ledger needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from yhdistys.errors import ValidationError
from yhdistys.exchange.imports import LedgerLine
from yhdistys.i18n import _
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.period import FiscalYear

_FARTHEST_YEARS = 15
_LONGEST_SILENCE = 366
_FEW_DAYS = 3
_NAMED_ROWS = 20


def refuse_lonely_days(lines: Iterable[LedgerLine]) -> None:
    """Refuse a few days that lie more than a year from all others: they must be a mistake.

    What an import covers is replaced, so a mistyped year would close everything in between.

    Raises:
        ValidationError: Names the rows on the side with fewer days.
    """
    rows = {line.day: line.row for line in reversed(list(lines))}
    days = sorted(rows)
    for place in range(1, len(days)):
        lonely = min(days[:place], days[place:], key=len)
        is_far = (days[place] - days[place - 1]).days > _LONGEST_SILENCE
        if is_far and len(lonely) <= _FEW_DAYS:
            raise _mistaken_days(
                lonely,
                rows,
                _("Row {row}: the day {day} lies more than a year from the other entries."),
                _("Correct the day in the file, or import the years one by one."),
            )


def years_to_cover(
    known: Sequence[FiscalYear], lines: Iterable[LedgerLine]
) -> tuple[FiscalYear, ...]:
    """Return the ordinary fiscal years to add so that every entry belongs to one, oldest first.

    Raises:
        ValidationError: A day is more than 15 years from the known fiscal years, or lies in a gap
            between them: it must be a mistake.
    """
    rows = {line.day: line.row for line in reversed(list(lines))}
    missing = sorted(day for day in rows if not any(day in year for year in known))
    added = _extend(known, [day for day in missing if _is_near(day, known)])
    wrong = [day for day in missing if not any(day in year for year in added)]
    if wrong:
        raise _mistaken_days(
            wrong,
            rows,
            _("Row {row}: the day {day} lies far from the fiscal years."),
            _("Correct the day in the file, or add the fiscal year first."),
        )
    return tuple(sorted(added, key=lambda year: year.starts_on))


def _extend(known: Sequence[FiscalYear], days: Sequence[date]) -> list[FiscalYear]:
    """Add ordinary years before and after the known ones, without gaps, up to the days."""
    added: list[FiscalYear] = []
    if not days:
        return added
    first, last = known[0], known[-1]
    while days[0] < first.starts_on:
        first = first.previous()
        added.append(first)
    while days[-1] > last.ends_on:
        last = last.following()
        added.append(last)
    return added


def _is_near(day: date, known: Sequence[FiscalYear]) -> bool:
    return bool(known) and (
        known[0].starts_on.year - _FARTHEST_YEARS
        <= day.year
        <= known[-1].ends_on.year + _FARTHEST_YEARS
    )


def _mistaken_days(
    days: Sequence[date], rows: Mapping[date, int], message: str, hint: str
) -> ValidationError:
    problems = tuple(
        Finding(
            severity=Severity.ERROR,
            kind="day-outside-years",
            message=message.format(row=rows[day], day=f"{day.day}.{day.month}.{day.year}"),
            hint=hint,
            row=rows[day],
            value=day.isoformat(),
        )
        for day in days[:_NAMED_ROWS]
    )
    return ValidationError(
        problems[0].message, hint=hint, kind="day-outside-years", problems=problems
    )
