"""The cells of documents as people read them on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from yhdistys.documents.document import Cell, ColumnKind
from yhdistys.values.formats import date_text, decimal_text

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
