"""Undo and redo: put back the rows a step changed, from the images in history.

An undo is itself a step; redo takes the undo back. A row's ``version`` is raised, never restored,
so that nobody overwrites unseen what came after.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, MetaData, Table, func, select
from sqlalchemy.orm import Session

from yhdistys.errors import Conflict, NotAllowed
from yhdistys.i18n import _
from yhdistys.store.changes import is_erased, render
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


@dataclass(slots=True)
class _RowChange:
    """One row over a whole step: its image before and after, and as it is now."""

    before: Image | None
    after: Image | None
    present: Image | None = None


def reverse_rows(session: Session, metadata: MetaData, step: ChangeSet) -> None:
    """Put back the rows a step changed: each from its image after the step to that before it.

    Children are deleted before their parents and inserted after them, so that it does not matter
    in which order a database's cascade once took them along.

    Raises:
        Conflict: A row is no longer as the step left it, others hang on what would go, or the
            step's values were erased.
    """
    connection = session.connection()
    if is_postgresql(connection):
        connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")
    else:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    changes = _row_changes(session, step)
    tables = [
        (_Rows(connection, table), changes[table.name])
        for table in metadata.sorted_tables
        if table.name in changes
    ]
    for rows, of_table in tables:
        _refuse_changed(rows, of_table)
    for rows, of_table in reversed(tables):
        rows.delete([c.after for c in of_table.values() if c.after and not c.before])
    for rows, of_table in tables:
        rows.update([_raised(c.before, c) for c in of_table.values() if c.before and c.after])
    for rows, of_table in tables:
        rows.insert([_raised(c.before, c) for c in of_table.values() if c.before and not c.after])
    _refuse_bystanders(session, step)
    session.expire_all()


def _row_changes(session: Session, step: ChangeSet) -> dict[str, dict[str, _RowChange]]:
    """Sum up a step by table and row."""
    found: dict[str, dict[str, _RowChange]] = {}
    statement = select(Change).where(Change.change_set_id == step.id).order_by(Change.seq)
    for change in session.scalars(statement):
        if is_erased(change):
            raise Conflict(
                _("“{step}” cannot be taken back: its values were erased.").format(
                    step=render(step.message, step.params)
                ),
                hint=_("Correct it with a new entry instead."),
            )
        rows = found.setdefault(change.table_name, {})
        rows.setdefault(change.row_id, _RowChange(change.before, None)).after = change.after
    return found


def _refuse_changed(rows: _Rows, changes: Mapping[str, _RowChange]) -> None:
    for row_id, change in changes.items():
        key = change.after or change.before
        change.present = None if key is None else rows.image(key)
        if not _same(change.present, change.after):
            raise _conflict(f"{rows.table.name} {row_id}")


def _conflict(entity: str) -> Conflict:
    return Conflict(
        _("It was changed meanwhile ({entity}) and cannot be taken back.").format(entity=entity),
        hint=_("Look at the history and correct it by hand."),
    )


def _refuse_bystanders(session: Session, step: ChangeSet) -> None:
    """Refuse when a cascade took along rows the step knows nothing of: somebody added them."""
    own = select(Change.table_name, Change.row_id).where(Change.change_set_id == step.id)
    newest = select(func.max(ChangeSet.id)).scalar_subquery()
    touched = select(Change.table_name, Change.row_id).where(Change.change_set_id == newest)
    bystander = session.execute(touched.except_(own)).first()
    if bystander is not None:
        raise _conflict(f"{bystander[0]} {bystander[1]}")


def _raised(image: Image, change: _RowChange) -> Image:
    """Return an image with the next version of the row."""
    if _VERSION not in image:
        return image
    return {**image, _VERSION: int((change.present or image)[_VERSION]) + 1}


def _same(one: Image | None, other: Image | None) -> bool:
    if one is None or other is None:
        return one is other
    return {**one, _VERSION: None} == {**other, _VERSION: None}


class _Rows:
    """Rows of one table read and written as images, in the SQL of either database."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self.table = table
        self._connection = connection
        self._is_postgresql = is_postgresql(connection)
        self._mark = "%(image)s" if self._is_postgresql else ":image"
        self._where = "WHERE " + " AND ".join(
            f"r.{column.name} = {self._value(column)}" for column in table.primary_key
        )

    def image(self, key: Image) -> Image | None:
        whole = "to_jsonb(r)" if self._is_postgresql else sqlite_image(self.table, "r")
        statement = f"SELECT {whole} FROM {self.table.name} r {self._where}"
        found = self._connection.exec_driver_sql(statement, {"image": json.dumps(key)}).scalar()
        if found is None:
            return None
        image: Image = json.loads(found) if isinstance(found, str) else found
        return image

    def delete(self, keys: Sequence[Image]) -> None:
        self._run(f"DELETE FROM {self.table.name} AS r {self._where}", keys)

    def insert(self, images: Sequence[Image]) -> None:
        names = ", ".join(column.name for column in self.table.columns)
        values = ", ".join(self._value(column) for column in self.table.columns)
        self._run(f"INSERT INTO {self.table.name} ({names}) SELECT {values}", images)

    def update(self, images: Sequence[Image]) -> None:
        keys = set(self.table.primary_key.columns)
        others = [column for column in self.table.columns if column not in keys]
        if not others:  # a row of two references that went and came back
            return
        parts = ", ".join(f"{column.name} = {self._value(column)}" for column in others)
        self._run(f"UPDATE {self.table.name} AS r SET {parts} {self._where}", images)

    def _run(self, statement: str, images: Sequence[Image]) -> None:
        if images:
            told = [{"image": json.dumps(image)} for image in images]
            self._connection.exec_driver_sql(statement, told)

    def _value(self, column: Column[Any]) -> str:
        if self._is_postgresql:
            row = f"jsonb_populate_record(CAST(NULL AS {self.table.name}), {self._mark}::jsonb)"
            return f"({row}).{column.name}"
        value = f"json_extract({self._mark}, '$.{column.name}')"
        return f"unhex({value})" if isinstance(column.type, LargeBinary) else value
