"""Keep an association's file safe: backups on demand, the list of them, bringing one back."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Literal

from yhdistys.app.opening import PASSWORD_VARIABLE, automatic_folders, who_acts
from yhdistys.app.workspace import Workspace
from yhdistys.errors import DamagedFile
from yhdistys.store import backup as store_backup
from yhdistys.store.clock import utc_now
from yhdistys.store.database import cannot_write
from yhdistys.store.engine import DriverError, connect_file, is_plain
from yhdistys.store.lock import FileLock
from yhdistys.values.period import local_day

_MOMENT = re.compile(r"-(\d{8}-\d{6})$")
_DAILY = re.compile(r"daily-(\d{8})$")
_UIDS: dict[tuple[Path, int, int], str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRow:
    """One backup of an association's file.

    Attributes:
        path: The file.
        made_at: When it was made.
        kind: ``daily``, ``own`` for one that was asked for, or ``before-update`` for one made
            before a newer version of the program changed the file.
        size: In bytes.
    """

    path: Path
    made_at: datetime
    kind: Literal["daily", "own", "before-update"]
    size: int


def backup(workspace: Workspace, folder: str | Path) -> Path:
    """Write a checked copy of an open association's file into a folder and return it.

    Raises:
        NotAllowed: The association is on a server, which has backups of its own.
        FileProblem: The folder cannot be written, or the disk is full.
    """
    return workspace.database.backup(Path(folder), utc_now())


def back_up_now(workspace: Workspace) -> Path:
    """Write a checked copy beside the automatic backups and return it; it is never cleaned away.

    Raises:
        NotAllowed: The association is on a server, which has backups of its own.
        FileProblem: The folder cannot be written, or the disk is full.
    """
    if not workspace.database.is_file:
        return backup(workspace, "")
    return backup(workspace, automatic_folders(workspace.database)[0])


def backups(workspace: Workspace) -> tuple[BackupRow, ...]:
    """Return the backups of an open association that the program keeps, newest first.

    A database on a server has none here, and copies in folders of one's own are not known.
    """
    if not workspace.database.is_file:
        return ()
    rows = sorted(_rows(workspace), key=lambda row: row.made_at, reverse=True)
    return tuple(rows)


def _rows(workspace: Workspace) -> Iterator[BackupRow]:
    folder, before_update = automatic_folders(workspace.database)
    for path in folder.glob("*.yhdistys"):
        with contextlib.suppress(OSError):
            yield _row(path, "daily" if _DAILY.match(path.stem) else "own")
    for path in before_update.glob("*/*.yhdistys"):  # of every file of this name
        with contextlib.suppress(OSError):
            if _uid(path, workspace.database.target.password) == folder.name:
                yield _row(path, "before-update")


def _row(path: Path, kind: Literal["daily", "own", "before-update"]) -> BackupRow:
    told = path.stat()
    changed = datetime.fromtimestamp(told.st_mtime, UTC)
    return BackupRow(path=path, made_at=_made_at(path, changed), kind=kind, size=told.st_size)


def _made_at(path: Path, changed: datetime) -> datetime:
    """Tell the moment from the name, because copying a file can change its own moment."""
    if found := _MOMENT.search(path.stem):
        with contextlib.suppress(ValueError):
            return datetime.strptime(found[1], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    if found := _DAILY.match(path.stem):
        with contextlib.suppress(ValueError):
            day = datetime.strptime(found[1], "%Y%m%d").replace(tzinfo=UTC).date()
            if local_day(changed) != day:
                return datetime.combine(day, time(12), UTC)
    return changed


def _uid(path: Path, password: str | None) -> str:
    """Say which association a backup is of; nothing when it cannot be read."""
    told = path.stat()
    state = (path, told.st_mtime_ns, told.st_size)
    if state not in _UIDS:  # opening an encrypted file takes a fifth of a second
        try:
            key = None if is_plain(path) else password
            with contextlib.closing(connect_file(path, key, read_only=True)) as raw:
                _UIDS[state] = str(raw.execute("SELECT uid FROM schema_version").fetchone()[0])
        except (DamagedFile, TypeError, DriverError):
            return ""
    return _UIDS[state]


def restore(source: str | Path, target: str | Path, *, password: str | None = None) -> Path | None:
    """Make an association's file from a backup and return where the present one is kept.

    Returns:
        None when there was no file of that name.

    Raises:
        FileProblem: The backup is missing, or the folder cannot be written.
        LockedFile: The file is open in a program, also in this one.
        DamagedFile: The backup is damaged, or the password is wrong.
    """
    path = Path(target)
    try:
        lock = FileLock.acquire(path, who_acts())
    except OSError as error:
        raise cannot_write(path, error.strerror or str(error)) from error
    try:
        key = password or os.environ.get(PASSWORD_VARIABLE)
        return store_backup.restore(Path(source), path, key)
    finally:
        lock.release()
