"""The income statement of an association as a document: 13 lines, the year before beside.

Kirjanpitoasetus 1339/1997 1:3 §. Every line that consists of others adds up its own rows, so that
a workbook shows how the surplus comes about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from yhdistys import api
from yhdistys.api import (
    Cell,
    Column,
    ColumnKind,
    Document,
    Fact,
    Paragraph,
    ParagraphKind,
    Part,
    ReportContext,
    Row,
    RowKind,
    Signatory,
    Signatures,
    Table,
    _,
    computed_table,
    from_cents,
)
from yhdistys_reports_fi.words import span_text

if TYPE_CHECKING:
    from yhdistys.ledger.queries import IncomeStatement
    from yhdistys.ledger.rules.statement import StatementRow

_SUMS = {"cumulative": RowKind.SUBTOTAL, "total": RowKind.TOTAL, "heading": RowKind.HEADING}


def statement_rows(
    rows: Sequence[StatementRow], account_names: Mapping[str, str] | None
) -> tuple[Row, ...]:
    """Return the rows of the table; with names of accounts, the accounts under each line."""
    shown: list[Row] = []
    open_line: int | None = None
    added: list[int] = []
    for row in rows:
        if row.kind == "part" and open_line is not None:
            _add_part(shown, open_line)
        index = len(shown)
        shown.append(_row(row, tuple(added) if row.kind in {"cumulative", "total"} else ()))
        if row.kind in {"cumulative", "total"}:
            added = [index]
        elif row.kind == "line":
            added.append(index)
            open_line = index
        if account_names is not None and row.accounts:
            _add_accounts(shown, row, account_names)
    return tuple(shown if account_names is None else map(_stand_out, shown))


def _row(row: StatementRow, sums: tuple[int, ...]) -> Row:
    return Row(
        cells=(str(row.label), _euros(row.amount_cents), _euros(row.previous_cents)),
        kind=_SUMS.get(row.kind, RowKind.BODY),
        level=row.level,
        sums=sums,
    )


def _euros(cents: int | None) -> Cell:
    return None if cents is None else from_cents(cents)


def _add_part(shown: list[Row], line: int) -> None:
    """Let a line add up the part that is about to be added."""
    shown[line] = replace(shown[line], sums=(*shown[line].sums, len(shown)))


def _stand_out(row: Row) -> Row:
    """Let a line that adds up others stand out from them."""
    return replace(row, kind=RowKind.SUBTOTAL) if row.kind is RowKind.BODY and row.sums else row


def _add_accounts(shown: list[Row], row: StatementRow, names: Mapping[str, str]) -> None:
    """Add the accounts of a line under it and let the line add them up."""
    line = len(shown) - 1
    for account in row.accounts:
        shown[line] = replace(shown[line], sums=(*shown[line].sums, len(shown)))
        label = f"{account.number} {names.get(account.number, '')}".strip()
        amounts = (_euros(account.amount_cents), _euros(account.previous_cents))
        shown.append(Row(cells=(label, *amounts), level=row.level + 1))


def statement_document(
    context: ReportContext,
    statement: IncomeStatement,
    *,
    with_accounts: bool = False,
    signatories: Sequence[Signatory] = (),
    cost_centre: str | None = None,
) -> Document:
    """Return an income statement as a document; the language in force is the document's.

    The cost centre is the heading of the table, so that several statements fit into one document.
    """
    first, last = statement.year.starts_on, _last_day(statement)
    table = computed_table(
        Table(
            columns=_columns(statement),
            rows=statement_rows(statement.rows, statement.account_names if with_accounts else None),
            name=cost_centre or _("Income statement"),
            caption=cost_centre or "",
        )
    )
    parts: list[Part] = [table, *_outside_note(statement)]
    if signatories:
        parts.append(Signatures(signatories=tuple(signatories)))
    year = statement.year
    return Document(
        title=_("Income statement {span}").format(span=span_text(first, last)),
        language=context.language,
        parts=tuple(parts),
        facts=(
            Fact(label=_("Fiscal year"), text=span_text(year.starts_on, year.ends_on)),
            Fact(label=_("Amounts"), text=_("euros")),
        ),
        letterhead=context.association.letterhead(_("Business ID")),
        made_on=context.today,
    )


def _last_day(statement: IncomeStatement) -> date:
    return min(statement.through.last_day, statement.year.ends_on)


def _columns(statement: IncomeStatement) -> tuple[Column, ...]:
    first, last = statement.year.starts_on, _last_day(statement)
    previous = statement.previous
    before = _("A year before")
    if previous is not None:
        months = statement.year.through(statement.through)
        reached = previous.months[: len(months)][-1]
        before = span_text(previous.starts_on, min(reached.last_day, previous.ends_on))
    return (
        Column(key="label", title=""),
        Column(key="amount", title=span_text(first, last), kind=ColumnKind.MONEY),
        Column(key="previous", title=before, kind=ColumnKind.MONEY),
    )


def _outside_note(statement: IncomeStatement) -> list[Part]:
    if not statement.without_line:
        return []
    text = _("These accounts carry money and stand on no line; they are in no sum: {accounts}.")
    names = statement.account_names
    listed = ", ".join(
        f"{number} {names.get(number, '')}".strip() for number in statement.without_line
    )
    return [Paragraph(text=text.format(accounts=listed), kind=ParagraphKind.NOTE)]


def asked_signatories(text: object) -> tuple[Signatory, ...]:
    """Return who signs: one on each line, the role after a comma."""
    lines = [line.strip() for line in str(text or "").splitlines() if line.strip()]
    pairs = [line.partition(",") for line in lines]
    return tuple(Signatory(name=name.strip(), role=role.strip()) for name, _comma, role in pairs)


def build(context: ReportContext) -> Document:
    """Build the income statement that the parameters ask for.

    An empty cost centre means the entries without one; none means the whole association.
    """
    params = context.params
    cost_centre = params.get("cost_centre")
    statement = context.read(
        api.ledger_queries.income_statement,
        year=params["year"],
        through=params.get("through"),
        cost_centre=cost_centre,
    )
    return statement_document(
        context,
        statement,
        with_accounts=bool(params.get("accounts")),
        signatories=asked_signatories(params.get("signatories")),
        cost_centre=None if cost_centre is None else _cost_centre_text(context, str(cost_centre)),
    )


def _cost_centre_text(context: ReportContext, code: str) -> str:
    if not code:
        return _("Without cost centre")
    names = {row.code: row.name for row in context.read(api.ledger_queries.cost_centres)}
    return f"{code} {names.get(code, '')}".strip()
