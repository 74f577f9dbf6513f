"""The user's guide: its pictures are there, and it names what the Finnish window really says.

In the guide **bold** words are words of the window, ``code`` is typed or is a file's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from architecture.sources import ROOT

GUIDE = ROOT / "docs" / "opas"
CHAPTERS = sorted(GUIDE.glob("*.md"))
CATALOGUE = ROOT / "resources/yhdistys_resources/locale/fi/LC_MESSAGES/yhdistys.po"
LINK = re.compile(r"\]\(([^)#]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
PLACEHOLDER = re.compile(r"\{\w+\}")
LARGEST_PICTURE = 150_000
FEWEST_LETTERS = 3


def _texts() -> Iterator[str]:
    """Yield what the window says in Finnish, without the marks of mnemonics."""
    with CATALOGUE.open("rb") as file:
        for message in read_po(file):
            told = message.string or ""
            forms = (told,) if isinstance(told, str) else told
            yield from (re.sub(r"&(?!&)", "", text) for text in forms if message.id)


def _pattern(text: str) -> re.Pattern[str] | None:
    """Return what a text with placeholders looks like on the screen; None without own words."""
    own = PLACEHOLDER.split(text)
    if sum(map(str.isalpha, "".join(own))) < FEWEST_LETTERS:
        return None
    return re.compile(".+".join(map(re.escape, own)))


def _links(chapter: Path) -> Iterator[Path]:
    for link in LINK.findall(chapter.read_text(encoding="utf-8")):
        if "://" not in link:
            yield (chapter.parent / link).resolve()


def test_what_the_guide_links_to_exists() -> None:
    missing = [str(path) for page in CHAPTERS for path in _links(page) if not path.exists()]
    assert missing == []


def test_each_chapter_is_in_the_table_of_contents() -> None:
    listed = set(_links(GUIDE / "README.md"))
    assert [page.name for page in CHAPTERS if page.name != "README.md" and page not in listed] == []


def test_the_guide_shows_every_picture_that_is_there() -> None:
    shown = {path for page in CHAPTERS for path in _links(page) if path.suffix == ".png"}
    assert shown == set((GUIDE / "kuvat").iterdir())


def test_no_picture_is_large() -> None:
    pictures = [*(GUIDE / "kuvat").iterdir(), *(ROOT / "docs" / "pictures").iterdir()]
    assert [path.name for path in pictures if path.stat().st_size >= LARGEST_PICTURE] == []


@pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.stem)
def test_the_guide_names_what_the_finnish_window_says(page: Path) -> None:
    texts = set(_texts())
    patterns = [pattern for text in texts if "{" in text and (pattern := _pattern(text))]
    named = {" ".join(told.split()) for told in BOLD.findall(page.read_text(encoding="utf-8"))}
    unknown = [
        told
        for told in sorted(named - texts)
        if not any(pattern.fullmatch(told) for pattern in patterns)
    ]
    assert unknown == []
