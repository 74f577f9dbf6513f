"""Table files of strangers: each is read, or refused with one sentence, in time and memory.

They are not part of the project. ``YHDISTYS_SAMPLES`` names a folder with a folder ``tables``.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from yhdistys.budget.rules.reading import inspect_budget
from yhdistys.errors import FileProblem
from yhdistys.exchange.reading import ReadLimits, TableFile, read_table_file
from yhdistys.ledger.rules.chart_reading import inspect_chart
from yhdistys.ledger.rules.reading import inspect_ledger

LIMITS = ReadLimits(seconds=10, memory_bytes=1024**3)
FOLDER = Path(os.environ.get("YHDISTYS_SAMPLES", "")) / "tables"
FILES = sorted(FOLDER.iterdir()) if "YHDISTYS_SAMPLES" in os.environ and FOLDER.is_dir() else []
READABLE = (
    "calamine-date_1904.xls",
    "calamine-merged_cells.ods",
    "calamine-strict_iso_paths.xlsx",
    "phpspreadsheet-1904_Calendar.xlsx",
    "phpspreadsheet-nomimetype.ods",
    "phpspreadsheet-sep.csv",
    "poi-SampleSS.strict.xlsx",
    "poi-noSharedStringTable.xlsx",
)

pytestmark = pytest.mark.skipif(not FILES, reason="YHDISTYS_SAMPLES names no folder with files")


def read(path: Path) -> TableFile | str:
    """Return the file, or the sentence with which it is refused."""
    try:
        return read_table_file(path, limits=LIMITS)
    except FileProblem as error:
        return error.message


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_is_read_or_refused_with_one_sentence(path: Path) -> None:
    started = time.monotonic()
    answer = read(path)
    assert time.monotonic() - started < 12
    if isinstance(answer, str):
        assert path.name in answer
        assert "\n" not in answer
    else:
        assert any(sheet.rows for sheet in answer.sheets)
        for inspect in (inspect_ledger, inspect_budget, inspect_chart):
            assert len(inspect(answer)) == len(answer.sheets)


@pytest.mark.slow
@pytest.mark.parametrize("name", READABLE)
def test_valid_files_of_odd_shapes_are_read(name: str) -> None:
    if not (FOLDER / name).exists():
        pytest.skip(f"no {name}")
    assert isinstance(read(FOLDER / name), TableFile)
