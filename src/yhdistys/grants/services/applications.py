"""Applications begun, named, timed, sent, withdrawn, reopened and removed."""

from __future__ import annotations

import contextlib
from datetime import date, time, timedelta

from sqlalchemy import select

from yhdistys import settings
from yhdistys.errors import NotAllowed, ValidationError
from yhdistys.grants import model
from yhdistys.grants.queries.forms import form_hash, sound_form
from yhdistys.grants.rules.answers import read_answer
from yhdistys.grants.rules.application import ApplicationState
from yhdistys.grants.rules.call_dates import next_closing
from yhdistys.grants.rules.new_amounts import refuse_wrong_year
from yhdistys.grants.rules.short_texts import application_name, note_text
from yhdistys.grants.rules.template import FunderTemplate
from yhdistys.grants.services.stored import (
    day_of,
    open_row,
    put_answer,
    refuse_lost_update,
    stored,
)
from yhdistys.grants.services.versions import store_version
from yhdistys.i18n import _
from yhdistys.store.drafts import forget_drafts
from yhdistys.store.unit_of_work import UnitOfWork, service
from yhdistys.store.workspace_settings import file_settings
from yhdistys.values.formats import date_text
from yhdistys.values.period import local_day

_PREFILLED_FROM = {
    "association.name": settings.ASSOCIATION_NAME,
    "association.business_id": settings.ASSOCIATION_BUSINESS_ID,
    "association.address": settings.ASSOCIATION_ADDRESS,
    "association.contact": settings.ASSOCIATION_CONTACT,
}


@service("Begin the application “{name}”")
def start_application(
    uow: UnitOfWork,
    *,
    form: str,
    name: str,
    first_year: int | None = None,
    closes_on: date | None = None,
    closes_at: time | None = None,
) -> int:
    """Begin an application with a form, and keep the form as it is now; return its id.

    What the association's settings know is answered already.

    Args:
        uow: The step.
        form: The whole text of the funder's ``form.toml``.
        name: What the application is called here; at most 200 characters.
        first_year: The first year of the activity; by default next year.
        closes_on: The last day to send it, also a past one; by default the form's next end of a
            call, this day counted.
        closes_at: The time of that day.

    Raises:
        ValidationError: The form has errors, the name cannot stand, or the year is none.
    """
    template = sound_form(form)
    name = application_name(name)
    uow.describe(name=name)
    today = day_of(uow)
    year = first_year if first_year is not None else today.year + 1
    refuse_wrong_year(year)
    if closes_on is None:
        closes_on, closes_at = _next_deadline(template, today, closes_at)
    row = model.Application(
        form_copy_id=_form_copy(uow, template, form).id, state=str(ApplicationState.DRAFT),
        name=name, first_year=year, closes_on=closes_on, closes_at=_time_text(closes_at), reason="",
    )  # fmt: skip
    _store_prefilled(uow, template, row)
    return row.id


def _next_deadline(
    template: FunderTemplate, today: date, at: time | None
) -> tuple[date | None, time | None]:
    """Return when the next call closes; today's counts."""
    closing = next_closing(template, today - timedelta(days=1))
    return (None, at) if closing is None else (closing.day, at or closing.at)


def _form_copy(uow: UnitOfWork, template: FunderTemplate, text: str) -> model.FormCopy:
    """Store a form, once for all applications begun with the very same text."""
    content_hash = form_hash(text)
    copy = uow.session.scalar(
        select(model.FormCopy).where(model.FormCopy.content_hash == content_hash)
    )
    if copy is None:
        copy = model.FormCopy(
            form_id=template.id, form_version=template.version, content_hash=content_hash, text=text
        )
        uow.session.add(copy)
        uow.session.flush()
    return copy


def _store_prefilled(uow: UnitOfWork, template: FunderTemplate, row: model.Application) -> None:
    """Store an application and answer what is known, but where a setting does not fit."""
    uow.session.add(row)
    uow.session.flush()
    known = file_settings(uow.session)
    told = {path: str(known.get(key, "")) for path, key in _PREFILLED_FROM.items()}
    told["application.name"] = row.name
    for question in template.questions:
        text = told.get(question.prefill, "")
        if text.strip():
            with contextlib.suppress(ValidationError):
                read = read_answer(question, text, None, (row.first_year,))
                put_answer(uow, row.id, question.id, read.answer)


def _time_text(at: time | None) -> str | None:
    return None if at is None else at.isoformat(timespec="minutes")


@service("Rename the application “{application}” to “{name}”")
def rename_application(uow: UnitOfWork, *, application_id: int, name: str, if_version: int) -> None:
    """Give an application another name; a question that was filled in with it stays as it is.

    Raises:
        UsageError: There is no such application.
        ValidationError: The name is empty, too long or has control characters.
        Conflict: Somebody changed it meanwhile.
    """
    row = stored(uow, application_id)
    refuse_lost_update(row, if_version)
    clean_name = application_name(name)
    uow.describe(name=clean_name)
    if row.name != clean_name:
        row.name = clean_name
        row.version += 1


@service("Change the deadline of “{application}”")
def change_deadline(
    uow: UnitOfWork,
    *,
    application_id: int,
    closes_on: date | None,
    closes_at: time | None = None,
    if_version: int,
) -> None:
    """Set the last day to send an application; None means that it is not known.

    Raises:
        UsageError: There is no such application.
        NotAllowed: It was sent or withdrawn.
        ValidationError: There is a time without a day.
        Conflict: Somebody changed it meanwhile.
    """
    row = open_row(uow, application_id)
    refuse_lost_update(row, if_version)
    if closes_on is None and closes_at is not None:
        raise ValidationError(
            _("The deadline has a time and no day."),
            hint=_("Give the day too, or leave both out."),
            kind="time-without-day",
        )
    told = (closes_on, _time_text(closes_at))
    if (row.closes_on, row.closes_at) != told:
        row.closes_on, row.closes_at = told
        row.version += 1


@service("Submit the application “{application}”", barrier=True)
def submit_application(uow: UnitOfWork, *, application_id: int, submitted_on: date) -> None:
    """Tell that an application was sent: it is kept as a version, and its answers are locked.

    Raises:
        UsageError: There is no such application.
        NotAllowed: It was sent or withdrawn before.
        ValidationError: The day is still to come.
    """
    row = open_row(uow, application_id)
    if submitted_on > max(day_of(uow), local_day(uow.at)):
        raise ValidationError(
            _("The day {day} is still to come.").format(day=date_text(submitted_on)),
            hint=_("Give the day on which the application was sent."),
            kind="day-to-come",
        )
    store_version(uow, application_id, _("Submitted"))
    _to_state(row, ApplicationState.SUBMITTED, submitted_on)


@service("Reopen the application “{application}”")
def reopen_application(uow: UnitOfWork, *, application_id: int, reason: str) -> None:
    """Make a draft again of an application that was sent or withdrawn.

    Raises:
        UsageError: There is no such application.
        NotAllowed: It is a draft.
        ValidationError: There is no reason, or it is too long or has control characters.
    """
    row = stored(uow, application_id)
    if row.state == ApplicationState.DRAFT:
        raise NotAllowed(
            _("“{name}” is a draft and open already.").format(name=row.name),
            kind="application-open",
        )
    told = note_text(reason)
    if not told:
        raise ValidationError(
            _("Say why “{name}” is reopened.").format(name=row.name),
            hint=_("Those who look at it later want to know."),
            kind="missing-reason",
        )
    _to_state(row, ApplicationState.DRAFT, None, told)


@service("Withdraw the application “{application}”")
def withdraw_application(uow: UnitOfWork, *, application_id: int, reason: str = "") -> None:
    """Tell that an application is not applied for any more; it is kept.

    Raises:
        UsageError: There is no such application.
        NotAllowed: It was withdrawn before.
        ValidationError: The reason is too long or has control characters.
    """
    row = stored(uow, application_id)
    if row.state == ApplicationState.WITHDRAWN:
        row = open_row(uow, application_id)
    _to_state(row, ApplicationState.WITHDRAWN, row.submitted_on, note_text(reason))


def _to_state(
    row: model.Application, state: ApplicationState, submitted_on: date | None, reason: str = ""
) -> None:
    row.state, row.submitted_on, row.reason = str(state), submitted_on, reason
    row.version += 1


@service("Remove the application “{application}”")
def remove_application(uow: UnitOfWork, *, application_id: int) -> None:
    """Remove a draft with all that is in it; its form goes too when no other application has it.

    Texts that were being written in it are forgotten, also when the removal is undone.

    Raises:
        UsageError: There is no such application.
        NotAllowed: It was sent or withdrawn.
    """
    row = open_row(uow, application_id)
    copy_id = row.form_copy_id
    uow.session.delete(row)
    forget_drafts(uow.session, inside=f"application/{application_id}")
    uow.session.flush()
    others = select(model.Application.id).where(model.Application.form_copy_id == copy_id)
    if uow.session.scalar(others.limit(1)) is None:
        uow.session.delete(uow.session.get_one(model.FormCopy, copy_id))
