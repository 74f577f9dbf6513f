"""A treasurer's month, from the accountant's file to the board's papers, as people do it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from yhdistys.cli.main import run
from yhdistys.sample.files import write_files

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the sample association's Excel and csv files once."""
    folder = tmp_path_factory.mktemp("files")
    write_files(folder)
    return folder


class Desk:
    """A treasurer at the command line with one association's file."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def does(self, *words: str) -> str:
        """Run a command that must succeed and return what it prints."""
        code = run(["--file", str(self.folder / "oma.yhdistys"), "--language", "en", *words])
        printed = self._capsys.readouterr()
        assert (code, printed.err) == (0, "")
        return printed.out

    def asks(self, *words: str) -> Any:
        """Run a command for scripts and return its document."""
        code = run(["--file", str(self.folder / "oma.yhdistys"), "--json", *words])
        printed = self._capsys.readouterr()
        assert code == 0, printed
        return json.loads(printed.out)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Begin an association whose first year in the program is 2025."""
    opened = Desk(tmp_path, capsys)
    made = tmp_path / "oma.yhdistys"
    assert run(["new", str(made), "--name", "Aamusilta ry", "--year", "2025"]) == 0
    capsys.readouterr()
    return opened


def test_from_the_accountants_file_to_the_boards_papers(desk: Desk, files: Path) -> None:
    ledger = str(files / "paakirja_2025_01-09.xlsx")
    looked = desk.asks("inspect", ledger)
    assert [sheet["kind"] for sheet in looked["sheets"]] == ["ledger"]

    imported = desk.asks("import", "ledger", ledger)
    assert imported["stored"]
    assert imported["debit"] == imported["credit"]
    assert imported["proof"]["failed"] == 0
    assert imported["unknown_accounts"] == ["4995"]

    desk.does("import", "budget", str(files / "talousarvio_2025.xlsx"))
    desk.does(
        "budget", "approve", "--year", "2025", "--on", "2024-11-19", "--meeting", "syyskokous",
        "--section", "8",
    )  # fmt: skip

    compared = desk.asks("budget", "compare", "--year", "2025", "--through", "2025-09")
    assert compared["version"] == "approved"
    assert compared["totals"]["expense"]["actual"] == "-390106.05"
    assert compared["totals"]["expense"]["budget_year"] == "-503885.00"

    table, paper = desk.folder / "vertailu.xlsx", desk.folder / "vertailu.pdf"
    for out in (table, paper):
        desk.does("budget", "compare", "--year", "2025", "--through", "2025-09", "--out", str(out))
    assert Decimal("-390106.05") in _amounts(table)
    assert "390,106.05" in _text(paper)


def _amounts(path: Path) -> set[Decimal]:
    book = openpyxl.load_workbook(path, data_only=True)
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return {round(Decimal(str(cell)), 2) for cell in cells if isinstance(cell, int | float)}


def _text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_the_next_months_file_changes_just_what_differs_and_can_be_taken_back(
    desk: Desk, files: Path
) -> None:
    desk.does("import", "ledger", str(files / "paakirja_2025_01-08.xlsx"))
    august = desk.asks("check")

    again = desk.asks("import", "ledger", str(files / "paakirja_2025_01-08.xlsx"))
    assert (again["batch"], again["stored"]) == (None, False)
    assert desk.asks("check")["content_hash"] == august["content_hash"]

    september = desk.asks("import", "ledger", str(files / "paakirja_2025_01-09.xlsx"))
    assert september["vouchers"]["changed"] == 2
    assert september["vouchers"]["vanished"] == 1
    after = desk.asks("check")

    assert "paakirja_2025_01-09.xlsx" in desk.does("undo")
    assert desk.asks("check")["content_hash"] == august["content_hash"]
    desk.does("redo")
    assert desk.asks("check") == after


def test_a_backup_brings_back_what_a_mistake_took(desk: Desk, files: Path) -> None:
    desk.does("import", "ledger", str(files / "paakirja_2025_01-08.xlsx"))
    before = desk.asks("check")
    backup = desk.asks("backup", str(desk.folder / "varmuuskopiot"))
    desk.does("import", "ledger", str(files / "paakirja_2025_01-09.xlsx"))
    made = next((desk.folder / "varmuuskopiot").iterdir())
    desk.does("restore", str(made), str(desk.folder / "oma.yhdistys"))
    assert desk.asks("check") == before
    assert str(made) in json.dumps(backup)
