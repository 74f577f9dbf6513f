"""The follow-up of a budget as in the income statement, read from the monthly totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from yhdistys.budget.model import PlanLine, PlanMonth
from yhdistys.budget.queries.comparison import Periods
from yhdistys.budget.queries.explanations import explanation_limits, explanations
from yhdistys.budget.queries.plans import VersionRow, chosen_version
from yhdistys.budget.rules.comparison import check_dimensions
from yhdistys.budget.rules.deviations import Limits
from yhdistys.budget.rules.follow_up import (
    Amounts,
    Books,
    Figure,
    FollowUpRow,
    added,
    by_dimension,
    by_month,
    by_statement,
)
from yhdistys.i18n import _
from yhdistys.ledger import model as ledger_model
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger.queries.statements import year_before
from yhdistys.ledger.queries.totals import Key, keyed, period_sums
from yhdistys.values.chosen import ALL, Chosen
from yhdistys.values.period import FiscalYear, Month

Breakdown = Literal["account", "cost_centre", "project", "month"]
_LINE = PlanLine.__table__.c
_MONTH = PlanMonth.__table__.c
_TOTAL = ledger_model.MonthlyTotal.__table__.c
_Sums = Mapping[Key, tuple[int | None, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpView:
    """A follow-up and what it was made of.

    Attributes:
        year: The fiscal year.
        through: The last month looked at.
        version: The version of the budget, or None when the year has no budget.
        rows: Headings, accounts and sums in the order of the income statement.
        unexplained: How many deviations beyond the limits have no explanation.
        limits: What needs an explanation.
    """

    year: FiscalYear
    through: Month
    version: VersionRow | None
    rows: tuple[FollowUpRow, ...]
    unexplained: int
    limits: Limits


class _Asked(NamedTuple):
    """What is looked at."""

    year: FiscalYear
    months: tuple[Month, ...]
    by: Breakdown
    cost_centre: Chosen
    project: Chosen

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that figures are keyed by."""
        return ("account", self.by) if self.by in {"cost_centre", "project"} else ("account",)

    @property
    def periods(self) -> list[list[str]]:
        """The months of each amount."""
        months = [str(month) for month in self.months]
        return [[month] for month in months] if self.by == "month" else [months]

    def conditions(self, columns: Any) -> list[ColumnElement[bool]]:
        """Write the filters for a table that has both dimensions."""
        told = ((columns.cost_centre, self.cost_centre), (columns.project, self.project))
        return [column.is_not_distinct_from(code) for column, code in told if code is not ALL]


def follow_up(
    session: Session,
    *,
    year: int,
    through: Month | date | None = None,
    version: str | None = None,
    cost_centre: Chosen = ALL,
    project: Chosen = ALL,
    cumulative: bool = True,
    by: Breakdown = "account",
) -> FollowUpView:
    """Return budget and actuals of a fiscal year grouped as in the income statement.

    Args:
        session: Where to read.
        year: The label of the fiscal year.
        through: The last month, or a day in it; by default as far as the year's ledger reaches.
        version: A version's name or state; by default the approved one, else the newest draft.
        cost_centre: Only this cost centre, or None for what has none.
        project: Only this project, or None for what has none.
        cumulative: From the beginning of the year; otherwise the last month alone.
        by: ``account`` as in the statement, a section for each ``cost_centre`` or ``project``, or
            a group for each ``month``.

    Raises:
        UsageError: No such year, month, version or breakdown.
    """
    check_dimensions((by,))
    period = ledger_queries.fiscal_year(session, year=year)
    last = ledger_queries.month_reached(session, year=period, through=through)
    months = period.through(last)
    asked = _Asked(period, months if cumulative else months[-1:], by, cost_centre, project)
    return _view(session, asked, chosen_version(session, year=year, version=version))


def _view(session: Session, asked: _Asked, version: VersionRow | None) -> FollowUpView:
    books = _books(session, asked)
    rows = _rows(session, asked, _figures(session, asked, version), books)
    return FollowUpView(
        year=asked.year,
        through=asked.months[-1],
        version=version,
        rows=rows,
        unexplained=sum(row.is_deviation and row.note is None for row in rows),
        limits=books.limits,
    )


def _rows(
    session: Session, asked: _Asked, figures: Sequence[Figure], books: Books
) -> tuple[FollowUpRow, ...]:
    if asked.by == "account":
        return by_statement(figures, books)
    if asked.by == "month":
        return by_month(figures, books, asked.months)
    if asked.by == "cost_centre":
        told, nothing = ledger_queries.cost_centres(session), _("Without a cost centre")
    else:
        told, nothing = ledger_queries.projects(session), _("Without a project")
    titles: dict[str | None, str] = {row.code: f"{row.code} {row.name}".strip() for row in told}
    return by_dimension(figures, books, titles | {None: nothing}, asked.by)


def _books(session: Session, asked: _Asked) -> Books:
    names = ledger_queries.account_names(session)
    return Books(
        names={number: name for number, (name, _line) in names.items()},
        rules=ledger_queries.line_rules(session),
        explained=explanations(session, year=asked.year.label),
        limits=explanation_limits(session),
    )


def _figures(session: Session, asked: _Asked, version: VersionRow | None) -> list[Figure]:
    """Return the figures of each account, and of each code in it, in order."""
    actual = _actual(session, asked, asked.year, asked.periods)
    previous = _previous(session, asked)
    planned = _planned(session, asked, version)
    missing = (None,) * len(asked.periods)
    keys = sorted(
        actual.keys() | previous.keys() | planned.keys(),
        key=lambda key: tuple(part or "" for part in key),
    )
    return [
        _figure(asked, key, planned.get(key), actual.get(key, missing), previous.get(key, missing))
        for key in keys
    ]


def _figure(
    asked: _Asked,
    key: Key,
    planned: tuple[int | None, ...] | None,
    actual: tuple[int | None, ...],
    previous: tuple[int | None, ...],
) -> Figure:
    whole = None if planned is None else planned[0]
    budget = (None,) * len(actual) if planned is None else [cents or 0 for cents in planned[1:]]
    columns = zip(budget, actual, previous, strict=True)
    amounts = tuple(Amounts(None, *column) for column in columns)
    codes = {"cost_centre": asked.cost_centre, "project": asked.project}
    codes |= dict(zip(asked.fields[1:], key[1:], strict=True))
    return Figure(
        account=str(key[0]),
        cost_centre=None if codes["cost_centre"] is ALL else codes["cost_centre"],
        project=None if codes["project"] is ALL else codes["project"],
        amounts=added(amounts)._replace(budget_year=whole),
        months=amounts,
    )


def _actual(session: Session, asked: _Asked, year: FiscalYear, periods: Periods) -> _Sums:
    columns = [_TOTAL[field] for field in asked.fields]
    cents = _TOTAL.credit_cents - _TOTAL.debit_cents
    statement = (
        select(*columns, *period_sums(_TOTAL.month, cents, periods))
        .where(_TOTAL.fiscal_year == year.label)
        .where(_TOTAL.month.between(periods[0][0], periods[-1][-1]))
        .where(*asked.conditions(_TOTAL))
        .group_by(*columns)
    )
    return keyed(session, statement, len(columns))


def _previous(session: Session, asked: _Asked) -> _Sums:
    """Read the same months of the year before; where it was shorter, there is nothing."""
    before = year_before(session, asked.year)
    if before is None:
        return {}
    pairs = zip(asked.year.months, before.months, strict=False)
    earlier = {str(now): str(then) for now, then in pairs}
    there = [[earlier[month] for month in period if month in earlier] for period in asked.periods]
    wanted = [period for period in there if period]
    if not wanted:
        return {}
    missing = (None,) * (len(there) - len(wanted))
    found = _actual(session, asked, before, wanted)
    return {key: (*amounts, *missing) for key, amounts in found.items()}


def _planned(session: Session, asked: _Asked, version: VersionRow | None) -> _Sums:
    """Read the plan of the whole year, and of the periods looked at."""
    if version is None:
        return {}
    columns = [_LINE[field] for field in asked.fields]
    whole = [str(month) for month in asked.year.months]
    statement = (
        select(*columns, *period_sums(_MONTH.month, _MONTH.cents, [whole, *asked.periods]))
        .join_from(PlanLine.__table__, PlanMonth.__table__)
        .where(_LINE.budget_version_id == version.id, *asked.conditions(_LINE))
        .group_by(*columns)
    )
    return keyed(session, statement, len(columns))
