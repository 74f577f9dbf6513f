"""Backups of an association's file: made by SQLite itself, checked, kept by age, restored."""

from __future__ import annotations

import contextlib
import secrets
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from yhdistys.errors import DamagedFile, FileProblem
from yhdistys.i18n import _
from yhdistys.store.engine import (
    APPLICATION_ID,
    DriverError,
    connect_file,
    is_plain,
    journal_path,
    unreadable,
)

_PAGES_AT_ONCE = 4096
_DAILY_KEPT = 14
_MONTHLY_KEPT = 24
_SUFFIX = ".yhdistys"


def copy_database(source: Any, target: Path, password: str | None = None) -> None:
    """Copy an open database into a new file, check it, and only then give it its name.

    Raises:
        FileProblem: The folder cannot be written or the disk is full.
        DamagedFile: The copy does not pass the integrity check.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(connect_file(part, password)) as copy:
            source.backup(copy, pages=_PAGES_AT_ONCE)
            _check(copy)
        part.replace(target)
    except (OSError, DriverError) as error:
        raise FileProblem(
            _("The backup {path} could not be written: {reason}.").format(
                path=target, reason=error
            ),
            hint=_("Check that the folder can be written and the disk is not full."),
            kind="cannot-write",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _check(connection: Any) -> None:
    found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise DamagedFile(
            _("The database is damaged: {found}.").format(found=found),
            hint=_("Restore the newest backup that is whole."),
            kind="damaged-file",
        )


def backup_name(stem: str, at: datetime) -> str:
    """Name a backup by its moment, so that names sort by age."""
    return f"{stem}-{at:%Y%m%d-%H%M%S}{_SUFFIX}"


def daily_backup(source: Any, folder: Path, day: date, password: str | None = None) -> Path | None:
    """Make this day's backup unless it is there; keep the folder small.

    Returns:
        The new backup, or None when this day has one.
    """
    target = folder / f"daily-{day:%Y%m%d}{_SUFFIX}"
    if target.exists():
        return None
    copy_database(source, target, password)
    forget_old(folder, day)
    return target


def forget_old(folder: Path, day: date) -> None:
    """Keep two weeks of daily backups, then the first of each month for two years."""
    oldest_daily = day - timedelta(days=_DAILY_KEPT)
    seen_months: set[str] = set()
    for path in sorted(folder.glob(f"daily-*{_SUFFIX}")):
        made = path.stem.removeprefix("daily-")
        is_first_of_month = made[:6] not in seen_months
        seen_months.add(made[:6])
        if made >= f"{oldest_daily:%Y%m%d}":
            continue
        oldest_monthly = f"{day - timedelta(days=31 * _MONTHLY_KEPT):%Y%m%d}"
        if not is_first_of_month or made < oldest_monthly:
            path.unlink(missing_ok=True)


def restore(backup: Path, target: Path, password: str | None = None) -> Path | None:
    """Make an association's file from a backup; the file there before is kept beside it.

    The caller holds the lock of the target (``store.lock``), so that nobody has it open.

    Returns:
        The file that was there before under its new name, or None.

    Raises:
        FileProblem: The backup is missing, or the folder cannot be written.
        DamagedFile: The backup is no association's file or is damaged.
    """
    if not backup.is_file():
        raise FileProblem(
            _("There is no backup {path}.").format(path=backup),
            hint=_("Check the name; backups end with “.yhdistys”."),
            kind="file-missing",
        )
    if target.is_dir():
        raise FileProblem(
            _("{path} is a folder.").format(path=target),
            hint=_("Name the file in it."),
            kind="file-missing",
        )
    password = None if is_plain(backup) else password
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.restored")
    with contextlib.closing(connect_file(backup, password, read_only=True)) as source:
        _refuse_no_backup(source, backup)
        copy_database(source, fresh, password)
    kept = _put_aside(target, password) if target.exists() else None
    fresh.replace(target)
    return kept


def _refuse_no_backup(source: Any, backup: Path) -> None:
    try:
        if source.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise unreadable(backup)
        _check(source)
    except DriverError as error:
        raise unreadable(backup) from error


def _put_aside(target: Path, password: str | None) -> Path:
    """Give the present file another name, together with what SQLite still has to roll back."""
    with contextlib.suppress(DamagedFile):
        connect_file(target, password).close()
    kept = _free_name(target)
    target.replace(kept)
    if (journal := journal_path(target)).exists():
        journal.replace(journal_path(kept))
    return kept


def _free_name(target: Path) -> Path:
    number = 1
    while (kept := target.with_name(f"{target.stem}-before-restore-{number}{_SUFFIX}")).exists():
        number += 1
    return kept
