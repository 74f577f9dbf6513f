"""The rows of two versions side by side: in groups, with sums and the result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from yhdistys.budget.queries import PlanComparisonRow, VersionRow
from yhdistys.gui.ledger_names import LedgerNames
from yhdistys.gui.pages.budget.plan_rows import group_of, group_title, is_outside
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.column import CellKind, Column, RowKind, RowStyle
from yhdistys.i18n import _
from yhdistys.values.formats import MINUS, money

_NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """A row as it is shown; ``kind`` is ``group``, ``line``, ``sum`` or ``total``."""

    id: object
    kind: str
    label: str
    cost_centre: str = ""
    project: str = ""
    first: Decimal | None = None
    second: Decimal | None = None
    difference: Decimal | None = None


def compared_rows(
    rows: Sequence[PlanComparisonRow], names: LedgerNames, *, only_differences: bool
) -> list[ComparedRow]:
    """Return the rows with titles, sums and the result; sums are of all rows, also hidden ones."""
    shown: list[ComparedRow] = []
    for group, members in groupby(rows, _group):
        lines = list(members)
        kept = [row for row in lines if row.difference or not only_differences]
        if not kept:
            continue
        shown.append(ComparedRow(id=("group", group), kind="group", label=group_title(group)))
        shown += [_line(row, names) for row in kept]
        shown.append(_sum(("sum", group), "sum", _("Together"), lines))
    if shown:
        inside = [row for row in rows if not is_outside(_group(row))]
        shown.append(_sum("total", "total", _("Result"), inside))
    return shown


def compared_columns(
    first: VersionRow | None, second: VersionRow | None, rows: Sequence[ComparedRow]
) -> tuple[Column, ...]:
    """Return the columns; those of dimensions that no row has are left out."""
    columns = [Column(id="account", title=_("Account"), text=_label, stretch=True, width=30)]
    if any(row.cost_centre for row in rows):
        columns.append(
            Column(id="cost_centre", title=_("Cost centre"), text=_cost_centre, width=22)
        )
    if any(row.project for row in rows):
        columns.append(Column(id="project", title=_("Project"), text=_project, width=18))
    kind = CellKind.FIGURE
    columns += [
        Column(
            id="first", title=_title(first), text=_first_text, value=_first, kind=kind, width=18
        ),
        Column(
            id="second", title=_title(second), text=_second_text, value=_second, kind=kind, width=18
        ),
        Column(
            id="difference",
            title=_("Difference"),
            text=_difference_text,
            value=_difference,
            kind=kind,
            width=16,
            tone=_difference_tone,
            help=_("The second version less the first: positive is better for the result"),
        ),
    ]
    return tuple(columns)


def row_id(row: ComparedRow) -> object:
    """Return what a row is known by."""
    return row.id


def row_style(row: ComparedRow) -> RowStyle:
    """Return how a row looks."""
    kinds = {"group": RowKind.GROUP, "sum": RowKind.SUM, "total": RowKind.TOTAL}
    return RowStyle(kinds[row.kind]) if row.kind in kinds else RowStyle(level=1)


def _group(row: PlanComparisonRow) -> str:
    return group_of(row.line)


def _line(row: PlanComparisonRow, names: LedgerNames) -> ComparedRow:
    return ComparedRow(
        id=(row.account, row.cost_centre, row.project),
        kind="line",
        label=f"{row.account} {row.name}".rstrip(),
        cost_centre=names.cost_centre(row.cost_centre),
        project=names.project(row.project),
        first=row.first,
        second=row.second,
        difference=row.difference,
    )


def _sum(id_: object, kind: str, label: str, rows: Iterable[PlanComparisonRow]) -> ComparedRow:
    told = list(rows)
    first = sum((row.first or _NOTHING for row in told), _NOTHING)
    second = sum((row.second or _NOTHING for row in told), _NOTHING)
    return ComparedRow(
        id=id_, kind=kind, label=label, first=first, second=second, difference=second - first
    )


def _title(version: VersionRow | None) -> str:
    return "" if version is None else version.name


def _label(row: ComparedRow) -> str:
    return row.label


def _cost_centre(row: ComparedRow) -> str:
    return row.cost_centre


def _project(row: ComparedRow) -> str:
    return row.project


def _first(row: ComparedRow) -> Decimal | None:
    return row.first


def _second(row: ComparedRow) -> Decimal | None:
    return row.second


def _difference(row: ComparedRow) -> Decimal | None:
    return row.difference


def _first_text(row: ComparedRow) -> str:
    return _amount_text(row.first, row)


def _second_text(row: ComparedRow) -> str:
    return _amount_text(row.second, row)


def _difference_text(row: ComparedRow) -> str:
    return "" if row.kind == "group" else money(row.difference).replace(f"{MINUS}0,00", "0,00")


def _difference_tone(row: ComparedRow) -> Tone:
    return Tone.PLAIN if row.difference else Tone.QUIET


def _amount_text(amount: Decimal | None, row: ComparedRow) -> str:
    if amount is None:
        return "–" if row.kind == "line" else ""
    return money(amount)
