"""An application from its first letter to a Word file, written with the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.conftest import (
    fake_dialogs,
    nothing_left,
    sample_workspace,
    styled,
    window,
)
from gui.fake_dialogs import FakeDialogs
from gui.keyboard import Keyboard
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.pages.application import ApplicationPage
from yhdistys.gui.pages.application.budget_tab import BudgetTab
from yhdistys.gui.pages.application.check_tab import CheckTab
from yhdistys.gui.pages.application.questions import QuestionsTab

__all__ = ["fake_dialogs", "nothing_left", "sample_workspace", "styled", "window"]

pytestmark = pytest.mark.slow
NAME = "Avoimet ovet"
NEED = "Moni jaa kotiin talvella.\nRyhma tavoittaa heidat."
FORM = "STEA"
_Tab = TypeVar("_Tab", bound=QWidget)


@pytest.fixture
def keys(qtbot: QtBot, window: MainWindow) -> Keyboard:
    """Sit down at the window."""
    made = Keyboard(qtbot, window)
    made.return_to_window()
    return made


def _tab(page: ApplicationPage, kind: type[_Tab]) -> _Tab:
    found = page.findChild(kind)
    assert isinstance(found, kind)
    return found


def _begin(window: MainWindow, keys: Keyboard) -> ApplicationPage:
    keys.search("New application")
    keys.write(NAME)
    keys.press(Qt.Key.Key_Tab)
    keys.write(FORM)
    keys.press(Qt.Key.Key_Tab)
    keys.write("2027")
    keys.press(Qt.Key.Key_Return)
    keys.wait_for("application")
    page = window.pages.shown
    assert isinstance(page, ApplicationPage)
    return page


def _answer(page: ApplicationPage, keys: Keyboard) -> None:
    """Fill in the years of the project and the need for it; each is stored by leaving it."""
    tab = _tab(page, QuestionsTab)
    assert tab.section == "perustiedot"
    for question, text in (
        ("kayttotarkoitus", "Arjen tuki."), ("alkaa", "1.1.2027"), ("paattyy", "31.12.2028"),
    ):  # fmt: skip
        editor = tab.blocks[question].editor
        assert editor is not None
        keys.reach(editor.input)
        keys.overwrite(text)
    alone = keys.reach_a(QComboBox)
    assert alone.accessibleName().startswith("Geographical area")
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_F6)
    keys.search("Why is the activity")
    assert tab.section == "tarve"
    assert isinstance(keys.focus, QPlainTextEdit)
    for number, line in enumerate(NEED.split("\n")):
        keys.press(*[Qt.Key.Key_Return] * min(number, 1))
        keys.write(line)


def _plan(page: ApplicationPage, keys: Keyboard) -> None:
    """Type what the activity costs in its first year."""
    keys.reach(page.tabs.tabBar())
    keys.press(Qt.Key.Key_Right)
    tab = _tab(page, BudgetTab)
    keys.reach(tab.lines.view)
    tab.lines.choose("matkakulut", 2027)
    keys.write("1")
    keys.write("250,5")
    keys.press(Qt.Key.Key_Return)


def _write_word(keys: Keyboard, qtbot: QtBot) -> None:
    keys.press(Qt.Key.Key_W, alt=True)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    keys.press_in_menu(Qt.Key.Key_Down, Qt.Key.Key_Return)


def test_from_a_new_application_to_a_word_file_with_its_answers(
    window: MainWindow, keys: Keyboard, qtbot: QtBot, fake_dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = _begin(window, keys)
    assert page.shown is not None
    assert (page.shown.application.name, page.shown.application.template.id) == (NAME, "stea_c")
    _answer(page, keys)
    _plan(page, keys)

    keys.press(Qt.Key.Key_H, alt=True)
    qtbot.waitUntil(lambda: page.tab_name == "check")
    assert _tab(page, CheckTab).isVisible()
    assert page.shown.budget.costs.total is not None
    assert "How was the need found out?" in " ".join(note.message for note in page.shown.notes)

    path = tmp_path / "hakemus.docx"
    fake_dialogs.answers = [path]
    _write_word(keys, qtbot)
    keys.wait()
    assert page.strip.text == f"Written: {path}"
    written = docx.Document(str(path))
    told = "\n".join(
        [paragraph.text for paragraph in written.paragraphs]
        + [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    )
    assert [
        one for one in (NAME, "Arjen tuki.", *NEED.split("\n"), "1,250.50") if one not in told
    ] == []
    assert QApplication.activePopupWidget() is None
