"""Bars and tags painted with floats: for the widgets here and for the cells of tables."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath

from yhdistys.gui.style import Tone, colours, px, tone_colours

BAR_HEIGHT: Final = 8
TICK_HEIGHT: Final = 14
TAG_HEIGHT: Final = 18
_TAG_MARGIN: Final = 9


def paint_bar(
    painter: QPainter,
    place: QRectF,
    used: Decimal,
    expected: Decimal | None = None,
    *,
    is_over: bool = False,
) -> None:
    """Paint how much of something is used: the part, its ground, and where it should be by now.

    Args:
        painter: Paints; keeps its pen and brush.
        place: The bar fills its width and stands in the middle of its height.
        used: The used part, 0 to 1; more fills the bar.
        expected: The part expected by now; None paints no mark.
        is_over: Whether too much is used.
    """
    now = colours()
    height = float(px(BAR_HEIGHT))
    ground = QRectF(place.left(), place.center().y() - height / 2, place.width(), height)
    outline = QPainterPath()
    outline.addRoundedRect(ground, height / 2, height / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(outline, QColor(now.bar_ground))
    filled = QRectF(ground)
    filled.setWidth(ground.width() * _part(used))
    if filled.width() > 0:
        part = QPainterPath()
        filled.setWidth(max(filled.width(), height))
        part.addRoundedRect(filled, height / 2, height / 2)
        painter.fillPath(part, QColor(now.over if is_over else now.accent))
    if expected is not None:
        tick = QRectF(0, 0, 2, float(px(TICK_HEIGHT)))
        tick.moveCenter(ground.center())
        tick.moveLeft(round(ground.left() + (ground.width() - 2) * _part(expected)))
        painter.fillRect(tick, QColor(now.text))
    painter.restore()


def tag_font(font: QFont) -> QFont:
    """Return the font of a tag beside texts of this font."""
    made = QFont(font)
    made.setPixelSize(px(12))
    made.setWeight(QFont.Weight.DemiBold)
    return made


def tag_size(text: str, font: QFont) -> QSizeF:
    """Return how much place a tag takes beside texts of this font."""
    width = QFontMetricsF(tag_font(font)).horizontalAdvance(text) + 2 * px(_TAG_MARGIN)
    return QSizeF(width, px(TAG_HEIGHT))


def paint_tag(
    painter: QPainter,
    place: QRectF,
    text: str,
    tone: Tone,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> QRectF:
    """Paint a word on a ground with round ends, and return where it stands.

    Args:
        painter: Paints; its font is that of the texts beside the tag.
        place: The tag stands in the middle of its height; what is too long is elided.
        text: The word.
        tone: Chooses the colours; plain and quiet tags have no ground.
        alignment: At which side of the place the tag stands.
    """
    size = tag_size(text, painter.font())
    tag = QRectF(0, 0, min(size.width(), place.width()), min(size.height(), place.height()))
    tag.moveCenter(place.center())
    if alignment & Qt.AlignmentFlag.AlignRight:
        tag.moveRight(place.right())
    elif not alignment & Qt.AlignmentFlag.AlignHCenter:
        tag.moveLeft(place.left())
    colour, ground = tone_colours(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(tag, tag.height() / 2, tag.height() / 2)
    painter.setFont(tag_font(painter.font()))
    painter.setPen(colour)
    inner = tag.adjusted(px(_TAG_MARGIN), 0, -px(_TAG_MARGIN), 0)
    shown = painter.fontMetrics().elidedText(
        text, Qt.TextElideMode.ElideRight, int(inner.width()) + 1
    )
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()
    return tag


def _part(share: Decimal) -> float:
    return min(max(float(share), 0.0), 1.0)
