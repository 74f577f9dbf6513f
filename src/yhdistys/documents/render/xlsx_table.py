"""One table on a sheet: headings, rows, formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from yhdistys.documents.document import (
    Cell,
    CellAddress,
    Column,
    ColumnKind,
    Difference,
    Formula,
    Row,
    RowKind,
    Share,
    Table,
    is_summed,
)
from yhdistys.documents.render.figures import extreme_texts

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from yhdistys.documents.render.xlsx_style import Styles

_NARROWEST, _WIDEST_TEXT, _WIDEST_HEAD = 6, 46, 13
_MOST_ARGUMENTS = 200
_LONGEST_TEXT = 32_767
_FROZEN_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table stands in the workbook; rows and columns count from 0.

    Attributes:
        sheet: The name of the sheet.
        first: The sheet's row of the table's first row.
        end: The sheet's row after the table.
        table: The table.
    """

    sheet: str
    first: int
    end: int
    table: Table

    def link(self, address: CellAddress) -> str:
        """Return a formula that shows a cell of the table."""
        letter = xl_col_to_name(self.table.position(address.column))
        sheet = self.sheet.replace("'", "''")
        return f"='{sheet}'!{letter}{self.first + address.row + 1}"


class TableWriter:
    """Writes one table from a row of the sheet on."""

    def __init__(self, worksheet: Worksheet, styles: Styles, table: Table) -> None:
        self._worksheet = worksheet
        self._styles = styles
        self._table = table
        self._letters = [xl_col_to_name(place) for place in range(len(table.columns))]
        self._places = {column.key: place for place, column in enumerate(table.columns)}
        self._last_total = table.last_total
        self._rows_of_styles: dict[tuple[object, ...], Sequence[Format]] = {}
        self._first = 0

    def write(self, top: int, widths: Sequence[int]) -> TablePlace:
        """Write headings and rows; freeze the headings and repeat them on each printed page."""
        for place, width in enumerate(widths):
            self._worksheet.set_column(place, place, width)
        self._first = self._write_heads(top)
        self._worksheet.repeat_rows(top, self._first - 1)
        leading = _leading_texts(self._table.columns)
        self._worksheet.freeze_panes(self._first, min(leading, _FROZEN_COLUMNS))
        for index in range(len(self._table.rows)):
            self._write_row(index)
        end = self._first + len(self._table.rows)
        if self._table.source:
            self._worksheet.write_string(end, 0, self._table.source, self._styles.quiet)
            end += 1
        return TablePlace(self._worksheet.get_name(), self._first, end, self._table)

    def _write_heads(self, top: int) -> int:
        columns = self._table.columns
        if any(column.group for column in columns):
            self._write_groups(top)
            top += 1
        for place, column in enumerate(columns):
            is_text = column.kind in {ColumnKind.TEXT, ColumnKind.DATE}
            style = self._styles.text_head if is_text else self._styles.figure_head
            write_value(self._worksheet, (top, place), column.title, ColumnKind.TEXT, style)
        return top + 1

    def _write_groups(self, top: int) -> None:
        place = 0
        for group, members in groupby(self._table.columns, key=lambda column: column.group):
            last = place + len(list(members)) - 1
            if group and last > place:
                self._worksheet.merge_range(top, place, top, last, group, self._styles.group_head)
            elif group:
                self._worksheet.write_string(top, place, group, self._styles.lone_group_head)
            place = last + 1

    def _write_row(self, index: int) -> None:
        row = self._table.rows[index]
        line = self._first + index
        if row.kind is RowKind.HEADING:
            self._worksheet.set_row(line, 22)
        styles = self._row_styles(row, closes=index == self._last_total)
        for place, (column, cell) in enumerate(zip(self._table.columns, row.cells, strict=True)):
            formula = ""
            if row.sums or column.formula is not None:
                formula = self._formula(row, column, line, place)
            if formula and (cell is not None or is_summed(row, column)):
                value = 0 if cell is None else plain_number(cell, column.kind)
                self._worksheet.write_formula(line, place, formula, styles[place], value)
            else:
                write_value(self._worksheet, (line, place), cell, column.kind, styles[place])

    def _row_styles(self, row: Row, *, closes: bool) -> Sequence[Format]:
        """Return the format of each cell of a row; the first text that is there is indented."""
        indented = self._first_text(row) if row.level else None
        key = (row.kind, row.level, indented, row.repeats, closes)
        found = self._rows_of_styles.get(key)
        if found is None:
            found = self._rows_of_styles[key] = tuple(
                self._styles.cell(
                    column.kind,
                    row.kind,
                    row.level if place == indented else 0,
                    is_quiet=place < row.repeats,
                    closes=closes,
                )
                for place, column in enumerate(self._table.columns)
            )
        return found

    def _first_text(self, row: Row) -> int | None:
        for place, column in enumerate(self._table.columns):
            if column.kind is ColumnKind.TEXT and row.cells[place]:
                return place
        return None

    def _formula(self, row: Row, column: Column, line: int, place: int) -> str:
        """Return how a cell is computed in the workbook; empty when it stands on its own."""
        if row.kind is RowKind.HEADING or column.key in row.given:
            return ""
        if column.formula is not None:
            return self._row_formula(column.formula, line + 1)
        if is_summed(row, column):
            letter = self._letters[place]
            return _sum_formula(letter, [self._first + part + 1 for part in row.sums])
        return ""

    def _row_formula(self, formula: Formula, number: int) -> str:
        def name(key: str) -> str:
            return f"{self._letters[self._places[key]]}{number}"

        if isinstance(formula, Difference):
            return f"={name(formula.minuend)}-{name(formula.subtrahend)}"
        if isinstance(formula, Share):
            part, whole = name(formula.part), name(formula.whole)
            return f'=IF(N({whole})=0,"",ROUND({part}/{whole},3))'
        return _together_formula([self._places[key] for key in formula.columns], number)


def write_value(
    worksheet: Worksheet, place: tuple[int, int], cell: Cell, kind: ColumnKind, style: Format
) -> None:
    """Write a cell that stands on its own at a row and column; a missing figure stays empty."""
    line, column = place
    if isinstance(cell, Decimal | int):
        worksheet.write_number(line, column, plain_number(cell, kind), style)
    elif cell is None or cell == "":
        worksheet.write_blank(line, column, None, style)
    elif isinstance(cell, date):
        worksheet.write_datetime(line, column, datetime.combine(cell, time()), style)
    else:
        worksheet.write_string(line, column, cell[:_LONGEST_TEXT], style)


def _sum_formula(letter: str, numbers: Sequence[int]) -> str:
    ranges = [
        f"{letter}{first}:{letter}{last}" if last > first else f"{letter}{first}"
        for first, last in _runs(numbers)
    ]
    return f"={_sum_of(ranges)}"


def _together_formula(places: Sequence[int], number: int) -> str:
    ranges = [
        f"{xl_col_to_name(first)}{number}:{xl_col_to_name(last)}{number}"
        for first, last in _runs(places)
    ]
    return f"={_sum_of(ranges)}"


def _sum_of(ranges: Sequence[str]) -> str:
    """Nest sums where there are more parts than a function takes arguments."""
    if len(ranges) <= _MOST_ARGUMENTS:
        return f"SUM({','.join(ranges)})"
    steps = range(0, len(ranges), _MOST_ARGUMENTS)
    return _sum_of([f"SUM({','.join(ranges[at : at + _MOST_ARGUMENTS])})" for at in steps])


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Join neighbouring numbers: 5, 6, 7, 9 are 5-7 and 9."""
    ordered = sorted(numbers)
    first = last = ordered[0]
    for number in ordered[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last


def plain_number(cell: Cell, kind: ColumnKind) -> float | str:
    """Return a figure as the workbook carries it; a share of 103.5 % is 1.035 there."""
    if isinstance(cell, int | Decimal):
        return float(cell / 100) if kind is ColumnKind.PERCENT else float(cell)
    return str(cell)


def _leading_texts(columns: Sequence[Column]) -> int:
    count = 0
    while count < len(columns) and columns[count].kind is ColumnKind.TEXT:
        count += 1
    return count


def _lone_group(table: Table, place: int) -> list[int]:
    """Return the length of the heading over a column that is a group of its own."""
    group = table.columns[place].group
    alone = [column.group for column in table.columns].count(group) == 1
    return [len(group)] if alone else [0]


def column_widths(table: Table, language: str) -> list[int]:
    """Return the width of each column in characters, from what stands in it."""
    widths = []
    for place, column in enumerate(table.columns):
        if column.width is not None:
            widths.append(column.width)
            continue
        cells = [row.cells[place] for row in table.rows if not table.may_spill(row, place)]
        texts = extreme_texts(cells, column.kind, language)
        longest = max((len(text) for text in texts), default=0)
        head = max((len(word) for word in column.title.split()), default=0)
        head = max(head, min(len(column.title), _WIDEST_HEAD), *_lone_group(table, place))
        most = _WIDEST_TEXT if column.kind is ColumnKind.TEXT else longest + 3
        widths.append(max(_NARROWEST, head + 1, min(longest + 3, most)))
    return widths
