"""Keeps what is selected in a table when its model shows other rows: by id, not by place."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from yhdistys.gui.tables.table_model import TableModel

_MOST_KEPT = 5_000
_NOTHING: tuple[object, ...] = ()


class KeptSelection(QObject):
    """Watches a model's resets for one view.

    Attributes:
        current_changed: Another row is the current one: the row, or None.
    """

    current_changed = Signal(object)

    def __init__(self, view: QTableView, model: TableModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._ids = _NOTHING
        self._current: object = None
        self._column = 0
        self._scrolled = 0
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_reset)
        view.selectionModel().currentRowChanged.connect(self._on_current_changed)

    def rows(self) -> list[int]:
        """Return the selected rows from above."""
        found = {row for part in self._ranges() for row in range(part.top(), part.bottom() + 1)}
        return sorted(found)

    def select(self, places: list[int], current: int) -> None:
        """Select rows and make one of them the current one."""
        chosen = QItemSelection()
        last = self._model.columnCount() - 1
        for first, end in _runs(sorted(places)):
            top, bottom = self._model.index(first, 0), self._model.index(end, last)
            chosen.select(top, bottom)
        selection = self._view.selectionModel()
        flag = QItemSelectionModel.SelectionFlag
        if current >= 0:
            index = self._model.index(current, self._column)
            selection.setCurrentIndex(index, flag.NoUpdate)
        selection.select(chosen, flag.ClearAndSelect)

    @Slot()
    def _on_about_to_reset(self) -> None:
        current = self._view.currentIndex()
        self._current = self._model.row_id(current.row()) if current.isValid() else None
        self._column = max(0, current.column())
        self._scrolled = self._view.verticalScrollBar().value()
        count = sum(part.height() for part in self._ranges())
        is_kept = self._is_row_wise() and count <= _MOST_KEPT
        self._ids = tuple(map(self._model.row_id, self.rows())) if is_kept else _NOTHING

    @Slot()
    def _on_reset(self) -> None:
        if self._current is None and not self._ids:
            return
        places = self._model.places_of([self._current, *self._ids])
        current, chosen = places[0], [place for place in places[1:] if place >= 0]
        self.select(chosen, current)
        if current >= 0:
            self._view.verticalScrollBar().setValue(self._scrolled)
            self._view.scrollTo(self._view.currentIndex())
        elif self._current is not None:
            self.current_changed.emit(None)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self._model.row_at(current))

    def _ranges(self) -> list[QItemSelectionRange]:
        return self._view.selectionModel().selection().toList()

    def _is_row_wise(self) -> bool:
        rows = QAbstractItemView.SelectionBehavior.SelectRows
        return self._view.selectionBehavior() == rows


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Join neighbours: ``[1, 2, 3, 7]`` gives ``[(1, 3), (7, 7)]``."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and place == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], place)
        elif not runs or place > runs[-1][1]:
            runs.append((place, place))
    return runs
