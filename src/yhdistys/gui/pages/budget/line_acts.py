"""What is done with lines: opening one beside the grid, adding, removing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from yhdistys.budget import services as budget_services
from yhdistys.errors import UserError
from yhdistys.gui.pages.budget.profiles import profile_of
from yhdistys.gui.pages.budget.side_panel import ShownLine, SidePanel, told_problem
from yhdistys.ledger import queries as ledger_queries
from yhdistys.values.money import from_cents, to_cents

if TYPE_CHECKING:
    from yhdistys.budget.queries import PlanGridLine
    from yhdistys.gui.pages.budget.page import BudgetPage


class LineActs(QObject):
    """The acts on lines, for their page."""

    def __init__(self, page: BudgetPage) -> None:
        super().__init__(page)
        self._page = page
        content = page.content
        content.plan.add_asked.connect(self.begin_adding)
        content.plan.line_asked.connect(self.open_line)
        content.plan.line_changed.connect(self.refresh)
        content.plan.removal_asked.connect(self.remove)
        content.line.stored.connect(self._on_line_stored)
        content.add.stored.connect(self._on_add_stored)
        content.line.closed.connect(self._on_closed)
        content.add.closed.connect(self._on_closed)

    def enable(self) -> None:
        """Close the panels where nothing can be changed."""
        if not self._page.is_editable:
            for panel in (self._page.content.line, self._page.content.add):
                panel.hide()
            self._page.content.show_side()

    @Slot()
    def refresh(self) -> None:
        """Show the current line where a line is shown beside the grid."""
        panel = self._page.content.line
        shown = self._shown_line()
        if not panel.isHidden() and shown is not None:
            panel.show_line(shown)

    @Slot()
    def open_line(self) -> None:
        """Open the current line beside the grid; what is not planned yet, as a line to add."""
        page, plan = self._page, self._page.plan
        row = page.content.plan.current_line()
        if not page.is_editable or plan is None or row is None:
            return
        shown = self._shown_line()
        if shown is None:
            self._begin(plan.unplanned[row.id].account)
            return
        page.content.add.hide()
        page.content.line.show_line(shown)
        page.content.show_side()
        page.content.line.enter()

    @Slot()
    def begin_adding(self) -> None:
        """Open the panel in which a line is added."""
        if self._page.is_editable:
            self._begin("")

    def _begin(self, account: str) -> None:
        page = self._page
        if page.view is None:
            return
        sides = {row.number: row.side for row in page.context.read(ledger_queries.accounts)}
        page.content.line.hide()
        page.content.add.offer(page.view.names, sides)
        page.content.add.begin(account)
        page.content.show_side()
        page.content.add.enter()

    @Slot()
    def remove(self) -> None:
        """Remove the lines that the selection touches: one step."""
        page, plan, version = self._page, self._page.plan, self._page.version
        if plan is None or version is None or not page.is_editable:
            return
        ids = [
            plan.planned[row.id].id
            for row in page.content.plan.chosen_lines()
            if row.id in plan.planned
        ]
        if ids:
            remove = budget_services.remove_plan_lines
            page.attempt(page.context.do, remove, version_id=version.id, line_ids=ids)

    def _line(self) -> tuple[int, PlanGridLine] | None:
        """Return the current line of the plan with the number of its row."""
        plan, row = self._page.plan, self._page.content.plan.current_line()
        if plan is None or row is None or row.id not in plan.planned:
            return None
        return row.id, plan.planned[row.id]

    def _shown_line(self) -> ShownLine | None:
        found, view = self._line(), self._page.view
        if found is None or view is None:
            return None
        number, line = found
        parts = [f"{line.account} {line.name}".rstrip()]
        parts += [view.names.cost_centre(line.cost_centre), view.names.project(line.project)]
        return ShownLine(
            number=number,
            title=" · ".join(part for part in parts if part),
            amount=from_cents(sum(line.months_cents)),
            profile_kind=line.profile_kind,
            note=line.note,
            side=line.side,
        )

    @Slot(object)
    def _on_line_stored(self, values: dict[str, Any]) -> None:
        """Give the line its amount, months and note in one step."""
        shown = self._page.content.line.line
        if shown is not None and self._tried(self._page.content.line, self._change, values):
            self._page.content.line.close_panel()

    def _change(self, values: dict[str, Any]) -> None:
        page, plan, shown = self._page, self._page.plan, self._page.content.line.line
        if plan is None or shown is None or page.view is None or page.view.grid is None:
            return
        line = plan.planned[shown.number]
        told = (values["profile"], to_cents(values["amount"]), line.months_cents)
        key = (line.account, line.cost_centre, line.project)
        page.context.do(
            budget_services.change_plan_line,
            line_id=line.id,
            if_version=line.version,
            amount=values["amount"],
            profile=profile_of(page.context, page.view.grid, key, told),
            note=values["note"],
        )

    @Slot(object)
    def _on_add_stored(self, values: dict[str, Any]) -> None:
        """Add the line and begin the next one."""
        panel = self._page.content.add
        if self._tried(panel, self._add, values):
            panel.begin()

    def _add(self, values: dict[str, Any]) -> None:
        page, version, view = self._page, self._page.version, self._page.view
        if version is None or view is None or view.grid is None:
            return
        key = (values["account"], values.get("cost_centre"), values.get("project"))
        told = (values["profile"], to_cents(values["amount"]), (0,) * len(view.grid.months))
        line = budget_services.NewPlanLine(
            account=key[0],
            cost_centre=key[1],
            project=key[2],
            amount=values["amount"],
            profile=profile_of(page.context, view.grid, key, told),
            note=values["note"],
        )
        made = page.context.do(budget_services.add_plan_lines, version_id=version.id, lines=[line])
        self._choose(made[0])

    def _choose(self, line_id: int) -> None:
        """Make a line the current one."""
        plan, view = self._page.plan, self._page.content.plan.view
        if plan is None or view is None:
            return
        for number, line in plan.planned.items():
            if line.id == line_id:
                view.choose_line(number)

    def _tried(
        self, panel: SidePanel, act: Callable[[dict[str, Any]], None], values: dict[str, Any]
    ) -> bool:
        """Do an act of a panel; a refusal is told in it."""
        try:
            act(values)
        except UserError as error:
            panel.refuse(told_problem(error))
            return False
        return True

    @Slot()
    def _on_closed(self) -> None:
        self._page.content.show_side()
        self._page.content.plan.enter()
