"""Files of every released schema open with the same content, and equal a fresh one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine

import yhdistys
from helpers.ledgers_built import content
from helpers.stored_version import FOLDER, key_figures, schema_of
from helpers.workspaces import ServerDatabase
from yhdistys.app import Workspace
from yhdistys.registry import Plugins
from yhdistys.store.base import Base
from yhdistys.store.database import create_database, open_database
from yhdistys.store.engine import Target
from yhdistys.store.schema import CURRENT, Version, write_version

STORED = sorted(FOLDER.glob("*.yhdistys"))
NEW_TABLES = (  # what 1.0 did not have yet
    "explanation", "draft", "category_rule", "application_answer", "application_amount",
    "application_source", "application_attachment", "application_version", "application",
    "form_copy", "own_limit",
)  # fmt: skip


@pytest.fixture(params=STORED, ids=lambda path: path.stem)
def old(
    request: pytest.FixtureRequest, tmp_path: Path, plugins: Plugins
) -> Iterator[tuple[Workspace, dict[str, Any]]]:
    """Open a copy of a stored file; give the figures that were kept with it too."""
    stored: Path = request.param
    path = tmp_path / "vanha.yhdistys"
    shutil.copyfile(stored, path)
    told = json.loads(stored.with_suffix(".json").read_text(encoding="utf-8"))
    with yhdistys.open(path, plugins=plugins, actor="Joku") as opened:
        yield opened, told


def test_a_file_of_the_present_schema_is_kept() -> None:
    assert f"{CURRENT}.yhdistys" in {path.name for path in STORED}


def test_an_old_file_gives_the_same_content_and_figures(
    old: tuple[Workspace, dict[str, Any]],
) -> None:
    workspace, told = old
    expected = told.pop("content_hash")
    assert key_figures(workspace) == told
    assert content(workspace) == expected


@pytest.mark.slow
def test_an_old_file_is_undone_and_redone_to_the_first_step(
    old: tuple[Workspace, dict[str, Any]],
) -> None:
    workspace, told = old
    steps = 0
    while workspace.undo_text is not None:
        workspace.undo()
        steps += 1
    for _step in range(steps):
        workspace.redo()
    assert content(workspace) == told["content_hash"]


def test_an_upgraded_file_equals_a_fresh_one(
    old: tuple[Workspace, dict[str, Any]], tmp_path: Path
) -> None:
    workspace, _told = old
    fresh = create_database(Target(tmp_path / "uusi.yhdistys", None), "Joku")
    fresh.close()
    upgraded = workspace.database.target.path
    assert upgraded is not None
    assert schema_of(upgraded) == schema_of(tmp_path / "uusi.yhdistys")
    assert _differences(workspace.database.reader_engine()) == []


@pytest.mark.postgresql
@pytest.mark.slow
def test_a_server_has_the_schema_of_the_models() -> None:
    server = ServerDatabase()
    try:
        database = create_database(Target.parse(server.url), "Joku")
        assert _differences(database.reader_engine()) == []
        database.close()
    finally:
        server.drop()


@pytest.mark.postgresql
@pytest.mark.slow
def test_a_server_that_was_brought_up_to_date_equals_a_fresh_one() -> None:
    server = ServerDatabase()
    try:
        database = create_database(Target.parse(server.url), "Joku")
        fresh = _columns(database.reader_engine())
        with database.writer().begin() as connection:
            for table in NEW_TABLES:
                connection.exec_driver_sql(f"DROP TABLE {table} CASCADE")
            connection.exec_driver_sql("DROP INDEX ix_entry_voucher")
            write_version(connection, Version(1, 0))
        database.close()
        database = open_database(Target.parse(server.url), "Joku")
        assert _differences(database.reader_engine()) == []
        assert _columns(database.reader_engine()) == fresh
        database.close()
    finally:
        server.drop()


def _columns(engine: Engine) -> list[Any]:
    """Return what a server knows of every column, constraint and trigger."""
    columns = "table_name, column_name, data_type, is_nullable, column_default"
    constraints = "conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
    queries = (
        f"SELECT {columns} FROM information_schema.columns WHERE table_schema = 'public'",
        f"SELECT {constraints} FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    )
    with engine.connect() as connection:
        found = [tuple(row) for query in queries for row in connection.exec_driver_sql(query)]
    return sorted(found, key=str)


def _differences(engine: Engine) -> list[Any]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))
