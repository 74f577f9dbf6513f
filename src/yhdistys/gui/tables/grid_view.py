"""The view of a grid of amounts: typing, pasting, filling, changing by per cent."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final, cast

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QWidget

from yhdistys.errors import UserError
from yhdistys.gui import dialogs
from yhdistys.gui.overriding import override
from yhdistys.gui.tables.amount_grid import AmountGrid, Place
from yhdistys.gui.tables.delegates import WRONG
from yhdistys.gui.tables.frozen_columns import FrozenColumns
from yhdistys.gui.tables.grid_lines import EXPENSE, GridLine
from yhdistys.gui.tables.sheet import SheetRows, mime, plain_text
from yhdistys.gui.tables.table_model import Index
from yhdistys.gui.tables.view import TableView
from yhdistys.i18n import _
from yhdistys.values.fields import Field, FieldKind

_ScrollHint = QAbstractItemView.ScrollHint
_Trigger = QAbstractItemView.EditTrigger
_Hint = QAbstractItemDelegate.EndEditHint
_FILL_RIGHT: Final = QKeySequence("Ctrl+R")
_FILL_DOWN: Final = QKeySequence("Ctrl+D")
_COPY_ALL: Final = QKeySequence("Ctrl+Shift+C")


class GridView(TableView):
    """Shows an ``AmountGrid`` and turns keys into its acts.

    Typing begins to edit, Enter stores and goes down, Tab stores and goes right, Esc leaves it as
    it was. A text that was refused stays in its cell to be corrected.
    """

    _frozen: FrozenColumns | None = None  # Qt scrolls while the view is being made

    def __init__(
        self, name: str, model: AmountGrid, *, accessible_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, model, accessible_name=accessible_name, parent=parent)
        self._grid = model
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            _Trigger.AnyKeyPressed | _Trigger.EditKeyPressed | _Trigger.DoubleClicked
        )
        model.refused.connect(self.refused)
        self._frozen = FrozenColumns(self, model, model.text_count)
        self._add_action(_("&Paste"), QKeySequence(QKeySequence.StandardKey.Paste), self.paste)
        self._add_action(_("Copy with &headings"), _COPY_ALL, self.copy_with_headings)
        self._add_action(_("Fill to the ri&ght"), _FILL_RIGHT, self.fill_right)
        self._add_action(_("Fill dow&n"), _FILL_DOWN, self.fill_down)
        self._add_action(_("Change by per cen&t …"), QKeySequence(), self.ask_percent)

    def selected_cells(self) -> list[Place]:
        """Return rows and columns of the selected cells; without any, the current one."""
        ranges = self.selectionModel().selection().toList()
        cells = [
            (row, column)
            for part in ranges
            for row in range(part.top(), part.bottom() + 1)
            for column in range(part.left(), part.right() + 1)
            if not self.isColumnHidden(column)
        ]
        current = self.currentIndex()
        if not cells and current.isValid():
            return [(current.row(), current.column())]
        return sorted(cells)

    @override
    @Slot()
    def copy(self) -> None:
        """Copy the block that holds the selected cells, without headings, to be pasted again."""
        self._copy(has_headings=False)

    @Slot()
    def copy_with_headings(self) -> None:
        """Copy the block that holds the selected cells, with the headings."""
        self._copy(has_headings=True)

    @Slot()
    def paste(self) -> None:
        """Paste what was copied from the first selected cell on."""
        self._grid.paste(QGuiApplication.clipboard().text(), self.selected_cells())

    @Slot()
    def fill_right(self) -> None:
        """Fill the selected months with the first of them."""
        self._grid.fill_right(self.selected_cells())

    @Slot()
    def fill_down(self) -> None:
        """Fill the selected cells with the topmost of them."""
        self._grid.fill_down(self.selected_cells())

    @Slot()
    def ask_percent(self) -> None:
        """Ask by how much the selected amounts change, and change them."""
        label = _("Change the selected amounts by per cent, for example 3 or -2,5")
        dialogs.ask_text(self, _("Change by per cent"), label, answered=self._change_by)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        wrong = self._wrong_editor()
        if self.state() == QAbstractItemView.State.EditingState:
            if wrong is None or wrong.hasFocus():
                super().keyPressEvent(event)
            elif event.key() == Qt.Key.Key_Escape:
                self.closeEditor(wrong, _Hint.RevertModelCache)
            else:
                self._go_back_to(wrong)
            return
        act = self._act_of(event)
        if act is not None:
            act()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._is_editable():
            self._go_down()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and isinstance(event, QKeyEvent) and self._act_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    @override
    def closeEditor(self, editor: QWidget, hint: _Hint) -> None:
        if editor.property(WRONG) and hint != _Hint.RevertModelCache:
            return
        is_here = self.visualRect(self.currentIndex()).contains(editor.geometry().center())
        super().closeEditor(editor, hint)
        if hint == _Hint.SubmitModelCache and is_here:
            self._go_down()

    @override
    def scrollTo(
        self, index: Index, hint: _ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        if self._frozen is None or not self._frozen.isVisible():
            return
        covered, left = self._frozen.width(), self.visualRect(index).left()
        if index.column() >= self._grid.text_count and left < covered:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (covered - left))

    @override
    def _hover(self, row: int) -> None:
        super()._hover(row)
        if self._frozen is not None:
            self._frozen.viewport().update()

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return the act of a key, or None."""
        if event.matches(QKeySequence.StandardKey.Paste):
            return self.paste
        if event.matches(QKeySequence.StandardKey.Delete) or event.key() == Qt.Key.Key_Backspace:
            return self._zero
        pressed = QKeySequence(event.keyCombination())
        acts = ((_FILL_RIGHT, self.fill_right), (_FILL_DOWN, self.fill_down))
        for keys, act in (*acts, (_COPY_ALL, self.copy_with_headings)):
            if pressed == keys:
                return act
        return None

    def _wrong_editor(self) -> QLineEdit | None:
        """Return the editor whose text was refused and waits to be corrected."""
        editors = self.viewport().findChildren(QLineEdit)
        waiting = (editor for editor in editors if editor.property(WRONG) and editor.isVisible())
        return next(waiting, None)

    def _go_back_to(self, editor: QLineEdit) -> None:
        """Lead to the text that waits to be corrected before anything else is typed."""
        self.scrollTo(self.indexAt(editor.geometry().center()))
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_action(self, text: str, keys: QKeySequence, act: Callable[[], None]) -> None:
        """Offer an act in the menu; its key is shown there and heard by ``keyPressEvent``."""
        action = QAction(text, self)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(act)
        self.addAction(action)

    def _zero(self) -> None:
        self._grid.zero(self.selected_cells())

    def _change_by(self, text: str) -> None:
        field = Field(id="percent", label=_("Per cent"), kind=FieldKind.PERCENT, required=True)
        try:
            percent = cast("Decimal", field.parse(text))
        except UserError as error:
            dialogs.show_error(self, error)
        else:
            self._grid.change_by_percent(self.selected_cells(), percent)

    def _copy(self, *, has_headings: bool) -> None:
        cells = self.selected_cells()
        if not cells:
            return
        rows = sorted({row for row, _column in cells})
        chosen = {column for _row, column in cells}
        columns = [column for column in self.column_layout.shown if column in chosen]
        titles = tuple(self._grid.columns[column].title for column in columns)
        values = [tuple(self._grid.value(row, column) for column in columns) for row in rows]
        copied = mime(SheetRows(titles, values), has_headings=has_headings)
        lines = [titles] if has_headings else []
        lines += [tuple(self._text_of((row, column)) for column in columns) for row in rows]
        copied.setText("".join("\t".join(line) + "\r\n" for line in lines))
        QGuiApplication.clipboard().setMimeData(copied)

    def _text_of(self, at: Place) -> str:
        """Return a cell so that pasting gives the same; ``+`` keeps an expense positive."""
        text = plain_text(self._grid.value(*at))
        line = self._grid.row_at(self._grid.index(*at))
        is_figure = at[1] >= self._grid.text_count
        is_spent = isinstance(line, GridLine) and line.side == EXPENSE
        return f"+{text}" if is_figure and is_spent and text[0] not in "-0" else text

    def _is_editable(self) -> bool:
        current = self.currentIndex()
        return current.isValid() and self._grid.is_editable(current.row(), current.column())

    def _go_down(self) -> None:
        """Go to the next line below in the same column."""
        current = self.currentIndex()
        for row in range(current.row() + 1, self._grid.rowCount()):
            if self._grid.is_editable(row, current.column()):
                self.setCurrentIndex(self._grid.index(row, current.column()))
                return
