"""A document's tables as CSV: semicolons, decimal commas, UTF-8 that spreadsheets recognise."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from yhdistys.documents.document import Cell, Column, ColumnKind, Document, Table

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_bytes(document: Document) -> bytes:
    """Return the tables of a document, one under the other, the headings in the first row of each.

    Minus is the ASCII one and thousands are not grouped, so that any program reads the figures.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    for number, table in enumerate(document.tables):
        if number:
            writer.writerow([])
            writer.writerow([_safe(table.caption or table.name)])
        writer.writerows(_lines(table))
    return stream.getvalue().encode("utf-8-sig")


def _lines(table: Table) -> Iterator[list[str]]:
    yield [_safe(column_title(column)) for column in table.columns]
    for row in table.rows:
        yield [
            _text(cell, column.kind) for cell, column in zip(row.cells, table.columns, strict=True)
        ]


def column_title(column: Column) -> str:
    """Return the whole heading of a column, with that of its group."""
    return f"{column.group}: {column.title}" if column.group else column.title


def _text(cell: Cell, kind: ColumnKind) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell.day}.{cell.month}.{cell.year}"
    if isinstance(cell, Decimal):
        return f"{cell:.2f}".replace(".", ",") if kind is ColumnKind.MONEY else _plain(cell)
    return _safe(cell) if isinstance(cell, str) else str(cell)


def _plain(figure: Decimal) -> str:
    return f"{figure:f}".replace(".", ",")


def _safe(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
