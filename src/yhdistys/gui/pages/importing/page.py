"""The import page: choose a file, see everything, say otherwise, store, undo."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget
from shiboken6 import isValid

from yhdistys.app.importing import Preview
from yhdistys.app.review_columns import with_column
from yhdistys.app.reviewing import (
    ImportChoices,
    Review,
    review_file,
    review_table,
    store_review,
)
from yhdistys.errors import Conflict, JobCancelled, UserError
from yhdistys.gui import dialogs
from yhdistys.gui.context import WindowContext, Wish
from yhdistys.gui.jobs import JobState
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.importing.begin import BeginView
from yhdistys.gui.pages.importing.preview import PreviewView
from yhdistys.gui.pages.importing.recognition import Recognition
from yhdistys.gui.pages.importing.sentences import (
    reading_text,
    refusal_text,
    store_text,
    stored_text,
)
from yhdistys.gui.pages.importing.working import WorkingView
from yhdistys.gui.style import Tone
from yhdistys.gui.widgets import main_button
from yhdistys.i18n import _
from yhdistys.ledger import queries as ledger_queries
from yhdistys.store.changes import latest_step

if TYPE_CHECKING:
    from yhdistys.store.changes import Changes

_NEEDS_CHOICE = frozenset({"unknown-fiscal-year", "no-year", "wrong-year", "month-outside-year"})


class ImportPage(Page):
    """Takes in a table file in two steps: a preview that stores nothing, then one undoable step.

    Attributes:
        review: The file that is shown, or None.
    """

    id = "import"
    shows = frozenset({"import_batch", "entry", "plan_line", "account"})

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.review: Review | None = None
        self._is_stored = False
        self._is_storing = False
        self._pending = 0
        self._step = -1
        self._build_buttons()
        self.recognition = Recognition(self)
        self.begin = BeginView(self)
        self.working = WorkingView(self)
        self.preview = PreviewView(self)
        self.stack = QStackedWidget(self)
        for view in (self.begin, self.working, self.preview):
            self.stack.addWidget(view)
        self.layout_.addWidget(self.recognition)
        self.layout_.addWidget(self.stack, 1)
        self.begin.choose_asked.connect(self.choose_file)
        self.working.cancel_asked.connect(context.jobs.cancel)
        self.preview.field_chosen.connect(self._on_field)
        self.recognition.chosen.connect(self._on_choices)
        context.jobs.changed.connect(self._on_job)
        self._show()

    def _build_buttons(self) -> None:
        self.change = QPushButton(_("Change what was &recognised"), self)
        self.change.setCheckable(True)
        self.change.toggled.connect(self._on_change)
        self.other = QPushButton(_("&Another file…"), self)
        self.other.clicked.connect(self.choose_file)
        self.again = QPushButton(_("Co&mpare again"), self)
        self.again.clicked.connect(self.compare)
        self.store_button = main_button(_("&Store"), self)
        self.store_button.clicked.connect(self.store)
        for button in (self.change, self.other, self.again, self.store_button):
            self.head.buttons.addWidget(button)
        self.again.hide()

    @override
    def is_touched_by(self, changes: Changes) -> bool:
        """Every step may change what storing a file would do."""
        return True

    @override
    def reload(self) -> None:
        self.begin.show_batches(self.context.read(ledger_queries.batches))
        step = self.context.read(latest_step)
        if self.review is not None and not self._is_storing and step != self._step:
            self.compare()

    @override
    def show_wish(self, wish: Wish) -> None:
        path = wish.get("path")
        if isinstance(path, str | Path):
            self.read_file(Path(path))

    @Slot()
    def choose_file(self) -> None:
        """Let a person choose the file."""
        dialogs.choose_open(
            self,
            _("Choose the file to import"),
            [_("Tables (*.xlsx *.xlsm *.xls *.ods *.csv *.txt)"), _("All files (*)")],
            self.read_file,
        )

    def read_file(self, path: Path) -> None:
        """Read a file beside the window and show what storing it would do."""
        if self._is_storing:
            self.say(Tone.LATE, _("A file is being stored; choose the next one after that."))
            return
        self.strip.clear()
        job = partial(review_file, self.context.open_workspace(), path, None)
        self._run(_("Reading {name}").format(name=path.name), job)
        self.stack.setCurrentWidget(self.working)
        self.working.enter()

    @Slot()
    def compare(self) -> None:
        """Compare the file that is shown with what is stored now."""
        if self.review is not None:
            self._interpret(self.review.choices)

    @Slot()
    def store(self) -> None:
        """Store the file that is shown: one step that can be undone."""
        review = self.review
        if review is None or not self._can_store():
            return
        self._is_storing = True
        self._pending += 1
        self.strip.clear()
        self.context.jobs.run(
            _("Storing {name}").format(name=review.table.path_name),
            partial(store_review, self.context.open_workspace(), review),
            done=self._on_stored,
            failed=self._on_failed,
        )
        self.stack.setCurrentWidget(self.working)
        self.working.enter()
        self._show()

    def _interpret(self, choices: ImportChoices) -> None:
        review = self.review
        if review is None:
            return
        workspace = self.context.open_workspace()
        job = partial(review_table, workspace, review.path, review.table, choices)
        self._run(_("Comparing {name}").format(name=review.table.path_name), job)

    def _run(self, title: str, job: partial[Review]) -> None:
        self._pending += 1
        self.context.jobs.run(title, job, done=self._on_reviewed, failed=self._on_failed)
        self._show()

    def _on_reviewed(self, review: Review) -> None:
        if not isValid(self):
            return
        self._pending -= 1
        if self._pending:
            return
        is_other = self.review is None or self.review.table is not review.table
        focused = self.focusWidget() or self
        had_focus = self.working.isAncestorOf(focused) or self.strip.isAncestorOf(focused)
        if self._is_stored:
            self.strip.clear()
        self.review, self._step, self._is_stored = review, review.step, False
        self.again.hide()
        if is_other:
            needs = any(problem.kind in _NEEDS_CHOICE for problem in review.problems)
            self.change.setChecked(needs or not review.preview.result.classes)
        self._show_review()
        self.stack.setCurrentWidget(self.preview)
        if is_other or had_focus:
            self.preview.enter()

    def _on_stored(self, stored: Preview) -> None:
        if not isValid(self):
            return
        self._pending -= 1
        self._is_storing = False
        if self.review is None:
            return
        self._is_stored = True
        self.review = replace(self.review, preview=stored)
        self._step = self.context.read(latest_step)
        self.begin.show_batches(self.context.read(ledger_queries.batches))
        self._show_review()
        self.stack.setCurrentWidget(self.preview)
        self.say(Tone.GOOD, stored_text(self.review), _("Ctrl+Z takes it back."))
        follow = self.strip.offer(_("Open &follow-up"), self._on_follow)
        follow.show()
        follow.setFocus()

    def _on_failed(self, error: Exception) -> None:
        if not isValid(self):
            return
        self._pending -= 1
        self._is_storing = False
        if self._pending:
            return
        self.stack.setCurrentWidget(self.begin if self.review is None else self.preview)
        if self.review is not None:
            self._show_review()
        self._show()
        if isinstance(error, JobCancelled):
            self.say(Tone.PLAIN, _("Cancelled; nothing was stored."))
        elif isinstance(error, UserError):
            self.again.setVisible(isinstance(error, Conflict))
            tone = Tone.LATE if isinstance(error, Conflict) else Tone.OVER
            self.say(tone, error.message, error.hint)
        else:
            raise error
        self._focus()

    def _focus(self) -> None:
        if not self.again.isHidden():
            self.again.setFocus()
        elif self.review is None:
            self.begin.enter()
        else:
            self.preview.enter()

    def _show_review(self) -> None:
        review = self.review
        if review is None:
            return
        years = [year.label for year in self.context.period.years]
        self.recognition.show_review(review, years)
        self.preview.show_review(review, is_stored=self._is_stored, read_only=self._read_only())
        self._show()

    def _show(self) -> None:
        """Show the head and the buttons as they fit the state of the page."""
        review = self.review
        has_review = review is not None
        self.other.setVisible(has_review)
        self.change.setVisible(has_review and not self._is_stored)
        self.recognition.setVisible(self.change.isChecked() and not self.change.isHidden())
        self.store_button.setVisible(has_review and not self._is_stored)
        for button in (self.other, self.change, self.again):
            button.setEnabled(not self._is_storing)
        if review is None:
            self.head.set_title(_("Import"))
            self.head.set_subtitle(_("Takes in what the accountant sends, after you have seen it."))
            return
        self.head.set_title(_("Import: {file}").format(file=review.table.path_name))
        self.head.set_subtitle(reading_text(review))
        self.store_button.setText(store_text(review))
        self.store_button.setEnabled(self._can_store())
        reason = self._why_not()
        self.store_button.setToolTip(reason)
        self.store_button.setAccessibleDescription(reason)

    def _can_store(self) -> bool:
        return not self._why_not()

    def _why_not(self) -> str:
        """Say why the file cannot be stored now; empty when it can."""
        review = self.review
        if review is None:
            return _("No file was chosen.")
        if self.context.is_read_only:
            return self._read_only()
        if self._pending:
            return _("Wait until the running work has come to its end.")
        return refusal_text(review)[0]

    def _read_only(self) -> str:
        """Say that nothing can be stored in this association now; empty when it can."""
        reason = self.context.open_workspace().read_only_reason
        return _("Nothing can be stored: {reason}").format(reason=reason) if reason else ""

    @Slot(object)
    def _on_field(self, told: tuple[int, str | None]) -> None:
        review = self.review
        if review is None or self._is_storing:
            return
        columns = with_column(review.choices.columns, review.columns, *told)
        self._interpret(replace(review.choices, columns=columns))

    @Slot(object)
    def _on_choices(self, choices: ImportChoices) -> None:
        if not self._is_storing:
            self._interpret(choices)

    @Slot(object)
    def _on_job(self, state: JobState | None) -> None:
        if self._pending and state is not None:
            self.working.show_state(state)

    @Slot()
    def _on_change(self) -> None:
        self._show()
        if self.change.isChecked() and not self._pending:
            self.recognition.kind.setFocus()

    @Slot()
    def _on_follow(self) -> None:
        """Show the follow-up of the fiscal year that the stored file reaches."""
        period = self.context.period
        days = [batch.last_day for batch in self.context.read(ledger_queries.batches)[:1]]
        reached = [y for y in period.years for day in days if y.starts_on <= day <= y.ends_on]
        for year in reached:
            if year.label != period.year:
                period.choose(year.label, None)
        self.context.go("follow")
