"""Plugins of others are installed beside the program: good ones add, bad ones harm nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from helpers.plugins_page import Installation, written_files
from helpers.raising_plugin import write_raising_plugin
from yhdistys.testing import make_small_association

pytestmark = pytest.mark.slow


class Terminal:
    """Calls the program in a process of its own, with plugins installed beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.installation = Installation(folder)

    def __call__(self, line: str, *, code: int = 0) -> str:
        """Call it and return what it says."""
        done = self.installation.call(f"yhdistys {line}", self.folder)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    def json(self, line: str, *, code: int = 0) -> Any:
        """Call it with ``--json`` and return the document."""
        done = self.installation.call(f"yhdistys {line} --json", self.folder)
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Make a small association, and a terminal in its folder."""
    make_small_association(tmp_path / "a.yhdistys").close()
    tmp_path.joinpath("ledger.csv").write_text(
        "Tosite;Pvm;Tili;Selite;Debet;Kredit\n7;3.3.2025;5000;Vuokra;10,00;\n"
        "7;3.3.2025;1910;Vuokra;;10,00\n",
        encoding="utf-8",
    )
    return Terminal(tmp_path)


def test_an_installed_plugin_adds_to_the_program_without_touching_it(terminal: Terminal) -> None:
    terminal.installation.install(written_files(terminal.folder / "my"))
    items = {item["id"]: item for item in terminal.json("plugins list")["items"]}
    assert items["my_plugin"]["enabled"] is True
    assert items["my_plugin"]["problems"] == []
    assert "my-months" in {item["id"] for item in terminal.json("report list")["items"]}
    assert "my_form" in {item["id"] for item in terminal.json("funder list")["items"]}
    assert terminal.json("--file a.yhdistys my-count --year 2025") == {"year": 2025, "entries": 8}
    terminal("--file a.yhdistys report my-months months.csv --param year=2025")
    rows = (terminal.folder / "months.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[-2:] == ["2025-01;4", "2025-02;4"]
    terminal.folder.joinpath("tilit.csv").write_text("3999;Muut maksut\n", encoding="utf-8")
    read = terminal.json("--file a.yhdistys import chart tilit.csv --profile my-chart")
    assert (read["kind"], read["stored"]) == ("chart", True)
    terminal("plugins disable my_plugin")
    assert terminal.json("report my-months x.csv --file a.yhdistys", code=2)["error"]["kind"] == (
        "unknown-report"
    )


def _everything(terminal: Terminal) -> dict[str, object]:
    """Return what the program says and makes, apart from plugins called raising."""
    for name in ("csv", "xlsx"):
        terminal(f"--file a.yhdistys report income-statement out.{name} --param year=2025")
    items = terminal.json("plugins list")["items"]
    return {
        "plugins": [item for item in items if not item["id"].startswith("raising")],
        "reports": [
            item
            for item in terminal.json("report list")["items"]
            if item["id"] not in ("falling", "ending")
        ],
        "csv": (terminal.folder / "out.csv").read_bytes(),
        "inspected": terminal.json("inspect ledger.csv"),
        "preview": terminal.json("--file a.yhdistys import ledger ledger.csv --dry-run"),
        "check": terminal.json("--file a.yhdistys check"),
        "compared": terminal.json("--file a.yhdistys budget compare --year 2025"),
    }


def test_a_plugin_that_raises_everywhere_is_told_and_nothing_else_changes(
    terminal: Terminal,
) -> None:
    before = _everything(terminal)
    terminal.installation.install(write_raising_plugin(terminal.folder / "raising"))
    assert _everything(terminal) == before

    items = {item["id"]: item for item in terminal.json("plugins list")["items"]}
    assert items["raising_import"]["problems"] == ["It could not be loaded: OSError: not today"]
    assert items["raising_ending"]["problems"] == ["It could not be loaded: SystemExit: the end"]
    assert items["raising_hooks"]["problems"] == [
        f"Its {kind} could not be listed: {error}: {kind}"
        for kind, error in (
            ("importers", "ZeroDivisionError"),
            ("reports", "ZeroDivisionError"),
            ("commands", "ZeroDivisionError"),
            ("pages", "SystemExit"),
            ("forms", "ZeroDivisionError"),
        )
    ]
    assert items["raising_later"]["problems"] == [
        "The id “income-statement” is already used by yhdistys_reports_fi."
    ]
    checked = terminal.json("plugins check", code=1)
    (later,) = [item for item in checked["items"] if item["id"] == "raising_later"]
    assert later["problems"][1] == (
        "The command “misdeclared” is not used: 'str' object has no attribute 'label'"
    )
    assert later["problems"][2].startswith("In the form “broken_form”, line 2: ")
    assert len(later["problems"]) == 3
    told = terminal("plugins check", code=1)
    assert "raising_import: It could not be loaded: OSError: not today" in told


def test_what_a_raising_plugin_gives_fails_alone_and_with_its_name(terminal: Terminal) -> None:
    terminal.installation.install(write_raising_plugin(terminal.folder / "raising"))
    for line, name in (
        ("fall", "fall"),
        ("end", "end"),
        ("mute", "mute"),
        ("--file a.yhdistys report falling out.csv", "falling"),
        ("--file a.yhdistys report ending out.csv", "ending"),
        ("--file a.yhdistys import ledger ledger.csv --profile falling", "falling"),
        ("--file a.yhdistys import ledger ledger.csv --profile ending", "ending"),
    ):
        told = terminal.json(line, code=70)["error"]
        assert told["message"] == f"“{name}” of a plugin failed because of a mistake in it."
    assert not (terminal.folder / "out.csv").exists()
    assert "Falling" in terminal("--help")
    assert terminal.json("misdeclared", code=2)["error"]["kind"] == "unknown-command"
    assert terminal.json("--file a.yhdistys check")["ok"] is True
    for name in ("falling", "ending"):
        assert f"“{name}” of a plugin failed because of a mistake in it." in terminal(
            "inspect ledger.csv"
        )
    terminal("plugins disable raising_import")
    terminal("plugins disable raising_ending")
    terminal("plugins disable raising_hooks")
    terminal("plugins disable raising_later")
    assert terminal("plugins check") == "All plugins are in order.\n"
