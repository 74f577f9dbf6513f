"""What the view of a grid asks of every model into which people type amounts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal

from yhdistys.gui.overriding import override
from yhdistys.gui.tables.table_model import Index, TableModel

Place = tuple[int, int]
"""A row and a column."""


class AmountGrid(TableModel):
    """Texts at the left, amounts beside them; the acts tell whether anything was done.

    Attributes:
        edited: One act changed amounts; what it carries is up to the model.
        refused: A text was not taken: one sentence with the place, the value and what to do.
    """

    edited = Signal(object)
    refused = Signal(object)

    @property
    def text_count(self) -> int:
        """How many columns of texts stand at the left."""
        raise NotImplementedError

    def is_editable(self, row: int, column: int) -> bool:
        """Whether an amount can be typed there."""
        raise NotImplementedError

    def paste(self, text: str, cells: Sequence[Place]) -> bool:
        """Paste copied cells from the first of the selected cells on; all of it or nothing."""
        raise NotImplementedError

    def fill_right(self, cells: Sequence[Place]) -> bool:
        """Give the selected cells of each row the amount of the first; of the one before."""
        raise NotImplementedError

    def fill_down(self, cells: Sequence[Place]) -> bool:
        """Give the selected cells of each column the amount of the topmost; of the one above."""
        raise NotImplementedError

    def change_by_percent(self, cells: Sequence[Place], percent: Decimal) -> bool:
        """Change the selected amounts by per cent."""
        raise NotImplementedError

    def zero(self, cells: Sequence[Place]) -> bool:
        """Take the selected amounts away."""
        raise NotImplementedError

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.is_editable(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags
