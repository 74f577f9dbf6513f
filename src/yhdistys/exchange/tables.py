"""Tables as values: what stands in the sheets of a table file, before anybody interprets it.

Nothing here opens a file: see ``yhdistys.exchange.reading`` and ``yhdistys.exchange.writing``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from yhdistys.values.findings import Finding

Cell = str | int | float | bool | date | datetime | time | None
"""The content of one cell; ``None`` and ``""`` are both empty."""

Row = tuple[Cell, ...]
"""One row; rows of a sheet may have different lengths."""

Progress = Callable[[int, int | None], None]
"""Told how much is done of how much (``None`` when unknown); raises JobCancelled to cancel."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a table file.

    Attributes:
        name: Its name; of a csv file the file's name without its ending.
        rows: The rows from ``first_row`` on; the first cell of each is column A.
        first_row: The number of the first row in the file, counted from 1.
    """

    name: str
    rows: list[Row]
    first_row: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """A table file as it was read.

    Attributes:
        path_name: The file's name without its folder.
        sha256: The digest of the file's bytes, in hexadecimal: the same file again is known by it.
        format: ``xlsx``, ``xls``, ``ods`` or ``csv``.
        sheets: At least one.
        findings: What a person should know about the file, such as formulas never calculated.
        encoding: Of a csv file, as Python names it.
        separator: Of a csv file.
    """

    path_name: str
    sha256: str
    format: str
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()
    encoding: str | None = None
    separator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLimits:
    """How much one file may cost before it is refused.

    Attributes:
        seconds: Time for reading.
        memory_bytes: Memory of the reading process.
        file_bytes: Size of the file.
        rows: Rows of one sheet.
        columns: Columns of one sheet.
    """

    seconds: float = 300.0
    memory_bytes: int = 2 * 1024**3
    file_bytes: int = 512 * 1024**2
    rows: int = 1_048_576
    columns: int = 1_024


def column_letter(index: int) -> str:
    """Name a column as spreadsheets do: 0 is ``A``, 25 ``Z``, 26 ``AA``."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
