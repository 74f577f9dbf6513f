"""The base of the tabs of an application."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from yhdistys.gui.page import Page
from yhdistys.gui.pages.application.shown import Shown
from yhdistys.gui.style import px

if TYPE_CHECKING:
    from yhdistys.gui.context import WindowContext, Wish


class ApplicationTab(QWidget):
    """One tab: built when it is first shown, filled by ``show_application``.

    Attributes:
        asked: The page is asked to show something: ``{"question": id}`` or ``{"tab": name}``.
        page: The page, which tells what happened.
        context: What the window lends.
        layout_: Where the tab puts its panels.
    """

    asked = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.context: WindowContext = page.context
        self.shown: Shown | None = None
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(px(12))

    def show_application(self, shown: Shown) -> None:
        """Show an application; the focus and what is being typed stay. Extended by each tab."""
        self.shown = shown

    def show_wish(self, wish: Wish) -> None:
        """Show what was asked for, such as a question; overridden where that means anything."""

    def leave(self) -> None:
        """Keep what is unfinished; overridden where something can be."""

    def enter(self) -> None:
        """Put the focus where the keyboard begins; overridden by each."""

    def store(self, service: Callable[..., Any], **arguments: Any) -> Any:
        """Do something with the application that is shown; a refusal is told and gives None."""
        if self.shown is None:
            return None
        return self.page.attempt(
            self.context.do, service, application_id=self.shown.application.id, **arguments
        )
