"""A grid of amounts that people type into: cells, blocks of spreadsheets, filling, per cents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import QObject, Qt

from yhdistys.errors import UserError
from yhdistys.gui.overriding import override
from yhdistys.gui.tables.amount_grid import Place
from yhdistys.gui.tables.grid_lines import (
    GridLine,
    changed_by,
    read_block,
    spread,
    typed_cents,
)
from yhdistys.gui.tables.grid_rows import GridColumns, GridRows
from yhdistys.gui.tables.table_model import Index
from yhdistys.i18n import _
from yhdistys.values.money import AmountError

_Changes = dict[int, tuple[int, ...]]


class GridModel(GridRows):
    """Lines of months that can be changed; sums follow while one types.

    A change shows at once. The page stores it as one step that can be undone, and gives back fresh
    lines by ``replace_lines``; when storing is refused it gives back the lines as they were.

    ``edited`` carries a tuple of pairs (line id, new cents of all months).
    """

    def __init__(self, columns: GridColumns, parent: QObject | None = None) -> None:
        super().__init__(columns, parent)

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        at = (index.row(), index.column())
        if not self.is_editable(*at):
            return False
        line = self._line(at[0])
        try:
            cents = typed_cents(str(value), line.side)
        except (AmountError, UserError) as error:
            self.refused.emit(self._told(at, error))
            return False
        self._act({at: cents})
        return True

    @override
    def paste(self, text: str, cells: Sequence[Place]) -> bool:
        """Paste copied cells from the first of the selected cells on; all of it or nothing.

        One copied amount goes to all selected cells. Rows of titles and sums are stepped over. An
        empty cell is 0. Where a block covers the year and months, the months count.
        """
        if not cells:
            return False
        try:
            wanted = self._read(read_block(text), sorted(cells))
        except (ValueError, UserError) as error:
            self.refused.emit(str(error))
            return False
        self._act(wanted)
        return True

    @override
    def fill_right(self, cells: Sequence[Place]) -> bool:
        """Give the selected months of each line the amount of the first; of the one before."""
        wanted: dict[Place, int] = {}
        for row, columns in self._months_by_row(cells).items():
            source = columns[0] if len(columns) > 1 else columns[0] - 1
            if source in self.month_columns:
                amount = self._figure(row, source)
                wanted |= {(row, column): amount for column in columns}
        return self._act_or_refuse(wanted)

    @override
    def fill_down(self, cells: Sequence[Place]) -> bool:
        """Give the selected cells of each column the amount of the topmost; of the one above.

        From a line of income to one of expenses, and back, the sign turns.
        """
        chosen = self._editable(cells)
        rows = sorted({row for row, _column in chosen})
        if not rows:
            return self._act_or_refuse({})
        source = rows[0] if len(rows) > 1 else self._line_row_above(rows[0])
        if source is None:
            return self._act_or_refuse({})
        side = self._line(source).side
        wanted: dict[Place, int] = {}
        for row, column in chosen:
            sign = 1 if self._line(row).side == side else -1
            wanted[row, column] = sign * self._figure(source, column)
        return self._act_or_refuse(wanted)

    @override
    def change_by_percent(self, cells: Sequence[Place], percent: Decimal) -> bool:
        """Change the selected amounts by per cent; the sum of a line is right to the cent."""
        months: dict[int, set[int]] = {}
        for row, column in self._editable(cells):
            chosen = months.setdefault(row, set())
            if column == self.year_column:
                chosen.update(range(self._month_count))
            else:
                chosen.add(column - self._first_month)
        changes: _Changes = {}
        for row, places in months.items():
            line = self._line(row)
            changes[self._places[row].line] = changed_by(line.cents, places, percent)
        return self._store_or_refuse(changes)

    @override
    def zero(self, cells: Sequence[Place]) -> bool:
        """Make the selected amounts 0."""
        return self._act_or_refuse(dict.fromkeys(self._editable(cells), 0))

    def _act_or_refuse(self, wanted: Mapping[Place, int]) -> bool:
        return self._store_or_refuse(self._changes(wanted))

    def _store_or_refuse(self, changes: _Changes) -> bool:
        if not changes:
            self.refused.emit(_("No amount that can be changed is selected."))
            return False
        self._store(changes)
        return True

    def _act(self, wanted: Mapping[Place, int]) -> None:
        self._store(self._changes(wanted))

    def _store(self, changes: _Changes) -> None:
        """Show what changed and tell it once; nothing when all is as it was."""
        real = {at: cents for at, cents in changes.items() if self._lines[at].cents != cents}
        if not real:
            return
        self._put(real)
        self.edited.emit(tuple((self._lines[at].id, cents) for at, cents in real.items()))

    def _changes(self, wanted: Mapping[Place, int]) -> _Changes:
        """Return the new months of the lines; a year's amount is spread unless months are given."""
        by_row: dict[int, dict[int, int]] = {}
        for (row, column), cents in wanted.items():
            by_row.setdefault(row, {})[column] = cents
        changes: _Changes = {}
        for row, amounts in by_row.items():
            months = list(self._line(row).cents)
            year = amounts.pop(self.year_column, None)
            if not amounts and year is not None and year != sum(months):
                months = list(spread(year, months))
            for column, cents in amounts.items():
                months[column - self._first_month] = cents
            changes[self._places[row].line] = tuple(months)
        return changes

    def _read(self, block: list[list[str]], cells: list[Place]) -> dict[Place, int]:
        """Return the amounts of a block by their places.

        Raises:
            ValueError: A cell is no amount or does not fit; the text is a sentence.
        """
        row, column = cells[0]
        if block[0] == [item.title for item in self.columns[column : column + len(block[0])]]:
            block = block[1:]
        if len(block) == 1 and len(block[0]) == 1:
            chosen = self._editable(cells) or cells
            texts = [(at, block[0][0]) for at in chosen]
        else:
            rows = self._line_rows(row, len(block))
            texts = [
                ((at, column + offset), text)
                for at, line in zip(rows, block, strict=True)
                for offset, text in enumerate(line)
            ]
        return {at: self._read_cell(at, text) for at, text in texts}

    def _line_rows(self, first: int, count: int) -> list[int]:
        rows = [row for row in range(first, len(self._places)) if self._places[row].line >= 0]
        if len(rows) < count:
            told = _("{count} rows were copied, but from here on there are only {room} lines.")
            raise ValueError(told.format(count=count, room=len(rows)) + self._nothing_pasted())
        return rows[:count]

    def _read_cell(self, at: Place, text: str) -> int:
        row, column = at
        if column >= len(self.columns):
            told = _("The copied cells are wider than the grid: “{text}” would stand beside it.")
            raise ValueError(told.format(text=text[:40]) + self._nothing_pasted())
        if not self.is_editable(row, column):
            told = _("{place}: this cell cannot be changed.")
            raise ValueError(told.format(place=self._place_text(at)) + self._nothing_pasted())
        try:
            return typed_cents(text, self._line(row).side)
        except (AmountError, UserError) as error:
            raise ValueError(self._told(at, error) + self._nothing_pasted()) from error

    def _nothing_pasted(self) -> str:
        return " " + _("Nothing was pasted.")

    def _told(self, at: Place, error: Exception) -> str:
        """Say in one sentence where a text is wrong and what to do."""
        hint = f" {error.hint}" if isinstance(error, UserError) and error.hint else ""
        told = _("{place}: {problem}").format(place=self._place_text(at), problem=str(error))
        return told + hint

    def _place_text(self, at: Place) -> str:
        line = self._line(at[0]).name if self._places[at[0]].line >= 0 else ""
        title = self.columns[at[1]].title
        return _("{line}, {column}").format(line=line, column=title) if line else title

    def _line(self, row: int) -> GridLine:
        return self._lines[self._places[row].line]

    def _figure(self, row: int, column: int) -> int:
        return self._figures[self._places[row].line][column - self._first_figure]

    def _editable(self, cells: Iterable[Place]) -> list[Place]:
        return sorted(at for at in set(cells) if self.is_editable(*at))

    def _months_by_row(self, cells: Iterable[Place]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row, column in self._editable(cells):
            if column in self.month_columns:
                found.setdefault(row, []).append(column)
        return found

    def _line_row_above(self, row: int) -> int | None:
        above = (at for at in range(row - 1, -1, -1) if self._places[at].line >= 0)
        return next(above, None)
