"""Give tables out; what is exported here, “import” reads back without a difference."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yhdistys.cli.frame import argument, command, option
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.parameters import PATH, YEAR
from yhdistys.cli.written import written_text
from yhdistys.errors import UsageError, ValidationError
from yhdistys.i18n import _, lazy, using

if TYPE_CHECKING:
    from yhdistys.app import Workspace
    from yhdistys.exchange.writing import OutRow

KINDS = ("ledger", "budget", "chart")
ENDINGS = (".xlsx", ".csv")
LANGUAGE = "fi"
# Headings and names are Finnish for every reader: they are data that “import” knows again.
LEDGER_HEADINGS = (
    "Tosite", "Päivämäärä", "Tili", "Tilin nimi", "Kustannuspaikka", "Kustannuspaikan nimi",
    "Projekti", "Selite", "Debet", "Kredit",
)  # fmt: skip
BUDGET_HEADINGS = (
    "Tili", "Tilin nimi", "Kustannuspaikka", "Kustannuspaikan nimi", "Projekti", "Huomautus",
)  # fmt: skip
CHART_HEADINGS = ("Tili", "Nimi", "Namn", "Name", "Rivi")


@command("export", help=lazy("Write the ledger, a budget or the chart of accounts as a table."))
@argument(
    "kind", metavar="KIND", type=click.Choice(KINDS),
    help=lazy("What to write: ledger, budget or chart (of accounts)."),
)  # fmt: skip
@argument("out", metavar="OUT", type=PATH, help=lazy("The file to write: .xlsx or .csv."))
@option("--year", type=YEAR, help=lazy("Only this fiscal year; of a budget the newest by default."))
@option("--version", help=lazy("A budget's version; by default the approved one."))
def export(
    invocation: Invocation, *, kind: str, out: Path, year: int | None, version: str | None
) -> None:
    """Read the rows and write them as one sheet."""
    from yhdistys.exchange.writing import (  # noqa: PLC0415 - slow: loads the writers
        OutSheet,
        write_table_file,
    )

    _refuse_ending(out)
    with invocation.workspace() as workspace, using(LANGUAGE):
        if kind == "ledger":
            sheet = OutSheet("Pääkirja", LEDGER_HEADINGS, ledger_rows(workspace, year))
        elif kind == "budget":
            sheet = OutSheet("Talousarvio", *budget_table(workspace, year, version))
        else:
            sheet = OutSheet("Tilikartta", CHART_HEADINGS, chart_rows(workspace))
    if not sheet.rows:
        _refuse_nothing(kind)
    write_table_file(out, [sheet])
    invocation.answer(
        lambda: {"kind": kind, "paths": [str(out)], "rows": len(sheet.rows)},
        lambda: written_text([out]),
    )


def _refuse_ending(out: Path) -> None:
    if out.suffix.lower() not in ENDINGS:
        raise UsageError(
            _("{name} cannot be written: the form {ending} is not known.").format(
                name=out.name, ending=out.suffix or _("without an ending")
            ),
            hint=_("Let the name end in {endings}.").format(endings=", ".join(ENDINGS)),
            kind="unknown-format",
        )


def _refuse_nothing(kind: str) -> None:
    raise ValidationError(
        _("There is nothing to export: {kind}.").format(kind=kind),
        hint=_("Import it first, or name another year."),
        kind="no-rows",
    )


def ledger_rows(workspace: Workspace, year: int | None) -> list[OutRow]:
    """Return the current entries by year, day and voucher."""
    from yhdistys.ledger import queries  # noqa: PLC0415 - slow: with the workspace

    names = workspace.read(queries.account_names)
    centres = {row.code: row.name for row in workspace.read(queries.cost_centres)}
    years = [period.label for period in workspace.read(queries.fiscal_years)]
    if year is not None:
        years = [workspace.read(queries.fiscal_year, year=year).label]
    return [
        (
            entry.voucher,
            entry.day,
            entry.account,
            names.get(entry.account, ("", None))[0],
            entry.cost_centre,
            centres.get(entry.cost_centre or ""),
            entry.project,
            entry.description,
            entry.debit or None,
            entry.credit or None,
        )
        for label in years
        for entry in workspace.read(queries.entries, year=label)
    ]


def budget_table(
    workspace: Workspace, year: int | None, version: str | None
) -> tuple[tuple[str, ...], list[OutRow]]:
    """Return the headings and lines of a budget version; expenses are negative."""
    from yhdistys.budget import queries  # noqa: PLC0415 - slow: with the workspace
    from yhdistys.ledger import queries as ledger_queries  # noqa: PLC0415 - slow: as above

    known = workspace.read(queries.versions)
    label = year if year is not None else max((row.year for row in known), default=0)
    if not known:
        return BUDGET_HEADINGS, []
    period = workspace.read(ledger_queries.fiscal_year, year=label)
    chosen = workspace.read(queries.chosen_version, year=label, version=version)
    names = workspace.read(ledger_queries.account_names)
    centres = {row.code: row.name for row in workspace.read(ledger_queries.cost_centres)}
    lines = () if chosen is None else workspace.read(queries.plan_lines, version_id=chosen.id)
    months = tuple(f"{month.month}/{month.year}" for month in period.months)
    rows: list[OutRow] = [
        (
            line.account,
            names.get(line.account, ("", None))[0],
            line.cost_centre,
            centres.get(line.cost_centre or ""),
            line.project,
            line.note or None,
            *(amount for _month, amount in line.months),
        )
        for line in lines
    ]
    return (*BUDGET_HEADINGS, *months), rows


def chart_rows(workspace: Workspace) -> list[OutRow]:
    """Return the accounts with their names and statement lines."""
    from yhdistys.ledger import queries  # noqa: PLC0415 - slow: with the workspace

    return [
        (row.number, *(row.names.get(code) for code in ("fi", "sv", "en")), row.line)
        for row in workspace.read(queries.accounts)
    ]


COMMANDS = {"export": export}
