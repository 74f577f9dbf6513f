"""Applications as values: put together from their rows and the form they were begun with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from yhdistys.budget.model import BudgetVersion
from yhdistys.errors import UsageError
from yhdistys.grants import model
from yhdistys.grants.queries.forms import stored_form
from yhdistys.grants.queries.plan_costs import planned_by_source
from yhdistys.grants.rules.application import (
    Amount,
    AmountKey,
    Answer,
    Application,
    ApplicationState,
    AttachmentState,
    OwnLimit,
    Planned,
)
from yhdistys.grants.rules.plan_sources import YearSource
from yhdistys.grants.rules.snapshots import from_snapshot
from yhdistys.i18n import _
from yhdistys.store.base import Base
from yhdistys.values.counting import CountedUnit, CountingRule


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A kept version of an application.

    Attributes:
        number: Counted from 1 in each application.
        name: What it was called when it was kept; may be empty.
        kept_at: When.
        actor: Who kept it.
    """

    number: int
    name: str
    kept_at: datetime
    actor: str


def application(session: Session, *, application_id: int) -> Application:
    """Return an application with what the plan holds now for what its budget was taken from.

    Raises:
        UsageError: There is no such application.
        FileProblem: This version of the program cannot read its form.
    """
    found = read_applications(session, application_ids=(application_id,))
    if not found:
        raise unknown_application(application_id)
    return found[0]


def unknown_application(application_id: int) -> UsageError:
    """Say that there is no application of an id."""
    return UsageError(
        _("There is no application {application}.").format(application=application_id),
        hint=_("It may have been removed meanwhile."),
        kind="unknown-application",
    )


def read_applications(
    session: Session, *, application_ids: Collection[int] | None = None
) -> tuple[Application, ...]:
    """Return applications by age; it takes as many statements for one as for all.

    Args:
        session: Where to read.
        application_ids: Only these; None for all.
    """
    table = model.Application
    statement = (
        select(table, model.FormCopy.text)
        .join(model.FormCopy, model.FormCopy.id == table.form_copy_id)
        .order_by(table.id)
    )
    if application_ids is not None:
        statement = statement.where(table.id.in_(application_ids))
    found = [(row, text) for row, text in session.execute(statement)]
    if not found:
        return ()
    parts = _Parts(session, application_ids)
    limits = _limits_by_form(session)
    return tuple(_application(row, text, parts, limits) for row, text in found)


class _Parts:
    """Answers, amounts, attachments and plans by application; each read for all at once."""

    def __init__(self, session: Session, application_ids: Collection[int] | None) -> None:
        self._session = session
        self._ids = application_ids
        self.answers = self._by_application(model.ApplicationAnswer)
        self.amounts = self._by_application(model.ApplicationAmount)
        self.attachments = self._by_application(model.ApplicationAttachment)
        self.planned = _planned_by_application(session, application_ids)

    def _by_application(self, table: type[Base]) -> Mapping[int, list[Row[Any]]]:
        """Read rows as they are: to make an object of each would take as long again."""
        columns = table.__table__.c
        statement = select(*columns).order_by(columns.id)
        if self._ids is not None:
            statement = statement.where(columns.application_id.in_(self._ids))
        found: dict[int, list[Row[Any]]] = defaultdict(list)
        for row in self._session.execute(statement):
            found[row.application_id].append(row)
        return found


def _application(
    row: model.Application, text: str, parts: _Parts, limits: Mapping[str, Mapping[str, OwnLimit]]
) -> Application:
    template = stored_form(text)
    return Application(
        id=row.id,
        name=row.name,
        template=template,
        state=ApplicationState(row.state),
        answers=answers_of(parts.answers.get(row.id, ())),
        amounts=amounts_of(parts.amounts.get(row.id, ())),
        attachments=attachments_of(parts.attachments.get(row.id, ())),
        limits=limits.get(template.id, {}),
        planned=parts.planned.get(row.id, ()),
        first_year=row.first_year,
        closes_on=row.closes_on,
        closes_at=None if row.closes_at is None else time.fromisoformat(row.closes_at),
        submitted_on=row.submitted_on,
        version=row.version,
    )


def answers_of(rows: Iterable[Row[Any]]) -> dict[str, Answer]:
    """Return answers as values by the ids of questions."""
    return {
        row.question: Answer(text=row.text, rows=tuple((row.rows or {}).get("rows", ())))
        for row in rows
    }


def amounts_of(rows: Iterable[Row[Any]]) -> dict[AmountKey, Amount]:
    """Return amounts as values by line and year."""
    return {
        (row.line, row.year): Amount(
            amount=row.amount, basis=row.basis, note=row.note, is_planned=row.is_planned
        )
        for row in rows
    }


def attachments_of(rows: Iterable[Row[Any]]) -> dict[str, tuple[AttachmentState, str]]:
    """Return the states and notes of attachments by their ids."""
    return {row.attachment: (AttachmentState(row.state), row.note) for row in rows}


def _planned_by_application(
    session: Session, application_ids: Collection[int] | None
) -> Mapping[int, tuple[Planned, ...]]:
    """Return what the plans hold now; nothing of a budget version that is gone."""
    table = model.ApplicationSource
    statement = (
        select(table, BudgetVersion.id)
        .join(BudgetVersion, BudgetVersion.uid == table.budget_version_uid)
        .order_by(table.application_id, table.year)
    )
    if application_ids is not None:
        statement = statement.where(table.application_id.in_(application_ids))
    rows = [(row, version_id) for row, version_id in session.execute(statement)]
    sources = [_source(row, version_id) for row, version_id in rows]
    found: dict[int, tuple[Planned, ...]] = defaultdict(tuple)
    planned = planned_by_source(session, sources=sources)
    for (row, _version_id), one in zip(rows, planned, strict=True):
        found[row.application_id] += one
    return found


def budget_sources(session: Session, *, application_id: int) -> tuple[YearSource, ...]:
    """Return the plans that the budget of an application was taken from, by year.

    A year whose budget version is gone is left out.
    """
    table = model.ApplicationSource
    statement = (
        select(table, BudgetVersion.id)
        .join(BudgetVersion, BudgetVersion.uid == table.budget_version_uid)
        .where(table.application_id == application_id)
        .order_by(table.year)
    )
    return tuple(_source(row, version_id) for row, version_id in session.execute(statement))


def _source(row: model.ApplicationSource, version_id: int) -> YearSource:
    return YearSource(
        year=row.year,
        version_id=version_id,
        percent=Decimal(row.percent),
        cost_centres=tuple(row.cost_centres["codes"]),
        general_centres=tuple(row.general_centres["codes"]),
        general_share=Decimal(row.general_share),
    )


def own_limits(session: Session, *, form_id: str) -> Mapping[str, OwnLimit]:
    """Return the limits that were read in the funder's web form, by question.

    Args:
        session: Where to read.
        form_id: The id of the form, such as ``stea_c``; its applications share the limits.
    """
    return _limits_by_form(session).get(form_id, {})


def _limits_by_form(session: Session) -> Mapping[str, Mapping[str, OwnLimit]]:
    found: dict[str, dict[str, OwnLimit]] = defaultdict(dict)
    for row in session.scalars(select(model.OwnLimit).order_by(model.OwnLimit.id)):
        counting = CountingRule(**{**row.counting, "unit": CountedUnit(row.counting["unit"])})
        limit = OwnLimit(max_chars=row.max_chars, counting=counting)
        found[row.form_id][row.question] = limit
    return found


def application_versions(session: Session, *, application_id: int) -> tuple[VersionRow, ...]:
    """Return the kept versions of an application, the oldest first."""
    table = model.ApplicationVersion
    statement = (
        select(table.number, table.name, table.kept_at, table.actor)
        .where(table.application_id == application_id)
        .order_by(table.number)
    )
    return tuple(
        VersionRow(number=number, name=name, kept_at=kept_at, actor=actor)
        for number, name, kept_at, actor in session.execute(statement)
    )


def version_content(session: Session, *, application_id: int, number: int) -> Application:
    """Return an application as a kept version has it: its answers, amounts and attachments.

    Raises:
        UsageError: There is no such application or version.
    """
    content = kept_content(session, application_id=application_id, number=number)
    found = read_applications(session, application_ids=(application_id,))
    return from_snapshot(found[0], content)


def kept_content(session: Session, *, application_id: int, number: int) -> Mapping[str, Any]:
    """Return what a version keeps, as it is stored.

    Raises:
        UsageError: There is no such application or version.
    """
    table = model.ApplicationVersion
    statement = select(table.content).where(
        table.application_id == application_id, table.number == number
    )
    content: dict[str, Any] | None = session.scalar(statement)
    if content is not None:
        return content
    if session.get(model.Application, application_id) is None:
        raise unknown_application(application_id)
    rows = application_versions(session, application_id=application_id)
    raise UsageError(
        _("The application has no version {number}.").format(number=number),
        hint=_("The versions are: {names}.").format(
            names=", ".join(str(row.number) for row in rows) or _("none")
        ),
        kind="unknown-version",
    )
