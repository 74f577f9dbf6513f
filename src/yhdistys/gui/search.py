"""The search field on top: pages, actions, applications, accounts, vouchers (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from yhdistys.gui.overriding import override
from yhdistys.gui.style import Tone, icon, px
from yhdistys.i18n import _

_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
_PAUSE_MS = 120
_MOST = 12
_NARROWEST = 440


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.

    Attributes:
        text: What people read.
        detail: What kind of thing it is, or where.
        icon: The name of its icon.
        page: The page that shows it, or empty for an action.
        wish: What the page is asked to show.
        action: The action to trigger, or None.
    """

    text: str
    detail: str
    icon: str = "search"
    page: str = ""
    wish: tuple[tuple[str, object], ...] = ()
    action: QAction | None = None


Source = Callable[[str], Sequence[Hit]]
"""Finds things by what was typed; an empty text asks for what to begin with."""


class SearchResults(QFrame):
    """The list under the field; the focus stays in the field."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self.setObjectName("search-results")
        self.hits: tuple[Hit, ...] = ()
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("What was found"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(4), px(4), px(4), px(4))
        layout.addWidget(self.list)
        self.hide()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show what was found, the first one marked."""
        self.hits = tuple(hits)
        self.list.clear()
        for hit in self.hits:
            text = f"{hit.text}   ·   {hit.detail}" if hit.detail else hit.text
            self.list.addItem(QListWidgetItem(icon(hit.icon, Tone.QUIET), text))
        if not self.hits:
            item = QListWidgetItem(_("Nothing found."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        else:
            self.list.setCurrentRow(0)

    def mark_other(self, steps: int) -> None:
        """Mark the one so many steps further."""
        if self.hits:
            row = min(max(self.list.currentRow() + steps, 0), len(self.hits) - 1)
            self.list.setCurrentRow(row)

    @property
    def wanted_height(self) -> int:
        """How high the list is when all of it can be seen."""
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        edges = self.contentsMargins()
        return rows + edges.top() + edges.bottom() + 2 * self.list.frameWidth() + px(16)

    @property
    def current(self) -> Hit | None:
        """The one that is marked."""
        row = self.list.currentRow()
        return self.hits[row] if 0 <= row < len(self.hits) else None

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        row = self.list.row(item)
        if 0 <= row < len(self.hits):
            self.chosen.emit(self.hits[row])


class SearchField(QLineEdit):
    """The field; what is typed is looked for after a short pause.

    Attributes:
        chosen: Carries the ``Hit`` that was chosen.
        left: The search was left without a choice.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText(_("Search: page, voucher, application …  (Ctrl+K)"))
        self.setAccessibleName(_("Search"))
        self.setAccessibleDescription(
            _("Finds pages, vouchers, accounts, applications and actions.")
        )
        self.setClearButtonEnabled(True)
        self._source: Source | None = None
        self._results: SearchResults | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.textEdited.connect(self._on_edited)

    def search_in(self, source: Source) -> None:
        """Take the function that finds things."""
        self._source = source

    def enter(self) -> None:
        """Begin a search: the field has the focus and shows what to begin with."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.look()

    @Slot()
    def look(self) -> None:
        """Look for what stands in the field now."""
        self._pause.stop()
        if self._source is None:
            return
        results = self._list()
        results.show_hits(tuple(self._source(self.text().strip()))[:_MOST])
        place = self.mapTo(self.window(), QPoint(0, self.height() + px(4)))
        width = max(self.width(), px(_NARROWEST))
        left = max(0, min(place.x(), self.window().width() - width - px(8)))
        results.setGeometry(left, place.y(), width, results.wanted_height)
        results.raise_()
        results.show()

    def leave(self) -> None:
        """Close the list and forget what was typed."""
        self._pause.stop()
        if self._results is not None:
            self._results.hide()
        self.clear()

    @property
    def results(self) -> SearchResults | None:
        """The list, once it was shown."""
        return self._results

    def _list(self) -> SearchResults:
        if self._results is None:
            self._results = SearchResults(self.window())
            self._results.chosen.connect(self._on_chosen)
        return self._results

    @Slot()
    def _on_edited(self) -> None:
        self._pause.start()

    @Slot(object)
    def _on_chosen(self, hit: Hit) -> None:
        self.leave()
        self.chosen.emit(hit)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through what was found; Enter takes it, Esc leaves."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        elif key == Qt.Key.Key_Escape:
            self.leave()
            self.clearFocus()
            self.left.emit()
        elif key in _MOVES and self._results is not None and not self._results.isHidden():
            self._results.mark_other(_MOVES[key])
            current = self._results.current
            self.setAccessibleDescription(current.text if current is not None else "")
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        if self._pause.isActive() or self._results is None or self._results.isHidden():
            self.look()
        current = self._results.current if self._results is not None else None
        if current is not None:
            self._on_chosen(current)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list when the focus goes elsewhere."""
        super().focusOutEvent(event)
        reasons = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if self._results is not None and event.reason() not in reasons:
            self._results.hide()
