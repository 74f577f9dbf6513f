"""Large calm choices, and lines that open something: buttons made of labels."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from yhdistys.gui.overriding import override
from yhdistys.gui.style import Tone, appearance, picture, px, set_role
from yhdistys.gui.style.in_force import set_property


class LabelButton(QPushButton):
    """A button that holds labels and is as large as they are; Return and the space bar press it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add_label(self, role: str, *, wraps: bool = True) -> QLabel:
        """Return a new label of the button, which the mouse does not notice."""
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(wraps)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_role(label, role)
        return label

    @override
    def sizeHint(self) -> QSize:
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else layout.minimumSize()

    @override
    def hasHeightForWidth(self) -> bool:
        layout = self.layout()
        return layout is not None and layout.hasHeightForWidth()

    @override
    def heightForWidth(self, arg__1: int) -> int:
        layout = self.layout()
        return -1 if layout is None else layout.heightForWidth(arg__1)


class ChoiceCard(LabelButton):
    """A way to go on: an icon, what it does, and a sentence about it."""

    def __init__(
        self, icon_name: str, title: str, text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._picture = self.add_label("")
        self._title = self.add_label("heading")
        self._text = self.add_label("quiet")
        texts = QVBoxLayout()
        texts.setSpacing(px(4))
        texts.addWidget(self._title)
        texts.addWidget(self._text)
        texts.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(16), px(16), px(18), px(16))
        layout.setSpacing(px(14))
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self.set_texts(title, text)
        appearance().changed.connect(self._on_appearance_changed)
        self._on_appearance_changed()

    @property
    def title(self) -> str:
        """What the choice does."""
        return self._title.text()

    def set_texts(self, title: str, text: str) -> None:
        """Say otherwise what the choice does."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    @Slot()
    def _on_appearance_changed(self) -> None:
        self._picture.setPixmap(picture(self._icon_name, Tone.ACCENT, 24))


class LineButton(LabelButton):
    """One line of a list that opens something, with a quiet word at its right."""

    def __init__(self, text: str = "", detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_property(self, "flat-link", "true")
        self._text = self.add_label("")
        self._detail = self.add_label("quiet", wraps=False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(8), px(4), px(8), px(4))
        layout.setSpacing(px(12))
        layout.addWidget(self._text, 1)
        layout.addWidget(self._detail, 0, Qt.AlignmentFlag.AlignTop)
        self.set_texts(text, detail)

    @property
    def label(self) -> str:
        """What the line says."""
        return self._text.text()

    @property
    def detail(self) -> str:
        """The word at the right; may be empty."""
        return self._detail.text()

    def set_texts(self, text: str, detail: str = "") -> None:
        """Say something else."""
        self._text.setText(text)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(f"{text} {detail}".strip())
