"""What stands beside running text and tables of figures: facts, key figures, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from yhdistys.documents.document import Fact, KeyFigure, KeyFigures, Signatory, Signatures
from yhdistys.documents.render.docx.elements import made, paragraph, run, twips
from yhdistys.documents.render.docx.tables import HAIRLINE, QUIET
from yhdistys.documents.render.figures import MISSING, cell_text
from yhdistys.documents.render.pdf.style import REGULAR, load_typeface, width_of
from yhdistys.i18n import _

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_LABEL_SIZE: Final = 9.0
_WIDEST_LABEL: Final = 170.0
_ROOM_TO_SIGN: Final = 34.0
_BETWEEN_SIGNATURES: Final = 24.0


def facts_element(facts: Sequence[Fact], room: float, *, is_list: bool = False) -> BaseOxmlElement:
    """Return facts one under the other, the labels in a column of their own.

    Those of a list are as large as running text, those of a document's head a little smaller.
    """
    load_typeface()
    size, most = (10.0, room * 0.48) if is_list else (_LABEL_SIZE, _WIDEST_LABEL)
    label_width = min(max(width_of(fact.label, REGULAR, size) for fact in facts) + 22.0, most)
    widths = [twips(label_width), twips(room - label_width)]
    styles = ("ListLabel", "ListText") if is_list else ("FactLabel", "FactText")
    rows = [
        _row(
            _cell(widths[0], paragraph(styles[0], run(fact.label))),
            _cell(widths[1], paragraph(styles[1], run(fact.text))),
        )
        for fact in facts
    ]
    return _plain_table(widths, rows)


def key_figures_element(part: KeyFigures, language: str, room: float) -> BaseOxmlElement:
    """Return key figures side by side, parted by thin lines."""
    count = len(part.figures)
    widths = [twips(room / count)] * count
    cells = [
        _cell(
            widths[number],
            *_key_figure(figure, language),
            borders=made("left", val="single", sz=6, space=0, color=HAIRLINE) if number else None,
            inset=10.0 if number else 0.0,
        )
        for number, figure in enumerate(part.figures)
    ]
    return _plain_table(widths, [_row(*cells)])


def _key_figure(figure: KeyFigure, language: str) -> Iterator[BaseOxmlElement]:
    text = cell_text(figure.value, figure.kind, language) or MISSING
    yield paragraph("KeyLabel", run(figure.label))
    yield paragraph("KeyFigure", run(text))
    if figure.beside is not None:
        label, value = figure.beside
        beside = cell_text(value, figure.kind, language) or MISSING
        yield paragraph("KeyLabel", run(f"{label} {beside}"))


def signatures_element(part: Signatures, room: float) -> BaseOxmlElement:
    """Return a line for place and date and lines to sign on, two beside each other."""
    half = (room - _BETWEEN_SIGNATURES) / 2
    widths = [twips(half), twips(_BETWEEN_SIGNATURES), twips(half)]
    place = Signatory(name=part.place, role=_("Place and date"))
    people = part.signatories
    pairs = [(place,), *(tuple(people[at : at + 2]) for at in range(0, len(people), 2))]
    rows = [row for pair in pairs for row in _signature_rows(pair, widths)]
    return _plain_table(widths, rows)


def _signature_rows(pair: Sequence[Signatory], widths: Sequence[int]) -> Iterator[BaseOxmlElement]:
    empty = [_cell(width, paragraph("SignatureName")) for width in widths]
    yield _row(*empty, height=_ROOM_TO_SIGN)
    cells = []
    for place, width in enumerate(widths):
        signatory = pair[place // 2] if place % 2 == 0 and place // 2 < len(pair) else None
        if signatory is None:
            cells.append(_cell(width, paragraph("SignatureName")))
            continue
        line = made("top", val="single", sz=6, space=0, color=QUIET)
        named = [paragraph("SignatureName", run(signatory.name))] if signatory.name else []
        role = paragraph("SignatureRole", run(signatory.role))
        cells.append(_cell(width, *named, role, borders=line))
    yield _row(*cells)


def _plain_table(widths: Sequence[int], rows: Sequence[BaseOxmlElement]) -> BaseOxmlElement:
    properties = made(
        "tblPr",
        made("tblStyle", val="PlainTable"),
        made("tblW", w=sum(widths), type="dxa"),
        made("tblLayout", type="fixed"),
        made("tblLook", val="0000", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0),
    )
    grid = made("tblGrid", *(made("gridCol", w=width) for width in widths))
    return made("tbl", properties, grid, *rows)


def _cell(
    width: int,
    *content: BaseOxmlElement,
    borders: BaseOxmlElement | None = None,
    inset: float = 0.0,
) -> BaseOxmlElement:
    properties = made(
        "tcPr",
        made("tcW", w=width, type="dxa"),
        made("tcBorders", borders) if borders is not None else None,
        made("tcMar", made("left", w=twips(inset), type="dxa")) if inset else None,
    )
    return made("tc", properties, *content)


def _row(*cells: BaseOxmlElement, height: float = 0.0) -> BaseOxmlElement:
    properties = made(
        "trPr",
        made("cantSplit"),
        made("trHeight", val=twips(height), hRule="atLeast") if height else None,
    )
    return made("tr", properties, *cells)
