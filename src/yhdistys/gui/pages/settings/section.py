"""The base of a section of the settings, and its letters with Alt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from yhdistys.gui.forms.mnemonics import with_mnemonics
from yhdistys.gui.page import Page
from yhdistys.gui.style import px, set_role
from yhdistys.gui.widgets.flow_layout import FlowLayout
from yhdistys.store.changes import Changes

_MARK: Final = "&"


class Section(QWidget):
    """One section: built when it is first shown, filled by ``reload``.

    Attributes:
        shows: The kinds of entities it shows.
        page: The page, which tells what happened.
        context: What the window lends.
        layout_: Where the section puts its panels.
        head_acts: Its buttons in the head of the page.
    """

    shows: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.context = page.context
        self.head_acts: tuple[QWidget, ...] = ()
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(px(12))

    @property
    def can_write(self) -> bool:
        """Whether the association's file can be changed."""
        return not self.context.is_read_only

    def reload(self) -> None:
        """Read what the section shows; overridden by each."""

    def show_item(self, item: str) -> None:
        """Show one thing, such as an account; overridden where that means anything."""

    def leave(self) -> None:
        """Keep what is unfinished; overridden where something can be."""

    def enter(self) -> None:
        """Put the focus where the keyboard begins; overridden by each."""

    def is_touched_by(self, changes: Changes) -> bool:
        """Tell whether a step touched what the section shows."""
        return bool(self.shows & changes.kinds)


def scrolled(inside: QWidget, parent: QWidget) -> QScrollArea:
    """Return an area in which a widget scrolls up and down where the window is low."""
    inside.setProperty("page-body", "true")
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def row_of(buttons: Iterable[QWidget]) -> FlowLayout:
    """Return a row of buttons that goes on in the next line where the window is narrow."""
    made = FlowLayout()
    for button in buttons:
        made.addWidget(button)
    return made


def sentence(parent: QWidget, text: str = "") -> QLabel:
    """Return a quiet sentence that wraps."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    set_role(made, "quiet")
    return made


def widen_choices(form: QWidget) -> None:
    """Let the boxes of choices take all the room of their form: their texts are long."""
    for box in form.findChildren(QComboBox):
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def give_letters(owner: QWidget) -> None:
    """Give each button of a section a letter of its own, in whatever language it is."""
    buttons = [button for button in owner.findChildren(QPushButton) if button.text()]
    plain = [button.text().replace(_MARK, "") for button in buttons]
    for button, text in zip(buttons, with_mnemonics(plain), strict=True):
        button.setText(text)


def taken_letters(owner: QWidget) -> str:
    """Return the letters that the buttons of a section have."""
    texts = (button.text() for button in owner.findChildren(QPushButton))
    return "".join(text[text.index(_MARK) + 1] for text in texts if _MARK in text[:-1])
