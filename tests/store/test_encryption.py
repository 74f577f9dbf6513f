"""A file with a password is unreadable without it, and otherwise like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

import yhdistys
from helpers.ledgers_built import FEES, content, fill, ledger_of, paid
from helpers.workspaces import ACTOR, YEAR
from yhdistys.app import Workspace
from yhdistys.errors import DamagedFile, FileProblem
from yhdistys.ledger import services
from yhdistys.registry import Plugins
from yhdistys.store.clock import utc_now
from yhdistys.store.engine import connect_file

PASSWORD = 'Äiti\'s "avain"; DROP'
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory, plugins: Plugins) -> Path:
    """Make a filled file with a password."""
    path = tmp_path_factory.mktemp("encrypted") / "salattu.yhdistys"
    with yhdistys.create(
        path, name="Testilä ry", fiscal_year=YEAR, plugins=plugins, actor=ACTOR, password=PASSWORD
    ) as workspace:
        fill(workspace)
    return path


def test_its_content_equals_that_of_a_plain_file(
    encrypted: Path, filled: Workspace, plugins: Plugins
) -> None:
    with yhdistys.open(encrypted, plugins=plugins, password=PASSWORD) as opened:
        assert content(opened) == content(filled)
        opened.do(services.store_ledger, result=ledger_of(paid("9", "2025-09-09", FEES, -1)))
        opened.undo()
        assert content(opened) == content(filled)


def test_nothing_can_be_read_in_it(encrypted: Path, filled: Workspace) -> None:
    plain = filled.database.target.path
    assert plain is not None
    assert plain.read_bytes().startswith(b"SQLite format 3\0")
    assert b"Kerhot" in plain.read_bytes()
    whole = encrypted.read_bytes()
    assert not whole.startswith(b"SQLite")
    for word in (b"CREATE TABLE", b"Kerhot", b"Testil", b"account", b"yhdistys"):
        assert word not in whole


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("password", ["väärä", None, "", PASSWORD + " "])
def test_the_wrong_password_gives_one_sentence(
    encrypted: Path, plugins: Plugins, password: str | None, *, read_only: bool
) -> None:
    before = encrypted.read_bytes()
    with pytest.raises(DamagedFile, match="password is wrong, it is no yhdistys file") as refused:
        yhdistys.open(encrypted, plugins=plugins, password=password, read_only=read_only)
    assert "restore" in refused.value.hint
    assert PASSWORD not in refused.value.message
    assert encrypted.read_bytes() == before


def test_a_password_is_not_asked_of_a_plain_file(filled: Workspace, plugins: Plugins) -> None:
    before = content(filled)
    filled.close()
    path = filled.database.target.path
    assert path is not None
    with yhdistys.open(path, plugins=plugins, password=PASSWORD) as opened:
        assert content(opened) == before
        made = opened.database.backup(path.parent / "backups", utc_now())
    assert made.read_bytes().startswith(b"SQLite format 3\0")


@pytest.mark.parametrize(
    "words", [b"Moikka! " * 600, b"SQLite format 3\0" + b"\xff" * 5000, b"\0" * 8192, b"x"]
)
def test_garbage_gives_the_same_sentence(tmp_path: Path, plugins: Plugins, words: bytes) -> None:
    path = tmp_path / "roskaa.yhdistys"
    path.write_bytes(words)
    with pytest.raises(DamagedFile, match="roskaa"):
        yhdistys.open(path, plugins=plugins)
    assert path.read_bytes() == words
    assert [found.name for found in tmp_path.glob("roskaa*")] == ["roskaa.yhdistys"]


def test_another_programs_database_is_refused(tmp_path: Path, plugins: Plugins) -> None:
    path = tmp_path / "muu.yhdistys"
    raw = connect_file(path)
    raw.execute("CREATE TABLE account (id INTEGER)")
    raw.close()
    with pytest.raises(DamagedFile, match="no yhdistys file"):
        yhdistys.open(path, plugins=plugins)


@pytest.mark.parametrize(("name", "word"), [("puuttuu.yhdistys", "no file"), ("", "folder")])
def test_a_file_that_is_not_there_is_told(
    tmp_path: Path, plugins: Plugins, name: str, word: str
) -> None:
    with pytest.raises(FileProblem, match=word):
        yhdistys.open(tmp_path / name, plugins=plugins)
    assert not list(tmp_path.glob("*.lock"))
