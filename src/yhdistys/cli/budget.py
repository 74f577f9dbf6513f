"""The budget: compare with the books, list versions, approve one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from yhdistys.cli.comparing import comparison_json, comparison_text
from yhdistys.cli.frame import command, group, option
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.json_values import amount, change
from yhdistys.cli.parameters import DAY, DIMENSIONS, MONTH, PATH, YEAR
from yhdistys.cli.tables import Column, text_table
from yhdistys.cli.written import write_report, written_text
from yhdistys.i18n import _, lazy
from yhdistys.store.history_words import STATES
from yhdistys.values.formats import date_text, money

if TYPE_CHECKING:
    from yhdistys.budget.queries import VersionRow
    from yhdistys.values.period import Month

_YEAR_HELP = lazy("The fiscal year: the calendar year in which it ends.")


@command("compare", help=lazy("Compare the budget with the books."))
@option("--year", type=YEAR, required=True, help=_YEAR_HELP)
@option(
    "--through", type=MONTH, metavar="YYYY-MM",
    help=lazy("The last month; by default as far as the ledger reaches."),
)  # fmt: skip
@option(
    "--by", type=DIMENSIONS, default="account", show_default=True,
    help=lazy("Any of account, cost-centre, project, month, with commas between."),
)  # fmt: skip
@option("--version", help=lazy("A version's name or state; by default the approved one."))
@option("--out", type=PATH, help=lazy("Write it into a file: .xlsx, .pdf, .docx, .txt or .csv."))
def compare(
    invocation: Invocation,
    *,
    year: int,
    through: Month | None,
    by: tuple[str, ...],
    version: str | None,
    out: Path | None,
) -> None:
    """Compare, on the screen or in a file."""
    from yhdistys.budget import queries  # noqa: PLC0415 - slow: loads the database library
    from yhdistys.ledger import queries as ledger_queries  # noqa: PLC0415 - slow: as above

    with invocation.workspace() as workspace:
        view = workspace.read(
            queries.comparison, year=year, through=through, by=by, version=version
        )
        centres = {row.code: row.name for row in workspace.read(ledger_queries.cost_centres)}
        if out is not None:
            write_report(
                workspace, "budget-comparison", out,
                year=year, through=through, by=by, version=version,
            )  # fmt: skip
    written = () if out is None else (out,)
    invocation.answer(
        lambda: {**comparison_json(view, centres), **({"out": str(out)} if out else {})},
        lambda: written_text(written) if written else comparison_text(view, centres),
    )


@command("versions", help=lazy("List the versions of budgets."))
@option("--year", type=YEAR, help=_YEAR_HELP)
def versions(invocation: Invocation, *, year: int | None) -> None:
    """List the versions of one year or all."""
    from yhdistys.budget import queries  # noqa: PLC0415 - slow: loads the database library
    from yhdistys.ledger import queries as ledger_queries  # noqa: PLC0415 - slow: as above

    with invocation.workspace() as workspace:
        if year is not None:
            workspace.read(ledger_queries.fiscal_year, year=year)
        rows = workspace.read(queries.versions, year=year)
    invocation.answer(
        lambda: {"items": [_version_json(row) for row in rows]}, lambda: _versions_text(rows)
    )


def _version_json(row: VersionRow) -> dict[str, object]:
    return {
        "id": row.id,
        "year": row.year,
        "name": row.name,
        "state": row.state,
        "approved_on": row.approved_on,
        "meeting": row.meeting,
        "section": row.section,
        "income": amount(row.income),
        "expense": amount(row.expense),
        "result": amount(row.result),
    }


def _versions_text(rows: tuple[VersionRow, ...]) -> str:
    if not rows:
        return _("There are no budgets yet.")
    columns = (
        Column(_("Year")),
        Column(_("Version"), shrinks=True),
        Column(_("State")),
        Column(_("Approved"), shrinks=True),
        Column(_("Income"), right=True),
        Column(_("Expenses"), right=True),
        Column(_("Result"), right=True),
    )
    cells = [
        [
            str(row.year),
            row.name,
            str(STATES[row.state]),
            _approval(row),
            money(row.income),
            money(row.expense),
            money(row.result),
        ]
        for row in rows
    ]
    return text_table(columns, cells)


def _approval(row: VersionRow) -> str:
    parts = (date_text(row.approved_on), row.meeting or "", _section(row))
    return " ".join(part for part in parts if part)


def _section(row: VersionRow) -> str:
    section = row.section or ""
    return section if not section or section.startswith("§") else f"§ {section}"


@command("approve", help=lazy("Make a draft the approved budget of its year."))
@option("--year", type=YEAR, required=True, help=_YEAR_HELP)
@option("--version", help=lazy("The draft's name; by default the newest draft."))
@option(
    "--on", "on", type=DAY, metavar="DATE", help=lazy("The day of the decision: today if not told.")
)
@option("--meeting", default="", help=lazy("Who decided, such as syyskokous."))
@option("--section", default="", help=lazy("The section of the minutes, such as 8."))
def approve(
    invocation: Invocation,
    *,
    year: int,
    version: str | None,
    on: date | None,
    meeting: str,
    section: str,
) -> None:
    """Approve a draft."""
    from yhdistys.budget import queries, services  # noqa: PLC0415 - slow: loads the database library

    with invocation.workspace(writes=True) as workspace:
        version_id = workspace.do(
            services.approve_version,
            year=year,
            version=version,
            approved_on=on or workspace.today,
            meeting=meeting,
            section=section,
        )
        changes = workspace.last_change
        known = workspace.read(queries.versions, year=year)
    invocation.answer(
        lambda: change(changes, f"budget_version/{version_id}"),
        lambda: _approved_text(next(row for row in known if row.id == version_id)),
    )


def _approved_text(row: VersionRow) -> str:
    """Say which budget is in force now, and by whose decision."""
    text = _("Budget {year} is approved: {decision}. “{name}” is its version in force.")
    return text.format(year=row.year, decision=_decision(row), name=row.name)


def _decision(row: VersionRow) -> str:
    parts = (row.meeting or "", date_text(row.approved_on), _section(row))
    return " ".join(part for part in parts if part)


COMMANDS = {
    "budget": group(
        "budget",
        help=lazy("Compare the budget with the books, list and approve its versions."),
        commands=(compare, versions, approve),
    )
}
