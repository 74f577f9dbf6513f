"""Keep an association's file safe: backups on demand, and bringing one back."""

from __future__ import annotations

import os
from pathlib import Path

from yhdistys.app.opening import PASSWORD_VARIABLE, who_acts
from yhdistys.app.workspace import Workspace
from yhdistys.store import backup as backups
from yhdistys.store.clock import utc_now
from yhdistys.store.database import cannot_write
from yhdistys.store.lock import FileLock


def backup(workspace: Workspace, folder: str | Path) -> Path:
    """Write a checked copy of an open association's file into a folder and return it.

    Raises:
        NotAllowed: The association is on a server, which has backups of its own.
        FileProblem: The folder cannot be written, or the disk is full.
    """
    return workspace.database.backup(Path(folder), utc_now())


def restore(source: str | Path, target: str | Path, *, password: str | None = None) -> Path | None:
    """Make an association's file from a backup and return where the present one is kept.

    Raises:
        FileProblem: The backup is missing, or the folder cannot be written.
        LockedFile: The file is open in another program.
        DamagedFile: The backup is damaged, or the password is wrong.
    """
    path = Path(target)
    try:
        lock = FileLock.acquire(path, who_acts())
    except OSError as error:
        raise cannot_write(path, error.strerror or str(error)) from error
    try:
        key = password or os.environ.get(PASSWORD_VARIABLE)
        return backups.restore(Path(source), path, key)
    finally:
        lock.release()
