"""All applications at a glance, and what was answered to the same question before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from yhdistys.grants import model
from yhdistys.grants.queries.applications import read_applications, unknown_application
from yhdistys.grants.queries.forms import stored_form
from yhdistys.grants.rules.application import Answer, Application, ApplicationState
from yhdistys.grants.rules.template import FunderTemplate, LineKind, Question, QuestionKind
from yhdistys.i18n import DataText
from yhdistys.values.findings import Severity

if TYPE_CHECKING:
    from yhdistys.grants.rules.conditions import Names

_STATES = (ApplicationState.DRAFT, ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationRow:
    """An application in a list.

    Attributes:
        id: Its id in the file.
        name: What it is called here.
        template_id: The id of its form.
        title: The form's title.
        funder: The funder's name.
        grant_code: The funder's short word for the kind of grant; may be empty.
        state: How far it is.
        closes_on: The last day to send it.
        closes_at: The time of that day.
        days_left: Days until then, negative when it has passed; None when it is not known or the
            application is no draft.
        readiness: How much of what is demanded is there, in whole per cents.
        errors: What the funder would refuse; of a sent one on the day it was sent.
        requested: The grant applied for in all years; None when the form has no line for it, it
            cannot be computed, or nothing is in the budget yet.
        years: The years of the activity.
        submitted_on: The day it was sent.
        versions: How many versions are kept.
        version: Of its row, for edits.
    """

    id: int
    name: str
    template_id: str
    title: DataText
    funder: DataText
    grant_code: str
    state: ApplicationState
    closes_on: date | None
    closes_at: time | None
    days_left: int | None
    readiness: int
    errors: int
    requested: Decimal | None
    years: tuple[int, ...]
    submitted_on: date | None
    versions: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationName:
    """An application to choose.

    Attributes:
        id: Its id in the file.
        name: What it is called here.
    """

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingDraft:
    """A draft whose call closes soon, or has closed.

    Attributes:
        id: Its id in the file.
        name: What it is called here.
        closes_on: The last day to send it.
        closes_at: The time of that day.
        days_left: Days until then, negative when it has passed.
        readiness: How much of what is demanded is there, in whole per cents.
    """

    id: int
    name: str
    closes_on: date
    closes_at: time | None
    days_left: int
    readiness: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAnswer:
    """What another application answers to the same question.

    Attributes:
        application_id: The other application.
        application_name: What it is called.
        state: How far it is.
        submitted_on: The day it was sent.
        text: The answer, as it is shown.
    """

    application_id: int
    application_name: str
    state: ApplicationState
    submitted_on: date | None
    text: str


def applications(session: Session, *, today: date) -> tuple[ApplicationRow, ...]:
    """Return all applications: drafts by their deadline, then sent ones, the newest first.

    Args:
        session: Where to read.
        today: The day from which days are counted and for which funders' rules are asked.
    """
    found = read_applications(session)
    table = model.ApplicationVersion
    kept = func.count().label("kept")
    counted = select(table.application_id, kept).group_by(table.application_id)
    versions = {row.application_id: row.kept for row in session.execute(counted)}
    rows = (_row(one, today, versions.get(one.id, 0)) for one in found)
    return tuple(sorted(rows, key=_place))


def application_names(session: Session) -> tuple[ApplicationName, ...]:
    """Return the ids and names of all applications in the order of ``applications``."""
    table = model.Application
    statement = select(table.id, table.name, table.state, table.closes_on, table.submitted_on)
    rows = sorted(session.execute(statement), key=_place)
    return tuple(ApplicationName(id=row.id, name=row.name) for row in rows)


def closing_drafts(session: Session, *, today: date, days: int) -> tuple[ClosingDraft, ...]:
    """Return the drafts whose call closes within some days, or has closed, the nearest first.

    Args:
        session: Where to read.
        today: The day from which days are counted.
        days: How many of them to look ahead.
    """
    table = model.Application
    statement = select(table.id).where(
        table.state == ApplicationState.DRAFT, table.closes_on <= today + timedelta(days=days)
    )
    ids = session.scalars(statement).all()
    if not ids:
        return ()
    from yhdistys.grants.rules.readiness import readiness  # noqa: PLC0415 - slow: not without applications

    rows = sorted(read_applications(session, application_ids=ids), key=_place)
    return tuple(
        ClosingDraft(
            id=row.id,
            name=row.name,
            closes_on=row.closes_on,
            closes_at=row.closes_at,
            days_left=(row.closes_on - today).days,
            readiness=readiness(row).percent,
        )
        for row in rows
        if row.closes_on is not None
    )


class _Placed(Protocol):
    """What the place of an application in a list follows from."""

    @property
    def id(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def closes_on(self) -> date | None: ...
    @property
    def submitted_on(self) -> date | None: ...


def _place(row: _Placed | Row[Any]) -> tuple[int, int, int]:
    """Return where an application stands in the list."""
    state = _STATES.index(ApplicationState(row.state))
    if row.state == ApplicationState.DRAFT:
        return state, (row.closes_on or date.max).toordinal(), row.id
    sent = row.submitted_on
    return state, -(sent.toordinal() if sent else 0), -row.id


def _row(one: Application, today: date, versions: int) -> ApplicationRow:
    from yhdistys.grants.rules.checking import check_with  # noqa: PLC0415 - slow: not without applications
    from yhdistys.grants.rules.conditions import Names  # noqa: PLC0415 - slow: not without applications
    from yhdistys.grants.rules.readiness import readiness_with  # noqa: PLC0415 - slow: not without applications

    names = Names(one)
    template = one.template
    notes = check_with(names, today=one.submitted_on or today)
    is_open = one.state is ApplicationState.DRAFT and one.closes_on is not None
    return ApplicationRow(
        id=one.id,
        name=one.name,
        template_id=template.id,
        title=template.title,
        funder=template.funder,
        grant_code=template.grant_type.code if template.grant_type else "",
        state=one.state,
        closes_on=one.closes_on,
        closes_at=one.closes_at,
        days_left=(one.closes_on - today).days if is_open and one.closes_on else None,
        readiness=readiness_with(names).percent,
        errors=sum(note.severity is Severity.ERROR for note in notes),
        requested=_requested(names),
        years=names.years,
        submitted_on=one.submitted_on,
        versions=versions,
        version=one.version,
    )


def _requested(names: Names) -> Decimal | None:
    """Return the sum of the lines of the grant."""
    budget = names.budget
    is_told = any(row.line.kind is LineKind.GRANT and row.total is not None for row in budget.rows)
    return budget.grant.total if is_told and not budget.is_empty else None


def earlier_answers(
    session: Session, *, application_id: int, question: str
) -> tuple[EarlierAnswer, ...]:
    """Return what other applications answer to a question: sent ones first, the newest first.

    The same question is the one of the same id in the same form, or in any form the one of the same
    topic. Tables are left out.

    Args:
        session: Where to read.
        application_id: The application that is being written.
        question: The id of the question.

    Raises:
        UsageError: There is no such application.
    """
    rows = {row.id: row for row in session.execute(_forms())}
    if application_id not in rows:
        raise unknown_application(application_id)
    own = stored_form(rows.pop(application_id).text)
    asked = own.question(question)
    if asked is None:
        return ()
    same = {row.id: _same_questions(asked, own, stored_form(row.text)) for row in rows.values()}
    table = model.ApplicationAnswer
    answers = select(table.application_id, table.question, table.text).where(
        table.question.in_({one for found in same.values() for one in found}), table.text != ""
    )
    found = [
        _earlier(rows[row.application_id], same[row.application_id][row.question], row.text)
        for row in session.execute(answers.order_by(table.id))
        if row.question in same.get(row.application_id, ())
    ]
    return tuple(sorted(found, key=_age))


def _forms() -> Select[int, str, str, date | None, str]:
    """Select applications with the texts of their forms."""
    table = model.Application
    columns = (table.id, table.name, table.state, table.submitted_on, model.FormCopy.text)
    return select(*columns).join(model.FormCopy, model.FormCopy.id == table.form_copy_id)


def _same_questions(
    asked: Question, own: FunderTemplate, other: FunderTemplate
) -> Mapping[str, Question]:
    """Return the questions of another form that ask the same."""
    return {one.id: one for one in other.questions if _is_same(asked, own, one, other)}


def _is_same(asked: Question, own: FunderTemplate, same: Question, other: FunderTemplate) -> bool:
    if same.kind is not asked.kind or asked.kind is QuestionKind.TABLE:
        return False
    has_topic = bool(asked.topic) and asked.topic == same.topic
    return has_topic or (asked.id == same.id and own.id == other.id)


def _earlier(
    row: Row[int, str, str, date | None, str], question: Question, text: str
) -> EarlierAnswer:
    from yhdistys.grants.rules.answers import show_answer  # noqa: PLC0415 - slow: not without applications

    return EarlierAnswer(
        application_id=row.id,
        application_name=row.name,
        state=ApplicationState(row.state),
        submitted_on=row.submitted_on,
        text=show_answer(question, Answer(text=text)),
    )


def _age(one: EarlierAnswer) -> tuple[int, int]:
    sent = one.submitted_on
    return -(sent.toordinal() if sent else 0), -one.application_id
