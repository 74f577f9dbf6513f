"""The tab of an application's budget, in the funder's lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from yhdistys.budget import queries as budget_queries
from yhdistys.grants import queries, services
from yhdistys.grants.rules.application import ApplicationState
from yhdistys.grants.rules.key_figures import key_figures
from yhdistys.grants.services import FilledBudget, NewAmount, YearSource
from yhdistys.gui.forms.edit_panel import EditPanel
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.application.budget.figures_line import FiguresLine
from yhdistys.gui.pages.application.budget.line_panel import LineNote, LinePanel, budget_notes
from yhdistys.gui.pages.application.budget.lines_view import LinesView
from yhdistys.gui.pages.application.budget.notes_table import NoteRow, NotesTable
from yhdistys.gui.pages.application.budget.plan_fill import (
    plan_fields,
    sources_of,
    told_filled,
    values_of,
)
from yhdistys.gui.pages.application.tab import ApplicationTab
from yhdistys.gui.style import Tone, px
from yhdistys.gui.widgets import ElidedLabel, EmptyState, Panel, Tag
from yhdistys.gui.widgets.layouts import scrolled, sentence
from yhdistys.i18n import _, ngettext
from yhdistys.ledger import queries as ledger_queries
from yhdistys.values.formats import date_text

if TYPE_CHECKING:
    from yhdistys.gui.context import Wish
    from yhdistys.gui.page import Page
    from yhdistys.gui.pages.application.shown import Shown

_MOVED: Final = "plan-moved"
_OVER_CAP: Final = "overhead_cap"
_SIDE: Final = 300


class BudgetTab(ApplicationTab):
    """Lines by years to type into, what is known of the current one, and the way from a plan."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.box = Panel("", self)
        self.figures = FiguresLine(self.box)
        self.plan_button = QPushButton(_("Take from the plan…"), self.box)
        self.plan_button.setToolTip(_("Fill the lines from a budget of the association"))
        self.plan_button.clicked.connect(self.begin_taking)
        self.locked = sentence(self.box)
        self.lines = LinesView(self.box)
        self.notes = NotesTable(self.box)
        self.line = LinePanel(self)
        self.panel = EditPanel(page)  # its letters with Alt are unique on the whole page
        self.panel.save_button.setText(_("Take"))
        self._sources: tuple[YearSource, ...] = ()
        self._centres: dict[str, str] = {}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(px(12))
        top.addWidget(self.figures, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.plan_button, 0, Qt.AlignmentFlag.AlignTop)
        self.box.body.addLayout(top)
        self.box.body.addWidget(self._moved_line())
        self.box.body.addWidget(self.locked)
        self.box.body.addWidget(self.lines, 1)
        self.box.body.addWidget(self.notes)
        self._side = scrolled(self._side_holder(), self)
        self._side.setFixedWidth(px(_SIDE))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        row.addWidget(self.box, 1)
        row.addWidget(self._side)
        whole = QWidget(self)
        whole.setLayout(row)
        self.empty = EmptyState(
            _("This form has no budget."),
            _("The funder asks for none, or asks for it in a file of its own."),
            (),
            self,
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(whole)
        self._stack.addWidget(self.empty)
        self.layout_.addWidget(self._stack, 1)

    def _side_holder(self) -> QWidget:
        holder = QWidget(self)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.panel, 1)
        return holder

    def _moved_line(self) -> QWidget:
        self.moved = QFrame(self.box)
        self.moved_text = ElidedLabel("", self.moved)
        self.again_button = QPushButton(_("Take again"), self.moved)
        self.again_button.setToolTip(_("Fill the lines anew from the same budgets as before"))
        row = QHBoxLayout(self.moved)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(Tag(_("The plan has changed"), Tone.LATE, self.moved))
        row.addWidget(self.moved_text, 1)
        row.addWidget(self.again_button)
        return self.moved

    def _connect(self) -> None:
        self.lines.edited.connect(self._on_edited)
        self.lines.refused.connect(self._on_refused)
        self.lines.cell_changed.connect(self._on_cell)
        self.lines.activated.connect(self._on_activated)
        self.line.noted.connect(self._on_noted)
        self.line.table_asked.connect(self._on_table)
        self.line.left.connect(self.enter)
        self.notes.row_activated.connect(self._on_note)
        self.again_button.clicked.connect(self.take_again)
        self.panel.closed.connect(self._on_panel_closed)

    @override
    def show_application(self, shown: Shown) -> None:
        is_other = self.shown is None or self.shown.application.id != shown.application.id
        super().show_application(shown)
        if is_other:
            self.panel.close_panel()
        has_budget = bool(shown.application.template.scheme.lines)
        self._stack.setCurrentIndex(0 if has_budget else 1)
        if not has_budget:
            return
        figures = key_figures(shown.application)
        notes = budget_notes(shown)
        over = {note.year for note in notes if note.kind == _OVER_CAP and note.year is not None}
        self.figures.show_figures(figures, sorted(over))
        self.plan_button.setEnabled(not shown.is_locked)
        self._tell_locked(shown)
        self.lines.show_budget(shown, figures, notes)
        self.notes.show_notes(notes)
        self._tell_moved(shown)
        self._on_cell()

    def _tell_locked(self, shown: Shown) -> None:
        text = ""
        application = shown.application
        if application.state is ApplicationState.SUBMITTED:
            day = date_text(application.submitted_on)
            text = _("The application was sent on {day}: its budget cannot be changed.")
            text = text.format(day=day)
        elif application.state is ApplicationState.WITHDRAWN:
            text = _("The application was withdrawn: its budget cannot be changed.")
        elif shown.is_locked:
            text = self.context.open_workspace().read_only_reason
        self.locked.setText(text)
        self.locked.setVisible(bool(text))

    def _tell_moved(self, shown: Shown) -> None:
        count = sum(note.kind == _MOVED for note in shown.notes)
        text = ngettext(
            "{n} amount differs from the plan now.", "{n} amounts differ from the plan now.", count
        )
        self.moved_text.set_whole(text.format(n=count))
        self.moved.setVisible(bool(count) and not shown.is_locked)

    @override
    def show_wish(self, wish: Wish) -> None:
        line, year = wish.get("line"), wish.get("year")
        if isinstance(line, str) and line:
            self.lines.choose(line, year if isinstance(year, int) else None)

    @override
    def enter(self) -> None:
        if self._stack.currentIndex() == 0:
            self.lines.enter()

    @override
    def leave(self) -> None:
        self.line.keep_note()

    @Slot()
    def begin_taking(self) -> None:
        """Ask from which plan the lines are filled."""
        if self.shown is None or self.shown.is_locked:
            return
        versions = self.context.read(budget_queries.versions)
        if not versions:
            text = _("The association has no budget yet.")
            self.page.say(Tone.LATE, text, _("Make one on the page Budget, then take it here."))
            return
        application = self.shown.application
        sources = self.context.read(queries.budget_sources, application_id=application.id)
        rows = self.context.read(ledger_queries.cost_centres)
        self._centres = {row.code: row.name for row in rows}
        years = self.shown.budget.years
        self.line.hide()
        self.panel.ask(
            _("Take from the plan"),
            plan_fields(versions, self._centres, years),
            values_of(sources[0] if sources else None),
            accept=self._take,
            told=_(
                "The accounts of the plan go to the funder's lines by their cost categories. Lines"
                " that the plan has nothing for stay as they are."
            ),
        )

    def _take(self, values: dict[str, Any]) -> None:
        if self.shown is not None:
            self._fill(sources_of(values, self._centres, self.shown.budget.years))

    @Slot()
    def take_again(self) -> None:
        """Fill the lines anew from the plans they were taken from."""
        if self.shown is None:
            return
        application_id = self.shown.application.id
        sources = self.context.read(queries.budget_sources, application_id=application_id)
        self.page.attempt(self._fill, sources)
        self.enter()

    def _fill(self, sources: tuple[YearSource, ...]) -> None:
        if self.shown is None:
            return
        filled: FilledBudget = self.context.do(
            services.fill_budget, application_id=self.shown.application.id, years=sources
        )
        done, rest = told_filled(filled)
        self.page.say(Tone.LATE if filled.unmapped or not filled.amounts else Tone.GOOD, done, rest)

    @Slot(object)
    def _on_edited(self, amounts: tuple[NewAmount, ...]) -> None:
        self.page.strip.clear()
        self.store(services.set_amounts, amounts=amounts)

    @Slot(object)
    def _on_refused(self, text: str) -> None:
        self.page.say(Tone.OVER, text)

    @Slot(object)
    def _on_noted(self, note: LineNote) -> None:
        given = NewAmount(line=note.line, year=note.year, amount=note.amount, note=note.text)
        self.store(services.set_amounts, amounts=(given,))

    @Slot()
    def _on_cell(self) -> None:
        if self.shown is not None:
            row, year = self.lines.current
            self.line.show_cell(self.shown, row, year)

    @Slot(object)
    def _on_activated(self, question: str) -> None:
        """Show the table that the current amount comes from."""
        self.asked.emit({"question": question})

    @Slot(object)
    def _on_table(self, question: str) -> None:
        self.asked.emit({"question": question})

    @Slot(object)
    def _on_note(self, row: NoteRow) -> None:
        self.lines.choose(row.note.line, row.note.year)
        self.enter()

    @Slot()
    def _on_panel_closed(self) -> None:
        self.line.show()
        self.enter()
