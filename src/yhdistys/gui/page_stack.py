"""The pages that were opened, one on top; a page that cannot be made is told in its place."""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from yhdistys.errors import UserError
from yhdistys.gui import dialogs
from yhdistys.gui.context import WindowContext, Wish
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages import PagePlace
from yhdistys.gui.problems import report_text
from yhdistys.gui.widgets import EmptyState
from yhdistys.i18n import _
from yhdistys.registry import WHATEVER_A_PLUGIN_RAISES

_LOG = logging.getLogger("yhdistys")


class FailedPage(Page):
    """Stands in the place of a page that raised; the window goes on."""

    def __init__(
        self, context: WindowContext, place: PagePlace, error: BaseException, parent: QWidget
    ) -> None:
        super().__init__(context, parent)
        self.head.set_title(str(place.title))
        self._report = report_text(error)
        text = error.message if isinstance(error, UserError) else type(error).__name__
        if place.plugin:
            told = _("It comes from the plugin {plugin}: {error}")
            text = told.format(plugin=place.plugin, error=text)
        buttons = ((_("Show the report"), self._on_report),)
        self.layout_.addWidget(EmptyState(_("This page cannot be shown."), text, buttons, self), 1)

    @Slot()
    def _on_report(self) -> None:
        dialogs.show_bug(self.window(), self._report)


class PageStack(QStackedWidget):
    """Makes each page when it is first opened and keeps it."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._places: dict[str, PagePlace] = {}
        self._pages: dict[str, Page] = {}
        self.waiting = QWidget(self)
        QVBoxLayout(self.waiting)
        self.addWidget(self.waiting)

    @override
    def hasHeightForWidth(self) -> bool:
        """Say no: else every layout of the window measures the texts of all pages, hidden too."""
        return False

    def offer(self, places: Sequence[PagePlace]) -> None:
        """Take the pages there are."""
        self._places = {place.id: place for place in places}

    @property
    def places(self) -> tuple[PagePlace, ...]:
        """The pages there are."""
        return tuple(self._places.values())

    def knows(self, page_id: str) -> bool:
        """Tell whether there is such a page."""
        return page_id in self._places

    @property
    def shown(self) -> Page | None:
        """The page on top."""
        widget = self.currentWidget()
        return widget if isinstance(widget, Page) else None

    @property
    def shown_id(self) -> str:
        """The id of the page on top, or empty."""
        return next((id_ for id_, page in self._pages.items() if page is self.shown), "")

    def show_page(self, page_id: str, wish: Wish) -> Page:
        """Put a page on top and tell it what to show."""
        before = self.shown
        page = self._pages.get(page_id)
        if page is None:
            page = self._pages[page_id] = self._make(self._places[page_id])
            self.addWidget(page)
        if before is not None and before is not page:
            _leave(before)
        try:
            self._fill(page, wish)
        except WHATEVER_A_PLUGIN_RAISES as error:
            page = self._replace(page_id, error)
        return page

    def _fill(self, page: Page, wish: Wish) -> None:
        self.setCurrentWidget(page)
        if wish:
            page.attempt(page.show_wish, wish)
        page.refresh()

    def _replace(self, page_id: str, error: BaseException) -> Page:
        """Put a page that tells what happened in the place of one that cannot be filled."""
        _LOG.warning("the page %s cannot be filled", page_id, exc_info=error)
        broken = self._pages[page_id]
        told = FailedPage(self._context, self._places[page_id], error, self)
        self._pages[page_id] = told
        self.addWidget(told)
        self.setCurrentWidget(told)
        self.removeWidget(broken)
        broken.hide()
        broken.deleteLater()
        return told

    def leave(self) -> None:
        """Let every page keep what is unfinished."""
        for page in self._pages.values():
            _leave(page)

    def forget(self) -> None:
        """Drop all pages: another association is open."""
        self.setCurrentWidget(self.waiting)
        for page in self._pages.values():
            self.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._pages = {}

    def _make(self, place: PagePlace) -> Page:
        try:
            page = _load(place.factory)(self._context, self)
            if not isinstance(page, Page):
                message = f"{place.factory} made no Page"
                raise TypeError(message)
        except WHATEVER_A_PLUGIN_RAISES as error:
            _LOG.warning("the page %s cannot be made", place.id, exc_info=error)
            return FailedPage(self._context, place, error, self)
        return page


def _leave(page: Page) -> None:
    """Let a page keep what is unfinished; one that fails at it hinders neither way nor window."""
    try:
        page.leave()
    except WHATEVER_A_PLUGIN_RAISES as error:
        sys.excepthook(type(error), error, error.__traceback__)


def _load(factory: str) -> type[Page]:
    module, _colon, name = factory.partition(":")
    made: type[Page] = getattr(importlib.import_module(module), name)
    return made
