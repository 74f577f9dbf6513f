"""What the tests of the window share: looks, an open association, and nothing left behind."""

from __future__ import annotations

import gc
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import yhdistys
from gui.fake_dialogs import FakeDialogs
from helpers.samples import Sample
from helpers.workspaces import ACTOR
from yhdistys.app import Workspace
from yhdistys.gui import dialogs
from yhdistys.gui.context import WindowContext
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.memory import Memory
from yhdistys.gui.page import Page
from yhdistys.gui.style import Scheme, apply_style
from yhdistys.registry import Plugins

_Page = TypeVar("_Page", bound=Page)
SAMPLE_DAY = date(2025, 10, 14)


@pytest.fixture(scope="session")
def styled(qapp: QApplication) -> QApplication:
    """Give all tests the looks of the program."""
    apply_style(qapp, Scheme.LIGHT)
    return qapp


def _delete_what_waits() -> None:
    for _round in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a top-level widget, a running timer or a thread."""
    if "qtbot" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("styled")
    threads = set(threading.enumerate())
    gc.freeze()
    yield
    _delete_what_waits()
    widgets = [widget for widget in QApplication.topLevelWidgets() if isValid(widget)]
    timers = [
        thing
        for thing in gc.get_objects()
        if isinstance(thing, QTimer) and isValid(thing) and thing.isActive()
    ]
    gc.unfreeze()
    left = [thread for thread in threading.enumerate() if thread not in threads]
    for thread in left:
        thread.join(1)
    assert (widgets, timers, [t for t in left if t.is_alive()]) == ([], [], [])


@pytest.fixture(autouse=True)
def fake_dialogs() -> Iterator[FakeDialogs]:
    """Answer dialogs in place of a person."""
    fake = FakeDialogs()
    before = dialogs.use(fake)
    yield fake
    dialogs.use(before)


@pytest.fixture
def sample_workspace(sample: Sample, tmp_path: Path, plugins: Plugins) -> Iterator[Workspace]:
    """Open a copy of the sample association on its day."""
    path = tmp_path / "sample.yhdistys"
    shutil.copyfile(sample.file, path)
    with yhdistys.open(path, plugins=plugins, actor=ACTOR, today=SAMPLE_DAY) as opened:
        yield opened


def _context(qtbot: QtBot, workspace: Workspace) -> Iterator[WindowContext]:
    owner = QWidget()
    qtbot.addWidget(owner)
    made = WindowContext(Memory(), owner)
    made.use(workspace)
    from yhdistys.gui.window_facts import reached_months  # noqa: PLC0415 - slow: with the window

    made.period.offer(reached_months(workspace), workspace.today.year)
    yield made
    made.jobs.shut_down()
    made.use(None)


@pytest.fixture
def context(qtbot: QtBot, workspace: Workspace) -> Iterator[WindowContext]:
    """Lend what a page needs, with an association that is empty but for its chart."""
    yield from _context(qtbot, workspace)


@pytest.fixture
def sample_context(qtbot: QtBot, sample_workspace: Workspace) -> Iterator[WindowContext]:
    """Lend what a page needs, with the sample association open."""
    yield from _context(qtbot, sample_workspace)


@pytest.fixture
def page(qtbot: QtBot) -> Callable[[type[_Page], WindowContext], _Page]:
    """Return what makes a page and shows it, as the window does."""

    def make(cls: type[_Page], context: WindowContext) -> _Page:
        made = cls(context)
        qtbot.addWidget(made)
        made.resize(1180, 760)
        made.show()
        return made

    return make


@pytest.fixture
def window(qtbot: QtBot, sample_workspace: Workspace) -> Iterator[MainWindow]:
    """Open the window with the sample association; the workspace is closed with it."""
    made = MainWindow(WindowContext(Memory()))
    qtbot.addWidget(made)
    made.show()
    made.context.use(sample_workspace)
    yield made
    made.context.jobs.shut_down()
    made.close()
