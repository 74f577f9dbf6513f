"""What the grid of an application's budget shows: lines of the funder by years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, Qt

from yhdistys.grants.rules.template import BudgetScheme
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.application.budget.rows import CellState, GridRow, unit_places
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.amount_grid import AmountGrid
from yhdistys.gui.tables.column import Cell, CellKind, CellValue, Column, Row, RowStyle
from yhdistys.gui.tables.table_model import Index
from yhdistys.i18n import _
from yhdistys.values.formats import decimal_text, money, whole_number

_NO_PARENT: Final = QModelIndex()
_LINE_WIDTH: Final = 30
_FIGURE_WIDTH: Final = 9


class BudgetGrid(AmountGrid):
    """Shows the rows it is given; they change when the application was read anew."""

    def __init__(self, years: Sequence[int], scheme: BudgetScheme, parent: QObject) -> None:
        super().__init__(_columns(years), parent)
        self.years = tuple(years)
        self._scheme = scheme
        self._rows: tuple[GridRow, ...] = ()
        self._places: dict[object, int] = {}
        self._notes: Mapping[tuple[str, int], str] = {}
        self._tones: Mapping[tuple[str, int], Tone] = {}

    @property
    @override
    def text_count(self) -> int:
        return 1

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """The rows from above."""
        return self._rows

    def show_rows(
        self,
        rows: Sequence[GridRow],
        notes: Mapping[tuple[str, int], str],
        tones: Mapping[tuple[str, int], Tone],
    ) -> None:
        """Show other rows; where they are the same lines, only the amounts are told to the view.

        Args:
            rows: From above.
            notes: The notes to the funder by line and year, which stay when an amount changes.
            tones: The tones of the cells that the check has something to say about.
        """
        self._notes, self._tones = notes, tones
        is_same = [row.id for row in rows] == [row.id for row in self._rows]
        if not is_same:
            self.beginResetModel()
        self._rows = tuple(rows)
        self._places = {row.id: place for place, row in enumerate(self._rows)}
        if not is_same:
            self.endResetModel()
        elif self._rows:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def year_of(self, column: int) -> int | None:
        """Return the year of a column; None for the others."""
        return self.years[column - 1] if 0 < column <= len(self.years) else None

    def state(self, row: int, column: int) -> CellState:
        """Return what the amount of a cell is."""
        found = self._rows[row]
        is_year = 0 < column <= len(self.years) and not found.is_title
        return found.states[column - 1] if is_year else CellState.FIXED

    @override
    def is_editable(self, row: int, column: int) -> bool:
        return self.state(row, column) is CellState.OPEN

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def row_id(self, row: int) -> object:
        return self._rows[row].id if 0 <= row < len(self._rows) else None

    @override
    def place_of(self, row_id: object) -> int:
        return self._places.get(row_id, -1)

    @override
    def title_rows(self) -> Sequence[int]:
        return [place for place, row in enumerate(self._rows) if row.is_title]

    @override
    def _row_style(self, row: int) -> RowStyle:
        return self._rows[row].style

    @override
    def _row(self, row: int) -> Row | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @override
    def cell(self, row: int, column: int) -> Cell:
        found = self._rows[row]
        if column == 0:
            return Cell(found.text, style=found.style)
        amount = self.amount(found, column)
        return Cell(
            text="" if amount is None else self._figure(amount),
            kind=CellKind.FIGURE,
            tone=self._tone(found, column),
            style=found.style,
            is_right=True,
            is_editable=self.is_editable(row, column),
        )

    def _figure(self, amount: Decimal) -> str:
        """Return an amount as the form takes it: with cents, or whole euros."""
        return money(amount) if unit_places(self._scheme) else whole_number(amount)

    def _tone(self, row: GridRow, column: int) -> Tone:
        year = self.year_of(column)
        if year is not None and (row.id, year) in self._tones:
            return self._tones[row.id, year]
        is_quiet = row.line is not None and (
            year is None or row.states[column - 1] in {CellState.COMPUTED, CellState.FROM_TABLE}
        )
        return Tone.QUIET if is_quiet else Tone.PLAIN

    @override
    def value(self, row: int, column: int) -> CellValue:
        found = self._rows[row]
        return found.text if column == 0 else self.amount(found, column)

    def amount(self, row: GridRow, column: int) -> Decimal | None:
        """Return the amount of a cell; None where there is none."""
        if row.is_title:
            return None
        return row.amounts[column - 1] if column <= len(self.years) else row.total

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() == 0:
            return super().data(index, role)
        amount = self.amount(self._rows[index.row()], index.column())
        if amount is None:
            return ""
        return decimal_text(amount, unit_places(self._scheme), grouped=False)


def _columns(years: Sequence[int]) -> list[Column]:
    total = ["total"] if len(years) > 1 else []
    return [
        Column(id="line", title=_("Line"), text=str, width=_LINE_WIDTH, stretch=True),
        *(
            Column(id=name, title=title, text=str, kind=CellKind.FIGURE, width=_FIGURE_WIDTH)
            for name, title in (
                *((f"year-{number}", str(year)) for number, year in enumerate(years)),
                *((name, _("Total")) for name in total),
            )
        ),
    ]
