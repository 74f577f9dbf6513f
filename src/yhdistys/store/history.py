"""What was done, by whom and when, and every value before and after."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import JSON, Column, select
from sqlalchemy.orm import Session

from yhdistys.store.base import Base, Cents
from yhdistys.store.changes import ChangedEntity, render, touched
from yhdistys.store.model import Change, ChangeSet
from yhdistys.values.money import from_cents

_UNTOLD = frozenset({"id", "version", "uid", "budget_version_uid", "content", "content_hash"})
_NAMING = ("number", "code", "label", "key", "prefix", "name", "account")


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChange:
    """One value of one entity before and after a step; None where there was or is none."""

    entity: str
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One step.

    Attributes:
        kind: ``do``, ``undo`` or ``redo``.
        message: What was done, in the reader's language.
        entities: What it touched.
        values: The values it changed; those of bulk imports are told by the batch instead.
        bulk: What else it did, such as the batch of an import.
    """

    change_set: int
    at: datetime
    actor: str
    kind: str
    message: str
    barrier: bool
    entities: tuple[ChangedEntity, ...]
    values: tuple[ValueChange, ...]
    bulk: dict[str, object] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step without the values it changed; the attributes are those of ``HistoryRow``."""

    change_set: int
    at: datetime
    actor: str
    kind: str
    message: str
    bulk: dict[str, object] | None


def newest_steps(session: Session, *, count: int) -> tuple[StepRow, ...]:
    """Return at most so many steps, newest first; quick however much each of them changed."""
    statement = select(ChangeSet).order_by(ChangeSet.id.desc()).limit(count)
    return tuple(_step_row(step) for step in session.scalars(statement))


def _step_row(step: ChangeSet) -> StepRow:
    return StepRow(
        change_set=step.id,
        at=step.at,
        actor=step.actor,
        kind=step.kind,
        message=render(step.message, step.params),
        bulk=step.bulk,
    )


def step_ids(
    session: Session, *, text: str = "", order: str = "at", descending: bool = True
) -> tuple[int, ...]:
    """Return the ids of all steps, newest first; of those whose text or actor holds all words.

    Args:
        session: Where to read.
        text: Words that are looked for in what was done, in the reader's language, and by whom.
        order: ``at``, ``actor`` or ``step``.
        descending: False to begin with the oldest, or with A.
    """
    words = text.casefold().split()
    columns = ChangeSet.__table__.c
    newest = columns.id.desc() if descending or order != "at" else columns.id
    if not words and order == "at":
        return tuple(session.scalars(select(columns.id).order_by(newest)))
    told = select(columns.id, columns.message, columns.params, columns.actor).order_by(newest)
    rows = [(row.id, row.actor, render(row.message, row.params)) for row in session.execute(told)]
    if order != "at":
        rows.sort(key=itemgetter(1 if order == "actor" else 2), reverse=descending)
    return tuple(id_ for id_, actor, step in rows if _holds(f"{step} {actor}", words))


def _holds(text: str, words: list[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)


def step_rows(session: Session, *, ids: Sequence[int]) -> tuple[StepRow, ...]:
    """Return the steps of some ids, newest first."""
    statement = select(ChangeSet).where(ChangeSet.id.in_(ids)).order_by(ChangeSet.id.desc())
    return tuple(_step_row(step) for step in session.scalars(statement))


def step_values(session: Session, *, change_set: int, most: int) -> tuple[ValueChange, ...]:
    """Return the values that one step changed, at most so many.

    An entity is called by what names it, such as ``account/4400``, where its row tells that.
    """
    statement = select(Change).where(Change.change_set_id == change_set).order_by(Change.seq)
    changes = session.scalars(statement.limit(most))
    values = (replace(value, entity=_named(one)) for one in changes for value in _values(one))
    return tuple(islice(values, most))


def _named(change: Change) -> str:
    image = change.after or change.before or {}
    name = next((image[field] for field in _NAMING if image.get(field)), "")
    return f"{change.table_name}/{name}"


def history(
    session: Session, *, entity: str | None = None, newest: int | None = None
) -> tuple[HistoryRow, ...]:
    """Return the steps, newest first.

    Args:
        session: Where to read.
        entity: Only steps that touched this, such as ``account`` or ``account/3``.
        newest: At most so many.
    """
    statement = select(ChangeSet).order_by(ChangeSet.id.desc())
    if entity is not None:
        kind, _slash, row_id = entity.partition("/")
        changes = select(Change.change_set_id).where(Change.table_name == kind.replace("-", "_"))
        if row_id:
            changes = changes.where(Change.row_id == row_id)
        statement = statement.where(ChangeSet.id.in_(changes))
    steps = session.scalars(statement.limit(newest)).all()
    return tuple(_row(session, step) for step in steps)


def _row(session: Session, step: ChangeSet) -> HistoryRow:
    changes = session.scalars(
        select(Change).where(Change.change_set_id == step.id).order_by(Change.seq)
    ).all()
    return HistoryRow(
        change_set=step.id,
        at=step.at,
        actor=step.actor,
        kind=step.kind,
        message=render(step.message, step.params),
        barrier=step.barrier,
        entities=touched(changes),
        values=tuple(value for change in changes for value in _values(change)),
        bulk=step.bulk,
    )


def _values(change: Change) -> Iterator[ValueChange]:
    before, after = change.before or {}, change.after or {}
    table = Base.metadata.tables.get(change.table_name)
    for field in sorted(before.keys() | after.keys()):
        if field not in _UNTOLD and before.get(field) != after.get(field):
            column = None if table is None else table.columns.get(field)
            yield ValueChange(
                entity=f"{change.table_name}/{change.row_id}",
                field=field,
                before=_shown(column, before.get(field)),
                after=_shown(column, after.get(field)),
            )


def _shown(column: Column[Any] | None, value: object) -> object:
    """Show an image's value as it was given: euros for cents, a mapping for its JSON text."""
    if column is not None and isinstance(column.type, Cents) and isinstance(value, int):
        return from_cents(value)
    if column is not None and isinstance(column.type, JSON) and isinstance(value, str):
        return json.loads(value)
    return value
