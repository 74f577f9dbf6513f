"""The rows of an application's budget as the grid shows them. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from yhdistys.grants.rules.key_figures import KeyFigures
from yhdistys.grants.rules.scheme import BudgetRow, SchemeBudget, Totals
from yhdistys.grants.rules.template import BudgetScheme, LineKind
from yhdistys.gui.tables.column import RowKind, RowStyle
from yhdistys.i18n import _
from yhdistys.values.formats import percent_text

if TYPE_CHECKING:
    from yhdistys.gui.pages.application.shown import Shown

_HUNDRED: Final = Decimal(100)
_TITLE: Final = RowStyle(RowKind.HEADING)
_GROUP: Final = RowStyle(RowKind.GROUP, level=1)
_SUM: Final = RowStyle(RowKind.SUM)
_TOTAL: Final = RowStyle(RowKind.TOTAL)
BALANCE: Final = "balance"
"""The id of the last row, where notes on the whole budget stand."""


class CellState(StrEnum):
    """What the amount of a line in a year is.

    ``OPEN`` can be typed; ``COMPUTED`` comes from a formula; ``FROM_TABLE`` from a table of the
    form; ``FIXED`` is a sum, or nothing can be changed.
    """

    OPEN = "open"
    COMPUTED = "computed"
    FROM_TABLE = "from_table"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row.

    Attributes:
        id: The id of the line; of other rows a word of their own.
        text: What stands at the left.
        style: How it looks.
        amounts: By year; None where there is none.
        total: The sum over the years; None where there is none.
        states: What each amount is.
        line: The funder's line with its amounts; None for titles and sums.
    """

    id: str
    text: str
    style: RowStyle
    amounts: tuple[Decimal | None, ...] = ()
    total: Decimal | None = None
    states: tuple[CellState, ...] = ()
    line: BudgetRow | None = None

    @property
    def is_title(self) -> bool:
        """Whether it only names what follows."""
        return self.style.is_title


def grid_rows(shown: Shown, figures: KeyFigures) -> tuple[GridRow, ...]:
    """Return costs and income in the order of the form, each with its sum, and the balance."""
    budget = shown.budget
    rows: list[GridRow] = []
    for side, is_cost, title, sum_title, sums in (
        ("costs", True, _("Costs"), _("Costs in all"), budget.costs),
        ("income", False, _("Income"), _("Income in all"), budget.income),
    ):
        lines = [row for row in budget.rows if row.line.is_cost is is_cost]
        if lines:
            rows.append(GridRow(f"{side}-title", title, _TITLE))
            rows.extend(_side(shown, lines, figures))
            rows.append(_sum_row(f"{side}-sum", sum_title, _SUM, sums))
    if rows:
        rows.append(_sum_row(BALANCE, _("Income less costs"), _TOTAL, budget.balance))
    return tuple(rows)


def _side(shown: Shown, lines: Sequence[BudgetRow], figures: KeyFigures) -> Iterator[GridRow]:
    scheme = shown.application.template.scheme
    labels = {group.id: str(group.label) for group in scheme.groups}
    overhead = _last_overhead(lines)
    group = ""
    for number, row in enumerate(lines):
        if row.line.group != group and row.line.group:
            group_id = f"group-{row.line.group}-{number}"
            yield GridRow(group_id, labels.get(row.line.group, row.line.group), _GROUP)
        group = row.line.group
        yield _line_row(shown, row, level=2 if group else 1)
        if row is overhead and figures.caps:
            yield _cap_row(shown.budget, figures)


def _last_overhead(lines: Sequence[BudgetRow]) -> BudgetRow | None:
    found = [row for row in lines if row.line.kind is LineKind.OVERHEAD]
    return found[-1] if found else None


def _line_row(shown: Shown, row: BudgetRow, *, level: int) -> GridRow:
    return GridRow(
        row.line.id,
        str(row.line.label),
        RowStyle(RowKind.PLAIN, level=level),
        row.amounts,
        row.total,
        tuple(_state(shown, row, year) for year in shown.budget.years),
        row,
    )


def _state(shown: Shown, row: BudgetRow, year: int) -> CellState:
    if row.is_computed:
        return CellState.COMPUTED
    is_given = (row.line.id, year) in shown.application.amounts
    if year == shown.budget.years[0] and row.line.id in shown.budget.from_tables and not is_given:
        return CellState.FROM_TABLE
    return CellState.FIXED if shown.is_locked else CellState.OPEN


def _cap_row(budget: SchemeBudget, figures: KeyFigures) -> GridRow:
    """Say under the general costs how much they may be in each year."""
    rates = {cap.rate for cap in figures.caps.values()}
    text = _("at most")
    if len(rates) == 1:
        rate = (rates.pop() * _HUNDRED).normalize()
        shown = percent_text(rate, places=max(0, -int(rate.as_tuple().exponent)))
        text = _("at most {percent}").format(percent=shown)
    most: Mapping[int, Decimal] = {year: cap.most for year, cap in figures.caps.items()}
    return GridRow(
        "overhead-cap",
        text,
        RowStyle(RowKind.QUIET, level=2),
        tuple(most.get(year) for year in budget.years),
        figures.overhead_most,
        _fixed(len(budget.years)),
    )


def _sum_row(row_id: str, text: str, style: RowStyle, sums: Totals) -> GridRow:
    return GridRow(row_id, text, style, sums.by_year, sums.total, _fixed(len(sums.by_year)))


def _fixed(years: int) -> tuple[CellState, ...]:
    return (CellState.FIXED,) * years


def unit_places(scheme: BudgetScheme) -> int:
    """Return how many decimals the funder's form takes."""
    return 0 if scheme.rounding == "euro" else 2
