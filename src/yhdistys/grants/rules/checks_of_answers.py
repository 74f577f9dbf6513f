"""What is wrong or missing in the answers of an application."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from yhdistys.grants.rules.answers import is_answered, missing_cells, place_of_cell
from yhdistys.grants.rules.application import AnswerRow, Note
from yhdistys.grants.rules.cells import NOT_FILLED_IN, is_wrong
from yhdistys.grants.rules.conditions import Names
from yhdistys.grants.rules.limits import length_of, limit_of, over_by
from yhdistys.grants.rules.tables import key_parts
from yhdistys.grants.rules.template import Question, QuestionKind
from yhdistys.i18n import _, ngettext
from yhdistys.values.findings import Severity
from yhdistys.values.formats import whole_number


def answer_notes(names: Names) -> Iterator[Note]:
    """Look at every question that is asked, in the order of the form."""
    for question in names.application.template.questions:
        if not names.is_visible(question):
            continue
        if question.kind is QuestionKind.TABLE:
            yield from _table_notes(names, question)
        elif question.kind not in NOT_FILLED_IN:
            yield from _text_notes(names, question)
    yield from _limits_not_known(names)


def _text_notes(names: Names, question: Question) -> Iterator[Note]:
    answer = names.application.answer(question.id)
    if not is_answered(question, answer):
        if names.is_required(question):
            yield _missing(question)
        return
    if is_wrong(question, answer.text):
        message = _("“{question}”: “{text}” is no answer of this kind.")
        yield Note(
            severity=Severity.ERROR,
            kind="wrong-answer",
            message=message.format(question=question.label, text=answer.text[:40]),
            hint=_("Answer the question again."),
            question=question.id,
        )
    over = over_by(names.application, question)
    if over:
        yield _too_long(names, question, over)


def _missing(question: Question) -> Note:
    return Note(
        severity=Severity.ERROR,
        kind="missing-answer",
        message=_("“{question}” is not answered.").format(question=question.label),
        hint=_("The funder demands an answer."),
        question=question.id,
    )


def _too_long(names: Names, question: Question, over: int) -> Note:
    length = length_of(names.application, question) or 0
    limit = length - over
    message = _("“{question}” has {length} characters, {over} over the limit of {limit}.")
    return Note(
        severity=Severity.ERROR,
        kind="over-limit",
        message=message.format(
            question=question.label,
            length=whole_number(length),
            over=whole_number(over),
            limit=whole_number(limit),
        ),
        hint=_("Shorten the answer."),
        question=question.id,
        numbers={"length": Decimal(length), "limit": Decimal(limit), "over": Decimal(over)},
    )


def _limits_not_known(names: Names) -> Iterator[Note]:
    unknown = [
        question
        for question in names.application.template.questions
        if question.kind is QuestionKind.LONG_TEXT
        and names.is_visible(question)
        and not limit_of(names.application, question).is_known
    ]
    if not unknown:
        return
    message = ngettext(
        "How long an answer may be is not known for {n} question.",
        "How long an answer may be is not known for {n} questions.",
        len(unknown),
    )
    yield Note(
        severity=Severity.INFO,
        kind="limit-not-known",
        message=message.format(n=len(unknown)),
        hint=_("Read the limits in the funder's own form and set them at the questions."),
        numbers={"questions": Decimal(len(unknown))},
    )


def _table_notes(names: Names, question: Question) -> Iterator[Note]:
    rows = names.application.answer(question.id).rows
    if not rows:
        if names.is_required(question):
            yield _missing(question)
        return
    for number, row in enumerate(rows, start=1):
        yield from _row_notes(names, question, number, row)
    if len(rows) < question.min_rows:
        message = ngettext(
            "“{question}” has {n} row; the funder wants at least {least}.",
            "“{question}” has {n} rows; the funder wants at least {least}.",
            len(rows),
        )
        yield _of_rows(question, "too-few-rows", message, len(rows), question.min_rows)
    if question.max_rows is not None and len(rows) > question.max_rows:
        message = ngettext(
            "“{question}” has {n} row; the form has room for {most}.",
            "“{question}” has {n} rows; the form has room for {most}.",
            len(rows),
        )
        yield _of_rows(question, "too-many-rows", message, len(rows), question.max_rows)


def _of_rows(question: Question, kind: str, message: str, rows: int, limit: int) -> Note:
    return Note(
        severity=Severity.ERROR,
        kind=kind,
        message=message.format(question=question.label, n=rows, least=limit, most=limit),
        question=question.id,
        numbers={"rows": Decimal(rows), "limit": Decimal(limit)},
    )


def _row_notes(names: Names, question: Question, number: int, row: AnswerRow) -> Iterator[Note]:
    missing = missing_cells(question, row, names.years)
    if missing:
        cells = ", ".join(
            f"{column.label} {year}" if year else str(column.label) for column, year in missing
        )
        message = _("{table}, row {row}: still missing: {cells}.")
        yield Note(
            severity=Severity.ERROR,
            kind="missing-cell",
            message=message.format(table=question.label, row=number, cells=cells),
            hint=_("Fill in the row, or leave it out."),
            question=question.id,
            numbers={"row": Decimal(number), "cells": Decimal(len(missing))},
        )
    yield from _wrong_cells(question, number, row)
    yield from _years_outside(names, question, number, row)


def _wrong_cells(question: Question, number: int, row: AnswerRow) -> Iterator[Note]:
    columns = {column.id: column for column in question.columns}
    for key, text in row.items():
        name, year = key_parts(key)
        if name in columns and is_wrong(columns[name], text):
            place = place_of_cell(question, number, columns[name], year)
            message = _("{place}: “{text}” is no value of this kind.")
            yield Note(
                severity=Severity.ERROR,
                kind="wrong-cell",
                message=message.format(place=place, text=text[:40]),
                hint=_("Fill in the cell again."),
                question=question.id,
                year=year,
                numbers={"row": Decimal(number)},
            )


def _years_outside(names: Names, question: Question, number: int, row: AnswerRow) -> Iterator[Note]:
    outside = sorted({year for _name, year in map(key_parts, row) if year} - set(names.years))
    for year in outside:
        message = _("{table}, row {row}: {year} is outside the activity; its figures do not count.")
        yield Note(
            severity=Severity.WARNING,
            kind="year-outside",
            message=message.format(table=question.label, row=number, year=year),
            hint=_("Check the days on which the activity begins and ends."),
            question=question.id,
            year=year,
            numbers={"row": Decimal(number)},
        )
