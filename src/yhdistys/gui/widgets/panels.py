"""The head of a page, white panels, and what stands where there is nothing yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from yhdistys.gui.style import px, set_role


def main_button(text: str, parent: QWidget | None = None) -> QPushButton:
    """Return a button for the main act of a page."""
    made = QPushButton(text, parent)
    made.setProperty("main", "true")
    return made


def flat_button(text: str, parent: QWidget | None = None) -> QPushButton:
    """Return a button that looks like a link, for quiet acts."""
    made = QPushButton(text, parent)
    made.setProperty("flat-link", "true")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def _label(text: str, role: str, parent: QWidget) -> QLabel:
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setVisible(bool(text))
    set_role(made, role)
    return made


class Panel(QFrame):
    """A white panel with round corners.

    Attributes:
        head: Beside the title, for buttons at the right.
        body: Under the title.
    """

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self._title = _label(title, "heading", self)
        self.head = QHBoxLayout()
        self.head.setSpacing(px(8))
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setSpacing(px(8))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(14), px(16), px(14))
        layout.setSpacing(px(10))
        layout.addLayout(self.head)
        layout.addLayout(self.body, 1)
        layout.addStretch()

    @property
    def title(self) -> str:
        """The title of the panel; may be empty."""
        return self._title.text()

    def set_title(self, text: str) -> None:
        """Show another title, or none."""
        self._title.setText(text)
        self._title.setVisible(bool(text))


class PageHead(QWidget):
    """The title of a page, a sentence about it, and its buttons at the right.

    Attributes:
        buttons: The layout of the buttons.
    """

    def __init__(self, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = _label(title, "title", self)
        self._subtitle = _label(subtitle, "subtitle", self)
        self._subtitle.setWordWrap(True)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(px(8))
        texts = QVBoxLayout()
        texts.setSpacing(px(5))
        texts.addWidget(self._title)
        texts.addWidget(self._subtitle)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(16))
        layout.addLayout(texts, 1)
        layout.addLayout(self.buttons)
        layout.setAlignment(self.buttons, Qt.AlignmentFlag.AlignBottom)

    def set_title(self, text: str) -> None:
        """Show another title."""
        self._title.setText(text)
        self._title.setVisible(bool(text))

    def set_subtitle(self, text: str) -> None:
        """Show another sentence under the title, or none."""
        self._subtitle.setText(text)
        self._subtitle.setVisible(bool(text))


class EmptyState(QWidget):
    """Says in one sentence why there is nothing here and how to begin.

    Attributes:
        buttons: The buttons, in the order they were given; the first one is the main act.
    """

    def __init__(
        self,
        title: str,
        text: str,
        buttons: Sequence[tuple[str, Callable[[], object]]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = _label(title, "heading", self)
        self._text = _label(text, "quiet", self)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.buttons: tuple[QPushButton, ...] = tuple(
            self._button(label, act, is_main=not number)
            for number, (label, act) in enumerate(buttons)
        )
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(24), px(24), px(24))
        layout.setSpacing(px(8))
        layout.addStretch(1)
        layout.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._text)
        layout.addSpacing(px(4))
        layout.addLayout(row)
        layout.addStretch(2)

    def set_texts(self, title: str, text: str) -> None:
        """Show another title and sentence."""
        for label, words in ((self._title, title), (self._text, text)):
            label.setText(words)
            label.setVisible(bool(words))

    def _button(self, label: str, act: Callable[[], object], *, is_main: bool) -> QPushButton:
        made = main_button(label, self) if is_main else QPushButton(label, self)
        made.clicked.connect(act)
        return made
