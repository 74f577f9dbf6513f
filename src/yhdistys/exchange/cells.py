"""What a cell means once its column is known: a code, a day, an amount, a text. Pure.

A cell that cannot be what its column says gives ``Unreadable.CELL`` here; the reader of the table
makes a finding of it, because only the reader knows the row and what the row is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Final, Literal, TypeVar

from yhdistys.exchange.tables import Cell
from yhdistys.values.money import AmountError, cents_from_number, parse_cents
from yhdistys.values.period import DateError, parse_date


class Unreadable(Enum):
    """The one value that says: something stands in the cell, but not what should."""

    CELL = "unreadable"


UNREADABLE: Final = Unreadable.CELL
Cents = int | None | Literal[Unreadable.CELL]
Day = date | None | Literal[Unreadable.CELL]
Value = TypeVar("Value")

_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
_PROTECTED = frozenset("=+-@")
_WHOLE_FLOAT = re.compile(r"[0-9]+\.0", re.ASCII)
_CODE_AND_NAME = re.compile(
    r"(?P<code>[0-9]{1,8})(?:\.0+)?(?:(?:\s*[,:;\u2013\u2014-]\s+|,|\s+)(?P<name>\S.*))?",
    re.DOTALL,
)
_SPREADSHEET_EPOCH: Final = date(1899, 12, 30)
_SERIAL_DAYS: Final = range(20_000, 80_000)  # 1954 to 2119
_COMPACT_DAYS: Final = range(19_000_101, 22_000_000)  # 20251231 as a number


class Remembered(dict[Cell, Value]):
    """A conversion that is done once for each different cell."""

    def __init__(self, convert: Callable[[Cell], Value]) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, cell: Cell) -> Value:
        value = self[cell] = self._convert(cell)
        return value


def is_blank(cell: Cell) -> bool:
    """Say whether nothing stands in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> str:
    """Return the text of a cell: ``20.0`` is ``"20"``, a day is ``"13-10-2025"``.

    Spreadsheets turn a voucher such as 13-10-2025 into a day; this turns it back. An apostrophe
    that keeps a text from being taken for a formula is no part of it.
    """
    if isinstance(cell, str):
        text = cell.strip()
        return text[1:] if text[:1] == "'" and text[1:2] in _PROTECTED else text
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell.day}-{cell.month}-{cell.year}"
    return str(cell)


def shown(cell: Cell) -> str:
    """Return a cell as a person sees it in the file."""
    if isinstance(cell, datetime):
        return cell.strftime("%d.%m.%Y %H:%M")
    if isinstance(cell, date):
        return f"{cell.day}.{cell.month}.{cell.year}"
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    return text_of(cell)


def code_of(cell: Cell) -> str:
    """Return a code as text: ``3910.0`` and ``"3910.0"`` are ``"3910"``."""
    text = text_of(cell)
    if text.endswith(".0") and _WHOLE_FLOAT.fullmatch(text):
        return text.partition(".")[0]
    return text


def code_and_name(cell: Cell) -> tuple[str, str]:
    """Divide ``"3000 Nimi"`` or ``"3000, Nimi"``; a text without a number is all code."""
    text = code_of(cell)
    found = _CODE_AND_NAME.fullmatch(text)
    return (found["code"], found["name"] or "") if found else (text, "")


def is_code(text: str) -> bool:
    """Say whether a text is the number of an account: digits only."""
    return text.isascii() and text.isdecimal()


def day_of(cell: Cell) -> Day:
    """Return the day of a cell; a number is a day as spreadsheets count or write them."""
    if cell.__class__ is date:
        return cell
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, str):
        return _day_of_text(cell)
    if isinstance(cell, int | float) and 0 < cell < _COMPACT_DAYS.stop and cell == int(cell):
        return _day_of_number(int(cell))
    return None if cell is None else UNREADABLE


def _day_of_number(number: int) -> Day:
    if number in _SERIAL_DAYS:
        return _SPREADSHEET_EPOCH + timedelta(days=number)
    return _day_of_text(str(number)) if number in _COMPACT_DAYS else UNREADABLE


def _day_of_text(text: str) -> Day:
    if not text.strip():
        return None
    try:
        return parse_date(text)
    except DateError:
        return UNREADABLE


def cents_of(cell: Cell) -> Cents:
    """Return the cents of an amount; a lone dash stands for nothing."""
    if cell is None:
        return None
    if isinstance(cell, str):
        return _cents_of_text(cell)
    if isinstance(cell, float | int):
        try:
            return cents_from_number(cell)
        except (AmountError, OverflowError):
            return UNREADABLE
    return UNREADABLE


def _cents_of_text(text: str) -> Cents:
    if not text or text.isspace() or text.strip() in _DASHES:
        return None
    try:
        return parse_cents(text)
    except AmountError:
        return UNREADABLE
