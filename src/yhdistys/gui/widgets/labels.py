"""Labels that paint themselves: tags, and texts that shorten instead of pushing others aside."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from yhdistys.gui.overriding import override
from yhdistys.gui.style import Tone, px
from yhdistys.gui.widgets.painting import paint_tag, tag_size


class Tag(QLabel):
    """A word on a coloured ground; the word alone says what is meant."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.PLAIN, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def tone(self) -> Tone:
        """What the colour means."""
        return self._tone

    def set_tag(self, text: str, tone: Tone) -> None:
        """Show another word in another tone."""
        self._tone = tone
        self.setText(text)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        size = tag_size(self.text(), self.font())
        return QSize(int(size.width()) + 2, px(20))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(px(40), self.sizeHint().width()), px(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_tag(painter, QRectF(self.rect()), self.text(), self._tone)
        painter.end()


class ElidedLabel(QLabel):
    """A text in one line that ends in "…" where place is short; the whole is its tool tip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_whole(text)

    @property
    def whole(self) -> str:
        """The whole text."""
        return self._whole

    def set_whole(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._shorten()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height())

    @override
    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(min(metrics.averageCharWidth() * 6, self.sizeHint().width()), metrics.height())

    def _shorten(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        if shown != self.text():
            self.setText(shown)
        self.setToolTip("" if shown == self._whole else self._whole)
