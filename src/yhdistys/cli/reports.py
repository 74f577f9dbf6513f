"""Any registered report: list them, make one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yhdistys.cli.field_values import values_of
from yhdistys.cli.frame import argument, command, help_hint, option
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.parameters import PAIR, PATH
from yhdistys.cli.tables import Column, text_table
from yhdistys.cli.written import write_report, written_text
from yhdistys.errors import UsageError
from yhdistys.i18n import _, lazy

if TYPE_CHECKING:
    from yhdistys.api import Report

LIST = "list"


@command("report", help=lazy("Make a report; “report list” shows which there are."))
@argument("report_id", metavar="list|ID", help=lazy("The report; “list” shows which there are."))
@argument(
    "out", metavar="[OUT]", type=PATH, required=False,
    help=lazy("The file to write: .xlsx, .pdf, .docx, .txt or .csv."),
)  # fmt: skip
@option(
    "--param", "params", type=PAIR, multiple=True, metavar="NAME=VALUE",
    help=lazy("What the report asks, such as year=2025. May be repeated."),
)  # fmt: skip
@click.pass_context
def report(
    ctx: click.Context,
    invocation: Invocation,
    *,
    report_id: str,
    out: Path | None,
    params: tuple[tuple[str, str], ...],
) -> None:
    """List the reports or make one."""
    if report_id == LIST:
        reports = invocation.plugins().reports()
        invocation.answer(
            lambda: {"items": [_report_json(one) for one in reports]},
            lambda: _reports_text(reports),
        )
        return
    if out is None:
        missing = _("{name} is missing.").format(name="OUT")
        raise UsageError(missing, hint=help_hint(ctx), kind="missing-value")
    _make(invocation, report_id, out, dict(params))


def _make(invocation: Invocation, report_id: str, out: Path, params: dict[str, str]) -> None:
    with invocation.workspace() as workspace:
        fields = workspace.plugins.report(report_id).params
        write_report(workspace, report_id, out, **values_of(fields, params))
    invocation.answer(lambda: {"paths": [str(out)]}, lambda: written_text([out]))


def _report_json(one: Report) -> dict[str, object]:
    return {
        "id": one.id,
        "title": str(one.title),
        "group": one.group,
        "params": [
            {
                "id": field.id,
                "label": str(field.label),
                "kind": field.kind.value,
                "required": field.required,
            }
            for field in one.params
        ],
    }


def _reports_text(reports: tuple[Report, ...]) -> str:
    columns = (
        Column(_("Report")),
        Column(_("Title"), shrinks=True),
        Column(_("Asks"), shrinks=True),
    )
    rows = [
        [one.id, str(one.title), ", ".join(_asked(one))]
        for one in sorted(reports, key=lambda one: (one.group, one.id))
    ]
    return text_table(columns, rows)


def _asked(one: Report) -> list[str]:
    return [field.id if field.required else f"[{field.id}]" for field in one.params]


COMMANDS = {"report": report}
