"""What a person may say about the columns of a file under review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from yhdistys.budget.rules.headings import BUDGET_COLUMNS
from yhdistys.budget.rules.reading import BUDGET_SIGNS
from yhdistys.exchange.columns import column_place
from yhdistys.exchange.headers import plain_words
from yhdistys.exchange.imports import ColumnGuess
from yhdistys.exchange.tables import column_letter
from yhdistys.ledger.rules.chart_reading import CHART_COLUMNS
from yhdistys.ledger.rules.headings import LEDGER_COLUMNS
from yhdistys.ledger.rules.signs import ONE_COLUMN, TWO_COLUMNS

NO_COLUMN: Final = "-"
_KNOWN: Final = {"ledger": LEDGER_COLUMNS, "budget": BUDGET_COLUMNS, "chart": CHART_COLUMNS}


def known_fields(kind: str) -> tuple[str, ...]:
    """Return the fields that a column of a ledger, budget or chart may hold."""
    return tuple(_KNOWN[kind].words) if kind in _KNOWN else ()


def fitting_signs(kind: str, columns: Sequence[ColumnGuess]) -> tuple[str, ...]:
    """Return the sign conventions that fit the columns of a file."""
    if kind == "budget":
        return BUDGET_SIGNS
    if kind != "ledger":
        return ()
    fields = {guess.field for guess in columns}
    return ONE_COLUMN if fields.isdisjoint({"debit", "credit"}) else TWO_COLUMNS


def with_column(
    chosen: Mapping[str, str], columns: Sequence[ColumnGuess], index: int, field: str | None
) -> dict[str, str]:
    """Return what a person says of all columns when one is given a field, or none.

    Args:
        chosen: What was said before.
        columns: What the columns are taken for.
        index: The column.
        field: What it holds; None when it is not to be used.
    """
    name = column_name(columns, index)
    told = {one: column for one, column in chosen.items() if column != name}
    before = columns[index].field
    if field is not None:
        told[field] = name
    elif before is not None:
        told[before] = NO_COLUMN
    return told


def column_name(columns: Sequence[ColumnGuess], index: int) -> str:
    """Return a name of a column that cannot be taken for another's heading."""
    letter, number = column_letter(index), str(index + 1)
    headings = {plain_words(guess.header) for guess in columns if guess.index != index}
    for name in (letter, number):
        if plain_words(name) not in headings and column_place(name) == index:
            return name
    return columns[index].header
