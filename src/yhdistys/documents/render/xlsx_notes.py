"""The texts of a document under a table of a workbook: headings, notes, key figures, signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from yhdistys.documents.document import (
    FactList,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    ParagraphKind,
    Part,
    Signatures,
)
from yhdistys.documents.render.xlsx_table import plain_number, write_value
from yhdistys.i18n import _

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from yhdistys.documents.render.xlsx_style import Styles
    from yhdistys.documents.render.xlsx_table import TablePlace

TablePlaces: TypeAlias = "Mapping[str, TablePlace]"
_LINE_POINTS = 15


@dataclass(frozen=True, slots=True)
class NotesPlace:
    """Where texts may stand on a sheet.

    Attributes:
        top: The first free row, from 0.
        figure_column: The column in which key figures line up with those of the table.
        last_column: The last column that running text may cover.
        characters: How many characters fit beside each other in those columns.
    """

    top: int
    figure_column: int
    last_column: int
    characters: int


class NotesWriter:
    """Writes the texts of one sheet, top to bottom."""

    def __init__(
        self, worksheet: Worksheet, styles: Styles, place: NotesPlace, tables: TablePlaces
    ) -> None:
        self._worksheet = worksheet
        self._styles = styles
        self._place = place
        self._tables = tables
        self._row = place.top

    def write(self, parts: Sequence[Part]) -> None:
        """Write all parts."""
        self._row += 1
        for part in parts:
            if isinstance(part, Heading):
                self._row += 1
                self._worksheet.write_string(self._row, 0, part.text, self._styles.caption)
                self._row += 1
            elif isinstance(part, Paragraph):
                self._write_paragraph(part)
            elif isinstance(part, KeyFigures):
                self._write_key_figures(part)
            elif isinstance(part, FactList):
                for fact in part.facts:
                    self._write_paragraph(Paragraph(text=f"{fact.label}: {fact.text}"))
            elif isinstance(part, Signatures):
                self._write_signatures(part)

    def _write_paragraph(self, paragraph: Paragraph) -> None:
        is_note = paragraph.kind is ParagraphKind.NOTE
        style = self._styles.note if is_note else self._styles.text
        for text in paragraph.text.split("\n"):
            lines = -(-len(text) // self._place.characters) or 1
            self._worksheet.set_row(self._row, _LINE_POINTS * lines)
            last = self._place.last_column
            self._worksheet.merge_range(self._row, 0, self._row, last, text, style)
            self._row += 1

    def _write_key_figures(self, part: KeyFigures) -> None:
        self._row += 1
        for figure in part.figures:
            column = self._place.figure_column
            self._worksheet.write_string(self._row, 0, figure.label)
            self._write_figure(figure, column)
            if figure.beside is not None:
                label, value = figure.beside
                self._worksheet.write_string(self._row, column + 1, label, self._styles.quiet)
                style = self._styles.plain[figure.kind]
                write_value(self._worksheet, (self._row, column + 2), value, figure.kind, style)
            self._row += 1

    def _write_figure(self, figure: KeyFigure, column: int) -> None:
        style = self._styles.strong[figure.kind]
        table = self._tables.get(figure.stands_in.table) if figure.stands_in else None
        if table is None or figure.stands_in is None or figure.value is None:
            write_value(self._worksheet, (self._row, column), figure.value, figure.kind, style)
            return
        value = plain_number(figure.value, figure.kind)
        link = table.link(figure.stands_in)
        self._worksheet.write_formula(self._row, column, link, style, value)

    def _write_signatures(self, part: Signatures) -> None:
        self._row += 2
        place_and_date = _("Place and date")
        text = f"{place_and_date}: {part.place}" if part.place else f"{place_and_date}:"
        self._worksheet.write_string(self._row, 0, text)
        for signatory in part.signatories:
            self._row += 3
            for column in range(self._place.figure_column):
                self._worksheet.write_blank(self._row, column, None, self._styles.line)
            signed = [text for text in (signatory.name, signatory.role) if text]
            if signed:
                line = ", ".join(signed)
                self._worksheet.write_string(self._row + 1, 0, line, self._styles.quiet)
        self._row += 2
