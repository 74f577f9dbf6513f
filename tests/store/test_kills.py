"""A program killed at any moment leaves the state before or after, never one between.

Every kill is proven to fall inside the transaction: the child tells that it has begun, and has not
told that it is about to commit. ``YHDISTYS_KILLS`` sets how many; ``make soak`` makes 500.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

import yhdistys
from helpers.kills import BEGUN, CONTEXT, DONE, ENDING, WORKS, prepare, run
from helpers.ledgers_built import content
from yhdistys.registry import Plugins

KILLS = int(os.environ.get("YHDISTYS_KILLS", "20"))
SOAK_KILLS = int(os.environ.get("YHDISTYS_KILLS", "500"))
_PATIENCE = 30


@dataclass
class Attempt:
    """What a child told before it ended or was killed, and how long it was inside."""

    words: list[bytes]
    inside: float

    @property
    def fell_inside(self) -> bool:
        """Say whether the kill came between the beginning and the commit."""
        return self.words == [BEGUN]


def _attempt(name: str, path: Path, kill_after: float | None) -> Attempt:
    """Do a work in a child and kill it so many seconds after it began its transaction."""
    ours, theirs = CONTEXT.Pipe(duplex=False)
    child = CONTEXT.Process(target=run, args=(name, path, theirs))
    child.start()
    theirs.close()
    words: list[bytes] = []
    moments: dict[bytes, float] = {}
    with ours, contextlib.suppress(EOFError):
        while ours.poll(_PATIENCE):
            words.append(ours.recv_bytes())
            moments[words[-1]] = time.perf_counter()
            if words == [BEGUN] and kill_after is not None:
                _wait(moments[BEGUN] + kill_after)
                child.kill()
    child.join(_PATIENCE)
    assert child.exitcode in _endings(words, kill_after)
    child.close()
    return Attempt(words, moments.get(ENDING, 0.0) - moments.get(BEGUN, 0.0))


def _endings(words: list[bytes], kill_after: float | None) -> set[int]:
    """Return how a child may end; a kill that comes late may still meet it after its last word."""
    if DONE not in words:
        return {-signal.SIGKILL}
    return {0} if kill_after is None else {0, -signal.SIGKILL}


def _wait(moment: float) -> None:
    """Wait until a moment to a fraction of a millisecond; the kill must come at it."""
    while time.perf_counter() < moment:
        pass


class _Crashes:
    """Files before and after each work, and the killing of it."""

    def __init__(self, filled: Path, folder: Path, plugins: Plugins) -> None:
        self._folder = folder
        self._plugins = plugins
        self._before = folder / "before.yhdistys"
        shutil.copyfile(filled, self._before)
        prepare(self._before)
        self._path = folder / "testila.yhdistys"
        self._inside: dict[str, float] = {}
        self._states: dict[str, set[str]] = {}
        for name in WORKS:
            self._rehearse(name)

    def _rehearse(self, name: str) -> None:
        """Do a work undisturbed: how long it is inside, and what it leads to."""
        self._fresh()
        attempt = _attempt(name, self._path, None)
        assert attempt.words == [BEGUN, ENDING, DONE]
        self._inside[name] = attempt.inside
        self._states[name] = {self._state(self._before), self._state(self._path)}

    def _fresh(self) -> None:
        for path in self._folder.glob("testila*"):
            path.unlink()
        shutil.rmtree(self._folder / "backups", ignore_errors=True)
        shutil.copyfile(self._before, self._path)

    def _state(self, path: Path) -> str:
        with yhdistys.open(path, plugins=self._plugins) as opened:
            return content(opened)

    def kill(self, name: str, chance: random.Random) -> bool:
        """Kill a work once; the file must be whole. Returns whether the kill fell inside."""
        self._fresh()
        attempt = _attempt(name, self._path, self._inside[name] * chance.random())
        assert self._state(self._path) in self._states[name]
        for backup in (self._folder / "backups").glob("[!.]*.yhdistys"):
            assert self._state(backup) in self._states[name]
        return attempt.fell_inside


@pytest.fixture
def crashes(filled_file: Path, tmp_path: Path, plugins: Plugins) -> _Crashes:
    """Prepare the works that are killed."""
    return _Crashes(filled_file, tmp_path, plugins)


def _kill_many(crashes: _Crashes, count: int) -> None:
    seed = time.time_ns()
    print(f"seed {seed}")  # noqa: T201 - shown when the test fails
    chance = random.Random(seed)  # noqa: S311 - moments of kills, no secrets
    names = list(WORKS)
    inside = tries = 0
    while inside < count:
        inside += crashes.kill(names[inside % len(names)], chance)
        tries += 1
        assert tries < 4 * count + 20, f"only {inside} of {tries} kills fell inside"


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_random_kills_leave_the_state_before_or_after(crashes: _Crashes) -> None:
    _kill_many(crashes, KILLS)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_hundreds_of_random_kills_leave_the_state_before_or_after(crashes: _Crashes) -> None:
    _kill_many(crashes, SOAK_KILLS)
