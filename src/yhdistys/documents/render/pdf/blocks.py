"""What can stand on a page: a block knows its height and draws itself from its top edge down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from yhdistys.documents.document import (
    Document,
    Fact,
    KeyFigure,
    Letterhead,
    ParagraphKind,
    Signatory,
)
from yhdistys.documents.render.figures import MISSING, cell_text
from yhdistys.documents.render.pdf.style import (
    ACCENT,
    BOLD,
    HAIRLINE,
    INK,
    NOTE_SIZE,
    QUIET,
    REGULAR,
    SMALL_SIZE,
    TEXT_SIZE,
    plain,
    width_of,
    wrapped,
)

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfgen.canvas import Canvas

_READABLE_WIDTH = 520.0


class Block(Protocol):
    """Something with a height that draws itself."""

    @property
    def height(self) -> float:
        """The height in points."""

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw from the top edge down; y grows upwards."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in one look."""

    text: str
    font: str
    size: float
    colour: Color


def draw_line(canvas: Canvas, line: Line, left: float, baseline: float) -> None:
    """Draw a line of text from its left end."""
    canvas.setFillColor(line.colour)
    canvas.setFont(line.font, line.size)
    canvas.drawString(left, baseline, plain(line.text))


def draw_right(canvas: Canvas, line: Line, right: float, baseline: float) -> None:
    """Draw a line of text up to its right end."""
    draw_line(canvas, line, right - width_of(line.text, line.font, line.size), baseline)


@dataclass(frozen=True, slots=True)
class Space:
    """Nothing, of a height."""

    height: float

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class LetterheadBlock:
    """The association's name on the left, its address on the right, a rule under both."""

    letterhead: Letterhead
    width: float

    @property
    def height(self) -> float:
        """The height in points."""
        return 12.0 * max(len(self._lines()), 1) + 26.0

    def _lines(self) -> Sequence[str]:
        """Put the lines beside each other where they fit next to the name."""
        joined = "   ".join(self.letterhead.lines)
        needed = width_of(joined, REGULAR, 8) + width_of(self.letterhead.name, BOLD, 11) + 24
        return (joined,) if needed <= self.width else self.letterhead.lines

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw name, lines and rule."""
        draw_line(canvas, Line(self.letterhead.name, BOLD, 11, ACCENT), left, top - 10)
        for number, text in enumerate(self._lines()):
            line = Line(text, REGULAR, 8, QUIET)
            draw_right(canvas, line, left + self.width, top - 10 - 12 * number)
        foot = top - self.height + 18
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(0.8)
        canvas.line(left, foot, left + self.width, foot)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of text of one look, one under the other, with room below."""

    lines: tuple[str, ...]
    font: str
    size: float
    colour: Color
    leading: float
    below: float = 0.0

    @property
    def height(self) -> float:
        """The height in points."""
        return self.leading * len(self.lines) + self.below

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the lines."""
        baseline = top - self.size
        for text in self.lines:
            draw_line(canvas, Line(text, self.font, self.size, self.colour), left, baseline)
            baseline -= self.leading


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels over texts, side by side; rows of as many as fit."""

    rows: tuple[tuple[Fact, ...], ...]

    @property
    def height(self) -> float:
        """The height in points."""
        return 28.0 * len(self.rows) + 4.0

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the facts."""
        for row in self.rows:
            at = left
            for fact in row:
                draw_line(canvas, Line(fact.label, REGULAR, SMALL_SIZE, QUIET), at, top - 8)
                draw_line(canvas, Line(fact.text, REGULAR, 9.5, INK), at, top - 20)
                at += _fact_width(fact)
            top -= 28


def _fact_width(fact: Fact) -> float:
    label = width_of(fact.label, REGULAR, SMALL_SIZE)
    return max(label, width_of(fact.text, REGULAR, 9.5)) + 26


def facts_block(facts: Sequence[Fact], width: float) -> Facts:
    """Put facts into rows of as many as fit beside each other."""
    rows: list[list[Fact]] = [[]]
    used = 0.0
    for fact in facts:
        needed = _fact_width(fact)
        if rows[-1] and used + needed > width:
            rows.append([])
            used = 0.0
        rows[-1].append(fact)
        used += needed
    return Facts(tuple(tuple(row) for row in rows))


@dataclass(frozen=True, slots=True)
class KeyFiguresBlock:
    """Up to a handful of figures side by side, parted by thin rules."""

    figures: tuple[KeyFigure, ...]
    language: str
    width: float

    @property
    def height(self) -> float:
        """The height in points."""
        return 64.0

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw label, figure and note of each."""
        share = self.width / max(len(self.figures), 1)
        for number, figure in enumerate(self.figures):
            at = left + share * number
            if number:
                canvas.setStrokeColor(HAIRLINE)
                canvas.setLineWidth(0.8)
                canvas.line(at, top - 4, at, top - 48)
                at += 14
            room = share - 20
            text = cell_text(figure.value, figure.kind, self.language) or MISSING
            self._draw_fitting(canvas, Line(figure.label, REGULAR, 8, QUIET), at, top - 11, room)
            self._draw_fitting(canvas, Line(text, BOLD, 15, INK), at, top - 30, room)
            line = Line(self._beside(figure), REGULAR, 8, QUIET)
            self._draw_fitting(canvas, line, at, top - 44, room)

    def _beside(self, figure: KeyFigure) -> str:
        if figure.beside is None:
            return ""
        label, value = figure.beside
        return f"{label} {cell_text(value, figure.kind, self.language) or MISSING}"

    @staticmethod
    def _draw_fitting(
        canvas: Canvas, line: Line, left: float, baseline: float, room: float
    ) -> None:
        """Draw a line, smaller where it would run into its neighbour."""
        wide = width_of(line.text, line.font, line.size)
        size = line.size if wide <= room else line.size * room / wide
        draw_line(canvas, Line(line.text, line.font, size, line.colour), left, baseline)


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """Up to two lines to sign on, side by side."""

    signatories: tuple[Signatory, ...]
    width: float

    @property
    def height(self) -> float:
        """The height in points."""
        return 66.0

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the lines with names and roles under them."""
        for number, signatory in enumerate(self.signatories):
            at = left + number * (self.width / 2 + 8)
            canvas.setStrokeColor(QUIET)
            canvas.setLineWidth(0.6)
            canvas.line(at, top - 38, at + self.width / 2 - 16, top - 38)
            draw_line(canvas, Line(signatory.name, REGULAR, 9, INK), at, top - 50)
            at_role = top - 61 if signatory.name else top - 50
            draw_line(canvas, Line(signatory.role, REGULAR, 8, QUIET), at, at_role)


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
        blocks.append(facts_block(document.facts, width))
        blocks.append(Space(4))
    return blocks


def heading_block(text: str, level: int, width: float) -> Lines:
    """Return a heading as a block."""
    size = 12.5 if level == 1 else 10.5
    lines = wrapped(text, BOLD, size, width)
    return Lines(tuple(lines), BOLD, size, INK, leading=size + 3, below=4)


def paragraph_blocks(text: str, kind: ParagraphKind, width: float) -> list[Block]:
    """Return running text as one block a line, so that it may part at a page's foot."""
    is_note = kind is ParagraphKind.NOTE
    size, colour = (NOTE_SIZE, QUIET) if is_note else (TEXT_SIZE, INK)
    room = min(width, _READABLE_WIDTH)
    lines = wrapped(text, REGULAR, size, room)
    blocks = [Lines((line,), REGULAR, size, colour, leading=size + 3.6) for line in lines]
    return [*blocks, Space(6)]


def signature_blocks(
    signatories: Sequence[Signatory], place: Signatory, width: float
) -> list[Block]:
    """Return the line for place and date and the lines to sign on, two beside each other."""
    room = min(width, _READABLE_WIDTH)
    blocks: list[Block] = [Space(14), SignatureRow((place,), room)]
    blocks.extend(
        SignatureRow(tuple(signatories[at : at + 2]), room) for at in range(0, len(signatories), 2)
    )
    return blocks
