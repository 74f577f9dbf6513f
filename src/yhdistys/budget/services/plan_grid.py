"""Working in the grid of a plan: many lines in one step. Cents are of result sign."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.base import ExecutableOption

from yhdistys.budget.model import BudgetVersion, PlanLine, PlanMonth
from yhdistys.budget.rules.from_actuals import factor_of, same_months, scaled
from yhdistys.budget.rules.profile import months_of
from yhdistys.budget.services.plans import (
    EVEN,
    months_of_version,
    new_version,
    open_version,
    refuse_taken_name,
)
from yhdistys.errors import Conflict, UsageError, ValidationError
from yhdistys.i18n import _
from yhdistys.ledger import model as ledger_model
from yhdistys.ledger import queries as ledger_queries
from yhdistys.store.unit_of_work import UnitOfWork, service
from yhdistys.values.formats import money
from yhdistys.values.money import AmountError, from_cents, to_cents
from yhdistys.values.period import Month

_SHOWN_ACCOUNTS: Final = 3
_ASKED_AT_ONCE: Final = 500
_FIELDS: Final = ("account", "cost_centre", "project")
_Key = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMonths:
    """New months of a line.

    Attributes:
        line_id: The line.
        if_version: Its version as it was read.
        cents: One amount for each month of the fiscal year.
    """

    line_id: int
    if_version: int
    cents: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlanLine:
    """A line to add: its months, or an amount with a profile that spreads it.

    Attributes:
        account: The account's number.
        cents: One amount for each month of the fiscal year; None when ``amount`` tells.
        amount: Euros for the year, an expense negative; left out when ``cents`` tell.
        profile: One of ``rules.profile``.
        cost_centre: The cost centre, or None.
        project: The project, or None.
        note: What tells it apart from lines that are alike.
    """

    account: str
    cents: tuple[int, ...] | None = None
    amount: Decimal = Decimal(0)
    profile: Mapping[str, Any] = field(default_factory=lambda: dict(EVEN))
    cost_centre: str | None = None
    project: str | None = None
    note: str = ""


@service("Change the plan: {accounts}")
def change_plan_months(
    uow: UnitOfWork,
    *,
    version_id: int,
    changes: Sequence[PlanMonths],
    added: Sequence[NewPlanLine] = (),
) -> tuple[int, ...]:
    """Give lines of a draft other months; a line whose months stay keeps its profile and version.

    Args:
        uow: The step.
        version_id: The draft.
        changes: The lines with all of their months.
        added: Lines whose plan begins in the same step.

    Returns:
        The ids of the lines added.

    Raises:
        NotAllowed: The version is approved.
        Conflict: Somebody changed one of the lines meanwhile; nothing is changed.
        ValidationError: A line has another number of months than the year.
        UsageError: There is no such version, a line is not in it, or an account, cost centre or
            project of a new line is not known.
    """
    version = open_version(uow, version_id)
    months = months_of_version(uow, version)
    _refuse_unknown(uow, added)
    wanted = [change.line_id for change in changes]
    lines = _lines(uow, version_id, wanted, selectinload(PlanLine.months))
    for change in changes:
        _refuse_changed(lines[change.line_id], change)
    changed = [
        lines[change.line_id]
        for change in changes
        if _give_months(lines[change.line_id], change.cents, months)
    ]
    accounts = [line.account for line in changed] + [line.account for line in added]
    uow.describe(accounts=_told(accounts))
    return _put(uow, version, added)


def _lines(
    uow: UnitOfWork, version_id: int, ids: Sequence[int], *options: ExecutableOption
) -> dict[int, PlanLine]:
    found: dict[int, PlanLine] = {}
    for start in range(0, len(ids), _ASKED_AT_ONCE):
        statement = (
            select(PlanLine)
            .where(PlanLine.budget_version_id == version_id)
            .where(PlanLine.id.in_(ids[start : start + _ASKED_AT_ONCE]))
            .options(*options)
        )
        found |= {line.id: line for line in uow.session.scalars(statement)}
    missing = [line_id for line_id in ids if line_id not in found]
    if missing:
        raise UsageError(
            _("There is no plan line {line}.").format(line=missing[0]),
            hint=_("It may have been removed meanwhile."),
            kind="unknown-plan-line",
        )
    return found


def _refuse_changed(line: PlanLine, change: PlanMonths) -> None:
    if line.version != change.if_version:
        raise Conflict(
            _(
                "The plan of the account {account} was changed meanwhile: it is now {present}, "
                "yours would be {value}."
            ).format(
                account=line.account,
                present=money(line.amount),
                value=money(from_cents(sum(change.cents))),
            ),
            hint=_("Look at the present value and make your change again."),
            kind="plan-line-changed",
        )


def _give_months(line: PlanLine, cents: Sequence[int], months: Sequence[Month]) -> bool:
    """Change the months of a line; return whether that changed anything."""
    amount, profile, spread = _spread_months(line.account, cents, months)
    if all(month.cents == spread[month.month] for month in line.months):
        return False
    line.amount = amount
    line.profile = profile
    line.version += 1
    for month in line.months:
        month.cents = spread[month.month]
    return True


def _spread_months(
    account: str, cents: Sequence[int], months: Sequence[Month]
) -> tuple[Decimal, dict[str, Any], dict[str, int]]:
    """Return the amount, the profile and the months of a line that tells its months."""
    profile = {"kind": "months", "cents": list(cents)}
    try:
        for value in (*cents, sum(cents)):
            to_cents(from_cents(value))
    except AmountError as error:
        raise ValidationError(
            _("The plan of the account {account}: {problem}").format(
                account=account, problem=error
            ),
            hint=_("Correct the amount."),
            kind="bad-amount",
        ) from error
    spread = months_of(sum(cents), profile, months)
    return from_cents(sum(cents)), profile, dict(zip(map(str, months), spread, strict=True))


@service("Add to the plan: {accounts}")
def add_plan_lines(
    uow: UnitOfWork, *, version_id: int, lines: Sequence[NewPlanLine]
) -> tuple[int, ...]:
    """Add lines to a draft in one step and return their ids, in their order.

    Raises:
        NotAllowed: The version is approved.
        ValidationError: Months or a profile do not fit the year or the amount.
        UsageError: An account, cost centre or project is not known, or there is no such version.
    """
    version = open_version(uow, version_id)
    _refuse_unknown(uow, lines)
    uow.describe(accounts=_told(line.account for line in lines))
    return _put(uow, version, lines)


def _put(uow: UnitOfWork, version: BudgetVersion, lines: Iterable[NewPlanLine]) -> tuple[int, ...]:
    """Store lines; their months go in one statement, which takes half the time of objects."""
    months = months_of_version(uow, version)
    rows, spreads = [], []
    for line in lines:
        row = PlanLine(
            budget_version_id=version.id, account=line.account, cost_centre=line.cost_centre,
            project=line.project, note=line.note,
        )  # fmt: skip
        if line.cents is None:
            row.amount, row.profile = line.amount, dict(line.profile)
            cents = months_of(to_cents(line.amount), line.profile, months)
            spread = dict(zip(map(str, months), cents, strict=True))
        else:
            row.amount, row.profile, spread = _spread_months(line.account, line.cents, months)
        rows.append(row)
        spreads.append(spread)
    uow.session.add_all(rows)
    uow.session.flush()
    values = [
        {"plan_line_id": row.id, "month": month, "cents": cents}
        for row, spread in zip(rows, spreads, strict=True)
        for month, cents in spread.items()
    ]
    if values:
        uow.session.execute(insert(PlanMonth), values)
    return tuple(row.id for row in rows)


def _refuse_unknown(uow: UnitOfWork, lines: Sequence[NewPlanLine]) -> None:
    told: tuple[tuple[ColumnElement[str], set[str | None], str, str], ...] = (
        (
            ledger_model.Account.__table__.c.number,
            {line.account for line in lines},
            _("account"),
            "account",
        ),
        (
            ledger_model.CostCentre.__table__.c.code,
            {line.cost_centre for line in lines},
            _("cost centre"),
            "cost-centre",
        ),
        (
            ledger_model.AccountingProject.__table__.c.code,
            {line.project for line in lines},
            _("project"),
            "accounting-project",
        ),
    )
    for column, codes, word, kind in told:
        unknown = codes - {None} - set(uow.session.scalars(select(column)))
        if unknown:
            raise UsageError(
                _("There is no {word} {code}.").format(word=word, code=min(map(str, unknown))),
                hint=_("Add it first, or check the number."),
                kind=f"unknown-{kind}",
            )


@service("Remove from the plan: {accounts}")
def remove_plan_lines(uow: UnitOfWork, *, version_id: int, line_ids: Sequence[int]) -> None:
    """Remove lines of a draft with their months, in one step.

    Raises:
        NotAllowed: The version is approved.
        UsageError: There is no such version, or a line is not in it.
    """
    open_version(uow, version_id)
    lines = _lines(uow, version_id, line_ids)
    uow.describe(accounts=_told(lines[line_id].account for line_id in line_ids))
    for line in lines.values():
        uow.session.delete(line)


@service("Plan from the actuals of {from_year}")
def plan_from_actuals(
    uow: UnitOfWork,
    *,
    version_id: int,
    from_year: int,
    percent: Decimal = Decimal(0),
    profile: Literal["actuals", "even"] = "actuals",
) -> tuple[int, ...]:
    """Add a line for what was booked in another year and is not in the draft yet.

    What was booked is looked at by account, cost centre and project, month by calendar month. The
    lines together are what was booked changed by the per cents, to the nearest cent. Lines that
    are there already stay as they are.

    Args:
        uow: The step.
        version_id: The draft.
        from_year: The label of the fiscal year to follow.
        percent: How much more, or less when negative.
        profile: ``actuals`` to spread amounts over the months as they were booked, or ``even``.

    Returns:
        The ids of the lines added; none when nothing was booked.

    Raises:
        NotAllowed: The version is approved.
        UsageError: There is no such version, fiscal year or profile, or an account, cost centre or
            project of the entries is no longer known.
    """
    return _from_actuals(uow, open_version(uow, version_id), from_year, percent, profile)


@service("Begin the budget version “{name}” from the actuals of {from_year}")
def create_version_from_actuals(
    uow: UnitOfWork,
    *,
    year: int,
    name: str,
    from_year: int,
    percent: Decimal = Decimal(0),
    profile: Literal["actuals", "even"] = "actuals",
) -> int:
    """Begin a draft with a line for what was booked in another year, in one step; return its id.

    Args:
        uow: The step.
        year: The label of the fiscal year to plan.
        name: What people call the version; no other version of the year has it.
        from_year: The label of the fiscal year to follow.
        percent: How much more, or less when negative.
        profile: ``actuals`` to spread amounts over the months as they were booked, or ``even``.

    Raises:
        NotAllowed: The year has a version of this name.
        UsageError: There is no such fiscal year or profile, or an account, cost centre or project
            of the entries is no longer known.
    """
    refuse_taken_name(uow, year, name)
    version = new_version(uow, year, name)
    _from_actuals(uow, version, from_year, percent, profile)
    return version.id


def _from_actuals(
    uow: UnitOfWork, version: BudgetVersion, from_year: int, percent: Decimal, profile: str
) -> tuple[int, ...]:
    if profile not in {"actuals", "even"}:
        raise UsageError(
            _("There is no way “{kind}” to divide an amount on the months.").format(kind=profile),
            hint=_("Divide it as it was booked, or evenly."),
            kind="bad-profile",
        )
    booked = _booked(uow, version, from_year)
    sums = scaled([sum(cents) for cents in booked.values()], factor_of(percent))
    lines = [
        NewPlanLine(
            account=key[0], cost_centre=key[1], project=key[2],
            cents=scaled(cents, factor_of(percent), total) if profile == "actuals" else None,
            amount=from_cents(total),
        )
        for (key, cents), total in zip(booked.items(), sums, strict=True)
    ]  # fmt: skip
    _refuse_unknown(uow, lines)
    return _put(uow, version, lines)


def _booked(uow: UnitOfWork, version: BudgetVersion, from_year: int) -> dict[_Key, tuple[int, ...]]:
    """Return what was booked and is not planned, for each month of the version's year."""
    there = ledger_queries.fiscal_year(uow.session, year=from_year).months
    months = months_of_version(uow, version)
    side = ledger_queries.sides(uow.session)
    planned = set(_planned_keys(uow, version))
    totals = ledger_queries.monthly_totals(uow.session, year=from_year, fields=(*_FIELDS, "month"))
    by_key: dict[_Key, dict[Month, int]] = {}
    for (account, cost_centre, project, month), cents in totals.items():
        key = (str(account), cost_centre, project)
        if key not in planned and side(key[0]) != "balance":
            by_key.setdefault(key, {})[Month.parse(str(month))] = cents
    ordered = sorted(by_key, key=lambda key: tuple(part or "" for part in key))
    found = {key: same_months(by_key[key], there, months) for key in ordered}
    return {key: cents for key, cents in found.items() if any(cents)}


def _planned_keys(uow: UnitOfWork, version: BudgetVersion) -> Iterable[_Key]:
    statement = select(PlanLine.account, PlanLine.cost_centre, PlanLine.project)
    rows = uow.session.execute(statement.where(PlanLine.budget_version_id == version.id))
    return ((account, cost_centre, project) for account, cost_centre, project in rows)


def _told(accounts: Iterable[str]) -> str:
    """Name the accounts of a step, the first few of many."""
    known = list(dict.fromkeys(accounts))
    more = " …" if len(known) > _SHOWN_ACCOUNTS else ""
    return ", ".join(known[:_SHOWN_ACCOUNTS]) + more
