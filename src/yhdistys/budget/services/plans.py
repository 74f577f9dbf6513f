"""Versions and plan lines. Amounts in euros of result sign: expenses are negative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from yhdistys.budget import queries
from yhdistys.budget.model import BudgetVersion, PlanLine, PlanMonth
from yhdistys.budget.queries.plans import unknown_version
from yhdistys.budget.rules.profile import months_of
from yhdistys.errors import Conflict, NotAllowed, UsageError
from yhdistys.i18n import _
from yhdistys.ledger import model as ledger_model
from yhdistys.ledger import queries as ledger_queries
from yhdistys.store.unit_of_work import UnitOfWork, service
from yhdistys.values.money import to_cents
from yhdistys.values.period import Month

EVEN: Mapping[str, Any] = {"kind": "even"}


@service("Begin the budget version “{name}”")
def create_version(uow: UnitOfWork, *, year: int, name: str, copy_of: str | None = None) -> int:
    """Begin a draft, empty or as a copy of another version; return its id.

    Args:
        uow: The step.
        year: The label of the fiscal year.
        name: What people call it; no other version of the year has it.
        copy_of: The name or state of the version to copy.

    Raises:
        NotAllowed: The year has a version of this name.
        UsageError: There is no such fiscal year or version to copy.
    """
    refuse_taken_name(uow, year, name)
    source = None
    if copy_of is not None:
        source = queries.chosen_version(uow.session, year=year, version=copy_of)
    version = new_version(uow, year, name)
    for row in () if source is None else queries.plan_lines(uow.session, version_id=source.id):
        line = PlanLine(
            account=row.account, cost_centre=row.cost_centre, project=row.project,
            amount=row.amount, profile=row.profile, note=row.note,
        )  # fmt: skip
        put_line(uow, version, line, {str(m): to_cents(a) for m, a in row.months})
    uow.session.flush()
    return version.id


def refuse_taken_name(uow: UnitOfWork, year: int, name: str) -> None:
    """Refuse a second version of the same name in a fiscal year.

    Raises:
        NotAllowed: The year has a version of this name.
        UsageError: There is no such fiscal year.
    """
    ledger_queries.fiscal_year(uow.session, year=year)
    known = queries.versions(uow.session, year=year)
    if any(row.name == name for row in known):
        raise NotAllowed(
            _("The budget of {year} already has a version “{name}”.").format(year=year, name=name),
            hint=_("Choose another name."),
            kind="version-exists",
        )


def new_version(uow: UnitOfWork, year: int, name: str) -> BudgetVersion:
    """Store an empty draft of a fiscal year that is known to exist."""
    statement = select(ledger_model.FiscalYear.id).where(ledger_model.FiscalYear.label == year)
    version = BudgetVersion(
        fiscal_year_id=uow.session.scalars(statement).one(), name=name, state="draft"
    )
    uow.session.add(version)
    uow.session.flush()
    return version


def put_line(
    uow: UnitOfWork, version: BudgetVersion, line: PlanLine, months: Mapping[str, int]
) -> None:
    """Store a line with its months in cents, which are known to sum to its amount."""
    line.budget_version_id = version.id
    line.months = [PlanMonth(month=month, cents=cents) for month, cents in months.items()]
    uow.session.add(line)


@service("Remove the budget version “{name}”")
def remove_version(uow: UnitOfWork, *, year: int, name: str) -> None:
    """Remove a draft with all its lines.

    Raises:
        UsageError: There is no such version.
        NotAllowed: The version is approved.
    """
    version = open_version(uow, _version_id(uow, year, name))
    uow.session.delete(version)


def _version_id(uow: UnitOfWork, year: int, name: str) -> int:
    known = queries.versions(uow.session, year=year)
    for row in known:
        if row.name == name:
            return row.id
    names = ", ".join(row.name for row in known) or _("none")
    raise UsageError(
        _("The budget of {year} has no version “{version}”.").format(year=year, version=name),
        hint=_("The versions are: {names}.").format(names=names),
        kind="unknown-version",
    )


def open_version(uow: UnitOfWork, version_id: int) -> BudgetVersion:
    """Return a version that may be changed.

    Raises:
        NotAllowed: The version is approved.
        UsageError: There is no such version.
    """
    version = uow.session.get(BudgetVersion, version_id)
    if version is None:
        raise unknown_version(version_id)
    if version.state != "draft":
        raise NotAllowed(
            _("The version “{name}” is approved and cannot be changed.").format(name=version.name),
            hint=_("Begin a new version as a copy of it."),
            kind="version-approved",
        )
    return version


@service("Approve the budget version “{name}”")
def approve_version(
    uow: UnitOfWork,
    *,
    year: int,
    version: str | None = None,
    approved_on: date,
    meeting: str = "",
    section: str = "",
) -> int:
    """Make a draft the approved budget of its year and return its id; an earlier one is replaced.

    Args:
        uow: The step.
        year: The label of the fiscal year.
        version: A version's name; by default the newest draft.
        approved_on: The day of the decision.
        meeting: Who decided, such as ``syyskokous``.
        section: The paragraph of the minutes, such as ``8``.

    Raises:
        UsageError: There is no such version.
        NotAllowed: The version is approved already, or there is no draft.
    """
    chosen = open_version(uow, _version_id(uow, year, version or _newest_draft(uow, year)))
    for other in uow.session.scalars(
        select(BudgetVersion).where(
            BudgetVersion.fiscal_year_id == chosen.fiscal_year_id, BudgetVersion.state == "approved"
        )
    ):
        other.state = "replaced"
        other.version += 1
    chosen.state = "approved"
    chosen.approved_on = approved_on
    chosen.meeting = meeting or None
    chosen.section = section or None
    chosen.version += 1
    uow.describe(name=chosen.name)
    return chosen.id


def _newest_draft(uow: UnitOfWork, year: int) -> str:
    drafts = [row for row in queries.versions(uow.session, year=year) if row.state == "draft"]
    if not drafts:
        raise NotAllowed(
            _("The budget of {year} has no draft to approve.").format(year=year),
            hint=_("Import a budget or begin a version first."),
            kind="no-draft",
        )
    return drafts[-1].name


@service("Plan {amount} on the account {account}")
def add_plan_line(
    uow: UnitOfWork,
    *,
    version_id: int,
    account: str,
    amount: Decimal,
    profile: Mapping[str, Any] = EVEN,
    cost_centre: str | None = None,
    project: str | None = None,
    note: str = "",
) -> int:
    """Add a line to a draft and return its id; the profile spreads the amount over the months.

    The amount is euros for the year, an expense negative. The profile is one of ``rules.profile``,
    whose months are cents. The note tells lines apart that are alike otherwise.

    Raises:
        AmountError: The amount has parts of a cent.
        NotAllowed: The version is approved.
        ValidationError: The profile does not fit the amount.
        UsageError: The account, cost centre or project is not known.
    """
    version = open_version(uow, version_id)
    _refuse_unknown(uow, account, cost_centre, project)
    line = PlanLine(
        account=account, cost_centre=cost_centre, project=project, amount=amount,
        profile=dict(profile), note=note,
    )  # fmt: skip
    put_line(uow, version, line, _spread(uow, version, amount, profile))
    uow.session.flush()
    return line.id


def _spread(
    uow: UnitOfWork, version: BudgetVersion, amount: Decimal, profile: Mapping[str, Any]
) -> dict[str, int]:
    months = months_of_version(uow, version)
    cents = months_of(to_cents(amount), profile, months)
    return dict(zip(map(str, months), cents, strict=True))


def months_of_version(uow: UnitOfWork, version: BudgetVersion) -> Sequence[Month]:
    """Return the months of a version's fiscal year."""
    year = uow.session.get_one(ledger_model.FiscalYear, version.fiscal_year_id)
    return ledger_queries.fiscal_year(uow.session, year=year.label).months


def _refuse_unknown(
    uow: UnitOfWork, account: str, cost_centre: str | None, project: str | None
) -> None:
    told = (
        (ledger_model.Account.number, account, _("account")),
        (ledger_model.CostCentre.code, cost_centre, _("cost centre")),
        (ledger_model.AccountingProject.code, project, _("project")),
    )
    for column, code, word in told:
        if code is not None and uow.session.scalar(select(column).where(column == code)) is None:
            raise UsageError(
                _("There is no {word} {code}.").format(word=word, code=code),
                hint=_("Add it first, or check the number."),
                kind=f"unknown-{column.class_.__tablename__.replace('_', '-')}",
            )


@service("Change the plan of the account {account}")
def change_plan_line(
    uow: UnitOfWork,
    *,
    line_id: int,
    if_version: int,
    amount: Decimal,
    profile: Mapping[str, Any] | None = None,
    note: str | None = None,
) -> None:
    """Change a line of a draft; None keeps the profile or the note.

    The amount is euros for the year, an expense negative; ``if_version`` is the version of the line
    as it was read.

    Raises:
        AmountError: The amount has parts of a cent.
        NotAllowed: The version is approved.
        Conflict: Somebody changed the line meanwhile.
        ValidationError: The profile does not fit the amount.
        UsageError: There is no such line.
    """
    line = _line(uow, line_id)
    version = open_version(uow, line.budget_version_id)
    if line.version != if_version:
        raise Conflict(
            _("It was changed meanwhile; now it says: {value}.").format(value=line.amount),
            hint=_("Look at the present value and make your change again."),
        )
    line.amount = amount
    line.profile = dict(line.profile if profile is None else profile)
    line.note = line.note if note is None else note
    line.version += 1
    spread = _spread(uow, version, amount, line.profile)
    for month in line.months:
        month.cents = spread[month.month]
    uow.describe(account=line.account)


@service("Remove the plan of the account {account}")
def remove_plan_line(uow: UnitOfWork, *, line_id: int) -> None:
    """Remove a line of a draft with its months.

    Raises:
        NotAllowed: The version is approved.
        UsageError: There is no such line.
    """
    line = _line(uow, line_id)
    open_version(uow, line.budget_version_id)
    uow.describe(account=line.account)
    uow.session.delete(line)


def _line(uow: UnitOfWork, line_id: int) -> PlanLine:
    line = uow.session.get(PlanLine, line_id)
    if line is None:
        raise UsageError(
            _("There is no plan line {line}.").format(line=line_id),
            hint=_("It may have been removed meanwhile."),
            kind="unknown-plan-line",
        )
    return line
