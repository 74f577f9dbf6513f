"""Writing all entries that fit to a file: row by row, with progress, however many they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, overload

from yhdistys.exchange.writing import OutSheet, write_table_file
from yhdistys.gui.tables.column import CellValue, Column
from yhdistys.ledger import queries

if TYPE_CHECKING:
    from yhdistys.gui.context import WindowContext
    from yhdistys.gui.jobs import Progress
    from yhdistys.gui.pages.ledger.reading import Asked

_AT_ONCE: Final = 500
_Cells = tuple[CellValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The work of writing; returns how many entries were written, and where.

    Attributes:
        context: Where to read.
        asked: Which entries, and their order.
        columns: What to write of each.
        path: Where to, with an ending that says the form.
        sheet: The name of the sheet.
    """

    context: WindowContext
    asked: Asked
    columns: tuple[Column, ...]
    path: Path
    sheet: str

    def __call__(self, progress: Progress) -> tuple[int, Path]:
        """Write the file; it appears whole or not at all.

        Raises:
            UsageError: The ending is no known one, or a sheet cannot hold so many rows.
            FileProblem: The file cannot be written there.
        """
        progress(0, None)
        ids = self.context.read(
            queries.entry_ids,
            chosen=self.asked.chosen,
            order=self.asked.order,
            descending=self.asked.is_descending,
        )
        rows = EntrySheet(self.context, ids, self.columns, progress)
        titles = tuple(column.title for column in self.columns)
        write_table_file(self.path, [OutSheet(self.sheet, titles, rows)])
        return len(ids), self.path


class EntrySheet(Sequence[_Cells]):
    """The rows of the sheet, read while they are written."""

    def __init__(
        self,
        context: WindowContext,
        ids: Sequence[int],
        columns: tuple[Column, ...],
        progress: Progress,
    ) -> None:
        self._context = context
        self._ids = ids
        self._columns = columns
        self._progress = progress

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self._ids)

    @overload
    def __getitem__(self, index: int) -> _Cells: ...
    @overload
    def __getitem__(self, index: slice) -> list[_Cells]: ...
    def __getitem__(self, index: int | slice) -> _Cells | list[_Cells]:
        """Return the cells of one entry, or of some."""
        if isinstance(index, slice):
            return self._cells(self._ids[index])
        return self._cells([self._ids[index]])[0]

    def __iter__(self) -> Iterator[_Cells]:
        """Yield the cells of each entry and tell the progress."""
        for start in range(0, len(self._ids), _AT_ONCE):
            self._progress(start, len(self._ids))
            yield from self._cells(self._ids[start : start + _AT_ONCE])

    def _cells(self, ids: Sequence[int]) -> list[_Cells]:
        rows = self._context.read(queries.entry_rows, ids=ids)
        read = [column.value or column.text for column in self._columns]
        return [tuple(value(row) for value in read) for row in rows]
