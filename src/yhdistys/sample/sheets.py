"""Sheets as values: rows with a kind, cells of texts, days, amounts and formulas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of a workbook and the value it gives; ``{row}`` is its own row."""

    text: str
    value: Decimal


Cell = str | int | Decimal | date | Formula | None
"""``Decimal`` is an amount of money, ``int`` a number that is none."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: ``title``, ``note``, ``header``, ``heading``, ``body`` or ``total``."""

    kind: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSheet:
    """A sheet to write.

    Attributes:
        name: The sheet's name.
        rows: Its rows from the first.
        widths: The width of each column in characters.
        title: The title in the file's properties.
        author: Who made the file.
        made_on: The day it was made.
        money: The number format of amounts.
        frozen_columns: How many columns stay in sight.
    """

    name: str
    rows: tuple[SheetRow, ...]
    widths: tuple[int, ...]
    title: str
    author: str
    made_on: date
    money: str = "#,##0.00"
    frozen_columns: int = 0

    @property
    def header_row(self) -> int:
        """The row of the headings counted from 0."""
        return next(number for number, row in enumerate(self.rows) if row.kind == "header")
