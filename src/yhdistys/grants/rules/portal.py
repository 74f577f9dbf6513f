"""An application field by field in the form's order, as it is pasted into a funder's web form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from yhdistys.grants.rules.application import AnswerRow, Application
from yhdistys.grants.rules.cells import TEXTS, show_cell, typed
from yhdistys.grants.rules.conditions import Names
from yhdistys.grants.rules.limits import length_of, limit_of, over_by
from yhdistys.grants.rules.tables import cell_key, cell_value, cell_years
from yhdistys.grants.rules.template import Question, QuestionKind, TableColumn
from yhdistys.grants.rules.template_keys import FIGURES
from yhdistys.i18n import _
from yhdistys.values.expression import Value
from yhdistys.values.formats import date_text
from yhdistys.values.money import round_half_up

_MOST_PLACES: Final = 2
"""Decimals of a computed figure, as they are printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalField:
    """One field of the web form.

    Attributes:
        id: Unique in the application: ``need``, ``people/2`` or ``people/2/count/2027`` in a table,
            ``budget/salaries/2027``.
        section: The heading it stands under.
        label: What the form asks.
        text: Exactly what to paste; empty when there is no answer.
        length: How long the text is, counted as the funder counts; None of what is no text.
        limit: The most characters; None when it is not known or there is none.
        over: By how much the text is too long.
    """

    id: str
    section: str
    label: str
    text: str
    length: int | None = None
    limit: int | None = None
    over: int = 0


def portal_fields(application: Application) -> tuple[PortalField, ...]:
    """Return what is pasted, field by field in the order of the form.

    Texts are as they were written. Figures have a decimal comma and no grouping (``1234,50``),
    because web forms refuse blanks in them; days are as in ``31.1.2027``. A table with one column
    of figures, such as people by year, is one field a cell; any other is one field a row, its cells
    divided by tabs. The budget is one field for each line and year. Questions that are not asked
    stand nowhere.
    """
    names = Names(application)
    return tuple(field for field in _fields(names))


def _fields(names: Names) -> Iterator[PortalField]:
    template = names.application.template
    has_place = False
    for section in template.sections:
        for question in section.questions:
            has_place = has_place or question.kind is QuestionKind.BUDGET
            if names.is_visible(question):
                yield from _question_fields(names, question, str(section.label))
    if not has_place:
        yield from _budget_fields(names, _("Budget"))


def _question_fields(names: Names, question: Question, section: str) -> Iterator[PortalField]:
    if question.kind is QuestionKind.BUDGET:
        yield from _budget_fields(names, section)
    elif question.kind is QuestionKind.TABLE:
        yield from _table_fields(names, question, section)
    elif question.kind in TEXTS:
        yield _text_field(names.application, question, section)
    elif question.kind is QuestionKind.COMPUTED:
        text = _pasted(_short(names.value(question.id)))
        yield PortalField(id=question.id, section=section, label=str(question.label), text=text)
    elif question.kind is not QuestionKind.NOTE:
        text = _cell_text(question, names.application.answer(question.id).text)
        yield PortalField(id=question.id, section=section, label=str(question.label), text=text)


def _text_field(application: Application, question: Question, section: str) -> PortalField:
    return PortalField(
        id=question.id,
        section=section,
        label=str(question.label),
        text=application.answer(question.id).text,
        length=length_of(application, question),
        limit=limit_of(application, question).max_chars,
        over=over_by(application, question),
    )


def _table_fields(names: Names, question: Question, section: str) -> Iterator[PortalField]:
    rows = names.application.answer(question.id).rows
    by_cell = sum(column.kind in FIGURES for column in question.columns) == 1
    if not rows:
        yield PortalField(id=question.id, section=section, label=str(question.label), text="")
    for number, row in enumerate(rows, start=1):
        title = _("{table}, row {row}").format(table=question.label, row=number)
        place = f"{question.id}/{number}"
        cells = list(_cells(question, row, names.years))
        if not by_cell:
            text = "\t".join(" ".join(cell.text.split()) for cell in cells)
            yield PortalField(id=place, section=section, label=title, text=text)
            continue
        for cell in cells:
            label = f"{title}: {cell.label}"
            yield PortalField(
                id=f"{place}/{cell.key}", section=section, label=label, text=cell.text
            )


class _Cell(NamedTuple):
    key: str
    label: str
    text: str


def _cells(question: Question, row: AnswerRow, years: tuple[int, ...]) -> Iterator[_Cell]:
    for column in question.columns:
        for year in cell_years(column, years):
            key = cell_key(column, year)
            if column.kind is QuestionKind.COMPUTED:
                asked = years if year is None else (year,)
                text = _pasted(cell_value(question, column, row, asked))
            else:
                text = _cell_text(column, row.get(key, ""))
            yield _Cell(key, f"{column.label} {year}" if year else str(column.label), text)


def _budget_fields(names: Names, section: str) -> Iterator[PortalField]:
    budget = names.budget
    for row in budget.rows:
        for year, amount in zip(budget.years, row.amounts, strict=True):
            yield PortalField(
                id=f"budget/{row.line.id}/{year}",
                section=section,
                label=f"{row.line.label} {year}",
                text=_pasted(amount),
            )


def _cell_text(asked: Question | TableColumn, text: str) -> str:
    """Return an answer as it is pasted: figures and days plainly, others as people read them."""
    value = typed(asked, text)
    if isinstance(value, date):
        return date_text(value, "fi")
    return _pasted(value) if isinstance(value, Decimal) else show_cell(asked, text)


def _short(value: Value) -> Value:
    """Return a computed figure without the endless decimals of a division."""
    is_long = isinstance(value, Decimal) and round(value, _MOST_PLACES) != value
    return round_half_up(value, _MOST_PLACES) if isinstance(value, Decimal) and is_long else value


def _pasted(value: Value) -> str:
    """Return a figure with its own decimals behind a comma; nothing without a figure."""
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else ""
