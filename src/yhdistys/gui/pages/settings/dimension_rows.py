"""The rows of cost centres, groups and projects, under their headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from yhdistys.gui.pages.settings.names import other_names
from yhdistys.gui.tables.column import CellValue, Column, RowKind, RowStyle
from yhdistys.i18n import _
from yhdistys.ledger.queries import DimensionRow, GroupRow
from yhdistys.values.formats import date_text


class Kind(StrEnum):
    """What a row is."""

    HEADING = "heading"
    COST_CENTRE = "cost_centre"
    GROUP = "group"
    PROJECT = "project"

    @property
    def is_row(self) -> bool:
        """Whether it can be changed."""
        return self is not Kind.HEADING


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionLine:
    """A heading, a cost centre, a group of them, or a project.

    Attributes:
        detail: Where a cost centre belongs, or what a group holds.
        codes: The cost centres of a group.
    """

    kind: Kind
    code: str = ""
    name: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    starts_on: date | None = None
    ends_on: date | None = None
    detail: str = ""
    codes: tuple[str, ...] = ()
    version: int = 0


def lines_of(
    centres: Iterable[DimensionRow], groups: Iterable[GroupRow], projects: Iterable[DimensionRow]
) -> tuple[DimensionLine, ...]:
    """Return the rows of the three kinds that there are, each under its heading."""
    groups = tuple(groups)
    of_code: dict[str, list[str]] = {}
    for group in groups:
        for code in group.codes:
            of_code.setdefault(code, []).append(group.name)
    parts = (
        (_("Cost centres"), [_centre(row, of_code.get(row.code, [])) for row in centres]),
        (_("Groups"), [_group(row) for row in groups]),
        (_("Projects"), [_line(row, Kind.PROJECT, "") for row in projects]),
    )
    return tuple(_joined(parts))


def _joined(parts: Iterable[tuple[str, list[DimensionLine]]]) -> Iterator[DimensionLine]:
    for title, lines in parts:
        if lines:
            yield DimensionLine(kind=Kind.HEADING, name=title)
            yield from lines


def _centre(row: DimensionRow, groups: list[str]) -> DimensionLine:
    above = [] if row.parent is None else [_("part of {code}").format(code=row.parent)]
    return _line(row, Kind.COST_CENTRE, " · ".join((*above, *groups)))


def _line(row: DimensionRow, kind: Kind, detail: str) -> DimensionLine:
    return DimensionLine(
        kind=kind, code=row.code, name=row.name, names=row.names, starts_on=row.starts_on,
        ends_on=row.ends_on, detail=detail, version=row.version,
    )  # fmt: skip


def _group(row: GroupRow) -> DimensionLine:
    return DimensionLine(
        kind=Kind.GROUP, name=row.name, detail=", ".join(row.codes), codes=row.codes,
        version=row.version,
    )  # fmt: skip


def line_id(line: DimensionLine) -> object:
    """Return what a row is known by."""
    return line.kind, line.code or line.name


def style_of(line: DimensionLine) -> RowStyle:
    """Say how a row looks."""
    return RowStyle(RowKind.PLAIN if line.kind.is_row else RowKind.HEADING)


def columns() -> tuple[Column, ...]:
    """Return the columns."""
    return (
        Column(id="code", title=_("Code"), text=_code, width=15),
        Column(id="name", title=_("Name"), text=_name, width=24, stretch=True),
        Column(id="starts", title=_("First day"), text=_starts, value=_starts_on, width=13),
        Column(id="ends", title=_("Last day"), text=_ends, value=_ends_on, width=13),
        Column(id="detail", title=_("Belongs to"), text=_detail, width=16),
        Column(id="others", title=_("Other languages"), text=_others, width=16),
    )


def _code(line: DimensionLine) -> str:
    return line.code if line.kind.is_row else line.name


def _name(line: DimensionLine) -> str:
    return line.name if line.kind.is_row else ""


def _starts(line: DimensionLine) -> str:
    return date_text(line.starts_on)


def _starts_on(line: DimensionLine) -> CellValue:
    return line.starts_on


def _ends(line: DimensionLine) -> str:
    return date_text(line.ends_on)


def _ends_on(line: DimensionLine) -> CellValue:
    return line.ends_on


def _detail(line: DimensionLine) -> str:
    return line.detail


def _others(line: DimensionLine) -> str:
    return other_names(line.names, line.name)
