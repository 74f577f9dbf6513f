"""Answers to the questions of a form: read from what people write or paste, and shown to people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from yhdistys.errors import ValidationError
from yhdistys.grants.rules.application import Answer, AnswerRow
from yhdistys.grants.rules.cells import (
    NOT_FILLED_IN,
    canonical,
    is_wrong,
    read_cell,
    show_cell,
    show_number,
    typed,
)
from yhdistys.grants.rules.tables import cell_key, cell_value, cell_years, column_sum, key_parts
from yhdistys.grants.rules.template import Question, QuestionKind, TableColumn
from yhdistys.i18n import _, ngettext
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.formats import whole_number
from yhdistys.values.pasted import Cleaned, clean_line, clean_text

__all__ = [
    "LONGEST",
    "ReadAnswer",
    "canonical",
    "cell_key",
    "cell_value",
    "cell_years",
    "column_sum",
    "complete_rows",
    "is_answered",
    "is_wrong",
    "missing_cells",
    "place_of_cell",
    "read_answer",
    "show_answer",
    "show_cell",
    "show_number",
    "show_row",
    "typed",
]

LONGEST: Final = 100_000
"""Characters of the longest answer that is kept; of a table all its cells together."""
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2199


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """An answer as it is kept.

    Attributes:
        answer: In canonical form; empty when nothing was written.
        told: What was changed in the text, in sentences.
    """

    answer: Answer
    told: tuple[str, ...] = ()


def read_answer(
    question: Question,
    text: str,
    rows: Sequence[Mapping[str, str]] | None,
    years: tuple[int, ...],
) -> ReadAnswer:
    """Read what a person wrote, pasted or filled into a table.

    An answer over the funder's limit is read: a draft may be too long. Rows of a table without any
    text are left out. The key of a yearly column is ``people/2027``, or ``people`` when the
    activity has one year; figures of other years are kept, and told by the checks.

    Args:
        question: What is asked.
        text: The answer; not used for a table.
        rows: The rows of a table; None for all other kinds.
        years: The years of the activity.

    Raises:
        ValidationError: The text is longer than ``LONGEST``, is no value of the question's kind, a
            table has an unknown column, too many rows or a wrong cell, or nobody answers here.
    """
    if question.kind in NOT_FILLED_IN or (question.kind is QuestionKind.TABLE) == (rows is None):
        raise _not_answered_so(question)
    if rows is not None:
        return _read_rows(question, rows, years)
    _check_length(question, len(text))
    cleaned = _cleaned(question, text)
    label = str(question.label)
    return ReadAnswer(Answer(text=read_cell(question, cleaned.text, label=label)), cleaned.told)


def _not_answered_so(question: Question) -> ValidationError:
    if question.kind is QuestionKind.TABLE:
        message = _("“{question}” is a table: it is answered by rows.")
    elif question.kind in NOT_FILLED_IN:
        message = _("“{question}” is not answered: the program fills it in.")
    else:
        message = _("“{question}” is no table: it is answered by a text.")
    return ValidationError(message.format(question=question.label), kind="answered-otherwise")


def _check_length(question: Question, length: int) -> None:
    if length <= LONGEST:
        return
    message = _("“{question}”: the text has {length} characters; at most {limit} are kept.")
    raise ValidationError(
        message.format(
            question=question.label, length=whole_number(length), limit=whole_number(LONGEST)
        ),
        hint=_("Shorten the text, or check whether the right text was pasted."),
        kind="text-too-long",
    )


def _cleaned(asked: Question | TableColumn, text: str) -> Cleaned:
    is_long = asked.kind in {QuestionKind.LONG_TEXT, QuestionKind.CHOICES}
    return clean_text(text) if is_long else clean_line(text)


def _read_rows(
    question: Question, rows: Sequence[Mapping[str, str]], years: tuple[int, ...]
) -> ReadAnswer:
    _check_length(question, sum(len(text) for row in rows for text in row.values()))
    reader = _TableReader(question, years)
    read = [reader.row(number, row) for number, row in enumerate(rows, start=1)]
    kept = tuple(row for row in read if row)
    if question.max_rows is not None and len(kept) > question.max_rows:
        reader.problems.append(_too_many_rows(question, len(kept), question.max_rows))
    if reader.problems:
        raise _refused(tuple(reader.problems))
    return ReadAnswer(Answer(rows=kept), tuple(reader.told))


class _TableReader:
    """Reads the rows of one table and collects what is told and what is wrong."""

    def __init__(self, question: Question, years: tuple[int, ...]) -> None:
        self._question = question
        self._years = years
        self.told: dict[str, None] = {}
        self.problems: list[Finding] = []

    def row(self, number: int, texts: Mapping[str, str]) -> AnswerRow:
        """Return the cells of a row that hold anything."""
        cells = {}
        for key, text in texts.items():
            column, year = self._column(key)
            if column is None:
                self.problems.append(_unknown_column(self._question, number, key))
                continue
            value = self._cell(number, column, year, text)
            if value and column.kind not in NOT_FILLED_IN:
                cells[cell_key(column, year)] = value
        return cells

    def _cell(self, number: int, column: TableColumn, year: int | None, text: str) -> str:
        cleaned = _cleaned(column, text)
        self.told.update(dict.fromkeys(cleaned.told))
        try:
            label = place_of_cell(self._question, number, column, year)
            return read_cell(column, cleaned.text, label=label)
        except ValidationError as error:
            self.problems += [replace(one, row=number) for one in error.problems]
            return ""

    def _column(self, key: str) -> tuple[TableColumn | None, int | None]:
        column_id, year = key_parts(key)
        column = next((one for one in self._question.columns if one.id == column_id), None)
        if column is None or not column.is_yearly:
            return (column, None) if year is None else (None, None)
        if year is None and len(self._years) == 1:
            year = self._years[0]
        is_year = year is not None and _FIRST_YEAR <= year <= _LAST_YEAR
        return (column, year) if is_year else (None, None)


def place_of_cell(question: Question, number: int, column: TableColumn, year: int | None) -> str:
    """Say where a cell is: ``Target groups, row 2, People 2027``."""
    place = _("{table}, row {row}, {column} {year}") if year else _("{table}, row {row}, {column}")
    return place.format(table=question.label, row=number, column=column.label, year=year)


def _unknown_column(question: Question, number: int, key: str) -> Finding:
    message = _("{table}, row {row}: there is no column “{column}”.")
    known = (f"{one.id}/2027" if one.is_yearly else one.id for one in question.columns)
    return Finding(
        severity=Severity.ERROR,
        kind="unknown-column",
        message=message.format(table=question.label, row=number, column=key[:40]),
        hint=_("Known are: {names}.").format(names=", ".join(known)),
        row=number,
        column=key,
    )


def _too_many_rows(question: Question, number: int, most: int) -> Finding:
    message = _("{table}: {n} rows are too many; the form has room for {most}.")
    return Finding(
        severity=Severity.ERROR,
        kind="too-many-rows",
        message=message.format(table=question.label, n=number, most=most),
        hint=_("Leave out rows, or put some together."),
        row=most + 1,
    )


def _refused(problems: tuple[Finding, ...]) -> ValidationError:
    message = ngettext(
        "{n} cell is wrong. {first}", "{n} cells are wrong. {first}", len(problems)
    ).format(n=len(problems), first=problems[0].message)
    return ValidationError(
        problems[0].message if len(problems) == 1 else message,
        hint=problems[0].hint,
        kind=problems[0].kind,
        problems=problems,
    )


def show_answer(question: Question, answer: Answer) -> str:
    """Show an answer to a person in their language; of a table each row on a line of its own."""
    if question.kind is not QuestionKind.TABLE:
        return show_cell(question, answer.text)
    return "\n".join(show_row(question, row) for row in answer.rows)


def show_row(question: Question, row: AnswerRow) -> str:
    """Show a row of a table in a line: ``Group: Young; People 2027: 30``."""
    columns = {column.id: column for column in question.columns}
    order = {column_id: index for index, column_id in enumerate(columns)}
    known = [(*key_parts(key), text) for key, text in row.items() if key_parts(key)[0] in columns]
    known.sort(key=lambda cell: (order[cell[0]], cell[1] or 0))
    return "; ".join(
        f"{columns[name].label}{f' {year}' if year else ''}: {show_cell(columns[name], text)}"
        for name, year, text in known
    )


def missing_cells(
    question: Question, row: AnswerRow, years: tuple[int, ...] = ()
) -> tuple[tuple[TableColumn, int | None], ...]:
    """Return the demanded cells of a row that are empty.

    A yearly column needs a figure for each of the years; without years, for any.
    """
    missing: list[tuple[TableColumn, int | None]] = []
    for column in question.columns:
        if not column.is_required or column.kind in NOT_FILLED_IN:
            continue
        if column.is_yearly and not years:
            found = any(key_parts(key)[0] == column.id for key in row)
            missing += [] if found else [(column, None)]
            continue
        keys = cell_years(column, years)
        missing += [(column, year) for year in keys if not row.get(cell_key(column, year))]
    return tuple(missing)


def complete_rows(question: Question, answer: Answer, years: tuple[int, ...] = ()) -> int:
    """Return how many rows of a table have all the cells that are demanded."""
    return sum(not missing_cells(question, row, years) for row in answer.rows)


def is_answered(question: Question, answer: Answer, years: tuple[int, ...] = ()) -> bool:
    """Say whether a question has an answer; a table needs enough rows with all demanded cells."""
    if question.kind is QuestionKind.TABLE:
        return complete_rows(question, answer, years) >= max(1, question.min_rows)
    return bool(answer.text.strip())
