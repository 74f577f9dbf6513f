"""A document as a workbook: one sheet for each table, figures as numbers, sums as formulas.

Each formula carries its computed value beside it, so that viewers that do not calculate show it
too. The texts of the document stand under the table they follow.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import xlsxwriter

from yhdistys.documents.document import (
    ColumnKind,
    Document,
    Heading,
    KeyFigures,
    Paragraph,
    Part,
    Signatures,
    Table,
)
from yhdistys.documents.render.xlsx_notes import NotesPlace, NotesWriter
from yhdistys.documents.render.xlsx_style import Styles
from yhdistys.documents.render.xlsx_table import TablePlace, TableWriter, column_widths
from yhdistys.i18n import _

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME = 31
_A4 = 9
_PORTRAIT_CHARACTERS = 100
_UNDATED = date(2000, 1, 1)


@dataclass(slots=True)
class _Sheet:
    """What stands on one sheet: a table, if any, and the texts under it."""

    table: Table | None = None
    notes: list[Part] = field(default_factory=list)


def to_bytes(document: Document) -> bytes:
    """Return a document as the content of an Excel file; the same document gives the same bytes."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    workbook.set_properties(_properties(document))
    styles = Styles(workbook)
    places: dict[str, TablePlace] = {}
    taken: set[str] = set()
    for sheet in _sheets(document):
        name = _sheet_name(sheet.table.name if sheet.table else document.title, taken)
        worksheet = workbook.add_worksheet(name)
        next_row = _write_title(worksheet, document, sheet.table, styles)
        if sheet.table is not None:
            writer = TableWriter(worksheet, styles, sheet.table, document.language)
            place = writer.write(next_row)
            places[sheet.table.name] = place
            next_row = place.end + 1
        _set_up_print(worksheet, document, sheet.table)
        room = _room_for_notes(next_row, sheet.table, document.language)
        NotesWriter(worksheet, styles, room, places).write(sheet.notes)
    workbook.close()
    return stream.getvalue()


def _sheets(document: Document) -> Sequence[_Sheet]:
    """Give each table a sheet; what stands before the first one goes under it."""
    sheets = [_Sheet()]
    for part in document.parts:
        if isinstance(part, Table):
            if sheets[-1].table is None:
                sheets[-1].table = part
            else:
                sheets.append(_Sheet(part))
        elif isinstance(part, Heading | Paragraph | KeyFigures | Signatures):
            sheets[-1].notes.append(part)
    return sheets


def _sheet_name(wish: str, taken: set[str]) -> str:
    plain = _FORBIDDEN_IN_SHEET_NAME.sub(" ", wish).strip("' ") or _("Table")
    name, number = plain[:_LONGEST_SHEET_NAME].rstrip("' "), 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = plain[: _LONGEST_SHEET_NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name


def _properties(document: Document) -> dict[str, object]:
    author = document.letterhead.name if document.letterhead else ""
    made_on = document.made_on or _UNDATED
    return {
        "title": document.title,
        "subject": document.subtitle,
        "author": author,
        "company": author,
        "created": datetime.combine(made_on, time(), UTC).replace(tzinfo=None),
    }


def _write_title(
    worksheet: Worksheet, document: Document, table: Table | None, styles: Styles
) -> int:
    """Write the title and one line of facts; return the row where the table begins."""
    is_first = table is None or not document.tables or table is document.tables[0]
    title = document.title if is_first else (table.caption or table.name if table else "")
    worksheet.set_row(0, 24)
    worksheet.write_string(0, 0, title, styles.title)
    speaker = [document.letterhead.name] if document.letterhead else []
    facts = [f"{fact.label}: {fact.text}" for fact in document.facts]
    line = [*speaker, *([document.subtitle] if document.subtitle else []), *facts]
    worksheet.write_string(1, 0, " · ".join(line), styles.quiet)
    worksheet.set_row(2, 6)
    return 3


def _set_up_print(worksheet: Worksheet, document: Document, table: Table | None) -> None:
    worksheet.set_paper(_A4)
    if table is not None and _printed_width(table, document.language) > _PORTRAIT_CHARACTERS:
        worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.75)
    worksheet.hide_gridlines(2)
    speaker = document.letterhead.name if document.letterhead else document.title
    page = _("Page {page} of {pages}").format(page="&P", pages="&N")
    worksheet.set_footer(f"&L&8{_escaped(speaker)}&R&8{page}")


def _room_for_notes(top: int, table: Table | None, language: str) -> NotesPlace:
    if table is None:
        return NotesPlace(top, figure_column=3, last_column=9, characters=_PORTRAIT_CHARACTERS - 10)
    widths = column_widths(table, language)
    texts = [column.kind is ColumnKind.TEXT for column in table.columns]
    first_figure = texts.index(False) if False in texts else len(texts)
    last = max(len(widths) - 1, 1)
    return NotesPlace(
        top, figure_column=max(first_figure, 1), last_column=last, characters=max(sum(widths), 40)
    )


def _printed_width(table: Table, language: str) -> int:
    return sum(column_widths(table, language))


def _escaped(text: str) -> str:
    """Keep an ampersand in a name from being read as a code."""
    return text.replace("&", "&&")
