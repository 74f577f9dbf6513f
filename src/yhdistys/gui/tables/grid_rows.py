"""The rows of a grid: lines in groups, sums that follow, and what of it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, Qt

from yhdistys.gui.overriding import override
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.amount_grid import AmountGrid
from yhdistys.gui.tables.column import (
    PLAIN_ROW,
    Cell,
    CellKind,
    CellValue,
    Column,
    Row,
    RowKind,
    RowStyle,
)
from yhdistys.gui.tables.grid_lines import GridGroup, GridLine, amount_text
from yhdistys.gui.tables.table_model import Index
from yhdistys.i18n import _
from yhdistys.values.formats import money, whole_number
from yhdistys.values.money import from_cents

_NO_PARENT = QModelIndex()
_TITLE_ROW: Final = RowStyle(RowKind.GROUP)
_SUM_ROW: Final = RowStyle(RowKind.SUM)
_TOTAL_ROW: Final = RowStyle(RowKind.TOTAL)
_INNER_ROW: Final = RowStyle(RowKind.PLAIN, level=1)


class _Place(NamedTuple):
    """What stands in a row: a line by its place, or a title or a sum of a group."""

    style: RowStyle
    line: int = -1
    group: int = -1
    text: str = ""


class GridColumns(NamedTuple):
    """The headings of a grid, from left to right.

    Attributes:
        texts: Of the texts.
        earlier: Of the amounts that cannot be changed.
        year: Of the sum of the months.
        months: Of the months.
    """

    texts: tuple[str, ...]
    earlier: tuple[str, ...]
    year: str
    months: tuple[str, ...]


class GridRows(AmountGrid):
    """Shows lines, titles and sums; keeps the sums right by what changed, not by adding up anew."""

    def __init__(self, columns: GridColumns, parent: QObject | None = None) -> None:
        super().__init__(_declared(columns), parent)
        self._first_figure = len(columns.texts)
        self._year_column = self._first_figure + len(columns.earlier)
        self._first_month = self._year_column + 1
        self._month_count = len(columns.months)
        self._lines: list[GridLine] = []
        self._figures: list[list[int]] = []
        self._sums: list[list[int]] = []
        self._groups: list[int] = []
        self._places: list[_Place] = []
        self._rows: dict[object, int] = {}
        self._shows_cents = False

    @property
    @override
    def text_count(self) -> int:
        return self._first_figure

    @property
    def year_column(self) -> int:
        """The column of the year's amounts."""
        return self._year_column

    @property
    def month_columns(self) -> range:
        """The columns of the months."""
        return range(self._first_month, self._first_month + self._month_count)

    @property
    def shows_cents(self) -> bool:
        """Whether figures show cents; otherwise whole euros, and all of it in the tool tip."""
        return self._shows_cents

    @shows_cents.setter
    def shows_cents(self, shown: bool) -> None:
        self._shows_cents = shown
        if self._places:
            last = self.index(len(self._places) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, self._first_figure), last)

    def set_lines(
        self, lines: Sequence[GridLine], groups: Sequence[GridGroup], total: str | None = None
    ) -> None:
        """Show other lines.

        Args:
            lines: In their order within the groups.
            groups: In their order; groups without a line are left out.
            total: What the last row is called; empty leaves it out.
        """
        members: dict[str, list[int]] = {group.id: [] for group in groups}
        for place, line in enumerate(lines):
            members[line.group].append(place)
        self.beginResetModel()
        self._lines = list(lines)
        self._figures = [_figures(line) for line in lines]
        self._groups = [0] * len(lines)
        width = self.columnCount() - self._first_figure
        self._places, self._sums = [], []
        for group in groups:
            if members[group.id]:
                self._add_group(group, members[group.id])
        self._sums.append(_added(self._sums, width))
        title = _("Total") if total is None else total
        if title and lines:
            self._places.append(_Place(_TOTAL_ROW, group=len(self._sums) - 1, text=title))
        self._rows = {self.row_id(row): row for row in range(len(self._places))}
        self.endResetModel()

    def lines(self) -> tuple[GridLine, ...]:
        """Return the lines as they are now."""
        return tuple(self._lines)

    def replace_lines(self, changed: Iterable[GridLine]) -> None:
        """Take fresh versions of lines by their ids, without a reset; unknown ids are left out."""
        fresh: dict[int, GridLine] = {}
        for line in changed:
            row = self._rows.get(line.id, -1)
            if row >= 0:
                fresh[self._places[row].line] = line
        self._take(fresh)

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._places)

    @override
    def row_id(self, row: int) -> object:
        if not 0 <= row < len(self._places):
            return None
        place = self._places[row]
        if place.line >= 0:
            return self._lines[place.line].id
        return (place.style.kind, place.group)

    @override
    def place_of(self, row_id: object) -> int:
        return self._rows.get(row_id, -1)

    @override
    def title_rows(self) -> Sequence[int]:
        return [row for row, place in enumerate(self._places) if place.style.is_title]

    @override
    def _row_style(self, row: int) -> RowStyle:
        return self._places[row].style if 0 <= row < len(self._places) else PLAIN_ROW

    @override
    def cell(self, row: int, column: int) -> Cell:
        place = self._places[row]
        if column < self._first_figure:
            return Cell(self._left_text(place, column), style=place.style)
        cents = self._cents(place, column)
        is_quiet = column < self._year_column or cents == 0
        return Cell(
            text="" if cents is None else self._figure_text(cents),
            kind=CellKind.FIGURE,
            tone=Tone.QUIET if is_quiet and place.line >= 0 else Tone.PLAIN,
            style=place.style,
            is_right=True,
            is_editable=self.is_editable(row, column),
        )

    @override
    def value(self, row: int, column: int) -> CellValue:
        place = self._places[row]
        if column < self._first_figure:
            return self._left_text(place, column)
        cents = self._cents(place, column)
        return None if cents is None else from_cents(cents)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in {Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole}:
            return super().data(index, role)
        if not index.isValid() or index.column() < self._first_figure:
            return None
        place = self._places[index.row()]
        cents = self._cents(place, index.column())
        if cents is None:
            return None
        if role == Qt.ItemDataRole.EditRole:
            side = self._lines[place.line].side if place.line >= 0 else ""
            return amount_text(cents, side)
        return None if self._shows_cents or cents % 100 == 0 else money(from_cents(cents))

    @override
    def is_editable(self, row: int, column: int) -> bool:
        line = self._places[row].line
        return line >= 0 and column >= self._year_column and self._lines[line].is_editable

    @override
    def _row(self, row: int) -> Row | None:
        if not 0 <= row < len(self._places):
            return None
        line = self._places[row].line
        return self._lines[line] if line >= 0 else None

    def _put(self, changes: Mapping[int, tuple[int, ...]]) -> None:
        """Give lines, by their places, other amounts."""
        self._take({at: replace(self._lines[at], cents=cents) for at, cents in changes.items()})

    def _take(self, fresh: Mapping[int, GridLine]) -> None:
        """Put lines in their places, move the sums by the differences, tell the touched cells."""
        touched: dict[int, set[int]] = {}
        for at, line in fresh.items():
            before, after = self._figures[at], _figures(line)
            changed = {column for column, cents in enumerate(after) if cents != before[column]}
            self._lines[at], self._figures[at] = line, after
            rows = [self._rows[line.id]]
            for kind, place in self._sums_of(at):
                sums = self._sums[place]
                for column in changed:
                    sums[column] += after[column] - before[column]
                rows.append(self._rows.get((kind, place), -1))
            for row in rows:
                touched.setdefault(row, set()).update(changed)
        touched.pop(-1, None)
        self._tell(touched)

    def _sums_of(self, line: int) -> tuple[tuple[RowKind, int], ...]:
        """Return the sums that a line belongs to."""
        group, total = self._groups[line], len(self._sums) - 1
        return ((RowKind.SUM, group), (RowKind.TOTAL, total))

    def _tell(self, touched: Mapping[int, set[int]]) -> None:
        """Tell the view the touched cells, as few and as small blocks as there are."""
        blocks: list[tuple[int, int, tuple[tuple[int, int], ...]]] = []
        for row in sorted(touched):
            spans = _spans(touched[row])
            if blocks and blocks[-1][1] == row - 1 and blocks[-1][2] == spans:
                blocks[-1] = (blocks[-1][0], row, spans)
            else:
                blocks.append((row, row, spans))
        for top, bottom, spans in blocks:
            for left, right in spans:
                first = self.index(top, self._first_figure + left)
                self.dataChanged.emit(first, self.index(bottom, self._first_figure + right))

    def _add_group(self, group: GridGroup, members: list[int]) -> None:
        place = len(self._sums)
        if group.title:
            self._places.append(_Place(_TITLE_ROW, group=place, text=group.title))
        style = _INNER_ROW if group.title else PLAIN_ROW
        for line in members:
            self._groups[line] = place
            self._places.append(_Place(style, line=line))
        figures = [self._figures[line] for line in members]
        self._sums.append(_added(figures, len(figures[0])))
        if group.sum_title:
            self._places.append(_Place(_SUM_ROW, group=place, text=group.sum_title))

    def _left_text(self, place: _Place, column: int) -> str:
        if place.line < 0:
            return place.text if column == 0 else ""
        texts = self._lines[place.line].texts
        return texts[column] if column < len(texts) else ""

    def _cents(self, place: _Place, column: int) -> int | None:
        """Return the amount of a cell; None where there is none."""
        figure = column - self._first_figure
        if place.line < 0:
            return None if place.style.is_title else self._sums[place.group][figure]
        if column < self._year_column:
            earlier = self._lines[place.line].earlier
            return earlier[figure] if figure < len(earlier) else None
        return self._figures[place.line][figure]

    def _figure_text(self, cents: int) -> str:
        amount = from_cents(cents)
        return money(amount) if self._shows_cents else whole_number(amount)


def _declared(columns: GridColumns) -> list[Column]:
    declared = [
        Column(id=f"text-{at}", title=title, text=str, width=16 if at else 26, stretch=at == 0)
        for at, title in enumerate(columns.texts)
    ]
    figures = {
        **{f"earlier-{at}": title for at, title in enumerate(columns.earlier)},
        "year": columns.year,
        **{f"month-{at}": title for at, title in enumerate(columns.months)},
    }
    declared += [
        Column(id=name, title=title, text=str, kind=CellKind.FIGURE, width=8)
        for name, title in figures.items()
    ]
    return declared


def _figures(line: GridLine) -> list[int]:
    return [*(cents or 0 for cents in line.earlier), sum(line.cents), *line.cents]


def _added(figures: Sequence[Sequence[int]], width: int) -> list[int]:
    return [sum(column) for column in zip(*figures, strict=True)] if figures else [0] * width


def _spans(columns: set[int]) -> tuple[tuple[int, int], ...]:
    """Join neighbours: ``{3, 4, 7}`` gives ``((3, 4), (7, 7))``."""
    spans: list[tuple[int, int]] = []
    for column in sorted(columns):
        if spans and spans[-1][1] == column - 1:
            spans[-1] = (spans[-1][0], column)
        else:
            spans.append((column, column))
    return tuple(spans)
