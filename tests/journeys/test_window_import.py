"""The accountant's file, by keyboard alone: open the page, choose, correct, store, undo."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

import yhdistys
from gui.conftest import fake_dialogs, nothing_left, styled
from gui.fake_dialogs import FakeDialogs
from gui.keyboard import PATIENCE, Keyboard
from helpers.workspaces import ACTOR
from yhdistys.gui.context import WindowContext
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.memory import Memory
from yhdistys.gui.pages.follow import FollowPage
from yhdistys.gui.pages.importing import ImportPage
from yhdistys.gui.pages.importing.header import FieldChip
from yhdistys.gui.style import Tone
from yhdistys.ledger import queries
from yhdistys.registry import Plugins

__all__ = ["fake_dialogs", "nothing_left", "styled"]

pytestmark = pytest.mark.slow
FILE = """\
Pvm;Tosite;Tili;Tilin nimi;Kuvaus;Toiminta-ala;Debet;Kredit
3.9.2025;9-1;4400;Toimitilavuokrat;Vuokra syyskuu;20;800,00;
3.9.2025;9-1;1910;Pankkitili;Vuokra syyskuu;20;;800,00
12.9.2025;9-2;1910;Pankkitili;Kurssimaksut;31;120,00;
12.9.2025;9-2;3000;Osallistumismaksut;Kurssimaksut;31;;120,00
"""
ENTER, RIGHT, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Down


@pytest.fixture
def window(
    qtbot: QtBot, prepared_file: Path, tmp_path: Path, plugins: Plugins
) -> Iterator[MainWindow]:
    """Open the window on an association without a ledger."""
    path = tmp_path / "testila.yhdistys"
    shutil.copyfile(prepared_file, path)
    opened = yhdistys.open(path, plugins=plugins, actor=ACTOR, today=date(2025, 10, 14))
    made = MainWindow(WindowContext(Memory()))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.context.use(opened)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.context.jobs.shut_down()
    made.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _say_what_the_unknown_column_holds(keys: Keyboard) -> None:
    chip = keys.reach_a(FieldChip)
    while chip.current is not None:
        keys.press(RIGHT)
        focused = keys.focus
        assert isinstance(focused, FieldChip)
        chip = focused
    assert chip.accessibleName() == "Column Toiminta-ala: Not used"
    keys.press(ENTER)
    for value, _text in chip.choices[1:]:
        keys.press_in_menu(DOWN)
        if value == "cost_centre":
            break
    keys.press_in_menu(ENTER)
    keys.wait()
    keys.return_to_window()


def test_the_accountants_file_is_taken_in_corrected_stored_and_taken_back(
    window: MainWindow, qtbot: QtBot, fake_dialogs: FakeDialogs, tmp_path: Path
) -> None:
    path = tmp_path / "paakirja_9.csv"
    path.write_text(FILE, encoding="utf-8")
    fake_dialogs.answers = [path]
    keys = Keyboard(qtbot, window)

    keys.search("Import")
    page = window.pages.shown
    assert isinstance(page, ImportPage)
    keys.press(Qt.Key.Key_C, alt=True)
    qtbot.waitUntil(lambda: page.review is not None, timeout=PATIENCE)
    assert page.store_button.text() == "&Store 2 vouchers"

    _say_what_the_unknown_column_holds(keys)
    focused = keys.focus
    assert isinstance(focused, FieldChip)
    assert focused.accessibleName() == "Column Toiminta-ala: Cost centre"

    keys.press(Qt.Key.Key_S, alt=True)
    qtbot.waitUntil(lambda: page.strip.text != "", timeout=PATIENCE)
    assert (page.strip.tone, page.strip.text) == (Tone.GOOD, "Vouchers stored: 2 new.")
    entries = window.context.read(queries.entries, year=2025)
    assert [entry.cost_centre for entry in entries] == ["20", "20", "31", "31"]

    keys.press(Qt.Key.Key_Z, control=True)
    qtbot.waitUntil(lambda: page.strip.text == "", timeout=PATIENCE)
    assert window.context.read(queries.entries, year=2025) == ()
    assert page.store_button.isEnabled()

    keys.press(Qt.Key.Key_S, alt=True)
    qtbot.waitUntil(lambda: page.strip.text != "", timeout=PATIENCE)
    keys.press(Qt.Key.Key_Space)
    assert isinstance(window.pages.shown, FollowPage)
