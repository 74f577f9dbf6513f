"""Budget versions, their lines, and what an imported budget would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session, selectinload

from yhdistys.budget.model import BudgetVersion, PlanLine, PlanMonth
from yhdistys.budget.rules.plan_diff import PlanContent, PlanDiff, PlanKey, diff_plans, numbered
from yhdistys.budget.rules.profile import months_of
from yhdistys.errors import UsageError, ValidationError
from yhdistys.exchange.imports import BudgetLine
from yhdistys.i18n import _
from yhdistys.ledger import model as ledger_model
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger.queries.entries import UnknownWords, unknown_words
from yhdistys.values.money import from_cents, to_cents
from yhdistys.values.period import FiscalYear, Month

STATES = ("approved", "draft", "replaced")


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version of a budget; sums in euros, expenses negative."""

    id: int
    year: int
    name: str
    state: str
    approved_on: date | None
    meeting: str | None
    section: str | None
    income: Decimal
    expense: Decimal
    version: int

    @property
    def result(self) -> Decimal:
        """Income and expenses together."""
        return self.income + self.expense


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLineRow:
    """A line of a plan with its months; euros in result sign."""

    id: int
    account: str
    cost_centre: str | None
    project: str | None
    amount: Decimal
    profile: dict[str, Any]
    months: tuple[tuple[Month, Decimal], ...]
    note: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetPreview:
    """What storing a budget file would do.

    Attributes:
        year: The fiscal year it is for.
        compared_with: The version the lines are compared with, or None when there is none.
        lines: The lines of the file by key.
        diff: Which lines are new, same, changed, vanished.
        unknown: Accounts and dimensions that would be added.
    """

    year: FiscalYear
    compared_with: VersionRow | None
    lines: dict[PlanKey, PlanContent]
    profiles: dict[PlanKey, str]
    diff: PlanDiff
    unknown: UnknownWords


def versions(session: Session, *, year: int | None = None) -> tuple[VersionRow, ...]:
    """Return the budget versions by year and age, sums in euros.

    Args:
        session: Where to read.
        year: Only those of this fiscal year, by its label.
    """
    amount, nothing = PlanLine.amount, from_cents(0)
    income = func.sum(case((amount > nothing, amount), else_=nothing))
    expense = func.sum(case((amount < nothing, amount), else_=nothing))
    label = ledger_model.FiscalYear.label
    statement = (
        select(BudgetVersion, label, income, expense)
        .join(ledger_model.FiscalYear, ledger_model.FiscalYear.id == BudgetVersion.fiscal_year_id)
        .outerjoin(PlanLine, PlanLine.budget_version_id == BudgetVersion.id)
        .group_by(BudgetVersion.id, label)
        .order_by(label, BudgetVersion.id)
    )
    if year is not None:
        statement = statement.where(label == year)
    return tuple(_version_row(row) for row in session.execute(statement))


def _version_row(row: Row[BudgetVersion, int, Decimal, Decimal]) -> VersionRow:
    version, label, income, expense = row
    return VersionRow(
        id=version.id,
        year=label,
        name=version.name,
        state=version.state,
        approved_on=version.approved_on,
        meeting=version.meeting,
        section=version.section,
        income=income,
        expense=expense,
        version=version.version,
    )


def chosen_version(session: Session, *, year: int, version: str | None = None) -> VersionRow | None:
    """Return a year's version by name or state; by default the approved one, else the newest draft.

    Args:
        session: Where to read.
        year: The label of the fiscal year.
        version: A name, or ``approved``, ``draft`` or ``replaced``: the newest of them.

    Returns:
        The version, or None when none was asked for and the year has no budget.

    Raises:
        UsageError: There is no version of that name or state.
    """
    known = versions(session, year=year)
    if version is not None:
        found = [row for row in known if version in {row.name, row.state}]
        if not found:
            names = ", ".join(row.name for row in known) or _("none")
            raise UsageError(
                _("The budget of {year} has no version “{version}”.").format(
                    year=year, version=version
                ),
                hint=_("The versions are: {names}.").format(names=names),
                kind="unknown-version",
            )
        return found[-1]
    for state in STATES[:2]:
        found = [row for row in known if row.state == state]
        if found:
            return found[-1]
    return None


def version_of(session: Session, *, version_id: int) -> VersionRow:
    """Return the version of an id.

    Raises:
        UsageError: There is no such version.
    """
    for row in versions(session):
        if row.id == version_id:
            return row
    raise unknown_version(version_id)


def unknown_version(version_id: int) -> UsageError:
    """Say that there is no version of an id."""
    return UsageError(
        _("There is no budget version {version}.").format(version=version_id),
        hint=_("It may have been removed meanwhile."),
        kind="unknown-version",
    )


def plan_lines(session: Session, *, version_id: int) -> tuple[PlanLineRow, ...]:
    """Return the lines of a version in their order, amounts in euros, expenses negative."""
    statement = (
        select(PlanLine)
        .where(PlanLine.budget_version_id == version_id)
        .options(selectinload(PlanLine.months))
        .order_by(PlanLine.id)
    )
    return tuple(_line_row(line) for line in session.scalars(statement))


def _line_row(line: PlanLine) -> PlanLineRow:
    return PlanLineRow(
        id=line.id,
        account=line.account,
        cost_centre=line.cost_centre,
        project=line.project,
        amount=line.amount,
        profile=line.profile,
        months=tuple((Month.parse(m.month), from_cents(m.cents)) for m in line.months),
        note=line.note,
        version=line.version,
    )


def plans_off_their_amount(session: Session) -> int:
    """Count the plan lines whose months do not sum to their amount."""
    sums = (
        select(PlanMonth.plan_line_id, func.sum(PlanMonth.cents).label("cents"))
        .group_by(PlanMonth.plan_line_id)
        .subquery()
    )
    rows = session.execute(
        select(PlanLine.amount, sums.c.cents).outerjoin(sums, sums.c.plan_line_id == PlanLine.id)
    )
    return sum(1 for amount, cents in rows if to_cents(amount) != (cents or 0))


def preview_budget(
    session: Session, *, lines: Sequence[BudgetLine], year: int | None = None
) -> BudgetPreview:
    """Compare a budget file with the newest draft, else the approved version; stores nothing.

    Args:
        session: Where to read.
        lines: What was read of the file; amounts in cents, expenses negative.
        year: The label of the fiscal year; by default the one its months belong to.

    Raises:
        ValidationError: The months belong to no fiscal year, or to several.
        UsageError: There is no such fiscal year.
    """
    period = _year_of(session, lines, year)
    known = versions(session, year=period.label)
    drafts = [row for row in known if row.state == "draft"]
    compared = drafts[-1] if drafts else chosen_version(session, year=period.label)
    read = numbered((_key(line), _content(line, period)) for line in lines)
    profiles = dict(zip(read, (line.profile for line in lines), strict=True))
    stored = {} if compared is None else _stored(session, compared.id)
    return BudgetPreview(
        year=period,
        compared_with=compared,
        lines=read,
        profiles=profiles,
        diff=diff_plans(stored, read),
        unknown=unknown_words(session, lines),
    )


def _year_of(session: Session, lines: Sequence[BudgetLine], year: int | None) -> FiscalYear:
    if year is not None:
        return ledger_queries.fiscal_year(session, year=year)
    known = ledger_queries.fiscal_years(session)
    months = {month for line in lines for month, _cents in line.months or ()}
    fitting = [period for period in known if months <= set(period.months)]
    if months and len(fitting) == 1:
        return fitting[0]
    if not months and len(known) == 1:
        return known[0]
    raise ValidationError(
        _("The file does not tell which fiscal year it is for.")
        if not months
        else _("The months {first} to {last} of the file belong to no fiscal year.").format(
            first=min(months), last=max(months)
        ),
        hint=_("Name the fiscal year (--year), or add it first."),
        kind="unknown-fiscal-year",
    )


def _key(line: BudgetLine) -> PlanKey:
    return PlanKey(line.account, line.cost_centre, line.project, line.note)


def _content(line: BudgetLine, period: FiscalYear) -> PlanContent:
    if line.months is None:
        cents = months_of(line.amount_cents, {"kind": "even"}, period.months)
        told = zip(map(str, period.months), cents, strict=True)
        return PlanContent(line.amount_cents, tuple(told))
    by_month = dict(line.months)
    outside = sorted(set(by_month) - set(period.months))
    if outside:
        raise ValidationError(
            _("Row {row}: the month {month} does not belong to the fiscal year {year}.").format(
                row=line.row, month=outside[0], year=period.label
            ),
            hint=_("Choose the right year (--year), or correct the headings."),
            kind="month-outside-year",
        )
    months = tuple((str(month), by_month.get(month, 0)) for month in period.months)
    return PlanContent(line.amount_cents, months)


def _stored(session: Session, version_id: int) -> dict[PlanKey, PlanContent]:
    return numbered(
        (
            PlanKey(row.account, row.cost_centre or "", row.project or "", row.note),
            PlanContent(
                to_cents(row.amount),
                tuple((str(month), to_cents(amount)) for month, amount in row.months),
            ),
        )
        for row in plan_lines(session, version_id=version_id)
    )
