"""The accountant's file, by keyboard alone: open the page, choose, correct, store, undo."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import yhdistys
from gui.fake_dialogs import FakeDialogs
from helpers.workspaces import ACTOR
from yhdistys.gui import dialogs
from yhdistys.gui.context import WindowContext
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.memory import Memory
from yhdistys.gui.pages.follow import FollowPage
from yhdistys.gui.pages.importing import ImportPage
from yhdistys.gui.pages.importing.header import FieldChip
from yhdistys.gui.style import Scheme, Tone, apply_style
from yhdistys.ledger import queries
from yhdistys.registry import Plugins

pytestmark = pytest.mark.slow
PATIENCE = 30_000
FILE = """\
Pvm;Tosite;Tili;Tilin nimi;Kuvaus;Toiminta-ala;Debet;Kredit
3.9.2025;9-1;4400;Toimitilavuokrat;Vuokra syyskuu;20;800,00;
3.9.2025;9-1;1910;Pankkitili;Vuokra syyskuu;20;;800,00
12.9.2025;9-2;1910;Pankkitili;Kurssimaksut;31;120,00;
12.9.2025;9-2;3000;Osallistumismaksut;Kurssimaksut;31;;120,00
"""
ENTER, TAB, RIGHT, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Down


@pytest.fixture
def answers() -> Iterator[FakeDialogs]:
    """Answer dialogs in place of a person."""
    fake = FakeDialogs()
    before = dialogs.use(fake)
    yield fake
    dialogs.use(before)


@pytest.fixture
def window(
    qtbot: QtBot, prepared_file: Path, tmp_path: Path, plugins: Plugins, qapp: object
) -> Iterator[MainWindow]:
    """Open the window on an association without a ledger."""
    apply_style(qapp, Scheme.LIGHT)  # type: ignore[arg-type] # the one application
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


def _focused(window: MainWindow) -> QWidget:
    focused = window.focusWidget()
    assert focused is not None
    return focused


def _settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.context.jobs.is_busy, timeout=PATIENCE)


def _return_to(window: MainWindow, qtbot: QtBot) -> None:
    """Make the window the active one again, as a window system does when a menu is closed."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def _tab_to(window: MainWindow, qtbot: QtBot, kind: type[QWidget]) -> QWidget:
    for _step in range(40):
        if isinstance(_focused(window), kind):
            return _focused(window)
        qtbot.keyClick(_focused(window), TAB)
    raise AssertionError(f"Tab does not lead to a {kind.__name__}")


def _say_what_the_unknown_column_holds(window: MainWindow, qtbot: QtBot) -> None:
    chip = _tab_to(window, qtbot, FieldChip)
    while isinstance(chip, FieldChip) and chip.current is not None:
        qtbot.keyClick(chip, RIGHT)
        chip = _focused(window)
    assert isinstance(chip, FieldChip)
    assert chip.accessibleName() == "Column Toiminta-ala: Not used"
    qtbot.keyClick(chip, ENTER)
    for value, _text in chip.choices[1:]:
        qtbot.keyClick(chip.menu(), DOWN)
        if value == "cost_centre":
            break
    qtbot.keyClick(chip.menu(), ENTER)
    _settle(window, qtbot)
    _return_to(window, qtbot)


def test_the_accountants_file_is_taken_in_corrected_stored_and_taken_back(
    window: MainWindow, qtbot: QtBot, answers: FakeDialogs, tmp_path: Path
) -> None:
    path = tmp_path / "paakirja_9.csv"
    path.write_text(FILE, encoding="utf-8")
    answers.answers = [path]

    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(_focused(window), "Import")
    qtbot.keyClick(_focused(window), ENTER)
    page = window.pages.shown
    assert isinstance(page, ImportPage)
    qtbot.keyClick(page, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.review is not None, timeout=PATIENCE)
    assert page.store_button.text() == "&Store 2 vouchers"

    _say_what_the_unknown_column_holds(window, qtbot)
    focused = _focused(window)
    assert isinstance(focused, FieldChip)
    assert focused.accessibleName() == "Column Toiminta-ala: Cost centre"

    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.strip.text != "", timeout=PATIENCE)
    assert (page.strip.tone, page.strip.text) == (Tone.GOOD, "Vouchers stored: 2 new.")
    entries = window.context.read(queries.entries, year=2025)
    assert [entry.cost_centre for entry in entries] == ["20", "20", "31", "31"]

    qtbot.keyClick(_focused(window), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.strip.text == "", timeout=PATIENCE)
    assert window.context.read(queries.entries, year=2025) == ()
    assert page.store_button.isEnabled()

    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.strip.text != "", timeout=PATIENCE)
    qtbot.keyClick(_focused(window), Qt.Key.Key_Space)
    assert isinstance(window.pages.shown, FollowPage)
