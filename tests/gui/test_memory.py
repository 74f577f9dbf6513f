"""What the window remembers between two starts."""

from __future__ import annotations

import json
from pathlib import Path

from yhdistys.gui.memory import Memory
from yhdistys.settings import config_folder


def test_what_was_remembered_is_there_at_the_next_start_and_for_others() -> None:
    Memory().remember("table/entries", {"widths": {"tili": 120}})

    assert Memory().remembered("table/entries") == {"widths": {"tili": 120}}
    assert Memory().path == config_folder() / "window.json"

    assert Memory().remembered("page", "home") == "home"

    first, second = Memory(), Memory()
    first.remember("page", "budget")
    second.remember("size", [1280, 720])

    assert (first.remembered("size"), second.remembered("page")) == ([1280, 720], "budget")


def test_remembering_nothing_forgets_and_no_half_written_file_is_left() -> None:
    Memory().remember("page", "budget")
    Memory().remember("page", None)

    assert json.loads(Memory().path.read_text(encoding="utf-8")) == {}

    memory = Memory()
    memory.remember("page", "budget")
    memory.remember("page", "home")

    assert [path.name for path in memory.path.parent.iterdir()] == ["window.json"]


def test_a_broken_file_means_the_defaults_and_is_mended_by_the_next_change() -> None:
    memory = Memory()
    memory.path.parent.mkdir(parents=True)
    for content in (b"", b"{", b"[1, 2]", b"\xff\xfe", b"[" * 100_000):
        memory.path.write_bytes(content)
        assert memory.remembered("page", "home") == "home"
        memory.remember("page", "budget")
        assert memory.remembered("page") == "budget"


def test_a_folder_that_cannot_be_written_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    memory = Memory(tmp_path / "file" / "window.json")
    memory.remember("page", "budget")

    assert memory.remembered("page", "home") == "home"
