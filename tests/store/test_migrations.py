"""A migration brings a database to the next schema whole, or leaves it exactly as it was."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.operations import Operations
from sqlalchemy import text

from helpers.ledgers_built import content
from helpers.stored_version import schema_of
from helpers.workspaces import ACTOR
from yhdistys.app import Workspace
from yhdistys.errors import DamagedFile, NewerFile, NotAllowed
from yhdistys.ledger import queries, services
from yhdistys.registry import Plugins
from yhdistys.store.database import open_database
from yhdistys.store.engine import Target, connect_file
from yhdistys.store.history import history
from yhdistys.store.migrations import Step
from yhdistys.store.schema import CURRENT, Version, read_version

MAJOR, MINOR = CURRENT
NEXT, AFTER_NEXT = Version(MAJOR, MINOR + 1), Version(MAJOR, MINOR + 2)
EITHER = ["file", pytest.param("server", marks=[pytest.mark.postgresql, pytest.mark.slow])]


@pytest.fixture(params=EITHER)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    """Give a closed, filled database of the present schema: a file or one on a server."""
    if request.param == "server":
        return Target.parse(request.getfixturevalue("filled_server"))
    path = tmp_path / "vanha.yhdistys"
    shutil.copyfile(request.getfixturevalue("filled_file"), path)
    return Target(path, None)


@pytest.fixture
def old_file(filled_file: Path, tmp_path: Path) -> Path:
    """Give a closed, filled file of the present schema."""
    path = tmp_path / "vanha.yhdistys"
    shutil.copyfile(filled_file, path)
    return path


def _migrated(
    target: Target,
    *upgrades: Callable[[Operations], None],
    touches: frozenset[str] = frozenset(),
    folder: Path | None = None,
) -> Workspace:
    steps = [
        Step(version=Version(MAJOR, MINOR + number), upgrade=upgrade, touches=touches)
        for number, upgrade in enumerate(upgrades, start=1)
    ]
    database = open_database(target, ACTOR, steps=steps, before_migration=folder)
    return Workspace(database, plugins=Plugins.of(), actor=ACTOR)


def _state(target: Target) -> tuple[str, Version | None, dict[str, int]]:
    """Return content, version and row counts of a database as it is."""
    with _migrated(target) as workspace, workspace.database.connected() as connection:
        names = sa.inspect(connection).get_table_names()
        counts = {
            name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
            for name in names
        }
        return content(workspace), read_version(connection), counts


def _rebuild(op: Operations, table: str, column: str, *checks: sa.CheckConstraint) -> None:
    """Add a column by rebuilding the table, as SQLite needs it for anything harder."""
    is_file = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table(
        table, recreate="always" if is_file else "never",
        table_kwargs={"sqlite_autoincrement": True}, table_args=checks if is_file else (),
    ) as batch:  # fmt: skip
        batch.add_column(sa.Column(column, sa.Text))


def _add_to_parents(op: Operations) -> None:
    _rebuild(op, "cost_centre", "colour", sa.CheckConstraint("code <> ''", name="code"))
    _rebuild(
        op, "budget_version", "colour",
        sa.CheckConstraint("state IN ('draft', 'approved', 'replaced')", name="state"),
    )  # fmt: skip
    op.execute("UPDATE cost_centre SET colour = 'red'")


def _fail_half_way(op: Operations) -> None:
    _add_to_parents(op)
    op.execute("UPDATE account SET names = '{}'")
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("SELECT no_such_column FROM account")


def test_a_rebuilt_parent_keeps_all_its_children(target: Target) -> None:
    before, _version, counts = _state(target)
    with _migrated(target, _add_to_parents) as workspace:
        assert content(workspace) == before
        workspace.do(services.add_cost_centre, code="99", names={"fi": "Uusi"})
        workspace.do(services.remove_cost_centre_group, name="Kaikki")
        workspace.undo()
        workspace.undo()
        assert content(workspace) == before
    _content, version, after = _state(target)
    assert version == NEXT
    steps = {"change", "change_set"}
    assert {k: v for k, v in after.items() if k not in steps} == {
        k: v for k, v in counts.items() if k not in steps
    }


@pytest.mark.slow
def test_ids_that_were_given_are_never_given_again(target: Target) -> None:
    def identity(workspace: Workspace) -> str:
        workspace.do(services.add_cost_centre, code="99", names={"fi": "Uusi"})
        newest = workspace.read(history, newest=1)[0].entities[0]
        workspace.undo()
        return newest.id

    with _migrated(target) as workspace:
        first = identity(workspace)
        while workspace.undo_text is not None:
            workspace.undo()
    with _migrated(target, _add_to_parents) as workspace:
        assert int(identity(workspace)) == int(first) + 1


def test_a_step_that_fails_half_way_leaves_everything_as_it_was(
    target: Target, tmp_path: Path
) -> None:
    before = _state(target)
    schema = None if target.path is None else schema_of(target.path)
    with pytest.raises(DamagedFile, match="no_such_column") as refused:
        _migrated(target, _fail_half_way, folder=tmp_path / "backups")
    assert refused.value.kind == "migration-failed"
    assert _state(target) == before
    if target.path is not None:
        assert schema_of(target.path) == schema
        (backup,) = (tmp_path / "backups").glob(f"before-{NEXT}/*.yhdistys")
        assert _state(Target(backup, None)) == before


def test_a_second_step_that_fails_leaves_the_first_one(target: Target) -> None:
    before, _version, _counts = _state(target)
    with pytest.raises(DamagedFile, match=re.escape(str(AFTER_NEXT))):
        _migrated(target, _add_to_parents, _fail_half_way)
    after, version, _counts = _state(target)
    assert (after, version) == (before, NEXT)


def test_a_step_that_loses_rows_is_refused(target: Target) -> None:
    before = _state(target)

    def lose(op: Operations) -> None:
        op.execute("DELETE FROM plan_month WHERE id = 1")

    with pytest.raises(DamagedFile, match="plan_month"):
        _migrated(target, lose)
    assert _state(target) == before
    _migrated(target, lose, touches=frozenset({"plan_month"})).close()
    assert _raw_count(target, "plan_month") == before[2]["plan_month"] - 1


def _raw_count(target: Target, table: str) -> int:
    with _migrated(target) as workspace, workspace.database.connected() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_a_step_that_drops_a_table_with_rows_is_refused(target: Target) -> None:
    before = _state(target)
    with pytest.raises(DamagedFile, match="monthly_total"):
        _migrated(target, lambda op: op.drop_table("monthly_total"))
    assert _state(target) == before


def test_a_step_that_breaks_references_is_refused(target: Target) -> None:
    before = _state(target)

    def orphan(op: Operations) -> None:
        op.execute("DELETE FROM fiscal_year")

    with pytest.raises(DamagedFile):
        _migrated(target, orphan, touches=frozenset({"fiscal_year"}))
    assert _state(target) == before


def test_two_steps_run_in_order_and_once(target: Target) -> None:
    seen: list[str] = []

    def first(op: Operations) -> None:
        seen.append("first")
        op.add_column("account", sa.Column("colour", sa.Text))

    def second(op: Operations) -> None:
        seen.append("second")
        op.execute("UPDATE account SET colour = 'red'")

    _migrated(target, first, second).close()
    _migrated(target, first, second).close()
    assert seen == ["first", "second"]
    assert _state(target)[1] == AFTER_NEXT


def test_history_goes_on_after_a_migration(target: Target) -> None:
    with _migrated(target, _add_to_parents) as workspace:
        steps = len(workspace.read(history))
        before = content(workspace)
        workspace.do(services.set_line, prefix="4995", line="activity_other")
        assert len(workspace.read(history)) == steps + 1
        workspace.undo()
        assert content(workspace) == before


def test_migrated_equals_fresh_to_the_letter(old_file: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "uusi.yhdistys"
    shutil.copyfile(old_file, fresh)
    raw = connect_file(fresh)
    raw.execute("ALTER TABLE account ADD COLUMN colour TEXT")
    raw.close()
    with _migrated(
        Target(old_file, None), lambda op: op.add_column("account", sa.Column("colour", sa.Text))
    ):
        assert schema_of(old_file) == schema_of(fresh)


def test_a_file_of_a_newer_program_is_refused_untouched(old_file: Path) -> None:
    _set_version(old_file, Version(2, 0))
    before = old_file.read_bytes()
    with pytest.raises(NewerFile, match="newer version"):
        _migrated(Target(old_file, None))
    assert old_file.read_bytes() == before


def test_a_file_of_a_little_newer_program_is_read(old_file: Path) -> None:
    _set_version(old_file, Version(MAJOR, MINOR + 7))
    with _migrated(Target(old_file, None), _fail_half_way) as workspace:
        assert len(workspace.read(queries.accounts)) > 100


def _set_version(path: Path, version: Version) -> None:
    raw = connect_file(path)
    raw.execute(f"PRAGMA user_version = {version.as_number()}")
    raw.close()


def test_an_old_file_opened_for_reading_is_not_migrated(old_file: Path) -> None:
    before = old_file.read_bytes()
    with pytest.raises(NotAllowed, match="older version"):
        open_database(
            Target(old_file, None), ACTOR, read_only=True,
            steps=[Step(version=NEXT, upgrade=_add_to_parents)],
        )  # fmt: skip
    assert old_file.read_bytes() == before


def test_backups_before_a_migration_are_never_overwritten(old_file: Path, tmp_path: Path) -> None:
    before = _state(Target(old_file, None))
    for _try in range(2):
        with pytest.raises(DamagedFile):
            _migrated(
                Target(old_file, None), _add_to_parents, _fail_half_way, folder=tmp_path / "backups"
            )
    backups = sorted((tmp_path / "backups").glob(f"before-{AFTER_NEXT}/*.yhdistys"))
    assert _state(Target(backups[0], None))[0] == before[0]


_KILLED = """
import sys
from pathlib import Path
from yhdistys.store.database import open_database
from yhdistys.store.engine import Target
from yhdistys.store.migrations import Step
from yhdistys.store.schema import CURRENT, Version

def upgrade(op):
    op.execute("PRAGMA cache_size = 1")
    op.execute("PRAGMA cache_spill = 1")
    op.execute("UPDATE account SET names = '{}'")
    op.execute("UPDATE entry SET description = 'lost'")
    with op.batch_alter_table("cost_centre", recreate="always") as batch:
        batch.drop_column("names")
    print("inside", flush=True)
    sys.stdin.readline()

step = Step(version=Version(CURRENT.major, CURRENT.minor + 1), upgrade=upgrade)
open_database(Target.parse(sys.argv[1]), "X", steps=[step])
"""


def _kill_inside(target: Target) -> None:
    """Kill a process in the middle of a migration."""
    words = _KILLED
    if target.path is None:
        words = words.replace('op.execute("PRAGMA', '("').replace('"always"', '"never"')
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", words, str(target.path or target.url)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "inside\n"
        process.kill()


@pytest.mark.slow
def test_a_kill_in_the_middle_of_a_migration_leaves_the_old_state(target: Target) -> None:
    before = _state(target)
    schema = None if target.path is None else schema_of(target.path)
    _kill_inside(target)
    if target.path is not None:
        assert target.path.with_name(target.path.name + "-journal").exists()
    assert _state(target) == before
    if target.path is not None:
        assert schema_of(target.path) == schema
