"""A table of frozen rows: sorted and filtered as Python lists, shown by a reset, up to 50 000."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt

from yhdistys.gui.overriding import override
from yhdistys.gui.tables.column import (
    PLAIN_ROW,
    CellKind,
    Column,
    Row,
    RowKind,
    RowStyle,
    SortOrder,
)
from yhdistys.gui.tables.sorting import search_words, searched_text, sorted_rows
from yhdistys.gui.tables.table_model import Index, TableModel

_NO_PARENT = QModelIndex()
_LOOSE = {RowKind.PLAIN, RowKind.QUIET}


class RowTable(TableModel):
    """Rows of a query. Rows in groups are not sorted, and filtered with the titles above them.

    Args:
        columns: What is shown of a row.
        row_id: What a row is known by when the rows are read anew.
        style: How a row looks; without it all rows are plain.
        parent: The owner.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        row_id: Callable[[Row], object],
        style: Callable[[Row], RowStyle] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._id_of = row_id
        self._style_of = style
        self._all: Sequence[Row] = ()
        self._searched: list[str] | None = None
        self._searched_figures: dict[int, str] = {}
        self._shown: Sequence[Row] = ()
        self._places: dict[object, int] | None = None
        self._is_grouped = False

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as they are shown: filtered and sorted."""
        return self._shown

    @property
    def count(self) -> int:
        """How many rows there are, also those that the filter hides."""
        return len(self._all)

    @property
    @override
    def is_sortable(self) -> bool:
        return not self._is_grouped

    @property
    @override
    def is_filterable(self) -> bool:
        return True

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the view keeps the selection by id."""
        self._all = tuple(rows)
        self._searched, self._searched_figures = None, {}
        self._is_grouped = self._has_groups()
        self._show()

    @override
    def sort_by(self, order: SortOrder | None) -> None:
        super().sort_by(order)
        self._show()

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        is_descending = order == Qt.SortOrder.DescendingOrder
        known = 0 <= column < len(self.columns)
        self.sort_by(SortOrder(self.columns[column].id, is_descending) if known else None)

    @override
    def set_filter(self, text: str) -> None:
        super().set_filter(text)
        self._show()

    @override
    def row_id(self, row: int) -> object:
        return self._id_of(self._shown[row]) if 0 <= row < len(self._shown) else None

    @override
    def place_of(self, row_id: object) -> int:
        if self._places is None:
            self._places = {self._id_of(row): place for place, row in enumerate(self._shown)}
        return self._places.get(row_id, -1)

    @override
    def title_rows(self) -> Sequence[int]:
        if not self._is_grouped or self._style_of is None:
            return ()
        styles = map(self._style_of, self._shown)
        return [row for row, style in enumerate(styles) if style.is_title]

    @override
    def _row_style(self, row: int) -> RowStyle:
        return PLAIN_ROW if self._style_of is None else self._style_of(self._shown[row])

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def _row(self, row: int) -> Row | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _show(self) -> None:
        """Filter and sort, then tell the view once."""
        shown: Sequence[Row] = self._filtered()
        chosen = self.sorted_by
        column = next((item for item in self.columns if chosen and item.id == chosen[0]), None)
        if chosen is not None and column is not None and self.is_sortable:
            value = column.value or column.text
            shown = sorted_rows(shown, value, is_descending=chosen.is_descending)
        self.beginResetModel()
        self._shown = shown
        self._places = None
        self.endResetModel()

    def _has_groups(self) -> bool:
        if self._style_of is None:
            return False
        styles = map(self._style_of, self._all)
        return any(style.kind not in _LOOSE or style.level for style in styles)

    def _filtered(self) -> Sequence[Row]:
        words = search_words(self.filter_text)
        if not words:
            return self._all
        if self._is_grouped and self._style_of is not None:
            return self._with_titles(words, self._style_of)
        return [row for place, row in enumerate(self._all) if self._holds(place, words)]

    def _holds(self, place: int, words: tuple[str, ...]) -> bool:
        """Look in the texts; in the figures, which are slower to show, for words with digits."""
        if self._searched is None:
            columns = [column for column in self.columns if column.kind is not CellKind.FIGURE]
            self._searched = [_joined(row, columns) for row in self._all]
        text = self._searched[place]
        missing = [word for word in words if word not in text]
        if not missing or not all(any(map(str.isdigit, word)) for word in missing):
            return not missing
        figures = self._searched_figures.get(place)
        if figures is None:
            columns = [column for column in self.columns if column.kind is CellKind.FIGURE]
            figures = self._searched_figures[place] = _joined(self._all[place], columns)
        return all(word in figures for word in missing)

    def _with_titles(
        self, words: tuple[str, ...], style_of: Callable[[Row], RowStyle]
    ) -> Sequence[Row]:
        """Return found rows with the titles above them; sums of what is hidden are left out."""
        shown: list[Row] = []
        waiting: list[tuple[RowKind, Row]] = []
        for place, row in enumerate(self._all):
            kind = style_of(row).kind
            if kind is RowKind.HEADING:
                waiting = [(kind, row)]
            elif kind is RowKind.GROUP:
                waiting = [pair for pair in waiting if pair[0] is RowKind.HEADING]
                waiting.append((kind, row))
            elif kind in _LOOSE and self._holds(place, words):
                shown += [title for _kind, title in waiting]
                shown.append(row)
                waiting = []
        return shown


def _joined(row: Row, columns: Sequence[Column]) -> str:
    return searched_text("\n".join(column.text(row) for column in columns))
