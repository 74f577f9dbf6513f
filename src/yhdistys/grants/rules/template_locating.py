"""Where in the text of a form something stands: the line of every key.

Parsers of TOML give values without places, so a second, small reading notes the lines. It reads
only what the parser has already accepted.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

KeyPath: TypeAlias = tuple[str | int, ...]
"""The keys and the numbers in lists, counted from 0, from the outside in."""

_BLANK: Final = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_KEY: Final = re.compile(
    r"""[ \t]*(?P<key>"(?:\\.|[^"\\])*"|'[^']*'|[A-Za-z0-9_-]+)[ \t]*(?P<dot>\.?)"""
)
_SCALAR: Final = re.compile(
    r'''"""(?:\\[\s\S]|[^\\])*?""""{0,2}'''
    r"""|'''[\s\S]*?''''{0,2}"""
    r"""|"(?:\\.|[^"\\])*"|'[^']*'|[^,\]}\n#]+"""
)
_CLOSING: Final = {"[": "]", "{": "}"}
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


def locate(text: str) -> dict[KeyPath, int]:
    """Return the line, counted from 1, of every key, table and item of a TOML text.

    A table that stands in several pieces is where it begins first.

    Args:
        text: A text that ``tomllib`` accepts.
    """
    reading = _Reading(text.replace("\r\n", "\n"))
    reading.whole()
    return reading.lines


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """Return the line of a path, or of what is around it when it is missing itself."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def shown_path(path: KeyPath) -> str:
    """Return a path as people write it: ``sections[2].questions[0].max_chars``."""
    shown = ""
    for part in path:
        if isinstance(part, int):
            shown += f"[{part}]"
        else:
            name = part if _BARE.fullmatch(part) else f'"{part}"'
            shown += f".{name}" if shown else name
    return shown


@dataclass(slots=True)
class _Inside:
    """A list or a table in braces that is not closed yet."""

    path: KeyPath
    bracket: str
    number: int = 0


class _Reading:
    """Goes through the text once, from the left."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._text = text
        self._breaks = [found.start() for found in re.finditer("\n", text)]
        self._place = 0
        self._table: KeyPath = ()
        self._lengths: dict[KeyPath, int] = {}

    def whole(self) -> None:
        self._skip()
        while self._place < len(self._text):
            if self._text.startswith("[", self._place):
                self._header()
            else:
                self._pair(self._table)
            self._skip()

    def _header(self) -> None:
        line = self._line
        brackets = 2 if self._text.startswith("[[", self._place) else 1
        self._place += brackets
        *outer, last = self._keys()
        self._place += brackets
        path: KeyPath = ()
        for key in outer:
            path = self._note((*path, key), line)
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
        path = self._note((*path, last), line)
        if brackets > 1:
            number = self._lengths.get(path, 0)
            self._lengths[path] = number + 1
            path = self._note((*path, number), line)
        self._table = path

    def _pair(self, table: KeyPath) -> None:
        opened = self._begin(self._keys_inside(table))
        inside = [opened] if opened else []
        while inside:
            self._next()
            innermost = inside[-1]
            if self._text.startswith(innermost.bracket, self._place):
                self._place += 1
                inside.pop()
                continue
            opened = self._begin(self._item(innermost))
            if opened:
                inside.append(opened)

    def _begin(self, path: KeyPath) -> _Inside | None:
        """Go over a value, or into it when it is a list or a table in braces."""
        self._skip()
        bracket = _CLOSING.get(self._text[self._place])
        if bracket is None:
            self._take(_SCALAR)
            return None
        self._place += 1
        return _Inside(path, bracket)

    def _item(self, inside: _Inside) -> KeyPath:
        if inside.bracket == "}":
            return self._keys_inside(inside.path)
        inside.number += 1
        return self._note((*inside.path, inside.number - 1), self._line)

    def _keys_inside(self, path: KeyPath) -> KeyPath:
        line = self._line
        for key in self._keys():
            path = self._note((*path, key), line)
        self._place += 1
        return path

    def _keys(self) -> list[str]:
        keys = []
        dot = "."
        while dot:
            found = self._take(_KEY)
            key, dot = found["key"], found["dot"]
            keys.append(tomllib.loads(f"key = {key}")["key"] if key[0] in "\"'" else key)
        return keys

    def _next(self) -> None:
        self._skip()
        self._place += self._text.startswith(",", self._place)
        self._skip()

    def _skip(self) -> None:
        self._take(_BLANK)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = cast("Any", pattern.match(self._text, self._place))
        self._place = found.end()
        return cast("re.Match[str]", found)

    def _note(self, path: KeyPath, line: int) -> KeyPath:
        self.lines.setdefault(path, line)
        return path

    @property
    def _line(self) -> int:
        return bisect_left(self._breaks, self._place) + 1
