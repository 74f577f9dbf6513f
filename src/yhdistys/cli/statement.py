"""The statutory statements."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from yhdistys.cli.frame import command, group, option
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.json_values import amount_of_cents
from yhdistys.cli.parameters import DIMENSIONS, MONTH, PATH, YEAR
from yhdistys.cli.tables import Column, text_table
from yhdistys.cli.texts import span_text
from yhdistys.cli.written import written_text
from yhdistys.errors import UsageError, ValidationError
from yhdistys.i18n import _, lazy
from yhdistys.values.formats import money
from yhdistys.values.money import from_cents

if TYPE_CHECKING:
    from yhdistys.app import Workspace
    from yhdistys.documents.document import Document
    from yhdistys.ledger.queries import IncomeStatement
    from yhdistys.values.period import Month

COST_CENTRE = "cost_centre"
NO_COST_CENTRE = ""
Statements = tuple[tuple[str | None, "IncomeStatement"], ...]


@command("income", help=lazy("The income statement: its 13 lines, the year before beside."))
@option(
    "--year", type=YEAR, required=True,
    help=lazy("The fiscal year: the calendar year in which it ends."),
)  # fmt: skip
@option(
    "--through",
    type=MONTH,
    metavar="YYYY-MM",
    help=lazy("The last month; by default as far as the ledger reaches."),
)
@option("--by", type=DIMENSIONS, default="", help=lazy("cost-centre: one statement for each."))
@option("--out", type=PATH, help=lazy("Write it into a file: .xlsx, .pdf, .docx, .txt or .csv."))
def income(
    invocation: Invocation,
    *,
    year: int,
    through: Month | None,
    by: tuple[str, ...],
    out: Path | None,
) -> None:
    """Show the statement, or write it into a file."""
    _refuse_other_dimensions(by)
    with invocation.workspace() as workspace:
        whole = _statement(workspace, year, through, None)
        codes = _cost_centres(workspace, year) if by else ()
        parts = tuple((code, _statement(workspace, year, through, code)) for code in codes)
        statements: Statements = parts if by else ((None, whole),)
        if out is not None:
            _write([_document(workspace, year, through, c) for c, _one in statements], out)
    invocation.answer(
        lambda: {**_json(whole, statements), **({"out": str(out)} if out else {})},
        lambda: written_text([out]) if out else _text(statements),
    )


def _refuse_other_dimensions(by: tuple[str, ...]) -> None:
    if by not in {(), (COST_CENTRE,)}:
        raise UsageError(
            _("A statement cannot be broken down by “{dimension}”.").format(
                dimension=", ".join(by)
            ),
            hint=_("Choose some of {dimensions}.").format(dimensions="cost-centre"),
            kind="unknown-dimension",
        )


def _cost_centres(workspace: Workspace, year: int) -> tuple[str, ...]:
    """Return the cost centres that carry income or expenses in a year; without one comes last."""
    from yhdistys.ledger import queries  # noqa: PLC0415 - slow: with the workspace

    workspace.read(queries.fiscal_year, year=year)
    fields = ("account", COST_CENTRE)
    totals = workspace.read(queries.monthly_totals, year=year, fields=fields)
    side = workspace.read(queries.sides)
    used = {key[1] or NO_COST_CENTRE for key in totals if side(str(key[0])) != "balance"}
    return tuple(sorted(used, key=lambda code: (code == NO_COST_CENTRE, code)))


def _statement(
    workspace: Workspace, year: int, through: Month | None, code: str | None
) -> IncomeStatement:
    from yhdistys.ledger import queries  # noqa: PLC0415 - slow: with the workspace

    return workspace.read(queries.income_statement, year=year, through=through, cost_centre=code)


def _document(workspace: Workspace, year: int, through: Month | None, code: str | None) -> Document:
    return workspace.report("income-statement", year=year, through=through, cost_centre=code)


def _write(documents: list[Document], out: Path) -> None:
    from yhdistys.documents.render import render  # noqa: PLC0415 - slow: the renderers

    if not documents:
        raise ValidationError(
            _("There are no entries with a cost centre."),
            hint=_("Import a ledger that tells cost centres."),
            kind="no-rows",
        )
    first, *others = documents
    parts = [part for document in documents for part in document.parts]
    render(replace(first, parts=tuple(parts)) if others else first, out)


def _json(whole: IncomeStatement, statements: Statements) -> dict[str, object]:
    lines = [
        {
            **({} if code is None else {COST_CENTRE: code or None}),
            "line": row.line,
            "label": str(row.label),
            "level": row.level,
            "amount": amount_of_cents(row.amount_cents),
            "previous_year": amount_of_cents(row.previous_cents),
        }
        for code, statement in statements
        for row in statement.rows
    ]
    last = min(whole.through.last_day, whole.year.ends_on)
    return {"year": whole.year.label, "through": last, "lines": lines}


def _text(statements: Statements) -> str:
    if not statements:
        return _("There are no entries with a cost centre.")
    return "\n\n".join(_one_text(code, statement) for code, statement in statements)


def _one_text(code: str | None, statement: IncomeStatement) -> str:
    last = min(statement.through.last_day, statement.year.ends_on)
    span = span_text(statement.year.starts_on, last)
    heading = _("Income statement {span}").format(span=span)
    if code is not None:
        heading += ", " + (
            _("cost centre {code}").format(code=code) if code else _("without a cost centre")
        )
    columns = (
        Column("", shrinks=True),
        Column(str(statement.year.label), right=True),
        Column(str(statement.previous.label) if statement.previous else "", right=True),
    )
    rows = [
        [
            "  " * row.level + str(row.label),
            _money(row.amount_cents),
            _money(row.previous_cents),
        ]
        for row in statement.rows
    ]
    told = [heading, "", text_table(columns, rows)]
    if statement.without_line:
        accounts = ", ".join(statement.without_line)
        told += ["", _("On no line of the statements: {accounts}").format(accounts=accounts)]
    return "\n".join(told)


def _money(cents: int | None) -> str:
    return "" if cents is None else money(from_cents(cents))


COMMANDS = {
    "statement": group("statement", help=lazy("The statutory statements."), commands=(income,))
}
