"""A table of any length: all ids are known, the rows are read in windows as they come to sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, Signal

from yhdistys.gui.overriding import override
from yhdistys.gui.tables.column import Column, Row, SortOrder
from yhdistys.gui.tables.table_model import Index, TableModel

WINDOW: Final = 200
"""How many rows are read at a time."""
_MOST_WINDOWS: Final = 60
_FEW: Final = 8  # ids that are looked for one by one: quicker than one pass in Python
_NO_PARENT = QModelIndex()

Fetch = Callable[[Sequence[int]], Sequence[Row]]


class PagedTable(TableModel):
    """Rows known by their ids and read when they are seen; a million of them scroll.

    The reader's sorting and filtering are asked of the page, which answers with ``set_source``.
    What was asked last is in ``sorted_by`` and ``filter_text``, also what was remembered from the
    last time.

    Attributes:
        sort_asked: Another order is wanted: a ``SortOrder``, or None for the first order.
        filter_asked: Another filter is wanted: its text.
    """

    sort_asked = Signal(object)
    filter_asked = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        row_id: Callable[[Row], int] | None = None,
        can_filter: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._id_of = row_id or attrgetter("id")
        self._can_filter = can_filter
        self._ids: Sequence[int] = ()
        self._fetch: Fetch = _nothing
        self._windows: OrderedDict[int, Mapping[int, Row]] = OrderedDict()

    @property
    @override
    def is_sortable(self) -> bool:
        return True

    @property
    @override
    def is_filterable(self) -> bool:
        return self._can_filter

    @property
    def ids(self) -> Sequence[int]:
        """The ids of all rows in their order."""
        return self._ids

    def set_source(self, ids: Sequence[int], fetch: Fetch) -> None:
        """Show other rows; the view keeps the current row by id.

        Args:
            ids: The ids of all rows in the order they are shown, at best an ``array``.
            fetch: Reads the rows of some ids; ids that are gone may be left out.
        """
        self.beginResetModel()
        self._ids = ids
        self._fetch = fetch
        self._windows.clear()
        self.endResetModel()

    @override
    def sort_by(self, order: SortOrder | None) -> None:
        super().sort_by(order)
        self.sort_asked.emit(order)

    @override
    def set_filter(self, text: str) -> None:
        super().set_filter(text)
        self.filter_asked.emit(text)

    @override
    def row_id(self, row: int) -> object:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    @override
    def place_of(self, row_id: object) -> int:
        return self.places_of([row_id])[0]

    @override
    def places_of(self, row_ids: Sequence[object]) -> list[int]:
        wanted = set(row_ids)
        if len(wanted) <= _FEW:
            found = {row_id: _index(self._ids, row_id) for row_id in wanted}
            return [found[row_id] for row_id in row_ids]
        places = {one: place for place, one in enumerate(self._ids) if one in wanted}
        return [places.get(row_id, -1) if isinstance(row_id, int) else -1 for row_id in row_ids]

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def _row(self, row: int) -> Row | None:
        if not 0 <= row < len(self._ids):
            return None
        return self._window(row // WINDOW).get(self._ids[row])

    def _window(self, place: int) -> Mapping[int, Row]:
        """Return the rows of a window by id, read now when it is not kept."""
        found = self._windows.get(place)
        if found is not None:
            self._windows.move_to_end(place)
            return found
        ids = self._ids[place * WINDOW : (place + 1) * WINDOW]
        found = {self._id_of(row): row for row in self._fetch(ids)}
        self._windows[place] = found
        if len(self._windows) > _MOST_WINDOWS:
            self._windows.popitem(last=False)
        return found


def _index(ids: Sequence[int], row_id: object) -> int:
    try:
        return ids.index(row_id) if isinstance(row_id, int) else -1
    except ValueError:
        return -1


def _nothing(_ids: Sequence[int]) -> Sequence[Row]:
    return ()
