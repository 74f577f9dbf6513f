"""demo makes the sample association and tells the paths."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.command_line import CommandLine

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Make the demo once, in a process of its own as people do, and return the paths it tells."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    command = [sys.executable, "-m", "yhdistys", "--json", "demo", str(folder)]
    found = subprocess.run(command, check=True, capture_output=True)
    return tuple(Path(path) for path in json.loads(found.stdout)["paths"])


@pytest.fixture
def books(demo: tuple[Path, ...], tmp_path: Path, bare: CommandLine) -> CommandLine:
    """Call the command line on a copy of the demo's file."""
    copied = shutil.copyfile(demo[0], tmp_path / demo[0].name)
    return CommandLine(copied, bare.capture)


def test_the_demo_tells_every_file_it_made(demo: tuple[Path, ...], books: CommandLine) -> None:
    assert [path for path in demo if not path.is_file()] == []
    assert {path.suffix for path in demo} >= {".yhdistys", ".xlsx", ".pdf", ".csv"}
    assert books.json("check")["ok"] is True


def test_the_demo_never_overwrites(demo: tuple[Path, ...], bare: CommandLine) -> None:
    again = bare("demo", demo[0].parent, "--json")
    assert (again.code, again.error["kind"]) == (3, "file-exists")


def test_the_tables_of_the_demo_are_read_back_without_a_difference(
    demo: tuple[Path, ...], books: CommandLine, tmp_path: Path
) -> None:
    before = books.json("check")["content_hash"]
    for kind in ("ledger", "budget", "chart"):
        books.json("export", kind, tmp_path / f"{kind}.xlsx")
        assert books.json("import", kind, tmp_path / f"{kind}.xlsx")["stored"] is False
    assert books.json("check")["content_hash"] == before
    told = books.json("inspect", demo[0].parent / "paakirja_2023.csv")
    assert told["sheets"][0]["sign"] == "credit-negative"
    waiting = {item["id"]: item["value"] for item in books.json("todo")["items"]}
    assert waiting == {"account-without-line": "4995", "unexplained-deviations": "2025"}
