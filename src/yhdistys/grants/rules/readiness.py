"""How far an application is: of what the funder demands, how much is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from yhdistys.grants.rules.answers import is_answered
from yhdistys.grants.rules.application import Application, AttachmentState
from yhdistys.grants.rules.cells import NOT_FILLED_IN
from yhdistys.grants.rules.conditions import Names
from yhdistys.grants.rules.limits import over_by
from yhdistys.grants.rules.template import Question, QuestionKind

_ALL: Final = 100


@dataclass(frozen=True, slots=True)
class Readiness:
    """How much of what is demanded is there.

    Attributes:
        percent: Rounded down, so that 100 means all; 100 when nothing is demanded.
        answered: Demanded answers, documents and the budget that are there.
        asked: All that are demanded.
    """

    percent: int
    answered: int
    asked: int


def readiness(application: Application) -> Readiness:
    """Return how far an application is; an answer over its limit is not there yet."""
    return readiness_with(Names(application))


def readiness_with(names: Names) -> Readiness:
    """Return how far an application is whose names are at hand; see ``readiness``."""
    application = names.application
    things = [
        is_there(names, question)
        for question in application.template.questions
        if names.is_required(question) and is_asked(question)
    ]
    for demand in application.template.attachments:
        if names.is_required(demand):
            state, _note = application.attachments.get(demand.id, (AttachmentState.MISSING, ""))
            things.append(state is not AttachmentState.MISSING)
    answered, asked = sum(things), len(things)
    return Readiness(_ALL * answered // asked if asked else _ALL, answered, asked)


def is_asked(question: Question) -> bool:
    """Say whether anything is to be filled in at a question."""
    return question.kind not in NOT_FILLED_IN or question.kind is QuestionKind.BUDGET


def is_there(names: Names, question: Question) -> bool:
    """Say whether a question is answered within its limit; the budget, with any amount."""
    if question.kind is QuestionKind.BUDGET:
        return not names.budget.is_empty
    answer = names.application.answer(question.id)
    is_long = over_by(names.application, question) > 0
    return is_answered(question, answer, names.years) and not is_long
