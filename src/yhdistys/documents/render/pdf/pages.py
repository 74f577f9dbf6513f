"""Blocks onto pages: what fits, what stays together, which heads are repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yhdistys.documents.render.pdf.blocks import Block


@dataclass(frozen=True, slots=True)
class Piece:
    """A block in the flow of a document.

    Attributes:
        block: The block.
        stays: The page may not end between this block and the next one.
        head: Drawn above the block when it is the first one of a page.
        breaks: A new page begins before this block.
        is_air: It is left out where a page begins.
    """

    block: Block
    stays: bool = False
    head: Block | None = None
    breaks: bool = False
    is_air: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its distance from the top of the page's text area."""

    block: Block
    offset: float


def paginated(pieces: Sequence[Piece], room: float) -> list[list[Placed]]:
    """Share pieces out to pages of a height; there is always at least one page.

    Pieces that stay together but are higher than a page are parted all the same.
    """
    pages: list[list[Placed]] = [[]]
    used = 0.0
    together = _heights_together(pieces)
    for piece, needed in zip(pieces, together, strict=True):
        starts = piece.breaks or used + min(needed, room) > room
        if pages[-1] and starts:
            pages.append([])
            used = 0.0
            if piece.head is not None:
                pages[-1].append(Placed(piece.head, 0.0))
                used = piece.head.height
        if piece.is_air and not pages[-1]:
            continue
        pages[-1].append(Placed(piece.block, used))
        used += piece.block.height
    return pages


def _heights_together(pieces: Sequence[Piece]) -> list[float]:
    """Return for each piece the height of it and of all that must follow on its page."""
    heights = [0.0] * len(pieces)
    for place in range(len(pieces) - 1, -1, -1):
        heights[place] = pieces[place].block.height
        if pieces[place].stays and place + 1 < len(pieces):
            heights[place] += heights[place + 1]
    return heights
