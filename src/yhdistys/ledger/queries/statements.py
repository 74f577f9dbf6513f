"""The statutory statements, read from the monthly totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from yhdistys.ledger.queries.chart import account_names, line_rules
from yhdistys.ledger.queries.totals import month_reached, monthly_totals
from yhdistys.ledger.queries.years import fiscal_year, fiscal_years
from yhdistys.ledger.rules.chart import accounts_without_line
from yhdistys.ledger.rules.statement import StatementRow
from yhdistys.ledger.rules.statement import income_statement as statement_rows
from yhdistys.values.money import from_cents
from yhdistys.values.period import FiscalYear, Month


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeStatement:
    """An income statement of a fiscal year or its beginning.

    Attributes:
        year: The fiscal year.
        through: The last month that is in it.
        previous: The fiscal year before, when there is one; the same number of months.
        rows: The lines, amounts in cents of result sign.
        account_names: The names of the accounts under the lines.
        without_line: Accounts that carry money and stand on no line.
    """

    year: FiscalYear
    through: Month
    previous: FiscalYear | None
    rows: tuple[StatementRow, ...]
    account_names: dict[str, str]
    without_line: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOutsideStatement:
    """An account that carries money and stands on no line of the statement; euros."""

    number: str
    name: str
    year: int
    amount: Decimal


def income_statement(
    session: Session,
    *,
    year: int,
    through: Month | date | None = None,
    cost_centre: str | None = None,
) -> IncomeStatement:
    """Return the income statement of a fiscal year up to a month.

    Args:
        session: Where to read.
        year: The label of the fiscal year.
        through: The last month, or a day in it; by default as far as the year's ledger reaches.
        cost_centre: Only this cost centre, ``""`` for none; by default the whole association.

    Raises:
        UsageError: There is no such fiscal year, or the month does not belong to it.
    """
    period = fiscal_year(session, year=year)
    months = period.through(month_reached(session, year=period, through=through))
    previous = year_before(session, period)
    rules = line_rules(session)
    totals = _by_account(session, period, months[-1], cost_centre)
    before = None
    if previous is not None:
        before = _by_account(session, previous, same_month(previous, len(months)), cost_centre)
    return IncomeStatement(
        year=period,
        through=months[-1],
        previous=previous,
        rows=statement_rows(totals, rules, previous=before),
        account_names={number: name for number, (name, _line) in account_names(session).items()},
        without_line=accounts_without_line(totals, rules),
    )


def _by_account(
    session: Session, year: FiscalYear, through: Month, cost_centre: str | None
) -> dict[str, int]:
    fields = ("account", "cost_centre")
    sums: dict[str, int] = {}
    totals = monthly_totals(session, year=year.label, fields=fields, through=str(through))
    for key, cents in totals.items():
        if cost_centre is None or (key[1] or "") == cost_centre:
            sums[str(key[0])] = sums.get(str(key[0]), 0) + cents
    return sums


def same_month(year: FiscalYear, count: int) -> Month:
    """Return the month up to which so many months of a year are counted; at most its last."""
    return year.months[min(count, len(year.months)) - 1]


def year_before(session: Session, year: FiscalYear) -> FiscalYear | None:
    """Return the fiscal year that ends before another starts."""
    earlier = [other for other in fiscal_years(session) if other.ends_on < year.starts_on]
    return earlier[-1] if earlier else None


def accounts_outside_statement(session: Session) -> tuple[AccountOutsideStatement, ...]:
    """Return the accounts that carry money and stand on no line, by year and number."""
    rules = line_rules(session)
    names = account_names(session)
    found = []
    for year in fiscal_years(session):
        totals = monthly_totals(session, year=year.label, fields=("account",))
        sums = {str(key[0]): cents for key, cents in totals.items()}
        found += [
            AccountOutsideStatement(
                number=number,
                name=names.get(number, (number, None))[0],
                year=year.label,
                amount=from_cents(sums[number]),
            )
            for number in accounts_without_line(sums, rules)
        ]
    return tuple(found)
