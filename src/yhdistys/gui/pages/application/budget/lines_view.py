"""The grid of an application's budget: made anew where the years or the form are others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from yhdistys.gui.pages.application.budget.model import BudgetModel
from yhdistys.gui.pages.application.budget.rows import BALANCE, CellState, GridRow, grid_rows
from yhdistys.gui.pages.application.budget.severities import severity_tone
from yhdistys.gui.tables.grid_view import GridView
from yhdistys.i18n import _
from yhdistys.values.findings import Severity

if TYPE_CHECKING:
    from yhdistys.grants.rules.application import Note
    from yhdistys.grants.rules.key_figures import KeyFigures
    from yhdistys.gui.pages.application.shown import Shown
    from yhdistys.gui.style import Tone

_CALM: Final = {"plan-moved"}
"""Kinds of notes that leave the cells as they are: nothing is wrong with them."""


class LinesView(QWidget):
    """Holds the grid.

    Attributes:
        edited: Amounts are to be stored: a tuple of new amounts.
        refused: A text was not taken: a sentence.
        cell_changed: Another cell is the current one.
        activated: The table that the current amount comes from is to be shown: its question.
    """

    edited = Signal(object)
    refused = Signal(object)
    cell_changed = Signal()
    activated = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._shape: object = None
        self._model: BudgetModel | None = None
        self._view: GridView | None = None

    @property
    def view(self) -> GridView:
        """The grid; there is one once a budget was shown."""
        if self._view is None:
            raise LookupError("no budget was shown yet")
        return self._view

    @property
    def model(self) -> BudgetModel:
        """The model of the grid."""
        if self._model is None:
            raise LookupError("no budget was shown yet")
        return self._model

    @property
    def current(self) -> tuple[GridRow | None, int | None]:
        """The current row and its year; no year in other columns."""
        if self._view is None or self._model is None:
            return (None, None)
        index = self._view.currentIndex()
        if not index.isValid():
            return (None, None)
        return (self._model.rows[index.row()], self._model.year_of(index.column()))

    def show_budget(self, shown: Shown, figures: KeyFigures, notes: tuple[Note, ...]) -> None:
        """Show a budget; the current cell and the selection stay."""
        scheme, years = shown.application.template.scheme, shown.budget.years
        shape = (shown.application.id, years)
        if shape != self._shape:
            self._make_view(BudgetModel(years, scheme, self))
            self._shape = shape
        kept = self._selected()
        told = {key: amount.note for key, amount in shown.application.amounts.items()}
        self.model.show_rows(grid_rows(shown, figures), told, _tones(notes))
        self._fit()
        self._select(kept)
        self._choose_first()

    def choose(self, line: str, year: int | None) -> None:
        """Make a line's year the current cell; the last row stands for the whole budget."""
        model = self.model
        row = model.place_of(line or BALANCE)
        if row >= 0:
            column = model.years.index(year) + 1 if year in model.years else 1
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(model.index(row, column), flag)
            self.view.scrollTo(self.view.currentIndex())

    def enter(self) -> None:
        """Put the focus into the grid."""
        if self._view is not None:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_view(self, model: BudgetModel) -> None:
        had_focus = False
        if self._view is not None and self._model is not None:
            had_focus = self._view.hasFocus()
            self._layout.removeWidget(self._view)
            self._view.hide()
            self._view.deleteLater()
            self._model.deleteLater()
        view = GridView(
            "application-budget",
            model,
            accessible_name=_("Budget of the application"),
            parent=self,
        )
        model.edited.connect(self.edited)
        view.refused.connect(self.refused)
        view.row_activated.connect(self._on_activated)
        view.selectionModel().currentChanged.connect(self._on_current)
        self._layout.addWidget(view)
        self._model, self._view = model, view
        view.show()
        if had_focus:
            self.enter()

    def _fit(self) -> None:
        """Make the columns of figures as wide as their longest figure, and all the same."""
        figures = range(self.model.text_count, self.model.columnCount())
        width = max(self.view.sizeHintForColumn(column) for column in figures)
        self.view.column_layout.need(dict.fromkeys(figures, width))

    def _choose_first(self) -> None:
        """Make the first amount that can be changed the current cell, if none is."""
        view, model = self.view, self.model
        if view.currentIndex().isValid():
            return
        cells = [(row, 1) for row in range(model.rowCount())]
        open_cells = [at for at in cells if model.is_editable(*at)]
        lines = [at for at in cells if model.rows[at[0]].line is not None]
        for at in (open_cells or lines)[:1]:
            view.setCurrentIndex(model.index(*at))

    def _selected(self) -> list[tuple[object, object, int, int]]:
        id_of = self.model.row_id
        ranges = self.view.selectionModel().selection().toList()
        return [(id_of(r.top()), id_of(r.bottom()), r.left(), r.right()) for r in ranges]

    def _select(self, kept: list[tuple[object, object, int, int]]) -> None:
        model, chosen = self.model, QItemSelection()
        for first, last, left, right in kept:
            top, bottom = model.place_of(first), model.place_of(last)
            if 0 <= top <= bottom:
                chosen.select(model.index(top, left), model.index(bottom, right))
        if not chosen.isEmpty():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().select(chosen, flag)

    @Slot(QModelIndex)
    def _on_current(self, _index: QModelIndex) -> None:
        self.cell_changed.emit()

    @Slot(object)
    def _on_activated(self, row: GridRow) -> None:
        index = self.view.currentIndex()
        is_from_table = self.model.state(index.row(), index.column()) is CellState.FROM_TABLE
        if is_from_table and row.line is not None and row.line.line.first_year_from is not None:
            self.activated.emit(row.line.line.first_year_from[0])


def _tones(notes: tuple[Note, ...]) -> dict[tuple[str, int], Tone]:
    """Return the tones of the cells that the check has something to say about."""
    return {
        (note.line, note.year): severity_tone(note.severity)
        for note in reversed(notes)
        if note.line
        and note.year is not None
        and note.severity is not Severity.INFO
        and note.kind not in _CALM
    }
