"""Work that is killed: done by a child process that tells when it is inside its transaction."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations
from sqlalchemy import Engine, event

import yhdistys
from helpers.ledgers_built import FEES, RENT, YEAR, entry, ledger_of
from yhdistys.app import Workspace
from yhdistys.budget import services as budget_services
from yhdistys.ledger import services as ledger_services
from yhdistys.registry import Plugins
from yhdistys.settings import DATA_VARIABLE
from yhdistys.store.clock import utc_now
from yhdistys.store.database import open_database
from yhdistys.store.engine import Target
from yhdistys.store.migrations import Step
from yhdistys.store.schema import CURRENT, Version

BEGUN, ENDING, DONE = b"begun", b"ending", b"done"
if sys.platform == "linux":
    CONTEXT = multiprocessing.get_context("forkserver")
    CONTEXT.set_forkserver_preload(["yhdistys.app", "alembic.operations", "pytest"])
else:
    CONTEXT = multiprocessing.get_context("spawn")
_VOUCHERS = 400


def import_ledger(path: Path) -> None:
    """Store a ledger over another one: closes, adds and sums."""
    with _opened(path) as workspace:
        workspace.do(ledger_services.store_ledger, result=ledger_of(*_vouchers(2)))


def undo_import(path: Path) -> None:
    """Take back the import of a ledger."""
    with _opened(path) as workspace:
        workspace.undo()


def copy_budget(path: Path) -> None:
    """Copy a budget version with its lines and months."""
    with _opened(path) as workspace:
        workspace.do(budget_services.create_version, year=YEAR, name="Kopio", copy_of="Talousarvio")


def migrate(path: Path) -> None:
    """Rebuild a parent table and change every row of others."""

    def upgrade(op: Operations) -> None:
        with op.batch_alter_table(
            "cost_centre", recreate="always", table_kwargs={"sqlite_autoincrement": True}
        ) as batch:
            batch.add_column(sa.Column("colour", sa.Text))
        op.execute("UPDATE account SET version = version + 1")
        op.execute("UPDATE entry SET file_row = file_row + 1")

    after = Version(CURRENT.major, CURRENT.minor + 1)
    steps = [Step(version=after, upgrade=upgrade)]
    open_database(Target(path, None), "Aino", steps=steps).close()


def back_up(path: Path) -> None:
    """Write a backup beside the file."""
    with _opened(path) as workspace:
        workspace.database.backup(path.parent / "backups", utc_now())


WORKS: dict[str, Callable[[Path], None]] = {
    work.__name__: work for work in (import_ledger, undo_import, copy_budget, migrate, back_up)
}


def prepare(path: Path) -> None:
    """Give a file an import to take back and to replace."""
    with _opened(path) as workspace:
        workspace.do(ledger_services.store_ledger, result=ledger_of(*_vouchers(1)))


def _opened(path: Path) -> Workspace:
    return yhdistys.open(path, plugins=Plugins.of(), actor="Aino")


def _vouchers(cents: int) -> list[tuple[Any, ...]]:
    return [
        tuple(
            entry(str(number), f"2025-{month:02}-11", account, sign * cents * number)
            for month in (1, 2, 3)
            for account, sign in ((RENT, 1), (FEES, -1))
        )
        for number in range(1, _VOUCHERS)
    ]


def run(name: str, path: Path, told: Connection) -> None:
    """Do a work in a child process and tell when its transaction begins and is about to end."""
    os.environ[DATA_VARIABLE] = str(path.parent / "data")
    if name == back_up.__name__:
        _tell_of_files(told)
    else:
        _tell_of_transactions(told)
    WORKS[name](path)
    told.send_bytes(DONE)


def _tell_of_transactions(told: Connection) -> None:
    @event.listens_for(Engine, "after_cursor_execute")
    def executed(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement == "BEGIN IMMEDIATE":
            told.send_bytes(BEGUN)

    @event.listens_for(Engine, "commit")
    def committing(connection: sa.Connection) -> None:
        raw: Any = connection.connection.driver_connection
        if raw.in_transaction and not raw.execute("PRAGMA query_only").fetchone()[0]:
            told.send_bytes(ENDING)


def _tell_of_files(told: Connection) -> None:
    """A backup is inside from making its folder until the finished copy gets its name."""
    words = {"os.mkdir": BEGUN, "os.rename": ENDING}

    def heard(what: str, arguments: tuple[Any, ...]) -> None:
        if what in words and "backups" in os.fspath(arguments[0]):
            told.send_bytes(words[what])

    sys.addaudithook(heard)
