"""A comparison of budget and books: for scripts and for people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from yhdistys.cli.json_values import amount
from yhdistys.cli.tables import Column, text_table
from yhdistys.cli.texts import MISSING, span_text
from yhdistys.i18n import _, ngettext
from yhdistys.store.history_words import STATES
from yhdistys.values.formats import decimal_text, money
from yhdistys.values.period import Month

if TYPE_CHECKING:
    from yhdistys.budget.queries import ComparisonView
    from yhdistys.budget.rules.comparison import ComparisonRow, ComparisonTotal

_WIDE = 2
Names = Mapping[str, str]


def last_day(view: ComparisonView) -> date:
    """Return the last day compared."""
    return min(view.through.last_day, view.year.ends_on)


def comparison_json(view: ComparisonView, centres: Names) -> dict[str, object]:
    """Return a comparison as JSON; keys that were not asked for are left out."""
    found = view.comparison
    return {
        "year": view.year.label,
        "from": view.year.starts_on,
        "through": last_day(view),
        "version": None if view.version is None else view.version.state,
        "by": list(found.by),
        "rows": [_row_json(row, found.by, centres) for row in found.rows],
        "totals": {
            "income": _figures_json(found.income),
            "expense": _figures_json(found.expense),
            "result": _figures_json(found.result),
        },
        "unbudgeted": found.unbudgeted,
        "unallocated": None,
    }


def _row_json(row: ComparisonRow, by: tuple[str, ...], centres: Names) -> dict[str, object]:
    keys = {dimension: getattr(row, dimension) for dimension in by}
    return {
        **keys,
        "name": _row_name(row, by, centres),
        "side": row.side,
        **_figures_json(row),
        "note": row.note,
    }


def _row_name(row: ComparisonRow, by: tuple[str, ...], centres: Names) -> str | None:
    """Name a row by its account, else by its cost centre."""
    if "account" in by:
        return row.name
    return centres.get(row.cost_centre) if row.cost_centre is not None else None


def _figures_json(figures: ComparisonRow | ComparisonTotal) -> dict[str, object]:
    used = figures.used_percent
    return {
        "budget_year": amount(figures.budget_year),
        "budget": amount(figures.budget),
        "actual": amount(figures.actual),
        "difference": amount(figures.difference),
        "used_percent": None if used is None else f"{used:.1f}",
        "previous_year": amount(figures.previous_year),
    }


def comparison_text(view: ComparisonView, centres: Names) -> str:
    """Return a comparison as a table."""
    found = view.comparison
    by = found.by
    shown = _shown_figures(view)
    columns = [*_key_columns(by), *_figure_columns(shown)]
    rows = [[*_key_cells(row, by, centres), *_figure_cells(row, shown)] for row in found.rows]
    totals = (
        (_("Income"), found.income),
        (_("Expenses"), found.expense),
        (_("Result"), found.result),
    )
    keys = len(_key_columns(by))
    sums = [[*_total_label(label, keys), *_figure_cells(total, shown)] for label, total in totals]
    table = text_table(columns, [*rows, [], *sums])
    return "\n".join([_heading(view), "", table, *_remarks(view)])


def _total_label(label: str, keys: int) -> list[str]:
    cells = [""] * keys
    cells[min(1, keys - 1)] = label
    return cells


def _heading(view: ComparisonView) -> str:
    span = span_text(view.year.starts_on, last_day(view))
    if view.version is None:
        version = _("no budget")
    else:
        version = f"{view.version.name} ({STATES[view.version.state]})"
    return _("Budget and actuals {span}; {version}").format(span=span, version=version)


def _remarks(view: ComparisonView) -> list[str]:
    count = view.comparison.unbudgeted
    if not count:
        return []
    text = ngettext(
        "{n} row has actuals and no budget.", "{n} rows have actuals and no budget.", count
    )
    return ["", text.format(n=count)]


def _key_columns(by: tuple[str, ...]) -> list[Column]:
    titles = {
        "account": Column(_("Account")),
        "cost_centre": Column(_("Cost centre"), shrinks=True),
        "project": Column(_("Project"), shrinks=True),
        "month": Column(_("Month")),
    }
    columns = [titles[dimension] for dimension in by]
    if "account" in by:
        columns.insert(by.index("account") + 1, Column(_("Name"), shrinks=True))
    else:
        columns.append(Column(_("Side")))
    return columns


def _key_cells(row: ComparisonRow, by: tuple[str, ...], centres: Names) -> list[str]:
    cells = [_key_cell(row, dimension, by, centres) for dimension in by]
    if "account" in by:
        cells.insert(by.index("account") + 1, row.name)
    else:
        cells.append(_("Income") if row.side == "income" else _("Expenses"))
    return cells


def _key_cell(row: ComparisonRow, dimension: str, by: tuple[str, ...], centres: Names) -> str:
    value: str | None = getattr(row, dimension)
    if value is None:
        return MISSING
    if dimension == "month":
        month = Month.parse(value)
        return f"{month.month}/{month.year}"
    if dimension == "cost_centre" and len(by) == 1:
        return f"{value} {centres.get(value, '')}".strip()
    return value


def _shown_figures(view: ComparisonView) -> tuple[int, ...]:
    """Choose the figures there is room for; at the end of a year its plan stands there once."""
    if len(view.comparison.by) > _WIDE:
        return (1, 2, 3, 4)
    if last_day(view) == view.year.ends_on:
        return (1, 2, 3, 4, 5)
    return (0, 1, 2, 3, 4, 5)


def _figure_columns(shown: tuple[int, ...]) -> list[Column]:
    columns = [
        Column(_("Year's budget"), right=True),
        Column(_("Budget"), right=True),
        Column(_("Actual"), right=True),
        Column(_("Difference"), right=True),
        Column("%", right=True),
        Column(_("Year before"), right=True),
    ]
    return [columns[place] for place in shown]


def _figure_cells(figures: ComparisonRow | ComparisonTotal, shown: tuple[int, ...]) -> list[str]:
    cells = [
        money(figures.budget_year),
        money(figures.budget),
        money(figures.actual),
        money(figures.difference),
        decimal_text(figures.used_percent, 1),
        money(figures.previous_year),
    ]
    return [cells[place] for place in shown]
