"""What waits for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from yhdistys.cli.frame import command
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.plugins import problems_of
from yhdistys.i18n import _, lazy, ngettext
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.formats import date_text, money
from yhdistys.values.period import Month

if TYPE_CHECKING:
    from yhdistys.app import Workspace

_BACKUP_DAYS = 7


@command("todo", help=lazy("Tell what waits for somebody: budgets, accounts, backups, plugins."))
def todo(invocation: Invocation) -> None:
    """Show what waits."""
    with invocation.workspace() as workspace:
        found = tuple(waiting(workspace))
    invocation.answer(
        lambda: {"items": [_json(finding) for finding in found]}, lambda: _text(found)
    )


def waiting(workspace: Workspace) -> Iterator[Finding]:
    """Find what waits in an association."""
    yield from _ledger(workspace)
    yield from _budgets(workspace)
    yield from _backups(workspace)
    for problem in problems_of(workspace.plugins):
        yield _finding("plugin-problem", problem, _("Update the plugin or switch it off."))


def _finding(kind: str, message: str, hint: str, value: str | None = None) -> Finding:
    return Finding(severity=Severity.WARNING, kind=kind, message=message, hint=hint, value=value)


def _ledger(workspace: Workspace) -> Iterator[Finding]:
    from yhdistys.ledger import queries  # noqa: PLC0415 - slow: with the workspace

    last = workspace.read(queries.last_entry_day)
    if last is None:
        text = _("There is no ledger yet.")
        yield _finding("no-ledger", text, _("Import it: “yhdistys import ledger FILE”."))
        return
    yield from _late_ledger(last, workspace.today)
    for account in workspace.read(queries.accounts_outside_statement):
        text = _("The account {number} {name} carries {amount} in {year} and is on no line.")
        yield _finding(
            "account-without-line",
            text.format(
                number=account.number,
                name=account.name,
                amount=money(account.amount),
                year=account.year,
            ),
            _("Give it a line: “yhdistys import chart FILE”, a table of account and line."),
            account.number,
        )
    unbalanced = workspace.read(queries.unbalanced_vouchers)
    if unbalanced:
        text = ngettext("{n} voucher does not balance.", "{n} vouchers do not balance.", unbalanced)
        yield _finding("unbalanced-vouchers", text.format(n=unbalanced), _("Ask the accountant."))


def _late_ledger(last: date, today: date) -> Iterator[Finding]:
    expected = Month.of(today).plus(-1)
    if Month.of(last) < expected:
        text = _("The ledger reaches to {day}; the month {month} has ended since.")
        yield _finding(
            "late-ledger",
            text.format(day=date_text(last), month=f"{expected.month}/{expected.year}"),
            _("Ask the accountant for a new ledger and import it."),
        )


def _budgets(workspace: Workspace) -> Iterator[Finding]:
    from yhdistys.budget import queries  # noqa: PLC0415 - slow: with the workspace
    from yhdistys.ledger import queries as ledger_queries  # noqa: PLC0415 - slow: as above

    rows = workspace.read(queries.versions)
    for year in workspace.read(ledger_queries.fiscal_years):
        states = {row.state for row in rows if row.year == year.label}
        if not states and workspace.today in year:
            text = _("The year {year} has no budget yet.").format(year=year.label)
            yield _finding("no-budget", text, _("Import one: “yhdistys import budget FILE”."))
        elif "approved" not in states and "draft" in states:
            text = _("The budget of {year} is not approved.").format(year=year.label)
            yield _finding("budget-not-approved", text, _("“yhdistys budget approve” approves it."))


def _backups(workspace: Workspace) -> Iterator[Finding]:
    from yhdistys.app.opening import backup_folder  # noqa: PLC0415 - slow: with the workspace
    from yhdistys.store.clock import today  # noqa: PLC0415 - slow: as above

    if not workspace.database.is_file:
        return
    if workspace.backup_problem:
        hint = _("Automatic backups need a folder that can be written; “yhdistys doctor” names it.")
        yield _finding("backup-failed", workspace.backup_problem, hint)
        return
    with workspace.database.connected() as connection:
        folder = backup_folder(connection)
    oldest = f"daily-{today() - timedelta(days=_BACKUP_DAYS):%Y%m%d}"
    if not any(path.stem >= oldest for path in folder.glob("daily-*")):
        text = _("There is no backup of the last {n} days.").format(n=_BACKUP_DAYS)
        yield _finding("no-backup", text, _("Make one: “yhdistys backup FOLDER”."))


def _json(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.kind,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "value": finding.value,
    }


def _text(found: tuple[Finding, ...]) -> str:
    if not found:
        return _("Nothing waits.")
    return "\n".join(f"- {finding.message}\n    {finding.hint}" for finding in found)


COMMANDS = {"todo": todo}
