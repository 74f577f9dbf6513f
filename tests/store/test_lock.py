"""One writer for a file at a time; after a crash no lock is left behind."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import yhdistys
from helpers.ledgers_built import content
from helpers.workspaces import open_copy
from yhdistys.app import Workspace
from yhdistys.errors import LockedFile, NotAllowed
from yhdistys.ledger import queries, services
from yhdistys.registry import Plugins
from yhdistys.store.lock import FileLock, holder, lock_path

_HOLDER = """
import sys
from pathlib import Path
from yhdistys.store.lock import FileLock
lock = FileLock.acquire(Path(sys.argv[1]), "Aino Pitäjä")
print("held", flush=True)
sys.stdin.readline()
lock.release()
"""


@contextmanager
def _held_elsewhere(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another real process hold a file."""
    command = [sys.executable, "-X", "utf8", "-c", _HOLDER, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def closed(workspace: Workspace) -> Path:
    """Give the path of an association's file that nobody has open."""
    workspace.close()
    assert workspace.database.target.path is not None
    return workspace.database.target.path


@pytest.mark.slow
def test_a_second_program_reads_and_is_told_the_holder(closed: Path, plugins: Plugins) -> None:
    with _held_elsewhere(closed) as process, yhdistys.open(closed, plugins=plugins) as second:
        assert len(second.read(queries.accounts)) > 100
        with pytest.raises(NotAllowed, match="Aino Pitäjä") as refused:
            second.do(services.add_account, number="1", names={})
        assert str(process.pid) in refused.value.message
        assert refused.value.kind == "read-only"
        with pytest.raises(NotAllowed):
            second.undo()


@pytest.mark.slow
def test_after_a_kill_no_lock_is_left(closed: Path, plugins: Plugins) -> None:
    with _held_elsewhere(closed) as process:
        process.kill()
        process.wait()
        assert lock_path(closed).exists()
        with yhdistys.open(closed, plugins=plugins, actor="Eino") as second:
            second.do(services.add_account, number="1", names={})
            told = holder(closed)
            assert told is not None
            assert told.actor == "Eino"
    assert not lock_path(closed).exists()


def test_the_lock_names_its_holder_and_goes_away(closed: Path) -> None:
    lock = FileLock.acquire(closed, "Aino")
    with pytest.raises(LockedFile, match="Aino"):
        FileLock.acquire(closed, "Eino")
    lock.release()
    lock.release()
    assert holder(closed) is None
    FileLock.acquire(closed, "Eino").release()


def test_a_holder_that_cannot_be_read_is_still_a_holder(closed: Path) -> None:
    lock = FileLock.acquire(closed, "Aino")
    lock_path(closed).write_text(json.dumps({"actor": "Aino"}), encoding="utf-8")
    with pytest.raises(LockedFile, match="another program"):
        FileLock.acquire(closed, "Eino")
    lock.release()


def test_the_same_program_holds_a_file_once(workspace: Workspace, plugins: Plugins) -> None:
    assert workspace.database.target.path is not None
    with yhdistys.open(workspace.database.target.path, plugins=plugins) as second:
        assert second.database.read_only_reason
        workspace.do(services.add_account, number="1", names={"fi": "Uusi"})
        assert "1" in {row.number for row in second.read(queries.accounts)}


def test_a_file_opened_for_reading_is_not_held(closed: Path, plugins: Plugins) -> None:
    with yhdistys.open(closed, plugins=plugins, read_only=True) as reader:
        assert not lock_path(closed).exists()
        with yhdistys.open(closed, plugins=plugins) as writer:
            writer.do(services.add_account, number="1", names={})
        with pytest.raises(NotAllowed):
            reader.do(services.add_account, number="2", names={})


def test_where_no_lock_can_be_made_the_file_is_read(closed: Path, plugins: Plugins) -> None:
    lock_path(closed).mkdir()  # refuses the lock file as a read-only folder does, to root too
    with yhdistys.open(closed, plugins=plugins) as reader:
        assert len(reader.read(queries.accounts)) > 100
        with pytest.raises(NotAllowed, match="folder"):
            reader.do(services.add_account, number="1", names={})


def test_two_associations_are_open_at_once(
    workspace: Workspace, prepared_file: Path, tmp_path: Path, plugins: Plugins
) -> None:
    folder = tmp_path / "toinen"
    folder.mkdir()
    with open_copy(prepared_file, folder, plugins) as other:
        before = content(other)
        workspace.do(services.add_account, number="1", names={})
        other.do(services.add_account, number="2", names={})
        workspace.do(services.add_account, number="3", names={})
        other.undo()
        assert content(other) == before
        numbers = {row.number for row in workspace.read(queries.accounts)}
        assert numbers & {"1", "2", "3"} == {"1", "3"}
