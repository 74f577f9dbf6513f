"""The page in Word: size, the letterhead on top of the first one, the foot with its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from yhdistys.documents.document import Document
from yhdistys.documents.render.docx.elements import field, made, paragraph, run, twips
from yhdistys.values.formats import date_text

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section

_SHORT, _LONG, _SIDE = 595.3, 841.9, 56.7
UPRIGHT_ROOM: Final = _SHORT - 2 * _SIDE
BROAD_ROOM: Final = _LONG - 2 * _SIDE


def set_page(section: Section, document: Document, *, is_broad: bool, is_first: bool) -> None:
    """Give a section its paper, its foot and, when it is the first one, the letterhead."""
    section.orientation = WD_ORIENT.LANDSCAPE if is_broad else WD_ORIENT.PORTRAIT
    wide, high = (_LONG, _SHORT) if is_broad else (_SHORT, _LONG)
    section.page_width, section.page_height = Pt(wide), Pt(high)
    has_head = is_first and document.letterhead is not None
    section.different_first_page_header_footer = has_head
    room = wide - 2 * _SIDE
    section.footer.is_linked_to_previous = False
    _fill(section.footer._element, [_foot(document, room)])  # noqa: SLF001 - no public way
    if has_head:
        section.first_page_footer.is_linked_to_previous = False
        _fill(section.first_page_footer._element, [_foot(document, room)])  # noqa: SLF001 - no public way
        section.first_page_header.is_linked_to_previous = False
        _fill(section.first_page_header._element, _letterhead(document))  # noqa: SLF001 - no public way


def _fill(place: BaseOxmlElement, content: list[BaseOxmlElement]) -> None:
    for child in list(place):
        place.remove(child)
    place.extend(content)


def _letterhead(document: Document) -> list[BaseOxmlElement]:
    letterhead = document.letterhead
    if letterhead is None:
        return []
    lines = " \N{MIDDLE DOT} ".join(letterhead.lines)
    return [
        paragraph("LetterheadName", run(letterhead.name)),
        paragraph("LetterheadLine", run(lines)),
    ]


def _foot(document: Document, room: float) -> BaseOxmlElement:
    left = [document.footer or document.title]
    if document.letterhead is not None:
        left.insert(0, document.letterhead.name)
    day = date_text(document.made_on, document.language)
    foot = paragraph(
        "Footer",
        run(" \N{MIDDLE DOT} ".join(left)),
        run(f"\t{day}   " if day else "\t"),
        field("PAGE"),
        run(" ("),
        field("NUMPAGES"),
        run(")"),
    )
    stop = made("tabs", made("tab", val="right", pos=twips(room)))
    foot[0].insert(1, stop)
    return foot
