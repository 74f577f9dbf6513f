"""The grid of a plan: keeps its place when the plan is read anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject
from PySide6.QtWidgets import QWidget

from yhdistys.gui.overriding import override
from yhdistys.gui.pages.budget.plan_rows import ShownPlan
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.column import Cell
from yhdistys.gui.tables.grid_lines import GridLine
from yhdistys.gui.tables.grid_model import GridModel
from yhdistys.gui.tables.grid_view import GridView
from yhdistys.i18n import _
from yhdistys.values.formats import money, whole_number
from yhdistys.values.money import from_cents

_ACCOUNT: Final = "text-0"
_ACCOUNT_WIDTH: Final = 38
_TEXT_WIDTH: Final = 17
_MONTH_WIDTH: Final = 7
_YEAR_WIDTH: Final = 8
_Range = tuple[object, object, int, int]


class PlanModel(GridModel):
    """A plan whose rows for what is not planned are quiet, and no place to paste into."""

    def __init__(self, plan: ShownPlan, parent: QObject, *, shows_cents: bool) -> None:
        super().__init__(plan.columns, parent)
        self.shows_cents = shows_cents
        widths = {"text": _TEXT_WIDTH, **_figure_widths(plan, shows_cents=shows_cents)}
        self._columns = tuple(
            replace(column, width=widths.get(column.id.partition("-")[0], column.width))
            if column.id != _ACCOUNT
            else replace(column, width=_ACCOUNT_WIDTH)
            for column in self._columns
        )
        self._shape: tuple[object, ...] = ()

    def show_plan(self, plan: ShownPlan) -> None:
        """Show a plan; where its rows are the same, only what differs is told to the view."""
        if self._shape == plan.shape:
            known = {line.id: line for line in self.lines()}
            self.replace_lines(line for line in plan.lines if known[line.id] != line)
        else:
            self._shape = plan.shape
            self.set_lines(plan.lines, plan.groups, plan.total)

    def line_at(self, row: int) -> GridLine | None:
        """Return the line in a row; None for titles, sums and what is not planned together."""
        line = self._row(row)
        return line if isinstance(line, GridLine) and line.id > 0 else None

    @override
    def cell(self, row: int, column: int) -> Cell:
        line = self._row(row)
        is_rest = isinstance(line, GridLine) and line.id < 0
        found = super().cell(row, column)
        if not is_rest:
            return found
        text = found.text if column < self.year_column else ""
        return replace(found, text=text, tone=Tone.QUIET)

    @override
    def _line_rows(self, first: int, count: int) -> list[int]:
        """Return the rows a block is pasted into; rows that stand for many lines do not count."""
        lines = [row for row in range(first, self.rowCount()) if self.line_at(row) is not None]
        return lines[:count] if len(lines) >= count else super()._line_rows(self.rowCount(), count)


class PlanView(GridView):
    """Shows a plan and keeps the selected block when it is read anew."""

    def __init__(self, model: PlanModel, parent: QWidget) -> None:
        name = "budget-cents" if model.shows_cents else "budget"
        super().__init__(name, model, accessible_name=_("Budget"), parent=parent)
        self._plan_model = model

    @property
    def plan_model(self) -> PlanModel:
        """The model."""
        return self._plan_model

    def show_plan(self, plan: ShownPlan) -> None:
        """Show a plan; current cell, selected block and place in the table stay."""
        kept = self._selected_ranges()
        self._plan_model.show_plan(plan)
        self._select_ranges(kept)
        self.viewport().update()

    def chosen_lines(self) -> list[GridLine]:
        """Return the lines that the selection touches, from above."""
        rows = dict.fromkeys(row for row, _column in self.selected_cells())
        lines = (self._plan_model.line_at(row) for row in rows)
        return [line for line in lines if line is not None]

    def current_line(self) -> GridLine | None:
        """Return the line of the current cell."""
        current = self.currentIndex()
        return self._plan_model.line_at(current.row()) if current.isValid() else None

    def choose_line(self, number: int) -> bool:
        """Make a line's year the current cell."""
        row = self._plan_model.place_of(number)
        if row < 0:
            return False
        self.setCurrentIndex(self._plan_model.index(row, self._plan_model.year_column))
        return True

    def choose_first(self) -> None:
        """Make the first amount the current cell, if none is."""
        if self.currentIndex().isValid():
            return
        lines = (self._plan_model.line_at(row) for row in range(self._plan_model.rowCount()))
        first = next((line for line in lines if line is not None), None)
        if first is not None:
            self.choose_line(first.id)

    def _selected_ranges(self) -> list[_Range]:
        ranges = self.selectionModel().selection().toList()
        id_of = self._plan_model.row_id
        return [(id_of(r.top()), id_of(r.bottom()), r.left(), r.right()) for r in ranges]

    def _select_ranges(self, kept: list[_Range]) -> None:
        model, chosen = self._plan_model, QItemSelection()
        for first, last, left, right in kept:
            top, bottom = model.place_of(first), model.place_of(last)
            if 0 <= top <= bottom and right < model.columnCount():
                chosen.select(model.index(top, left), model.index(bottom, right))
        if not chosen.isEmpty():
            self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _figure_widths(plan: ShownPlan, *, shows_cents: bool) -> dict[str, int]:
    """Return widths, in digits, in which the sums of the plan have room."""
    months = [[line.cents[at] for line in plan.lines] for at in range(len(plan.columns.months))]
    earlier = [
        [line.earlier[at] or 0 for line in plan.lines] for at in range(len(plan.columns.earlier))
    ]
    years = [[line.year for line in plan.lines]]
    least = {"month": _MONTH_WIDTH, "year": _YEAR_WIDTH, "earlier": _YEAR_WIDTH}
    told = {"month": months, "year": years, "earlier": earlier}
    return {
        kind: max(least[kind], *(_digits(column, shows_cents=shows_cents) for column in columns))
        if columns
        else least[kind]
        for kind, columns in told.items()
    }


def _digits(column: list[int], *, shows_cents: bool) -> int:
    """Return how long the longest sum of a column can be."""
    spent = sum(cents for cents in column if cents < 0)
    earned = sum(cents for cents in column if cents > 0)
    amount = from_cents(min(spent, -earned))
    return len(money(amount) if shows_cents else whole_number(amount))
