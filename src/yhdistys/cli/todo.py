"""What waits for somebody."""

from __future__ import annotations

from collections.abc import Mapping

from yhdistys.cli.frame import command
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.plugins import plugin_sentence, problems_of
from yhdistys.i18n import LazyText, _, lazy
from yhdistys.values.findings import Finding, Severity

_HINTS: Mapping[str, LazyText] = {
    "no-ledger": lazy("Import it: “yhdistys import ledger FILE”."),
    "account-without-line": lazy(
        "Give it a line: “yhdistys import chart FILE”, a table of account and line."
    ),
    "unbalanced-vouchers": lazy("Ask the accountant."),
    "late-ledger": lazy("Ask the accountant for a new ledger and import it."),
    "no-budget": lazy("Import one: “yhdistys import budget FILE”."),
    "budget-not-approved": lazy("“yhdistys budget approve” approves it."),
    "unexplained-deviations": lazy("Write an explanation on the page Follow-up of the window."),
    "application-deadline": lazy("“yhdistys grant check” tells what is missing."),
    "application-late": lazy("“yhdistys grant submit” notes that it was sent, if it was."),
    "backup-failed": lazy(
        "Automatic backups need a folder that can be written; “yhdistys doctor” names it."
    ),
    "no-backup": lazy("Make one: “yhdistys backup FOLDER”."),
    "plugin-problem": lazy("Update the plugin or switch it off."),
}


@command("todo", help=lazy("Tell what waits for somebody: budgets, accounts, backups, plugins."))
def todo(invocation: Invocation) -> None:
    """Show what waits."""
    found = _found(invocation)
    invocation.answer(
        lambda: {"items": [_json(finding) for finding in found]}, lambda: _text(found)
    )


def _found(invocation: Invocation) -> tuple[Finding, ...]:
    from yhdistys.app.waiting import waiting  # noqa: PLC0415 - slow: with the workspace

    with invocation.workspace() as workspace:
        told = [(one.kind, one.message, one.value) for one in waiting(workspace)]
        # The names of commands are known here only, so their clashes are found here.
        told = [one for one in told if one[0] != "plugin-problem"]
        found = problems_of(workspace.plugins)
        told += [("plugin-problem", plugin_sentence(one), one.plugin) for one in found]
    return tuple(
        Finding(
            severity=Severity.WARNING,
            kind=kind,
            message=message,
            hint=str(_HINTS.get(kind, "")),
            value=value,
        )
        for kind, message, value in told
    )


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
