"""What a report says, as values: headings, paragraphs, tables, key figures, signatures.

A report builds a ``Document``; the renderers in ``yhdistys.documents.render`` turn it into a file.
Nothing here knows pages, cells or fonts. Money is ``Decimal`` euros. A missing figure is ``None``
and differs from zero; where a figure would make no sense stands an empty text. Every cell carries
its value; ``Row.sums`` and ``Column.formula`` say besides how the value came about, so that a
workbook can carry live formulas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TypeAlias

Cell: TypeAlias = str | int | Decimal | date | None
_ONE_DECIMAL = Decimal("0.1")


class ColumnKind(StrEnum):
    """What stands in a column; decides alignment and number format."""

    TEXT = "text"
    MONEY = "money"
    PERCENT = "percent"
    WHOLE = "whole"
    DATE = "date"


TEXT_KINDS = frozenset({ColumnKind.TEXT, ColumnKind.DATE})
"""What stands at the left edge of its column."""


class RowKind(StrEnum):
    """The weight of a row: an ordinary one, a heading over rows, a sum of rows, the last sum."""

    BODY = "body"
    HEADING = "heading"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


class ParagraphKind(StrEnum):
    """The weight of a paragraph."""

    BODY = "body"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Difference:
    """One column less another of the same row; a missing figure counts as zero."""

    minuend: str
    subtrahend: str


@dataclass(frozen=True, slots=True)
class Share:
    """One column in percent of another of the same row, one decimal; none of a zero."""

    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class Together:
    """The sum of columns of the same row, such as the months of a year."""

    columns: tuple[str, ...]


Formula: TypeAlias = Difference | Share | Together


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table.

    Attributes:
        key: Its name in formulas, unique in the table.
        title: Its heading.
        kind: What stands in it.
        group: A heading over this and the neighbouring columns of the same group; may be empty.
        width: A wish in characters; the renderer decides when it is None.
        formula: How each cell follows from other cells of its row.
    """

    key: str
    title: str
    kind: ColumnKind = ColumnKind.TEXT
    group: str = ""
    width: int | None = None
    formula: Formula | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table.

    Attributes:
        cells: A value for each column.
        kind: Its weight.
        level: How deep it stands under headings, 0 at the edge.
        sums: The rows, by their index in the table, that add up to this one.
        given: The keys of columns that do not follow from ``sums`` or a formula in this row.
        repeats: How many of its first cells say the same as the row above.
    """

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY
    level: int = 0
    sums: tuple[int, ...] = ()
    given: frozenset[str] = frozenset()
    repeats: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under columns.

    Attributes:
        columns: The columns, left to right.
        rows: The rows, top to bottom.
        name: A short name, such as that of a sheet.
        caption: A heading above the table; may be empty.
        source: One sentence telling which records the figures come from; may be empty.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    name: str = ""
    caption: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows):
            if len(row.cells) != len(self.columns):
                message = f"row {number}: {len(row.cells)} cells, {len(self.columns)} columns"
                raise ValueError(message)

    @property
    def last_total(self) -> int:
        """The index of the last total, under which the table is closed; -1 without one."""
        totals = [index for index, row in enumerate(self.rows) if row.kind is RowKind.TOTAL]
        return totals[-1] if totals else -1

    def may_spill(self, row: Row, place: int) -> bool:
        """Say whether the text of a cell may run on over the empty cells to its right.

        Headings and sums do from the first column, so that they do not make it as wide as they
        are; a sum only over further columns of text.
        """
        if place or row.kind is RowKind.BODY or self.columns[0].kind is not ColumnKind.TEXT:
            return False
        beside = self.columns[1].kind if len(self.columns) > 1 else None
        return row.kind is RowKind.HEADING or beside is ColumnKind.TEXT

    def last_spilled(self, row: Row, place: int) -> int:
        """Return the last column that the text of a cell may run on to; its own at least.

        A heading may over all empty cells to its right, a sum over those of text.
        """
        last = place
        if not self.may_spill(row, place):
            return last
        while last + 1 < len(row.cells) and row.cells[last + 1] in {None, ""}:
            last += 1
        if row.kind is not RowKind.HEADING:
            while last > place and self.columns[last].kind not in TEXT_KINDS:
                last -= 1
        return last

    def position(self, key: str) -> int:
        """Return the place of a column, counted from 0."""
        for place, column in enumerate(self.columns):
            if column.key == key:
                return place
        raise KeyError(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level 1 is a chapter."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; blank lines part paragraphs."""

    text: str
    kind: ParagraphKind = ParagraphKind.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class CellAddress:
    """A cell of a table of the same document.

    Attributes:
        table: The name of the table.
        row: The index of the row, from 0.
        column: The key of the column.
    """

    table: str
    row: int
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One figure that a reader should see first.

    Attributes:
        label: What it is.
        value: The figure.
        kind: How it is shown.
        stands_in: The cell of a table that carries the same figure.
        beside: What it is compared with, such as ``("Budget", Decimal("17077.00"))``.
    """

    label: str
    value: Cell
    kind: ColumnKind = ColumnKind.MONEY
    stands_in: CellAddress | None = None
    beside: tuple[str, Cell] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures:
    """A few figures side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Somebody who signs; an empty name leaves room to write it."""

    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """A place and a date to fill in, and a line for each signatory."""

    signatories: tuple[Signatory, ...]
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line under the title or in a list, such as ``Version`` and ``approved 19.11.2024``."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactList:
    """Facts one under the other, the labels in a column of their own."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Part: TypeAlias = Heading | Paragraph | Table | KeyFigures | FactList | Signatures | PageBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who speaks: the association's name and lines such as its business id and address."""

    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """All that a report says.

    Attributes:
        title: The title.
        language: ``fi``, ``sv`` or ``en``: of its texts and of its number formats.
        parts: What it consists of, top to bottom.
        subtitle: A line under the title; may be empty.
        facts: What the reader must know to read the figures: period, version, currency.
        letterhead: Who speaks; none for a bare table.
        footer: A line at the foot of each page; may be empty.
        made_on: The day it was made; not shown when None.
    """

    title: str
    language: str
    parts: tuple[Part, ...] = ()
    subtitle: str = ""
    facts: tuple[Fact, ...] = ()
    letterhead: Letterhead | None = None
    footer: str = ""
    made_on: date | None = None

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, top to bottom."""
        return tuple(part for part in self.parts if isinstance(part, Table))


def computed_table(table: Table) -> Table:
    """Fill the sums and the formula columns of a table from its other cells.

    A sum of missing figures only is missing. The cells that follow from others are overwritten.
    """
    work = _Computation(table)
    return replace(table, rows=tuple(work.row(index) for index in range(len(table.rows))))


@dataclass(slots=True)
class _Computation:
    """The cells of one table while they are being computed."""

    table: Table
    summed: dict[int, tuple[Cell, ...]] = field(default_factory=dict)
    open_rows: set[int] = field(default_factory=set)

    def row(self, index: int) -> Row:
        """Return a row with all its cells."""
        row = self.table.rows[index]
        cells = list(self._summed_cells(index))
        if row.kind is not RowKind.HEADING:
            for place, column in enumerate(self.table.columns):
                if column.formula is not None and column.key not in row.given:
                    cells[place] = self._formula_cell(column.formula, cells)
        return replace(row, cells=tuple(cells))

    def _summed_cells(self, index: int) -> tuple[Cell, ...]:
        row = self.table.rows[index]
        if not row.sums:
            return row.cells
        if index not in self.summed:
            if index in self.open_rows:
                message = f"row {index} adds up to itself"
                raise ValueError(message)
            self.open_rows.add(index)
            parts = [self._summed_cells(part) for part in row.sums]
            self.summed[index] = tuple(
                _sum([part[place] for part in parts])
                if is_summed(row, column)
                else row.cells[place]
                for place, column in enumerate(self.table.columns)
            )
        return self.summed[index]

    def _formula_cell(self, formula: Formula, cells: Sequence[Cell]) -> Cell:
        position = self.table.position
        if isinstance(formula, Together):
            return _sum([cells[position(key)] for key in formula.columns])
        if isinstance(formula, Difference):
            return _difference(
                cells[position(formula.minuend)], cells[position(formula.subtrahend)]
            )
        return _share(cells[position(formula.part)], cells[position(formula.whole)])


def is_summed(row: Row, column: Column) -> bool:
    """Say whether the cell of this row and column is the sum of the rows in ``Row.sums``."""
    adds_up = column.kind in {ColumnKind.MONEY, ColumnKind.WHOLE}
    return bool(row.sums) and adds_up and column.formula is None and column.key not in row.given


def _sum(cells: Sequence[Cell]) -> int | Decimal | None:
    figures = [cell for cell in cells if isinstance(cell, int | Decimal)]
    return sum(figures[1:], figures[0]) if figures else None


def _number(cell: Cell) -> Decimal:
    return Decimal(cell) if isinstance(cell, int | Decimal) else Decimal(0)


def _difference(minuend: Cell, subtrahend: Cell) -> Decimal | None:
    if minuend is None and subtrahend is None:
        return None
    return _number(minuend) - _number(subtrahend)


def _share(part: Cell, whole: Cell) -> Decimal | None:
    if not whole:
        return None
    share = (_number(part) * 100 / _number(whole)).quantize(_ONE_DECIMAL, ROUND_HALF_UP)
    return share + 0  # never minus zero
