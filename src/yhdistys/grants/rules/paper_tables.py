"""A table question with its answer as a table of a document."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from yhdistys.documents.document import Cell, Column, ColumnKind, Row, RowKind, Table
from yhdistys.grants.rules.application import Answer, AnswerRow
from yhdistys.grants.rules.cells import show_cell, typed
from yhdistys.grants.rules.tables import cell_key, cell_value, cell_years, column_sum
from yhdistys.grants.rules.template import Question, QuestionKind, TableColumn
from yhdistys.i18n import _
from yhdistys.values.formats import decimal_text

_KINDS: Final = {
    QuestionKind.WHOLE_NUMBER: ColumnKind.WHOLE,
    QuestionKind.MONEY: ColumnKind.MONEY,
    QuestionKind.PERCENT: ColumnKind.PERCENT,
    QuestionKind.COMPUTED: ColumnKind.MONEY,
}


def answer_table(question: Question, answer: Answer, years: tuple[int, ...]) -> Table:
    """Return the rows of an answer under the question's columns, with sums where it has them.

    A yearly column becomes one for each year.
    """
    rows = [Row(cells=tuple(_cells(question, row, years)), sums=()) for row in answer.rows]
    if any(column.is_summed for column in question.columns):
        rows.append(_sum_row(question, answer, years))
    columns = tuple(column for one in question.columns for column in _columns(one, years))
    return Table(columns=columns, rows=tuple(rows), name=str(question.label))


def _columns(column: TableColumn, years: tuple[int, ...]) -> Iterator[Column]:
    kind, title = _KINDS.get(column.kind, ColumnKind.TEXT), str(column.label)
    for year in cell_years(column, years):
        if year is None or len(years) == 1:
            yield Column(key=column.id, title=title, kind=kind)
        else:
            yield Column(key=cell_key(column, year), title=str(year), kind=kind, group=title)


def _cells(question: Question, row: AnswerRow, years: tuple[int, ...]) -> Iterator[Cell]:
    for column in question.columns:
        for year in cell_years(column, years):
            if column.kind is QuestionKind.COMPUTED:
                asked = years if year is None else (year,)
                value = cell_value(question, column, row, asked)
                yield value if isinstance(value, Decimal) else ""
            else:
                yield _cell(column, row.get(cell_key(column, year), ""))


def _cell(column: TableColumn, text: str) -> Cell:
    value = typed(column, text)
    if not isinstance(value, Decimal):
        return show_cell(column, text)
    if column.kind is QuestionKind.MONEY:
        return value
    exponent = value.as_tuple().exponent
    return decimal_text(value, -exponent if isinstance(exponent, int) and exponent < 0 else 0)


def _sum_row(question: Question, answer: Answer, years: tuple[int, ...]) -> Row:
    cells: list[Cell] = []
    for column in question.columns:
        for year in cell_years(column, years):
            asked = years if year is None else (year,)
            is_summed = column.is_summed
            cells.append(column_sum(question, column, answer, asked) if is_summed else "")
    first = question.columns[0]
    if not first.is_summed:
        cells[0] = _("Total")
    return Row(cells=tuple(cells), kind=RowKind.TOTAL)
