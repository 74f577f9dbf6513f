"""One voucher with its entries, its sums and where it came from; lies under a table of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from yhdistys.errors import UserError
from yhdistys.gui.entry_columns import EntryLine, entry_column
from yhdistys.gui.ledger_names import LedgerNames
from yhdistys.gui.overriding import override
from yhdistys.gui.style import Tone, px, set_icon, set_role
from yhdistys.gui.tables.column import Column, RowKind, RowStyle
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import ElidedLabel, Panel, Tag
from yhdistys.i18n import _
from yhdistys.ledger import queries
from yhdistys.values.formats import date_text, money
from yhdistys.values.period import local_day

if TYPE_CHECKING:
    from yhdistys.gui.context import WindowContext
    from yhdistys.ledger.queries import VoucherView
    from yhdistys.store.changes import Changes

_SUMS: Final = "sums"
_LEAST_ROWS: Final = 3  # rows that are seen at least
_MOST_ROWS: Final = 8  # rows that the panel wants to show; what is more scrolls
_ROW: Final = 29
_HEADINGS: Final = 36
_NAMED: Final = frozenset({"ledger-batch", "entry", "account", "cost_centre", "accounting_project"})


def _style(line: EntryLine) -> RowStyle:
    return RowStyle(RowKind.PLAIN if line.entry else RowKind.SUM)


def _id(line: EntryLine) -> object:
    return line.id


def _columns() -> tuple[Column, ...]:
    return (
        entry_column("account", 30, stretch=True),
        entry_column("cost_centre", 20),
        entry_column("project", 16),
        entry_column("description", 30, stretch=True),
        entry_column("debit", 11),
        entry_column("credit", 11),
    )


class VoucherPanel(Panel):
    """Shows a voucher; Esc closes it, Enter on an entry opens its account in the ledger.

    Attributes:
        closed: The reader closed the panel; the page puts the focus back.
        account_activated: An account was chosen: its number. The ledger opens with it.
    """

    closed = Signal()
    account_activated = Signal(object)

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._context = context
        self._voucher: VoucherView | None = None
        self._tag = Tag("", Tone.OVER, self)
        self._tag.hide()
        self._source = ElidedLabel("", self)
        set_role(self._source, "quiet")
        self._close = QToolButton(self)
        self._close.setAccessibleName(_("Close the voucher"))
        self._close.setToolTip(_("Close (Esc)"))
        set_icon(self._close, "close", Tone.QUIET)
        self._close.clicked.connect(self.close_voucher)
        self.head.insertWidget(1, self._tag)
        self.head.addWidget(self._source)
        self.head.addWidget(self._close)
        self._model = RowTable(_columns(), row_id=_id, style=_style, parent=self)
        self._table = TableView(
            "voucher", self._model, accessible_name=_("Entries of the voucher"), parent=self
        )
        self._table.row_activated.connect(self._on_activated)
        self.body.addWidget(self._table, 1)
        self.hide()
        context.bridge.changed.connect(self._on_changed)

    @property
    def voucher(self) -> VoucherView | None:
        """The voucher that is shown; None when the panel is closed."""
        return self._voucher

    @property
    def table(self) -> TableView:
        """The entries, for the focus and for actions of the page."""
        return self._table

    @property
    def wanted_height(self) -> int:
        """How high the panel must be to show the voucher, within reason."""
        rows = min(self._model.rowCount(), _MOST_ROWS)
        around = self.sizeHint().height() - self._table.sizeHint().height()
        return around + px(_HEADINGS + rows * _ROW)

    @property
    def told(self) -> str:
        """What the head says: the voucher, whether it balances, and its source."""
        tag = "" if self._tag.isHidden() else self._tag.text()
        return " · ".join(part for part in (self.title, tag, self._source.whole) if part)

    def show_voucher(self, year: int, number: str) -> None:
        """Show a voucher.

        Args:
            year: The label of its fiscal year.
            number: Its number.

        Raises:
            UsageError: There is no such voucher (any more); the panel stays as it is.
        """
        found = self._context.read(queries.voucher, year=year, number=number)
        names = LedgerNames.read(self._context)
        is_other = self._voucher is None or (found.year, found.number) != self._key()
        self._voucher = found
        self._show_head(found)
        self._show_entries(found, names)
        self.show()
        if is_other:
            self._table.selectRow(0)
            self._table.scrollToTop()

    def enter(self) -> None:
        """Put the focus on the entries."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_voucher(self) -> None:
        """Close the panel and tell the page."""
        if self._voucher is not None:
            self._voucher = None
            self.hide()
            self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_voucher()
        else:
            super().keyPressEvent(event)

    def _key(self) -> tuple[int, str] | None:
        return None if self._voucher is None else (self._voucher.year, self._voucher.number)

    def _show_head(self, found: VoucherView) -> None:
        title = _("Voucher {number}").format(number=found.number)
        self.set_title(f"{title} · {date_text(found.day)}")
        self.setAccessibleName(self.title)
        missing = abs(found.debit - found.credit)
        self._tag.setVisible(not found.is_balanced)
        self._tag.set_tag(_("does not balance: {euros}").format(euros=money(missing)), Tone.OVER)
        self._source.set_whole(
            _("{file}, imported {day} by {person}").format(
                file=found.file_name,
                day=date_text(local_day(found.imported_at)),
                person=found.imported_by,
            )
        )

    def _show_entries(self, found: VoucherView, names: LedgerNames) -> None:
        lines = [EntryLine.of(row, names) for row in found.entries]
        told = _("Together")
        lines.append(EntryLine(_SUMS, None, found.debit, found.credit, told, names))
        layout = self._table.column_layout
        layout.show(1, is_shown=any(row.cost_centre for row in found.entries))
        layout.show(2, is_shown=any(row.project for row in found.entries))
        self._model.set_rows(lines)
        least = min(len(lines), _LEAST_ROWS)
        self._table.setMinimumHeight(px(_HEADINGS + least * _ROW))

    @Slot(object)
    def _on_activated(self, line: EntryLine) -> None:
        if line.entry is not None:
            self.account_activated.emit(line.entry.account)
            self._context.go("ledger", account=line.entry.account, year=line.entry.year)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        key = self._key()
        if key is None or not changes.kinds & _NAMED:
            return
        try:
            self.show_voucher(*key)
        except UserError:
            self.close_voucher()
