"""Putting a finished file in its place: whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

from yhdistys.errors import FileProblem
from yhdistys.i18n import _

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextlib.contextmanager
def saved_whole(path: Path) -> Iterator[Path]:
    """Give the name of a neighbour to write; when the block ends well it takes the place.

    Raises:
        FileProblem: The folder is missing or read-only, the disk is full, the file is held.
    """
    if path.is_dir():
        raise FileProblem(
            _("{path} is a folder, not a file.").format(path=path),
            hint=_("Give the name of a file in it."),
        )
    neighbour = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        try:
            yield neighbour
            _flush(neighbour)
            neighbour.replace(path)
        finally:
            neighbour.unlink(missing_ok=True)
    except OSError as error:
        raise file_problem(path, error) from error


def save(path: Path, content: bytes) -> None:
    """Write a whole file at once; see ``saved_whole``.

    Raises:
        FileProblem: The folder is missing or read-only, the disk is full, the file is held.
    """
    with saved_whole(path) as part:
        part.write_bytes(content)


def _flush(path: Path) -> None:
    """Wait until the file is on the disk, so that a power cut leaves the old or the new one."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def file_problem(path: Path, error: OSError) -> FileProblem:
    """Say in one sentence why a file could not be written, and what to do."""
    if error.errno in _FULL:
        return FileProblem(
            _("{path} could not be written: the disk is full.").format(path=path),
            hint=_("Free some space or choose another disk."),
            kind="disk-full",
        )
    is_lost = isinstance(error, FileNotFoundError | NotADirectoryError)
    if is_lost and not path.parent.is_dir():
        return FileProblem(
            _("The folder {folder} does not exist.").format(folder=path.parent),
            hint=_("Make the folder first or choose another one."),
            kind="folder-missing",
        )
    if is_lost or isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return FileProblem(
            _("{path} could not be written: writing there is not allowed.").format(path=path),
            hint=_("Close the file in other programs, or choose a folder of your own."),
            kind="not-writable",
        )
    return FileProblem(
        _("{path} could not be written: {reason}.").format(
            path=path, reason=error.strerror or str(error)
        ),
        hint=_("Choose another folder and try again."),
    )
