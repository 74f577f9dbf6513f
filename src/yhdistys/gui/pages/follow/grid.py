"""The grid: a table of rows, with the current figure framed and said with its cents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from yhdistys.gui.overriding import override
from yhdistys.gui.pages.follow.columns import follow_columns, is_unplanned, row_id, row_style
from yhdistys.gui.pages.follow.rows import ShownRow
from yhdistys.gui.style import colours, px
from yhdistys.gui.tables.column import CellKind, CellValue
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.i18n import _


class FollowTable(RowTable):
    """The rows of the follow-up; a figure's tool tip tells its cents, a note's the whole note."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(follow_columns(), row_id=row_id, style=row_style, parent=parent)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            column = self.columns[index.column()]
            row = self._row(index.row())
            is_told = column.accessible is not None and row is not None
            return column.accessible(row) or None if is_told and column.accessible else None
        return super().data(index, role)


class FollowGrid(TableView):
    """Frames the figure whose entries Enter would open: left and right choose another."""

    def __init__(self, model: FollowTable, parent: QWidget) -> None:
        super().__init__("follow", model, accessible_name=_("Follow-up"), parent=parent)
        self._table = model

    @property
    def current(self) -> ShownRow | None:
        """The current row."""
        row = self._model.row_at(self.currentIndex())
        return row if isinstance(row, ShownRow) else None

    @property
    def current_column(self) -> str:
        """The id of the column that the current figure stands in."""
        place = self.currentIndex().column()
        return self._model.columns[place].id if place >= 0 else ""

    def make_room(self) -> None:
        """Make columns as wide as their longest figure, and as the word of a missing note."""
        needed: dict[int, int] = {}
        for place, column in enumerate(self._model.columns):
            if column.kind in {CellKind.FIGURE, CellKind.TAG}:
                hints = map(self.sizeHintForIndex, self._widest(place))
                needed[place] = max((hint.width() for hint in hints), default=0)
        self.column_layout.need(needed)

    def _widest(self, place: int) -> list[QModelIndex]:
        """Return the cells of a column of which one is the widest, without measuring them all."""
        column = self._model.columns[place]
        rows = [row for row in self._table.rows if row.has_figures]
        if column.kind is CellKind.TAG or column.value is None:
            chosen = [next((row for row in rows if row.is_unexplained), None)]
        else:
            marked = [row for row in rows if row.is_deviation]
            unplanned = next((row for row in rows if is_unplanned(row)), None)
            chosen = [unplanned, *_extremes(rows, column.value), *_extremes(marked, column.value)]
        places = [self._model.place_of(row.id) for row in chosen if row is not None]
        return [self._model.index(row, place) for row in places]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current row in sight when a panel opens below."""
        super().resizeEvent(event)
        if self.currentIndex().isValid() and event.size().height() < event.oldSize().height():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        index = self.currentIndex()
        is_figure = index.isValid() and self._model.columns[index.column()].kind is CellKind.FIGURE
        if not is_figure or not self.hasFocus() or self.current is None:
            return
        if not self.current.has_figures:
            return
        width = px(2) * 0.75
        room = QRectF(self.visualRect(index)).adjusted(px(2), px(3), -px(2), -px(4))
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours().accent), width))
        painter.drawRoundedRect(room, px(4), px(4))
        painter.end()


def _extremes(
    rows: Sequence[ShownRow], value: Callable[[ShownRow], CellValue]
) -> tuple[ShownRow, ...]:
    """Return the rows with the smallest and the largest figure."""
    known = [(told, row) for row in rows if isinstance(told := value(row), Decimal)]
    if not known:
        return ()
    return min(known, key=_figure)[1], max(known, key=_figure)[1]


def _figure(pair: tuple[Decimal, ShownRow]) -> Decimal:
    return pair[0]
