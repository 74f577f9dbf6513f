"""The page of the ledger: filters on top, entries below, a voucher under them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from yhdistys.errors import JobCancelled, UserError
from yhdistys.gui import dialogs
from yhdistys.gui.context import WindowContext, Wish
from yhdistys.gui.ledger_names import LedgerNames
from yhdistys.gui.overriding import override
from yhdistys.gui.page import PERIOD, Page
from yhdistys.gui.pages.ledger.columns import ORDERS, EntryColumns
from yhdistys.gui.pages.ledger.entry_view import EntryView
from yhdistys.gui.pages.ledger.exporting import Export
from yhdistys.gui.pages.ledger.filter_bar import FilterBar
from yhdistys.gui.pages.ledger.filter_tags import FilterTags
from yhdistys.gui.pages.ledger.filters import LedgerFilter, from_memory, to_memory, wished
from yhdistys.gui.pages.ledger.imports_panel import ImportsPanel
from yhdistys.gui.pages.ledger.reading import Asked, EntryReader, Listing
from yhdistys.gui.pages.ledger.sums_line import SumsLine
from yhdistys.gui.style import Tone, px
from yhdistys.gui.tables.paged_table import PagedTable
from yhdistys.gui.voucher_panel import VoucherPanel
from yhdistys.gui.widgets import EmptyState, Panel
from yhdistys.i18n import _
from yhdistys.ledger import queries
from yhdistys.ledger.queries import EntryRow
from yhdistys.values.formats import date_text, whole_number
from yhdistys.values.period import Month

_KEY: Final = "page/ledger"
_PROJECTS: Final = "page/ledger/projects"
_FOLLOW_AFTER: Final = 60  # milliseconds after the last key, until the open voucher follows
_Span = tuple[int | None, Month | None, Month | None]


class LedgerPage(Page):
    """Every entry of the ledger; a million of them scroll."""

    id: ClassVar[str] = "ledger"
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "ledger-batch",
            "import_batch",
            "entry",
            "account",
            "cost_centre",
            "accounting_project",
            "fiscal_year",
            PERIOD,
        }
    )

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._filter: LedgerFilter | None = None
        self._span: _Span = (None, None, None)
        self._names = LedgerNames()
        self._size = 0
        self._columns = EntryColumns()
        self._reader = EntryReader(context, self)
        self._model = PagedTable(self._columns.columns(), parent=self)
        self._build()
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(_FOLLOW_AFTER)
        self._connect()

    @property
    def filter(self) -> LedgerFilter:
        """What is shown."""
        return self._filter or LedgerFilter()

    @override
    def reload(self) -> None:
        """Read names, imports and entries anew."""
        if self.context.workspace is None:
            return
        self._names = LedgerNames.read(self.context)
        self._columns.names = self._names
        self._show_projects()
        batches = self.context.read(queries.batches)
        ledgers = [batch for batch in batches if batch.kind == "ledger"]
        self._size = sum(batch.rows_read for batch in ledgers)
        self.stack.setCurrentIndex(0 if ledgers else 1)
        self.excel.setVisible(bool(ledgers))
        self._show_reach()
        self._take_period()
        self.imports.reload()
        self._show_filter()

    @override
    def show_wish(self, wish: Wish) -> None:
        """Show an account, a voucher, a cost centre, a project, or the imports.

        Args:
            wish: ``kind``, ``id`` and ``year`` of something found; or the names of filters:
                ``account``, ``accounts``, ``cost_centre``, ``project``, ``year``, ``first``,
                ``last``, ``text``, ``voucher``; or ``show="imports"``.
        """
        if wish.get("show") == "imports":
            self.tabs.setCurrentIndex(1)
            return
        self.tabs.setCurrentIndex(0)
        self.strip.clear()
        self.voucher.close_voucher()
        self._filter = wished(wish, self.context.period.year)
        self._span = self._period_span()
        self._remember()
        if not self.is_stale:
            self._show_filter()
        year, number = self._filter.year, self._filter.voucher
        if number and year is not None:
            self.attempt(self._show_voucher, year, number)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.head.set_title(_("Ledger"))
        self.excel = QPushButton(_("To &Excel"), self)
        self.head.buttons.addWidget(self.excel)
        self.imports = ImportsPanel(self.context, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(_("Entries or imports"))
        self.tabs.tabBar().setAccessibleName(_("Entries or imports"))
        self.tabs.addTab(self._build_entries(), _("Entries"))
        self.tabs.addTab(self._page_of(self.imports), _("Imports"))
        self.empty = EmptyState(
            _("There is no ledger yet."),
            _("Import the file of your accounting system: every entry can then be found here."),
            [(_("&Import a ledger"), self._on_import)],
            self,
        )
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.tabs)
        self.stack.addWidget(self.empty)
        self.layout_.addWidget(self.stack, 1)

    def _build_entries(self) -> QWidget:
        self.filters = FilterBar(self)
        self.tags = FilterTags(self)
        self.table = EntryView(self._model, self)
        self.sums = SumsLine(self)
        panel = Panel("", self)
        panel.setContentsMargins(-px(9), -px(9), -px(9), -px(9))
        panel.body.setSpacing(0)
        panel.body.addWidget(self.table, 1)
        panel.body.addWidget(self.sums)
        self.voucher = VoucherPanel(self.context, self)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(px(12))
        self.splitter.addWidget(panel)
        self.splitter.addWidget(self.voucher)
        self.splitter.setStretchFactor(0, 1)
        self.setFocusProxy(self.table)
        return self._page_of(self.filters, self.tags, self.splitter)

    def _page_of(self, *widgets: QWidget) -> QWidget:
        made = QWidget(self)
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, px(10), 0, 0)
        layout.setSpacing(px(10))
        for widget in widgets:
            layout.addWidget(widget, 1 if widget is widgets[-1] else 0)
        return made

    def _connect(self) -> None:
        self._reader.found.connect(self._on_found)
        self._reader.failed.connect(self._on_failed)
        self._model.sort_asked.connect(self._on_sort)
        self._follow.timeout.connect(self._on_follow)
        self.filters.chosen.connect(self._on_chosen)
        self.filters.refused.connect(self._on_refused)
        self.filters.left.connect(self._on_to_entries)
        self.tags.removed.connect(self._on_removed)
        self.tags.cleared.connect(self._on_cleared)
        self.table.row_activated.connect(self._on_activated)
        self.table.current_row.connect(self._on_current)
        self.table.excel_asked.connect(self._on_excel)
        self.table.filter_asked.connect(self._on_filter)
        self.table.only_account.connect(self._on_only_account)
        self.table.left.connect(self.voucher.close_voucher)
        self.table.refused.connect(self._on_refused)
        self.voucher.closed.connect(self._on_to_entries)
        self.imports.undo_asked.connect(self._on_undo)
        self.excel.clicked.connect(self._on_excel)

    def _show_reach(self) -> None:
        day = self.context.read(queries.last_entry_day)
        text = _("Every entry that the accountant's files brought, until {day}.")
        self.head.set_subtitle("" if day is None else text.format(day=date_text(day)))

    def _show_projects(self) -> None:
        """Show the column of projects as soon as there is one, and hide it while there is none."""
        has_projects = bool(self._names.projects)
        if has_projects is not self.context.memory.remembered(_PROJECTS):
            self.context.memory.remember(_PROJECTS, has_projects)
            places = [column.id for column in self._model.columns]
            self.table.column_layout.show(places.index("project"), is_shown=has_projects)
            self.table.column_layout.remember()

    def _period_span(self) -> _Span:
        """Return the period of the window as the filters tell it."""
        period = self.context.period
        year = period.fiscal_year
        if year is None:
            return None, None, None
        if not period.cumulative:
            return year.label, period.last_month, period.last_month
        is_whole = period.through in {None, year.months[-1]}
        return year.label, None, None if is_whole else period.through

    def _take_period(self) -> None:
        """Begin with what was left, and follow the period of the window when it changes."""
        span = self._period_span()
        if self._filter is None:
            kept = from_memory(self.context.memory.remembered(_KEY), span[0])
            chosen = kept.known(self._names)
            self._filter = chosen if chosen.year is None else chosen.in_period(*span)
        elif span != self._span:
            self._filter = self._filter.in_period(*span)
        self._span = span

    def _show_filter(self) -> None:
        """Show the filters in the fields and as tags, and read the entries that fit."""
        chosen = self.filter
        self.filters.show_filter(chosen, self._names, self.context.period.years)
        self.tags.show_parts(chosen.told(self._names))
        self.sums.show_sums(None)
        self._reader.read(self._asked(), self._size)

    def _asked(self) -> Asked:
        order = self._model.sorted_by
        return Asked(
            chosen=self.filter.asked(self._names),
            order="day" if order is None else ORDERS[order.column_id],
            is_descending=order is not None and order.is_descending,
            is_quickly_begun=self.filter.is_quickly_begun,
        )

    def _remember(self) -> None:
        self.context.memory.remember(_KEY, to_memory(self.filter))

    def _fetch(self, ids: Sequence[int]) -> Sequence[EntryRow]:
        rows: Sequence[EntryRow] = self.context.read(queries.entry_rows, ids=ids)
        return rows

    def _show_voucher(self, year: int, number: str) -> None:
        """Open the panel, so high that the voucher is seen and half of the entries stay."""
        was_hidden = self.voucher.isHidden()
        self.voucher.show_voucher(year, number)
        if was_hidden:
            whole = self.splitter.height() - self.splitter.handleWidth()
            wanted = min(self.voucher.wanted_height, whole // 2)
            self.splitter.setSizes([whole - wanted, wanted])

    @Slot(object)
    def _on_found(self, listing: Listing) -> None:
        is_narrowed = self.filter != self.filter.cleared()
        told = _("No entry fits the filters. Take some of them away, or choose all years.")
        nothing = _("There are no entries in this fiscal year. Choose all years to see others.")
        self.table.set_empty_text(told if is_narrowed else nothing)
        self._model.set_source(listing.ids, self._fetch)
        self.sums.show_sums(listing.sums)
        if listing.ids and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
            self.table.scrollToTop()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, JobCancelled):
            self.say(Tone.LATE, _("Reading was stopped."), _("F5 reads the ledger again."))
        elif isinstance(error, UserError):
            self.say(Tone.OVER, error.message, error.hint)

    @Slot(object)
    def _on_chosen(self, chosen: LedgerFilter) -> None:
        self._filter = chosen
        self._remember()
        self.attempt(self._show_filter)

    @Slot(object)
    def _on_removed(self, part: str) -> None:
        self._on_chosen(self.filter.without(part))
        self._on_to_entries()

    @Slot()
    def _on_cleared(self) -> None:
        self._on_chosen(self.filter.cleared())
        self._on_to_entries()

    @Slot(object)
    def _on_only_account(self, number: str) -> None:
        self._on_chosen(wished({"account": number}, self.filter.year))

    @Slot(object)
    def _on_refused(self, text: str) -> None:
        if text:
            self.say(Tone.LATE, text)
        else:
            self.strip.clear()

    @Slot(object)
    def _on_sort(self, _order: object) -> None:
        if self._filter is not None:
            self.sums.show_sums(None)
            self.attempt(self._reader.read, self._asked(), self._size)

    @Slot()
    def _on_to_entries(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_filter(self) -> None:
        self.filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.text.selectAll()

    @Slot(object)
    def _on_activated(self, row: EntryRow) -> None:
        self.attempt(self._show_voucher, row.year, row.voucher)
        if self.voucher.voucher is not None:
            self.voucher.enter()

    @Slot(object)
    def _on_current(self, _row: EntryRow | None) -> None:
        if self.voucher.voucher is not None:
            self._follow.start()

    @Slot()
    def _on_follow(self) -> None:
        """Show the voucher of the current entry while the panel is open."""
        row, shown = self.table.current_entry, self.voucher.voucher
        if row is not None and shown is not None and self.table.hasFocus():
            self.attempt(self.voucher.show_voucher, row.year, row.voucher)

    @Slot()
    def _on_import(self) -> None:
        self.context.go("import", kind="ledger")

    @Slot()
    def _on_undo(self) -> None:
        self.context.ask_window("undo")

    @Slot()
    def _on_excel(self) -> None:
        if self.tabs.currentIndex():
            self.imports.table.to_excel()
            return
        title = _("Ledger")
        year = self.filter.year
        name = f"{title} {year}.xlsx" if year is not None else f"{title}.xlsx"
        patterns = [_("Excel workbook (*.xlsx)"), _("Text with semicolons (*.csv)")]
        dialogs.choose_save(self, _("Save the entries"), name, patterns, self._export)

    def _export(self, path: Path) -> None:
        work = Export(
            context=self.context,
            asked=self._asked(),
            columns=self.table.shown_columns,
            path=path,
            sheet=_("Ledger"),
        )
        title = _("Writing {name}").format(name=path.name)
        self.context.jobs.run(title, work, done=self._on_exported)

    def _on_exported(self, told: tuple[int, Path]) -> None:
        count, path = told
        if isValid(self):
            text = _("{count} entries were written to {path}.")
            self.say(Tone.GOOD, text.format(count=whole_number(count), path=path))
