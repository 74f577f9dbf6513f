"""The looks of the table view: the row under the pointer, the frame of the focus, an empty text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from yhdistys.gui.overriding import override
from yhdistys.gui.style import appearance, colours, px
from yhdistys.gui.tables.delegates import CellDelegate
from yhdistys.gui.tables.header import TableHeader
from yhdistys.gui.tables.table_model import TableModel


class PaintedView(QTableView):
    """A table without a grid: lines between rows, quiet headings, a frame round the current row."""

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._hovered_row = -1
        self._empty_text = ""
        self.setHorizontalHeader(self.make_header(model))
        self.setModel(model)
        self.setItemDelegate(CellDelegate(model, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.entered.connect(self.on_entered)
        self.viewportEntered.connect(self._on_viewport_entered)
        appearance().changed.connect(self._on_looks_changed)

    def make_header(self, model: TableModel) -> TableHeader:
        """Make the headings; overridden where they hold more than titles."""
        return TableHeader(model, self)

    @property
    def hovered_row(self) -> int:
        """The row under the pointer; -1 for none."""
        return self._hovered_row

    @property
    def is_row_wise(self) -> bool:
        """Whether whole rows are selected."""
        return self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows

    def set_empty_text(self, text: str) -> None:
        """Say in the middle of the table why there is no row, and what to do."""
        self._empty_text = text
        self.viewport().update()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._model.rowCount() == 0:
            self._paint_empty_text(painter)
        elif self.hasFocus() and self.currentIndex().isValid():
            self._paint_focus(painter, self.currentIndex())
        painter.end()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def row_rect(self, row: int) -> QRect:
        """Return where a row stands in the viewport."""
        header = self.horizontalHeader()
        height = self.rowHeight(row)
        return QRect(-header.offset(), self.rowViewportPosition(row), header.length(), height)

    def _paint_empty_text(self, painter: QPainter) -> None:
        if not self._empty_text:
            return
        painter.setPen(QColor(colours().quiet))
        room = QRectF(self.viewport().rect()).adjusted(px(24), px(16), -px(24), -px(16))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), self._empty_text)

    def _paint_focus(self, painter: QPainter, current: QModelIndex) -> None:
        rect = self.row_rect(current.row()) if self.is_row_wise else self.visualRect(current)
        if rect.isEmpty():
            return
        width = px(2) * 0.75
        frame = QRectF(rect).adjusted(width, width / 2, -width, -width / 2 - px(1) * 0.5)
        if self.is_row_wise:
            room = QRectF(self.viewport().rect()).adjusted(width, 0, -width, 0)
            frame.setLeft(max(frame.left(), room.left()))
            frame.setRight(min(frame.right(), room.right()))
        painter.setPen(QPen(QColor(colours().accent), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, px(3), px(3))

    def _hover(self, row: int) -> None:
        before, self._hovered_row = self._hovered_row, row
        if before != row:
            for changed in {before, row} - {-1}:
                self.viewport().update(self.row_rect(changed))

    @Slot(QModelIndex)
    def on_entered(self, index: QModelIndex) -> None:
        """Show which row is under the pointer."""
        self._hover(index.row())

    @Slot()
    def _on_viewport_entered(self) -> None:
        self._hover(-1)

    @Slot()
    def _on_looks_changed(self) -> None:
        self.viewport().update()
        self.horizontalHeader().updateGeometry()
