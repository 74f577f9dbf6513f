"""A document as plain text: headings underlined, tables in columns of blanks.

The file is UTF-8 without a mark, as every program of today reads it, and its lines end as on
Windows (CR LF), as those of our csv files do. Running text is broken at 88 characters. A table may
be 100 characters wide; beyond that its texts break into lines, and figures never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Final

from yhdistys.documents.document import (
    TEXT_KINDS,
    ColumnKind,
    Document,
    Fact,
    FactList,
    Heading,
    KeyFigures,
    PageBreak,
    Paragraph,
    Part,
    Row,
    RowKind,
    Signatures,
    Table,
)
from yhdistys.documents.render.figures import MISSING, cell_text, is_missing
from yhdistys.documents.render.running_text import BULLET, cleaned, text_blocks
from yhdistys.i18n import _
from yhdistys.values.formats import date_text

_WIDTH: Final = 88
_WIDEST_TABLE: Final = 100
_NARROWEST_TEXT: Final = 14
_WIDEST_LABEL: Final = 36
_GAP: Final = "  "
_UNDERLINES: Final = {1: "=", 2: "-"}
_BLANK: Final = re.compile(r"[ \t]+")


def to_bytes(document: Document) -> bytes:
    """Return a document as the content of a text file."""
    lines = [line.rstrip() for line in _lines(document)]
    text = "\r\n".join(lines).strip("\r\n")
    return f"{text}\r\n".encode()


def _lines(document: Document) -> Iterator[str]:
    if document.letterhead is not None:
        yield from map(_one_line, (document.letterhead.name, *document.letterhead.lines))
        yield ""
    yield from _headed(document.title, "=")
    if document.subtitle:
        yield from (_one_line(document.subtitle), "")
    yield from _fact_lines(document.facts)
    for part in document.parts:
        yield ""
        yield from _part_lines(part, document.language)
    foot = [document.footer, date_text(document.made_on, document.language)]
    if any(foot):
        yield from ("", _GAP.join(filter(None, map(_one_line, foot))))


def _part_lines(part: Part, language: str) -> Iterator[str]:
    if isinstance(part, Heading):
        yield from _headed(part.text, _UNDERLINES.get(part.level, ""))
    elif isinstance(part, Paragraph):
        yield from _running_lines(part.text)
    elif isinstance(part, Table):
        yield from _table_lines(part, language)
    elif isinstance(part, KeyFigures):
        yield from _key_figure_lines(part, language)
    elif isinstance(part, FactList):
        yield from _fact_lines(part.facts)
    elif isinstance(part, Signatures):
        yield from _signature_lines(part)
    elif isinstance(part, PageBreak):
        yield ""


def _fact_lines(facts: Sequence[Fact]) -> Iterator[str]:
    plain = [_one_line(fact.label) for fact in facts]
    labels = [label if label.endswith("?") else f"{label}:" for label in plain]
    width = max((len(label) for label in labels if len(label) <= _WIDEST_LABEL), default=0)
    for label, fact in zip(labels, facts, strict=True):
        stands_above = len(label) > width
        if stands_above:
            yield from _wrapped(label, _WIDTH)
        yield from _hanging(("" if stands_above else label).ljust(width + 1), fact.text)


def _headed(text: str, sign: str) -> Iterator[str]:
    """Yield a heading and a line of signs under it."""
    lines = _wrapped(_one_line(text), _WIDTH)
    yield from lines
    if sign:
        yield sign * max(map(len, lines))


def _running_lines(text: str) -> Iterator[str]:
    was_item = False
    for number, block in enumerate(text_blocks(text)):
        if number and not (was_item and block.is_item):
            yield ""
        first, rest = (f"{BULLET} ", "  ") if block.is_item else ("", "")
        for line in block.lines:
            yield from _hanging(first, line)
            first = rest
        was_item = block.is_item


def _hanging(first: str, text: str) -> Iterator[str]:
    """Yield a text whose further lines stand under the beginning of the first one."""
    lines = _wrapped(_one_line(text), _WIDTH - len(first))
    for number, line in enumerate(lines):
        yield f"{' ' * len(first) if number else first}{line}"


def _key_figure_lines(part: KeyFigures, language: str) -> Iterator[str]:
    for figure in part.figures:
        text = cell_text(figure.value, figure.kind, language) or MISSING
        beside = ""
        if figure.beside is not None:
            label, value = figure.beside
            beside = f" ({label} {cell_text(value, figure.kind, language) or MISSING})"
        yield f"{_one_line(figure.label)}: {text}{beside}"


def _signature_lines(part: Signatures) -> Iterator[str]:
    place_and_date = _("Place and date")
    yield f"{place_and_date}: {part.place}"
    for signatory in part.signatories:
        yield from ("", "_" * 40)
        yield ", ".join(filter(None, (signatory.name, signatory.role)))


def _table_lines(table: Table, language: str) -> Iterator[str]:
    if table.caption:
        yield from _headed(table.caption, "-")
    heads = [_one_line(column.title) for column in table.columns]
    rows = [_shown_cells(row, table, language) for row in table.rows]
    widths = _widths(table, heads, rows)
    kinds = [column.kind for column in table.columns]
    yield from _group_lines(table, widths)
    yield from _row_lines(
        [_wrapped(head, widths[at]) for at, head in enumerate(heads)], widths, kinds
    )
    whole = sum(widths) + len(_GAP) * (len(widths) - 1)
    yield "-" * whole
    for row, cells in zip(table.rows, rows, strict=True):
        if row.kind is RowKind.TOTAL:
            yield "-" * whole
        yield from _body_lines(table, row, cells, widths)
    if table.source:
        yield from ("", *_wrapped(_one_line(table.source), _WIDTH))


def _group_lines(table: Table, widths: Sequence[int]) -> Iterator[str]:
    """Yield the headings over neighbouring columns, each above the middle of its columns."""
    if not any(column.group for column in table.columns):
        return
    texts, place = [], 0
    for group, members in groupby(table.columns, key=lambda column: column.group):
        count = len(list(members))
        room = sum(widths[place : place + count]) + len(_GAP) * (count - 1)
        texts.append(_one_line(group).center(room) if count > 1 else _one_line(group).rjust(room))
        place += count
    yield _GAP.join(texts)


def _shown_cells(row: Row, table: Table, language: str) -> list[str]:
    cells = []
    for place, column in enumerate(table.columns):
        text = _one_line(cell_text(row.cells[place], column.kind, language))
        if not text and is_missing(row, place, column.kind):
            text = MISSING
        cells.append(text if place else _GAP * row.level + text)
    return cells


def _widths(table: Table, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the width of each column; texts give way where the table is too wide."""
    widths = []
    for place, column in enumerate(table.columns):
        cells = [
            cells[place]
            for row, cells in zip(table.rows, rows, strict=True)
            if not table.may_spill(row, place)
        ]
        head = heads[place]
        least = len(head) if column.kind in TEXT_KINDS else max(map(len, head.split() or [""]))
        widths.append(max([least, *map(len, cells)]))
    _widen_for_groups(table, widths)
    texts = [place for place, one in enumerate(table.columns) if one.kind is ColumnKind.TEXT]
    spare = _WIDEST_TABLE - sum(widths) - len(_GAP) * (len(widths) - 1)
    while spare < 0:
        widest = max(texts, key=widths.__getitem__, default=-1)
        if widest < 0 or widths[widest] <= _NARROWEST_TEXT:
            break
        taken = min(-spare, max(1, (widths[widest] - _NARROWEST_TEXT) // 2))
        widths[widest] -= taken
        spare += taken
    return widths


def _widen_for_groups(table: Table, widths: list[int]) -> None:
    place = 0
    for group, members in groupby(table.columns, key=lambda column: column.group):
        count = len(list(members))
        has = sum(widths[place : place + count]) + len(_GAP) * (count - 1)
        place += count
        widths[place - 1] += max(0, len(_one_line(group)) - has)


def _body_lines(
    table: Table, row: Row, cells: Sequence[str], widths: Sequence[int]
) -> Iterator[str]:
    last = table.last_spilled(row, 0)
    room = sum(widths[: last + 1]) + len(_GAP) * last
    indent = len(cells[0]) - len(cells[0].lstrip(" "))
    first = [" " * indent + line for line in _wrapped(cells[0].lstrip(" "), room - indent)]
    others = [_wrapped(cells[at], widths[at]) for at in range(last + 1, len(cells))]
    kinds = [column.kind for column in table.columns]
    yield from _row_lines(
        [first, *others], [room, *widths[last + 1 :]], [kinds[0], *kinds[last + 1 :]]
    )


def _row_lines(
    cells: Sequence[Sequence[str]], widths: Sequence[int], kinds: Sequence[ColumnKind]
) -> Iterator[str]:
    for line in zip_longest(*cells, fillvalue=""):
        yield _GAP.join(
            text.ljust(width) if kind in TEXT_KINDS else text.rjust(width)
            for text, width, kind in zip(line, widths, kinds, strict=True)
        )


def _one_line(text: str) -> str:
    return _BLANK.sub(" ", " ".join(cleaned(text).split("\n"))).strip()


def _wrapped(text: str, width: int) -> list[str]:
    """Break a text at its blanks; a longer word, and what NBSP holds together, stay whole."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]
