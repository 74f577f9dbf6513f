"""Typing, pasting and filling in the grid of an application's budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt

from yhdistys.errors import UserError
from yhdistys.grants.rules.new_amounts import NewAmount, refuse_wrong_amounts
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.application.budget.grid import BudgetGrid
from yhdistys.gui.pages.application.budget.rows import CellState, unit_places
from yhdistys.gui.tables.amount_grid import Place
from yhdistys.gui.tables.grid_lines import read_block
from yhdistys.gui.tables.table_model import Index
from yhdistys.i18n import _
from yhdistys.values.expression import evaluate_amount
from yhdistys.values.formats import MINUS
from yhdistys.values.money import AmountError, round_half_up

_NOTHING: Final = {"", "-", "\u2013", "\u2014", MINUS}
_HUNDRED: Final = Decimal(100)
_Wanted = Mapping[Place, Decimal | None]


class BudgetModel(BudgetGrid):
    """Checks what is typed, and tells it by ``edited``.

    ``edited`` carries a tuple of new amounts, all of one act; an amount that is taken away is None.
    """

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        at = (index.row(), index.column())
        if role != Qt.ItemDataRole.EditRole or not self.is_editable(*at):
            return False
        try:
            return self._give({at: self._read_cell(at, str(value))})
        except ValueError as error:
            self.refused.emit(str(error))
            return False

    @override
    def paste(self, text: str, cells: Sequence[Place]) -> bool:
        """Paste a block from the first selected cell on; one amount goes to all selected cells.

        Rows of titles and sums are stepped over. An empty cell takes the amount away.
        """
        if not cells:
            return False
        try:
            return self._give(self._read(read_block(text), sorted(cells)))
        except ValueError as error:
            told = _("{problem} Nothing was pasted.").format(problem=error)
            self.refused.emit(told)
            return False

    @override
    def fill_right(self, cells: Sequence[Place]) -> bool:
        wanted: dict[Place, Decimal | None] = {}
        for row in dict.fromkeys(row for row, _column in cells):
            columns = sorted(column for at, column in cells if at == row)
            source = columns[0] if len(columns) > 1 else columns[0] - 1
            if source >= self.text_count:
                amount = self.amount(self._rows[row], source)
                wanted |= {(row, column): amount for column in columns if column != source}
        return self._give_or_refuse(wanted)

    @override
    def fill_down(self, cells: Sequence[Place]) -> bool:
        rows = sorted({row for row, _column in cells})
        if not rows:
            return self._give_or_refuse({})
        above = [at for at in range(rows[0]) if self._rows[at].line is not None]
        source = rows[0] if len(rows) > 1 else (above[-1] if above else rows[0])
        wanted = {
            (row, column): self.amount(self._rows[source], column)
            for row, column in cells
            if row != source
        }
        return self._give_or_refuse(wanted)

    @override
    def change_by_percent(self, cells: Sequence[Place], percent: Decimal) -> bool:
        places = unit_places(self._scheme)
        wanted: dict[Place, Decimal | None] = {}
        for row, column in cells:
            amount = self.amount(self._rows[row], column)
            if amount is not None:
                changed = round_half_up(amount * (_HUNDRED + percent) / _HUNDRED, places)
                wanted[row, column] = changed
        return self._give_or_refuse(wanted)

    @override
    def zero(self, cells: Sequence[Place]) -> bool:
        return self._give_or_refuse(dict.fromkeys(cells))

    def _give_or_refuse(self, wanted: _Wanted) -> bool:
        """Give amounts to those cells that can be changed."""
        chosen = {at: amount for at, amount in wanted.items() if self.is_editable(*at)}
        if not chosen:
            self.refused.emit(_("No amount that can be changed is selected."))
            return False
        try:
            return self._give(chosen)
        except ValueError as error:
            self.refused.emit(str(error))
            return False

    def _give(self, wanted: _Wanted) -> bool:
        """Tell the amounts that differ, all at once.

        Raises:
            ValueError: The form has no place for one of them; the text is a sentence.
        """
        amounts = tuple(self._new_amount(at, amount) for at, amount in sorted(wanted.items()))
        try:
            refuse_wrong_amounts(self._scheme, amounts)
        except UserError as error:
            raise ValueError(f"{error.message} {error.hint}".strip()) from error
        changed = tuple(
            one
            for one, (row, column) in zip(amounts, sorted(wanted), strict=True)
            if self.amount(self._rows[row], column) != one.amount
        )
        if changed:
            self.edited.emit(changed)
        return True

    def _new_amount(self, at: Place, amount: Decimal | None) -> NewAmount:
        line, year = self._rows[at[0]].id, self.years[at[1] - 1]
        note = self._notes.get((line, year), "")
        return NewAmount(line=line, year=year, amount=amount, note=note)

    def _read(self, block: list[list[str]], cells: list[Place]) -> _Wanted:
        """Return the amounts of a block by their places.

        Raises:
            ValueError: A cell is no amount or does not fit; the text is a sentence.
        """
        row, column = cells[0]
        titles = [item.title for item in self.columns[column : column + len(block[0])]]
        if block[0] == titles:
            block = block[1:]
        if len(block) == 1 and len(block[0]) == 1:
            chosen = [at for at in cells if self.is_editable(*at)] or cells[:1]
            texts = [(at, block[0][0]) for at in chosen]
        else:
            rows = self._line_rows(row, len(block))
            texts = [
                ((at, column + offset), text)
                for at, line in zip(rows, block, strict=True)
                for offset, text in enumerate(line)
            ]
        return {
            at: self._read_cell(at, text) for at, text in texts if text.strip() or self._is_open(at)
        }

    def _is_open(self, at: Place) -> bool:
        return at[1] < len(self.columns) and self.is_editable(*at)

    def _line_rows(self, first: int, count: int) -> list[int]:
        rows = [at for at in range(first, len(self._rows)) if self._rows[at].line is not None]
        if len(rows) < count:
            told = _("{count} rows were copied, but from here on there are only {room} lines.")
            raise ValueError(told.format(count=count, room=len(rows)))
        return rows[:count]

    def _read_cell(self, at: Place, text: str) -> Decimal | None:
        if at[1] >= len(self.columns):
            told = _("The copied cells are wider than the grid: “{text}” would stand beside it.")
            raise ValueError(told.format(text=text[:40]))
        if not self.is_editable(*at):
            raise ValueError(self.why_fixed(*at))
        if text.strip() in _NOTHING:
            return None
        try:
            return evaluate_amount(text.strip())
        except (AmountError, UserError) as error:
            told = _("{place}: {problem}")
            raise ValueError(told.format(place=self._place_text(at), problem=error)) from error

    def why_fixed(self, row: int, column: int) -> str:
        """Say in a sentence why an amount cannot be typed there."""
        place = self._place_text((row, column))
        state = self.state(row, column)
        if state is CellState.COMPUTED:
            return _("{place} is computed from other figures.").format(place=place)
        if state is CellState.FROM_TABLE:
            return _("{place} comes from a table of the form: change it there.").format(place=place)
        return _("{place}: this cell cannot be changed.").format(place=place)

    def _place_text(self, at: Place) -> str:
        line, column = self._rows[at[0]].text, self.columns[at[1]].title
        return _("{line}, {column}").format(line=line, column=column)
