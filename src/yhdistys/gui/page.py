"""The base of every page: a head, a strip for what must be said, and freshness."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, ParamSpec, TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from yhdistys.errors import JobCancelled, UserError
from yhdistys.gui.context import WindowContext, Wish
from yhdistys.gui.overriding import override
from yhdistys.gui.style import Tone, px
from yhdistys.gui.widgets import MessageStrip, PageHead

if TYPE_CHECKING:
    from yhdistys.store.changes import Changes

PERIOD = "period"
"""What a page names in ``shows`` when it depends on the chosen fiscal year or month."""
_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


class Page(QWidget):
    """A page of the window: widgets are built once, ``reload`` fills them from one query.

    A page that is not visible notes that it is stale and reloads when it is shown.

    Attributes:
        id: The page's id.
        shows: The kinds of entities it shows (names of tables), and ``PERIOD``.
        context: What the window lends.
        layout_: Where the page puts its panels, under its head.
        head: Title, subtitle and buttons.
        strip: What must be said about an act on this page.
    """

    id: ClassVar[str] = ""
    shows: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._is_stale = True
        self.head = PageHead("", "", self)
        self.strip = MessageStrip(self)
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(px(22), px(18), px(22), px(12))
        self.layout_.setSpacing(px(12))
        self.layout_.addWidget(self.head)
        self.layout_.addWidget(self.strip)
        context.bridge.changed.connect(self._on_changed)
        context.period.changed.connect(self._on_period_changed)

    @property
    def is_stale(self) -> bool:
        """Whether what is shown may be old."""
        return self._is_stale

    def reload(self) -> None:
        """Read what the page shows; overridden by each page."""

    def show_wish(self, wish: Wish) -> None:
        """Show what was asked for when the page was opened; overridden where it means anything."""

    def leave(self) -> None:
        """Keep what is unfinished: another page is shown, or the window closes."""

    def enter(self) -> None:
        """Give the focus to what had it last on this page, or to its first table or field."""
        last = self.focusWidget()
        inside = [w for w in self.findChildren(QWidget) if _takes_focus(w) and w.isVisibleTo(self)]
        tables = [w for w in inside if isinstance(w, QAbstractItemView)]
        for widget in ([last] if last in inside else [*tables, *inside])[:1]:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Reload if something changed since, and the page can be seen."""
        if self._is_stale and self.isVisibleTo(self.window()):
            self._is_stale = False
            self.attempt(self.reload)

    def mark_stale(self) -> None:
        """Note that something changed; reloads at once if the page can be seen."""
        self._is_stale = True
        self.refresh()

    def say(self, tone: Tone, text: str, hint: str = "") -> None:
        """Tell something about the last act, above the page's content."""
        self.strip.say(tone, text, hint)

    def attempt(
        self,
        act: Callable[_Arguments, _Result],
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> _Result | None:
        """Do something that may be refused; the refusal is told in the strip and gives None."""
        try:
            return act(*args, **kwargs)
        except UserError as error:
            self.say(Tone.OVER, error.message, error.hint)
        except JobCancelled:
            return None
        return None

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Show what is new since the page was seen last."""
        super().showEvent(event)
        self.refresh()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self.is_touched_by(changes):
            self.mark_stale()

    def is_touched_by(self, changes: Changes) -> bool:
        """Tell whether a step touched what the page shows."""
        return bool(self.shows & changes.kinds)

    @Slot()
    def _on_period_changed(self) -> None:
        self.follow_period()

    def follow_period(self) -> None:
        """Show the period that was chosen, if the page depends on it."""
        if PERIOD in self.shows:
            self.mark_stale()


def _takes_focus(widget: QWidget) -> bool:
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
