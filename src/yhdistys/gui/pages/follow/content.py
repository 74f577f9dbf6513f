"""What stands on the page: switches, a hint, the grid, the panels beside and below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QByteArray, Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from yhdistys.budget.queries import FollowUpView
from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.follow.choices import Choices, Kept
from yhdistys.gui.pages.follow.entries_panel import EntriesPanel
from yhdistys.gui.pages.follow.explain_panel import ExplainPanel
from yhdistys.gui.pages.follow.grid import FollowGrid, FollowTable
from yhdistys.gui.pages.follow.rows import ShownRow
from yhdistys.gui.pages.follow.switches import Switches
from yhdistys.gui.style import px, set_role
from yhdistys.gui.voucher_panel import VoucherPanel
from yhdistys.gui.widgets import EmptyState, flat_button
from yhdistys.i18n import _
from yhdistys.values.chosen import ALL

_SPLITTER: Final = "page/follow/splitter"


class FollowContent(QStackedWidget):
    """Shows the grid with its panels, or why there is nothing to show.

    Attributes:
        switches: What is looked at.
        table: The rows.
        grid: The view of the rows.
        explain: Beside the grid: an explanation.
        entries: Below the grid: the entries of a figure.
        voucher: In the place of the entries: one voucher.
    """

    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._work = QWidget(self)
        self.switches = Switches(self._work)
        self.table = FollowTable(self._work)
        self.grid = FollowGrid(self.table, self._work)
        self.explain = ExplainPanel(context, self._work)
        self.entries = EntriesPanel(context, self._work)
        self.voucher = VoucherPanel(context, self._work)
        self._hint = QLabel(self._work)
        self._way = flat_button("", self._work)
        self._to = "budget"
        self._no_ledger = EmptyState("", "", [(_("Import a ledger"), self._on_import)], self)
        self._no_year = EmptyState(
            _("There is no fiscal year yet."),
            _("It begins with the first ledger or budget that is imported."),
            [(_("Import a ledger"), self._on_import)],
            self,
        )
        self._splitters = (
            QSplitter(Qt.Orientation.Horizontal, self._work),
            QSplitter(Qt.Orientation.Vertical, self._work),
        )
        self._lay_out()
        self._way.clicked.connect(self._on_way)
        self.voucher.closed.connect(self._on_voucher_closed)

    def _lay_out(self) -> None:
        beside, whole = self._splitters
        beside.addWidget(self._framed(self.grid))
        beside.addWidget(self.explain)
        beside.setStretchFactor(0, 3)
        beside.setStretchFactor(1, 1)
        self._lower = QWidget(self._work)
        lower = QVBoxLayout(self._lower)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.addWidget(self.entries)
        lower.addWidget(self.voucher)
        self._lower.hide()
        whole.addWidget(beside)
        whole.addWidget(self._lower)
        whole.setStretchFactor(0, 3)
        whole.setStretchFactor(1, 2)
        for splitter, name in ((beside, "beside"), (whole, "below")):
            splitter.setObjectName(name)
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(px(12))
            splitter.splitterMoved.connect(self.keep_splitters)
        self._recall_splitters()
        layout = QVBoxLayout(self._work)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(self.switches)
        layout.addLayout(self._hint_line())
        layout.addWidget(whole, 1)
        for widget in (self._work, self._no_ledger, self._no_year):
            self.addWidget(widget)

    def _framed(self, grid: QWidget) -> QFrame:
        """Return the grid in a white panel without a title."""
        frame = QFrame(self._work)
        frame.setProperty("panel", "true")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(px(6), px(4), px(6), px(6))
        layout.addWidget(grid)
        return frame

    def _hint_line(self) -> QHBoxLayout:
        set_role(self._hint, "quiet")
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self._hint)
        line.addWidget(self._way)
        line.addStretch(1)
        return line

    def _recall_splitters(self) -> None:
        for splitter in self._splitters:
            kept = self._context.memory.remembered(f"{_SPLITTER}/{splitter.objectName()}", "")
            if isinstance(kept, str) and kept:
                splitter.restoreState(QByteArray.fromBase64(kept.encode("ascii", "ignore")))

    @Slot()
    def keep_splitters(self) -> None:
        """Remember how the room is shared out."""
        for splitter in self._splitters:
            kept = bytes(splitter.saveState().toBase64().data()).decode("ascii")
            self._context.memory.remember(f"{_SPLITTER}/{splitter.objectName()}", kept)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return self.currentWidget() is not self._work

    def show_no_year(self) -> None:
        """Say that there is no fiscal year."""
        self.setCurrentWidget(self._no_year)

    def show_rows(self, rows: Sequence[ShownRow], view: FollowUpView, choices: Choices) -> None:
        """Show rows, or say what is missing."""
        year = view.year.label
        has_actuals = any(row.actual is not None for row in view.rows)
        if not has_actuals and view.version is None and not _is_part(choices):
            self._no_ledger.set_texts(
                _("There is no ledger of {year} yet.").format(year=year),
                _("Import the accountant's file; the follow-up shows itself."),
            )
            self.setCurrentWidget(self._no_ledger)
            return
        self.setCurrentWidget(self._work)
        self._show_hint(year, has_actuals=has_actuals, has_budget=view.version is not None)
        self.grid.set_empty_text(_empty_text(choices.kept_now))
        self.table.set_rows(rows)
        self.grid.make_room()

    def _show_hint(self, year: int, *, has_actuals: bool, has_budget: bool) -> None:
        """Say quietly which half of the follow-up is missing, with the way to it."""
        if not has_budget:
            self._to = "budget"
            told = _("The fiscal year {year} has no budget yet: actuals stand alone.")
            self._way.setText(_("Make a &budget"))
        else:
            self._to = "import"
            told = _("Nothing is booked in {year} here yet: the budget stands alone.")
            self._way.setText(_("&Import a ledger"))
        self._hint.setText(told.format(year=year))
        is_whole = has_budget and has_actuals
        self._hint.setVisible(not is_whole)
        self._way.setVisible(not is_whole)

    def show_voucher(self, year: int, number: str) -> bool:
        """Show a voucher in the place of the entries."""
        self.voucher.show_voucher(year, number)
        self.entries.hide()
        self.show_lower()
        return True

    def show_lower(self) -> None:
        """Show the room below the grid while something is open there."""
        has_voucher = self.voucher.voucher is not None
        has_entries = self.entries.chosen is not None
        self.entries.setVisible(has_entries and not has_voucher)
        self._lower.setVisible(has_voucher or has_entries)

    def step_back(self) -> bool:
        """Close what was opened last; False when nothing is open."""
        if self.voucher.voucher is not None:
            self.voucher.close_voucher()
        elif self.entries.chosen is not None:
            self.entries.close_entries()
        elif self.explain.explained is not None:
            self.explain.close_panel()
        else:
            return False
        return True

    @Slot()
    def _on_voucher_closed(self) -> None:
        """Go back to the entries, where the reader was."""
        self.show_lower()
        if self.entries.chosen is not None:
            self.entries.enter()

    @Slot()
    def _on_way(self) -> None:
        self._context.go(self._to)

    @Slot()
    def _on_import(self) -> None:
        self._context.go("import")


def _is_part(choices: Choices) -> bool:
    """Tell whether a part of the association is looked at."""
    return choices.cost_centre is not ALL or choices.project is not ALL


def _empty_text(kept: Kept) -> str:
    if kept == "unexplained":
        return _("Every deviation is explained.")
    if kept == "deviations":
        return _("Nothing deviates beyond the limits.")
    return _("There is nothing here: no budget and no entries.")
