"""Widths, order and hiding of columns: shared out to the room there is, and remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QTableView

from yhdistys.gui.memory import Memory
from yhdistys.gui.overriding import override
from yhdistys.gui.style import appearance, px
from yhdistys.gui.tables.column import CellKind, SortOrder
from yhdistys.gui.tables.delegates import PADDING
from yhdistys.gui.tables.header import heading_font
from yhdistys.gui.tables.table_model import TableModel

_ROW_HEIGHT: Final = 29
_TITLE_HEIGHT: Final = 34
_GIVEN: Final = 0.35  # of its width, that a column of texts gives where room is short
_REMEMBER_AFTER: Final = 400  # milliseconds after the last change
_UNIT: Final = 1000
_WIDEST: Final = 10_000


class ColumnLayout(QObject):
    """Arranges the columns of a view and remembers how the reader wants them."""

    def __init__(self, name: str, view: QTableView, model: TableModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._memory = Memory()
        self._key = f"table/{name}"
        self._is_arranging = False
        self._widths: dict[int, int] = {}
        self._needed: Mapping[int, int] = {}
        self._raised: Sequence[int] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REMEMBER_AFTER)
        self._later.timeout.connect(self.remember)
        self._set_sizes()
        self._recall()
        header = view.horizontalHeader()
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._on_moved)
        view.viewport().installEventFilter(self)
        model.modelReset.connect(self._on_reset)
        appearance().changed.connect(self._on_appearance_changed)

    @property
    def shown(self) -> tuple[int, ...]:
        """The columns that are shown, from left to right."""
        header = self._view.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return tuple(column for column in places if not header.isSectionHidden(column))

    def fit(self, column: int) -> None:
        """Make a column as wide as what it shows."""
        hint = self._view.sizeHintForColumn(column)
        self._widths[column] = max(hint, self._title_width(column))
        self.arrange()
        self._later.start()

    def need(self, widths: Mapping[int, int]) -> None:
        """Make columns at least so wide for what they show now; this is not remembered."""
        self._needed = dict(widths)
        self.arrange()

    def show(self, column: int, *, is_shown: bool) -> None:
        """Show or hide a column; the first one stays."""
        if column > 0:
            self._view.setColumnHidden(column, not is_shown)
            self.arrange()
            self._later.start()

    def arrange(self) -> None:
        """Give the columns their widths: what is left over goes to those that stretch.

        Where room is short, columns of texts give up to a part of theirs.
        """
        shown = self.shown
        widths = {
            column: max(self._widths[column], self._needed.get(column, 0)) for column in shown
        }
        spare = self._view.viewport().width() - sum(widths.values())
        giving = self._stretching(shown) if spare > 0 else self._shrinking(shown)
        if spare < 0:  # first those that can give least: the others make up for them
            giving.sort(key=lambda column: self._spare_of(column, widths[column]))
        whole = sum(widths[column] for column in giving)
        for count, column in enumerate(giving):
            share = spare // (len(giving) - count)
            if spare < 0:
                share = max(
                    spare * widths[column] // whole, -self._spare_of(column, widths[column])
                )
                whole -= widths[column]
            widths[column] += share
            spare -= share
        self._is_arranging = True
        for column, width in widths.items():
            self._view.setColumnWidth(column, width)
        self._is_arranging = False

    def _spare_of(self, column: int, width: int) -> int:
        """Return how much of its width a column of texts gives."""
        return min(int(width * _GIVEN), width - self._needed.get(column, 0))

    def remember_later(self) -> None:
        """Remember after a moment: sorting or filtering changed."""
        self._later.start()

    @Slot()
    def remember(self) -> None:
        """Keep widths, order, hidden columns, sorting and filter."""
        self._later.stop()
        columns = self._model.columns
        header = self._view.horizontalHeader()
        order = self._model.sorted_by
        declared = self._declared_widths()
        kept: dict[str, object] = {
            "widths": {
                columns[column].id: round(width * _UNIT / px(_UNIT))
                for column, width in self._widths.items()
                if width != declared[column]
            },
            "order": [columns[header.logicalIndex(at)].id for at in range(header.count())],
            "hidden": [item.id for at, item in enumerate(columns) if header.isSectionHidden(at)],
            "sort": None if order is None else [order.column_id, order.is_descending],
            "filter": self._model.filter_text,
        }
        self._memory.remember(self._key, kept)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.arrange()
        elif event.type() == QEvent.Type.Hide and self._later.isActive():
            self.remember()
        return False

    def _stretching(self, shown: tuple[int, ...]) -> list[int]:
        """Return the columns that stretch; without any, the last one whose texts stand left."""
        told = [column for column in shown if self._model.columns[column].stretch]
        return told or self._shrinking(shown)[-1:]

    def _shrinking(self, shown: tuple[int, ...]) -> list[int]:
        """Return the columns of texts, which may be cut."""
        columns = self._model.columns
        texts = [column for column in shown if not columns[column].is_right]
        loose = [column for column in texts if not columns[column].keeps_width]
        return [column for column in loose if columns[column].kind is not CellKind.BAR]

    def _set_sizes(self) -> None:
        """Set heights and widths that follow the size of the text."""
        rows = self._view.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(px(_ROW_HEIGHT))
        self._widths = dict(enumerate(self._declared_widths()))
        self._raise_titles()

    def _declared_widths(self) -> list[int]:
        digit = QFontMetricsF(self._view.font()).horizontalAdvance("0")
        return [
            max(round(column.width * digit) + px(2 * PADDING), self._title_width(place))
            for place, column in enumerate(self._model.columns)
        ]

    def _title_width(self, column: int) -> int:
        title = self._model.columns[column].title
        metrics = QFontMetricsF(heading_font(self._view.font()))
        return round(metrics.horizontalAdvance(title) + 1) + px(2 * PADDING)

    def _raise_titles(self) -> None:
        """Give the rows that only name others a little more height."""
        rows = self._view.verticalHeader()
        for row in self._raised:
            rows.resizeSection(row, rows.defaultSectionSize())
        self._raised = tuple(self._model.title_rows())
        for row in self._raised:
            rows.resizeSection(row, px(_TITLE_HEIGHT))

    def _recall(self) -> None:
        kept = self._memory.remembered(self._key)
        if isinstance(kept, Mapping):
            self._recall_columns(kept)
            self._recall_rows(kept)
        self.arrange()

    def _recall_columns(self, kept: Mapping[str, object]) -> None:
        places = {column.id: place for place, column in enumerate(self._model.columns)}
        header = self._view.horizontalHeader()
        self._recall_widths(kept)
        order = kept.get("order")
        known = [name for name in order if name in places] if isinstance(order, list) else []
        for place, name in enumerate(known):
            if places[name] > 0:
                header.moveSection(header.visualIndex(places[name]), max(1, place))
        hidden = kept.get("hidden")
        for name in hidden if isinstance(hidden, list) else ():
            if places.get(name, 0) > 0:
                self._view.setColumnHidden(places[name], True)  # noqa: FBT003 - a setter of Qt

    def _recall_widths(self, kept: Mapping[str, object]) -> None:
        places = {column.id: place for place, column in enumerate(self._model.columns)}
        widths = kept.get("widths")
        for name, width in widths.items() if isinstance(widths, Mapping) else ():
            if name in places and isinstance(width, int) and 0 < width < _WIDEST:
                self._widths[places[name]] = round(width * px(_UNIT) / _UNIT)

    def _recall_rows(self, kept: Mapping[str, object]) -> None:
        order, words = kept.get("sort"), kept.get("filter")
        is_order = isinstance(order, list) and len(order) == len(SortOrder._fields)
        if isinstance(order, list) and is_order:
            known = {column.id for column in self._model.columns}
            if order[0] in known:
                self._model.sort_by(SortOrder(order[0], bool(order[1])))
        if isinstance(words, str) and words and self._model.is_filterable:
            self._model.set_filter(words)

    @Slot(int, int, int)
    def _on_resized(self, column: int, _before: int, width: int) -> None:
        if not self._is_arranging and width > 0:
            self._widths[column] = width
            self._later.start()

    @Slot(int, int, int)
    def _on_moved(self, _column: int, _before: int, _place: int) -> None:
        self._later.start()

    @Slot()
    def _on_reset(self) -> None:
        self._raise_titles()

    @Slot()
    def _on_appearance_changed(self) -> None:
        self._set_sizes()
        kept = self._memory.remembered(self._key)
        if isinstance(kept, Mapping):
            self._recall_widths(kept)
        self.arrange()
