"""What all tests share: Qt without a screen, and tests of servers only where a server is."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import yhdistys
from helpers.samples import Sample, sample_of_run
from helpers.workspaces import ACTOR, YEAR, ServerDatabase, make_file, open_copy
from yhdistys.app import Workspace
from yhdistys.i18n import set_language
from yhdistys.registry import Plugins

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples in every run: what a check proves, and which lines it covers, is no matter of
# luck. `make soak` searches on with fresh ones.
settings.register_profile("steady", deadline=None, database=None, derandomize=True)
settings.register_profile("searching", deadline=None, database=None, max_examples=2000)
settings.load_profile("steady")


def _has_libreoffice() -> bool:
    """Say whether LibreOffice is here with all its parts; a Linux may have only some of them."""
    program = shutil.which("soffice")
    if program is None or not sys.platform.startswith("linux"):
        return program is not None
    parts = Path(program).resolve().parent
    return all((parts / f"lib{name}lo.so").exists() for name in ("sc", "sw", "sd", "pdfimport"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests whose server or program is not here; the closing line counts them.

    The slow ones come first: a long one at the end would leave the other worker without work.
    One of them makes the sample, while the other worker runs those that need none.
    """
    is_here = {
        "postgresql": "YHDISTYS_TEST_POSTGRESQL" in os.environ,
        "libreoffice": _has_libreoffice(),
        "screen": shutil.which("Xvfb") is not None,
    }
    absent = [mark for mark, here in is_here.items() if not here]
    left_out = [item for item in items if any(item.get_closest_marker(mark) for mark in absent)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    items.sort(key=_turn)
    for item in filter(_needs_sample, items):
        items.insert(0, items.pop(items.index(item)))
        break


def _turn(item: pytest.Item) -> tuple[bool, bool]:
    return item.get_closest_marker("slow") is None, _needs_sample(item)


def _needs_sample(item: pytest.Item) -> bool:
    return "sample" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def plugins() -> Plugins:
    """Discover the bundled plugins once."""
    return Plugins.discover()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Let tests read the texts of the source; a test of another language says so."""
    set_language("en")
    yield
    set_language("fi")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings, backups and reports of a test in its own folder."""
    monkeypatch.setenv("YHDISTYS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("YHDISTYS_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.delenv("YHDISTYS_FILE", raising=False)
    monkeypatch.delenv("YHDISTYS_PASSWORD", raising=False)


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory, plugins: Plugins) -> Path:
    """Make one association's file that tests copy."""
    return make_file(tmp_path_factory.mktemp("prepared") / "prepared.yhdistys", plugins)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, plugins: Plugins) -> Sample:
    """Make the sample association once for all tests; they copy it, or open it for reading."""
    return sample_of_run(tmp_path_factory, plugins)


@pytest.fixture(scope="session")
def prepared_server(plugins: Plugins) -> Iterator[ServerDatabase]:
    """Make the same association on the server, to be copied by the server."""
    database = ServerDatabase()
    yhdistys.create(
        database.url, name="Testilä ry", fiscal_year=YEAR, plugins=plugins, actor=ACTOR
    ).close()
    yield database
    database.drop()


@pytest.fixture
def workspace(prepared_file: Path, tmp_path: Path, plugins: Plugins) -> Iterator[Workspace]:
    """Open a fresh association with the common chart and the fiscal year 2025."""
    with open_copy(prepared_file, tmp_path, plugins) as opened:
        yield opened


@pytest.fixture(
    params=["file", pytest.param("server", marks=[pytest.mark.postgresql, pytest.mark.slow])]
)
def either_workspace(request: pytest.FixtureRequest, plugins: Plugins) -> Iterator[Workspace]:
    """Open the same fresh association as a file and as a PostgreSQL database."""
    if request.param == "file":
        yield request.getfixturevalue("workspace")
        return
    database = request.getfixturevalue("prepared_server").copy()
    try:
        with yhdistys.open(database.url, plugins=plugins, actor=ACTOR) as opened:
            yield opened
    finally:
        database.drop()
