"""All that the writer of an application should know before it is sent; nothing here stops a draft.

An error is what the funder would refuse; a warning is what should be looked at; the rest is told.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from yhdistys.grants.rules.application import Application, Note
from yhdistys.grants.rules.checks_of_answers import answer_notes
from yhdistys.grants.rules.checks_of_budget import budget_notes
from yhdistys.grants.rules.checks_of_form import form_notes
from yhdistys.grants.rules.conditions import Names
from yhdistys.grants.rules.template import QuestionKind
from yhdistys.values.findings import Severity

_ORDER: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check(application: Application, *, today: date) -> tuple[Note, ...]:
    """Return all notes: errors, then warnings, then the rest; in each the order of the form.

    What concerns the application as a whole comes first, attachments last. A note on the budget
    names the question where the budget stands.
    """
    return check_with(Names(application), today=today)


def check_with(names: Names, *, today: date) -> tuple[Note, ...]:
    """Return all notes of an application whose names are at hand; see ``check``."""
    budget_id = next(
        (one.id for one in names.application.template.questions if one.kind is QuestionKind.BUDGET),
        "",
    )
    of_budget = (
        note if note.question else replace(note, question=budget_id)
        for note in budget_notes(names, today)
    )
    notes = [*form_notes(names, today), *answer_notes(names), *of_budget]
    return tuple(sorted(notes, key=_Places(names.application).of))


class _Places:
    """Where each note has its place."""

    def __init__(self, application: Application) -> None:
        template = application.template
        self._questions = {one.id: index for index, one in enumerate(template.questions)}
        self._lines = {one.id: index for index, one in enumerate(template.scheme.lines)}
        self._attachments = {one.id: index for index, one in enumerate(template.attachments)}

    def of(self, note: Note) -> tuple[int, ...]:
        """Return numbers that sort notes."""
        after_questions = len(self._questions)
        if note.attachment:
            place = after_questions + 1 + self._attachments[note.attachment]
        elif note.question:
            place = self._questions.get(note.question, after_questions)
        else:
            place = after_questions if note.line else -1
        line = self._lines.get(note.line, len(self._lines))
        year = note.year if note.line else None
        return (_ORDER[note.severity], place, line, year or 0)
