"""Bring an older database to the present schema, or leave it exactly as it was.

SQLite: on a connection of its own with foreign keys off (a rebuilt parent table would else take
its children along), after a backup, one transaction a step. PostgreSQL: under an advisory lock.
Alembic is used as a library and loaded only when a database is old.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Engine, MetaData, inspect, text
from sqlalchemy.exc import DBAPIError

from yhdistys.errors import DamagedFile
from yhdistys.i18n import _
from yhdistys.store import triggers
from yhdistys.store.engine import is_postgresql
from yhdistys.store.migrations import Step
from yhdistys.store.schema import Version, read_version, write_version

_MIGRATION_LOCK = 0x59484D47


def pending_steps(version: Version, steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps a database of this version still needs."""
    return tuple(step for step in steps if step.version > version)


def migrate(engine: Engine, metadata: MetaData, steps: Sequence[Step]) -> None:
    """Run the pending steps, each in one transaction.

    Raises:
        DamagedFile: A step failed, or lost rows or references; the database is as it was before
            that step.
    """
    with engine.connect() as connection:
        if not is_postgresql(connection):
            _without_foreign_keys(connection)
        for step in steps:
            _run_alone(connection, metadata, step)


def _run_alone(connection: Connection, metadata: MetaData, step: Step) -> None:
    try:
        with connection.begin():
            _run_step(connection, metadata, step)
    except DBAPIError as error:
        raise _failed(step, str(error.orig)) from error


def _without_foreign_keys(connection: Connection) -> None:
    raw = connection.connection.driver_connection
    if raw is not None:
        raw.execute("PRAGMA foreign_keys = OFF")


def _run_step(connection: Connection, metadata: MetaData, step: Step) -> None:
    from alembic.migration import MigrationContext  # noqa: PLC0415 - slow: old files only
    from alembic.operations import Operations  # noqa: PLC0415 - slow: old files only

    if is_postgresql(connection):
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (_MIGRATION_LOCK,))
    version = read_version(connection)
    if version is not None and version >= step.version:
        return
    before = _row_counts(connection)
    used_ids = _used_ids(connection)
    if is_postgresql(connection):
        triggers.remove(connection)
    step.upgrade(Operations(MigrationContext.configure(connection)))
    if is_postgresql(connection):
        triggers.install(connection, metadata)
    _never_reuse_ids(connection, used_ids)
    _refuse_losses(before, _row_counts(connection), step)
    _refuse_broken_references(connection, step)
    write_version(connection, step.version)


def _used_ids(connection: Connection) -> dict[str, int]:
    """Return the highest id each table ever gave; rebuilding a table in SQLite forgets it."""
    if is_postgresql(connection):
        return {}
    rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")
    return {str(row.name): int(row.seq) for row in rows}


def _never_reuse_ids(connection: Connection, used_ids: Mapping[str, int]) -> None:
    known = _used_ids(connection)
    present = set(inspect(connection).get_table_names())
    for name, seq in used_ids.items():
        if name not in present:
            continue
        statement = (
            "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?"
            if name in known
            else "INSERT INTO sqlite_sequence (seq, name) VALUES (?, ?)"
        )
        connection.exec_driver_sql(statement, (seq, name))


def _row_counts(connection: Connection) -> dict[str, int]:
    names = inspect(connection).get_table_names()
    return {
        name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
        for name in names
    }


def _refuse_losses(before: dict[str, int], after: dict[str, int], step: Step) -> None:
    lost = [name for name, count in before.items() if after.get(name, 0) != count]
    wrong = sorted(set(lost) - step.touches)
    if wrong:
        raise _failed(step, _("rows changed in {tables}").format(tables=", ".join(wrong)))


def _refuse_broken_references(connection: Connection, step: Step) -> None:
    if is_postgresql(connection):
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = ", ".join(sorted({str(row[0]) for row in broken}))
        raise _failed(step, _("references broke in {tables}").format(tables=tables))


def _failed(step: Step, reason: str) -> DamagedFile:
    told = _("The file could not be brought to version {version}: {reason}. It was left as it was.")
    return DamagedFile(
        told.format(version=step.version, reason=reason),
        hint=_("Keep the file and its backup, and report this."),
        kind="migration-failed",
    )
