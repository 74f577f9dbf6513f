"""The rows of an application that services change: found, refused, put in place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from yhdistys import settings
from yhdistys.errors import Conflict, NotAllowed
from yhdistys.grants import model
from yhdistys.grants.queries.applications import (
    amounts_of,
    answers_of,
    read_applications,
    unknown_application,
)
from yhdistys.grants.queries.forms import stored_form
from yhdistys.grants.rules.application import (
    Amount,
    AmountKey,
    Answer,
    Application,
    ApplicationState,
    AttachmentState,
)
from yhdistys.grants.rules.template import FunderTemplate
from yhdistys.grants.rules.years import years_of
from yhdistys.i18n import _
from yhdistys.store.unit_of_work import UnitOfWork
from yhdistys.store.workspace_settings import file_settings
from yhdistys.values.formats import date_text
from yhdistys.values.period import local_day

NO_ANSWER = Answer()


def stored(uow: UnitOfWork, application_id: int) -> model.Application:
    """Return the row of an application, and let the step's message name it.

    Raises:
        UsageError: There is no such application.
    """
    row = uow.session.get(model.Application, application_id)
    if row is None:
        raise unknown_application(application_id)
    uow.describe(application=row.name)
    return row


def open_row(uow: UnitOfWork, application_id: int) -> model.Application:
    """Return the row of an application that is a draft.

    Raises:
        UsageError: There is no such application.
        NotAllowed: It was sent or withdrawn.
    """
    row = stored(uow, application_id)
    if row.state == ApplicationState.SUBMITTED and row.submitted_on is not None:
        raise NotAllowed(
            _("“{name}” was sent on {day} and cannot be changed.").format(
                name=row.name, day=date_text(row.submitted_on)
            ),
            hint=_("Reopen it and say why, if the funder asks for a new one."),
            kind="application-submitted",
        )
    if row.state != ApplicationState.DRAFT:
        raise NotAllowed(
            _("“{name}” was withdrawn and cannot be changed.").format(name=row.name),
            hint=_("Reopen it and say why."),
            kind="application-withdrawn",
        )
    return row


def form_of(uow: UnitOfWork, row: model.Application) -> FunderTemplate:
    """Return the form that an application was begun with."""
    return stored_form(uow.session.get_one(model.FormCopy, row.form_copy_id).text)


def years_in(uow: UnitOfWork, row: model.Application, template: FunderTemplate) -> tuple[int, ...]:
    """Return the years of the activity of an application, for which its two days are enough."""
    days = template.years
    asked = () if days is None else (days.begins, days.ends)
    table = model.ApplicationAnswer
    statement = select(table.question, table.text, table.rows).where(
        table.application_id == row.id, table.question.in_(asked)
    )
    answers = answers_of(uow.session.execute(statement)) if asked else {}
    return years_of(
        Application(
            id=row.id, name=row.name, template=template, first_year=row.first_year, answers=answers
        )
    )


def amounts_in(
    uow: UnitOfWork, application_id: int, lines: Collection[str]
) -> dict[AmountKey, Amount]:
    """Return the amounts that some lines of an application have."""
    columns = model.ApplicationAmount.__table__.c
    statement = select(*columns).where(
        columns.application_id == application_id, columns.line.in_(lines)
    )
    return amounts_of(uow.session.execute(statement))


def value_of(uow: UnitOfWork, application_id: int) -> Application:
    """Return an application that is known to exist as a value."""
    uow.session.flush()
    return read_applications(uow.session, application_ids=(application_id,))[0]


def refuse_lost_update(row: model.Application, if_version: int) -> None:
    """Refuse a change of what somebody changed since it was read.

    Raises:
        Conflict: The row has another version now.
    """
    if row.version != if_version:
        raise Conflict(
            _("The application was changed meanwhile; now it says: {value}.").format(
                value=f"{row.name}, {date_text(row.closes_on)}" if row.closes_on else row.name
            ),
            hint=_("Look at it and make your change again."),
        )


def day_of(uow: UnitOfWork) -> date:
    """Return the day that deadlines count from: the file's own, or that of the step."""
    told = file_settings(uow.session).get(settings.AS_OF)
    return date.fromisoformat(str(told)) if told else local_day(uow.at)


def put_answer(uow: UnitOfWork, application_id: int, question: str, answer: Answer) -> None:
    """Store an answer; an empty one is removed, the same one leaves the row as it is."""
    table = model.ApplicationAnswer
    row = uow.session.scalar(
        select(table).where(table.application_id == application_id, table.question == question)
    )
    rows = {"rows": [dict(one) for one in answer.rows]} if answer.rows else None
    if answer == NO_ANSWER:
        if row is not None:
            uow.session.delete(row)
    elif row is None:
        uow.session.add(
            table(application_id=application_id, question=question, text=answer.text, rows=rows)
        )
    elif (row.text, row.rows) != (answer.text, rows):
        row.text, row.rows = answer.text, rows
        row.version += 1


def put_amount(uow: UnitOfWork, application_id: int, key: AmountKey, amount: Amount | None) -> None:
    """Store the amount of a line in a year; None removes it."""
    table = model.ApplicationAmount
    line, year = key
    row = uow.session.scalar(
        select(table).where(
            table.application_id == application_id, table.line == line, table.year == year
        )
    )
    if amount is None:
        if row is not None:
            uow.session.delete(row)
        return
    if row is None:
        row = table(application_id=application_id, line=line, year=year)
        uow.session.add(row)
    row.amount, row.basis = amount.amount, amount.basis
    row.note, row.is_planned = amount.note, amount.is_planned


def put_attachment(
    uow: UnitOfWork, application_id: int, attachment: str, told: tuple[AttachmentState, str]
) -> None:
    """Store where an attachment is; one that is missing without a note has no row."""
    table = model.ApplicationAttachment
    row = uow.session.scalar(
        select(table).where(table.application_id == application_id, table.attachment == attachment)
    )
    state, note = told
    if state is AttachmentState.MISSING and not note:
        if row is not None:
            uow.session.delete(row)
        return
    if row is None:
        row = table(application_id=application_id, attachment=attachment)
        uow.session.add(row)
    row.state, row.note = str(state), note
