"""The cells of a table of answers: how they look, what keys do in them, and their widths."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QWidget,
)

from yhdistys.gui.overriding import override
from yhdistys.gui.style import colours, px
from yhdistys.gui.tables.header import heading_font

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MOST_ROWS: Final = 12
_NARROWEST: Final = 110  # a column of texts
_FIGURE: Final = 72
_TALLEST: Final = 200


class _CellPainter(QStyledItemDelegate):
    """Draws a quiet line under each row instead of a grid."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        plain, rect = QStyleOptionViewItem(option), QRect(option.rect)
        has_focus = plain.state & QStyle.StateFlag.State_HasFocus
        plain.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, plain, index)
        painter.save()
        painter.setPen(colours().line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if has_focus:
            painter.setPen(QPen(QColor(colours().accent), px(2)))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


class AnswerCells(QTableWidget):
    """Cells that take blocks of a spreadsheet, and are as high as their rows.

    Attributes:
        pasted: A text is to be put in from the current cell on.
        cleared: The chosen cells are to be emptied.
        entered: Enter was pressed in a cell, or ended what was written in it.
        finished: Undo was pressed: what was written is to be stored first, so that it is undone.
    """

    pasted = Signal(object)
    cleared = Signal()
    entered = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(_CellPainter(self))
        self.setProperty("answer-cells", "true")

    @property
    def is_writing(self) -> bool:
        """Whether a cell is being written."""
        return self.state() == QTableWidget.State.EditingState

    @override
    def event(self, e: QEvent) -> bool:
        if (
            isinstance(e, QKeyEvent)
            and e.type() == QEvent.Type.ShortcutOverride
            and e.matches(QKeySequence.StandardKey.Undo)
        ):
            self.finished.emit()
        return super().event(e)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._chosen_text())
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit()
        elif event.key() in _ENTER and not self.is_writing:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go one cell on when Enter ended the writing."""
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self.entered.emit()

    def _chosen_text(self) -> str:
        ranges = self.selectedRanges()
        if not ranges:
            return ""
        block = ranges[0]
        return "\n".join(
            "\t".join(
                found.text() if (found := self.item(row, column)) is not None else ""
                for column in range(block.leftColumn(), block.rightColumn() + 1)
            )
            for row in range(block.topRow(), block.bottomRow() + 1)
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Share out the width: figures take what they need, their headings wrap, texts the rest."""
        header = self.horizontalHeader()
        widths = {at: self._figures_width(at) for at in range(self.columnCount())}
        texts = [at for at, width in widths.items() if not width]
        spare = self.viewport().width() - sum(widths.values())
        for at in texts:
            widths[at] = max(px(_NARROWEST), spare // len(texts))
        height = 0
        for at, width in widths.items():
            self.setColumnWidth(at, width)
            height = max(height, self._heading_height(at, width))
        header.setFixedHeight(height)
        self.resizeRowsToContents()  # texts are laid out anew in columns of another width
        self.updateGeometry()

    def _figures_width(self, at: int) -> int:
        """Return the width of a column of figures; nothing for texts, which take what is left."""
        heading = self.horizontalHeaderItem(at)
        if heading is None or not heading.textAlignment() & Qt.AlignmentFlag.AlignRight:
            return 0
        metrics = QFontMetrics(heading_font(self.font()))
        longest = max((metrics.horizontalAdvance(one) for one in heading.text().split()), default=0)
        return max(self.sizeHintForColumn(at), longest + px(24), px(_FIGURE))

    def _heading_height(self, at: int, width: int) -> int:
        heading = self.horizontalHeaderItem(at)
        text = "" if heading is None else heading.text()
        room = QRect(0, 0, width - px(20), px(_TALLEST))
        wrapped = QFontMetrics(heading_font(self.font())).boundingRect(
            room, Qt.TextFlag.TextWordWrap, text
        )
        return wrapped.height() + px(14)

    @override
    def sizeHint(self) -> QSize:
        rows = min(max(self.rowCount(), 2), _MOST_ROWS)
        heights = [self.rowHeight(row) for row in range(min(rows, self.rowCount()))]
        height = sum(heights) + max(0, rows - len(heights)) * px(28)
        bar = self.horizontalScrollBar()
        bar_height = bar.sizeHint().height() if bar.maximum() else 0
        header_height = self.horizontalHeader().height()
        return QSize(px(320), header_height + height + bar_height + px(2))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), self.sizeHint().height())
