"""The section of history: every step, what it changed, undoing the last one, checking the file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter

from yhdistys.app import Check, Workspace, check
from yhdistys.gui.forms.letters import give_letters
from yhdistys.gui.jobs import Progress
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.settings.history_columns import (
    change_columns,
    check_columns,
    check_id,
    shown_changes,
    step_columns,
    step_id,
    step_text,
)
from yhdistys.gui.pages.settings.section import Section
from yhdistys.gui.style import Tone, px
from yhdistys.gui.tables.column import SortOrder
from yhdistys.gui.tables.paged_table import PagedTable
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import Panel
from yhdistys.gui.widgets.layouts import sentence
from yhdistys.i18n import _, ngettext
from yhdistys.store.changes import Changes
from yhdistys.store.history import StepRow, step_ids, step_rows, step_values
from yhdistys.values.formats import whole_number

MOST_VALUES: Final = 500


class HistorySection(Section):
    """A table of steps, newest first; below it the values that the chosen step changed.

    Attributes:
        table: The steps.
        values: What the chosen step changed, or what a check of the file found.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._shown_step: int | None = None
        panel = Panel("", self)
        self.undo = QPushButton(_("Undo the last step"), panel)
        self.check = QPushButton(_("Check the file"), panel)
        self.last = sentence(panel)
        self._model = PagedTable(step_columns(), row_id=step_id, can_filter=True, parent=self)
        self.table = TableView("history", self._model, accessible_name=_("History"), parent=panel)
        self.table.set_empty_text(_("No step is like that."))
        self.table.filter_line.show()
        acts = QHBoxLayout()
        acts.setSpacing(px(8))
        acts.addWidget(self.table.filter_line, 1)
        acts.addWidget(self.check)
        acts.addWidget(self.undo)
        panel.body.addLayout(acts)
        panel.body.addWidget(self.last)
        panel.body.addWidget(self.table, 1)
        self.below = Panel(_("What it changed"), self)
        self._changes = RowTable(change_columns(), row_id=id, parent=self)
        self.values = TableView(
            "history-values", self._changes, accessible_name=_("What it changed"), parent=self.below
        )
        self._checks = RowTable(check_columns(), row_id=check_id, parent=self)
        self.checks = TableView(
            "history-checks", self._checks, accessible_name=_("Check of the file"),
            parent=self.below,
        )  # fmt: skip
        self.more = sentence(self.below)
        for part in (self.values, self.checks):
            self.below.body.addWidget(part, 1)
        self.below.body.addWidget(self.more)
        self.checks.hide()
        self.more.hide()
        self._lay_out(panel)
        self._connect()

    def _lay_out(self, panel: Panel) -> None:
        give_letters(self)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(px(12))
        splitter.addWidget(panel)
        splitter.addWidget(self.below)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        self.layout_.addWidget(splitter)

    def _connect(self) -> None:
        self._model.sort_asked.connect(self._on_asked)
        self._model.filter_asked.connect(self._on_asked)
        self.table.current_row.connect(self._on_current)
        self.undo.clicked.connect(self.undo_last)
        self.check.clicked.connect(self.check_file)

    @override
    def enter(self) -> None:
        self.table.setFocus()

    @override
    def is_touched_by(self, changes: Changes) -> bool:
        return True

    @override
    def reload(self) -> None:
        """Read the steps; whoever looks at the newest one sees the newest one again."""
        before = self._model.ids[:1]
        was_at_top = self.table.currentIndex().row() <= 0
        order = self._model.sorted_by or SortOrder("at", is_descending=True)
        ids = self.context.read(
            step_ids,
            text=self._model.filter_text,
            order=order.column_id,
            descending=order.is_descending,
        )
        self._model.set_source(ids, self._fetch)
        if ids and (was_at_top or not self.table.currentIndex().isValid()) and ids[:1] != before:
            self.table.selectRow(0)
        step = self.context.open_workspace().undo_text
        told = _("The last step: {step}.").format(step=step) if step else ""
        self.last.setText(told or _("There is nothing to undo."))
        self.undo.setEnabled(self.can_write and bool(step))

    def _fetch(self, ids: Sequence[int]) -> tuple[StepRow, ...]:
        rows: tuple[StepRow, ...] = self.context.read(step_rows, ids=ids)
        return rows

    @Slot()
    def undo_last(self) -> None:
        """Take back the last step and say which it was."""
        workspace = self.context.open_workspace()
        step = workspace.undo_text
        if self.page.attempt(workspace.undo) is not None:
            self.page.say(Tone.PLAIN, _("Undone: {step}").format(step=step))

    @Slot()
    def check_file(self) -> None:
        """Check beside the window whether all is whole."""
        self.check.setEnabled(False)
        job = partial(_check, self.context.open_workspace())
        self.context.jobs.run(
            _("Checking the file"),
            job,
            done=self._on_checked,
            failed=self._on_check_failed,
            can_cancel=False,
        )

    def _on_checked(self, found: Check) -> None:
        self.check.setEnabled(True)
        wrong = [item for item in found.items if not item.ok]
        if found.ok:
            count = len(found.items)
            told = ngettext("The file is whole: {n} thing was checked.",
                            "The file is whole: {n} things were checked.", count)  # fmt: skip
            self.page.say(Tone.GOOD, told.format(n=count))
        else:
            count = len(wrong)
            told = ngettext("{n} thing in the file is not in order; it stands below.",
                            "{n} things in the file are not in order; they stand below.",
                            count)  # fmt: skip
            self.page.say(Tone.OVER, told.format(n=count), _("Make a backup and ask for help."))
        self._checks.set_rows(found.items)
        self.below.set_title(_("Check of the file"))
        self._show_below(shows_checks=True)

    def _on_check_failed(self, error: Exception) -> None:
        self.check.setEnabled(True)
        self.page.attempt(_raise, error)

    def _show_below(self, *, shows_checks: bool) -> None:
        self.values.setVisible(not shows_checks)
        self.checks.setVisible(shows_checks)
        self.more.setVisible(not shows_checks and bool(self.more.text()))

    @Slot(object)
    def _on_asked(self, _order: object) -> None:
        if self.context.workspace is not None:
            self.page.attempt(self.reload)

    @Slot(object)
    def _on_current(self, step: StepRow | None) -> None:
        if step is None or self.context.workspace is None:
            self._changes.set_rows(())
            return
        rows = shown_changes(
            self.context.read(step_values, change_set=step.change_set, most=MOST_VALUES)
        )
        self._changes.set_rows(rows)
        told = _("Only the first {n} values are shown.").format(n=whole_number(MOST_VALUES))
        self.more.setText(told if len(rows) >= MOST_VALUES else "")
        empty = _("It added or replaced rows of the ledger, which are listed with the imports.")
        nothing = _("No value of this step is kept.")
        self.values.set_empty_text(empty if step.bulk else nothing)
        self.below.set_title(step_text(step))
        self._show_below(shows_checks=False)


def _check(workspace: Workspace, progress: Progress) -> Check:
    progress(0, None)
    return check(workspace)


def _raise(error: Exception) -> None:
    raise error
