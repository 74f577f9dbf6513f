"""demo makes the sample association and tells the paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.command_line import CommandLine

pytestmark = pytest.mark.slow


def test_the_demo_tells_every_file_it_made_and_never_overwrites(
    bare: CommandLine, tmp_path: Path
) -> None:
    told = bare.json("demo", tmp_path / "demo")
    paths = [Path(path) for path in told["paths"]]
    assert [path for path in paths if not path.is_file()] == []
    made = {path.suffix for path in paths}
    assert made >= {".yhdistys", ".xlsx", ".pdf"}
    bare.file = tmp_path / "demo" / "demo.yhdistys"
    assert bare.json("check")["ok"] is True
    again = bare("demo", tmp_path / "demo", "--json")
    assert (again.code, again.error["kind"]) == (3, "file-exists")


def test_the_tables_of_the_demo_are_read_back_without_a_difference(
    bare: CommandLine, tmp_path: Path
) -> None:
    bare.json("demo", tmp_path / "demo")
    bare.file = tmp_path / "demo" / "demo.yhdistys"
    before = bare.json("check")["content_hash"]
    for kind in ("ledger", "budget", "chart"):
        bare.json("export", kind, tmp_path / f"{kind}.xlsx")
        assert bare.json("import", kind, tmp_path / f"{kind}.xlsx")["stored"] is False
    assert bare.json("check")["content_hash"] == before
    told = bare.json("inspect", tmp_path / "demo" / "paakirja_2023.csv")
    assert told["sheets"][0]["sign"] == "credit-negative"
    waiting = {item["id"]: item["value"] for item in bare.json("todo")["items"]}
    assert waiting == {"account-without-line": "4995"}
