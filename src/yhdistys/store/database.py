"""An open database: its writer and readers, lock, daily backup, migration and checks."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from yhdistys.errors import FileProblem, LockedFile, NotAllowed
from yhdistys.i18n import _
from yhdistys.store import schema, triggers
from yhdistys.store.backup import backup_name, copy_database, daily_backup
from yhdistys.store.base import Base
from yhdistys.store.clock import utc_now
from yhdistys.store.engine import (
    DriverError,
    Target,
    check_server,
    connect_file,
    file_engine,
    is_plain,
    journal_path,
    server_engine,
    unreadable,
)
from yhdistys.store.lock import FileLock
from yhdistys.store.migrations import STEPS, Step
from yhdistys.store.migrations.runner import migrate, pending_steps
from yhdistys.store.problems import in_plain_words


class Database:
    """One association's database.

    Attributes:
        target: Where it is.
        read_only_reason: Why nothing can be stored, or empty.
    """

    def __init__(
        self, target: Target, *, lock: FileLock | None = None, read_only_reason: str = ""
    ) -> None:
        self.target = target
        self.read_only_reason = read_only_reason
        self._lock = lock
        self._is_closed = False
        self._writer: Engine | None = None
        self._reader: Engine | None = None

    @property
    def metadata(self) -> MetaData:
        """Return the tables of all areas."""
        return Base.metadata

    @property
    def is_file(self) -> bool:
        """Say whether it is a file and not a server."""
        return self.target.path is not None

    def writer(self) -> Engine:
        """Return the engine that may change rows.

        Raises:
            NotAllowed: The database is open for reading only.
        """
        if self.read_only_reason:
            raise NotAllowed(
                _("{name} is open for reading only: {reason}").format(
                    name=self.target.name, reason=self.read_only_reason
                ),
                hint=_("Close the other program or choose a folder you may write to."),
                kind="read-only",
            )
        self._refuse_closed()
        if self._writer is None:
            self._writer = self._make_writer()
        return self._writer

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise NotAllowed(
                _("{name} is closed.").format(name=self.target.name),
                hint=_("Open it again."),
                kind="closed",
            )

    def _make_writer(self) -> Engine:
        if self.target.path is None:
            return self.reader_engine()
        engine = file_engine(self.target.path, self.target.password, must_exist=True)

        @event.listens_for(engine, "connect")
        def connected(raw: Any, _record: Any) -> None:
            triggers.install_sqlite(raw, self.metadata)

        return engine

    def reader_engine(self) -> Engine:
        """Return the engine for reading.

        Raises:
            NotAllowed: The database is closed.
        """
        self._refuse_closed()
        if self._reader is None:
            path, password = self.target.path, self.target.password
            if path is None:
                self._reader = server_engine(self.target.url or "", password)
            else:
                self._reader = file_engine(path, password, read_only=True)
        return self._reader

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session for reading; closes always."""
        with in_plain_words(), Session(self.reader_engine()) as session:
            yield session

    @contextlib.contextmanager
    def connected(self) -> Iterator[Connection]:
        """Give a connection for reading."""
        with in_plain_words(), self.reader_engine().connect() as connection:
            yield connection

    def backup(self, folder: Path, at: datetime) -> Path:
        """Write a checked copy of the file into a folder and return it.

        Raises:
            NotAllowed: The database is on a server.
            FileProblem: The folder cannot be written.
        """
        path = self._path_for_backup()
        target = folder / backup_name(path.stem, at)
        with contextlib.closing(connect_file(path, self.target.password, read_only=True)) as raw:
            copy_database(raw, target, self.target.password)
        return target

    def backup_of_the_day(self, folder: Path, day: date) -> Path | None:
        """Make this day's backup of a file, once."""
        path = self._path_for_backup()
        with contextlib.closing(connect_file(path, self.target.password, read_only=True)) as raw:
            return daily_backup(raw, folder, day, self.target.password)

    def _path_for_backup(self) -> Path:
        if self.target.path is None:
            raise NotAllowed(
                _("A database on a server is backed up by the server."),
                hint=_("Ask who keeps the server, or use its own tools."),
                kind="server-backup",
            )
        return self.target.path

    def close(self) -> None:
        """Close all connections and let the next one in."""
        self._is_closed = True
        for engine in {self._writer, self._reader} - {None}:
            if engine is not None:
                engine.dispose()
        self._writer = self._reader = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def remove(self) -> None:
        """Close a file that could not be made whole, and leave nothing of it behind."""
        self.close()
        if self.target.path is not None:
            self.target.path.unlink(missing_ok=True)
            journal_path(self.target.path).unlink(missing_ok=True)


def create_database(target: Target, actor: str) -> Database:
    """Make a new, empty database with all tables.

    Raises:
        FileProblem: The file exists, or the folder cannot be written.
    """
    if target.path is None:
        return _create_on_server(target)
    path = target.path
    if path.exists():
        raise FileProblem(
            _("The file {path} exists already.").format(path=path),
            hint=_("Choose another name; existing files are never overwritten."),
            kind="file-exists",
        )
    lock = _lock_new(path, actor)
    database = Database(target, lock=lock)
    engine = file_engine(path, target.password)
    try:
        with engine.begin() as connection:
            schema.create(connection, Base.metadata)
    except BaseException as error:
        engine.dispose()
        database.remove()
        if isinstance(error, DBAPIError):
            raise cannot_write(path, str(error.orig)) from error
        raise
    engine.dispose()
    return database


def _lock_new(path: Path, actor: str) -> FileLock:
    try:
        return FileLock.acquire(path, actor)
    except OSError as error:
        raise cannot_write(path, error.strerror or str(error)) from error


def cannot_write(path: Path, reason: str) -> FileProblem:
    """Say that a file cannot be written."""
    return FileProblem(
        _("The file {path} cannot be written: {reason}.").format(path=path, reason=reason),
        hint=_("Check that the folder exists, that you may write to it and the disk is not full."),
        kind="cannot-write",
    )


def _create_on_server(target: Target) -> Database:
    database = Database(target)
    try:
        check_server(database.reader_engine(), target.name)
        with in_plain_words(), database.reader_engine().begin() as connection:
            _refuse_taken(connection, target.name)
            schema.create(connection, Base.metadata)
    except BaseException:
        database.close()
        raise
    return database


def _refuse_taken(connection: Connection, name: str) -> None:
    if schema.read_version(connection) is not None:
        raise FileProblem(
            _("The database {name} holds an association already.").format(name=name),
            hint=_("Make another database; one holds one association."),
            kind="file-exists",
        )


def open_database(
    target: Target,
    actor: str,
    *,
    read_only: bool = False,
    before_migration: Path | None = None,
    steps: Sequence[Step] = STEPS,
) -> Database:
    """Open an association's database; a second program gets it for reading only.

    Args:
        target: Where it is.
        actor: Who opens it; shown to others as the holder.
        read_only: True to open without a lock and never change it.
        before_migration: The folder of the backup made before an old file is changed.
        steps: The migrations of this program.

    Raises:
        FileProblem: It is missing, locked, damaged, newer, or the password is wrong.
    """
    if target.path is None:
        database = Database(target, read_only_reason=_reason(read_only=read_only))
        check_server(database.reader_engine(), target.name)
    else:
        path = target.path
        _refuse_missing(path)
        if is_plain(path):
            target = replace(target, password=None)
        database = _open_file(target, path, actor, read_only=read_only)
    try:
        _bring_up_to_date(database, before_migration, steps)
    except BaseException:
        database.close()
        raise
    return database


def _reason(*, read_only: bool) -> str:
    return _("It was opened for reading only.") if read_only else ""


def _refuse_missing(path: Path) -> None:
    if path.is_dir():
        message, hint = _("{path} is a folder."), _("Name the file in it.")
    elif not path.exists():
        message = _("There is no file {path}.")
        hint = _("Check the name, or make a file with “yhdistys new”.")
    else:
        return
    raise FileProblem(message.format(path=path), hint=hint, kind="file-missing")


def _open_file(target: Target, path: Path, actor: str, *, read_only: bool) -> Database:
    if read_only:
        return Database(target, read_only_reason=_reason(read_only=True))
    try:
        return Database(target, lock=FileLock.acquire(path, actor))
    except LockedFile as error:
        return Database(target, read_only_reason=error.message)
    except OSError:
        return Database(target, read_only_reason=_("Its folder cannot be written."))


def _recover(database: Database) -> None:
    """Let SQLite roll back what a killed program left half-written; a reader may not do that."""
    if database.target.path is not None and not database.read_only_reason:
        try:
            connect_file(database.target.path, database.target.password).close()
        except DriverError as error:
            raise unreadable(database.target.path) from error


def _bring_up_to_date(
    database: Database, before_migration: Path | None, steps: Sequence[Step]
) -> None:
    _recover(database)
    with database.connected() as connection:
        version = schema.refuse_foreign(schema.read_version(connection), database.target.name)
    pending = pending_steps(version, steps)
    if not pending:
        return
    if database.read_only_reason:
        raise NotAllowed(
            _("{name} was saved by an older version and is open for reading only.").format(
                name=database.target.name
            ),
            hint=_("Open it once where it can be written; it is then brought up to date."),
            kind="read-only",
        )
    path = database.target.path
    if path is None:
        migrate(database.reader_engine(), database.metadata, pending)
        return
    if before_migration is not None:
        _backup_before(database, path, before_migration / f"before-{pending[-1].version}")
    engine = file_engine(path, database.target.password)
    try:
        migrate(engine, database.metadata, pending)
    finally:
        engine.dispose()


def _backup_before(database: Database, path: Path, folder: Path) -> None:
    """Keep the old file; a second try after a failure never overwrites the first backup."""
    password = database.target.password
    with contextlib.closing(connect_file(path, password, read_only=True)) as raw:
        copy_database(raw, folder / backup_name(path.stem, utc_now()), password)
