"""The reading process: opens one file, sends its rows in chunks, and may die without harm.

It is started by ``reader_process``. It knows no language and asks nothing: it sends messages, each
a tuple that begins with its kind:

    ("sheet", name, first_row, height)  ("rows", [row, …])  ("formulas", {sheet: counts})
    ("done", sha256, format, encoding, separator)           ("refused", code, details)
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import pickle
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from yhdistys.exchange import workbooks
from yhdistys.exchange.csv_text import decode, find_separator, text_rows
from yhdistys.exchange.formulas import CellCount, scan_package
from yhdistys.exchange.refusals import Refusal
from yhdistys.exchange.signatures import kind_of_bytes
from yhdistys.exchange.tables import Cell, ReadLimits, Row

ROWS_IN_CHUNK = 5_000
_ADDRESS_SPACE_BESIDE = 512 * 1024**2  # interpreter, libraries and stacks reserve this much
_HEAD = 4096
_SECONDS_OF_DAY = 86_400


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """What to read and how much it may cost."""

    path: Path
    limits: ReadLimits
    sheet: str | None


def run(connection: Connection, request: ReadRequest) -> None:
    """Read the file and send it; the entry of the process."""
    _prepare(request.limits)
    try:
        for message in _messages(request):
            _send(connection, message)
    except Refusal as refusal:
        _send(connection, ("refused", refusal.code, refusal.details))
    except MemoryError:
        gc.collect()
        _send(connection, ("refused", "too-much-memory", {}))
    except (BrokenPipeError, KeyboardInterrupt):
        return  # nobody listens any more
    except BaseException as error:  # noqa: BLE001 - a reader written in Rust panics outside Exception
        _send(connection, ("refused", "damaged", {"cause": repr(error)[:500]}))
    finally:
        connection.close()


def _prepare(limits: ReadLimits) -> None:
    """Keep the process silent, deaf to Ctrl+C and, on Linux, within its limits."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    if sys.platform.startswith("linux"):
        import resource  # noqa: PLC0415 - optional: exists on POSIX only

        memory = limits.memory_bytes + _ADDRESS_SPACE_BESIDE
        seconds = int(limits.seconds) * 2 + 1
        for kind, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def _send(connection: Connection, message: tuple[Any, ...]) -> None:
    connection.send_bytes(pickle.dumps(message, protocol=5))


def _messages(request: ReadRequest) -> Iterator[tuple[Any, ...]]:
    with request.path.open("rb") as file:
        kind = kind_of_bytes(file.read(_HEAD))
    if kind == "zip":
        kind = workbooks.package_kind(request.path)
    if kind == "csv":
        return _text_messages(request)
    if kind in {"xlsx", "xls", "ods"}:
        return _workbook_messages(request, kind)
    raise Refusal(kind)


def _text_messages(request: ReadRequest) -> Iterator[tuple[Any, ...]]:
    data = request.path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    text, encoding = decode(data)
    if not text.strip():
        raise Refusal("empty")
    separator, start = find_separator(text)
    name = request.path.stem
    workbooks.chosen_names([name], request.sheet)
    first_row = 1 + len(text[:start].splitlines())
    lines = text.count("\n") + 1
    yield ("sheet", name, first_row, lines)
    sent = 0
    for chunk in _chunks(text_rows(text, separator, start)):
        sent += len(chunk)
        widest = max(map(len, chunk))
        workbooks.check_size(name, sent, widest, request.limits)
        yield ("rows", chunk)
    yield ("done", digest, "csv", encoding, separator)


def _workbook_messages(request: ReadRequest, kind: str) -> Iterator[tuple[Any, ...]]:
    aside = _Aside(request.path, kind)
    aside.start()
    for sheet in workbooks.open_sheets(request.path, kind, request.limits, request.sheet):
        yield ("sheet", sheet.name, sheet.first_row, sheet.height)
        for chunk in _chunks(sheet.rows):
            yield ("rows", _shared(chunk))
    aside.join()
    if aside.counts:
        yield ("formulas", aside.counts)
    yield ("done", aside.digest, kind, None, None)


class _Aside(threading.Thread):
    """Hashes and scans the file while calamine, which holds no lock, reads it."""

    def __init__(self, path: Path, kind: str) -> None:
        super().__init__(daemon=True)
        self._path = path
        self._kind = kind
        self.digest = ""
        self.counts: dict[str, tuple[CellCount, CellCount]] = {}

    def run(self) -> None:
        with self._path.open("rb") as file:
            self.digest = hashlib.file_digest(file, "sha256").hexdigest()
        if self._kind == "xlsx":
            # What calamine can read, the scan may fail on: it is a gift, not a condition.
            with contextlib.suppress(Exception):
                self.counts = scan_package(self._path)


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, ROWS_IN_CHUNK)):
        yield chunk


def _shared(chunk: list[Row]) -> list[Row]:
    """Let equal texts and days of a chunk be one object: they are sent and kept once."""
    seen: dict[Cell, Cell] = {}
    share = seen.setdefault
    return [
        tuple(
            [
                share(cell, cell)
                if cell.__class__ is str or cell.__class__ is date
                else cell
                if cell.__class__ is float
                else _sendable(cell)
                for cell in row
            ]
        )
        for row in chunk
    ]


def _sendable(cell: Any) -> Cell:
    """Turn a duration into days, the unit of spreadsheets; everything else stays."""
    if isinstance(cell, timedelta) and not isinstance(cell, datetime):
        return cell.total_seconds() / _SECONDS_OF_DAY
    return cell  # type: ignore[no-any-return] # the reader gives cells only
