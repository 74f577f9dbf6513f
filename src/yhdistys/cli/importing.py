"""Take table files in: inspect and import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yhdistys.cli import import_answers
from yhdistys.cli.file_words import kind_text
from yhdistys.cli.frame import argument, command, option
from yhdistys.cli.inspecting import best_views, inspection_json, inspection_text
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.parameters import PAIR, PATH, YEAR
from yhdistys.cli.texts import MAP_EXAMPLES
from yhdistys.errors import ValidationError
from yhdistys.i18n import _, lazy

if TYPE_CHECKING:
    from yhdistys.app import Preview, Workspace

KINDS = ("ledger", "budget", "chart")
SIGNS = (
    "debit-credit", "credit-negative", "debit-positive", "result", "income-negative", "unsigned",
)  # fmt: skip
_NO_HEADER = "no-header"
_OTHER_KIND_PERHAPS = frozenset({_NO_HEADER, "repeated-account"})
_TABLE_HELP = lazy("The file: .xlsx, .xls, .ods or .csv.")


@command("inspect", help=lazy("Tell what a table file looks like; stores nothing."))
@argument("table", metavar="TABLE_FILE", type=PATH, help=_TABLE_HELP)
def inspect(invocation: Invocation, *, table: Path) -> None:
    """Show a table file as the importers see it."""
    from yhdistys.exchange.reading import read_table_file  # noqa: PLC0415 - slow: the readers

    importers = invocation.plugins().importers()
    file = read_table_file(table, progress=invocation.progress())
    invocation.end_progress()
    views = best_views(importers, file)
    invocation.answer(lambda: inspection_json(views), lambda: inspection_text(file, views))


@command("import", help=lazy("Take a ledger, budget or chart of accounts from a table file."))
@argument(
    "kind", metavar="KIND", type=click.Choice(KINDS),
    help=lazy("What it is: ledger, budget or chart (of accounts)."),
)  # fmt: skip
@argument("table", metavar="TABLE_FILE", type=PATH, help=_TABLE_HELP)
@option("--sheet", help=lazy("The sheet to read; by default the one that fits best."))
@option("--profile", help=lazy("The reader to use; by default the one that fits."))
@option(
    "--map", "columns", type=PAIR, multiple=True, metavar="FIELD=COLUMN",
    help=lazy("Which column holds a field: a letter, a number or the heading. May be repeated."),
)  # fmt: skip
@option(
    "--sign", type=click.Choice(SIGNS),
    help=lazy("The sign convention; by default it is recognised."),
)  # fmt: skip
@option("--year", type=YEAR, help=lazy("The fiscal year of a budget that does not tell it."))
@option("--dry-run", is_flag=True, help=lazy("Only show what would be stored."))
def import_table(
    invocation: Invocation, *, kind: str, table: Path, dry_run: bool, **told: Any
) -> None:
    """Preview a file, store it unless it is a trial, and tell the outcome."""
    with invocation.workspace(writes=not dry_run) as workspace:
        options = _options(invocation, kind, told)
        preview = workspace.preview_import(table, kind, **options)
        invocation.end_progress()
        try:
            if dry_run:
                _refuse_errors(invocation, preview)
            else:
                preview = workspace.apply_import(preview)
        except ValidationError as refused:
            if refused.kind in _OTHER_KIND_PERHAPS:
                raise _with_advice(invocation, kind, table, refused) from refused
            raise
        _answer(invocation, workspace, preview, is_dry=dry_run)


def _with_advice(
    invocation: Invocation, kind: str, table: Path, refused: ValidationError
) -> ValidationError:
    """Say which command takes the file, or how its columns are named."""
    from yhdistys.exchange.reading import read_table_file  # noqa: PLC0415 - slow: the readers

    views = best_views(invocation.plugins().importers(), read_table_file(table))
    seen = max(views, key=lambda view: view.rows).kind
    if seen != kind and seen in KINDS:
        hint = _("It looks like {kind}; “yhdistys import {word}” takes it.").format(
            kind=kind_text(seen), word=seen
        )
    elif refused.kind == _NO_HEADER:
        example = _("For example: {example}").format(example=MAP_EXAMPLES[kind])
        hint = f"{refused.hint} {example}"
    else:
        hint = refused.hint
    return ValidationError(refused.message, hint=hint, kind=refused.kind, problems=refused.problems)


def _options(invocation: Invocation, kind: str, told: dict[str, Any]) -> dict[str, Any]:
    options = {
        "sheet": told["sheet"],
        "sign": told["sign"],
        "columns": dict(told["columns"]),
        "importer": told["profile"],
        "progress": invocation.progress(),
    }
    return {**options, "year": told["year"]} if kind == "budget" else options


def _refuse_errors(invocation: Invocation, preview: Preview) -> None:
    """Show what was read before the problems that would forbid storing it."""
    from yhdistys.ledger.services import refuse_errors  # noqa: PLC0415 - slow: as above

    try:
        refuse_errors(preview.result)
    except ValidationError:
        if preview.result.rows_read and not invocation.wants_json:
            invocation.say(import_answers.reading_text(preview))
        raise


def _answer(
    invocation: Invocation, workspace: Workspace, preview: Preview, *, is_dry: bool
) -> None:
    if preview.kind == "ledger":
        invocation.answer(
            lambda: import_answers.ledger_json(preview),
            lambda: import_answers.ledger_text(preview, is_dry=is_dry),
        )
    elif preview.kind == "budget":
        version = _stored_version(workspace, preview)
        invocation.answer(
            lambda: import_answers.budget_json(preview, version),
            lambda: import_answers.budget_text(preview, version, is_dry=is_dry),
        )
    else:
        invocation.answer(
            lambda: import_answers.chart_json(preview),
            lambda: import_answers.chart_text(preview, is_dry=is_dry),
        )


def _stored_version(workspace: Workspace, preview: Preview) -> str | None:
    """Return the name of the version that holds the lines now, or that they equal."""
    from yhdistys.budget import queries  # noqa: PLC0415 - slow: with the workspace

    compared = preview.plan.compared_with
    if preview.is_stored:
        known = workspace.read(queries.versions, year=preview.plan.year.label)
        return next(row.name for row in reversed(known) if row.state == "draft")
    return None if compared is None else str(compared.name)


COMMANDS = {"inspect": inspect, "import": import_table}
