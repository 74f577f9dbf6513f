"""Running text as people write it: paragraphs, line breaks and lists.

A blank line parts paragraphs, a single line break stays a line break, and lines that begin with a
dash or a bullet and a blank are items of a list. What a text holds besides signs, such as controls
that were pasted along, is taken out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

BULLET = "\N{BULLET}"
_ITEM = re.compile(r"\s*[-*\N{BULLET}\N{EN DASH}\N{MIDDLE DOT}\N{BLACK SMALL SQUARE}][ \t\xa0]+")
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\N{LINE SEPARATOR}]")
_PARAGRAPH_ENDS = re.compile(r"\N{PARAGRAPH SEPARATOR}")
_NOT_TEXT = frozenset({"Cc", "Cs", "Cn", "Co"})
_KEPT = frozenset("\n\t")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph or an item of a list.

    Attributes:
        lines: The lines as they were broken by the writer.
        is_item: Whether it is an item of a list; then its bullet is not in it.
    """

    lines: tuple[str, ...]
    is_item: bool = False


def cleaned(text: str) -> str:
    """Return a text with plain line breaks and without controls and halves of characters."""
    text = _PARAGRAPH_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text))
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        sign for sign in text if sign in _KEPT or unicodedata.category(sign) not in _NOT_TEXT
    )


def text_blocks(text: str) -> Iterator[TextBlock]:
    """Return the paragraphs and items of a text, top to bottom."""
    open_block: TextBlock | None = None
    for line in cleaned(text).split("\n"):
        item = _ITEM.match(line)
        if open_block is not None and (item or not line.strip()):
            yield open_block
            open_block = None
        if item is not None:
            open_block = TextBlock((line[item.end() :].rstrip(),), is_item=True)
        elif open_block is not None:
            open_block = replace(open_block, lines=(*open_block.lines, line.rstrip()))
        elif line.strip():
            open_block = TextBlock((line.rstrip(),))
    if open_block is not None:
        yield open_block
