"""Write the files that the accountant and the treasurer of the sample association send.

The same files come out byte for byte in every run.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from yhdistys.exchange.saving import save
from yhdistys.sample.budget_layout import budget_sheet
from yhdistys.sample.facts import YEARS
from yhdistys.sample.ledger import opening_balances, vouchers_between
from yhdistys.sample.ledger_accounts import ledger_accounts
from yhdistys.sample.ledger_layouts import account_headings, with_balances, with_dimensions
from yhdistys.sample.planted import as_of_september
from yhdistys.sample.sheets import Cell, Formula, SampleSheet, SheetRow
from yhdistys.sample.vouchers import balances

LEDGER_FILES: Final = (
    "paakirja_2023.csv",
    "paakirja_2024.xlsx",
    "paakirja_2025_01-08.xlsx",
    "paakirja_2025_01-09.xlsx",
    "paakirja_2025_10-12.xlsx",
)
"""The ledgers in order of their printing; the last one is left for the user to import."""
BUDGET_FILES: Final = tuple(f"talousarvio_{year}.xlsx" for year in YEARS)
_HEADER_COLOUR: Final = "#DCE6F1"
_CSV_NUMBER_GROUP: Final = "\u00a0"


def write_files(folder: Path) -> tuple[Path, ...]:
    """Write all files of the sample into a folder; returns their paths.

    Args:
        folder: An existing folder; files of the same names are replaced.

    Raises:
        FileProblem: The folder cannot be written, or the disk is full.
    """
    written = []
    for name, sheet in sheets().items():
        path = folder / name
        content = csv_bytes(sheet) if path.suffix == ".csv" else workbook_bytes(sheet)
        save(path, content)
        written.append(path)
    return tuple(written)


def sheets() -> Mapping[str, SampleSheet]:
    """Return the sheet of each file by the file's name."""
    whole_2023 = date(2023, 1, 1), date(2023, 12, 31)
    whole_2024 = date(2024, 1, 1), date(2024, 12, 31)
    to_august = date(2025, 1, 1), date(2025, 8, 31)
    to_september = date(2025, 1, 1), date(2025, 9, 30)
    autumn = date(2025, 10, 1), date(2025, 12, 31)
    vouchers = vouchers_between(*to_september)
    opening = opening_balances(2025)
    before = as_of_september(vouchers)
    since = balances(vouchers, opening)
    first, second, third, fourth, fifth = LEDGER_FILES
    result = {
        first: account_headings(
            ledger_accounts(vouchers_between(*whole_2023), opening_balances(2023)),
            *whole_2023,
            made_on=date(2024, 2, 14),
        ),
        second: with_dimensions(
            ledger_accounts(vouchers_between(*whole_2024), opening_balances(2024)),
            *whole_2024,
            made_on=date(2025, 2, 12),
        ),
        third: with_balances(
            ledger_accounts(before, opening), *to_august, made_on=date(2025, 9, 10)
        ),
        fourth: with_balances(
            ledger_accounts(vouchers, opening), *to_september, made_on=date(2025, 10, 10)
        ),
        fifth: with_balances(
            ledger_accounts(vouchers_between(*autumn), since), *autumn, made_on=date(2026, 2, 10)
        ),
    }
    result.update({f"talousarvio_{year}.xlsx": budget_sheet(year) for year in YEARS})
    return result


def csv_bytes(sheet: SampleSheet) -> bytes:
    """Return a sheet as an old accounting program writes it: cp1252, semicolons, comma."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    width = len(sheet.widths)
    for row in sheet.rows:
        cells = [_csv_text(cell) for cell in row.cells]
        writer.writerow([*cells, *([""] * (width - len(cells)))])
    return stream.getvalue().encode("cp1252")


def _csv_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Formula):
        cell = cell.value
    if isinstance(cell, Decimal):
        return f"{cell:,.2f}".replace(",", _CSV_NUMBER_GROUP).replace(".", ",")
    return str(cell)


def workbook_bytes(sheet: SampleSheet) -> bytes:
    """Return a sheet as a workbook with numbers as numbers and days as days."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "d.m.yyyy"})
    made_at = datetime(sheet.made_on.year, sheet.made_on.month, sheet.made_on.day, 9, tzinfo=UTC)
    workbook.set_properties(
        {"title": sheet.title, "author": sheet.author, "created": made_at.replace(tzinfo=None)}
    )
    _fill(workbook.add_worksheet(sheet.name), _formats(workbook, sheet.money), sheet)
    workbook.close()
    return stream.getvalue()


def _formats(workbook: Workbook, money: str) -> dict[str, dict[str, Format]]:
    looks: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": 13},
        "note": {},
        "header": {"bold": True, "bg_color": _HEADER_COLOUR, "bottom": 1, "text_wrap": True},
        "heading": {"bold": True},
        "body": {},
        "total": {"bold": True, "top": 1},
    }
    return {
        kind: {
            "text": workbook.add_format(look),
            "money": workbook.add_format({**look, "num_format": money}),
            "code": workbook.add_format({**look, "align": "left"}),
            "day": workbook.add_format({**look, "num_format": "d.m.yyyy", "align": "left"}),
        }
        for kind, look in looks.items()
    }


def _fill(page: Worksheet, formats: Mapping[str, Mapping[str, Format]], sheet: SampleSheet) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for number, row in enumerate(sheet.rows):
        _fill_row(page, number, row, formats[row.kind])
    header = sheet.header_row
    page.freeze_panes(header + 1, sheet.frozen_columns)
    page.repeat_rows(header)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&F&RSivu &P / &N")


def _fill_row(page: Worksheet, number: int, row: SheetRow, formats: Mapping[str, Format]) -> None:
    for column, cell in enumerate(row.cells):
        match cell:
            case None:
                if row.kind in {"total", "header"}:
                    page.write_blank(number, column, None, formats["text"])
            case Formula():
                page.write_formula(number, column, cell.text, formats["money"], float(cell.value))
            case Decimal():
                page.write_number(number, column, float(cell), formats["money"])
            case date():
                moment = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a day of a sheet
                page.write_datetime(number, column, moment, formats["day"])
            case int():
                page.write_number(number, column, cell, formats["code"])
            case _:
                page.write_string(number, column, cell, formats["text"])
