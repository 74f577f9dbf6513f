"""Which columns of a budget workbook hold which month, and which one the whole year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yhdistys.budget.rules.headings import month_heading, year_heading
from yhdistys.errors import ValidationError
from yhdistys.exchange.cells import shown
from yhdistys.exchange.columns import column_of
from yhdistys.exchange.headers import EXACT
from yhdistys.exchange.imports import ColumnGuess
from yhdistys.exchange.sheets import HeadedTable
from yhdistys.i18n import _
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.period import FiscalYear, Month

_YEAR_IN_TEXT = re.compile(r"\b(20[0-9]{2})\b")


@dataclass(frozen=True, slots=True)
class PlanColumns:
    """Where the amounts stand.

    Attributes:
        months: Column and month, in the order of time.
        amount: The column of the whole year, or ``None``.
        guesses: All columns, the months among them.
    """

    months: tuple[tuple[int, Month], ...]
    amount: int | None
    guesses: tuple[ColumnGuess, ...]


def plan_columns(headed: HeadedTable, year: FiscalYear | None) -> PlanColumns:
    """Find the columns of the months and of the year.

    Args:
        headed: The sheet with its headings.
        year: The fiscal year the budget is for; columns of other years are left out.

    Raises:
        ValidationError: The months have no year, or the budget is for another year.
    """
    months = _months(headed, year)
    amount = _amount_column(headed, year)
    if year is not None:
        inside = [(index, month) for index, month in months if month.first_day in _whole(year)]
        if not inside and months:
            raise _problem(headed, "wrong-year", _other_year(months[0][1], year))
        months = inside
    months.sort(key=lambda one: one[1])
    _refuse_repeated(headed, months)
    return PlanColumns(tuple(months), amount, _guesses(headed, months, amount))


def _months(headed: HeadedTable, year: FiscalYear | None) -> list[tuple[int, Month]]:
    found = [
        (index, heading)
        for index, cell in enumerate(headed.header)
        if (heading := month_heading(cell)) is not None
    ]
    months: list[tuple[int, Month]] = []
    for index, heading in found:
        month_year = heading.year or _year_of_month(heading.number, headed, year)
        months.append((index, Month(month_year, heading.number)))
    return months


def _year_of_month(number: int, headed: HeadedTable, year: FiscalYear | None) -> int:
    """Return the year of a month that its heading does not tell."""
    if year is not None:
        inside = (month.year for month in year.months if month.month == number)
        return next(inside, year.label)
    told = _years_around(headed)
    if len(told) != 1:
        message = _("The months of the sheet {sheet} have no year.")
        raise _problem(headed, "no-year", message.format(sheet=headed.sheet.name))
    return told.pop()


def _years_around(headed: HeadedTable) -> set[int]:
    """Return the years named in the sheet's name, above the headings, or in its other headings."""
    above = headed.sheet.rows[: max((headed.header_row or 1) - headed.sheet.first_row, 0)]
    texts = [headed.sheet.name, *(shown(cell) for row in (*above, headed.header) for cell in row)]
    return {int(found) for text in texts for found in _YEAR_IN_TEXT.findall(text)}


def _amount_column(headed: HeadedTable, year: FiscalYear | None) -> int | None:
    """Return the column of the whole year: the one of this year, else the latest, else any."""
    chosen = column_of(headed.guesses, "amount")
    if chosen is not None and headed.guesses[chosen].confidence == 1:
        return chosen
    years = {
        told: index
        for index, cell in enumerate(headed.header)
        if (told := year_heading(cell)) is not None
    }
    if not years:
        return chosen
    if year is None:
        return years[max(years)]
    if year.label not in years and chosen is None:
        message = _("The file has a budget for {found}, not for {year}.")
        found = ", ".join(map(str, sorted(years)))
        raise _problem(headed, "wrong-year", message.format(found=found, year=year.label))
    return years.get(year.label, chosen)


def _whole(year: FiscalYear) -> FiscalYear:
    """Return the year from the first day of its first month: a year may start on any day."""
    return replace(year, starts_on=year.starts_on.replace(day=1))


def _other_year(month: Month, year: FiscalYear) -> str:
    message = _("The file has a budget for {found}, not for {year}.")
    return message.format(found=month, year=year.label)


def _refuse_repeated(headed: HeadedTable, months: Sequence[tuple[int, Month]]) -> None:
    seen: set[Month] = set()
    for _index, month in months:
        if month in seen:
            message = _("Two columns of the sheet {sheet} are headed {month}.")
            text = message.format(sheet=headed.sheet.name, month=month)
            raise _problem(headed, "repeated-month", text)
        seen.add(month)


def _problem(headed: HeadedTable, kind: str, message: str) -> ValidationError:
    hint = _("Write the months with their year, such as 1/2025, or choose the fiscal year.")
    finding = Finding(
        severity=Severity.ERROR,
        kind=kind,
        message=message,
        hint=hint,
        sheet=headed.sheet.name,
        row=headed.header_row,
    )
    return ValidationError(message, hint=hint, kind=kind, problems=(finding,))


def _guesses(
    headed: HeadedTable, months: Sequence[tuple[int, Month]], amount: int | None
) -> tuple[ColumnGuess, ...]:
    fields: dict[int, tuple[str, str]] = {
        index: (str(month), _("the heading is a month")) for index, month in months
    }
    if amount is not None and headed.guesses[amount].field != "amount":
        fields[amount] = ("amount", _("the heading names the year"))
    return tuple(_guess(guess, fields.get(guess.index), amount) for guess in headed.guesses)


def _guess(guess: ColumnGuess, named: tuple[str, str] | None, amount: int | None) -> ColumnGuess:
    if named is not None:
        return replace(guess, field=named[0], confidence=EXACT, reason=named[1])
    if guess.field == "amount" and guess.index != amount:
        return replace(guess, field=None, confidence=Decimal(0), reason=_("another year"))
    return guess
