"""Writing table files that any program, and ``exchange.reading``, reads back without a difference.

Numbers are numbers, days are days, and a text is a text even when it begins like a formula.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from yhdistys.errors import UsageError
from yhdistys.exchange.saving import saved_whole
from yhdistys.exchange.tables import Cell
from yhdistys.i18n import _

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

OutCell = Cell | Decimal
"""What may be written in a cell; a ``Decimal`` is an amount of money."""

OutRow = Sequence[OutCell]

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA_STARTS: Final = ("=", "+", "-", "@")
_LARGE: Final = 20_000  # rows from which the workbook is written row by row
_MOST_ROWS: Final = 1_048_575  # of a sheet of .xlsx, below the headings
_MEASURED_ROWS: Final = 200
_NARROWEST: Final = 8
_WIDEST: Final = 60


@dataclass(frozen=True, slots=True)
class OutSheet:
    """One sheet to write: its name, its headings and its rows."""

    name: str
    headings: Sequence[str]
    rows: Sequence[OutRow]


def write_table_file(path: Path, sheets: Sequence[OutSheet]) -> None:
    """Write sheets as .xlsx, or one sheet as .csv; the ending of the name decides.

    The csv is UTF-8 with a mark, has semicolons, decimal commas and the ASCII minus, as Finnish
    spreadsheet programs open it without questions. The file appears whole or not at all.

    Raises:
        UsageError: The ending is another one, or several sheets are to go into one csv.
        FileProblem: The file cannot be written there.
    """
    ending = path.suffix.lower()
    if ending not in {".xlsx", ".csv"}:
        message = _("{name} cannot be written: let its name end in .xlsx or .csv.")
        raise UsageError(message.format(name=path.name), kind="unknown-format")
    if ending == ".csv" and len(sheets) != 1:
        message = _("A csv file holds one table only; {count} were to be written.")
        raise UsageError(message.format(count=len(sheets)), hint=_("Write them as .xlsx."))
    if ending == ".xlsx":
        _refuse_too_long(path, sheets)
    with saved_whole(path) as neighbour:
        if ending == ".csv":
            _write_csv(neighbour, sheets[0])
        else:
            _write_xlsx(neighbour, sheets)


def _refuse_too_long(path: Path, sheets: Sequence[OutSheet]) -> None:
    for sheet in sheets:
        if len(sheet.rows) > _MOST_ROWS:
            message = _("{name} cannot hold {count} rows: a sheet has room for {limit}.")
            text = message.format(name=path.name, count=len(sheet.rows), limit=_MOST_ROWS)
            raise UsageError(text, hint=_("Write a csv file, or fewer years at a time."))


def _write_csv(path: Path, sheet: OutSheet) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(sheet.headings)
        writer.writerows(map(_csv_text, row) for row in sheet.rows)


def _csv_text(cell: OutCell) -> str:
    if isinstance(cell, str):
        text = _CONTROLS.sub("", cell)
        return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
    if isinstance(cell, date | time):
        return _csv_time(cell)
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    return str(int(cell)) if isinstance(cell, bool) else str(cell).replace(".", ",")


def _csv_time(cell: date | time) -> str:
    if isinstance(cell, datetime):
        return cell.strftime("%d.%m.%Y %H:%M:%S")
    if isinstance(cell, date):
        return f"{cell.day}.{cell.month}.{cell.year}"
    return cell.strftime("%H:%M:%S")


def _write_xlsx(path: Path, sheets: Sequence[OutSheet]) -> None:
    from xlsxwriter import Workbook  # noqa: PLC0415 - slow: only who writes needs it
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415 - slow: as above

    is_large = any(len(sheet.rows) > _LARGE for sheet in sheets)
    book = Workbook(str(path), {"constant_memory": is_large, "in_memory": not is_large})
    try:
        try:
            styles = _Styles(book)
            for sheet in sheets:
                _write_sheet(book.add_worksheet(sheet.name), sheet, styles)
        finally:
            book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error


class _Styles:
    """How headings, amounts, days and moments look."""

    def __init__(self, book: Workbook) -> None:
        self.heading = book.add_format({"bold": True, "bottom": 1})
        self.money = book.add_format({"num_format": "#,##0.00"})
        self.day = book.add_format({"num_format": "d.m.yyyy"})
        self.moment = book.add_format({"num_format": "d.m.yyyy h:mm"})
        self.time = book.add_format({"num_format": "h:mm:ss"})


def _write_sheet(out: Worksheet, sheet: OutSheet, styles: _Styles) -> None:
    out.freeze_panes(1, 0)
    for column, width in enumerate(_widths(sheet)):
        out.set_column(column, column, width)
    for column, heading in enumerate(sheet.headings):
        out.write_string(0, column, heading, styles.heading)
    for index, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            if cell is not None:
                _write_cell(out, (index, column), cell, styles)
    if sheet.rows:
        last = (len(sheet.rows), max(len(sheet.headings) - 1, 0))
        out.autofilter(0, 0, *last)
        out.ignore_errors({"number_stored_as_text": f"A1:XFD{len(sheet.rows) + 1}"})


def _write_cell(out: Any, place: tuple[int, int], cell: OutCell, styles: _Styles) -> None:
    if isinstance(cell, str):
        if text := _CONTROLS.sub("", cell):
            out.write_string(*place, text)
    elif isinstance(cell, Decimal):
        out.write_number(*place, float(cell), styles.money)
    elif isinstance(cell, bool):
        out.write_boolean(*place, cell)
    elif isinstance(cell, int | float):
        out.write_number(*place, cell)
    elif isinstance(cell, datetime):
        out.write_datetime(*place, cell, styles.moment)
    elif isinstance(cell, date):
        out.write_datetime(*place, cell, styles.day)
    elif isinstance(cell, time):
        out.write_datetime(*place, cell, styles.time)


def _widths(sheet: OutSheet) -> list[int]:
    """Return the width of each column in characters, from its heading and its first rows."""
    widths = [len(heading) + 3 for heading in sheet.headings]
    for row in sheet.rows[:_MEASURED_ROWS]:
        for column, cell in enumerate(row[: len(widths)]):
            widths[column] = max(widths[column], len(_csv_text(cell)) + 2)
    return [min(max(width, _NARROWEST), _WIDEST) for width in widths]
