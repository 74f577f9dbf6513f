"""Backups are checked, kept by age and restored; what was there stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import yhdistys
from helpers.ledgers_built import content
from yhdistys.app import Workspace
from yhdistys.errors import DamagedFile, FileProblem, NotAllowed
from yhdistys.ledger import services
from yhdistys.registry import Plugins
from yhdistys.store.backup import copy_database, forget_old, restore
from yhdistys.store.database import create_database
from yhdistys.store.engine import Target, connect_file, journal_path

MOMENT = datetime(2025, 10, 14, 9, 30, tzinfo=UTC)
DAY = date(2025, 10, 14)


def _path(workspace: Workspace) -> Path:
    assert workspace.database.target.path is not None
    return workspace.database.target.path


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def _damaged(whole: bytes) -> bytes:
    """Spoil pages near the end of a file; its header and schema stay."""
    start = len(whole) * 3 // 4
    return whole[:start] + b"\x00\xff" * 15_000 + whole[start + 30_000 :]


def _opened_content(path: Path, plugins: Plugins, password: str | None = None) -> str:
    with yhdistys.open(path, plugins=plugins, password=password, read_only=True) as opened:
        return content(opened)


def test_a_backup_has_the_content_of_the_file(
    workspace: Workspace, tmp_path: Path, plugins: Plugins
) -> None:
    made = workspace.database.backup(tmp_path / "varmuuskopiot" / "2025", MOMENT)
    assert made.name == "testila-20251014-093000.yhdistys"
    assert _files(made.parent) == [made.name]
    assert _opened_content(made, plugins) == content(workspace)


def test_the_backup_of_the_day_is_made_once(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "daily"
    first = workspace.database.backup_of_the_day(folder, DAY)
    assert first == folder / "daily-20251014.yhdistys"
    made = first.stat().st_mtime_ns
    assert workspace.database.backup_of_the_day(folder, DAY) is None
    assert first.stat().st_mtime_ns == made
    assert workspace.database.backup_of_the_day(folder, DAY + timedelta(days=1)) is not None
    assert len(_files(folder)) == 2


def test_opening_a_file_makes_the_backup_of_the_day(workspace: Workspace, tmp_path: Path) -> None:
    assert len(list((tmp_path / "data" / "backups").glob("*/daily-*.yhdistys"))) == 1
    assert _path(workspace).exists()


def test_backups_are_forgotten_by_age(tmp_path: Path) -> None:
    days = [DAY - timedelta(days=back) for back in range(1000)]
    for day in days:
        (tmp_path / f"daily-{day:%Y%m%d}.yhdistys").touch()
    (tmp_path / "testila-20200101-000000.yhdistys").touch()
    forget_old(tmp_path, DAY)
    kept = [name.removeprefix("daily-")[:8] for name in _files(tmp_path) if "daily" in name]
    recent = [f"{day:%Y%m%d}" for day in days[:15]]
    assert kept[-15:] == recent[::-1]
    assert {name[6:] for name in kept[:-15]} == {"01"}
    assert 23 <= len(kept) - 15 <= 25
    assert "testila-20200101-000000.yhdistys" in _files(tmp_path)


def test_restoring_keeps_the_file_that_was_there(
    workspace: Workspace, tmp_path: Path, plugins: Plugins
) -> None:
    backup = workspace.database.backup(tmp_path / "backups", MOMENT)
    before = content(workspace)
    workspace.do(services.add_account, number="1", names={})
    after = content(workspace)
    workspace.close()
    path = _path(workspace)
    kept = restore(backup, path)
    assert kept == path.with_name("testila-before-restore-1.yhdistys")
    assert _opened_content(path, plugins) == before
    assert _opened_content(kept, plugins) == after
    assert restore(backup, path) == path.with_name("testila-before-restore-2.yhdistys")
    assert not list(path.parent.glob(".*"))


def test_restoring_where_nothing_is_makes_the_file(
    workspace: Workspace, tmp_path: Path, plugins: Plugins
) -> None:
    backup = workspace.database.backup(tmp_path / "backups", MOMENT)
    path = tmp_path / "uusi.yhdistys"
    assert restore(backup, path) is None
    assert _opened_content(path, plugins) == content(workspace)


def _leave_half_written(path: Path, elsewhere: Path) -> None:
    """Leave a file and its journal as a program killed in the middle of writing does."""
    raw = connect_file(path)
    raw.execute("PRAGMA cache_spill = 1")
    raw.execute("PRAGMA cache_size = 1")
    raw.execute("BEGIN")
    raw.execute("UPDATE account SET names = '{}'")
    shutil.copyfile(path, elsewhere)
    shutil.copyfile(journal_path(path), journal_path(elsewhere))
    raw.execute("ROLLBACK")
    raw.close()
    shutil.copyfile(elsewhere, path)
    shutil.copyfile(journal_path(elsewhere), journal_path(path))


@pytest.mark.parametrize("password", [None, pytest.param("salasana", marks=pytest.mark.slow)])
def test_what_was_left_to_roll_back_never_gets_into_the_restored_file(
    workspace: Workspace, tmp_path: Path, plugins: Plugins, password: str | None
) -> None:
    before = content(workspace)
    workspace.close()
    path = _path(workspace)
    backup = tmp_path / "varmuuskopio.yhdistys"
    create_database(Target(backup, None, password), "Aino").close()
    _leave_half_written(path, tmp_path / "killed")
    kept = restore(backup, path, password)
    assert kept is not None
    assert not journal_path(path).exists()
    assert _opened_content(path, plugins, password) == _opened_content(backup, plugins, password)
    with yhdistys.open(kept, plugins=plugins) as former:
        assert content(former) == before


@pytest.mark.parametrize("kind", ["text", "empty", "other", "damaged", "missing", "folder"])
def test_what_is_no_backup_is_refused(workspace: Workspace, tmp_path: Path, kind: str) -> None:
    backup = tmp_path / "varmuuskopio.yhdistys"
    if kind == "folder":
        backup.mkdir()
    elif kind == "other":
        other = connect_file(backup)
        other.execute("CREATE TABLE t (x)")
        other.close()
    elif kind == "damaged":
        backup.write_bytes(_damaged(_path(workspace).read_bytes()))
    elif kind != "missing":
        backup.write_bytes(b"Moikka! " * 1000 if kind == "text" else b"")
    before = content(workspace)
    path = _path(workspace)
    with pytest.raises(FileProblem, match=r"varmuuskopio|damaged"):
        restore(backup, path)
    assert content(workspace) == before
    assert not list(tmp_path.glob("*-before-restore-*"))
    assert not list(tmp_path.glob(".*"))


def test_a_folder_is_never_restored_over(workspace: Workspace, tmp_path: Path) -> None:
    backup = workspace.database.backup(tmp_path / "backups", MOMENT)
    folder = tmp_path / "kansio"
    folder.mkdir()
    with pytest.raises(FileProblem, match="folder"):
        restore(backup, folder)
    assert folder.is_dir()


@pytest.mark.slow
def test_an_encrypted_file_has_encrypted_backups(tmp_path: Path, plugins: Plugins) -> None:
    target = Target(tmp_path / "salattu.yhdistys", None, "s'ala")
    create_database(target, "Aino").close()
    with yhdistys.open(target.path or "", plugins=plugins, password="s'ala") as opened:
        made = opened.database.backup(tmp_path / "backups", MOMENT)
        before = content(opened)
    assert not made.read_bytes().startswith(b"SQLite")
    with pytest.raises(DamagedFile):
        _opened_content(made, plugins)
    with pytest.raises(DamagedFile):
        restore(made, tmp_path / "uusi.yhdistys", "väärä")
    assert not (tmp_path / "uusi.yhdistys").exists()
    restore(made, tmp_path / "uusi.yhdistys", "s'ala")
    assert _opened_content(tmp_path / "uusi.yhdistys", plugins, "s'ala") == before


def test_a_damaged_file_is_never_backed_up(workspace: Workspace, tmp_path: Path) -> None:
    path = _path(workspace)
    workspace.close()
    path.write_bytes(_damaged(path.read_bytes()))
    raw = connect_file(path, read_only=True)
    with pytest.raises(FileProblem):
        copy_database(raw, tmp_path / "backups" / "b.yhdistys")
    raw.close()
    assert _files(tmp_path / "backups") == []


def test_a_folder_that_cannot_be_written_is_told(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "tiedosto").touch()
    with pytest.raises(FileProblem, match="tiedosto") as refused:
        workspace.database.backup(tmp_path / "tiedosto", MOMENT)
    assert refused.value.kind == "cannot-write"


@pytest.mark.postgresql
@pytest.mark.slow
def test_a_server_is_backed_up_by_its_own_tools(
    filled_server: str, tmp_path: Path, plugins: Plugins
) -> None:
    with (
        yhdistys.open(filled_server, plugins=plugins) as opened,
        pytest.raises(NotAllowed, match="server"),
    ):
        opened.database.backup(tmp_path, MOMENT)


_FULL_DISK = """
import resource, sys
from datetime import UTC, date, datetime
from pathlib import Path
import yhdistys
from yhdistys.errors import FileProblem
from yhdistys.registry import Plugins
from yhdistys.values.period import FiscalYear
from yhdistys.store.backup import restore
sys.path.insert(0, sys.argv[3])
from helpers.ledgers_built import FEES, content, ledger_of, paid
from yhdistys.ledger import services
path, folder = Path(sys.argv[1]), Path(sys.argv[2])
plugins = Plugins.of()
with yhdistys.open(path, plugins=plugins) as ws:
    before = content(ws)
    days = [f"2025-{m:02}-{d:02}" for m in range(1, 13) for d in range(1, 29)]
    big = ledger_of(*(paid(str(n), days[n % len(days)], FEES, n, text="x" * 300)
                      for n in range(3000)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 100_000,) * 2)
    attempts = {
        "import": lambda: ws.do(services.store_ledger, result=big),
    }
    for name, attempt in attempts.items():
        try:
            attempt()
        except FileProblem as error:
            print(name, error.kind, error.message.count("\\n"), bool(error.hint))
    print("same", content(ws) == before)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000,) * 2)
year = FiscalYear.starting(date(2025, 1, 1))
attempts = {
    "create": lambda: yhdistys.create(folder / "a.yhdistys", name="A", fiscal_year=year),
    "restore": lambda: restore(path, folder / "b.yhdistys"),
}
with yhdistys.open(path, plugins=plugins, read_only=True) as ws:
    attempts["backup"] = lambda: ws.database.backup(folder, datetime.now(UTC))
    for name, attempt in attempts.items():
        try:
            attempt()
        except FileProblem as error:
            print(name, error.kind, error.message.count("\\n"), bool(error.hint))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes")
def test_a_full_disk_gives_one_sentence_and_leaves_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.close()
    folder = tmp_path / "full"
    folder.mkdir()
    tests = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _FULL_DISK, _path(workspace), folder, tests],
        capture_output=True, text=True, check=False, env={**os.environ},
    )  # fmt: skip
    assert done.stdout.splitlines() == [
        "import cannot-write 0 True",
        "same True",
        "create cannot-write 0 True",
        "restore cannot-write 0 True",
        "backup cannot-write 0 True",
    ], done.stderr
    assert _files(folder) == []
