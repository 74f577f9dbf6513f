"""Rows of ledgers as tests write them, and what was read of them."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.table_files import table_of
from yhdistys.exchange.imports import ImportOptions, ImportResult, LedgerLine
from yhdistys.exchange.tables import Cell
from yhdistys.ledger.rules.reading import read_ledger
from yhdistys.values.findings import Finding, Severity

HEAD = ("Tosite", "Pvm", "Tili", "Tilin nimi", "KP", "Projekti", "Selite", "Debet", "Kredit")


def entry(
    voucher: Cell, account: Cell, debit: Cell = None, credit: Cell = None, day: Cell = "31.1.2025"
) -> tuple[Cell, ...]:
    """Return a row below ``HEAD``."""
    return (voucher, day, account, "", "", "", "", debit, credit)


def read(*rows: Sequence[Cell], **options: object) -> ImportResult:
    """Read a sheet of these rows."""
    return read_ledger(table_of(*rows), ImportOptions(**options))  # type: ignore[arg-type] # each test gives what it tests


def counted(result: ImportResult) -> dict[str, int]:
    """Return the classes of rows that occur."""
    return {name: count for name, count in result.row_classes.items() if count}


def short(lines: Sequence[LedgerLine]) -> list[tuple[int, str, str, int, int]]:
    """Return of each line what matters most."""
    return [
        (line.row, line.voucher, line.account, line.debit_cents, line.credit_cents)
        for line in lines
    ]


def errors(result: ImportResult) -> list[Finding]:
    """Return the problems that forbid storing."""
    return [problem for problem in result.problems if problem.severity is Severity.ERROR]
