"""Make and open an association."""

from __future__ import annotations

import getpass
import os
import re
import unicodedata
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from yhdistys import settings
from yhdistys.app.workspace import Workspace
from yhdistys.errors import FileProblem
from yhdistys.i18n import data_text
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger import services as ledger_services
from yhdistys.ledger.rules.chart import Chart
from yhdistys.registry import Plugins
from yhdistys.store.clock import today as today_in_finland
from yhdistys.store.database import Database, create_database, open_database
from yhdistys.store.engine import Target
from yhdistys.store.schema import database_uid
from yhdistys.store.workspace_settings import change_settings
from yhdistys.values.period import FiscalYear

PASSWORD_VARIABLE = "YHDISTYS_PASSWORD"  # noqa: S105 - the name of a variable
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_LONGEST_STEM = 80
_PORTS = (f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))
_RESERVED = frozenset(("CON", "PRN", "AUX", "NUL", *_PORTS))  # Windows takes them for devices


def create(
    target: str | Path,
    *,
    name: str,
    fiscal_year: FiscalYear,
    business_id: str = "",
    chart: str = "fi_common",
    password: str | None = None,
    plugins: Plugins | None = None,
    actor: str | None = None,
) -> Workspace:
    """Make a new association and open it.

    Args:
        target: A file that does not exist yet, or the address of an empty PostgreSQL database.
        name: The association's registered name.
        fiscal_year: Its first fiscal year in the program.
        business_id: Such as ``1234567-1``.
        chart: The id of a chart of accounts that comes with the program.
        password: Encrypts the file.
        plugins: By default every installed plugin.
        actor: Who acts; by default the name of the computer's user.

    Raises:
        FileProblem: The file exists, or the folder cannot be written.
        UsageError: There is no such chart.
    """
    preset = ledger_queries.chart_preset(chart)
    who = actor or who_acts()
    database = create_database(Target.parse(target, password), who)
    workspace = Workspace(database, plugins=plugins or default_plugins(), actor=who)
    try:
        _begin(workspace, name, business_id, fiscal_year, preset)
    except BaseException:
        workspace.database.remove()
        raise
    return workspace


def _begin(
    workspace: Workspace, name: str, business_id: str, fiscal_year: FiscalYear, chart: Chart
) -> None:
    identity = {
        settings.ASSOCIATION_NAME: name,
        settings.ASSOCIATION_BUSINESS_ID: business_id or None,
    }
    workspace.do(change_settings, values=identity)
    workspace.do(ledger_services.add_fiscal_year, year=fiscal_year)
    workspace.do(ledger_services.take_chart, chart=chart, title=data_text(chart.title))


def open_workspace(
    target: str | Path,
    *,
    password: str | None = None,
    read_only: bool = False,
    today: date | None = None,
    plugins: Plugins | None = None,
    actor: str | None = None,
) -> Workspace:
    """Open an association; a second program gets it for reading only.

    Args:
        target: The file, or a ``postgresql+psycopg://`` address without a password.
        password: Of an encrypted file or of the database's user.
        read_only: True to read without holding the file.
        today: What counts as today; by default the file's own day, else the calendar's.
        plugins: By default every installed plugin.
        actor: Who acts; by default the name of the computer's user.

    Raises:
        FileProblem: Missing, damaged, newer than the program, or the password is wrong.
    """
    who = actor or who_acts()
    where = Target.parse(target, password or os.environ.get(PASSWORD_VARIABLE))
    database = open_database(
        where, who, read_only=read_only, before_migration=_migration_backups(where)
    )
    workspace = Workspace(database, plugins=plugins or default_plugins(), actor=who, today=today)
    if database.is_file and not database.read_only_reason:
        workspace.backup_problem = _daily_backup(database)
    return workspace


def who_acts() -> str:
    """Return the name of the computer's user."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"


def default_plugins() -> Plugins:
    """Find the installed plugins the user has not switched off."""
    return Plugins.discover(settings.user_settings().disabled_plugins)


def backup_folder(connection: Connection) -> Path:
    """Return the folder of the automatic backups of one association."""
    return settings.data_folder() / "backups" / database_uid(connection)


def automatic_folders(database: Database) -> tuple[Path, Path]:
    """Return where a file's automatic backups are: those of days, and those before updates."""
    with database.connected() as connection:
        of_days = backup_folder(connection)
    return of_days, _migration_backups(database.target) or of_days


def suggested_file(name: str, folder: Path | None = None) -> Path:
    """Suggest the file of a new association: its name, in the folder of documents, not taken.

    Args:
        name: The association's registered name; what no system takes in a file's name goes.
        folder: Another folder.
    """
    place = settings.documents_folder() if folder is None else folder
    words = " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", name)).split())
    stem = words[:_LONGEST_STEM].strip(" .") or settings.PROGRAM
    if stem.split(".")[0].upper() in _RESERVED:
        stem = f"_{stem}"
    path, number = place / f"{stem}.yhdistys", 1
    while path.exists():
        number += 1
        path = place / f"{stem} {number}.yhdistys"
    return path


def _migration_backups(target: Target) -> Path | None:
    if target.path is None:
        return None
    return settings.data_folder() / "backups" / f"{target.path.stem}-before-update"


def _daily_backup(database: Database) -> str:
    """Make this day's backup; why it could not be made is told, and never keeps people out."""
    try:
        with database.connected() as connection:
            folder = backup_folder(connection)
        database.backup_of_the_day(folder, today_in_finland())
    except FileProblem as error:
        return error.message
    except BaseException:
        database.close()
        raise
    return ""
