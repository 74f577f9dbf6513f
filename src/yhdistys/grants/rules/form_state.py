"""The form as a page shows it: what is asked, what is demanded, how long each answer is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yhdistys.grants.rules.answers import is_answered
from yhdistys.grants.rules.application import Application, Note
from yhdistys.grants.rules.checking import check_with
from yhdistys.grants.rules.conditions import Names
from yhdistys.grants.rules.limits import length_of, limit_of, over_by
from yhdistys.grants.rules.readiness import is_asked
from yhdistys.grants.rules.template import Question, QuestionKind, Section
from yhdistys.values.counting import CountingRule


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionState:
    """One question with the answers as they are.

    Attributes:
        question: The question.
        is_visible: Whether it is asked.
        is_required: Whether the funder demands an answer.
        is_answered: Whether there is one; of a table, whether it has enough whole rows; of the
            budget, whether it has amounts.
        length: How long the text is as the funder counts; None for what is no text.
        limit: The most characters; None when there is no limit or none is known.
        is_limit_known: Whether anybody said what the limit is.
        over: By how much the text is too long.
        counting: How the funder counts.
    """

    question: Question
    is_visible: bool
    is_required: bool
    is_answered: bool
    length: int | None
    limit: int | None
    is_limit_known: bool
    over: int
    counting: CountingRule


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionState:
    """One section of the form.

    Attributes:
        section: The section.
        is_visible: Whether it is asked.
        questions: All its questions in order, also those that are not asked.
        answered: How many of the questions that are asked have an answer.
        asked: How many are asked.
        notes: The notes on its questions.
    """

    section: Section
    is_visible: bool
    questions: tuple[QuestionState, ...]
    answered: int
    asked: int
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class FormState:
    """The whole form.

    Attributes:
        sections: In the order of the form.
        notes: All notes, also those on no question.
    """

    sections: tuple[SectionState, ...]
    notes: tuple[Note, ...] = ()


def form_state(application: Application, *, today: date) -> FormState:
    """Return the form as it is with the answers of an application."""
    return form_state_with(Names(application), today=today)


def form_state_with(names: Names, *, today: date) -> FormState:
    """Return the form of an application whose names are at hand; see ``form_state``."""
    notes = check_with(names, today=today)
    sections = (_section(names, section, notes) for section in names.application.template.sections)
    return FormState(tuple(sections), notes)


def _section(names: Names, section: Section, notes: tuple[Note, ...]) -> SectionState:
    questions = tuple(_question(names, question) for question in section.questions)
    asked = [one for one in questions if one.is_visible and is_asked(one.question)]
    ids = {question.id for question in section.questions}
    return SectionState(
        section=section,
        is_visible=names.is_visible(section),
        questions=questions,
        answered=sum(one.is_answered for one in asked),
        asked=len(asked),
        notes=tuple(note for note in notes if note.question in ids),
    )


def _question(names: Names, question: Question) -> QuestionState:
    limit = limit_of(names.application, question)
    answer = names.application.answer(question.id)
    return QuestionState(
        question=question,
        is_visible=names.is_visible(question),
        is_required=names.is_required(question),
        is_answered=(
            not names.budget.is_empty
            if question.kind is QuestionKind.BUDGET
            else is_answered(question, answer, names.years)
        ),
        length=length_of(names.application, question),
        limit=limit.max_chars,
        is_limit_known=limit.is_known,
        over=over_by(names.application, question),
        counting=limit.counting,
    )
