"""Versions of an application: kept, and restored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from yhdistys.grants import model
from yhdistys.grants.queries.applications import kept_content
from yhdistys.grants.rules.application import AttachmentState
from yhdistys.grants.rules.short_texts import LONGEST_NAME, short_text
from yhdistys.grants.rules.snapshots import from_snapshot, snapshot
from yhdistys.grants.services.stored import (
    NO_ANSWER,
    open_row,
    put_amount,
    put_answer,
    put_attachment,
    stored,
    value_of,
)
from yhdistys.store.unit_of_work import UnitOfWork, service

_MISSING = (AttachmentState.MISSING, "")
_SOURCE = (
    "year", "budget_version_uid", "budget_name", "percent", "cost_centres", "general_centres",
    "general_share",
)  # fmt: skip


@service("Keep a version of “{application}”")
def keep_version(uow: UnitOfWork, *, application_id: int, name: str = "") -> int:
    """Keep the answers, amounts and attachments as they are now; return the version's number.

    Raises:
        UsageError: There is no such application.
        ValidationError: The name is longer than 200 characters or has control characters.
    """
    stored(uow, application_id)
    return store_version(uow, application_id, " ".join(short_text(name, LONGEST_NAME).split()))


def store_version(uow: UnitOfWork, application_id: int, name: str) -> int:
    """Store a version of an application that is known to exist; return its number."""
    table = model.ApplicationVersion
    newest = select(func.max(table.number)).where(table.application_id == application_id)
    number = (uow.session.scalar(newest) or 0) + 1
    content = {
        **snapshot(value_of(uow, application_id)),
        "sources": [
            {name: getattr(source, name) for name in _SOURCE}
            for source in _sources(uow, application_id).values()
        ],
    }
    uow.session.add(
        table(
            application_id=application_id, number=number, name=name, kept_at=uow.at,
            actor=uow.actor, content=content,
        )
    )  # fmt: skip
    return number


@service("Restore version {number} of “{application}”")
def restore_version(uow: UnitOfWork, *, application_id: int, number: int) -> None:
    """Put back the answers, amounts and attachments of a version; the versions stay.

    Raises:
        UsageError: There is no such application or version.
        NotAllowed: The application was sent or withdrawn.
    """
    open_row(uow, application_id)
    content = kept_content(uow.session, application_id=application_id, number=number)
    present = value_of(uow, application_id)
    kept = from_snapshot(present, content)
    for question in sorted(present.answers.keys() | kept.answers):
        put_answer(uow, application_id, question, kept.answers.get(question, NO_ANSWER))
    for key in sorted(present.amounts.keys() | kept.amounts):
        put_amount(uow, application_id, key, kept.amounts.get(key))
    for attachment in sorted(present.attachments.keys() | kept.attachments):
        told = kept.attachments.get(attachment, _MISSING)
        put_attachment(uow, application_id, attachment, told)
    _restore_sources(uow, application_id, content)


def _restore_sources(uow: UnitOfWork, application_id: int, content: Mapping[str, Any]) -> None:
    present = _sources(uow, application_id)
    kept = {told["year"]: told for told in content["sources"]}
    for year in present.keys() - kept:
        uow.session.delete(present[year])
    for year, told in kept.items():
        put_source(uow, application_id, told, present.get(year))


def put_source(
    uow: UnitOfWork,
    application_id: int,
    told: Mapping[str, Any],
    row: model.ApplicationSource | None,
) -> None:
    """Store where a year's budget was taken from, over what was told of that year before."""
    if row is None:
        row = model.ApplicationSource(application_id=application_id)
        uow.session.add(row)
    for name in _SOURCE:
        setattr(row, name, told[name])


def _sources(uow: UnitOfWork, application_id: int) -> dict[int, model.ApplicationSource]:
    """Return where the budget was taken from, by year."""
    table = model.ApplicationSource
    statement = select(table).where(table.application_id == application_id).order_by(table.year)
    return {row.year: row for row in uow.session.scalars(statement)}
