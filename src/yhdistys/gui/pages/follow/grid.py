"""The grid: a table of rows, with the current figure framed and said with its cents."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from yhdistys.gui.overriding import override
from yhdistys.gui.pages.follow.columns import follow_columns, row_id, row_style
from yhdistys.gui.pages.follow.rows import ShownRow
from yhdistys.gui.style import colours, px
from yhdistys.gui.tables.column import CellKind
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
        """Make the columns of figures as wide as their longest figure."""
        places = enumerate(self._model.columns)
        figures = [place for place, column in places if column.kind is CellKind.FIGURE]
        self.column_layout.need({place: self.sizeHintForColumn(place) for place in figures})

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
