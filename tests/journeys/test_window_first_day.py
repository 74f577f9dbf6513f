"""A treasurer's first day at the window, by keyboard alone, from the first start to a note."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.conftest import fake_dialogs, nothing_left, styled
from gui.fake_dialogs import FakeDialogs
from gui.keyboard import PATIENCE, Keyboard
from helpers.samples import Sample
from yhdistys import settings
from yhdistys.gui.app import Desktop
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.pages.follow import FollowPage
from yhdistys.gui.pages.importing import ImportPage

__all__ = ["fake_dialogs", "nothing_left", "styled"]

pytestmark = pytest.mark.slow
ENTER, ESC, DOWN, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Right


def _sit_down(qtbot: QtBot) -> tuple[Desktop, Keyboard]:
    """Start the program for the first time."""
    settings.change_user_settings(language="en")
    desktop = Desktop("")
    qtbot.addWidget(desktop.frame)
    with qtbot.waitSignal(desktop.frame.painted):
        desktop.frame.show()
    desktop.frame.activateWindow()
    qtbot.waitUntil(desktop.frame.isActiveWindow)
    assert desktop.window is not None
    return desktop, Keyboard(qtbot, desktop.window)


def _begin_an_association(keys: Keyboard) -> None:
    """Answer the three steps of a new association, most of them by Enter."""
    keys.press(ENTER)
    keys.write("Naapuriapu ry")
    keys.press(ENTER, ENTER)
    keys.wait_for("begin")
    keys.press(ENTER)
    keys.wait_for("home")


def _import(window: MainWindow, keys: Keyboard, qtbot: QtBot) -> None:
    """Find the page, choose the file that the dialog gives, store it."""
    keys.search("Import")
    page = window.pages.shown
    assert isinstance(page, ImportPage)
    letter = Qt.Key.Key_C if page.review is None else Qt.Key.Key_A
    before = page.review
    keys.press(letter, alt=True)
    qtbot.waitUntil(lambda: page.review is not None and page.review is not before, timeout=PATIENCE)
    keys.press(Qt.Key.Key_S, alt=True)
    qtbot.waitUntil(lambda: "new" in page.strip.text, timeout=PATIENCE)


def test_first_start_import_follow_voucher_explanation(
    qtbot: QtBot,
    fake_dialogs: FakeDialogs,
    sample: Sample,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(settings, "documents_folder", lambda: tmp_path)
    desktop, keys = _sit_down(qtbot)
    window = desktop.window
    assert window is not None

    _begin_an_association(keys)
    for name in ("paakirja_2025_01-09*", "talousarvio_2025.xlsx"):
        fake_dialogs.answers = [next(sample.folder.glob(name))]
        _import(window, keys, qtbot)

    keys.press(Qt.Key.Key_Space)
    follow = window.pages.shown
    assert isinstance(follow, FollowPage)
    window.context.period.choose(2025, None)
    grid = follow.content.grid
    keys.reach(grid)
    while grid.current is None or grid.current.row.account != "4600":
        keys.press(DOWN)
    while grid.current_column != "actual":
        keys.press(RIGHT)
    keys.press(ENTER, ENTER)
    voucher = follow.content.voucher.voucher
    assert voucher is not None
    assert "4600" in {entry.account for entry in voucher.entries}

    keys.press(ESC, ESC, Qt.Key.Key_F2)
    keys.write("Kone hajosi")
    keys.press(ENTER, control=True)
    assert grid.current is not None
    assert grid.current.row.note == "Kone hajosi"
    assert window.context.open_workspace().undo_text == "Explain 4600"
    assert desktop.frame.close()
