"""What stands on the page: switches, the grid with its panels, or why there is nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.budget.compare_panel import ComparePanel
from yhdistys.gui.pages.budget.plan_panel import PlanPanel
from yhdistys.gui.pages.budget.side_panel import AddPanel, LinePanel
from yhdistys.gui.pages.budget.switches import Switches
from yhdistys.gui.style import px, set_role
from yhdistys.gui.widgets import EmptyState
from yhdistys.i18n import _

_Act = Callable[[], object]


class BudgetContent(QWidget):
    """Switches above; below them the plan, two plans compared, or an empty state.

    Attributes:
        switches: What is looked at.
        plan: The grid with its acts.
        line: Beside the grid: one line.
        add: Beside the grid: a line to add.
        compare: In the place of the grid: two versions.
        year_asked: A fiscal year is to begin.
        version_asked: A version is to begin: ``actuals`` or ``empty``.
    """

    year_asked = Signal()
    version_asked = Signal(object)

    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.switches = Switches(self)
        self._stack = QStackedWidget(self)
        self._work = QWidget(self._stack)
        self._told = QLabel(self._work)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        set_role(self._told, "quiet")
        self.plan = PlanPanel(self._work)
        self.line = LinePanel(self._work)
        self.add = AddPanel(self._work)
        self.compare = ComparePanel(context, self._stack)
        self._no_year = self._empty((_("Begin the fiscal year"), self.year_asked.emit))
        self._no_accounts = self._empty(
            (_("Import a ledger"), self._on_import), (_("Chart of accounts"), self._on_chart)
        )
        self._no_budget = self._empty(
            (_("From the actuals of a year…"), self._on_actuals),
            (_("Import from Excel"), self._on_import),
            (_("Begin with an empty plan"), self._on_empty),
        )
        self._lay_out()

    def _empty(self, *buttons: tuple[str, _Act]) -> EmptyState:
        return EmptyState("", "", buttons, self._stack)

    def _lay_out(self) -> None:
        beside = QSplitter(Qt.Orientation.Horizontal, self._work)
        side = QWidget(self._work)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.line)
        inside.addWidget(self.add)
        inside.addStretch(1)
        self._side = side
        side.setMaximumWidth(px(360))
        side.hide()
        for widget in (self.plan, side):
            beside.addWidget(widget)
        beside.setStretchFactor(0, 4)
        beside.setStretchFactor(1, 1)
        beside.setChildrenCollapsible(False)
        beside.setHandleWidth(px(12))
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(px(10))
        work.addWidget(self._told)
        work.addWidget(beside, 1)
        for widget in (
            self._work,
            self.compare,
            self._no_year,
            self._no_accounts,
            self._no_budget,
        ):
            self._stack.addWidget(widget)
        head = QHBoxLayout()
        head.addWidget(self.switches, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)

    @property
    def is_plan(self) -> bool:
        """Whether the grid is shown."""
        return self._stack.currentWidget() is self._work

    @property
    def is_comparing(self) -> bool:
        """Whether two versions are shown side by side."""
        return self._stack.currentWidget() is self.compare

    @property
    def empty_state(self) -> EmptyState | None:
        """What says why there is nothing; None while there is something."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, EmptyState) else None

    def show_plan(self, told: str) -> None:
        """Show the grid, with a sentence above it where it cannot be changed."""
        self._told.setText(told)
        self._told.setVisible(bool(told))
        self._stack.setCurrentWidget(self._work)

    def show_comparison(self) -> None:
        """Show two versions side by side."""
        self._stack.setCurrentWidget(self.compare)

    def show_no_year(self, begins: int, *, is_first: bool) -> None:
        """Say that a fiscal year has not begun."""
        title = _("There is no fiscal year yet.")
        if not is_first:
            title = _("The fiscal year {year} has not begun.").format(year=begins)
        self._no_year.set_texts(
            title, _("Begin it here: then it has a budget of its own, and a ledger later.")
        )
        self._no_year.buttons[0].setText(_("Begin the fiscal year {year}").format(year=begins))
        self._stack.setCurrentWidget(self._no_year)

    def show_no_accounts(self) -> None:
        """Say that there are no accounts to plan on."""
        self._no_accounts.set_texts(
            _("There are no accounts yet."),
            _("A budget is made on accounts: they come with a ledger, or with a ready chart."),
        )
        self._stack.setCurrentWidget(self._no_accounts)

    def show_no_budget(self, year: int, *, can_write: bool, has_earlier: bool) -> None:
        """Say that a year has no budget, and offer three ways to begin."""
        self._no_budget.set_texts(
            _("The fiscal year {year} has no budget yet.").format(year=year),
            _("Begin with what was booked before, with a table of yours, or from nothing."),
        )
        for button in self._no_budget.buttons:
            button.setEnabled(can_write)
        self._no_budget.buttons[0].setEnabled(can_write and has_earlier)
        self._stack.setCurrentWidget(self._no_budget)

    def show_side(self) -> None:
        """Show the room beside the grid while something is open there."""
        self._side.setVisible(not self.line.isHidden() or not self.add.isHidden())

    @Slot()
    def _on_import(self) -> None:
        self._context.go("import", kind="budget")

    @Slot()
    def _on_chart(self) -> None:
        self._context.go("settings")

    @Slot()
    def _on_actuals(self) -> None:
        self.version_asked.emit("actuals")

    @Slot()
    def _on_empty(self) -> None:
        self.version_asked.emit("empty")
