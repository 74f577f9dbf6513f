"""The menu of a table: what the page offers for rows, copying, Excel, sorting and columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QTableView

from yhdistys.gui.tables.column import SortOrder
from yhdistys.gui.tables.column_layout import ColumnLayout
from yhdistys.gui.tables.table_model import TableModel
from yhdistys.i18n import _

COPY: Final = "copy"
EXCEL: Final = "excel"
FILTER: Final = "filter"
_UP: Final = "up"
_DOWN: Final = "down"
_UNSORTED: Final = "unsorted"
_FIT: Final = "fit"
_SHOWN: Final = "shown"


class TableMenu(QMenu):
    """Made anew each time it is opened, for one column."""

    def __init__(
        self,
        view: QTableView,
        model: TableModel,
        layout: ColumnLayout,
        column: int,
        verbs: dict[str, Callable[[], None]],
    ) -> None:
        super().__init__(view)
        self._model = model
        self._layout = layout
        self._column = column
        self._verbs = verbs
        self.triggered.connect(self._on_triggered)

    def add_rows_part(self) -> None:
        """Offer what concerns the rows."""
        self._add(COPY, _("&Copy"), QKeySequence(QKeySequence.StandardKey.Copy))
        if self._model.is_filterable:
            self._add(FILTER, _("&Filter the rows"), QKeySequence(QKeySequence.StandardKey.Find))
        self._add(EXCEL, _("To &Excel …"), QKeySequence())
        self.addSeparator()

    def add_column_part(self) -> None:
        """Offer what concerns the column and all columns."""
        if self._model.is_sortable and self._column >= 0:
            self._add(_UP, _("Sort &ascending"), QKeySequence())
            self._add(_DOWN, _("Sort &descending"), QKeySequence())
            if self._model.sorted_by is not None:
                self._add(_UNSORTED, _("Back to the first orde&r"), QKeySequence())
        if self._column >= 0:
            self._add(_FIT, _("Fit the &width to the texts"), QKeySequence())
        if len(self._model.columns) > 1:
            self._add_chooser()

    def _add_chooser(self) -> None:
        """Offer the columns to show; the first one always shows what a row is."""
        chooser = self.addMenu(_("C&olumns"))
        shown = set(self._layout.shown)
        for place, column in enumerate(self._model.columns):
            title = column.title or column.help or column.id
            action = chooser.addAction(title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(place in shown)
            action.setEnabled(place > 0)
            action.setData(f"{_SHOWN}:{place}")

    def _add(self, verb: str, text: str, keys: QKeySequence) -> None:
        action = self.addAction(text)
        action.setData(verb)
        action.setShortcut(keys)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        verb, _colon, place = str(action.data() or "").partition(":")
        if verb == _SHOWN:
            self._layout.show(int(place), is_shown=action.isChecked())
        elif verb == _FIT:
            self._layout.fit(self._column)
        elif verb in {_UP, _DOWN, _UNSORTED}:
            column = self._model.columns[max(0, self._column)]
            order = SortOrder(column.id, verb == _DOWN)
            self._model.sort_by(None if verb == _UNSORTED else order)
            self._layout.remember_later()
        elif verb in self._verbs:
            self._verbs[verb]()
