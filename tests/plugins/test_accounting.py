"""The readers of tables from file to result, as the program finds them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import yhdistys_accounting
from helpers.ledgers import statement_ledger
from helpers.table_files import write_ods, write_xls, write_xlsx
from yhdistys.api import Importer
from yhdistys.errors import UserError
from yhdistys.exchange.imports import ImportOptions, ImportResult
from yhdistys.exchange.reading import read_table_file
from yhdistys.registry import Plugins

ROWS = (
    ("Tosite", "Pvm", "Tili", "Tilin nimi", "Debet", "Kredit"),
    ("1", "31.1.2025", 4000.0, "Ostot", 12.5, None),
    ("1", "31.1.2025", 1910.0, "Pankki", None, 12.5),
)


def importer(kind: str) -> Importer:
    (found,) = Plugins.of(yhdistys_accounting).importers(kind)
    return found


def read(kind: str, path: Path) -> ImportResult:
    return importer(kind).read(path, ImportOptions())


def test_there_is_one_reader_for_each_kind() -> None:
    plugins = Plugins.of(yhdistys_accounting)
    assert plugins.problems == []
    assert [one.id for one in plugins.importers()] == [
        "ledger-table", "budget-table", "chart-table",
    ]  # fmt: skip


def test_the_same_ledger_in_every_format_gives_the_same_lines(tmp_path: Path) -> None:
    csv = tmp_path / "a.csv"
    csv.write_bytes(
        "Tosite;Pvm;Tili;Tilin nimi;Debet;Kredit\r\n"
        "1;31.1.2025;4000;Ostot;12,50;\r\n"
        "1;31.1.2025;1910;Pankki;;12,50\r\n".encode("utf-16")
    )
    paths = (
        write_xlsx(tmp_path / "a.xlsx", {"Pääkirja": ROWS}),
        write_xls(tmp_path / "a.xls", {"Pääkirja": ROWS}),
        write_ods(tmp_path / "a.ods", {"Pääkirja": ROWS}),
        csv,
    )
    results = [read("ledger", path) for path in paths]
    assert len(results[0].ledger) == 2
    assert {one.ledger for one in results} == {results[0].ledger}


def test_a_whole_ledger_comes_through_its_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(statement_ledger())
    result = read("ledger", path)
    assert (len(result.ledger), result.sign, result.file_name) == (646, "credit-negative", "a.csv")


def test_a_budget_and_a_chart_come_through_their_readers(tmp_path: Path) -> None:
    budget = write_xlsx(tmp_path / "b.xlsx", {"A": [("Tili", "1/2025"), ("3000", 10)]})
    chart = write_xlsx(tmp_path / "c.xlsx", {"A": [("Tili", "Nimi"), ("3000", "Maksut")]})
    assert read("budget", budget).budget[0].amount_cents == 1000
    assert read("chart", chart).chart[0].names == {"fi": "Maksut"}


@pytest.mark.parametrize("kind", ["ledger", "budget", "chart"])
def test_inspection_gives_one_view_for_each_sheet(tmp_path: Path, kind: str) -> None:
    table = read_table_file(write_xlsx(tmp_path / "a.xlsx", {"A": ROWS, "B": [("x",)]}))
    inspect = importer(kind).inspect
    assert inspect is not None
    assert [view.name for view in inspect(table)] == ["A", "B"]


@pytest.mark.parametrize("kind", ["ledger", "budget", "chart"])
def test_garbage_is_refused_with_one_sentence(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(UserError) as refused:
        read(kind, path)
    assert "\n" not in refused.value.message


def test_listing_the_readers_loads_neither_readers_nor_database() -> None:
    script = (
        "import sys, yhdistys_accounting as plugin; plugin.yhdistys_importers(); "
        "print([name for name in ('sqlalchemy', 'openpyxl', 'python_calamine', "
        "'yhdistys.exchange.reading') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
