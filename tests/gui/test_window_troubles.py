"""What goes wrong in a window: careless pages, the same file twice, work that is not ready."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import yhdistys
from gui.fake_dialogs import CANCEL, FakeDialogs
from helpers.workspaces import YEAR
from yhdistys.gui.context import WindowContext
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.memory import Memory
from yhdistys.gui.page_stack import FailedPage
from yhdistys.gui.pages import BUILTIN_PAGES, PagePlace
from yhdistys.gui.pages.importing import ImportPage
from yhdistys.gui.style import Tone
from yhdistys.store.workspace_settings import change_settings


def _with_page(window: MainWindow, name: str) -> None:
    place = PagePlace("bad", "Bad", "documents", f"gui.bad_pages:{name}", plugin="careless")
    window.pages.offer((*BUILTIN_PAGES, place))
    window.show_page("bad")


def test_a_page_that_cannot_be_filled_says_so_in_its_place(window: MainWindow) -> None:
    _with_page(window, "RaisesWhenFilled")
    assert isinstance(window.pages.shown, FailedPage)
    assert window.pages.shown_id == "bad"
    window.show_page("follow")
    assert window.pages.shown_id == "follow"


def test_a_page_that_fails_when_it_is_left_keeps_nobody_inside(
    window: MainWindow, qtbot: QtBot
) -> None:
    _with_page(window, "RaisesWhenLeft")
    with qtbot.captureExceptions() as problems:
        window.show_page("home")
        assert window.pages.shown_id == "home"
        window.close()
    assert not window.isVisible()
    assert [kind for kind, _error, _trace in problems] == [ZeroDivisionError] * len(problems)
    assert problems


def test_what_is_unfinished_stays_in_its_own_association(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = window.context.open_workspace().database.target.path
    assert path is not None
    _with_page(window, "Writes")
    yhdistys.create(tmp_path / "toinen.yhdistys", name="Toinen ry", fiscal_year=YEAR).close()
    with qtbot.waitSignal(window.opening.opened):
        window.opening.open(str(tmp_path / "toinen.yhdistys"))
    assert window.context.open_workspace().drafts.draft("letter") is None
    with yhdistys.open(path, read_only=True) as before:
        assert before.drafts.draft("letter") == "Hello"


def test_the_open_file_opened_again_can_still_be_written(window: MainWindow) -> None:
    workspace = window.context.open_workspace()
    window.show_page("ledger")
    window.opening.open(str(workspace.database.target.path))
    assert not window.context.jobs.is_busy
    assert window.context.workspace is workspace
    assert window.pages.shown_id == "home"


def test_without_the_password_there_is_a_place_to_begin(
    qtbot: QtBot, tmp_path: Path, fake_dialogs: FakeDialogs
) -> None:
    path = tmp_path / "salattu.yhdistys"
    path.write_bytes(b"?" * 64)
    fake_dialogs.answers = [CANCEL]
    window = MainWindow(WindowContext(Memory()))
    qtbot.addWidget(window)
    window.opening.open(str(path))
    assert window.pages.shown_id == "begin"
    window.close()


def test_an_association_is_not_closed_under_running_work(window: MainWindow, qtbot: QtBot) -> None:
    ended: list[object] = []
    window.context.jobs.run("Reading", _read, done=ended.append)
    window.acts["close_file"].trigger()
    assert window.context.workspace is not None
    assert window.strip.text == "Wait until the running work has come to its end."
    qtbot.waitUntil(lambda: bool(ended))


def _read(_progress: object) -> str:
    return "ready"


def test_a_message_goes_when_another_page_is_shown_or_something_changes(
    window: MainWindow,
) -> None:
    window.show_page("home")
    window.say(Tone.LATE, "2 files")
    window.show_page("follow")
    assert window.strip.text == ""
    window.say(Tone.LATE, "2 files")
    window.context.do(change_settings, values={"association.contact": "toimisto"})
    assert window.strip.text == ""


def test_the_keyboard_goes_from_the_search_into_the_page(window: MainWindow, qtbot: QtBot) -> None:
    field = window.top_bar.search
    window.acts["search"].trigger()
    qtbot.keyClicks(field, "follow")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    page = window.pages.shown
    assert page is not None
    assert page.isAncestorOf(window.focusWidget())
    before = window.focusWidget()
    window.acts["search"].trigger()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert window.focusWidget() is before


def test_enter_presses_the_button_that_has_the_focus(
    window: MainWindow, qtbot: QtBot, fake_dialogs: FakeDialogs
) -> None:
    window.show_page("import")
    page = window.pages.shown
    assert isinstance(page, ImportPage)
    fake_dialogs.answers = [CANCEL]
    page.begin.zone.choose.setFocus()
    qtbot.keyClick(page.begin.zone.choose, Qt.Key.Key_Return)
    assert len(fake_dialogs.asked) == 1


def test_both_keys_for_redo_do_it_again(window: MainWindow) -> None:
    keys = {key.toString() for key in window.acts["redo"].shortcuts()}
    assert {"Ctrl+Y", "Ctrl+Shift+Z"} <= keys
