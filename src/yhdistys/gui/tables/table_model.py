"""What the table view asks of every model: cells to paint, values to copy, rows found by id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from yhdistys.gui.overriding import override
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.column import (
    PLAIN_ROW,
    Cell,
    CellKind,
    CellValue,
    Column,
    Row,
    RowStyle,
    SortOrder,
)
from yhdistys.i18n import _
from yhdistys.values.formats import percent_text

Index = QModelIndex | QPersistentModelIndex

_HORIZONTAL: Final = Qt.Orientation.Horizontal
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NO_PARENT: Final = QModelIndex()


class TableModel(QAbstractTableModel):
    """The base of the three models; a model says which row stands where, the rest is here."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._sorted_by: SortOrder | None = None
        self._filter_text = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in the order of their declaration."""
        return self._columns

    @property
    def sorted_by(self) -> SortOrder | None:
        """The order the reader chose; None is the order of the rows as they were given."""
        return self._sorted_by

    @property
    def filter_text(self) -> str:
        """The words that the shown rows hold."""
        return self._filter_text

    @property
    def is_sortable(self) -> bool:
        """Whether the reader may sort; rows in groups stay as they are."""
        return False

    @property
    def is_filterable(self) -> bool:
        """Whether the reader may filter."""
        return False

    def sort_by(self, order: SortOrder | None) -> None:
        """Sort as the reader asks; None goes back to the given order."""
        self._sorted_by = order

    def set_filter(self, text: str) -> None:
        """Show only rows that hold all the words of a text."""
        self._filter_text = text

    def row_at(self, index: Index) -> Row | None:
        """Return the row at an index; None where there is none."""
        return self._row(index.row()) if index.isValid() else None

    def row_id(self, row: int) -> object:
        """Return the id of the row that stands there."""
        raise NotImplementedError

    def place_of(self, row_id: object) -> int:
        """Return where the row with an id stands now; -1 when it is not shown."""
        raise NotImplementedError

    def places_of(self, row_ids: Sequence[object]) -> list[int]:
        """Return where several rows stand now."""
        return [self.place_of(row_id) for row_id in row_ids]

    def title_rows(self) -> Sequence[int]:
        """Return the rows that only name what follows."""
        return ()

    def cell(self, row: int, column: int) -> Cell:
        """Return what is painted."""
        declared = self._columns[column]
        found = self._row(row)
        if found is None:
            return Cell("")
        return Cell(
            text=declared.text(found),
            kind=declared.kind,
            tone=Tone.PLAIN if declared.tone is None else declared.tone(found),
            style=self._row_style(row),
            bar=None if declared.bar is None else declared.bar(found),
            is_right=declared.is_right,
        )

    def value(self, row: int, column: int) -> CellValue:
        """Return what a cell is to Excel and the clipboard."""
        declared = self._columns[column]
        found = self._row(row)
        if found is None:
            return None
        return declared.text(found) if declared.value is None else declared.value(found)

    def _row_style(self, row: int) -> RowStyle:  # noqa: ARG002 - for the models that have styles
        """Return how a row looks."""
        return PLAIN_ROW

    def _row(self, row: int) -> Row | None:
        """Return the row that stands there, for the declared columns."""
        raise NotImplementedError

    @override
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        reader = _READERS.get(int(role))
        if reader is None or not index.isValid():
            return None
        return reader(self, index.row(), index.column())

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation != _HORIZONTAL or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_right else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.help or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.title or column.help or None
        return None

    def _text(self, row: int, column: int) -> object:
        return self.cell(row, column).text

    def _alignment(self, _row: int, column: int) -> object:
        return _RIGHT if self._columns[column].is_right else _LEFT

    def _accessible_text(self, row: int, column: int) -> object:
        declared = self._columns[column]
        found = self._row(row)
        if declared.accessible is not None and found is not None:
            return declared.accessible(found)
        cell = self.cell(row, column)
        if cell.kind is CellKind.BAR and cell.bar is not None and not cell.text:
            return _bar_text(cell)
        return cell.text or None


def _bar_text(cell: Cell) -> str:
    """Say a bar in words, for those who hear it."""
    if cell.bar is None:
        return cell.text
    used = percent_text(cell.bar.used * 100)
    if cell.bar.expected is None:
        return _("{used} used").format(used=used)
    expected = percent_text(cell.bar.expected * 100)
    return _("{used} used, {expected} expected by now").format(used=used, expected=expected)


_READERS: Final[Mapping[int, Callable[[TableModel, int, int], object]]] = {
    int(Qt.ItemDataRole.DisplayRole): TableModel._text,  # noqa: SLF001 - the class's own table
    int(Qt.ItemDataRole.TextAlignmentRole): TableModel._alignment,  # noqa: SLF001 - as above
    int(Qt.ItemDataRole.AccessibleTextRole): TableModel._accessible_text,  # noqa: SLF001 - as above
}
