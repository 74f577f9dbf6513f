"""What waits for somebody: ledgers, budgets, deviations, applications, backups, plugins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from weakref import WeakKeyDictionary

from yhdistys.app.keeping import backups
from yhdistys.app.workspace import Workspace
from yhdistys.budget import queries as budget_queries
from yhdistys.grants import queries as grants_queries
from yhdistys.i18n import _, ngettext
from yhdistys.ledger import queries as ledger_queries
from yhdistys.store.clock import today
from yhdistys.values.formats import date_text, moment_text, money, percent_text
from yhdistys.values.period import FiscalYear, Month, local_day

_BACKUP_DAYS = 7
_DEADLINE_DAYS = 60
_COUNTED: WeakKeyDictionary[Workspace, tuple[tuple[int, dict[str, str]], int]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that waits.

    Attributes:
        kind: A stable word; a front end knows by it what to do and where.
        message: One translated sentence.
        value: What it is about, such as the number of an account or the label of a fiscal year;
            None when the sentence says it all.
    """

    kind: str
    message: str
    value: str | None = None


def waiting(workspace: Workspace) -> tuple[Waiting, ...]:
    """Return what waits in an open association, what matters most first."""
    return (
        *_ledger(workspace),
        *_budgets(workspace),
        *_applications(workspace),
        *_backups(workspace),
        *(
            Waiting(kind="plugin-problem", message=f"{one.plugin}: {one.message}", value=one.plugin)
            for one in workspace.plugins.problems
        ),
    )


def _ledger(workspace: Workspace) -> Iterator[Waiting]:
    last = workspace.read(ledger_queries.last_entry_day)
    if last is None:
        yield Waiting(kind="no-ledger", message=_("There is no ledger yet."))
        return
    yield from _late_ledger(last, workspace.today)
    for account in workspace.read(ledger_queries.accounts_outside_statement):
        text = _("The account {number} {name} carries {amount} in {year} and is on no line.")
        told = text.format(
            number=account.number,
            name=account.name,
            amount=money(account.amount),
            year=account.year,
        )
        yield Waiting(kind="account-without-line", message=told, value=account.number)
    unbalanced = _unbalanced(workspace)
    if unbalanced:
        text = ngettext("{n} voucher does not balance.", "{n} vouchers do not balance.", unbalanced)
        yield Waiting(kind="unbalanced-vouchers", message=text.format(n=unbalanced))


def _unbalanced(workspace: Workspace) -> int:
    """Count the vouchers that do not balance; anew only after an import or a change of lines.

    All entries must be looked at, which takes seconds with a million of them.
    """
    batches = workspace.read(ledger_queries.batches)
    state = (batches[0].id, workspace.read(ledger_queries.line_rules))
    known = _COUNTED.get(workspace)
    if known is None or known[0] != state:
        known = (state, workspace.read(ledger_queries.unbalanced_vouchers))
        _COUNTED[workspace] = known
    return known[1]


def _late_ledger(last: date, today: date) -> Iterator[Waiting]:
    expected = Month.of(today).plus(-1)
    if Month.of(last) < expected:
        text = _("The ledger reaches to {day}; the month {month} has ended since.").format(
            day=date_text(last), month=f"{expected.month}/{expected.year}"
        )
        yield Waiting(kind="late-ledger", message=text)


def _budgets(workspace: Workspace) -> Iterator[Waiting]:
    rows = workspace.read(budget_queries.versions)
    years = workspace.read(ledger_queries.fiscal_years)
    for year in years:
        states = {row.state for row in rows if row.year == year.label}
        if not states and workspace.today in year:
            text = _("The year {year} has no budget yet.")
            kind = "no-budget"
        elif "approved" not in states and "draft" in states:
            text = _("The budget of {year} is not approved.")
            kind = "budget-not-approved"
        else:
            continue
        yield Waiting(kind=kind, message=text.format(year=year.label), value=str(year.label))
    yield from _deviations(workspace, years, {row.year for row in rows})


def _deviations(
    workspace: Workspace, years: tuple[FiscalYear, ...], planned: set[int]
) -> Iterator[Waiting]:
    """Count the deviations of the newest year that has begun, has a budget and has entries."""
    reached = workspace.read(ledger_queries.last_entry_day)
    begun = [year for year in years if reached is not None and year.starts_on <= reached]
    if not begun or begun[-1].label not in planned:
        return
    label = begun[-1].label
    count = workspace.read(budget_queries.follow_up, year=label).unexplained
    if count:
        text = ngettext(
            "{n} deviation from the budget of {year} has no explanation.",
            "{n} deviations from the budget of {year} have no explanation.",
            count,
        )
        yield Waiting(
            kind="unexplained-deviations",
            message=text.format(n=count, year=label),
            value=str(label),
        )


def _applications(workspace: Workspace) -> Iterator[Waiting]:
    """Tell the drafts whose call closes soon, or has closed."""
    rows = workspace.read(grants_queries.closing_drafts, today=workspace.today, days=_DEADLINE_DAYS)
    yield from map(_deadline, rows)


def _deadline(row: grants_queries.ClosingDraft) -> Waiting:
    days_left = row.days_left
    words = {
        "name": row.name,
        "day": moment_text(row.closes_on, row.closes_at),
        "readiness": percent_text(Decimal(row.readiness), places=0),
    }
    if days_left < 0:
        kind = "application-late"
        text = _("The call for “{name}” closed on {day}, and it was not sent.")
    elif days_left == 0:
        kind = "application-deadline"
        text = _("The call for “{name}” closes today, {day}; {readiness} is ready.")
    else:
        kind = "application-deadline"
        text = ngettext(
            "The call for “{name}” closes in {n} day, on {day}; {readiness} is ready.",
            "The call for “{name}” closes in {n} days, on {day}; {readiness} is ready.",
            days_left,
        )
    return Waiting(kind=kind, message=text.format(n=days_left, **words), value=str(row.id))


def _backups(workspace: Workspace) -> Iterator[Waiting]:
    if not workspace.database.is_file:
        return
    if workspace.backup_problem:
        yield Waiting(kind="backup-failed", message=workspace.backup_problem)
        return
    oldest = today() - timedelta(days=_BACKUP_DAYS)
    if not any(local_day(row.made_at) >= oldest for row in backups(workspace)):
        text = _("There is no backup of the last {n} days.").format(n=_BACKUP_DAYS)
        yield Waiting(kind="no-backup", message=text)
