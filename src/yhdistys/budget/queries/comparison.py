"""Budget against actuals, read from the monthly totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from yhdistys.budget.model import PlanLine, PlanMonth
from yhdistys.budget.queries.plans import VersionRow, chosen_version
from yhdistys.budget.rules.comparison import (
    AccountName,
    Comparison,
    check_dimensions,
    compare,
)
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger.queries.statements import same_month, year_before
from yhdistys.ledger.queries.totals import Key, monthly_totals, summed
from yhdistys.values.period import FiscalYear, Month

_LINE = PlanLine.__table__.c
_MONTH = PlanMonth.__table__.c
_PLAN_COLUMNS = {
    "account": _LINE.account,
    "cost_centre": _LINE.cost_centre,
    "project": _LINE.project,
    "month": _MONTH.month,
}


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
    chosen = chosen_version(session, year=year, version=version)
    fields = ("account", *(field for field in by if field != "account"))
    accounts = _accounts(session)
    return ComparisonView(
        year=period,
        through=last,
        version=chosen,
        accounts=accounts,
        comparison=compare(
            by,
            plan_year=_plan(session, chosen, [f for f in fields if f != "month"], None),
            plan=_plan(session, chosen, fields, last),
            actual=monthly_totals(session, year=year, fields=fields, through=str(last)),
            previous=_previous(session, period, fields, len(period.through(last))),
            accounts=accounts,
        ),
    )


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
    through: Month | None,
) -> dict[Key, int]:
    if version is None:
        return {}
    columns = [_PLAN_COLUMNS[field] for field in fields]
    statement = (
        select(*columns, func.sum(_MONTH.cents))
        .join_from(PlanLine.__table__, PlanMonth.__table__)
        .where(_LINE.budget_version_id == version.id)
        .group_by(*columns)
    )
    if through is not None:
        statement = statement.where(_MONTH.month <= str(through))
    return summed(session, statement)


def _previous(
    session: Session, period: FiscalYear, fields: Sequence[str], count: int
) -> dict[Key, int]:
    """Read the same months of the year before, named by this year's months."""
    before = year_before(session, period)
    if before is None:
        return {}
    through = str(same_month(before, count))
    totals = monthly_totals(session, year=before.label, fields=fields, through=through)
    if "month" not in fields:
        return totals
    pairs = zip(before.months, period.months, strict=False)
    renamed = {str(earlier): str(now) for earlier, now in pairs}
    place = fields.index("month")
    return {
        (*key[:place], renamed[str(key[place])], *key[place + 1 :]): cents
        for key, cents in totals.items()
        if str(key[place]) in renamed
    }
