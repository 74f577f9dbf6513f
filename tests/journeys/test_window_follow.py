"""A treasurer follows the budget by keyboard alone, from the result to a voucher and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.conftest import (
    fake_dialogs,
    nothing_left,
    sample_workspace,
    styled,
    window,
)
from gui.keyboard import Keyboard
from yhdistys.budget import queries
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.pages.follow import FollowPage
from yhdistys.gui.pages.follow.rows import ShownRow
from yhdistys.values.period import Month

__all__ = ["fake_dialogs", "nothing_left", "sample_workspace", "styled", "window"]

pytestmark = pytest.mark.slow
SEPTEMBER = Month(2025, 9)


@pytest.fixture
def keys(qtbot: QtBot, window: MainWindow) -> Keyboard:
    """Sit down at the window, with its pages as they open first."""
    made = Keyboard(qtbot, window)
    made.return_to_window()
    window.context.period.choose(2025, None)
    return made


def _open(window: MainWindow, keys: Keyboard) -> FollowPage:
    """Find the page by its name."""
    keys.search("Follow-up")
    page = window.pages.shown
    assert isinstance(page, FollowPage)
    return page


def _current(page: FollowPage) -> ShownRow:
    row = page.content.grid.current
    assert row is not None
    return row


def test_from_the_result_to_a_voucher_to_an_explanation_by_keyboard(
    window: MainWindow, keys: Keyboard
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


def test_a_part_of_the_association_is_chosen_by_keyboard(
    window: MainWindow, keys: Keyboard
) -> None:
    page = _open(window, keys)
    keys.reach(page.content.switches.cost_centre)
    keys.press(Qt.Key.Key_Return)
    keys.press_in_menu(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert page.choices.cost_centre == "20"
    told = window.context.read(queries.follow_up, year=2025, through=SEPTEMBER, cost_centre="20")
    assert [row.row for row in page.content.table.rows] == list(told.rows)
