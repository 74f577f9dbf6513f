"""The project runs anywhere: no address of a package registry, no path of one machine."""

from __future__ import annotations

import re
from pathlib import Path

from architecture.sources import ROOT, place, tracked_files

REGISTRIES = re.compile(
    r"https?://[\w.-]*(?:pypi|pythonhosted|registry|debian\.org|ubuntu\.com)"
    r"|https?://[^\s\"'<>)]*/simple\b|index-url",
    re.IGNORECASE,
)
# Tests may name the home of an invented person.
HOMES = re.compile(
    rf"(?<![\w.$}}{{])(?:{re.escape(str(Path.home()))}|/root|/(?:home|Users)/(?!maija)\w+)/"
    r"|[A-Z]:\\+Users\\+(?!Maija)",
    re.ASCII,
)


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{place(path)} {line.strip()[:80]}"
        for path, text in _texts()
        for line in text.splitlines()
        if pattern.search(line)
    ]


def _texts() -> list[tuple[Path, str]]:
    texts: list[tuple[Path, str]] = []
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" not in content[:8000] and path != Path(__file__).resolve():
            texts.append((path, content.decode("utf-8", errors="replace")))
    return texts


def test_no_file_names_a_package_registry() -> None:
    assert _found(REGISTRIES) == []


def test_no_file_holds_a_path_of_somebodys_home() -> None:
    assert _found(HOMES) == []


def test_the_temporary_products_are_not_tracked() -> None:
    products = re.compile(r"(^|/)(__pycache__|\.venv|dist|build|demo)/|\.(mo|pyc|log)$")
    tracked = (path.relative_to(ROOT).as_posix() for path in tracked_files())
    assert [name for name in tracked if products.search(name)] == []
