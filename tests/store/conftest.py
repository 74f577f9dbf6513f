"""A filled association, made once and copied for each test, as a file and on a server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import yhdistys
from helpers.ledgers_built import fill
from helpers.workspaces import ACTOR, YEAR, ServerDatabase, make_file, open_copy
from yhdistys.app import Workspace
from yhdistys.i18n import using
from yhdistys.registry import Plugins

EITHER = ["file", pytest.param("server", marks=[pytest.mark.postgresql, pytest.mark.slow])]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak the language the tests quote."""
    with using("en"):
        yield


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory, plugins: Plugins) -> Path:
    """Make a filled association's file that tests copy."""
    folder = tmp_path_factory.mktemp("filled")
    made = make_file(folder / "filled.yhdistys", plugins)
    with open_copy(made, tmp_path_factory.mktemp("filling"), plugins) as workspace:
        fill(workspace)
        path = workspace.database.target.path
    assert path is not None
    return Path(shutil.move(path, made))


@pytest.fixture(scope="session")
def server_template(plugins: Plugins) -> Iterator[ServerDatabase]:
    """Make the filled database once; the server copies it for each test."""
    template = ServerDatabase()
    with yhdistys.create(
        template.url, name="Testilä ry", fiscal_year=YEAR, plugins=plugins, actor=ACTOR
    ) as workspace:
        fill(workspace)
    yield template
    template.drop()


@pytest.fixture
def filled_server(server_template: ServerDatabase) -> Iterator[str]:
    """Give the address of a fresh copy of the filled database."""
    database = server_template.copy()
    yield database.url
    database.drop()


@pytest.fixture(scope="module")
def shared_server(server_template: ServerDatabase) -> Iterator[str]:
    """Give the address of a filled database whose tests leave it as they found it."""
    database = server_template.copy()
    yield database.url
    database.drop()


@pytest.fixture
def filled(filled_file: Path, tmp_path: Path, plugins: Plugins) -> Iterator[Workspace]:
    """Open a filled association's file."""
    with open_copy(filled_file, tmp_path, plugins) as opened:
        yield opened


@pytest.fixture(params=EITHER)
def either_filled(request: pytest.FixtureRequest, plugins: Plugins) -> Iterator[Workspace]:
    """Open the filled association as a file and on a server."""
    if request.param == "file":
        yield request.getfixturevalue("filled")
        return
    address = request.getfixturevalue("filled_server")
    with yhdistys.open(address, plugins=plugins, actor=ACTOR) as opened:
        yield opened


@pytest.fixture(params=EITHER)
def either_shared(request: pytest.FixtureRequest, plugins: Plugins) -> Iterator[Workspace]:
    """Open the filled association for a test that takes back everything it does."""
    if request.param == "file":
        yield request.getfixturevalue("filled")
        return
    address = request.getfixturevalue("shared_server")
    with yhdistys.open(address, plugins=plugins, actor=ACTOR) as opened:
        yield opened
