"""A filled association on disk, and the command line to call on it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers.command_line import CommandLine
from helpers.ledgers_built import fill
from helpers.workspaces import make_file, open_copy
from yhdistys.registry import Plugins


@pytest.fixture(scope="session")
def filled_template(tmp_path_factory: pytest.TempPathFactory, plugins: Plugins) -> Path:
    """Make a filled association's file that tests copy."""
    made = make_file(tmp_path_factory.mktemp("made") / "made.yhdistys", plugins)
    with open_copy(made, tmp_path_factory.mktemp("filled"), plugins) as workspace:
        fill(workspace)
        path = workspace.database.target.path
    assert path is not None
    return path


@pytest.fixture
def filled_path(filled_template: Path, tmp_path: Path) -> Path:
    """Return a fresh copy of the filled association's file."""
    return Path(shutil.copyfile(filled_template, tmp_path / "filled.yhdistys"))


@pytest.fixture
def filled(filled_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Call the command line on a filled association: a ledger of two months and two budgets."""
    return CommandLine(filled_path, capsys)


@pytest.fixture
def fresh(prepared_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Call the command line on an association that has a chart and a fiscal year only."""
    return CommandLine(Path(shutil.copyfile(prepared_file, tmp_path / "a.yhdistys")), capsys)


@pytest.fixture
def bare(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Call the command line without a file."""
    return CommandLine(None, capsys)
