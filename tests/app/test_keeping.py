"""The backups of an association: listed, made on demand, brought back."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

import yhdistys
from helpers.ledgers_built import content
from helpers.workspaces import ACTOR
from yhdistys import settings
from yhdistys.app import BackupRow, Workspace, back_up_now, backups, restore
from yhdistys.errors import LockedFile, NotAllowed
from yhdistys.ledger import services
from yhdistys.registry import Plugins
from yhdistys.store.clock import today
from yhdistys.values.period import local_day


def _path(workspace: Workspace) -> Path:
    path = workspace.database.target.path
    assert path is not None
    return path


def test_backups_of_days_and_own_ones_are_listed_newest_first(workspace: Workspace) -> None:
    (daily,) = backups(workspace)
    assert (daily.kind, local_day(daily.made_at)) == ("daily", today())
    made = back_up_now(workspace)
    own = next(row for row in backups(workspace) if row.kind == "own")
    assert own.path == made
    assert own.path.parent == daily.path.parent
    assert own.size == made.stat().st_size > 0
    moments = [row.made_at for row in backups(workspace)]
    assert moments == sorted(moments, reverse=True)


def test_the_moment_stands_in_the_name_and_not_in_the_file(workspace: Workspace) -> None:
    (daily,) = backups(workspace)
    folder = daily.path.parent
    for name in ("daily-20240229", "kirja-20240101-120000", "daily-20249999", "vanha"):
        shutil.copyfile(daily.path, folder / f"{name}.yhdistys")
        os.utime(folder / f"{name}.yhdistys", (1_700_000_000, 1_700_000_000))
    told = {row.path.stem: (row.kind, row.made_at) for row in backups(workspace)}
    changed = datetime.fromtimestamp(1_700_000_000, UTC)
    del told[daily.path.stem]
    assert told == {
        "daily-20240229": ("daily", datetime(2024, 2, 29, 12, tzinfo=UTC)),
        "kirja-20240101-120000": ("own", datetime(2024, 1, 1, 12, tzinfo=UTC)),
        "daily-20249999": ("daily", changed),
        "vanha": ("own", changed),
    }


def test_backups_made_before_an_update_are_listed_when_they_are_of_this_file(
    workspace: Workspace, plugins: Plugins
) -> None:
    folder = settings.data_folder() / "backups" / f"{_path(workspace).stem}-before-update"
    target = folder / "before-1.1" / "testila-20250101-000000.yhdistys"
    target.parent.mkdir(parents=True)
    (row,) = backups(workspace)
    shutil.copyfile(row.path, target)
    (target.parent / "broken.yhdistys").write_text("no database")
    year = workspace.read(yhdistys.ledger.queries.fiscal_year, year=2025)
    other = target.parent / "other.yhdistys"
    yhdistys.create(other, name="Toinen ry", fiscal_year=year, plugins=plugins).close()
    assert backups(workspace)[1:] == (
        BackupRow(
            path=target,
            made_at=datetime(2025, 1, 1, tzinfo=UTC),
            kind="before-update",
            size=target.stat().st_size,
        ),
    )


def test_a_backup_becomes_a_new_file_or_takes_the_place_of_the_present_one(
    workspace: Workspace, plugins: Plugins, tmp_path: Path
) -> None:
    before = content(workspace)
    made = back_up_now(workspace)
    workspace.do(services.add_account, number="3998", names={"fi": "Arpajaiset"})
    assert restore(made, tmp_path / "uusi.yhdistys") is None
    with yhdistys.open(tmp_path / "uusi.yhdistys", plugins=plugins) as again:
        assert content(again) == before
    path = _path(workspace)
    with pytest.raises(LockedFile, match=ACTOR):
        restore(made, path)
    workspace.close()
    kept = restore(made, path)
    assert kept is not None
    with yhdistys.open(path, plugins=plugins) as again:
        assert content(again) == before


@pytest.mark.postgresql
@pytest.mark.slow
def test_a_server_keeps_its_backups_itself(either_workspace: Workspace) -> None:
    if either_workspace.database.is_file:
        return
    assert backups(either_workspace) == ()
    with pytest.raises(NotAllowed):
        back_up_now(either_workspace)
