"""Undo and redo: put back the rows a step changed, from the images in history.

An undo is itself a step; redo takes the undo back. A row's ``version`` is raised, never restored,
so that nobody overwrites unseen what came after.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, MetaData, Table, func, select, text
from sqlalchemy.orm import Session

from yhdistys.errors import Conflict, NotAllowed
from yhdistys.i18n import _
from yhdistys.store.changes import render
from yhdistys.store.engine import is_postgresql
from yhdistys.store.model import Change, ChangeSet
from yhdistys.store.triggers import sqlite_image

Image = Mapping[str, Any]
_VERSION = "version"

# What triggers do not record is reversed by the area that wrote it: bulk kind → function.
BulkReverser = Callable[[Any, Mapping[str, Any]], Mapping[str, Any]]
_REVERSERS: dict[str, BulkReverser] = {}


def reverses(kind: str) -> Callable[[BulkReverser], BulkReverser]:
    """Register the function that takes back a bulk change of this kind.

    It is called with the unit of work and the step's ``bulk`` description and returns the
    description of what it did, which makes the reversal itself reversible.
    """

    def register(function: BulkReverser) -> BulkReverser:
        _REVERSERS[kind] = function
        return function

    return register


def reverse_bulk(uow: Any, bulk: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take back a bulk change by the function of the area that made it."""
    return _REVERSERS[str(bulk["kind"])](uow, bulk)


def undoable_step(session: Session, actor: str | None = None) -> ChangeSet | None:
    """Return the step that undo would take back: the newest that nothing has reversed."""
    statement = select(ChangeSet).where(ChangeSet.kind.in_(("do", "redo")), ~_is_reversed())
    if actor is not None:
        statement = statement.where(ChangeSet.actor == actor)
    return session.scalar(statement.order_by(ChangeSet.id.desc()).limit(1))


def redoable_step(session: Session, actor: str | None = None) -> ChangeSet | None:
    """Return the undo that redo would take back, unless something new was done since."""
    undo = select(ChangeSet).where(ChangeSet.kind == "undo", ~_is_reversed())
    newest = select(func.max(ChangeSet.id)).where(ChangeSet.kind == "do")
    if actor is not None:
        undo = undo.where(ChangeSet.actor == actor)
        newest = newest.where(ChangeSet.actor == actor)
    undo = undo.where(ChangeSet.id > func.coalesce(newest.scalar_subquery(), 0))
    return session.scalar(undo.order_by(ChangeSet.id.desc()).limit(1))


def _is_reversed() -> Any:
    other = ChangeSet.__table__.alias()
    return select(other.c.id).where(other.c.reverses_id == ChangeSet.id).exists()


def refuse_barrier(step: ChangeSet) -> None:
    """Refuse to take back what has left the house or was decided for good.

    Raises:
        NotAllowed: The step is a barrier.
    """
    if step.barrier:
        raise NotAllowed(
            _("“{step}” cannot be undone.").format(step=render(step.message, step.params)),
            hint=_("Correct it with a new entry instead."),
            kind="barrier",
        )


def reverse_rows(session: Session, metadata: MetaData, step: ChangeSet) -> None:
    """Put back the rows a step changed, newest first.

    Raises:
        Conflict: A row is no longer as the step left it.
    """
    connection = session.connection()
    if is_postgresql(connection):
        connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")
    else:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    statement = select(Change).where(Change.change_set_id == step.id).order_by(Change.seq.desc())
    for change in session.scalars(statement).all():
        _reverse(connection, metadata.tables[change.table_name], change)
    session.expire_all()


def _reverse(connection: Connection, table: Table, change: Change) -> None:
    rows = _Rows(connection, table)
    key = change.after or change.before or {}
    present = rows.image(key)
    if not _same(present, change.after):
        entity = f"{change.table_name} {change.row_id}"
        raise Conflict(
            _("It was changed meanwhile ({entity}) and cannot be taken back.").format(
                entity=entity
            ),
            hint=_("Look at the history and correct it by hand."),
        )
    if change.before is None:
        rows.delete(key)
        return
    image = dict(change.before)
    if _VERSION in table.c:
        image[_VERSION] = int((present or image)[_VERSION]) + 1
    if present is None:
        rows.insert(image)
    else:
        rows.update(image)


def _same(one: Image | None, other: Image | None) -> bool:
    if one is None or other is None:
        return one is other
    return {**one, _VERSION: None} == {**other, _VERSION: None}


class _Rows:
    """Rows of one table read and written as images, in the SQL of either database."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection = connection
        self._table = table
        self._is_postgresql = is_postgresql(connection)

    def image(self, key: Image) -> Image | None:
        whole = "to_jsonb(r)" if self._is_postgresql else sqlite_image(self._table, "r")
        found = self._run(f"SELECT {whole} FROM {self._table.name} r {self._where()}", key).scalar()
        if found is None:
            return None
        image: Image = json.loads(found) if isinstance(found, str) else found
        return image

    def delete(self, key: Image) -> None:
        self._run(f"DELETE FROM {self._table.name} AS r {self._where()}", key)

    def insert(self, image: Image) -> None:
        names = ", ".join(column.name for column in self._table.columns)
        values = ", ".join(self._value(column) for column in self._table.columns)
        self._run(f"INSERT INTO {self._table.name} ({names}) SELECT {values}", image)

    def update(self, image: Image) -> None:
        keys = set(self._table.primary_key.columns)
        parts = ", ".join(
            f"{column.name} = {self._value(column)}"
            for column in self._table.columns
            if column not in keys
        )
        if parts:
            self._run(f"UPDATE {self._table.name} AS r SET {parts} {self._where()}", image)

    def _run(self, statement: str, image: Image) -> Any:
        words = json.dumps(image, ensure_ascii=False)
        return self._connection.execute(text(statement), {"image": words})

    def _where(self) -> str:
        return "WHERE " + " AND ".join(
            f"r.{column.name} = {self._value(column)}" for column in self._table.primary_key
        )

    def _value(self, column: Column[Any]) -> str:
        if self._is_postgresql:
            row = f"jsonb_populate_record(CAST(NULL AS {self._table.name}), CAST(:image AS jsonb))"
            return f"({row}).{column.name}"
        value = f"json_extract(:image, '$.{column.name}')"
        return f"unhex({value})" if isinstance(column.type, LargeBinary) else value
