"""Starting, watching and ending the reading process.

A file from a stranger may ask for any time or memory, or kill the process that reads it. So it is
read in a spawned child: the parent watches, kills it at the limit, and never waits for ever.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import sys
import threading
import time
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from yhdistys.exchange import reader_child
from yhdistys.exchange.refusals import Refusal
from yhdistys.exchange.tables import Progress, ReadLimits

_LOOK_EVERY = 0.05  # seconds between two looks at time and memory
_TELL_EVERY = 0.1  # seconds between two calls of progress while nothing arrives
_END_WITHIN = 5.0  # seconds for a child that has sent everything
_MEBIBYTE = 1024**2
_ABORTED = -6  # SIGABRT: the reader's library could get no more memory
_OUT_OF_TIME = -24  # SIGXCPU
_starting = threading.Lock()


class ReaderProcess:
    """A child that reads one file; use it in a ``with`` statement."""

    def __init__(self, request: reader_child.ReadRequest) -> None:
        self._limits = request.limits
        context = multiprocessing.get_context("spawn")
        self._receiving, sending = context.Pipe(duplex=False)
        self._process = context.Process(
            target=reader_child.run, args=(sending, request), name="yhdistys-reader", daemon=True
        )
        try:
            with _without_main_module():
                self._process.start()
        except BaseException:
            self._receiving.close()
            raise
        finally:
            sending.close()
        self._watchdog = _Watchdog(self._process, request.limits)
        self._watchdog.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._watchdog.end()
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self._process.close()
        self._receiving.close()

    def receive(self, done: int, total: int | None, progress: Progress | None) -> tuple[Any, ...]:
        """Wait for the next message.

        Raises:
            Refusal: The child refused the file, was stopped at a limit, or died.
            JobCancelled: ``progress`` raised it.
        """
        try:
            while not self._receiving.poll(_TELL_EVERY):
                if progress is not None:
                    progress(done, total)
            message: tuple[Any, ...] = pickle.loads(self._receiving.recv_bytes())  # noqa: S301 - from our own child
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise self._death() from error
        if message[0] == "refused":
            details = dict(message[2])
            if message[1] == "too-much-memory":
                details = self._memory_details()
            raise Refusal(message[1], **details)
        return message

    def _death(self) -> Refusal:
        """Say why the child ended before it had sent everything."""
        self._process.join(_END_WITHIN)
        code = self._process.exitcode
        reason = self._watchdog.reason
        if reason == "too-slow" or code == _OUT_OF_TIME:
            return Refusal("too-slow", limit=f"{self._limits.seconds:g}")
        if reason == "too-much-memory" or code == _ABORTED:
            return Refusal("too-much-memory", **self._memory_details())
        return Refusal("died")

    def _memory_details(self) -> dict[str, str | int]:
        return {"limit": self._limits.memory_bytes // _MEBIBYTE}


class _Watchdog(threading.Thread):
    """Kills the child when it takes too long or too much; ``reason`` says which."""

    def __init__(self, process: Any, limits: ReadLimits) -> None:
        super().__init__(name="yhdistys-reader-watchdog", daemon=True)
        self._process = process
        self._limits = limits
        self._until = time.monotonic() + limits.seconds
        self._ended = threading.Event()
        self.reason = ""

    def run(self) -> None:
        while not self._ended.wait(_LOOK_EVERY):
            self.reason = self._excess()
            if self.reason:
                self._process.kill()
                return

    def end(self) -> None:
        """Stop watching; afterwards the process may be closed."""
        self._ended.set()
        self.join()

    def _excess(self) -> str:
        if time.monotonic() > self._until:
            return "too-slow"
        if resident_bytes(self._process.pid) > self._limits.memory_bytes:
            return "too-much-memory"
        return ""


def resident_bytes(process_id: int) -> int:
    """Return the memory a process holds; 0 where the system does not tell it."""
    if not sys.platform.startswith("linux"):
        return 0
    try:
        pages = int(Path(f"/proc/{process_id}/statm").read_bytes().split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


@contextlib.contextmanager
def _without_main_module() -> Iterator[None]:
    """Hide the caller's script while a child is started.

    A spawned child first runs the main module of its parent again. The reader needs nothing of
    it, it may be slow, and a script without an ``if __name__ == "__main__"`` guard would start
    itself once more.
    """
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
