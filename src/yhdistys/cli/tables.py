"""Tables of plain text: aligned, calm, readable at 100 columns."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

WIDTH = 100
_GAP = "  "
_NARROWEST = 8


class Column(NamedTuple):
    """One column: its heading, and how its cells stand.

    Attributes:
        title: The heading.
        right: True for figures, which end in one line.
        shrinks: True for texts that may be cut when the table is too wide.
    """

    title: str
    right: bool = False
    shrinks: bool = False


def text_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    """Return a table: headings, a rule, the rows; a row without cells is a rule."""
    cells = [[_one_line(cell) for cell in row] for row in rows]
    widths = _widths(columns, [row for row in cells if row])
    rule = _GAP.join("─" * width for width in widths)
    lines = [_line(columns, widths, [column.title for column in columns]), rule]
    lines += [_line(columns, widths, row) if row else rule for row in cells]
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[int]:
    widths = [
        max([shown_width(column.title), *(shown_width(row[place]) for row in rows)])
        for place, column in enumerate(columns)
    ]
    too_wide = sum(widths) + len(_GAP) * (len(widths) - 1) - _room()
    for place in sorted(range(len(widths)), key=lambda place: -widths[place]):
        if too_wide > 0 and columns[place].shrinks:
            less = min(too_wide, max(0, widths[place] - _NARROWEST))
            widths[place] -= less
            too_wide -= less
    return widths


def _room() -> int:
    """Return how wide a table may be: on a narrow terminal no wider than that."""
    if not sys.stdout.isatty():
        return WIDTH
    return min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns)


def _line(columns: Sequence[Column], widths: Sequence[int], cells: Sequence[str]) -> str:
    parts = (
        _cell(cell, width, right=column.right)
        for column, width, cell in zip(columns, widths, cells, strict=True)
    )
    return _GAP.join(parts).rstrip()


def _cell(text: str, width: int, *, right: bool) -> str:
    missing = width - shown_width(text)
    if missing < 0:
        return _cut(text, width)
    return " " * missing + text if right else text + " " * missing


def _cut(text: str, width: int) -> str:
    kept = ""
    for letter in text:
        if shown_width(kept + letter) > width - 1:
            break
        kept += letter
    return kept + "…" + " " * (width - 1 - shown_width(kept))


def shown_width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
