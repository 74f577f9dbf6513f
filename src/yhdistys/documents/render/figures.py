"""The cells of documents as people read them on paper, and how much room they need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from yhdistys.documents.document import Cell, ColumnKind, Row, RowKind
from yhdistys.values.formats import date_text, decimal_text

MISSING = "\N{EN DASH}"
"""Stands for a missing figure on paper."""
_DECIMALS = {ColumnKind.MONEY: 2, ColumnKind.PERCENT: 1, ColumnKind.WHOLE: 0}


def cell_text(value: Cell, kind: ColumnKind, language: str) -> str:
    """Return a cell as text; a missing figure is empty."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return date_text(value, language)
    if kind in _DECIMALS:
        return decimal_text(Decimal(value), _DECIMALS[kind], language)
    return str(value)


def is_missing(row: Row, place: int, kind: ColumnKind) -> bool:
    """Say whether a cell lacks a figure that a reader would look for."""
    return (
        row.cells[place] is None
        and row.kind is RowKind.BODY
        and kind in {ColumnKind.MONEY, ColumnKind.WHOLE}
    )


def extreme_texts(cells: Sequence[Cell], kind: ColumnKind, language: str) -> set[str]:
    """Return texts of which one is the widest of a column.

    Of figures the least and the greatest are enough, as all digits are equally wide.
    """
    if kind not in _DECIMALS:
        return {cell_text(cell, kind, language) for cell in cells}
    figures = [cell for cell in cells if isinstance(cell, int | Decimal)]
    texts = {cell for cell in cells if isinstance(cell, str)}
    if figures:
        texts |= {cell_text(cell, kind, language) for cell in (min(figures), max(figures))}
    return texts
