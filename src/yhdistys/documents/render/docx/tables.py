"""A table in Word: heads that repeat, rows that stay whole, figures to the right, sums in bold.

The widths of the columns are those of the PDF: its typeface is broader than the one that Word gets,
so what fits there fits here. Figures get some more: a computer without that typeface takes another,
and a figure that has no room is broken inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from yhdistys.documents.document import TEXT_KINDS, ColumnKind, Row, RowKind, Table
from yhdistys.documents.render.docx.elements import made, paragraph, run, twips
from yhdistys.documents.render.figures import MISSING, cell_text, is_missing
from yhdistys.documents.render.pdf.style import load_typeface
from yhdistys.documents.render.pdf.tables import laid_out, least_width, stays_with_next
from yhdistys.documents.render.running_text import cleaned

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

INK, QUIET, ACCENT, HAIRLINE = "1C252C", "5B6770", "1F5F8B", "DDE2E6"
_CELL_SIDES: Final = 9.0
_INDENT: Final = 9.0
_FEW_ROWS: Final = 24
_FEW_LETTERS: Final = 2000
_MORE_FOR_FIGURES: Final = 0.18
_KEPT_FOR_TEXT: Final = 120.0
_MOST_UPRIGHT: Final = 8
"""The most columns that stand on an upright page."""


def is_broad(table: Table, language: str, room: float) -> bool:
    """Say whether a table needs a page that lies on its side."""
    load_typeface()
    return len(table.columns) > _MOST_UPRIGHT or least_width(table, language) > room


def table_element(table: Table, language: str, room: float) -> BaseOxmlElement:
    """Return a table with its heads and rows, no wider than the room in points."""
    load_typeface()
    layout = laid_out(table, language, room - _CELL_SIDES)
    widths = [*(twips(width + 10.0) for width in _with_room_for_figures(table, layout.widths))]
    widths[-1] -= twips(10.0 - _CELL_SIDES)
    properties = made(
        "tblPr",
        made("tblStyle", val="FigureTable"),
        made("tblW", w=sum(widths), type="dxa"),
        made("tblLayout", type="fixed"),
        made("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0),
        made("tblCaption", val=" ".join(cleaned(table.caption or table.name).split())),
    )
    grid = made("tblGrid", *(made("gridCol", w=width) for width in widths))
    return made(
        "tbl", properties, grid, *_head_rows(table, widths), *_body_rows(table, widths, language)
    )


def _with_room_for_figures(table: Table, widths: Sequence[float]) -> list[float]:
    """Take from the widest text what figures need in a broader typeface."""
    texts = [place for place, one in enumerate(table.columns) if one.kind is ColumnKind.TEXT]
    if not texts:
        return list(widths)
    widest = max(texts, key=widths.__getitem__)
    more = [
        0.0 if place in texts else width * _MORE_FOR_FIGURES for place, width in enumerate(widths)
    ]
    taken = min(sum(more), max(widths[widest] - _KEPT_FOR_TEXT, 0.0))
    share = taken / sum(more) if taken else 0.0
    wider = [width + share * one for width, one in zip(widths, more, strict=True)]
    wider[widest] -= taken
    return wider


def _head_rows(table: Table, widths: list[int]) -> Iterator[BaseOxmlElement]:
    if any(column.group for column in table.columns):
        yield _row(_group_cells(table, widths), is_head=True)
    cells = [
        _cell(
            paragraph(_style("TableHead", column.kind), run(column.title), keeps_with_next=True),
            widths[place : place + 1],
            _border("bottom", ACCENT, 8),
            is_head=True,
        )
        for place, column in enumerate(table.columns)
    ]
    yield _row(cells, is_head=True)


def _group_cells(table: Table, widths: list[int]) -> list[BaseOxmlElement]:
    cells, place = [], 0
    for group, members in groupby(table.columns, key=lambda column: column.group):
        count = len(list(members))
        style = "TableHeadGroup" if count > 1 else "TableHeadFigure"
        content = paragraph(style, run(group), keeps_with_next=True)
        rule = _border("bottom", HAIRLINE if group else "", 6)
        cells.append(_cell(content, widths[place : place + count], rule, is_head=True))
        place += count
    return cells


def _body_rows(table: Table, widths: list[int], language: str) -> Iterator[BaseOxmlElement]:
    last_total = table.last_total
    for index, row in enumerate(table.rows):
        rules = _rules(row, index, is_last_total=index == last_total)
        yield _row(list(_cells(table, index, widths, language, rules)))


def _cells(
    table: Table, index: int, widths: list[int], language: str, rules: list[BaseOxmlElement]
) -> Iterator[BaseOxmlElement]:
    row, place = table.rows[index], 0
    is_held = _is_low(table) and index < len(table.rows) - 1
    keeps = is_held or stays_with_next(table, index)
    while place < len(row.cells):
        column = table.columns[place]
        last = table.last_spilled(row, place)
        content = paragraph(
            _style("TableText", column.kind),
            *_runs(row, place, cell_text(row.cells[place], column.kind, language), column.kind),
            keeps_with_next=keeps,
            indent=0.0 if place else row.level * _INDENT,
        )
        yield _cell(content, widths[place : last + 1], *(_copy(rule) for rule in rules))
        place = last + 1


def _is_low(table: Table) -> bool:
    """Say whether a table is so low that it stays on one page."""
    if len(table.rows) > _FEW_ROWS:
        return False
    texts = (cell for row in table.rows for cell in row.cells if isinstance(cell, str))
    return sum(map(len, texts)) <= _FEW_LETTERS


def _runs(row: Row, place: int, text: str, kind: ColumnKind) -> Iterator[BaseOxmlElement]:
    if text:
        colour = ACCENT if row.kind is RowKind.HEADING else ""
        if place < row.repeats:
            colour = QUIET
        yield run(text, is_bold=row.kind is not RowKind.BODY, colour=colour)
    elif is_missing(row, place, kind):
        yield run(MISSING, colour=QUIET)


def _style(name: str, kind: ColumnKind) -> str:
    if kind in TEXT_KINDS:
        return name
    return "TableFigure" if name == "TableText" else "TableHeadFigure"


def _rules(row: Row, index: int, *, is_last_total: bool) -> list[BaseOxmlElement]:
    leads = bool(row.sums) and min(row.sums) > index
    if row.kind is RowKind.TOTAL:
        foot = [_border("bottom", INK, 6, style="double")] if is_last_total else []
        return [_border("top", INK, 8), *foot]
    if row.kind is RowKind.SUBTOTAL and not leads:
        return [_border("top", QUIET, 6)]
    return []


def _border(side: str, colour: str, eighths: int, *, style: str = "single") -> BaseOxmlElement:
    if not colour:
        return made(side, val="nil")
    return made(side, val=style, sz=eighths, space=0, color=colour)


def _copy(element: BaseOxmlElement) -> BaseOxmlElement:
    copied: BaseOxmlElement = element.__copy__()
    return copied


def _cell(
    content: BaseOxmlElement,
    widths: list[int],
    *rules: BaseOxmlElement,
    is_head: bool = False,
) -> BaseOxmlElement:
    properties = made(
        "tcPr",
        made("tcW", w=sum(widths), type="dxa"),
        made("gridSpan", val=len(widths)) if len(widths) > 1 else None,
        made("tcBorders", *rules) if rules else None,
        made("vAlign", val="bottom") if is_head else None,
    )
    return made("tc", properties, content)


def _row(cells: list[BaseOxmlElement], *, is_head: bool = False) -> BaseOxmlElement:
    properties = made("trPr", made("cantSplit"), made("tblHeader") if is_head else None)
    return made("tr", properties, *cells)
