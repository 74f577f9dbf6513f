"""A treasurer follows the budget by keyboard alone, from the result to a voucher and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.conftest import (
    fake_dialogs,
    nothing_left,
    sample_workspace,
    styled,
    window,
)
from yhdistys.budget import queries
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.pages.follow import FollowPage
from yhdistys.gui.pages.follow.rows import ShownRow
from yhdistys.values.period import Month

__all__ = ["fake_dialogs", "nothing_left", "sample_workspace", "styled", "window"]

pytestmark = pytest.mark.slow
SEPTEMBER = Month(2025, 9)


class Keys:
    """A person who touches nothing but the keyboard."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot = qtbot
        self._window = window

    @property
    def focus(self) -> QWidget:
        """What the keys go to."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, *keys: Qt.Key, control: bool = False) -> None:
        """Press keys one after the other."""
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        for key in keys:
            self._qtbot.keyClick(self.focus, key, held)

    def press_in_menu(self, *keys: Qt.Key) -> None:
        """Press keys while a menu is open."""
        for key in keys:
            menu = QApplication.activePopupWidget()
            assert menu is not None
            self._qtbot.keyClick(menu, key)

    def write(self, text: str) -> None:
        """Type a text."""
        self._qtbot.keyClicks(self.focus, text)

    def reach(self, widget: QWidget) -> None:
        """Press Tab until a widget has the focus."""
        for _step in range(60):
            if widget.hasFocus():
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"Tab never reaches {widget.accessibleName()}")


@pytest.fixture
def keys(qtbot: QtBot, window: MainWindow) -> Keys:
    """Sit down at the window, with its pages as they open first."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.context.period.choose(2025, None)
    return Keys(qtbot, window)


def _open(window: MainWindow, keys: Keys) -> FollowPage:
    """Find the page by its name."""
    keys.press(Qt.Key.Key_K, control=True)
    keys.write("Follow-up")
    keys.press(Qt.Key.Key_Return)
    page = window.pages.shown
    assert isinstance(page, FollowPage)
    return page


def _current(page: FollowPage) -> ShownRow:
    row = page.content.grid.current
    assert row is not None
    return row


def test_from_the_result_to_a_voucher_to_an_explanation_by_keyboard(
    window: MainWindow, keys: Keys
) -> None:
    page = _open(window, keys)
    keys.reach(page.content.grid)
    while _current(page).row.account != "4600":
        keys.press(Qt.Key.Key_Down)
    assert _current(page).is_unexplained
    while page.content.grid.current_column != "actual":
        keys.press(Qt.Key.Key_Right)

    keys.press(Qt.Key.Key_Return)
    assert page.content.entries.count == 33
    keys.press(Qt.Key.Key_Return)
    voucher = page.content.voucher.voucher
    assert voucher is not None
    assert "4600" in {entry.account for entry in voucher.entries}

    keys.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert page.content.grid.hasFocus()
    assert (_current(page).row.account, page.content.grid.current_column) == ("4600", "actual")

    keys.press(Qt.Key.Key_F2)
    keys.write("Kone hajosi, uusi ostettiin")
    keys.press(Qt.Key.Key_Return, control=True)
    assert page.content.grid.hasFocus()
    assert _current(page).row.note == "Kone hajosi, uusi ostettiin"
    told = window.context.read(queries.follow_up, year=2025, through=SEPTEMBER)
    assert told.unexplained == 5

    keys.press(Qt.Key.Key_Z, control=True)
    assert _current(page).is_unexplained
    keys.press(Qt.Key.Key_Y, control=True)
    assert not _current(page).is_unexplained


def test_a_part_of_the_association_is_chosen_by_keyboard(window: MainWindow, keys: Keys) -> None:
    page = _open(window, keys)
    keys.reach(page.content.switches.cost_centre)
    keys.press(Qt.Key.Key_Return)
    keys.press_in_menu(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert page.choices.cost_centre == "20"
    told = window.context.read(queries.follow_up, year=2025, through=SEPTEMBER, cost_centre="20")
    assert [row.row for row in page.content.table.rows] == list(told.rows)
