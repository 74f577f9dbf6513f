"""The plan as a workbook with live sums, or as a paper for the meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from yhdistys.budget.queries import VersionRow
from yhdistys.documents.context import AssociationIdentity
from yhdistys.documents.document import (
    Cell,
    Column,
    ColumnKind,
    Document,
    Fact,
    Row,
    RowKind,
    Table,
    Together,
    computed_table,
)
from yhdistys.documents.render import render
from yhdistys.gui.pages.budget.plan_rows import ShownPlan
from yhdistys.gui.pages.budget.words import state_sentence
from yhdistys.gui.tables.grid_lines import GridLine
from yhdistys.i18n import _, language
from yhdistys.settings import documents_folder
from yhdistys.values.money import from_cents

XLSX: Final = ".xlsx"
PDF: Final = ".pdf"
WORD: Final = ".docx"
_WIDE: Final = 34


class WriteDocument:
    """The job: write a document."""

    def __init__(self, document: Document, path: Path) -> None:
        self._document = document
        self._path = path

    def __call__(self, progress: Callable[[int, int | None], None]) -> Path:
        """Write the file and return its path."""
        progress(0, None)
        render(self._document, self._path)
        return self._path


def suggested_path(version: VersionRow, ending: str) -> Path:
    """Return where the file could go: the version's name among the documents."""
    name = "".join(" " if sign in '\\/:*?"<>|' else sign for sign in version.name).strip()
    return documents_folder() / f"{name or version.year}{ending}"


def plan_document(
    plan: ShownPlan,
    version: VersionRow,
    *,
    association: AssociationIdentity,
    today: date,
    has_months: bool,
) -> Document:
    """Return a plan as a document with the rows of the grid.

    Args:
        plan: The rows.
        version: What they belong to.
        association: Whose budget it is.
        today: The day the document is made.
        has_months: Whether the months stand in it, or the years alone.
    """
    return Document(
        title=_("Budget {year}").format(year=version.year),
        language=language(),
        parts=(_table(plan, version, has_months=has_months),),
        facts=(
            Fact(label=_("Version"), text=version.name),
            Fact(label=_("State"), text=state_sentence(version).removesuffix(".")),
            Fact(label=_("Amounts"), text=_("euros")),
        ),
        letterhead=association.letterhead(_("Business ID")),
        made_on=today,
    )


def _table(plan: ShownPlan, version: VersionRow, *, has_months: bool) -> Table:
    return computed_table(
        Table(
            columns=_columns(plan, has_months=has_months),
            rows=tuple(_rows(plan, has_months=has_months)),
            name=_("Budget {year}").format(year=version.year),
        )
    )


def _columns(plan: ShownPlan, *, has_months: bool) -> tuple[Column, ...]:
    head = plan.columns
    texts = [
        Column(key=f"text-{at}", title=title, width=None if at else _WIDE)
        for at, title in enumerate(head.texts)
    ]
    money = ColumnKind.MONEY
    earlier = [
        Column(key=f"earlier-{at}", title=title, kind=money)
        for at, title in enumerate(head.earlier)
    ]
    months = [
        Column(key=f"month-{at}", title=title, kind=money) for at, title in enumerate(head.months)
    ]
    together = Together(tuple(column.key for column in months)) if has_months else None
    year = Column(key="year", title=head.year, kind=money, formula=together)
    return (*texts, *earlier, year, *(months if has_months else ()))


def _rows(plan: ShownPlan, *, has_months: bool) -> list[Row]:
    """Return titles, lines and sums; the last row sums up the sums."""
    rows: list[Row] = []
    sums: list[int] = []
    for group in plan.groups:
        members = [line for line in plan.lines if line.group == group.id and _is_told(line)]
        if not members:
            continue
        rows.append(_text_row(plan, group.title, RowKind.HEADING, has_months=has_months))
        first = len(rows)
        rows += [_line_row(plan, line, has_months=has_months) for line in members]
        sums.append(len(rows))
        rows.append(
            _text_row(
                plan,
                group.sum_title,
                RowKind.SUBTOTAL,
                tuple(range(first, len(rows))),
                has_months=has_months,
            )
        )
    if rows:
        rows.append(_text_row(plan, plan.total, RowKind.TOTAL, tuple(sums), has_months=has_months))
    return rows


def _is_told(line: GridLine) -> bool:
    """Tell whether a row says anything: an amount of the plan or of an earlier year."""
    return line.id > 0 or any(line.earlier)


def _line_row(plan: ShownPlan, line: GridLine, *, has_months: bool) -> Row:
    width = len(plan.columns.texts)
    texts: Sequence[Cell] = (*line.texts, *[""] * (width - len(line.texts)))
    earlier = [None if cents is None else from_cents(cents) for cents in line.earlier]
    months: list[Decimal] = [from_cents(cents) for cents in line.cents] if has_months else []
    return Row(cells=(*texts, *earlier, from_cents(line.year), *months), level=1)


def _text_row(
    plan: ShownPlan,
    text: str,
    kind: RowKind,
    sums: tuple[int, ...] = (),
    *,
    has_months: bool,
) -> Row:
    head = plan.columns
    figures = len(head.earlier) + 1 + (len(head.months) if has_months else 0)
    cells: tuple[Cell, ...] = (text, *[""] * (len(head.texts) - 1), *[None] * figures)
    return Row(cells=cells, kind=kind, sums=sums)
