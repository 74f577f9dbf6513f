"""One writer for a file at a time: an operating system's lock held for life.

The lock is on a neighbour file that names the holder. After a crash the system frees it, so no
ghost stays behind.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

import portalocker

from yhdistys.errors import LockedFile
from yhdistys.i18n import _

_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a file."""

    actor: str
    computer: str
    process: int


class FileLock:
    """A held lock; release it with ``release``."""

    def __init__(self, path: Path, file: IO[str]) -> None:
        self._path = path
        self._file = file

    @classmethod
    def acquire(cls, data_path: Path, actor: str) -> Self:
        """Take the lock of a data file at once.

        Raises:
            LockedFile: Another program holds it; the message names the holder.
            OSError: The lock file cannot be made, as in a read-only folder.
        """
        path = lock_path(data_path)
        for _try in range(_TRIES):
            file = path.open("a+", encoding="utf-8")
            try:
                portalocker.lock(file, portalocker.LOCK_EX | portalocker.LOCK_NB)
            except portalocker.LockException as error:
                file.close()
                raise _locked(data_path) from error
            if _is_same(file, path):
                _write_holder(file, actor)
                return cls(path, file)
            file.close()  # the former holder removed the file between our opening and locking
        raise _locked(data_path)

    def release(self) -> None:
        """Let the next one in; the neighbour file goes away."""
        if self._file.closed:
            return
        with contextlib.suppress(OSError):
            self._path.unlink()
        self._file.close()


def lock_path(data_path: Path) -> Path:
    """Return the neighbour file that carries the lock."""
    return data_path.with_name(data_path.name + ".lock")


def holder(data_path: Path) -> Holder | None:
    """Read who holds a file, as far as it can be known."""
    try:
        told = json.loads(lock_path(data_path).read_text(encoding="utf-8"))
        return Holder(actor=told["actor"], computer=told["computer"], process=told["process"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_same(file: IO[str], path: Path) -> bool:
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    here = os.fstat(file.fileno())
    return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)


def _write_holder(file: IO[str], actor: str) -> None:
    told = {"actor": actor, "computer": socket.gethostname(), "process": os.getpid()}
    file.seek(0)
    file.truncate()
    file.write(json.dumps(told, ensure_ascii=False))
    file.flush()


def _locked(data_path: Path) -> LockedFile:
    who = holder(data_path)
    hint = _("Close the other program, or open the file for reading only.")
    if who is None:
        return LockedFile(
            _("The file {path} is open in another program.").format(path=data_path), hint=hint
        )
    text = _("The file {path} is open: {actor} on {computer} (process {process}).")
    told = text.format(path=data_path, actor=who.actor, computer=who.computer, process=who.process)
    return LockedFile(told, hint=hint)
