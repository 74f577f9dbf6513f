"""The file under review: figures, its rows with what becomes of them, and lists below."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from yhdistys.app.review_columns import known_fields
from yhdistys.app.reviewing import Review
from yhdistys.budget.rules.plan_diff import PlanKey
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.importing.details import CHANGES, DetailPanel
from yhdistys.gui.pages.importing.header import ColumnChoice, FileView
from yhdistys.gui.pages.importing.panels import PROBLEMS, REMOVED, FigurePanels
from yhdistys.gui.pages.importing.rows import (
    FileRow,
    FileTable,
    Shown,
    row_columns,
    sections_of,
)
from yhdistys.gui.pages.importing.sentences import refusal_text, removal_text
from yhdistys.gui.style import Tone, px, set_role
from yhdistys.gui.tables.column import Column
from yhdistys.gui.widgets import Chip, MessageStrip, Panel
from yhdistys.i18n import _, ngettext
from yhdistys.ledger.rules.vouchers import VoucherKey
from yhdistys.values.formats import whole_number

_LIST_HEIGHT: Final = 112
_ROW_HEIGHT: Final = 29
_MOST_ROWS: Final = 5
_LOW: Final = 620


class PreviewView(QWidget):
    """Shows a review.

    Attributes:
        field_chosen: A person said what a column holds: (its index, the field or None).
    """

    field_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review: Review | None = None
        self._signature: tuple[object, ...] = ()
        self._height = 0
        self._asked_column: int | None = None
        self.view: FileView | None = None
        self._table: FileTable | None = None
        self.notice = MessageStrip(self)
        self.figures = FigurePanels(self)
        self.details = DetailPanel(self)
        self.rows = Panel(_("Rows of the file"), self)
        self._count = QLabel(self)
        set_role(self._count, "quiet")
        self.filter = Chip(_("Show"), (), self)
        self.rows.head.addWidget(self._count)
        self.rows.head.addWidget(self.filter)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(px(12))
        self.splitter.addWidget(self.rows)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(self.notice)
        layout.addWidget(self.figures)
        layout.addWidget(self.splitter, 1)
        self.filter.chosen.connect(self._on_filter)
        self.figures.asked.connect(self._on_asked)
        self.details.row_asked.connect(self._on_row_asked)
        self.details.closed.connect(self._make_way)
        self.details.closed.connect(self.enter)

    @property
    def shown(self) -> Shown:
        """Which rows are shown."""
        current = self.filter.current
        return current if isinstance(current, Shown) else Shown.ALL

    def show_review(self, review: Review, *, is_stored: bool = False, read_only: str = "") -> None:
        """Show a file; the filter and the chips stay where they are when it is the same file.

        Args:
            review: The file.
            is_stored: Whether it was stored just now.
            read_only: Why nothing can be stored in the association; empty when it can.
        """
        is_same = self._review is not None and self._review.table is review.table
        self._review = review
        wanted = self.shown if is_same else Shown.ALL
        self.figures.show_review(review)
        self._show_filter(review, wanted)
        self._show_rows(review)
        self._show_notice(review, is_stored=is_stored, read_only=read_only)
        has_places = any(one.row for one in review.problems) and review.preview.result.classes
        if not is_same and review.has_errors and has_places:
            self.details.show_list(PROBLEMS, review)
            self._show_details()
        elif self.details.shown == CHANGES or not is_same:
            self.details.close_list()
        elif self.details.shown:
            self.details.show_list(self.details.shown, review)
        self._return_to_column()

    @Slot()
    def enter(self) -> None:
        """Give the focus to the rows."""
        if self.view is not None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _return_to_column(self) -> None:
        """Give the focus back to the column that a person spoke of, wherever it stands now."""
        asked, self._asked_column = self._asked_column, None
        if asked is not None and self.view is not None and asked < len(self.view.fields.chips):
            self.view.fields.chips[asked].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_filter(self, review: Review, wanted: Shown) -> None:
        words: list[tuple[object, str]] = [
            (Shown.ALL, _("all rows")),
            (Shown.ATTENTION, _("only problems and changes")),
            (Shown.CHANGED, _("only changed")),
            (Shown.NEW, _("only new")),
        ]
        if review.preview.plan is None:
            del words[2:]
        self.filter.set_choices(words, wanted)
        if self.filter.current is None:
            self.filter.set_current(Shown.ALL)

    def _show_rows(self, review: Review) -> None:
        columns = row_columns(review)
        signature = tuple((one.id, one.title, one.right, one.width) for one in columns)
        if self.view is None or self._table is None or signature != self._signature:
            self._build(columns)
            self._signature = signature
        view, table = self.view, self._table
        if view is None or table is None:
            return
        table.show_review(columns, review, self.shown)
        sections = sections_of(columns, len(review.columns))
        choices = [
            ColumnChoice(columns[place].title, guess.field, guess.reason, place)
            for guess, place in zip(review.columns, sections, strict=True)
        ]
        view.fields.show_choices(choices, known_fields(review.kind))
        self._show_count()

    def _build(self, columns: Sequence[Column]) -> None:
        """Make the table anew: the file has other columns, or they hold something else."""
        old, old_table = self.view, self._table
        table = FileTable(columns, self)
        titles = sorted(f"{column.id} {column.title}" for column in columns)
        digest = zlib.crc32("\n".join(titles).encode())
        name = f"import-rows-{digest}"
        view = FileView(name, table, accessible_name=_("Rows of the file"), parent=self.rows)
        view.set_empty_text(_("No row of this kind."))
        view.current_row.connect(self._on_current)
        view.row_activated.connect(self._on_activated)
        view.fields.field_chosen.connect(self._on_field)
        self.rows.body.addWidget(view, 1)
        self.view, self._table = view, table
        if old is not None and old_table is not None:
            self.rows.body.removeWidget(old)
            old.hide()
            old.deleteLater()
            old_table.deleteLater()

    def _show_count(self) -> None:
        count = 0 if self._table is None else self._table.rowCount()
        text = ngettext("{n} row", "{n} rows", count)
        self._count.setText(text.format(n=whole_number(count)))

    def _show_notice(self, review: Review, *, is_stored: bool, read_only: str) -> None:
        refusal, hint = refusal_text(review)
        removal = removal_text(review)
        if is_stored:
            self.notice.clear()
        elif read_only:
            self.notice.say(Tone.LATE, read_only)
        elif refusal:
            self.notice.say(Tone.OVER if review.has_errors else Tone.PLAIN, refusal, hint)
        elif removal:
            self.notice.say(Tone.LATE, removal, _("Check that the file is complete."))
            self.notice.offer(_("Show t&hem"), self._on_show_removed)
        else:
            self.notice.clear()

    def _show_details(self) -> None:
        """Give the list below the rows the room it needs; in a low window the figures make way."""
        self._make_way()
        rows = min(_MOST_ROWS, self.details.count)
        height = px(_LIST_HEIGHT + rows * _ROW_HEIGHT)
        if self._height != height:
            self._height = height
            self.splitter.setSizes([max(height, self.height() - height), height])

    @Slot()
    def _make_way(self) -> None:
        is_low = self.height() < px(_LOW)
        self.figures.setVisible(not (is_low and self.details.shown))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_way()

    @Slot()
    def _on_show_removed(self) -> None:
        self._on_asked(REMOVED)

    @Slot(object)
    def _on_field(self, told: tuple[int, str | None]) -> None:
        self._asked_column = told[0]
        self.field_chosen.emit(told)

    @Slot(object)
    def _on_filter(self, _wanted: object) -> None:
        if self._review is not None and self._table is not None:
            self._table.show_review(self._table.columns, self._review, self.shown)
            self._show_count()

    @Slot(object)
    def _on_asked(self, name: object) -> None:
        if self._review is not None:
            self.details.show_list(str(name), self._review)
            self._show_details()
            self.details.view(self.details.shown).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_row_asked(self, number: int) -> None:
        if self._review is None or self.view is None:
            return
        place = number - self._review.sheet.first_row
        if not self.view.select_row_id(place):
            self.filter.set_current(Shown.ALL)
            self._on_filter(Shown.ALL)
            self.view.select_row_id(place)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_current(self, row: FileRow | None) -> None:
        """Show below what would be otherwise in the voucher of the row."""
        review = self._review
        if review is None or row is None:
            return
        changes = review.changes_of_row(row.id)
        if changes:
            key = review.comparison.keys[row.number]
            self.details.show_changes(_changed_title(key), changes)
            self._show_details()
        elif self.details.shown == CHANGES:
            self.details.shown = ""
            self.details.hide()
            self._make_way()

    @Slot(object)
    def _on_activated(self, _row: object) -> None:
        if self.details.shown:
            self.details.view(self.details.shown).setFocus(Qt.FocusReason.OtherFocusReason)


def _changed_title(key: object) -> str:
    if isinstance(key, VoucherKey):
        return _("Changed voucher {voucher}").format(voucher=key.voucher)
    if isinstance(key, PlanKey):
        return _("Changed line of the account {account}").format(account=key.account)
    return _("Changed account {account}").format(account=key)
