"""The rows of a table question: typed, pasted from a spreadsheet, summed below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import (
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from yhdistys.errors import ValidationError
from yhdistys.grants.rules.answers import (
    cell_key,
    cell_value,
    cell_years,
    read_answer,
    show_cell,
    show_number,
)
from yhdistys.grants.rules.application import AnswerRow
from yhdistys.grants.rules.template import Question, QuestionKind, TableColumn
from yhdistys.gui.pages.application.questions.answer_cells import AnswerCells
from yhdistys.gui.pages.application.questions.pasted_block import LONGEST_ROWS, pasted_block
from yhdistys.gui.style import px
from yhdistys.i18n import _

_NUMBERS: Final = frozenset(
    {
        QuestionKind.WHOLE_NUMBER,
        QuestionKind.MONEY,
        QuestionKind.PERCENT,
        QuestionKind.COMPUTED,
    }
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A column of the table on the screen: a column of the question, and its year."""

    column: TableColumn
    year: int | None

    @property
    def key(self) -> str:
        """Where its text stands in a row."""
        return cell_key(self.column, self.year)

    @property
    def is_computed(self) -> bool:
        """Whether nobody fills it in."""
        return self.column.kind is QuestionKind.COMPUTED

    @property
    def title(self) -> str:
        """The heading."""
        label = str(self.column.label)
        return label if self.year is None else f"{label} {self.year}"


class AnswerTable(QWidget):
    """Shows and changes the rows of a table question.

    Attributes:
        changed: A cell or the rows changed by a person.
        refused: Nothing was pasted, and why.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self.question = question
        self._years: tuple[int, ...] = ()
        self._places: tuple[_Place, ...] = ()
        self._kept: list[dict[str, str]] = []
        self._is_showing = False
        self._is_locked = False
        self.cells = AnswerCells(self)
        self.cells.setAccessibleName(str(question.label))
        self.cells.verticalHeader().hide()
        self.cells.setTabKeyNavigation(False)
        self.cells.setWordWrap(True)
        self.cells.setShowGrid(False)
        self.cells.setFrameShape(QFrame.Shape.NoFrame)
        self.cells.itemChanged.connect(self._on_item_changed)
        self.cells.pasted.connect(self._on_pasted)
        self.cells.cleared.connect(self._on_cleared)
        self.cells.entered.connect(self._on_entered)
        self.add_button = QPushButton(_("Add a row"), self)
        self.add_button.clicked.connect(self.add_row)
        self.remove_button = QPushButton(_("Remove the row"), self)
        self.remove_button.clicked.connect(self.remove_row)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addWidget(self.cells)
        layout.addLayout(buttons)

    @property
    def rows(self) -> list[dict[str, str]]:
        """The texts of the cells as they stand, row by row; empty rows too."""
        found = []
        for number, kept in enumerate(self._kept):
            row = dict(kept)
            for at, place in enumerate(self._places):
                if not place.is_computed:
                    item = self.cells.item(number, at)
                    row[place.key] = "" if item is None else item.text()
            found.append(row)
        return found

    @property
    def input(self) -> QWidget:
        """What takes the focus."""
        return self.cells

    def show_rows(
        self, rows: Sequence[AnswerRow], years: tuple[int, ...], *, is_locked: bool
    ) -> None:
        """Show rows with the columns of the years; what the years hide is kept."""
        current = self.cells.currentIndex()
        at = (current.row(), current.column()) if current.isValid() else None
        self._is_showing, self._is_locked = True, is_locked
        self._years = years
        self._places = tuple(
            _Place(column, year)
            for column in self.question.columns
            for year in cell_years(column, years)
        )
        self._kept = [dict(row) for row in rows]
        self.cells.clear()
        self.cells.setColumnCount(len(self._places))
        self.cells.setHorizontalHeaderLabels([place.title for place in self._places])
        self.cells.setRowCount(len(self._kept))
        for number, row in enumerate(self._kept):
            self._put_row(number, row)
        self._show_headings()
        self.add_button.setEnabled(not is_locked and self._has_room)
        self.remove_button.setEnabled(not is_locked and bool(self._kept))
        self._is_showing = False
        if at is not None and at[0] < self.cells.rowCount() and at[1] < self.cells.columnCount():
            self.cells.setCurrentCell(*at)
        self.cells.updateGeometry()

    @property
    def _has_room(self) -> bool:
        most = self.question.max_rows
        return len(self._kept) < (LONGEST_ROWS if most is None else most)

    def _show_headings(self) -> None:
        header = self.cells.horizontalHeader()
        wraps = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        header.setDefaultAlignment(Qt.AlignmentFlag(wraps | int(Qt.AlignmentFlag.AlignLeft)))
        right = Qt.AlignmentFlag(wraps | int(Qt.AlignmentFlag.AlignRight))
        for at, place in enumerate(self._places):
            heading = self.cells.horizontalHeaderItem(at)
            is_number = place.column.kind in _NUMBERS
            if heading is not None and is_number:
                heading.setTextAlignment(right)
        self.cells.arrange()

    def _put_row(self, number: int, row: Mapping[str, str]) -> None:
        for at, place in enumerate(self._places):
            item = QTableWidgetItem(self._cell_text(place, row))
            if place.column.kind in _NUMBERS:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if place.is_computed or self._is_locked:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.cells.setItem(number, at, item)

    def _cell_text(self, place: _Place, row: Mapping[str, str]) -> str:
        if place.is_computed:
            value = cell_value(self.question, place.column, row, self._years)
            is_figure = isinstance(value, Decimal)
            return show_number(QuestionKind.MONEY, value) if is_figure else ""  # type: ignore[arg-type] # a Decimal by is_figure
        return show_cell(place.column, row.get(place.key, ""))

    @Slot()
    def add_row(self) -> None:
        """Add an empty row and begin to write in it."""
        if self._is_locked or not self._has_room:
            return
        self.show_rows([*self.rows, {}], self._years, is_locked=False)
        self.cells.setCurrentCell(self.cells.rowCount() - 1, 0)
        self.cells.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    @Slot()
    def remove_row(self) -> None:
        """Remove the current row, or the last one."""
        rows = self.rows
        if self._is_locked or not rows:
            return
        current = self.cells.currentRow()
        rows.pop(current if 0 <= current < len(rows) else -1)
        self.show_rows(rows, self._years, is_locked=False)
        self.changed.emit()

    @Slot(object)
    def _on_pasted(self, text: str) -> None:
        """Put a block of a spreadsheet in from the current cell on, with new rows below."""
        if self._is_locked or not text:
            return
        first_row = max(0, self.cells.currentRow())
        columns = range(max(0, self.cells.currentColumn()), len(self._places))
        filled = [at for at in columns if not self._places[at].is_computed]
        try:
            block = pasted_block(self.question, text, (len(filled), len(columns)), first_row)
        except ValidationError as error:
            self.refused.emit(f"{error.message} {error.hint}".strip())
            return
        rows = self.rows
        for below, line in enumerate(block.lines):
            while len(rows) <= first_row + below:
                rows.append({})
            for at, cell in zip(columns if block.is_whole else filled, line, strict=False):
                if not self._places[at].is_computed:
                    rows[first_row + below][self._places[at].key] = cell
        self.show_rows(rows, self._years, is_locked=False)
        for number in range(len(rows)):
            self._compute(number)
        self.changed.emit()

    @Slot()
    def _on_cleared(self) -> None:
        if self._is_locked:
            return
        for item in self.cells.selectedItems():
            if item.flags() & Qt.ItemFlag.ItemIsEditable:
                item.setText("")

    @Slot(QTableWidgetItem)
    def _on_item_changed(self, item: QTableWidgetItem) -> None:
        if self._is_showing:
            return
        self._compute(item.row())
        self.changed.emit()

    def _compute(self, number: int) -> None:
        """Fill the computed cells of a row from what stands in it, if it can be read."""
        computed = [(at, one) for at, one in enumerate(self._places) if one.is_computed]
        if not computed:
            return
        try:
            read = read_answer(self.question, "", [self.rows[number]], self._years)
        except ValidationError:
            return
        row: Mapping[str, str] = read.answer.rows[0] if read.answer.rows else {}
        self._is_showing = True
        for at, place in computed:
            item = self.cells.item(number, at)
            if item is not None:
                item.setText(self._cell_text(place, row))
        self._is_showing = False

    @Slot()
    def _on_entered(self) -> None:
        """Go one cell on; after the last one of the last row begin another row."""
        row, after = self.cells.currentRow(), self.cells.currentColumn() + 1
        coming = [at for at in range(after, len(self._places)) if not self._places[at].is_computed]
        if row >= 0 and coming:
            self.cells.setCurrentCell(row, coming[0])
        elif row + 1 < self.cells.rowCount():
            self.cells.setCurrentCell(row + 1, 0)
        else:
            self.add_row()
