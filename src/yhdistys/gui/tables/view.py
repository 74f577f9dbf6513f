"""The one table view: keyboard, sorting, filtering, copying, Excel, remembered columns."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from yhdistys.errors import UserError
from yhdistys.gui import dialogs
from yhdistys.gui.overriding import override
from yhdistys.gui.tables.column import Row, SortOrder
from yhdistys.gui.tables.column_layout import ColumnLayout
from yhdistys.gui.tables.filter_line import FilterLine
from yhdistys.gui.tables.kept_selection import KeptSelection
from yhdistys.gui.tables.painted_view import PaintedView
from yhdistys.gui.tables.sheet import SheetRows, mime, plain_name, save_table, sheet_of
from yhdistys.gui.tables.table_menu import COPY, EXCEL, FILTER, TableMenu
from yhdistys.gui.tables.table_model import TableModel
from yhdistys.i18n import _

_MOST_COPIED: Final = 100_000
_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_Action = QAbstractItemView.CursorAction


class TableView(PaintedView):
    """Shows a ``TableModel``; what the reader arranges is remembered under the view's name.

    Attributes:
        row_activated: Enter or a double click on a row: the row.
        current_row: Another row is the current one: the row, or None.
        refused: Something could not be done: one sentence that says what and why.
        saved: The table was written for Excel: the path.
    """

    row_activated = Signal(object)
    current_row = Signal(object)
    refused = Signal(object)
    saved = Signal(object)

    def __init__(
        self,
        name: str,
        model: TableModel,
        *,
        accessible_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, parent)
        self._name = name
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._selection = KeptSelection(self, model)
        self._layout = ColumnLayout(name, self, model)
        self._filter_line = FilterLine(self, model)
        self._selection.current_changed.connect(self.current_row)
        self._filter_line.applied.connect(self._layout.remember_later)
        header = self.horizontalHeader()
        header.setAccessibleName(accessible_name)
        header.sectionClicked.connect(self._on_heading_clicked)
        header.customContextMenuRequested.connect(self._on_header_menu)
        self.doubleClicked.connect(self._on_double_clicked)

    @property
    def filter_line(self) -> FilterLine:
        """The line that filters the rows; a page may put it in a layout."""
        return self._filter_line

    @property
    def column_layout(self) -> ColumnLayout:
        """The widths, the order and the hiding of columns."""
        return self._layout

    def chosen_rows(self) -> list[Row]:
        """Return the selected rows from above."""
        rows = (self._model.row_at(self._model.index(row, 0)) for row in self._selection.rows())
        return [row for row in rows if row is not None]

    def select_row_id(self, row_id: object) -> bool:
        """Select the row with an id and show it; False when it is not shown."""
        place = self._model.place_of(row_id)
        if place < 0:
            return False
        self._selection.select([place], place)
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    def to_sheet(self) -> SheetRows:
        """Return headings and rows of values as shown: sorted, filtered, without hidden columns."""
        return sheet_of(self._model, self._layout.shown, range(self._model.rowCount()))

    @Slot()
    def copy(self) -> None:
        """Copy the selected rows with their headings, for spreadsheets and letters."""
        rows = self._selection.rows()
        if len(rows) > _MOST_COPIED:
            told = _("{count} rows are too many to copy: select at most {limit}, or use Excel.")
            self.refused.emit(told.format(count=len(rows), limit=_MOST_COPIED))
        elif rows:
            sheet = sheet_of(self._model, self._layout.shown, rows)
            QGuiApplication.clipboard().setMimeData(mime(sheet))

    @Slot()
    def to_excel(self) -> None:
        """Ask for a name and write the table as shown."""
        title = self.accessibleName()
        patterns = [_("Excel workbook (*.xlsx)"), _("Text with semicolons (*.csv)")]
        dialogs.choose_save(
            self, _("Save the table"), f"{plain_name(title)}.xlsx", patterns, self._save
        )

    @Slot()
    def begin_filter(self) -> None:
        """Let the reader type what the rows are to hold."""
        if self._model.is_filterable:
            self._filter_line.begin()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.begin_filter()
        elif event.key() == Qt.Key.Key_Escape and self._model.filter_text:
            self._filter_line.leave()
        elif event.key() in _ENTER and self._activate(self.currentIndex()):
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Find)
            if any(event.matches(key) for key in mine):
                event.accept()
                return True
        return super().event(event)

    @override
    def contextMenuEvent(self, arg__1: QContextMenuEvent) -> None:
        by_keyboard = arg__1.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keyboard else self.indexAt(arg__1.pos())
        at = self.visualRect(index).bottomLeft() if by_keyboard else arg__1.pos()
        menu = self._menu(index.column())
        for action in self.actions():
            menu.addAction(action)
        if self.actions():
            menu.addSeparator()
        menu.add_rows_part()
        menu.add_column_part()
        menu.popup(self.viewport().mapToGlobal(at))

    @override
    def moveCursor(self, cursorAction: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if self.is_row_wise and cursorAction in {_Action.MoveHome, _Action.MoveEnd}:
            last = self._model.rowCount() - 1
            row = 0 if cursorAction == _Action.MoveHome else last
            return self._model.index(row, max(0, self.currentIndex().column()))
        return super().moveCursor(cursorAction, modifiers)

    @override
    def keyboardSearch(self, search: str) -> None:
        if self._model.is_sortable and self._model.rowCount() <= _MOST_COPIED:
            super().keyboardSearch(search)

    def _activate(self, index: QModelIndex) -> bool:
        row = self._model.row_at(index)
        if row is None or self.state() == QAbstractItemView.State.EditingState:
            return False
        self.row_activated.emit(row)
        return True

    def _menu(self, column: int) -> TableMenu:
        verbs = {COPY: self.copy, EXCEL: self.to_excel, FILTER: self.begin_filter}
        menu = TableMenu(self, self._model, self._layout, column, verbs)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _save(self, path: Path) -> None:
        """Write the table where the reader chose."""
        try:
            save_table(self, path, self.accessibleName())
        except UserError as error:
            dialogs.show_error(self, error)
        else:
            self.saved.emit(path)

    @Slot(int)
    def _on_heading_clicked(self, column: int) -> None:
        """Sort ascending, then descending, then as at first."""
        if not self._model.is_sortable:
            return
        name, order = self._model.columns[column].id, self._model.sorted_by
        if order is None or order.column_id != name:
            self._model.sort_by(SortOrder(name))
        else:
            self._model.sort_by(
                None if order.is_descending else SortOrder(name, is_descending=True)
            )
        self.horizontalHeader().viewport().update()
        self._layout.remember_later()

    @Slot(QPoint)
    def _on_header_menu(self, at: QPoint) -> None:
        menu = self._menu(self.horizontalHeader().logicalIndexAt(at))
        menu.add_column_part()
        menu.popup(self.horizontalHeader().viewport().mapToGlobal(at))

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._activate(index)
