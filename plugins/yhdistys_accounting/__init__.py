"""Readers of what accounting systems print: ledgers, budgets and charts of any layout."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from yhdistys import api
from yhdistys.api import Importer, hookimpl, lazy

if TYPE_CHECKING:
    from yhdistys.api import ImportOptions, ImportResult, SheetView, TableFile

TABLES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt")


def _read_with(read: str) -> Callable[[Path, ImportOptions], ImportResult]:
    """Make a reader of table files; the reading itself loads on first use."""

    def reader(path: Path, options: ImportOptions) -> ImportResult:
        table = api.read_table_file(path, progress=options.progress, sheet=options.sheet)
        result: ImportResult = getattr(api, read)(table, options)
        return result

    return reader


def _interpret_with(read: str) -> Callable[[TableFile, ImportOptions], ImportResult]:
    def interpreter(table: TableFile, options: ImportOptions) -> ImportResult:
        result: ImportResult = getattr(api, read)(table, options)
        return result

    return interpreter


def _inspect_with(inspect: str) -> Callable[[TableFile], tuple[SheetView, ...]]:
    def inspector(table: TableFile) -> tuple[SheetView, ...]:
        views: tuple[SheetView, ...] = getattr(api, inspect)(table)
        return views

    return inspector


@hookimpl
def yhdistys_importers() -> list[Importer]:
    """Return the readers of tables whose layout is recognised, not known beforehand."""
    return [
        Importer(
            id="ledger-table",
            title=lazy("Ledger or journal as a table"),
            kind="ledger",
            accepts=TABLES,
            read=_read_with("read_ledger"),
            inspect=_inspect_with("inspect_ledger"),
            interpret=_interpret_with("read_ledger"),
        ),
        Importer(
            id="budget-table",
            title=lazy("Budget as a table"),
            kind="budget",
            accepts=TABLES,
            read=_read_with("read_budget"),
            inspect=_inspect_with("inspect_budget"),
            interpret=_interpret_with("read_budget"),
        ),
        Importer(
            id="chart-table",
            title=lazy("Chart of accounts as a table"),
            kind="chart",
            accepts=TABLES,
            read=_read_with("read_chart"),
            inspect=_inspect_with("inspect_chart"),
            interpret=_interpret_with("read_chart"),
        ),
    ]
