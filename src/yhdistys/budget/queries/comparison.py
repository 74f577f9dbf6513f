"""Budget against actuals, read from the monthly totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from yhdistys.budget.model import PlanLine, PlanMonth
from yhdistys.budget.queries.explanations import explanations
from yhdistys.budget.queries.plans import VersionRow, chosen_version
from yhdistys.budget.rules.comparison import (
    AccountName,
    Comparison,
    Figures,
    Key,
    check_dimensions,
    compare,
    with_notes,
)
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger.queries.statements import year_before
from yhdistys.ledger.queries.totals import keyed, period_sums, totals_by_period
from yhdistys.values.period import FiscalYear, Month

_LINE = PlanLine.__table__.c
_MONTH = PlanMonth.__table__.c
_PLAN_COLUMNS = {
    "account": _LINE.account,
    "cost_centre": _LINE.cost_centre,
    "project": _LINE.project,
}
Periods = Sequence[Sequence[str]]
"""The months of each amount that is shown: of one month each, or all of them together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """A comparison and what it was made of.

    Attributes:
        year: The fiscal year.
        through: The last month compared.
        version: The version of the budget, or None when the year has no budget.
        accounts: Name and statement line of each account.
        comparison: The rows and totals.
    """

    year: FiscalYear
    through: Month
    version: VersionRow | None
    accounts: dict[str, AccountName]
    comparison: Comparison


def comparison(
    session: Session,
    *,
    year: int,
    through: Month | date | None = None,
    by: Sequence[str] = ("account",),
    version: str | None = None,
) -> ComparisonView:
    """Compare a fiscal year's budget with its actuals up to a month, in euros, expenses negative.

    Args:
        session: Where to read.
        year: The label of the fiscal year.
        through: The last month, or a day in it; by default as far as the year's ledger reaches.
        by: Any of ``account``, ``cost_centre``, ``project``, ``month``.
        version: A version's name or state; by default the approved one, else the newest draft.

    Raises:
        UsageError: No such year, month, version or dimension.
    """
    by = _dimensions(by)
    period = ledger_queries.fiscal_year(session, year=year)
    last = ledger_queries.month_reached(session, year=period, through=through)
    months = [str(month) for month in period.through(last)]
    chosen = chosen_version(session, year=year, version=version)
    fields = ("account", *(field for field in by if field not in {"account", "month"}))
    accounts = _accounts(session)
    periods = [[month] for month in months] if "month" in by else [months]
    figures = _figures(session, period, chosen, fields, periods)
    found = compare(by, months=months, accounts=accounts, **figures)
    notes = _notes(session, year, by)
    return ComparisonView(
        year=period,
        through=last,
        version=chosen,
        accounts=accounts,
        comparison=with_notes(found, notes) if notes else found,
    )


def _notes(session: Session, year: int, by: Sequence[str]) -> dict[Key, str]:
    """Return the explanations that belong to rows of a breakdown; those of months have none."""
    if "account" not in by or "month" in by:
        return {}
    told = explanations(session, year=year, fields=by)
    return {key: explained.text for key, explained in told.items()}


def _figures(
    session: Session,
    year: FiscalYear,
    version: VersionRow | None,
    fields: Sequence[str],
    periods: Periods,
) -> dict[str, Figures]:
    plan_year, plan = _plan(session, version, fields, year, periods)
    actual = totals_by_period(session, year=year.label, fields=fields, periods=periods)
    previous = _previous(session, year, fields, periods)
    return {"plan_year": plan_year, "plan": plan, "actual": actual, "previous": previous}


def _dimensions(by: Sequence[str]) -> tuple[str, ...]:
    told = (by,) if isinstance(by, str) else tuple(by)
    check_dimensions(told)
    return told


def _accounts(session: Session) -> dict[str, AccountName]:
    names = ledger_queries.account_names(session)
    return {number: AccountName(*told) for number, told in names.items()}


def _plan(
    session: Session,
    version: VersionRow | None,
    fields: Sequence[str],
    year: FiscalYear,
    periods: Periods,
) -> tuple[Figures, Figures]:
    """Read the plan of the whole year, and of the periods compared."""
    if version is None:
        return {}, {}
    columns = [_PLAN_COLUMNS[field] for field in fields]
    whole = [str(month) for month in year.months]
    statement = (
        select(*columns, *period_sums(_MONTH.month, _MONTH.cents, [whole, *periods]))
        .join_from(PlanLine.__table__, PlanMonth.__table__)
        .where(_LINE.budget_version_id == version.id)
        .group_by(*columns)
    )
    found = keyed(session, statement, len(columns))
    return (
        {key: amounts[:1] for key, amounts in found.items()},
        {key: amounts[1:] for key, amounts in found.items()},
    )


def _previous(
    session: Session, year: FiscalYear, fields: Sequence[str], periods: Periods
) -> Figures:
    """Read the same months of the year before; where it was shorter, there is nothing."""
    before = year_before(session, year)
    if before is None:
        return {}
    pairs = zip(year.months, before.months, strict=False)
    earlier = {str(now): str(then) for now, then in pairs}
    there = [[earlier[month] for month in period if month in earlier] for period in periods]
    wanted = [period for period in there if period]
    missing = (None,) * (len(there) - len(wanted))
    found = totals_by_period(session, year=before.label, fields=fields, periods=wanted)
    return {key: (*amounts, *missing) for key, amounts in found.items()} if missing else found
