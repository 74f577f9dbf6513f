"""All applications at a glance, and what was answered to the same question before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from yhdistys.grants import model
from yhdistys.grants.queries.applications import application, read_applications
from yhdistys.grants.rules.application import Application, ApplicationState
from yhdistys.grants.rules.template import LineKind, Question, QuestionKind
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


def _place(row: ApplicationRow) -> tuple[int, int, int]:
    """Return where a row stands in the list."""
    state = _STATES.index(row.state)
    if row.state is ApplicationState.DRAFT:
        return state, (row.closes_on or date.max).toordinal(), row.id
    sent = row.submitted_on
    return state, -(sent.toordinal() if sent else 0), -row.id


def _row(one: Application, today: date, versions: int) -> ApplicationRow:
    from yhdistys.grants.rules.checking import check_with  # noqa: PLC0415 - slow: not without applications
    from yhdistys.grants.rules.conditions import Names  # noqa: PLC0415 - slow: not without applications
    from yhdistys.grants.rules.readiness import readiness  # noqa: PLC0415 - slow: not without applications

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
        readiness=readiness(one).percent,
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
    from yhdistys.grants.rules.answers import show_answer  # noqa: PLC0415 - slow: not without applications

    own = application(session, application_id=application_id)
    asked = own.template.question(question)
    found = [
        EarlierAnswer(
            application_id=other.id,
            application_name=other.name,
            state=other.state,
            submitted_on=other.submitted_on,
            text=show_answer(same, other.answer(same.id)),
        )
        for other in read_applications(session)
        if asked is not None and other.id != application_id
        for same in other.template.questions
        if _is_same(asked, own, same, other) and other.answer(same.id).text
    ]
    return tuple(sorted(found, key=_age))


def _is_same(asked: Question, own: Application, same: Question, other: Application) -> bool:
    if same.kind is not asked.kind or asked.kind is QuestionKind.TABLE:
        return False
    has_topic = bool(asked.topic) and asked.topic == same.topic
    return has_topic or (asked.id == same.id and own.template.id == other.template.id)


def _age(one: EarlierAnswer) -> tuple[int, int]:
    sent = one.submitted_on
    return -(sent.toordinal() if sent else 0), -one.application_id
