"""A plan as a grid to work in, with the years before it, and two plans side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from yhdistys.budget.model import PlanLine, PlanMonth
from yhdistys.budget.queries.plans import VersionRow, version_of
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger.queries.totals import keyed, monthly_totals, period_sums
from yhdistys.ledger.rules.chart import LINES, Side, line_of, side_of
from yhdistys.values.money import from_cents
from yhdistys.values.period import FiscalYear, Month

FIELDS: Final = ("account", "cost_centre", "project")
LineKey = tuple[str, str | None, str | None]
"""Account, cost centre, project."""
_Booked = Mapping[LineKey, tuple[int | None, ...]]
_LINE = PlanLine.__table__.c
_MONTH = PlanMonth.__table__.c
_LAST: Final = "\uffff"
_ORDER: Final[Mapping[str | None, int]] = {line: place for place, line in enumerate(LINES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGridLine:
    """A line of a plan in its grid; cents in result sign.

    Attributes:
        id: The line.
        account: The account's number.
        name: The account's name in the reader's language.
        cost_centre: The cost centre, or None.
        project: The project, or None.
        note: What tells it apart from lines that are alike.
        profile_kind: How its amount falls on the months: ``even``, ``months`` or ``weights``.
        months_cents: One amount for each month of the year.
        earlier_cents: What was booked in each earlier year under its account, cost centre and
            project; None where nothing was. Of lines that are alike the first one tells it.
        version: To be given back with a change.
        side: ``income``, ``expense`` or ``balance``; None where the account stands on no line.
        line: The statement line, or None.
    """

    id: int
    account: str
    name: str
    cost_centre: str | None
    project: str | None
    note: str
    profile_kind: str
    months_cents: tuple[int, ...]
    earlier_cents: tuple[int | None, ...]
    version: int
    side: Side | None
    line: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplannedLine:
    """What was booked in earlier years under a key that the plan has no line for."""

    account: str
    name: str
    cost_centre: str | None
    project: str | None
    earlier_cents: tuple[int | None, ...]
    side: Side | None
    line: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGrid:
    """A plan with the years before it.

    Attributes:
        version: The version of the budget.
        year: Its fiscal year.
        months: The months of the year.
        earlier: The fiscal years before it, oldest first.
        lines: In the order of the statement, then by account, cost centre and project.
        unplanned: What was booked in the earlier years and is not in the plan.
    """

    version: VersionRow
    year: FiscalYear
    months: tuple[Month, ...]
    earlier: tuple[FiscalYear, ...]
    lines: tuple[PlanGridLine, ...]
    unplanned: tuple[UnplannedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanComparisonRow:
    """An account, cost centre and project in two plans; euros in result sign.

    Attributes:
        account: The account's number.
        name: Its name in the reader's language.
        cost_centre: The cost centre, or None.
        project: The project, or None.
        first: The year's amount of the first plan; None where it plans nothing.
        second: The same of the second plan.
        difference: The second less the first.
        side: ``income``, ``expense`` or ``balance``; None where the account stands on no line.
        line: The statement line, or None.
    """

    account: str
    name: str
    cost_centre: str | None
    project: str | None
    first: Decimal | None
    second: Decimal | None
    difference: Decimal
    side: Side | None
    line: str | None


class _Place(NamedTuple):
    """Where an account stands."""

    name: str
    side: Side | None
    line: str | None


class _Chart(NamedTuple):
    """The names of the accounts and the rules of their lines."""

    names: Mapping[str, tuple[str, str | None]]
    rules: Mapping[str, str]

    @classmethod
    def read(cls, session: Session) -> _Chart:
        """Read both."""
        return cls(ledger_queries.account_names(session), ledger_queries.line_rules(session))

    def place(self, account: str) -> _Place:
        """Return where an account stands, also one that the chart does not list."""
        line = line_of(account, self.rules)
        name = self.names.get(account, ("", None))[0]
        return _Place(name, None if line is None else side_of(line), line)

    def order(
        self, account: str, cost_centre: str | None, project: str | None
    ) -> tuple[int, str, str, str]:
        """Sort as the statement does; accounts without a line come last."""
        place = _ORDER.get(line_of(account, self.rules), len(_ORDER))
        return place, account, cost_centre or _LAST, project or _LAST


def plan_grid(session: Session, *, version_id: int, earlier: int = 2) -> PlanGrid:
    """Return the lines of a version by month, with what was booked in the years before.

    Args:
        session: Where to read.
        version_id: The version.
        earlier: How many fiscal years before it to show.

    Raises:
        UsageError: There is no such version.
    """
    version = version_of(session, version_id=version_id)
    year = ledger_queries.fiscal_year(session, year=version.year)
    known = ledger_queries.fiscal_years(session)
    before = [other for other in known if other.ends_on < year.starts_on]
    shown = tuple(before[-earlier:]) if earlier else ()
    booked = _booked(session, shown)
    chart = _Chart.read(session)
    lines = _lines(session, version_id, year, _Earlier(booked, len(shown)), chart)
    planned = {(line.account, line.cost_centre, line.project) for line in lines}
    rest = {key: cents for key, cents in booked.items() if key not in planned and any(cents)}
    return PlanGrid(
        version=version,
        year=year,
        months=year.months,
        earlier=shown,
        lines=lines,
        unplanned=tuple(_unplanned(rest, chart)),
    )


class _Earlier(NamedTuple):
    """What was booked by key, and for how many years."""

    booked: _Booked
    years: int


def _booked(session: Session, years: tuple[FiscalYear, ...]) -> _Booked:
    """Return what was booked by key, one amount for each year."""
    totals = [_of_year(session, year) for year in years]
    keys = dict.fromkeys(key for of_year in totals for key in of_year)
    return {key: tuple(of_year.get(key) for of_year in totals) for key in keys}


def _of_year(session: Session, year: FiscalYear) -> dict[LineKey, int]:
    totals = monthly_totals(session, year=year.label, fields=FIELDS)
    return {(str(key[0]), key[1], key[2]): cents for key, cents in totals.items()}


def _lines(
    session: Session, version_id: int, year: FiscalYear, earlier: _Earlier, chart: _Chart
) -> tuple[PlanGridLine, ...]:
    remaining = dict(earlier.booked)
    nothing = (None,) * earlier.years
    lines = []
    for row, months in _rows(session, version_id, year):
        place = chart.place(row.account)
        line = PlanGridLine(
            id=row.id,
            account=row.account,
            name=place.name,
            cost_centre=row.cost_centre,
            project=row.project,
            note=row.note,
            profile_kind=str(row.profile.get("kind", "")),
            months_cents=months,
            earlier_cents=remaining.pop((row.account, row.cost_centre, row.project), nothing),
            version=row.version,
            side=place.side,
            line=place.line,
        )
        lines.append(line)
    order = chart.order
    return tuple(sorted(lines, key=lambda one: order(one.account, one.cost_centre, one.project)))


def _rows(
    session: Session, version_id: int, year: FiscalYear
) -> Iterable[tuple[Any, tuple[int, ...]]]:
    """Yield each line of a version with its months, summed up by the database into one row."""
    months = period_sums(_MONTH.month, _MONTH.cents, [[str(month)] for month in year.months])
    cents = keyed(
        session,
        select(_MONTH.plan_line_id, *months)
        .join(PlanLine.__table__, _LINE.id == _MONTH.plan_line_id)
        .where(_LINE.budget_version_id == version_id)
        .group_by(_MONTH.plan_line_id),
        1,
    )
    missing = (0,) * len(year.months)
    statement = select(*_LINE).where(_LINE.budget_version_id == version_id).order_by(_LINE.id)
    told: Any = session.execute(statement)
    for row in told:
        yield row, tuple(amount or 0 for amount in cents.get((row.id,), missing))


def _unplanned(booked: _Booked, chart: _Chart) -> Iterable[UnplannedLine]:
    """Yield what is not planned; the accounts of the balance sheet are never planned so."""
    for account, cost_centre, project in sorted(booked, key=lambda key: chart.order(*key)):
        place = chart.place(account)
        if place.side != "balance":
            yield UnplannedLine(
                account=account,
                name=place.name,
                cost_centre=cost_centre,
                project=project,
                earlier_cents=booked[account, cost_centre, project],
                side=place.side,
                line=place.line,
            )


def compare_plans(
    session: Session, *, first_id: int, second_id: int
) -> tuple[PlanComparisonRow, ...]:
    """Return two plans side by side by account, cost centre and project.

    Args:
        session: Where to read.
        first_id: One version.
        second_id: Another version, of the same year or another.

    Raises:
        UsageError: There is no such version.
    """
    first, second = _sums(session, first_id), _sums(session, second_id)
    chart = _Chart.read(session)
    keys = sorted(first.keys() | second.keys(), key=lambda key: chart.order(*key))
    return tuple(_compared(key, first.get(key), second.get(key), chart) for key in keys)


def _compared(
    key: LineKey,
    first: Decimal | None,
    second: Decimal | None,
    chart: _Chart,
) -> PlanComparisonRow:
    place = chart.place(key[0])
    nothing = from_cents(0)
    return PlanComparisonRow(
        account=key[0],
        name=place.name,
        cost_centre=key[1],
        project=key[2],
        first=first,
        second=second,
        difference=(second or nothing) - (first or nothing),
        side=place.side,
        line=place.line,
    )


def _sums(session: Session, version_id: int) -> dict[LineKey, Decimal]:
    version_of(session, version_id=version_id)
    columns = (_LINE.account, _LINE.cost_centre, _LINE.project)
    statement = (
        select(*columns, func.sum(_LINE.amount))
        .where(_LINE.budget_version_id == version_id)
        .group_by(*columns)
    )
    rows = session.execute(statement)
    return {(account, centre, project): amount for account, centre, project, amount in rows}
