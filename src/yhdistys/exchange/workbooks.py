"""Reading workbooks: python-calamine first, openpyxl where calamine gives up.

Runs in the reading process only: the libraries are loaded there and nowhere else.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yhdistys.exchange.refusals import Refusal
from yhdistys.exchange.signatures import kind_of_package

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from yhdistys.exchange.tables import Cell, ReadLimits, Row


_MIMETYPE = "mimetype"
_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """A sheet whose rows are still to be fetched."""

    name: str
    first_row: int
    height: int
    rows: Iterable[Row]


def package_kind(path: Path) -> str:
    """Tell what a zip package is; see ``signatures.kind_of_package``.

    Raises:
        Refusal: The package is damaged.
    """
    try:
        with zipfile.ZipFile(path) as package:
            kind = kind_of_package(package.namelist())
            if kind == "ods" and _MIMETYPE in package.namelist():
                told = package.read(_MIMETYPE).decode("ascii", errors="replace")
                return kind if "spreadsheet" in told else "document"
            return kind
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refusal("damaged") from error


def open_sheets(path: Path, kind: str, limits: ReadLimits, only: str | None) -> Iterator[OpenSheet]:
    """Yield the sheets of a workbook in its order, or the one asked for.

    Raises:
        Refusal: It cannot be read, or is bigger than the limits allow.
    """
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum  # noqa: PLC0415 - slow: child only

    try:
        book = _load(path, kind)
        names = [item.name for item in book.sheets_metadata if item.typ == SheetTypeEnum.WorkSheet]
    except PasswordError as error:
        raise Refusal("password") from error
    except CalamineError as error:
        if kind != "xlsx":
            raise Refusal("damaged") from error
        yield from _openpyxl_sheets(path, limits, only)
        return
    for name in chosen_names(names, only):
        try:
            sheet = book.get_sheet_by_name(name)
        except CalamineError as error:
            raise Refusal("damaged") from error
        yield _calamine_sheet(sheet, limits)


def chosen_names(names: list[str], only: str | None) -> list[str]:
    """Return the names of the sheets to read.

    Raises:
        Refusal: There is none, or not the one asked for.
    """
    if not names:
        raise Refusal("no-sheets")
    if only is None:
        return names
    if only not in names:
        raise Refusal("no-such-sheet", sheet=only, sheets=", ".join(names))
    return [only]


def check_size(name: str, height: int, width: int, limits: ReadLimits) -> None:
    """Refuse a sheet that is bigger than the limits allow.

    Raises:
        Refusal: It has too many rows or columns.
    """
    if height > limits.rows:
        raise Refusal("too-many-rows", sheet=name, count=height, limit=limits.rows)
    if width > limits.columns:
        raise Refusal("too-many-columns", sheet=name, count=width, limit=limits.columns)


def _load(path: Path, kind: str) -> CalamineWorkbook:
    from python_calamine import load_workbook  # noqa: PLC0415 - slow: child only

    if kind == "ods":
        with zipfile.ZipFile(path) as package:
            if _MIMETYPE not in package.namelist():
                return load_workbook(_with_mimetype(package))
    return load_workbook(str(path))


def _with_mimetype(package: zipfile.ZipFile) -> io.BytesIO:
    """Return a package of a writer that left out the entry saying what it is, with the entry."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as copy:
        copy.writestr(_MIMETYPE, _SPREADSHEET)
        for name in package.namelist():
            copy.writestr(name, package.read(name))
    whole.seek(0)
    return whole


def _calamine_sheet(sheet: CalamineSheet, limits: ReadLimits) -> OpenSheet:
    if sheet.start is None or sheet.end is None:
        return OpenSheet(sheet.name, 1, 0, ())
    first_row, first_column = sheet.start
    check_size(sheet.name, sheet.end[0] + 1, sheet.end[1] + 1, limits)
    rows: Iterator[Any] = map(tuple, islice(sheet.iter_rows(), first_row, None))
    if first_column:
        padding: Row = (None,) * first_column
        rows = (padding + row for row in rows)
    return OpenSheet(sheet.name, first_row + 1, sheet.height, rows)


def _openpyxl_sheets(path: Path, limits: ReadLimits, only: str | None) -> Iterator[OpenSheet]:
    """Read with openpyxl; it raises errors of any class on damaged files."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow: child only

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        names = [sheet.title for sheet in book.worksheets]
        for name in chosen_names(names, only):
            sheet = book[name]
            rows = [tuple(_plain(value) for value in row) for row in sheet.values]
            width = max(map(len, rows), default=0)
            check_size(name, len(rows), width, limits)
            yield OpenSheet(name, 1, len(rows), rows)
    except (Refusal, MemoryError, GeneratorExit):
        raise
    except Exception as error:
        raise Refusal("damaged") from error


def _plain(value: Any) -> Cell:
    """Give a cell of openpyxl the type calamine would give it."""
    if isinstance(value, timedelta):
        return value.total_seconds() / 86_400
    if isinstance(value, str | int | float | bool | date) or value is None:
        return value
    return str(value)
