"""Answers to the questions of a form, attachments, and limits that were read in the web form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import select

from yhdistys.errors import NotAllowed, UsageError
from yhdistys.grants import model
from yhdistys.grants.rules.answers import read_answer
from yhdistys.grants.rules.application import ApplicationState, AttachmentState
from yhdistys.grants.rules.limits import refuse_wrong_limit
from yhdistys.grants.rules.short_texts import note_text
from yhdistys.grants.rules.template import FunderTemplate, Question, QuestionKind
from yhdistys.grants.rules.template_values import nearest
from yhdistys.grants.services.stored import (
    form_of,
    open_row,
    put_answer,
    put_attachment,
    stored,
    years_in,
)
from yhdistys.i18n import _
from yhdistys.store.unit_of_work import UnitOfWork, service
from yhdistys.values.counting import CountingRule

_COUNTED = frozenset({QuestionKind.TEXT, QuestionKind.LONG_TEXT})


@service("Answer “{question}” of “{application}”")
def answer_question(
    uow: UnitOfWork,
    *,
    application_id: int,
    question: str,
    text: str = "",
    rows: Sequence[Mapping[str, str]] | None = None,
) -> tuple[str, ...]:
    """Answer a question; an empty answer is removed.

    Args:
        uow: The step.
        application_id: The application.
        question: The id of the question.
        text: The answer as people write it.
        rows: Of a table: the texts of each row by column, as people write them.

    Returns:
        Sentences about what was cleaned in the text, none when it is kept as it was written.

    Raises:
        UsageError: There is no such application or question.
        NotAllowed: The application was sent or withdrawn.
        ValidationError: The answer is none of the question's kind.
    """
    row = open_row(uow, application_id)
    template = form_of(uow, row)
    asked = known_question(template, question)
    uow.describe(question=asked.label)
    read = read_answer(asked, text, _rows(asked, text, rows), years_in(uow, row, template))
    put_answer(uow, application_id, question, read.answer)
    return read.told


def _rows(
    question: Question, text: str, rows: Sequence[Mapping[str, str]] | None
) -> Sequence[Mapping[str, str]] | None:
    """Take an empty text for no rows, so that any answer can be removed in the same way."""
    is_emptied = question.kind is QuestionKind.TABLE and rows is None and not text.strip()
    return () if is_emptied else rows


def known_question(template: FunderTemplate, question_id: str) -> Question:
    """Return a question of a form.

    Raises:
        UsageError: The form has none of this id; the nearest is named.
    """
    question = template.question(question_id)
    if question is None:
        raise UsageError(
            _("The form has no question “{question}”.").format(question=question_id),
            hint=nearest(question_id, [one.id for one in template.questions]),
            kind="unknown-question",
        )
    return question


@service("Tell of the attachment “{attachment}” of “{application}”")
def set_attachment(
    uow: UnitOfWork,
    *,
    application_id: int,
    attachment: str,
    state: AttachmentState,
    note: str = "",
) -> None:
    """Tell where a demanded document is; also after the application was sent.

    Raises:
        UsageError: There is no such application or attachment.
        NotAllowed: The application was withdrawn.
        ValidationError: The note is too long or has control characters.
    """
    row = stored(uow, application_id)
    if row.state == ApplicationState.WITHDRAWN:
        open_row(uow, application_id)
    demands = {one.id: one for one in form_of(uow, row).attachments}
    if attachment not in demands:
        raise UsageError(
            _("The form has no attachment “{attachment}”.").format(attachment=attachment),
            hint=nearest(attachment, demands),
            kind="unknown-attachment",
        )
    uow.describe(attachment=demands[attachment].label)
    put_attachment(uow, application_id, attachment, (AttachmentState(state), note_text(note)))


@service("Set the limit of “{question}” in the form of “{application}”")
def set_limit(
    uow: UnitOfWork,
    *,
    application_id: int,
    question: str,
    max_chars: int | None,
    counting: CountingRule,
) -> None:
    """Keep a limit that was read in the funder's web form, for all applications of the form.

    Args:
        uow: The step.
        application_id: An application of the form.
        question: The id of the question.
        max_chars: The limit; None when the web form has none.
        counting: How the web form counts.

    Raises:
        UsageError: There is no such application or question.
        NotAllowed: The question is no text.
        ValidationError: The limit is not above zero, or longer than any answer.
    """
    template, row = _limit(uow, application_id, question)
    refuse_wrong_limit(max_chars)
    if row is None:
        row = model.OwnLimit(form_id=template.id, question=question)
        uow.session.add(row)
    row.max_chars = max_chars
    row.counting = {**asdict(counting), "unit": str(counting.unit)}


@service("Forget the limit of “{question}” in the form of “{application}”")
def forget_limit(uow: UnitOfWork, *, application_id: int, question: str) -> None:
    """Let the form's own limit hold again.

    Raises:
        UsageError: There is no such application or question.
        NotAllowed: The question is no text.
    """
    _template, row = _limit(uow, application_id, question)
    if row is not None:
        uow.session.delete(row)


def _limit(
    uow: UnitOfWork, application_id: int, question_id: str
) -> tuple[FunderTemplate, model.OwnLimit | None]:
    """Return the form, and the limit of a question that is a text, if there is one."""
    template = form_of(uow, stored(uow, application_id))
    question = known_question(template, question_id)
    uow.describe(question=question.label)
    if question.kind not in _COUNTED:
        raise NotAllowed(
            _("“{question}” is no text: its characters are not counted.").format(
                question=question.label
            ),
            kind="not-counted",
        )
    table = model.OwnLimit
    statement = select(table).where(table.form_id == template.id, table.question == question_id)
    return template, uow.session.scalar(statement)
