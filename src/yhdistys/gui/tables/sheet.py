"""A table as it is shown, as values: for Excel and for the clipboard."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from PySide6.QtCore import QMimeData

from yhdistys.gui.tables.column import CellValue
from yhdistys.gui.tables.table_model import TableModel

_LONGEST_NAME: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\'\"<>|]")
_BREAKS: Final = re.compile(r"\s*[\r\n\t]\s*")
_FORMULA_STARTS: Final = ("=", "+", "-", "@")


class SheetRows(NamedTuple):
    """Headings and rows of values."""

    headings: tuple[str, ...]
    rows: list[tuple[CellValue, ...]]


class Shown(Protocol):
    """A view that tells what it shows."""

    def to_sheet(self) -> SheetRows:
        """Return headings and rows as shown."""


def sheet_of(model: TableModel, columns: Sequence[int], rows: Iterable[int]) -> SheetRows:
    """Return the values of some rows and columns, in their order."""
    chosen = [column for column in columns if model.columns[column].is_copied]
    headings = tuple(model.columns[column].title for column in chosen)
    return SheetRows(
        headings, [tuple(model.value(row, column) for column in chosen) for row in rows]
    )


def save_table(view: Shown, path: Path, title: str) -> None:
    """Write what a view shows as .xlsx or .csv; the title names the sheet.

    Raises:
        UsageError: The ending of the name is another one, or there are too many rows.
        FileProblem: The file cannot be written there.
    """
    from yhdistys.exchange.writing import (  # noqa: PLC0415 - slow: only who writes needs it
        OutSheet,
        write_table_file,
    )

    sheet = view.to_sheet()
    name = plain_name(title)[:_LONGEST_NAME].strip()
    write_table_file(path, [OutSheet(name, sheet.headings, sheet.rows)])


def plain_name(title: str) -> str:
    """Return a title without the signs that names of files and sheets may not have."""
    return _NOT_IN_NAMES.sub(" ", title).strip() or "1"


def mime(sheet: SheetRows, *, has_headings: bool = True) -> QMimeData:
    """Return a sheet for the clipboard, as text with tabs and as a table of HTML."""
    found = QMimeData()
    head = [sheet.headings] if has_headings else []
    lines = [*head, *(tuple(map(plain_text, row)) for row in sheet.rows)]
    found.setText("".join("\t".join(map(_one_line, line)) + "\r\n" for line in lines))
    found.setHtml(_html(sheet, has_headings=has_headings))
    return found


def plain_text(value: CellValue) -> str:
    """Return a value as spreadsheets read it: ``-1234,50`` and ``3.9.2025``."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, date):
        return f"{value.day}.{value.month}.{value.year}"
    if isinstance(value, str):
        is_formula = len(value) > 1 and value.startswith(_FORMULA_STARTS)
        return f"'{value}" if is_formula else value
    return str(value)


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text)


def _html(sheet: SheetRows, *, has_headings: bool) -> str:
    head = "".join(f"<th>{html.escape(text)}</th>" for text in sheet.headings)
    parts = ['<meta charset="utf-8"><table>']
    if has_headings:
        parts.append(f"<tr>{head}</tr>")
    parts += ["<tr>" + "".join(map(_html_cell, row)) + "</tr>" for row in sheet.rows]
    parts.append("</table>")
    return "".join(parts)


def _html_cell(value: CellValue) -> str:
    """Return a cell; texts say that they are texts, so that ``0100`` keeps its zero."""
    if isinstance(value, str):
        return f"<td style='mso-number-format:\"\\@\"'>{html.escape(value)}</td>"
    return f"<td align='right'>{html.escape(plain_text(value))}</td>"
