"""Painting cells: texts, figures, tags and bars, in floats and in the colours of the scheme."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from yhdistys.gui.overriding import override
from yhdistys.gui.style import Tone, colours, px, tone_colours
from yhdistys.gui.style.in_force import set_property
from yhdistys.gui.tables.column import BarShare, Cell, CellKind, RowKind
from yhdistys.gui.tables.table_model import TableModel
from yhdistys.i18n import _

Index = QModelIndex | QPersistentModelIndex

PADDING: Final = 10
"""Room at both sides of a cell, at 13 pixels of text."""
_INDENT: Final = 18
_TAG_HEIGHT: Final = 18
_TAG_PADDING: Final = 8
_TAG_TEXT: Final = 12
_BAR_HEIGHT: Final = 8
_BAR_WIDTH: Final = 90
_MARK_HEIGHT: Final = 14
_WORDLESS: Final = {Tone.PLAIN, Tone.QUIET}
WRONG: Final = "wrong"
"""The property of an editor whose text was refused; such an editor stays open."""


class HoveredView(Protocol):
    """What the delegate asks of its view."""

    @property
    def hovered_row(self) -> int:
        """The row under the pointer; -1 for none."""

    @property
    def is_row_wise(self) -> bool:
        """Whether whole rows are selected."""


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a ``TableModel`` and edits them as texts."""

    def __init__(self, model: TableModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = self._model.cell(index.row(), index.column())
        rect = QRectF(option.rect)
        painter.save()
        self._paint_ground(painter, option, cell, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell.style.is_title:
            self._paint_title(painter, option, index)
        elif cell.kind is CellKind.BAR and cell.bar is not None:
            _paint_bar(painter, rect, cell.bar)
        elif cell.text:
            self._paint_text(painter, option, cell, index)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = self._model.cell(index.row(), index.column())
        if cell.kind is CellKind.BAR:
            return QSize(px(_BAR_WIDTH + 2 * PADDING), px(_TAG_HEIGHT))
        if cell.style.is_title:
            return QSize(0, px(_TAG_HEIGHT))
        width = QFontMetricsF(_font(option.font, cell)).horizontalAdvance(cell.text) + 1
        inside = 2 * _TAG_PADDING if _is_tag(cell) else 0
        return QSize(
            int(width) + px(2 * PADDING + inside) + _indent(cell, index.column()), px(_TAG_HEIGHT)
        )

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        told = index.data(Qt.ItemDataRole.ToolTipRole)
        if not told and index.isValid():
            is_cut = self.sizeHint(option, index).width() > view.visualRect(index).width()
            cell = self._model.cell(index.row(), index.column())
            is_bar = cell.kind is CellKind.BAR
            told = index.data(Qt.ItemDataRole.AccessibleTextRole) if is_bar else None
            told = cell.text if is_cut and not is_bar else told
        if told:
            QToolTip.showText(event.globalPos(), told, view)
        else:
            QToolTip.hideText()
        return True

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setTextMargins(px(PADDING) - 4, 0, px(PADDING) - 4, 0)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = self._model.cell(index.row(), 0).text
        title = self._model.columns[index.column()].title
        editor.setAccessibleName(_("{line}, {column}").format(line=row, column=title))
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.property(WRONG):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            taken = model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)
            set_property(editor, WRONG, not taken)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, cell: Cell, index: Index
    ) -> None:
        now = colours()
        ground = self._ground(option, cell, index)
        if ground is not None:
            painter.fillRect(option.rect, ground)
        width = max(1.0, px(1) * 1.0)
        line = QRectF(option.rect)
        line.setTop(line.bottom() - width)
        painter.fillRect(line, QColor(now.line))

    def _ground(self, option: QStyleOptionViewItem, cell: Cell, index: Index) -> QColor | None:
        now = colours()
        view = option.widget
        if option.state & QStyle.StateFlag.State_Selected:
            return QColor(now.selected)
        if getattr(view, "hovered_row", -1) == index.row():
            return QColor(now.hover)
        if cell.style.is_sum:
            return QColor(now.hover)
        if cell.style.tone not in _WORDLESS:
            return tone_colours(cell.style.tone)[1]
        return None

    def _paint_title(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a slice of the title, which runs over the cells of its row."""
        cell = self._model.cell(index.row(), 0)
        view = option.widget
        rect = QRectF(option.rect)
        if isinstance(view, QAbstractItemView) and index.column() != 0:
            first = view.visualRect(self._model.index(index.row(), 0))
            rect = QRectF(first.left(), rect.top(), view.viewport().width(), rect.height())
        rect.setWidth(max(rect.width(), float(view.width()) if view else rect.width()))
        rect.adjust(px(PADDING) + _indent(cell, 0), 0, 0, 0)
        painter.setClipRect(option.rect)
        painter.setFont(_font(option.font, cell))
        painter.setPen(QColor(colours().text))
        painter.drawText(rect, _LEFT, cell.text)

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, cell: Cell, index: Index
    ) -> None:
        font = _font(option.font, cell)
        metrics = QFontMetricsF(font)
        padding = px(PADDING)
        rect = QRectF(option.rect).adjusted(padding + _indent(cell, index.column()), 0, -padding, 0)
        inside = px(_TAG_PADDING) if _is_tag(cell) else 0
        text = metrics.elidedText(
            cell.text, Qt.TextElideMode.ElideRight, max(0.0, rect.width() - 2 * inside) + 0.5
        )
        painter.setFont(font)
        if _is_tag(cell):
            rect = _tag_rect(rect, metrics.horizontalAdvance(text) + 2 * inside, cell)
            _paint_tag_ground(painter, rect, cell)
            rect.adjust(inside, 0, 0, 0)
        painter.setPen(_text_colour(cell))
        at_right = cell.is_right and not _is_tag(cell)
        painter.drawText(rect, _RIGHT if at_right else _LEFT, text)


_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _is_tag(cell: Cell) -> bool:
    if cell.kind is CellKind.FIGURE:
        return cell.tone not in _WORDLESS and cell.tone is not Tone.ACCENT
    return cell.kind is CellKind.TAG and cell.tone is not Tone.QUIET


def _indent(cell: Cell, column: int) -> int:
    return px(_INDENT) * cell.style.level if column == 0 else 0


def _font(base: QFont, cell: Cell) -> QFont:
    """Return the font of a cell: semi-bold for titles, sums and tags, the latter smaller."""
    is_tag = _is_tag(cell)
    if not (is_tag or cell.style.is_bold):
        return base
    font = QFont(base)
    font.setWeight(QFont.Weight.DemiBold)
    if is_tag:
        font.setPixelSize(px(_TAG_TEXT))
    return font


def _text_colour(cell: Cell) -> QColor:
    is_quiet = cell.style.kind is RowKind.QUIET and cell.tone is Tone.PLAIN
    return tone_colours(Tone.QUIET if is_quiet else cell.tone)[0]


def _tag_rect(room: QRectF, width: float, cell: Cell) -> QRectF:
    height = float(px(_TAG_HEIGHT))
    width = min(width, room.width())
    left = room.right() - width if cell.is_right else room.left()
    return QRectF(left, room.center().y() - height / 2, width, height)


def _paint_tag_ground(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    if cell.tone in _WORDLESS:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tone_colours(cell.tone)[1])
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)


def _paint_bar(painter: QPainter, rect: QRectF, share: BarShare) -> None:
    """Paint the ground, the used share, and a mark where it is expected to be."""
    now = colours()
    padding, height = px(PADDING), float(px(_BAR_HEIGHT))
    room = QRectF(rect.left() + padding, 0, max(0.0, rect.width() - 2 * padding), height)
    room.moveTop(rect.center().y() - height / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(now.bar_ground))
    painter.drawRoundedRect(room, height / 2, height / 2)
    used = min(max(float(share.used), 0.0), 1.0)
    if used > 0:
        filled = QRectF(room)
        filled.setWidth(max(height, room.width() * used))
        painter.setBrush(QColor(now.over if share.is_over else now.accent))
        painter.drawRoundedRect(filled, height / 2, height / 2)
    if share.expected is None:
        return
    place = room.left() + room.width() * min(max(float(share.expected), 0.0), 1.0)
    painter.setPen(QPen(QColor(now.text), px(2), c=Qt.PenCapStyle.FlatCap))
    half = px(_MARK_HEIGHT) / 2
    middle = room.center().y()
    painter.drawLine(QPointF(place, middle - half), QPointF(place, middle + half))
