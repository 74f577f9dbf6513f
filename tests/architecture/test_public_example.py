"""The README tells the truth about commands, folders and links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from architecture.sources import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TARGET = re.compile(r"^([a-z][a-z0-9-]*):", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def test_every_make_command_of_the_readme_exists() -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    told = {
        word
        for line in re.findall(r"(?:^|`)make ([a-z0-9 -]+?)\s*(?:`|#|$)", README, re.MULTILINE)
        for word in line.split()
    }
    assert told >= {"run", "test"}
    assert told - targets == set()


def test_every_folder_of_the_readme_exists() -> None:
    named = re.findall(r"`((?:src|plugins|resources|docs|tests)/[\w/.-]*)", README)
    assert named != []
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    broken = [
        link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()
    ]
    assert broken == []


def test_the_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
