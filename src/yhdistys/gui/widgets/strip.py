"""A calm strip above a page: what happened, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from yhdistys.gui.style import Tone, appearance, picture, px, set_icon, set_role
from yhdistys.gui.style.in_force import set_property
from yhdistys.i18n import _

_PICTURES = {
    Tone.GOOD: "ok",
    Tone.LATE: "warning",
    Tone.OVER: "warning",
}


class MessageStrip(QFrame):
    """Tells about the last act until the next one or until it is closed; hidden when silent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.PLAIN
        self._picture = QLabel(self)
        self._text = QLabel(self)
        self._hint = QLabel(self)
        for label in (self._text, self._hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_role(self._text, "heading")
        self._close = QToolButton(self)
        self._close.setAccessibleName(_("Close the message"))
        self._close.setToolTip(_("Close"))
        set_icon(self._close, "close", Tone.QUIET)
        self._close.clicked.connect(self.clear)
        appearance().changed.connect(self._on_appearance_changed)
        texts = QVBoxLayout()
        texts.setSpacing(px(2))
        texts.addWidget(self._text)
        texts.addWidget(self._hint)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(12), px(8), px(8), px(8))
        layout.setSpacing(px(10))
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._offered: QPushButton | None = None
        self.hide()

    @property
    def text(self) -> str:
        """What is told; empty when nothing is."""
        return "" if self.isHidden() else self._text.text()

    @property
    def hint(self) -> str:
        """What to do, as told; may be empty."""
        return "" if self.isHidden() else self._hint.text()

    @property
    def tone(self) -> Tone:
        """The tone of the last message."""
        return self._tone

    def say(self, tone: Tone, text: str, hint: str = "") -> None:
        """Tell something; an empty text clears the strip."""
        self._tone = tone
        self._take_back()
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(f"{text} {hint}".strip())
        set_property(self, "strip", tone.value)
        set_role(self._text, "")
        set_role(self._text, "heading")
        self._on_appearance_changed()
        self.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def offer(self, label: str, act: Callable[[], object]) -> QPushButton:
        """Offer an act beside what is told, such as "Open", until something else is told."""
        self._take_back()
        self._offered = QPushButton(label, self)
        self._offered.clicked.connect(act)
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(2, self._offered, 0, Qt.AlignmentFlag.AlignVCenter)
            layout.setAlignment(self._picture, Qt.AlignmentFlag.AlignVCenter)
        return self._offered

    def _take_back(self) -> None:
        if self._offered is not None:
            self._offered.hide()
            self._offered.deleteLater()
            self._offered = None
            layout = self.layout()
            if layout is not None:
                layout.setAlignment(self._picture, Qt.AlignmentFlag.AlignTop)

    @Slot()
    def clear(self) -> None:
        """Tell nothing any more."""
        self._take_back()
        self._text.clear()
        self._hint.clear()
        self.hide()

    @Slot()
    def _on_appearance_changed(self) -> None:
        name = _PICTURES.get(self._tone, "info")
        self._picture.setPixmap(picture(name, self._tone, 18))
