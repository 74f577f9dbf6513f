"""The head of a document on its first page, and facts: labels beside their texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yhdistys.documents.document import Document, Fact
from yhdistys.documents.render.pdf.blocks import (
    READABLE_WIDTH,
    Block,
    LetterheadBlock,
    Line,
    Lines,
    Space,
    draw_line,
)
from yhdistys.documents.render.pdf.style import (
    BOLD,
    INK,
    QUIET,
    REGULAR,
    SMALL_SIZE,
    TEXT_SIZE,
    width_of,
    wrapped,
)

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_FACT_SIZE = 9.5
_MOST_BESIDE = 4


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels over texts, side by side; rows of as many as fit."""

    rows: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]

    @property
    def height(self) -> float:
        """The height in points."""
        return sum(map(self._row_height, self.rows)) + 4.0

    @staticmethod
    def _row_height(row: Sequence[tuple[str, tuple[str, ...]]]) -> float:
        return 16.0 + 12.0 * max((len(lines) for _label, lines in row), default=1)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the facts."""
        for row in self.rows:
            at = left
            for label, lines in row:
                draw_line(canvas, Line(label, REGULAR, SMALL_SIZE, QUIET), at, top - 8)
                for number, text in enumerate(lines):
                    line = Line(text, REGULAR, _FACT_SIZE, INK)
                    draw_line(canvas, line, at, top - 20 - 12 * number)
                at += _fact_width(label, lines)
            top -= self._row_height(row)


def _fact_width(label: str, lines: Sequence[str]) -> float:
    widest = max(width_of(line, REGULAR, _FACT_SIZE) for line in lines)
    return max(width_of(label, REGULAR, SMALL_SIZE), widest) + 26


def facts_block(facts: Sequence[Fact], width: float) -> Facts:
    """Put facts into rows of as many as fit beside each other."""
    rows: list[list[tuple[str, tuple[str, ...]]]] = [[]]
    used = 0.0
    for fact in facts:
        lines = tuple(wrapped(fact.text, REGULAR, _FACT_SIZE, width))
        needed = _fact_width(fact.label, lines)
        if rows[-1] and used + needed > width:
            rows.append([])
            used = 0.0
        rows[-1].append((fact.label, lines))
        used += needed
    return Facts(tuple(tuple(row) for row in rows))


@dataclass(frozen=True, slots=True)
class FactRow:
    """A label on the left and its text on the right."""

    label: Lines
    text: Lines

    @property
    def height(self) -> float:
        """The height in points."""
        return max(self.label.height, self.text.height)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw both from the same height."""
        self.label.draw(canvas, left, top)
        self.text.draw(canvas, left, top)


def fact_rows(facts: Sequence[Fact], width: float) -> list[FactRow]:
    """Return facts one under the other."""
    width = min(width, READABLE_WIDTH)
    widest = max((width_of(fact.label, REGULAR, TEXT_SIZE) for fact in facts), default=0.0)
    indent = min(widest + 18.0, width * 0.48)
    return [
        FactRow(
            Lines(
                tuple(wrapped(fact.label, REGULAR, TEXT_SIZE, indent - 17.0)),
                *(REGULAR, TEXT_SIZE, QUIET, TEXT_SIZE + 3.0),
                below=4.0,
            ),
            Lines(
                tuple(wrapped(fact.text, REGULAR, TEXT_SIZE, width - indent)),
                *(REGULAR, TEXT_SIZE, INK, TEXT_SIZE + 3.0),
                below=4.0,
                indent=indent,
            ),
        )
        for fact in facts
    ]


def title_blocks(document: Document, width: float) -> list[Block]:
    """Return what stands at the head of the first page."""
    blocks: list[Block] = []
    if document.letterhead is not None:
        blocks.append(LetterheadBlock(document.letterhead, width))
    title = wrapped(document.title, BOLD, 19, width)
    blocks.append(Lines(tuple(title), BOLD, 19, INK, leading=24, below=2))
    if document.subtitle:
        subtitle = wrapped(document.subtitle, REGULAR, 11, width)
        blocks.append(Lines(tuple(subtitle), REGULAR, 11, QUIET, leading=15))
    blocks.append(Space(6))
    if document.facts:
        beside = facts_block(document.facts, width)
        is_list = len(beside.rows) > 1 and len(document.facts) > _MOST_BESIDE
        blocks.extend(fact_rows(document.facts, width) if is_list else [beside])
        blocks.append(Space(4))
    return blocks
