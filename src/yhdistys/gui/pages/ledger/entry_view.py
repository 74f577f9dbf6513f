"""The table of entries: a table view whose large acts belong to the page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from yhdistys.gui.overriding import override
from yhdistys.gui.tables.column import Column, Row
from yhdistys.gui.tables.paged_table import PagedTable
from yhdistys.gui.tables.view import TableView
from yhdistys.i18n import _
from yhdistys.values.formats import whole_number

_MOST_COPIED: Final = 10_000


class EntryView(TableView):
    """Shows entries of a ledger of any length.

    Attributes:
        excel_asked: All entries that fit are wanted as a file.
        filter_asked: The reader wants to type what the entries hold.
        only_account: Only the account of the current entry is wanted: its number.
        left: Esc was pressed.
    """

    excel_asked = Signal()
    filter_asked = Signal()
    only_account = Signal(object)
    left = Signal()

    def __init__(self, model: PagedTable, parent: QWidget) -> None:
        super().__init__("ledger", model, accessible_name=_("Entries"), parent=parent)
        self._only_account = QAction(_("Only &this account"), self)
        self._only_account.setShortcut(QKeySequence("Ctrl+Return"))
        self._only_account.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._only_account.triggered.connect(self._on_only_account)
        self.addAction(self._only_account)

    @property
    def shown_columns(self) -> tuple[Column, ...]:
        """The columns as the reader arranged them."""
        return tuple(self._model.columns[place] for place in self.column_layout.shown)

    @property
    def current_entry(self) -> Row | None:
        """The current entry, or None."""
        return self._model.row_at(self.currentIndex())

    @override
    @Slot()
    def to_excel(self) -> None:
        """Ask the page to write all entries."""
        self.excel_asked.emit()

    @override
    @Slot()
    def begin_filter(self) -> None:
        """Ask the page for its field of texts."""
        self.filter_asked.emit()

    @override
    @Slot()
    def copy(self) -> None:
        """Copy the selected entries; very many of them belong into a file."""
        count = len(self.selectionModel().selectedRows())
        if count > _MOST_COPIED:
            told = _("{count} entries are too many to copy: select at most {limit}.")
            text = told.format(count=whole_number(count), limit=whole_number(_MOST_COPIED))
            self.refused.emit(text)
        else:
            super().copy()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif QKeySequence(event.keyCombination()) == self._only_account.shortcut():
            self._only_account.trigger()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_only_account(self) -> None:
        entry = self.current_entry
        if entry is not None:
            self.only_account.emit(entry.account)
