"""The base of a section of the settings, and its letters with Alt."""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtWidgets import (
    QVBoxLayout,
    QWidget,
)

from yhdistys.gui.page import Page
from yhdistys.gui.style import px
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
