"""What can stand on a page: a block knows its height and draws itself from its top edge down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from yhdistys.documents.document import (
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
    TEXT_SIZE,
    plain,
    width_of,
    wrapped,
)
from yhdistys.documents.render.running_text import BULLET, text_blocks

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfgen.canvas import Canvas

READABLE_WIDTH = 520.0
_ITEM_INDENT = 12.0
_DEEPEST_HEADING = 3


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
    indent: float = 0.0
    mark: str = ""

    @property
    def height(self) -> float:
        """The height in points."""
        return self.leading * len(self.lines) + self.below

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the lines, and the mark of an item of a list before the first one."""
        baseline = top - self.size
        if self.mark:
            draw_line(canvas, Line(self.mark, self.font, self.size, self.colour), left, baseline)
        for text in self.lines:
            line = Line(text, self.font, self.size, self.colour)
            draw_line(canvas, line, left + self.indent, baseline)
            baseline -= self.leading


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading that a reader's outline points at.

    Attributes:
        text: The whole heading in one line.
        level: 1 for a chapter.
        lines: What is drawn.
        depth: How deep it stands in the outline, 0 at the edge; never more than one step deeper
            than the heading before it.
    """

    text: str
    level: int
    lines: Lines
    depth: int = 0

    @property
    def height(self) -> float:
        """The height in points."""
        return self.lines.height

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the heading and put it into the outline."""
        key = f"heading-{canvas.getPageNumber()}-{top:.1f}"
        canvas.bookmarkHorizontal(key, 0, top + 6)
        canvas.addOutlineEntry(self.text, key, self.depth)
        self.lines.draw(canvas, left, top)


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


_HEADING_LOOKS = {1: (13.5, INK), 2: (10.5, INK), 3: (9.5, QUIET)}
HEADING_SPACES = {1: 14.0, 2: 8.0, 3: 6.0}
"""The room above a heading by its level."""


def heading_block(text: str, level: int, width: float) -> HeadingBlock:
    """Return a heading as a block; level 4 and deeper look like level 3."""
    level = min(level, _DEEPEST_HEADING)
    size, colour = _HEADING_LOOKS[level]
    lines = tuple(wrapped(text, BOLD, size, min(width, READABLE_WIDTH)))
    drawn = Lines(lines, BOLD, size, colour, leading=size + 3, below=4)
    return HeadingBlock(" ".join(plain(text).split()), level, drawn)


@dataclass(frozen=True, slots=True)
class TextLines:
    """A paragraph or an item of a list, as one block a line, so that it may part at a page's foot.

    Attributes:
        lines: The lines.
        space: The room below them.
        leads: Whether a list follows that it leads to.
    """

    lines: tuple[Block, ...]
    space: Space
    leads: bool


def paragraph_blocks(text: str, kind: ParagraphKind, width: float) -> list[TextLines]:
    """Return the paragraphs and items of lists of a text."""
    is_note = kind is ParagraphKind.NOTE
    size, colour = (NOTE_SIZE, QUIET) if is_note else (TEXT_SIZE, INK)
    room = min(width, READABLE_WIDTH)
    found: list[TextLines] = []
    texts = list(text_blocks(text))
    for place, block in enumerate(texts):
        indent = _ITEM_INDENT if block.is_item else 0.0
        lines = wrapped("\n".join(block.lines), REGULAR, size, room - indent)
        drawn = tuple(
            Lines(
                (line,),
                REGULAR,
                size,
                colour,
                leading=size + 3.6,
                indent=indent,
                mark=BULLET if block.is_item and not number else "",
            )
            for number, line in enumerate(lines)
        )
        to_item = place + 1 < len(texts) and texts[place + 1].is_item
        space = Space(2 if block.is_item and to_item else 6)
        found.append(TextLines(drawn, space, leads=to_item and not block.is_item))
    return found


def signature_blocks(
    signatories: Sequence[Signatory], place: Signatory, width: float
) -> list[Block]:
    """Return the line for place and date and the lines to sign on, two beside each other."""
    room = min(width, READABLE_WIDTH)
    blocks: list[Block] = [Space(14), SignatureRow((place,), room)]
    blocks.extend(
        SignatureRow(tuple(signatories[at : at + 2]), room) for at in range(0, len(signatories), 2)
    )
    return blocks
