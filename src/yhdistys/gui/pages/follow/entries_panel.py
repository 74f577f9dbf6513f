"""The panel below the grid: the entries that a figure consists of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from yhdistys.gui.context import WindowContext
from yhdistys.gui.entry_columns import EntryLine, entry_column
from yhdistys.gui.ledger_names import LedgerNames
from yhdistys.gui.overriding import override
from yhdistys.gui.style import Tone, px, set_icon, set_role
from yhdistys.gui.tables.column import Column, SortOrder
from yhdistys.gui.tables.paged_table import PagedTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import ElidedLabel, Panel
from yhdistys.i18n import _, ngettext
from yhdistys.ledger import queries
from yhdistys.ledger.queries import EntryFilter, EntryOrder
from yhdistys.values.formats import money, whole_number

_ORDERS: Final = frozenset({"day", "voucher", "account", "amount", "description"})
_SEEN_ROWS: Final = 3  # rows that the table shows at least; the rest scrolls
_ROW: Final = 29
_HEADINGS: Final = 36


class EntriesPanel(Panel):
    """Shows the entries behind a figure; Enter opens the voucher, Esc closes the panel.

    Attributes:
        closed: The reader closed the panel; the page puts the focus back.
        voucher_asked: A voucher was asked for: the ``EntryRow``.
    """

    closed = Signal()
    voucher_asked = Signal(object)

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._context = context
        self._chosen: EntryFilter | None = None
        self._names = LedgerNames()
        self._hint = QLabel(_("Enter opens the voucher"), self)
        set_role(self._hint, "quiet")
        self._told = ElidedLabel("", self)
        set_role(self._told, "quiet")
        self._close = QToolButton(self)
        self._close.setAccessibleName(_("Close the entries"))
        self._close.setToolTip(_("Close (Esc)"))
        set_icon(self._close, "close", Tone.QUIET)
        self._close.clicked.connect(self.close_entries)
        self.head.addWidget(self._told)
        self.head.addWidget(self._hint)
        self.head.addWidget(self._close)
        self._model = PagedTable(_columns(), parent=self)
        self._model.sort_asked.connect(self._on_sort_asked)
        self._table = TableView(
            "follow-entries", self._model, accessible_name=_("Entries"), parent=self
        )
        self._table.set_empty_text(_("No entries stand behind this figure."))
        self._table.setMinimumHeight(px(_HEADINGS + _SEEN_ROWS * _ROW))
        self._table.row_activated.connect(self._on_activated)
        self.body.addWidget(self._table, 1)
        self.hide()

    @property
    def table(self) -> TableView:
        """The entries."""
        return self._table

    @property
    def count(self) -> int:
        """How many entries are shown."""
        return self._model.rowCount()

    @property
    def chosen(self) -> EntryFilter | None:
        """Which entries are shown; None while the panel is closed."""
        return self._chosen

    def show_entries(self, title: str, chosen: EntryFilter) -> None:
        """Show entries.

        Args:
            title: What they are, without their number.
            chosen: Which ones.
        """
        is_other = chosen != self._chosen
        self._chosen = chosen
        self._names = LedgerNames.read(self._context)
        self._read()
        count = self.count
        told = ngettext("{n} entry", "{n} entries", count).format(n=whole_number(count))
        self.set_title(f"{title} · {told}")
        self.setAccessibleName(self.title)
        sums = self._context.read(queries.entry_sums, chosen=chosen)
        amount = money(sums.credit - sums.debit)
        self._told.set_whole(_("together {amount} €").format(amount=amount) if count else "")
        self._hint.setVisible(bool(count))
        is_single = chosen.accounts is not None and len(chosen.accounts) == 1
        self._table.column_layout.show(2, is_shown=not is_single)
        self._table.column_layout.show(4, is_shown=bool(self._names.projects))
        self.show()
        if is_other:
            self._table.selectRow(0)
            self._table.scrollToTop()

    def enter(self) -> None:
        """Put the focus on the entries."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_entries(self) -> None:
        """Close the panel and tell the page."""
        if self._chosen is not None:
            self._chosen = None
            self._model.set_source((), self._fetch)
            self.hide()
            self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_entries()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        if self._chosen is None:
            return
        asked = self._model.sorted_by
        is_known = asked is not None and asked.column_id in _ORDERS
        order = cast("EntryOrder", asked.column_id) if asked is not None and is_known else "day"
        ids = self._context.read(
            queries.entry_ids,
            chosen=self._chosen,
            order=order,
            descending=asked.is_descending if asked is not None and is_known else True,
        )
        self._model.set_source(ids, self._fetch)

    def _fetch(self, ids: Sequence[int]) -> Sequence[EntryLine]:
        rows = self._context.read(queries.entry_rows, ids=ids)
        return [EntryLine.of(row, self._names) for row in rows]

    @Slot(object)
    def _on_sort_asked(self, _order: SortOrder | None) -> None:
        self._read()
        self.table.scrollToTop()

    @Slot(object)
    def _on_activated(self, line: EntryLine) -> None:
        self.voucher_asked.emit(line.entry)


def _columns() -> tuple[Column, ...]:
    return (
        entry_column("day", 10),
        entry_column("voucher", 10),
        entry_column("account", 26),
        entry_column("cost_centre", 22),
        entry_column("project", 16),
        entry_column("description", 36, stretch=True),
        entry_column("amount", 12),
    )
