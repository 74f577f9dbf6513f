"""Tables of a form: the cells of their rows, what is computed in them, and their sums.

A yearly column has a cell for each year of the activity; its text stands under ``people/2027``.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from yhdistys.grants.rules.application import Answer, AnswerRow
from yhdistys.grants.rules.cells import typed
from yhdistys.grants.rules.template import Question, QuestionKind, TableColumn
from yhdistys.values.expression import ExpressionError, Value
from yhdistys.values.money import AmountError, round_half_up

_DIVIDES: Final = "/"
_DIGITS_OF_YEAR: Final = 4


def cell_key(column: TableColumn, year: int | None) -> str:
    """Return where the text of a cell stands in its row: ``people/2027``, or ``name``."""
    return column.id if year is None else f"{column.id}{_DIVIDES}{year}"


def key_parts(key: str) -> tuple[str, int | None]:
    """Return the column's id and the year of a key of a row; the year is None without one."""
    column_id, _divides, year = key.partition(_DIVIDES)
    is_year = len(year) == _DIGITS_OF_YEAR and year.isascii() and year.isdecimal()
    return (column_id, int(year)) if is_year else (key, None)


def cell_years(column: TableColumn, years: Iterable[int]) -> tuple[int | None, ...]:
    """Return the years for which a column has cells; only None for one that is not yearly."""
    return tuple(years) if column.is_yearly else (None,)


def cell_value(
    question: Question, column: TableColumn, row: AnswerRow, years: tuple[int, ...]
) -> Value:
    """Return the value of a cell; of a yearly column the sum over the years, if it has figures.

    A computed cell is rounded to the cent, halves up, so that the sum below is the sum of what is
    seen. It has no value while a figure it needs is missing. Its formula may name the columns that
    are filled in and the computed ones before it.
    """
    return _Cells(question, row).value(column, years)


class _Cells:
    """The cells of one row; each is computed once, however many formulas name it."""

    def __init__(self, question: Question, row: AnswerRow) -> None:
        self._row = row
        self._columns = {column.id: column for column in question.columns}
        self._places = {column_id: place for place, column_id in enumerate(self._columns)}
        self._known: dict[tuple[str, tuple[int, ...]], Value] = {}

    def value(self, column: TableColumn, years: tuple[int, ...]) -> Value:
        """Return the value of a cell, of a yearly column the sum over these years."""
        key = (column.id, years)
        if key not in self._known:
            self._known[key] = self._found(column, years)
        return self._known[key]

    def _found(self, column: TableColumn, years: tuple[int, ...]) -> Value:
        if not column.is_yearly:
            return self._cell(column, None, years)
        values = (self._cell(column, year, (year,)) for year in years)
        numbers = [value for value in values if isinstance(value, Decimal)]
        return sum(numbers, Decimal(0)) if numbers else None

    def _cell(self, column: TableColumn, year: int | None, years: tuple[int, ...]) -> Value:
        if column.kind is not QuestionKind.COMPUTED:
            return typed(column, self._row.get(cell_key(column, year), ""))
        if column.formula is None:
            return None
        named = (self._columns.get(name) for name in column.formula.names)
        names = {
            other.id: self.value(other, years)
            for other in named
            if other is not None and self._is_known_before(column, other)
        }
        try:
            value = column.formula.evaluate(names)
            return round_half_up(value) if isinstance(value, Decimal) else value
        except (ExpressionError, AmountError):
            return None

    def _is_known_before(self, column: TableColumn, other: TableColumn) -> bool:
        """Say whether a column is filled in, or computed before another one."""
        is_filled = other.kind is not QuestionKind.COMPUTED
        return is_filled or self._places[other.id] < self._places[column.id]


def column_sum(
    question: Question, column: TableColumn, answer: Answer, years: tuple[int, ...]
) -> Decimal | None:
    """Return the sum of a column over its rows and these years; None when it has no figure."""
    values = (cell_value(question, column, row, years) for row in answer.rows)
    numbers = [value for value in values if isinstance(value, Decimal)]
    return sum(numbers, Decimal(0)) if numbers else None
