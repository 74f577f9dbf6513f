"""What stands in the window's frame: bar on top, navigation, pages, status line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from yhdistys.errors import UserError
from yhdistys.gui.context import WindowContext, Wish
from yhdistys.gui.jobs import JobState
from yhdistys.gui.navigation import Navigation
from yhdistys.gui.opening import Opening, hint_in_window
from yhdistys.gui.overriding import override
from yhdistys.gui.page_stack import PageStack
from yhdistys.gui.pages import AREAS, BUILTIN_PAGES, PagePlace
from yhdistys.gui.status_line import StatusLine
from yhdistys.gui.style import Tone, appearance
from yhdistys.gui.top_bar import TopBar
from yhdistys.gui.widgets import MessageStrip
from yhdistys.gui.window_acts import WindowActs
from yhdistys.gui.window_facts import WindowFacts, plugin_places
from yhdistys.gui.window_search import WindowSearch
from yhdistys.i18n import _, language

if TYPE_CHECKING:
    from yhdistys.store.changes import Changes

PROGRAM = "yhdistys"
FILE_ENDING = ".yhdistys"
_NARROW = "window.narrow"
_PAGE = "window.page"
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class MainWindow(QWidget):
    """The window of one association at a time.

    Attributes:
        context: What it lends to its pages.
        opening: Opens and closes associations.
        acts: Its own acts.
    """

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        context.setParent(self)
        self.opening = Opening(context, self)
        self._closes_after_job = False
        self._inside: QWidget | None = None
        self.setAcceptDrops(True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._build()
        context.went.connect(self._on_went)
        context.wanted.connect(self._on_wanted)
        context.leaving.connect(self._on_leaving)
        context.opened.connect(self._on_opened)
        context.bridge.changed.connect(self._on_changed)
        context.jobs.changed.connect(self._on_job)
        self.opening.refused.connect(self._on_refused)
        appearance().changed.connect(self._on_appearance)

    def _build(self) -> None:
        """Make everything in the language in force."""
        self._language = language()
        self.acts = WindowActs(self)
        self.top_bar = TopBar(self.context, self)
        self.navigation = Navigation(self)
        self.pages = PageStack(self.context, self)
        self.strip = MessageStrip(self)
        self.status = StatusLine(self)
        self.facts = WindowFacts(self)
        self.search = WindowSearch(self)
        self._inside = self._laid_out()
        self._layout.addWidget(self._inside)
        self.navigation.chosen.connect(self._on_chosen)
        self.top_bar.undo_asked.connect(self.acts["undo"].trigger)
        self.top_bar.redo_asked.connect(self.acts["redo"].trigger)
        self.top_bar.fill_menu(self.acts.menu())
        self.status.cancel_asked.connect(self.context.jobs.cancel)
        self.status.findings_asked.connect(self._on_findings)
        self.navigation.make_narrow(narrow=self.context.memory.remembered(_NARROW, 0) == 1)
        self.offer_pages()
        self.facts.show()

    def _laid_out(self) -> QWidget:
        central = QWidget(self)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.strip)
        right.addWidget(self.pages, 1)
        middle.addLayout(right, 1)
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addLayout(middle, 1)
        layout.addWidget(self.status)
        return central

    def offer_pages(self) -> None:
        """Offer the pages there are now: without an association only those that need none."""
        places = self._places()
        self.pages.offer(places)
        is_open = self.context.workspace is not None
        seen = [
            place for place in places if place.area and (is_open or not place.needs_association)
        ]
        self.navigation.offer(AREAS, seen)
        self.navigation.show_page(self.pages.shown_id)

    def _places(self) -> Sequence[PagePlace]:
        workspace = self.context.workspace
        return BUILTIN_PAGES if workspace is None else (*BUILTIN_PAGES, *plugin_places(workspace))

    def show_page(self, page_id: str, wish: Wish | None = None) -> None:
        """Open a page; an unknown one opens the first page."""
        known = page_id if self.pages.knows(page_id) else "home"
        if self.context.workspace is None and self._needs_association(known):
            known = "begin"
        if known != self.pages.shown_id:
            self._forget_message()
        self.pages.show_page(known, wish or {})
        self.navigation.show_page(known)
        if self._needs_association(known):
            self.context.memory.remember(_PAGE, known)

    def enter_page(self) -> None:
        """Give the focus to the page that is shown, unless something on it has it already."""
        page, focused = self.pages.shown, self.focusWidget()
        if page is not None and not (focused is not None and page.isAncestorOf(focused)):
            page.enter()

    def _forget_message(self) -> None:
        """Say no longer what was said of something before; that nothing can be stored stays."""
        workspace = self.context.workspace
        if workspace is None or not workspace.read_only_reason:
            self.strip.clear()

    def _needs_association(self, page_id: str) -> bool:
        return any(p.id == page_id and p.needs_association for p in self.pages.places)

    def speak_anew(self) -> None:
        """Build everything anew in the language that is in force now; the page stays."""
        shown = self.pages.shown_id
        self.pages.leave()
        self.acts.end()
        if self._inside is not None:
            self._layout.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._build()
        if shown:
            self.show_page(shown)

    @Slot(object)
    def _on_chosen(self, page_id: str) -> None:
        self.show_page(page_id)

    @Slot()
    def _on_findings(self) -> None:
        self.show_page("home")

    @Slot(object)
    def _on_went(self, told: tuple[str, Wish]) -> None:
        self.show_page(*told)

    @Slot()
    def _on_leaving(self) -> None:
        self.pages.leave()

    @Slot(object)
    def _on_wanted(self, told: tuple[str, Wish]) -> None:
        self.acts.do(*told)

    @Slot()
    def _on_opened(self) -> None:
        """Show the association that is open now, or where to begin."""
        self.strip.clear()
        self.pages.forget()
        self.facts.read_years()
        if language() != self._language:
            self.speak_anew()
        self.offer_pages()
        self.facts.show()
        if self.context.workspace is None:
            self.show_page("begin")
        else:
            self.show_page(str(self.context.memory.remembered(_PAGE, "home")))
        self.navigation.enter()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        self._forget_message()
        self.facts.follow(changes)

    @Slot(object)
    def _on_job(self, state: JobState | None) -> None:
        self.status.show_job(state)
        if state is None and self._closes_after_job:
            QTimer.singleShot(0, self, self._on_close_again)

    @Slot()
    def _on_close_again(self) -> None:
        self.window().close()

    @Slot(object)
    def _on_refused(self, error: UserError) -> None:
        if not self.pages.shown_id:
            self.show_page("begin")
        self.strip.say(Tone.OVER, error.message, hint_in_window(error))

    @Slot()
    def _on_appearance(self) -> None:
        self.acts.paint()
        self.update()

    def say(self, tone: Tone, text: str, hint: str = "") -> None:
        """Tell something about the whole window, above every page."""
        self.strip.say(tone, text, hint)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Open an association, or preview a table file."""
        event.acceptProposedAction()
        self.take_files([Path(url.toLocalFile()) for url in event.mimeData().urls()])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Open or preview one dropped file; several at once are refused with a sentence."""
        if len(paths) != 1 or str(paths[0]) in {"", "."}:
            text = _("{n} files were dropped; the program takes one at a time.")
            self.say(
                Tone.LATE, text.format(n=len(paths)), _("Drop the accountant's file by itself.")
            )
            return
        self.acts.do("open-path", {"path": paths[0]})

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, as Space does."""
        focused = self.focusWidget()
        if event.key() in _ENTER and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is unfinished; a running job is cancelled, or waited for while it stores."""
        self.pages.leave()
        self.context.memory.remember(_NARROW, int(self.navigation.is_narrow))
        jobs = self.context.jobs
        if jobs.is_busy:
            self._closes_after_job = True
            jobs.cancel()
            self.say(Tone.LATE, _("The window closes when the running work has come to its end."))
            event.ignore()
            return
        self.acts.end()
        jobs.shut_down()
        self.opening.close()
        event.accept()
