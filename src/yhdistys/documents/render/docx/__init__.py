"""A document for Word: styles, headings for its navigation, real tables, fields for page numbers.

The same document gives the same bytes: the file carries no clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docx.enum.section import WD_SECTION

from yhdistys.documents.document import (
    Document,
    FactList,
    Heading,
    KeyFigures,
    PageBreak,
    Paragraph,
    ParagraphKind,
    Part,
    Signatures,
    Table,
)
from yhdistys.documents.render.docx.blank import opened_blank, packed
from yhdistys.documents.render.docx.blocks import (
    facts_element,
    key_figures_element,
    signatures_element,
)
from yhdistys.documents.render.docx.elements import keep_with_next, paragraph, run
from yhdistys.documents.render.docx.page import BROAD_ROOM, UPRIGHT_ROOM, set_page
from yhdistys.documents.render.docx.tables import is_broad, table_element
from yhdistys.documents.render.running_text import text_blocks

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement

_DEEPEST_HEADING = 3
_BELOW_LIST = 6.0
_SIGNED = 3
"""How many blocks before signatures stay on their page, so that nobody signs an empty one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Parts that follow each other on pages of one shape."""

    parts: tuple[Part, ...]
    is_broad: bool


def to_bytes(document: Document) -> bytes:
    """Return a document as the content of a Word file."""
    word = opened_blank(document)
    for number, stretch in enumerate(_stretches(document)):
        if number:
            _begin_section(word)
        section = word.sections[-1]
        set_page(section, document, is_broad=stretch.is_broad, is_first=not number)
        room = BROAD_ROOM if stretch.is_broad else UPRIGHT_ROOM
        blocks = [] if number else list(_title_blocks(document, room))
        blocks += _blocks(stretch.parts, document.language, room)
        end = word.element.body[-1]
        for block in blocks:
            end.addprevious(block)
    return packed(word)


def _begin_section(word: WordDocument) -> None:
    word.add_section(WD_SECTION.NEW_PAGE)
    ending = word.element.body[-2]
    ending.get_or_add_pPr().insert(0, paragraph("TableEnd")[0][0])


def _stretches(document: Document) -> list[Stretch]:
    """Lay those chapters on their side whose tables are too broad for an upright page."""
    stretches: list[Stretch] = []
    for parts in _chapters(document.parts):
        tables = [part for part in parts if isinstance(part, Table)]
        broad = any(is_broad(table, document.language, UPRIGHT_ROOM) for table in tables)
        if stretches and stretches[-1].is_broad is broad:
            last = stretches[-1]
            stretches[-1] = replace(last, parts=(*last.parts, *parts))
        else:
            stretches.append(Stretch(parts[isinstance(parts[0], PageBreak) :], broad))
    return stretches or [Stretch((), is_broad=False)]


def _chapters(parts: tuple[Part, ...]) -> list[tuple[Part, ...]]:
    chapters: list[list[Part]] = []
    for place, part in enumerate(parts):
        begins = isinstance(part, PageBreak) or (isinstance(part, Heading) and part.level == 1)
        after_break = place > 0 and isinstance(parts[place - 1], PageBreak)
        if not chapters or (begins and not after_break):
            chapters.append([])
        chapters[-1].append(part)
    return [tuple(chapter) for chapter in chapters]


def _title_blocks(document: Document, room: float) -> Iterator[BaseOxmlElement]:
    yield paragraph("Title", run(document.title))
    if document.subtitle:
        yield paragraph("Subtitle", run(document.subtitle))
    if document.facts:
        yield facts_element(document.facts, room)
        yield paragraph("TableEnd")


def _blocks(parts: tuple[Part, ...], language: str, room: float) -> list[BaseOxmlElement]:
    blocks: list[BaseOxmlElement] = []
    breaks = False
    for part in parts:
        if isinstance(part, PageBreak):
            breaks = True
            continue
        if isinstance(part, Signatures):
            for block in blocks[-_SIGNED:]:
                keep_with_next(block)
        made_blocks = list(_part_blocks(part, language, room, breaks=breaks))
        breaks = breaks and not made_blocks
        blocks += made_blocks
    return blocks


def _part_blocks(
    part: Part, language: str, room: float, *, breaks: bool
) -> Iterator[BaseOxmlElement]:
    if isinstance(part, Heading):
        level = min(part.level, _DEEPEST_HEADING)
        yield paragraph(f"Heading{level}", run(part.text), breaks_before=breaks)
    elif isinstance(part, Paragraph):
        yield from _running_text(part, breaks=breaks)
    elif isinstance(part, Table) and part.caption:
        yield paragraph("Caption", run(part.caption), breaks_before=breaks)
        yield from _table_blocks(part, language, room)
    else:
        if breaks:
            yield paragraph("TableEnd", breaks_before=True)
        yield from _table_blocks(part, language, room)


def _running_text(part: Paragraph, *, breaks: bool) -> Iterator[BaseOxmlElement]:
    body = "Note" if part.kind is ParagraphKind.NOTE else "Normal"
    blocks = list(text_blocks(part.text))
    for number, block in enumerate(blocks):
        style = "ListBullet" if block.is_item else body
        to_item = any(one.is_item for one in blocks[number + 1 : number + 2])
        yield paragraph(
            style,
            run("\n".join(block.lines)),
            keeps_with_next=to_item and not block.is_item,
            breaks_before=breaks and not number,
            below=_BELOW_LIST if block.is_item and not to_item else None,
        )


def _table_blocks(part: Part, language: str, room: float) -> Iterator[BaseOxmlElement]:
    if isinstance(part, KeyFigures) and part.figures:
        yield key_figures_element(part, language, room)
        yield paragraph("TableEnd")
    elif isinstance(part, FactList) and part.facts:
        yield facts_element(part.facts, room, is_list=True)
        yield paragraph("TableEnd")
    elif isinstance(part, Signatures):
        yield paragraph("TableEnd", keeps_with_next=True)
        yield signatures_element(part, room)
        yield paragraph("TableEnd")
    elif isinstance(part, Table):
        yield table_element(part, language, room)
        if part.source:
            yield paragraph("Note", run(part.source))
        yield paragraph("TableEnd")
