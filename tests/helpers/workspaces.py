"""Real workspaces for tests: files, and databases of a server where one is named."""

from __future__ import annotations

import os
import secrets
import shutil
from datetime import date
from pathlib import Path

import psycopg
from sqlalchemy import make_url

import yhdistys
from yhdistys.app import Workspace
from yhdistys.registry import Plugins
from yhdistys.values.period import FiscalYear

SERVER_VARIABLE = "YHDISTYS_TEST_POSTGRESQL"
YEAR = FiscalYear.starting(date(2025, 1, 1))
ACTOR = "Toini Testaaja"


def make_file(path: Path, plugins: Plugins) -> Path:
    """Make an association's file with the common chart and the fiscal year 2025."""
    yhdistys.create(path, name="Testilä ry", fiscal_year=YEAR, plugins=plugins, actor=ACTOR).close()
    return path


def open_copy(
    prepared: Path, folder: Path, plugins: Plugins, *, today: date | None = None
) -> Workspace:
    """Open a fresh copy of a prepared file; on this day, if one is named."""
    path = folder / "testila.yhdistys"
    shutil.copyfile(prepared, path)
    return yhdistys.open(path, plugins=plugins, actor=ACTOR, today=today)


class ServerDatabase:
    """A database of its own on the test server, dropped at the end."""

    def __init__(self, template: str = "template0") -> None:
        self._server = os.environ[SERVER_VARIABLE].replace("postgresql+psycopg://", "postgresql://")
        self.name = f"yhdistys_{secrets.token_hex(6)}"
        self._run(f"CREATE DATABASE {self.name} TEMPLATE {template} ENCODING 'UTF8'")

    @property
    def url(self) -> str:
        """Return the address of this database."""
        address = make_url(os.environ[SERVER_VARIABLE]).set(database=self.name)
        return address.render_as_string(hide_password=False)

    def copy(self) -> ServerDatabase:
        """Make a copy; nobody may be connected meanwhile."""
        return ServerDatabase(template=self.name)

    def drop(self) -> None:
        """Remove the database."""
        self._run(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(statement)
