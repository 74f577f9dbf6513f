"""A document as PDF on A4: letterhead, repeated heads, page numbers, the bundled typeface.

The same document gives the same bytes: the file carries no clock and no random id.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from reportlab.pdfgen.canvas import Canvas

from yhdistys.documents.document import (
    Document,
    FactList,
    Heading,
    KeyFigures,
    PageBreak,
    Paragraph,
    ParagraphKind,
    Part,
    Signatory,
    Signatures,
    Table,
)
from yhdistys.documents.render.pdf.blocks import (
    HEADING_SPACES,
    HeadingBlock,
    KeyFiguresBlock,
    Line,
    Space,
    draw_line,
    draw_right,
    heading_block,
    paragraph_blocks,
    signature_blocks,
)
from yhdistys.documents.render.pdf.heads import fact_rows, title_blocks
from yhdistys.documents.render.pdf.pages import Piece, Placed, paginated
from yhdistys.documents.render.pdf.style import (
    A4_LONG,
    A4_SHORT,
    HAIRLINE,
    MARGIN_FOOT,
    MARGIN_SIDE,
    MARGIN_TOP,
    QUIET,
    REGULAR,
    SMALL_SIZE,
    load_typeface,
    shortened,
    width_of,
)
from yhdistys.documents.render.pdf.tables import (
    head_block,
    laid_out,
    least_width,
    row_blocks,
    stays_with_next,
)
from yhdistys.i18n import _
from yhdistys.values.formats import date_text

_LOW_TABLE = 340.0
"""A table that is no higher stays on one page, in points."""
_SIGNED = 3
"""How many blocks before signatures stay on their page, so that nobody signs an empty one."""


def to_bytes(document: Document) -> bytes:
    """Return a document as the content of a PDF file."""
    load_typeface()
    wide, high = _page_size(document)
    width, room = wide - 2 * MARGIN_SIDE, high - MARGIN_TOP - MARGIN_FOOT
    pages = paginated(list(_outlined(_pieces(document, width))), room)
    stream = io.BytesIO()
    canvas = Canvas(
        stream, pagesize=(wide, high), invariant=1, pageCompression=1, lang=document.language
    )
    _describe(canvas, document)
    for number, page in enumerate(pages, start=1):
        _draw_page(canvas, page, high)
        page_text = _("Page {page} of {pages}").format(page=number, pages=len(pages))
        _draw_foot(canvas, document, page_text, width)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _page_size(document: Document) -> tuple[float, float]:
    """Lay the page on its side when a table would be too tight on an upright one."""
    room = A4_SHORT - 2 * MARGIN_SIDE
    if any(least_width(table, document.language) > room for table in document.tables):
        return A4_LONG, A4_SHORT
    return A4_SHORT, A4_LONG


def _describe(canvas: Canvas, document: Document) -> None:
    canvas.setTitle(document.title)
    canvas.setSubject(document.subtitle)
    canvas.setAuthor(document.letterhead.name if document.letterhead else "")
    canvas.setCreator("yhdistys")
    canvas.setProducer("yhdistys, ReportLab")


def _pieces(document: Document, width: float) -> Iterator[Piece]:
    for block in title_blocks(document, width):
        yield Piece(block, stays=True)
    breaks = False
    has_chapters = any(isinstance(part, Heading) for part in document.parts)
    for part, following in zip_longest(document.parts, document.parts[1:]):
        if isinstance(part, PageBreak):
            breaks = True
            continue
        pieces = list(_part_pieces(part, document.language, width))
        if isinstance(part, Table) and part.caption:
            caption = _heading_pieces(part.caption, 2 if has_chapters else 1, width)
            pieces = [*caption, *pieces]
        signed_from = len(pieces) - _SIGNED if isinstance(following, Signatures) else len(pieces)
        for number, piece in enumerate(pieces):
            stays = piece.stays or number >= signed_from
            begins = breaks and not number
            yield replace(piece, stays=stays, breaks=begins)
        breaks = False


def _outlined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Give each heading its depth in the outline."""
    depth = -1
    for piece in pieces:
        if isinstance(piece.block, HeadingBlock):
            depth = min(piece.block.level - 1, depth + 1)
            yield replace(piece, block=replace(piece.block, depth=depth))
        else:
            yield piece


def _part_pieces(part: Part, language: str, width: float) -> Iterator[Piece]:
    if isinstance(part, Heading):
        yield from _heading_pieces(part.text, part.level, width)
    elif isinstance(part, Paragraph):
        yield from _text_pieces(part.text, part.kind, width)
    elif isinstance(part, FactList):
        yield from map(Piece, fact_rows(part.facts, width))
        yield Piece(Space(6), is_air=True)
    elif isinstance(part, KeyFigures):
        yield Piece(KeyFiguresBlock(part.figures, language, width))
    elif isinstance(part, Signatures):
        place = Signatory(name=part.place, role=_("Place and date"))
        for block in signature_blocks(part.signatories, place, width):
            yield Piece(block, stays=True)
    elif isinstance(part, Table):
        yield from _table_pieces(part, language, width)


def _heading_pieces(text: str, level: int, width: float) -> Iterator[Piece]:
    block = heading_block(text, level, width)
    yield Piece(Space(HEADING_SPACES[block.level]), stays=True, is_air=True)
    yield Piece(block, stays=True)


def _text_pieces(text: str, kind: ParagraphKind, width: float) -> Iterator[Piece]:
    """Yield running text of which no single line is left at a page's end or beginning."""
    for block in paragraph_blocks(text, kind, width):
        count = len(block.lines)
        alone = {0, count - 2} if count > 1 else set()
        for number, line in enumerate(block.lines):
            stays = number in alone or (block.leads and number == count - 1)
            yield Piece(line, stays=stays)
        yield Piece(block.space, stays=block.leads, is_air=True)


def _table_pieces(table: Table, language: str, width: float) -> Iterator[Piece]:
    layout = laid_out(table, language, width)
    head = head_block(table, layout)
    yield Piece(head, stays=True)
    rows = list(row_blocks(table, layout, language))
    is_low = sum(block.height for _index, block in rows) <= _LOW_TABLE
    for index, block in rows:
        is_held = is_low and index < len(table.rows) - 1
        stays = not block.goes_on and (is_held or stays_with_next(table, index))
        yield Piece(block, stays=stays, head=head)
    if table.source:
        yield Piece(Space(4), stays=True)
        yield from _text_pieces(table.source, ParagraphKind.NOTE, width)
    yield Piece(Space(10), is_air=True)


def _draw_page(canvas: Canvas, page: list[Placed], high: float) -> None:
    for placed in page:
        placed.block.draw(canvas, MARGIN_SIDE, high - MARGIN_TOP - placed.offset)


def _draw_foot(canvas: Canvas, document: Document, page_text: str, width: float) -> None:
    canvas.setStrokeColor(HAIRLINE)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN_SIDE, 36, MARGIN_SIDE + width, 36)
    left = [document.footer or document.title]
    if document.letterhead is not None:
        left.insert(0, document.letterhead.name)
    right = page_text
    if document.made_on is not None:
        printed = _("Printed {date}").format(date=date_text(document.made_on, document.language))
        right = f"{printed}   {page_text}"
    room = width - width_of(right, REGULAR, SMALL_SIZE) - 12.0
    text = shortened(" \N{MIDDLE DOT} ".join(left), REGULAR, SMALL_SIZE, room)
    draw_line(canvas, Line(text, REGULAR, SMALL_SIZE, QUIET), MARGIN_SIDE, 24)
    draw_right(canvas, Line(right, REGULAR, SMALL_SIZE, QUIET), MARGIN_SIDE + width, 24)
