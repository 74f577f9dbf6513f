"""The budget of an application as tables of a document, in the funder's lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from yhdistys.documents.document import (
    Cell,
    Column,
    ColumnKind,
    Part,
    Row,
    RowKind,
    Table,
    Together,
    computed_table,
)
from yhdistys.grants.rules.application import Application
from yhdistys.grants.rules.scheme import BudgetRow, SchemeBudget, Totals
from yhdistys.i18n import _

_TOTAL: Final = "total"


def budget_parts(application: Application, budget: SchemeBudget) -> Iterator[Part]:
    """Yield the budget, and under it where its amounts come from and what is told about them."""
    yield _budget_table(application, budget)
    notes = _notes_table(application, budget)
    if notes.rows:
        yield notes


def _budget_table(application: Application, budget: SchemeBudget) -> Table:
    groups = {group.id: str(group.label) for group in application.template.scheme.groups}
    rows = _Rows(groups, len(budget.years))
    costs = [row for row in budget.rows if row.line.is_cost]
    income = [row for row in budget.rows if not row.line.is_cost]
    rows.add_side(_("Costs"), costs, _("Costs, total"))
    rows.add_side(_("Income"), income, _("Income, total"))
    rows.add_balance(_("Income less costs"), budget.balance)
    table = Table(
        columns=tuple(_columns(budget.years)),
        rows=tuple(rows.rows),
        name=_("Budget"),
        source=_("Amounts in euros."),
    )
    return computed_table(table)


def _columns(years: Sequence[int]) -> Iterator[Column]:
    yield Column(key="line", title=_("Line"))
    for year in years:
        yield Column(key=str(year), title=str(year), kind=ColumnKind.MONEY)
    if len(years) > 1:
        formula = Together(tuple(map(str, years)))
        yield Column(key=_TOTAL, title=_("Total"), kind=ColumnKind.MONEY, formula=formula)


@dataclass(slots=True)
class _Rows:
    """The rows of the budget's table as they are put one under the other."""

    groups: dict[str, str]
    years: int
    rows: list[Row] = field(default_factory=list)

    def add_side(self, title: str, side: Sequence[BudgetRow], total: str) -> None:
        """Add costs or income with their groups and their sum."""
        if not side:
            return
        self._add((title, *self._empty), RowKind.HEADING)
        lines: list[int] = []
        for group, members in groupby(side, key=lambda row: row.line.group):
            found = self._add_group(group, list(members))
            lines += found
        self._add((total, *self._empty), RowKind.TOTAL, sums=tuple(lines))

    def _add_group(self, group: str, members: Sequence[BudgetRow]) -> list[int]:
        title = self.groups.get(group, "")
        if title:
            self._add((title, *self._empty), RowKind.HEADING, level=1)
        level = 2 if title else 1
        lines = [
            self._add((str(row.line.label), *self._amounts(row)), level=level) for row in members
        ]
        if title and len(lines) > 1:
            label = _("{group}, total").format(group=title)
            self._add((label, *self._empty), RowKind.SUBTOTAL, level=1, sums=tuple(lines))
        return lines

    def add_balance(self, title: str, balance: Totals) -> None:
        """Add what is left of the income."""
        total = (None,) if self.years > 1 else ()
        self._add((title, *balance.by_year, *total), RowKind.TOTAL)

    @property
    def _empty(self) -> tuple[Cell, ...]:
        return (None,) * (self.years + (self.years > 1))

    def _amounts(self, row: BudgetRow) -> tuple[Cell, ...]:
        return (*row.amounts, None) if self.years > 1 else row.amounts

    def _add(
        self,
        cells: tuple[Cell, ...],
        kind: RowKind = RowKind.BODY,
        *,
        level: int = 0,
        sums: tuple[int, ...] = (),
    ) -> int:
        self.rows.append(Row(cells=cells, kind=kind, level=level, sums=sums))
        return len(self.rows) - 1


def _notes_table(application: Application, budget: SchemeBudget) -> Table:
    has_notes = any(amount.note for amount in application.amounts.values())
    columns = (
        Column(key="line", title=_("Lines")),
        Column(key="year", title=_("Years")),
        Column(key="basis", title=_("Basis")),
        *([Column(key="note", title=_("Note"))] if has_notes else []),
    )
    told: dict[tuple[str, str], dict[str, list[str]]] = {}
    for row in budget.rows:
        for year in budget.years:
            amount = application.amounts.get((row.line.id, year))
            if amount is not None and (amount.basis or amount.note):
                lines = told.setdefault((amount.basis, amount.note), {})
                lines.setdefault(str(row.line.label), []).append(str(year))
    rows = (
        Row(cells=(", ".join(labels), years, *texts[: 1 + has_notes]))
        for texts, lines in told.items()
        for years, labels in _same_years(lines).items()
    )
    caption = _("Basis of the budget")
    return Table(columns=columns, rows=tuple(rows), name=caption, caption=caption)


def _same_years(lines: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the lines that share their years, by the years."""
    found: dict[str, list[str]] = {}
    for label, years in lines.items():
        found.setdefault(", ".join(years), []).append(label)
    return found
