"""Engines: one writer with history triggers, and readers; SQLite files and PostgreSQL.

``sqlcipher3`` drives plain and encrypted files alike. "Begin events" make DDL and savepoints
transactional in SQLite. The writer has one connection because TEMP triggers live in one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from yhdistys.errors import DamagedFile, FileProblem
from yhdistys.i18n import _

APPLICATION_ID = 0x59484459  # "YHDY"
BUSY_SECONDS = 10
_PLAIN_HEAD = b"SQLite format 3\0"
URL_PREFIXES = ("postgresql+psycopg://", "postgresql://")
DriverError: type[Exception] = driver.DatabaseError


@dataclass(frozen=True, slots=True)
class Target:
    """Where an association's data are: a file or a PostgreSQL database."""

    path: Path | None
    url: str | None
    password: str | None = None

    @classmethod
    def parse(cls, text_or_path: str | Path, password: str | None = None) -> Target:
        """Understand a path or a ``postgresql+psycopg://`` address."""
        words = str(text_or_path)
        if words.startswith(URL_PREFIXES):
            return cls(None, words.replace("postgresql://", URL_PREFIXES[0], 1), password)
        return cls(Path(text_or_path), None, password)

    @property
    def name(self) -> str:
        """Name it for people; never shows a password."""
        if self.path is not None:
            return str(self.path)
        address = make_url(self.url or URL_PREFIXES[0])
        return f"{address.database}@{address.host or 'localhost'}"


def is_plain(path: Path) -> bool:
    """Say whether a file is there and is not encrypted; an encrypted one has no readable head."""
    try:
        with path.open("rb") as file:
            return file.read(len(_PLAIN_HEAD)) == _PLAIN_HEAD
    except OSError:
        return False


def connect_file(
    path: Path, password: str | None = None, *, read_only: bool = False, must_exist: bool = False
) -> Any:
    """Open a driver connection to an association's file, with its key and pragmas.

    Args:
        path: The file.
        password: Its key.
        read_only: Whether nothing is written through it.
        must_exist: Whether a missing file is an error; else it is made, empty.
    """
    mode = "ro" if read_only else "rw" if must_exist else "rwc"
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = driver.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
    )
    try:
        _prepare(connection, password)
    except DriverError as error:
        connection.close()
        raise unreadable(path) from error
    return connection


def _prepare(connection: Any, password: str | None) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    if password:
        connection.execute("PRAGMA key = '" + password.replace("'", "''") + "'")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def journal_path(path: Path) -> Path:
    """Return the neighbour with which SQLite rolls back what a killed program left half-written."""
    return path.with_name(f"{path.name}-journal")


def unreadable(path: Path) -> DamagedFile:
    """Say that a file cannot be read; a wrong password and damage look the same."""
    message = _(
        "The file {path} cannot be read: the password is wrong, it is no yhdistys file,"
        " or it is damaged."
    )
    return DamagedFile(
        message.format(path=path),
        hint=_("Check the password and the name, or restore a backup with “yhdistys restore”."),
    )


def file_engine(
    path: Path, password: str | None = None, *, read_only: bool = False, must_exist: bool = False
) -> Engine:
    """Make an engine for a file: the writer (one connection) or its readers."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect_file(path, password, read_only=read_only, must_exist=must_exist),
        module=driver,
        poolclass=QueuePool,
        pool_size=4 if read_only else 1,
        max_overflow=4 if read_only else 0,
    )
    statement = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return engine


def server_engine(url: str, password: str | None = None) -> Engine:
    """Make an engine for a PostgreSQL database."""
    arguments = {"password": password} if password else {}
    return create_engine(
        url, pool_size=4, max_overflow=4, pool_pre_ping=True, connect_args=arguments
    )


def is_postgresql(connection: Connection) -> bool:
    """Say which of the two databases this is."""
    return connection.dialect.name == "postgresql"


def bulk_insert(
    connection: Connection, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    """Insert many rows by the driver's own ``executemany``."""
    if not rows:
        return
    mark = "%s" if is_postgresql(connection) else "?"
    marks = ", ".join([mark] * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    connection.exec_driver_sql(statement, rows)


def check_server(engine: Engine, name: str) -> None:
    """Raise a clear sentence when a PostgreSQL database cannot be reached."""
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        raise FileProblem(
            _("The database {name} cannot be reached.").format(name=name),
            hint=_("Check the address, the user and the password, and that the server is running."),
            kind="database-unreachable",
        ) from error
