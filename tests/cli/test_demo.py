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
