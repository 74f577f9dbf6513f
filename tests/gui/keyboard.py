"""A person who touches nothing but the keyboard."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from yhdistys.gui.main_window import MainWindow

_Widget = TypeVar("_Widget", bound=QWidget)
PATIENCE = 30_000
_MOST_STEPS = 60


class Keyboard:
    """Types into whatever has the focus in a window."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot = qtbot
        self._window = window

    @property
    def focus(self) -> QWidget:
        """What the keys go to."""
        found = QApplication.focusWidget() or self._window.focusWidget()
        assert found is not None
        return found

    def press(self, *keys: Qt.Key, control: bool = False, alt: bool = False) -> None:
        """Press keys one after the other."""
        held = Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.ControlModifier if control else held
        held |= Qt.KeyboardModifier.AltModifier if alt else held
        for key in keys:
            self._qtbot.keyClick(self.focus, key, held)
            QCoreApplication.processEvents()

    def press_in_menu(self, *keys: Qt.Key) -> None:
        """Press keys while a menu is open."""
        for key in keys:
            menu = QApplication.activePopupWidget()
            assert menu is not None
            self._qtbot.keyClick(menu, key)

    def write(self, text: str) -> None:
        """Type a text."""
        self._qtbot.keyClicks(self.focus, text)

    def overwrite(self, text: str) -> None:
        """Type a text in the place of what is there."""
        self.press(Qt.Key.Key_A, control=True)
        self.write(text)

    def search(self, text: str) -> None:
        """Find a page or an act by its words and open it."""
        self.press(Qt.Key.Key_K, control=True)
        self.write(text)
        self.press(Qt.Key.Key_Return)

    def reach(self, widget: QWidget) -> None:
        """Press Tab until a widget has the focus."""
        for _step in range(_MOST_STEPS):
            if widget.hasFocus():
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"Tab never reaches {widget.accessibleName()}")

    def reach_a(self, kind: type[_Widget]) -> _Widget:
        """Press Tab until a widget of a kind has the focus."""
        for _step in range(_MOST_STEPS):
            if isinstance(self.focus, kind):
                return self.focus
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"Tab never reaches a {kind.__name__}")

    def open_form(self, letter: Qt.Key) -> None:
        """Press a letter with Alt; the form it opens gets the focus a moment later."""
        self.press(letter, alt=True)
        self._qtbot.waitUntil(lambda: QApplication.activeWindow() not in {self._window, None})

    def store_form(self) -> None:
        """Press Return in a form; the system gives the window the focus back."""
        self.press(Qt.Key.Key_Return)
        self.return_to_window()

    def return_to_window(self) -> None:
        """Have the window active, as a window system does when what was above it is closed."""
        self._window.activateWindow()
        self._qtbot.waitUntil(self._window.isActiveWindow)

    def wait(self) -> None:
        """Wait until no work is running."""
        self._qtbot.waitUntil(lambda: not self._window.context.jobs.is_busy, timeout=PATIENCE)

    def wait_for(self, page_id: str) -> None:
        """Wait until a page is shown and no work is running."""
        pages, jobs = self._window.pages, self._window.context.jobs
        self._qtbot.waitUntil(
            lambda: pages.shown_id == page_id and not jobs.is_busy, timeout=PATIENCE
        )
