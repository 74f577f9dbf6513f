"""The rows of a ledger's sheet, column by column, each cell as what its column says it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TypeVar

from yhdistys.exchange.cells import (
    Cents,
    Day,
    Remembered,
    cents_of,
    code_and_name,
    code_of,
    day_of,
    text_of,
)
from yhdistys.exchange.columns import column_of
from yhdistys.exchange.imports import ColumnGuess
from yhdistys.exchange.tables import Cell, Row

Value = TypeVar("Value")


@dataclass(slots=True, kw_only=True)
class LedgerRows:
    """Everything below the headings; all lists are as long as ``rows``.

    The classifier fills in what the file says only once: the account of a group, the voucher and
    the day of a voucher's first row.
    """

    sheet: str
    first_row: int
    rows: Sequence[Row]
    guesses: tuple[ColumnGuess, ...]
    fields: frozenset[str]
    account: list[str]
    account_name: list[str]
    voucher: list[str]
    day: list[Day]
    text: list[str]
    cost_centre: list[str]
    cost_centre_name: list[str]
    project: list[str]
    money: Mapping[str, list[Cents]] = field(default_factory=dict)

    def row_number(self, index: int) -> int:
        """Return the number of a row in the file, counted from 1."""
        return self.first_row + index

    def cell(self, index: int, name: str) -> Cell:
        """Return the cell of a field as it stands in the file."""
        column = column_of(self.guesses, name)
        row = self.rows[index]
        return row[column] if column is not None and column < len(row) else None


def ledger_rows(
    sheet: str, first_row: int, rows: Sequence[Row], guesses: tuple[ColumnGuess, ...]
) -> LedgerRows:
    """Convert the rows below the headings by what their columns hold."""
    table = _Columns(rows, guesses)
    account, account_name = table.coded("account", "account_name")
    cost_centre, cost_centre_name = table.coded("cost_centre", "cost_centre_name")
    return LedgerRows(
        sheet=sheet,
        first_row=first_row,
        rows=rows,
        guesses=guesses,
        fields=frozenset(guess.field for guess in guesses if guess.field),
        account=account,
        account_name=account_name,
        voucher=table.vouchers(),
        day=table.values("date", day_of),
        text=table.values("text", text_of),
        cost_centre=cost_centre,
        cost_centre_name=cost_centre_name,
        project=table.values("project", code_of),
        money={name: table.values(name, cents_of) for name in _MONEY},
    )


_MONEY = ("debit", "credit", "amount", "balance", "opening", "change")


class _Columns:
    """Takes columns out of rows and converts each different cell once."""

    def __init__(self, rows: Sequence[Row], guesses: tuple[ColumnGuess, ...]) -> None:
        self._rows = rows
        self._guesses = guesses
        self._narrowest = min(map(len, rows), default=0)

    def values(self, name: str, convert: Callable[[Cell], Value]) -> list[Value]:
        """Return a field's column, converted."""
        index = column_of(self._guesses, name)
        if index is None:
            return [convert(None)] * len(self._rows)
        return list(map(Remembered(convert).__getitem__, self._cells(index)))

    def coded(self, code: str, name: str) -> tuple[list[str], list[str]]:
        """Return codes and names; a name beside the code wins over one in the same cell."""
        pairs = self.values(code, code_and_name)
        codes = [pair[0] for pair in pairs]
        if column_of(self._guesses, name) is None:
            return codes, [pair[1] for pair in pairs]
        names = self.values(name, text_of)
        return codes, [own or pair[1] for own, pair in zip(names, pairs, strict=True)]

    def vouchers(self) -> list[str]:
        """Return the vouchers, with their series in front when it has a column of its own."""
        numbers = self.values("voucher", code_of)
        if column_of(self._guesses, "voucher_series") is None:
            return numbers
        series = self.values("voucher_series", code_of)
        return [
            f"{one}-{number}" if one and number else number or one
            for one, number in zip(series, numbers, strict=True)
        ]

    def _cells(self, index: int) -> list[Cell]:
        if index < self._narrowest:
            return list(map(itemgetter(index), self._rows))
        return [row[index] if index < len(row) else None for row in self._rows]
