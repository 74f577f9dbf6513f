"""Making and opening an association: whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import StatementError

import yhdistys
from helpers.ledgers_built import content
from helpers.workspaces import ACTOR, YEAR, ServerDatabase
from yhdistys import settings
from yhdistys.app import Workspace, opening
from yhdistys.errors import FileProblem, NotAllowed, UsageError
from yhdistys.i18n import using
from yhdistys.ledger import queries
from yhdistys.registry import Plugins
from yhdistys.store.clock import today
from yhdistys.store.workspace_settings import change_settings


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


def _make(path: Path | str, plugins: Plugins, **told: Any) -> Workspace:
    return yhdistys.create(path, name="Testilä ry", fiscal_year=YEAR, plugins=plugins, **told)


def test_a_new_association_has_its_name_year_and_chart(tmp_path: Path, plugins: Plugins) -> None:
    with _make(tmp_path / "a.yhdistys", plugins, business_id="1234567-1", actor="Aino") as made:
        assert (made.association.name, made.association.business_id) == ("Testilä ry", "1234567-1")
        assert made.read(queries.fiscal_years) == (YEAR,)
        preset = queries.chart_preset("fi_common")
        assert len(made.read(queries.accounts)) == len(preset.accounts)
        assert made.read(queries.line_rules) == dict(preset.lines)
        assert made.actor == "Aino"
        assert not made.database.read_only_reason
        before = content(made)
    with yhdistys.open(tmp_path / "a.yhdistys", plugins=plugins) as opened:
        assert content(opened) == before
    assert sorted(found.name for found in tmp_path.iterdir()) == ["a.yhdistys", "data"]


@pytest.mark.postgresql
@pytest.mark.slow
def test_an_association_on_a_server_has_the_same_content(
    workspace: Workspace, plugins: Plugins
) -> None:
    server = ServerDatabase()
    try:
        with _make(server.url, plugins) as made:
            assert content(made) == content(workspace)
            assert made.database.target.name.startswith(f"{server.name}@")
        with pytest.raises(FileProblem, match="holds an association already"):
            _make(server.url, plugins)
        with yhdistys.open(server.url, plugins=plugins, read_only=True) as reader:
            assert content(reader) == content(workspace)
            with pytest.raises(NotAllowed):
                reader.undo()
    finally:
        server.drop()


@pytest.mark.postgresql
@pytest.mark.slow
def test_an_empty_database_of_a_server_is_no_association(plugins: Plugins) -> None:
    server = ServerDatabase()
    try:
        with pytest.raises(FileProblem, match="no yhdistys file") as refused:
            yhdistys.open(server.url, plugins=plugins)
        assert refused.value.kind == "not-our-file"
    finally:
        server.drop()


def test_a_server_that_is_not_there_is_told_without_the_password(plugins: Plugins) -> None:
    address = "postgresql+psycopg://aino@/puuttuva?host=/nonexistent"
    with pytest.raises(FileProblem, match="cannot be reached") as refused:
        yhdistys.open(address, plugins=plugins, password="salaisuus")
    assert refused.value.kind == "database-unreachable"
    assert "salaisuus" not in refused.value.message + refused.value.hint


def test_an_existing_file_is_never_overwritten(workspace: Workspace, plugins: Plugins) -> None:
    path = workspace.database.target.path
    assert path is not None
    before = path.read_bytes()
    with pytest.raises(FileProblem, match="exists already") as refused:
        _make(path, plugins)
    assert refused.value.kind == "file-exists"
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, plugins: Plugins) -> None:
    with pytest.raises(FileProblem, match="cannot be written"):
        _make(tmp_path / "puuttuu" / "a.yhdistys", plugins)


def test_an_unknown_chart_leaves_no_file(tmp_path: Path, plugins: Plugins) -> None:
    with pytest.raises(UsageError):
        _make(tmp_path / "a.yhdistys", plugins, chart="nonsense")
    assert not list(tmp_path.glob("a*"))


def test_a_failure_while_filling_leaves_no_file(tmp_path: Path, plugins: Plugins) -> None:
    with pytest.raises(StatementError, match="not JSON serializable"):
        _make(tmp_path / "a.yhdistys", plugins, business_id={1, 2})  # a set cannot be stored
    assert not list(tmp_path.glob("a*"))


def test_today_is_given_or_the_files_or_the_calendars(
    workspace: Workspace, plugins: Plugins
) -> None:
    path = workspace.database.target.path
    assert path is not None
    assert workspace.today == today()
    workspace.do(change_settings, values={settings.AS_OF: "2025-10-14"})
    assert workspace.today == date(2025, 10, 14)
    workspace.close()
    with yhdistys.open(path, plugins=plugins, today=date(2025, 1, 1)) as opened:
        assert opened.today == date(2025, 1, 1)


def test_the_actor_is_the_user_of_the_computer_by_default(
    tmp_path: Path, plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "ttreasurer")
    with _make(tmp_path / "a.yhdistys", plugins) as made:
        assert made.actor == "ttreasurer"


@pytest.mark.slow
def test_a_password_may_stand_in_the_environment(
    tmp_path: Path, plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _make(tmp_path / "a.yhdistys", plugins, password="sala") as made:
        before = content(made)
    monkeypatch.setenv(opening.PASSWORD_VARIABLE, "sala")
    with yhdistys.open(tmp_path / "a.yhdistys", plugins=plugins) as opened:
        assert content(opened) == before


def test_a_closed_association_is_free_for_the_next(workspace: Workspace, plugins: Plugins) -> None:
    assert workspace.actor == ACTOR
    path = workspace.database.target.path
    assert path is not None
    workspace.close()
    workspace.close()
    with yhdistys.open(path, plugins=plugins) as opened:
        assert not opened.database.read_only_reason
