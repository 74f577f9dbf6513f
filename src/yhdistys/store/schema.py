"""The version of a database's schema: where it stands, and making a new database.

A version is major and minor. A greater minor version is read as it is, a greater major version is
refused: it was saved by a newer program.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, MetaData, inspect

from yhdistys.errors import DamagedFile, NewerFile
from yhdistys.i18n import _
from yhdistys.store import triggers
from yhdistys.store.base import new_uid
from yhdistys.store.engine import APPLICATION_ID, is_postgresql

_MINOR_BITS = 16


class Version(NamedTuple):
    """A schema version."""

    major: int
    minor: int = 0

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"

    def as_number(self) -> int:
        """Return the number kept in a SQLite file's header."""
        return (self.major << _MINOR_BITS) | self.minor

    @classmethod
    def from_number(cls, number: int) -> Version:
        """Read the number of a SQLite file's header."""
        return cls(number >> _MINOR_BITS, number & ((1 << _MINOR_BITS) - 1))


CURRENT = Version(1, 2)


def read_version(connection: Connection) -> Version | None:
    """Return the schema's version, or None for a database that is not ours."""
    if not is_postgresql(connection):
        if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
            return None
        number = connection.exec_driver_sql("PRAGMA user_version").scalar()
        return Version.from_number(int(number or 0))
    if not inspect(connection).has_table("schema_version"):
        return None
    statement = "SELECT major, minor FROM schema_version ORDER BY id DESC LIMIT 1"
    row = connection.exec_driver_sql(statement).first()
    return None if row is None else Version(row.major, row.minor)


def write_version(connection: Connection, version: Version) -> None:
    """Set the schema's version inside the running transaction."""
    if not is_postgresql(connection):
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {version.as_number()}")
        return
    statement = "UPDATE schema_version SET major = %s, minor = %s"
    connection.exec_driver_sql(statement, tuple(version))


def create(connection: Connection, metadata: MetaData, version: Version = CURRENT) -> None:
    """Make all tables of a new database inside the running transaction."""
    metadata.create_all(connection)
    values = {"major": version.major, "minor": version.minor, "uid": new_uid()}
    connection.execute(metadata.tables["schema_version"].insert(), values)
    write_version(connection, version)
    if is_postgresql(connection):
        triggers.install(connection, metadata)


def database_uid(connection: Connection) -> str:
    """Return the identifier given to this database when it was made."""
    row: Any = connection.exec_driver_sql("SELECT uid FROM schema_version").scalar()
    return str(row)


def refuse_foreign(version: Version | None, name: str) -> Version:
    """Refuse a database that is not ours or was saved by a newer program.

    Raises:
        DamagedFile: It is no association's file.
        NewerFile: A newer version of the program saved it.
    """
    if version is None:
        raise DamagedFile(
            _("{name} is no yhdistys file.").format(name=name),
            hint=_("Choose a file made with “yhdistys new”, or make one."),
            kind="not-our-file",
        )
    if version.major > CURRENT.major:
        raise NewerFile(
            _("{name} was saved by a newer version of the program.").format(name=name),
            hint=_("Update the program, then open the file again. Nothing was changed."),
        )
    return version
