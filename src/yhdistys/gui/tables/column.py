"""What a table shows: columns, how a row looks, the share that a bar paints. No widgets here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from yhdistys.gui.style import Tone

Row = Any
"""A frozen row of a query; every page has its own kind."""

CellValue = Decimal | int | date | str | None
"""What a cell is to Excel, to the clipboard and to sorting."""


class CellKind(StrEnum):
    """How a cell is painted.

    A text stands at the left, a figure at the right. A figure with a tone that wants attention
    stands on a rounded ground. A tag is a word on a rounded ground of its tone; with the tone
    ``QUIET`` it is an ordinary quiet text, so that a column can hold both. A bar paints a share.
    """

    TEXT = "text"
    FIGURE = "figure"
    TAG = "tag"
    BAR = "bar"


class RowKind(StrEnum):
    """What a row is; decides its weight and its ground."""

    PLAIN = "plain"
    HEADING = "heading"
    GROUP = "group"
    SUM = "sum"
    TOTAL = "total"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class RowStyle:
    """How a row looks.

    Attributes:
        kind: What the row is.
        level: How many steps its first text stands in.
        tone: The ground of the whole row, for rows that want attention.
    """

    kind: RowKind = RowKind.PLAIN
    level: int = 0
    tone: Tone = Tone.PLAIN

    @property
    def is_title(self) -> bool:
        """Whether the row only names what follows."""
        return self.kind in {RowKind.HEADING, RowKind.GROUP}

    @property
    def is_sum(self) -> bool:
        """Whether the row sums up other rows."""
        return self.kind in {RowKind.SUM, RowKind.TOTAL}

    @property
    def is_bold(self) -> bool:
        """Whether the texts of the row are semi-bold."""
        return self.is_title or self.is_sum


PLAIN_ROW = RowStyle()


@dataclass(frozen=True, slots=True)
class BarShare:
    """What a bar paints.

    Attributes:
        used: The share that is used; 1 is all of it, more is shown as full.
        expected: The share at which a mark stands; None paints no mark.
        is_over: Whether it is painted as too much.
    """

    used: Decimal
    expected: Decimal | None = None
    is_over: bool = False


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column, declared once for the screen, the clipboard and Excel.

    Attributes:
        id: A stable word: widths, order and sorting are remembered by it.
        title: The heading; empty for a bar beside its figure.
        text: What a cell shows.
        value: What a cell is: for sorting, Excel and the clipboard. Without it, the text.
        right: Whether the texts stand at the right; figures always do.
        width: The width to begin with, in digits.
        tone: The tone of a cell.
        kind: How a cell is painted.
        bar: The share that a bar paints; None paints nothing.
        stretch: Whether the column takes the room that is left over, and gives it when it is short.
        keeps_width: Whether the column stays as wide as it is where room is short.
        accessible: What a screen reader says instead of the text.
        help: A sentence for those who wonder, shown at the heading.
    """

    id: str
    title: str
    text: Callable[[Row], str]
    value: Callable[[Row], CellValue] | None = None
    right: bool = False
    width: int = 12
    tone: Callable[[Row], Tone] | None = None
    kind: CellKind = CellKind.TEXT
    bar: Callable[[Row], BarShare | None] | None = None
    stretch: bool = False
    keeps_width: bool = False
    accessible: Callable[[Row], str] | None = None
    help: str = ""

    @property
    def is_right(self) -> bool:
        """Whether the texts and the heading stand at the right."""
        return self.right or self.kind is CellKind.FIGURE

    @property
    def is_copied(self) -> bool:
        """Whether the column goes to Excel and the clipboard; a bar without a value does not."""
        return self.kind is not CellKind.BAR or self.value is not None


class SortOrder(NamedTuple):
    """By which column, and in which direction, a table is sorted."""

    column_id: str
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """All that is needed to paint one cell."""

    text: str
    kind: CellKind = CellKind.TEXT
    tone: Tone = Tone.PLAIN
    style: RowStyle = PLAIN_ROW
    bar: BarShare | None = None
    is_right: bool = False
    is_editable: bool = False
