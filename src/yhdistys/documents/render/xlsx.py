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
    ParagraphKind,
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
_LONGEST_IN_FOOTER = 90
_A4 = 9
_PORTRAIT_CHARACTERS = 100
_UNDATED = date(2000, 1, 1)


@dataclass(slots=True)
class _Sheet:
    """What stands on one sheet: a table, if any, and the texts under it."""

    table: Table | None = None
    notes: list[Part] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)


def to_bytes(document: Document) -> bytes:
    """Return a document as the content of an Excel file; the same document gives the same bytes."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    workbook.set_properties(_properties(document))
    styles = Styles(workbook)
    places: dict[str, TablePlace] = {}
    taken: set[str] = set()
    for sheet in _sheets(document):
        if sheet.table is not None:
            sheet.widths = column_widths(sheet.table, document.language)
        name = _sheet_name(sheet.table.name if sheet.table else document.title, taken)
        worksheet = workbook.add_worksheet(name)
        next_row = _write_title(worksheet, document, sheet, styles)
        if sheet.table is not None:
            writer = TableWriter(worksheet, styles, sheet.table)
            place = writer.write(next_row, sheet.widths)
            places[sheet.table.name] = place
            next_row = place.end + 1
        _set_up_print(worksheet, document, sheet)
        room = _room_for_notes(next_row, sheet)
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


def _write_title(worksheet: Worksheet, document: Document, sheet: _Sheet, styles: Styles) -> int:
    """Write the title and one line of facts; return the row where the table begins."""
    table = sheet.table
    is_first = table is None or table is document.tables[0]
    title = document.title if is_first or table is None else table.caption or table.name
    worksheet.set_row(0, 24)
    worksheet.write_string(0, 0, title, styles.title)
    caption = table.caption if table is not None and is_first else ""
    line, rest = _facts_line(document, caption, sum(sheet.widths) or _PORTRAIT_CHARACTERS)
    worksheet.write_string(1, 0, line, styles.quiet)
    if is_first:
        sheet.notes[:0] = [Paragraph(text=text, kind=ParagraphKind.NOTE) for text in rest]
    worksheet.set_row(2, 6)
    return 3


def _facts_line(document: Document, caption: str, room: int) -> tuple[str, list[str]]:
    """Return what fits beside each other under the title, and what is left over."""
    facts = [f"{fact.label}: {fact.text}" for fact in document.facts]
    speaker = [document.letterhead.name] if document.letterhead else []
    texts = [text for text in (*speaker, caption, document.subtitle, *facts) if text]
    line = ""
    for place, text in enumerate(texts):
        longer = f"{line} \N{MIDDLE DOT} {text}" if line else text
        if line and len(longer) > room:
            return line, texts[place:]
        line = longer
    return line, []


def _set_up_print(worksheet: Worksheet, document: Document, sheet: _Sheet) -> None:
    worksheet.set_paper(_A4)
    if sum(sheet.widths) > _PORTRAIT_CHARACTERS:
        worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.75)
    worksheet.hide_gridlines(2)
    speaker = document.letterhead.name if document.letterhead else document.title
    page = _("Page {page} of {pages}").format(page="&P", pages="&N")
    worksheet.set_footer(f"&L&8{_escaped(speaker[:_LONGEST_IN_FOOTER])}&R&8{page}")


def _room_for_notes(top: int, sheet: _Sheet) -> NotesPlace:
    if sheet.table is None:
        return NotesPlace(top, figure_column=3, last_column=9, characters=_PORTRAIT_CHARACTERS - 10)
    kinds = [column.kind for column in sheet.table.columns]
    figures = [place for place, kind in enumerate(kinds) if kind is not ColumnKind.TEXT]
    return NotesPlace(
        top,
        figure_column=max(figures[0] if figures else len(kinds), 1),
        last_column=max(len(kinds) - 1, 1),
        characters=max(sum(sheet.widths), 40),
    )


def _escaped(text: str) -> str:
    """Keep an ampersand in a name from being read as a code."""
    return text.replace("&", "&&")
