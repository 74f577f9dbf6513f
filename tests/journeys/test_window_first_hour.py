"""The first hour at the window, by keyboard alone: a new association, or the sample."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from gui.keyboard import Keyboard
from yhdistys import settings
from yhdistys.gui.context import WindowContext
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.memory import Memory
from yhdistys.gui.pages.home import HomePage
from yhdistys.values.formats import MINUS

pytestmark = pytest.mark.slow
NO_BREAK = "\u00a0"


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the documents of a test in its own folder."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setattr(settings, "documents_folder", lambda: folder)
    return folder


@pytest.fixture
def window(qtbot: QtBot, documents: Path) -> Iterator[MainWindow]:  # noqa: ARG001 - suggested folders
    """Start the program for the first time."""
    made = MainWindow(WindowContext(Memory()))
    qtbot.addWidget(made)
    made.show()
    made.show_page("begin")
    yield made
    made.context.jobs.shut_down()
    made.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def keyboard(window: MainWindow, qtbot: QtBot) -> Keyboard:
    """Sit down at the keyboard."""
    return Keyboard(qtbot, window)


def _home(window: MainWindow) -> HomePage:
    shown = window.pages.shown
    assert isinstance(shown, HomePage)
    return shown


def test_from_the_first_start_to_the_import_of_the_first_ledger(
    window: MainWindow, keyboard: Keyboard, documents: Path
) -> None:
    keyboard.press(Qt.Key.Key_Return)
    keyboard.write("Naapuriapu ry")
    keyboard.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    keyboard.wait_for("begin")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.wait_for("home")
    home = _home(window)
    assert window.windowTitle().startswith("Naapuriapu ry")
    assert not home.ways.isHidden()
    assert settings.user_settings().recent == (str(documents / "Naapuriapu ry.yhdistys"),)
    keyboard.press(Qt.Key.Key_Return)
    assert window.pages.shown_id == "import"


def test_the_sample_is_two_keys_away_from_the_first_start(
    window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.wait_for("home")
    home = _home(window)
    assert home.result.figure.text() == f"{MINUS}24,291{NO_BREAK}€"
    assert home.ways.isHidden()


def test_a_damaged_file_is_told_and_the_first_page_stays(
    window: MainWindow, keyboard: Keyboard, documents: Path
) -> None:
    damaged = documents / "rikki.yhdistys"
    damaged.write_bytes(b"SQLite format 3\x00" + bytes(100))
    window.opening.open(str(damaged))
    keyboard.wait_for("begin")
    assert "rikki.yhdistys" in window.strip.text
    assert window.strip.hint == "Check that it is the right file, or open a backup of it."
    assert settings.user_settings().recent == ()
