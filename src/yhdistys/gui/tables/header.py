"""The headings of a table: quiet semi-bold texts, a mark of sorting, a line below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from yhdistys.gui.overriding import override
from yhdistys.gui.style import colours, px
from yhdistys.gui.tables.delegates import PADDING
from yhdistys.gui.tables.table_model import TableModel

_HEIGHT: Final = 34
_TEXT: Final = 12
_ARROW: Final = 7
_ARROW_GAP: Final = 5


class TableHeader(QHeaderView):
    """Paints the headings of a ``TableModel`` in the colours of the scheme."""

    def __init__(self, model: TableModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(px(24))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.length(), px(_HEIGHT))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        now = colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(now.panel))
        line = QRectF(rect)
        line.setTop(line.bottom() - max(1.0, px(1) * 1.0))
        painter.fillRect(line, QColor(now.line))
        room = QRectF(rect).adjusted(px(PADDING), 0, -px(PADDING), 0)
        font = heading_font(self.font())
        painter.setFont(font)
        painter.setPen(QColor(now.quiet))
        self._paint_title(painter, room, logicalIndex, QFontMetricsF(font))
        painter.restore()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(colours().panel))
        painter.end()
        super().paintEvent(e)

    def _paint_title(
        self, painter: QPainter, room: QRectF, logical: int, metrics: QFontMetricsF
    ) -> None:
        column = self._model.columns[logical]
        order = self._model.sorted_by
        is_sorted = order is not None and order.column_id == column.id and self._model.is_sortable
        arrow = px(_ARROW + _ARROW_GAP) if is_sorted else 0
        available = max(0.0, room.width() - arrow)
        title = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, available + 0.5)
        width = min(metrics.horizontalAdvance(title), available)
        left = room.right() - width if column.is_right else room.left()
        at = QRectF(left, room.top(), width + 1, room.height())
        painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), title)
        if order is not None and is_sorted:
            edge = left - px(_ARROW + _ARROW_GAP) if column.is_right else at.right() + px(4)
            _paint_arrow(painter, edge, room.center().y(), is_down=order.is_descending)


def heading_font(base: QFont) -> QFont:
    """Return the font of headings."""
    font = QFont(base)
    font.setWeight(QFont.Weight.DemiBold)
    font.setPixelSize(px(_TEXT))
    return font


def _paint_arrow(painter: QPainter, left: float, middle: float, *, is_down: bool) -> None:
    size = float(px(_ARROW))
    tip = 1.0 if is_down else -1.0
    points = [
        QPointF(left, middle - tip * size / 4),
        QPointF(left + size, middle - tip * size / 4),
        QPointF(left + size / 2, middle + tip * size / 3),
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().accent))
    painter.drawPolygon(QPolygonF(points))
