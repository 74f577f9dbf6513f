"""The formulas of a workbook give the values that stand beside them, and follow a change."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from documents.sample_documents import board_document
from documents.spreadsheet_program import recalculated
from yhdistys.documents.render import render

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]

Values = dict[tuple[str, str], object]


def values(path: Path) -> Values:
    workbook = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): round(value, 6) if isinstance(value, float) else value
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if (value := cell.value) is not None
    }


def test_a_spreadsheet_program_calculates_the_same_values(tmp_path: Path) -> None:
    path = tmp_path / "taulukko.xlsx"
    render(board_document(), path)
    again = values(recalculated(path, tmp_path))
    told = values(path)
    assert len(told) > 80
    assert again == told


def test_sums_differences_shares_and_key_figures_follow_a_changed_figure(tmp_path: Path) -> None:
    path = tmp_path / "taulukko.xlsx"
    render(board_document(), path)
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0]["D7"] = 2606.50
    workbook.save(path)
    sheet = openpyxl.load_workbook(recalculated(path, tmp_path), data_only=True).worksheets[0]
    changed = [sheet[place].value for place in ("D9", "D15", "E7", "E15", "F7")]
    assert [round(float(str(value)), 6) for value in changed] == [
        6806.50,
        -206430.35,
        176.50,
        -7449.35,
        1.073,
    ]
    linked = [cell.value for row in sheet.iter_rows(min_row=16) for cell in row]
    assert -206430.35 in [round(value, 2) for value in linked if isinstance(value, float)]
