"""A table on pages: column widths, heads that repeat, rows that stay with their sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from yhdistys.documents.document import (
    TEXT_KINDS,
    Column,
    ColumnKind,
    Row,
    RowKind,
    Table,
)
from yhdistys.documents.render.figures import MISSING, cell_text, extreme_texts, is_missing
from yhdistys.documents.render.pdf.style import (
    A4_SHORT,
    ACCENT,
    BOLD,
    HAIRLINE,
    HEAD_SIZE,
    INK,
    MARGIN_SIDE,
    QUIET,
    REGULAR,
    TABLE_SIZE,
    plain,
    width_of,
    wrapped,
)

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_GAP = 10.0
_ROW_HEIGHT = 13.8
_LINE_HEIGHT = 10.4
_MOST_LINES = 36
_HEAD_LINE = 9.4
_INDENT = 9.0
_NARROWEST_TEXT = 96.0
_FEW_TEXTS = 2
_SHORT_HEAD = 52.0
_MOST_AIR = 24.0
_READABLE_WIDTH = A4_SHORT - 2 * MARGIN_SIDE
_DIGITS_ALIKE = str.maketrans("123456789", "000000000")


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table in points.

    Attributes:
        lefts: The left edge of each column from the table's left edge.
        widths: The room in each column, without the gap.
    """

    lefts: tuple[float, ...]
    widths: tuple[float, ...]

    @property
    def width(self) -> float:
        """The width of the whole table."""
        return self.lefts[-1] + self.widths[-1]


def _is_text(column: Column) -> bool:
    return column.kind in TEXT_KINDS


def natural_widths(table: Table, language: str) -> list[float]:
    """Return the width each column needs to keep every cell on one line."""
    indent = max((row.level for row in table.rows), default=0) * _INDENT
    widths = []
    for place, column in enumerate(table.columns):
        longest = 0.0
        for font in (REGULAR, BOLD):
            cells = [
                row.cells[place]
                for row in table.rows
                if (row.kind is not RowKind.BODY) is (font is BOLD)
                and not table.may_spill(row, place)
            ]
            for text in extreme_texts(cells, column.kind, language):
                longest = max(longest, width_of(text, font, TABLE_SIZE))
        widths.append(max(longest + (0.0 if place else indent), _head_width(column.title)))
    return _widened_for_groups(table.columns, widths)


def _widened_for_groups(columns: Sequence[Column], widths: Sequence[float]) -> list[float]:
    """Give the last column of each group what the heading of the group lacks."""
    widened = list(widths)
    place = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        last = place + len(list(members)) - 1
        has = sum(widened[place : last + 1]) + _GAP * (last - place)
        widened[last] += max(width_of(group, BOLD, HEAD_SIZE) - has, 0.0)
        place = last + 1
    return widened


def _head_width(title: str) -> float:
    """Return the width of a heading: of a short one whole, else of its longest word."""
    whole = width_of(title, BOLD, HEAD_SIZE)
    if whole <= _SHORT_HEAD:
        return whole
    return max(width_of(word, BOLD, HEAD_SIZE) for word in title.split(" "))


def least_width(table: Table, language: str) -> float:
    """Return the width under which the table would be too tight to read.

    Texts can be read in narrow columns where there are many of them.
    """
    widths = natural_widths(table, language)
    texts = sum(column.kind is ColumnKind.TEXT for column in table.columns)
    narrowest = _NARROWEST_TEXT * (1.5 if texts <= _FEW_TEXTS else 0.8)
    tight = [
        min(width, narrowest) if column.kind is ColumnKind.TEXT else width
        for width, column in zip(widths, table.columns, strict=True)
    ]
    return sum(tight) + _GAP * (len(tight) - 1)


def laid_out(table: Table, language: str, width: float) -> Layout:
    """Share the width of the page among the columns.

    A table with few columns stays narrower than a broad page, so that the eye keeps the line.
    """
    widths = natural_widths(table, language)
    gaps = _GAP * (len(widths) - 1)
    whole = min(width, max(_READABLE_WIDTH, 1.6 * (sum(widths) + gaps)))
    spare = whole - gaps - sum(widths)
    texts = [place for place, one in enumerate(table.columns) if one.kind is ColumnKind.TEXT]
    if spare >= 0:
        _widen(widths, texts, spare)
    else:
        _tighten(widths, [place for place in texts if widths[place] > _NARROWEST_TEXT], spare)
    return _placed(widths)


def _widen(widths: list[float], texts: Sequence[int], spare: float) -> None:
    """Give figures some air and the rest to the widest text."""
    figures = [place for place in range(len(widths)) if place not in texts]
    air = min(spare / len(widths), _MOST_AIR) if texts else spare / len(widths)
    for place in figures:
        widths[place] += air
        spare -= air
    if texts:
        widths[max(texts, key=lambda place: widths[place])] += spare


def _tighten(widths: list[float], texts: Sequence[int], lacking: float) -> None:
    """Take what is lacking from the wide texts, which then break into lines."""
    asked = sum(widths[place] for place in texts)
    for place in texts:
        widths[place] = max(widths[place] + lacking * widths[place] / asked, _NARROWEST_TEXT / 2)


def _placed(widths: Sequence[float]) -> Layout:
    lefts, at = [], 0.0
    for width in widths:
        lefts.append(at)
        at += width + _GAP
    return Layout(tuple(lefts), tuple(widths))


@dataclass(frozen=True, slots=True)
class HeadBlock:
    """The headings of the columns; repeated on each page the table reaches."""

    columns: tuple[Column, ...]
    titles: tuple[tuple[str, ...], ...]
    layout: Layout

    @property
    def height(self) -> float:
        """The height in points."""
        groups = 14.0 if any(column.group for column in self.columns) else 0.0
        return groups + _HEAD_LINE * max(len(lines) for lines in self.titles) + 8.0

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw headings of groups, headings of columns and the rule under them."""
        canvas.setFillColor(ACCENT)
        canvas.setStrokeColor(ACCENT)
        if any(column.group for column in self.columns):
            self._draw_groups(canvas, left, top)
        foot = top - self.height + 3.0
        text = canvas.beginText()
        text.setFont(BOLD, HEAD_SIZE)
        for place, (column, lines) in enumerate(zip(self.columns, self.titles, strict=True)):
            for number, line in enumerate(lines, start=1 - len(lines)):
                at = left + self.layout.lefts[place]
                if not _is_text(column):
                    at += self.layout.widths[place] - width_of(line, BOLD, HEAD_SIZE)
                text.setTextOrigin(at, foot + 4.6 - _HEAD_LINE * number)
                text.textOut(line)
        canvas.drawText(text)
        canvas.setLineWidth(0.9)
        canvas.line(left, foot, left + self.layout.width, foot)

    def _draw_groups(self, canvas: Canvas, left: float, top: float) -> None:
        place = 0
        canvas.setFont(BOLD, HEAD_SIZE)
        canvas.setLineWidth(0.5)
        for group, members in groupby(self.columns, key=lambda column: column.group):
            last = place + len(list(members)) - 1
            if group:
                start = left + self.layout.lefts[place]
                end = left + self.layout.lefts[last] + self.layout.widths[last]
                if last > place:
                    canvas.drawCentredString((start + end) / 2, top - 8, plain(group))
                else:
                    canvas.drawRightString(end, top - 8, plain(group))
                canvas.line(start, top - 12, end, top - 12)
            place = last + 1


@dataclass(frozen=True, slots=True)
class CellText:
    """One line of a cell, placed: ``left`` from the table's left edge, ``line`` from the top."""

    text: str
    left: float
    line: int
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class RowBlock:
    """One row of a table."""

    cells: tuple[CellText, ...]
    kind: RowKind
    lines: int
    width: float
    is_first: bool
    is_last_total: bool
    leads: bool
    goes_on: bool = False

    @property
    def height(self) -> float:
        """The height in points."""
        return self._above + _ROW_HEIGHT + _LINE_HEIGHT * (self.lines - 1) + self._below

    @property
    def _above(self) -> float:
        return 7.0 if self.kind is RowKind.HEADING and not self.is_first else 0.0

    @property
    def _below(self) -> float:
        if self.kind is RowKind.SUBTOTAL and not self.leads:
            return 2.0
        return 4.0 if self.kind is RowKind.TOTAL else 0.0

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the cells and the rules of the row."""
        bold = self.kind is not RowKind.BODY
        baseline = top - self._above - 9.6
        text = canvas.beginText()
        text.setFont(BOLD if bold else REGULAR, TABLE_SIZE)
        colour = ACCENT if self.kind is RowKind.HEADING else INK
        text.setFillColor(colour)
        for cell in self.cells:
            if cell.is_quiet:
                text.setFillColor(QUIET)
            text.setTextOrigin(left + cell.left, baseline - _LINE_HEIGHT * cell.line)
            text.textOut(cell.text)
            if cell.is_quiet:
                text.setFillColor(colour)
        canvas.drawText(text)
        self._draw_rules(canvas, left, top)

    def _draw_rules(self, canvas: Canvas, left: float, top: float) -> None:
        right, foot = left + self.width, top - self.height
        if self.goes_on:
            return
        if self.kind is RowKind.BODY:
            canvas.setStrokeColor(HAIRLINE)
            canvas.setLineWidth(0.4)
            canvas.line(left, foot, right, foot)
        elif self.kind is RowKind.TOTAL:
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.6)
            canvas.line(left, top, right, top)
            if self.is_last_total:
                canvas.line(left, foot + 4.2, right, foot + 4.2)
                canvas.line(left, foot + 2.6, right, foot + 2.6)
        elif self.kind is RowKind.SUBTOTAL and not self.leads:
            canvas.setStrokeColor(QUIET)
            canvas.setLineWidth(0.6)
            canvas.line(left, top, right, top)


def head_block(table: Table, layout: Layout) -> HeadBlock:
    """Return the heads of a table, broken to the width of their columns."""
    titles = tuple(
        tuple(wrapped(column.title, BOLD, HEAD_SIZE, layout.widths[place] + 1))
        for place, column in enumerate(table.columns)
    )
    return HeadBlock(table.columns, titles, layout)


def row_blocks(table: Table, layout: Layout, language: str) -> Iterator[tuple[int, RowBlock]]:
    """Return the rows of a table as blocks, each with the index of its row."""
    last_total = table.last_total
    for index, row in enumerate(table.rows):
        cells = tuple(_cell_texts(table, row, layout, language))
        lines = 1 + max((cell.line for cell in cells), default=0)
        block = RowBlock(
            cells,
            row.kind,
            lines,
            layout.width,
            is_first=index == 0,
            is_last_total=index == last_total,
            leads=bool(row.sums) and min(row.sums) > index,
        )
        for part in _parted(block) if lines > _MOST_LINES else (block,):
            yield index, part


def _parted(block: RowBlock) -> Iterator[RowBlock]:
    """Part a row that is higher than a page into several, lines after lines."""
    for first in range(0, block.lines, _MOST_LINES):
        lines = min(_MOST_LINES, block.lines - first)
        cells = tuple(
            replace(cell, line=cell.line - first)
            for cell in block.cells
            if first <= cell.line < first + lines
        )
        yield replace(block, cells=cells, lines=lines, goes_on=first + lines < block.lines)


def _cell_texts(table: Table, row: Row, layout: Layout, language: str) -> Iterator[CellText]:
    bold = row.kind is not RowKind.BODY
    font = BOLD if bold else REGULAR
    indent = row.level * _INDENT
    for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        left, room = layout.lefts[place], layout.widths[place]
        text = cell_text(cell, column.kind, language)
        if _is_text(column):
            if not text:
                continue
            left, room, indent = left + indent, room - indent, 0.0
            if table.may_spill(row, place):
                room = _room_to_spill(table, row, layout, place) - (left - layout.lefts[place])
            is_quiet = place < row.repeats
            for number, line in enumerate(wrapped(text, font, TABLE_SIZE, room + 0.5)):
                yield CellText(line, left, number, is_quiet)
        elif text:
            yield CellText(text, left + room - _figure_width(text, font), 0)
        elif is_missing(row, place, column.kind):
            at = left + room - _figure_width(MISSING, font)
            yield CellText(MISSING, at, 0, is_quiet=True)


def _room_to_spill(table: Table, row: Row, layout: Layout, place: int) -> float:
    """Return the room from a column over the empty cells to its right."""
    last = table.last_spilled(row, place)
    return layout.lefts[last] + layout.widths[last] - layout.lefts[place]


def _figure_width(text: str, font: str) -> float:
    """Return the width of a figure by its shape: all digits are equally wide."""
    return width_of(text.translate(_DIGITS_ALIKE), font, TABLE_SIZE)


def stays_with_next(table: Table, index: int) -> bool:
    """Say whether a page may not end between a row and the next one."""
    if index + 1 >= len(table.rows):
        return bool(table.source)
    row, following = table.rows[index], table.rows[index + 1]
    if row.kind is RowKind.HEADING or index + 1 in row.sums:
        return True
    closes = following.kind in {RowKind.SUBTOTAL, RowKind.TOTAL}
    leads = bool(following.sums) and min(following.sums) > index + 1
    return closes and not leads
