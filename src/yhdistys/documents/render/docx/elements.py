"""Small pieces of WordprocessingML: elements, runs, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from yhdistys.documents.render.running_text import cleaned

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

TWIPS: Final = 20
"""Twentieths of a point, the lengths of Word."""
_PIECES = re.compile(r"(\n|\t)")


def made(tag: str, *children: BaseOxmlElement | None, **attributes: str | int) -> BaseOxmlElement:
    """Return an element such as ``made("jc", val="right")``; children that are None are left out.

    A trailing underscore of an attribute's name is dropped.
    """
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name.removesuffix('_')}"), str(value))
    element.extend(child for child in children if child is not None)
    return element


def twips(points: float) -> int:
    """Return a length in the unit of Word."""
    return round(points * TWIPS)


def run(text: str, *, is_bold: bool = False, colour: str = "") -> BaseOxmlElement:
    """Return text in one look; its line breaks and tabs are kept."""
    look = [
        made("b") if is_bold else None,
        made("color", val=colour) if colour else None,
    ]
    element = made("r", made("rPr", *look) if any(one is not None for one in look) else None)
    element.extend(_pieces(cleaned(text)))
    return element


def _pieces(text: str) -> Iterator[BaseOxmlElement]:
    for piece in _PIECES.split(text):
        if piece == "\n":
            yield made("br")
        elif piece == "\t":
            yield made("tab")
        elif piece:
            element = made("t")
            element.text = piece
            element.set(qn("xml:space"), "preserve")
            yield element


def paragraph(
    style: str,
    *runs: BaseOxmlElement,
    keeps_with_next: bool = False,
    breaks_before: bool = False,
    indent: float = 0.0,
    below: float | None = None,
) -> BaseOxmlElement:
    """Return a paragraph in a style, given by its id; ``below`` is the room under it in points."""
    properties = made(
        "pPr",
        made("pStyle", val=style),
        made("keepNext") if keeps_with_next else None,
        made("pageBreakBefore") if breaks_before else None,
        made("spacing", after=twips(below)) if below is not None else None,
        made("ind", left=twips(indent)) if indent else None,
    )
    return made("p", properties, *runs)


def field(instruction: str) -> BaseOxmlElement:
    """Return a field that Word fills in, such as the number of the page."""
    return made("fldSimple", made("r", made("t")), instr=f" {instruction} ")


def keep_with_next(block: BaseOxmlElement) -> None:
    """Keep a paragraph, or the last rows of a table, on the page of what follows."""
    rows = list(block.iterchildren(qn("w:tr")))[-2:]
    for owner in rows or [block]:
        for properties in owner.iter(qn("w:pPr")):
            if properties.find(qn("w:keepNext")) is None:
                properties.insert(1, made("keepNext"))
