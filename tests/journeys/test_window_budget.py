"""Making a budget in the window with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.conftest import (
    fake_dialogs,
    nothing_left,
    sample_workspace,
    styled,
    window,
)
from gui.fake_dialogs import FakeDialogs
from yhdistys.budget import queries
from yhdistys.budget.queries import PlanGrid
from yhdistys.gui import dialogs
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.pages.budget import BudgetPage

__all__ = ["fake_dialogs", "nothing_left", "sample_workspace", "styled", "window"]

pytestmark = pytest.mark.slow
_PLAIN = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
ROWS, MONTHS = 40, 12


class Desk:
    """A treasurer who touches nothing but the keyboard."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot = qtbot
        self._window = window

    def _focused(self) -> QWidget:
        QCoreApplication.processEvents()
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = _PLAIN) -> None:
        """Press keys one after the other."""
        for key in keys:
            QTest.keyClick(self._focused(), key, held)
            QCoreApplication.processEvents()

    def act(self, act_id: str) -> None:
        """Press the shortcut of an act of the window."""
        QTest.keySequence(self._focused(), self._window.acts[act_id].shortcut())
        QCoreApplication.processEvents()

    def open(self, letter: Qt.Key) -> None:
        """Press a letter with Alt; the form it opens gets the focus a moment later."""
        QTest.keyClick(self._focused(), letter, Qt.KeyboardModifier.AltModifier)
        self._qtbot.waitUntil(lambda: QApplication.activeWindow() not in {self._window, None})

    def write(self, text: str) -> None:
        """Write a text in the place of what is there."""
        self.press(Qt.Key.Key_A, held=_CONTROL)
        QTest.keyClicks(self._focused(), text)

    def store(self) -> None:
        """Press Return in a form; the system gives the window the focus back."""
        self.press(Qt.Key.Key_Return)
        self._window.activateWindow()
        self._qtbot.waitUntil(self._window.isActiveWindow)


@pytest.fixture
def desk(qtbot: QtBot, window: MainWindow, fake_dialogs: FakeDialogs) -> Iterator[Desk]:  # noqa: ARG001 - real dialogs take their place
    """Sit down at the window, with the dialogs of a person."""
    before = dialogs.use(None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Desk(qtbot, window)
    dialogs.use(before)


def _grid(window: MainWindow, version_id: int) -> PlanGrid:
    found = window.context.read(queries.plan_grid, version_id=version_id)
    assert isinstance(found, PlanGrid)
    return found


def _months(grid: PlanGrid) -> list[tuple[int, ...]]:
    return [line.months_cents for line in grid.lines]


def _shown_result(page: BudgetPage) -> object:
    view = page.content.plan.view
    assert view is not None
    model = view.plan_model
    return model.value(model.rowCount() - 1, model.year_column)


def _copy_cells() -> list[list[int]]:
    """Put forty rows of twelve amounts on the clipboard and return their cents."""
    cents = [[row * 10_000 + month * 100 + row for month in range(MONTHS)] for row in range(ROWS)]
    rows = ["\t".join(f"{c // 100},{c % 100:02}" for c in row) for row in cents]
    QGuiApplication.clipboard().setText("\r\n".join(rows) + "\r\n")
    return cents


def _begin_from_actuals(desk: Desk) -> None:
    desk.open(Qt.Key.Key_N)
    desk.write("Talousarvio 2025, uusi")
    desk.press(Qt.Key.Key_Tab, Qt.Key.Key_Down)  # from the actuals …
    desk.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)  # … of the year before
    desk.write("2")
    desk.store()


def _approve(desk: Desk) -> None:
    desk.open(Qt.Key.Key_A)
    desk.write("19.11.2024")
    desk.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    desk.write("syyskokous")
    desk.store()


def test_from_actuals_to_an_approved_budget(window: MainWindow, desk: Desk) -> None:
    window.show_page("budget")
    page = window.pages.shown
    assert isinstance(page, BudgetPage)

    _begin_from_actuals(desk)
    version = page.version
    assert version is not None
    assert (version.name, version.state) == ("Talousarvio 2025, uusi", "draft")
    begun = _grid(window, version.id)
    booked = sum(cents or 0 for line in begun.lines for cents in line.earlier_cents[-1:])
    assert round(booked * 102 / 100) == sum(map(sum, _months(begun)))

    copied = _copy_cells()
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_V, held=_CONTROL)
    wanted = [
        tuple(-cents if line.side == "expense" else cents for cents in row)
        for line, row in zip(begun.lines, copied, strict=False)
    ] + _months(begun)[ROWS:]
    assert _months(_grid(window, version.id)) == wanted
    (after,) = (v for v in window.context.read(queries.versions) if v.id == version.id)
    assert _shown_result(page) == after.result

    desk.act("undo")
    assert _months(_grid(window, version.id)) == _months(begun)
    assert _shown_result(page) == version.result
    desk.act("redo")
    assert _months(_grid(window, version.id)) == wanted

    _approve(desk)
    shown = page.version
    assert shown is not None
    assert (shown.id, shown.state, shown.result) == (version.id, "approved", after.result)
    told = [label.text() for label in page.head.findChildren(QLabel)]
    assert told[1].endswith("Approved 19 Nov 2024 (syyskokous).")
