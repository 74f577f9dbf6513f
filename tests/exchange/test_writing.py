from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from yhdistys.errors import FileProblem, UsageError
from yhdistys.exchange.cells import cents_of, day_of, text_of
from yhdistys.exchange.csv_text import decode, text_rows
from yhdistys.exchange.reading import read_table_file
from yhdistys.exchange.writing import OutSheet, write_table_file
from yhdistys.i18n import using

HEADINGS = ("Tosite", "Pvm", "Selite", "Debet")
ROWS = [
    ("13-10-2025", date(2025, 1, 31), "=SUMMA(A1)", Decimal("1234.50")),
    ("007", date(2025, 2, 1), '-5 °C; "Åsa"\nrivi 2', Decimal("-0.01")),
    (None, None, "@koti \x0b\x00", None),
]
SHEET = OutSheet("Pääkirja", HEADINGS, ROWS)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_is_written_is_read_back(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"Pääkirja.{ending}"
    write_table_file(path, [SHEET])
    (sheet,) = read_table_file(path).sheets
    assert sheet.rows[0] == HEADINGS
    assert [
        (text_of(voucher), day_of(day), text_of(text), cents_of(debit))
        for voucher, day, text, debit in sheet.rows[1:]
    ] == [
        ("13-10-2025", date(2025, 1, 31), "=SUMMA(A1)", 123_450),
        ("007", date(2025, 2, 1), '-5 °C; "Åsa"\nrivi 2', -1),
        ("", None, "@koti", None),
    ]


def test_the_csv_opens_in_finnish_spreadsheets(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_table_file(path, [SHEET])
    assert (
        path.read_bytes()
        == (
            "\ufeffTosite;Pvm;Selite;Debet\r\n"
            "13-10-2025;31.1.2025;'=SUMMA(A1);1234,50\r\n"
            '007;1.2.2025;"\'-5 °C; ""Åsa""\nrivi 2";-0,01\r\n'
            ";;'@koti ;\r\n"
        ).encode()
    )


def test_the_workbook_has_numbers_days_and_frozen_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_table_file(path, [SHEET, OutSheet("Tyhjä", ("Tili",), [])])
    book = load_workbook(path)
    sheet = book["Pääkirja"]
    assert book.sheetnames == ["Pääkirja", "Tyhjä"]
    assert sheet.freeze_panes == "A2"
    assert [(cell.data_type, cell.number_format) for cell in sheet[2]] == [
        ("s", "General"), ("d", "d.m.yyyy"), ("s", "General"), ("n", "#,##0.00"),
    ]  # fmt: skip
    book.close()


def test_many_rows_are_written_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_table_file(path, [OutSheet("A", ("n",), [(number,) for number in range(20_001)])])
    rows = read_table_file(path).sheets[0].rows
    assert (len(rows), rows[-1]) == (20_002, (20_000.0,))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20))
def test_any_text_survives_the_csv(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    write_table_file(path, [OutSheet("a", ("Selite",), [(text,)])])
    rows = list(text_rows(decode(path.read_bytes())[0], ";"))
    protected = text.strip()[:2] in {"'=", "'+", "'-", "'@"}
    assert text_of(rows[1][0] if rows[1] else "") == (
        text.strip()[1:] if protected else text.strip()
    )


def test_the_old_file_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("vanha", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        write_table_file(path, [OutSheet("A", ("a",), _Failing())])
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]
    assert path.read_text(encoding="utf-8") == "vanha"


class _Failing(list[tuple[str]]):
    """Rows that cannot be fetched."""

    def __iter__(self) -> Iterator[tuple[str]]:
        yield ("a",)
        raise ZeroDivisionError


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_missing_folder_is_told(tmp_path: Path, ending: str) -> None:
    with pytest.raises(FileProblem, match="does not exist") as refused:
        write_table_file(tmp_path / "ei" / f"a.{ending}", [SHEET])
    assert refused.value.kind == "folder-missing"


def test_a_folder_in_the_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(FileProblem, match="a folder, not a file"):
        write_table_file(tmp_path / "a.csv", [SHEET])


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FileProblem, match="not allowed"):
        write_table_file(tmp_path / "a.csv", [SHEET])
    tmp_path.chmod(0o700)


_FULL_DISK = """
import resource, sys
from pathlib import Path
from yhdistys.errors import FileProblem
from yhdistys.exchange.writing import OutSheet, write_table_file
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    rows = [(str(number) * 9,) for number in range(9000)]
    write_table_file(Path(sys.argv[1]), [OutSheet("A", ("n",), rows)])
except FileProblem as error:
    print(error.kind)
"""


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, ending: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _FULL_DISK, tmp_path / f"a.{ending}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("disk-full\n", "")
    assert list(tmp_path.iterdir()) == []


def test_other_endings_and_several_sheets_in_a_csv_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.xlsx or \.csv"):
        write_table_file(tmp_path / "a.ods", [SHEET])
    with pytest.raises(UsageError, match="one table only; 2"):
        write_table_file(tmp_path / "a.csv", [SHEET, SHEET])
