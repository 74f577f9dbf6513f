"""The page of calls and applications: begun, sent, opened again and removed by the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import yhdistys
from gui.walking import doubled_mnemonics, nameless
from helpers.applications import NAME, begin
from helpers.workspaces import open_copy
from yhdistys.app import Workspace
from yhdistys.grants import queries
from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.applications import ApplicationsPage
from yhdistys.registry import Plugins

MakePage = Callable[[type[ApplicationsPage], WindowContext], ApplicationsPage]
TODAY = date(2025, 10, 14)


@pytest.fixture
def workspace(prepared_file: Path, tmp_path: Path, plugins: Plugins) -> Iterator[Workspace]:
    """Open a fresh association on a day on which the calls are open."""
    with open_copy(prepared_file, tmp_path, plugins, today=TODAY) as opened:
        yield opened


@pytest.fixture
def shown(context: WindowContext, page: MakePage, qtbot: QtBot) -> ApplicationsPage:
    """Show the page with one application."""
    begin(context.open_workspace())
    made = page(ApplicationsPage, context)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _rows(page: ApplicationsPage) -> list[list[str]]:
    model = page.model
    return [
        [str(model.index(row, column).data()) for column in range(6)]
        for row in range(model.rowCount())
    ]


def _write(*texts: str) -> None:
    """Fill one field after the other, beginning with the one that has the focus."""
    for number, text in enumerate(texts):
        focus = QApplication.focusWidget()
        assert focus is not None
        if number:
            QTest.keyClick(focus, Qt.Key.Key_Tab)
            focus = QApplication.focusWidget()
            assert focus is not None
        if isinstance(focus, QLineEdit):
            focus.selectAll()
        QTest.keyClicks(focus, text)


def _return() -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)


def _press(button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def _state(context: WindowContext) -> tuple[str, date | None]:
    (row,) = context.read(queries.applications, today=TODAY)
    return row.state.value, row.submitted_on


def test_an_application_is_begun_by_the_keyboard_and_opened(
    shown: ApplicationsPage, context: WindowContext
) -> None:
    went: list[object] = []
    context.went.connect(went.append)
    _press(shown.new_button)
    _return()
    form = shown.panel.form
    assert form is not None  # a name is demanded: the panel stays
    _write("Talotalkoot", "S", "2028", "31.3.2027")
    _return()
    (begun,) = [
        row for row in context.read(queries.applications, today=TODAY) if row.name == "Talotalkoot"
    ]
    assert (begun.template_id, begun.closes_on, begun.years) == (
        "stea_c",
        date(2027, 3, 31),
        (2028,),
    )
    assert went == [("application", {"application": begun.id})]
    assert shown.panel.form is None


def test_applications_stand_before_the_calls_that_none_was_begun_for(
    shown: ApplicationsPage,
) -> None:
    first, *_others, last = _rows(shown)
    assert first[:4] == [NAME, "draft", "1 Jun 2026", "230 days"]
    assert last[:4] == ["STEA, project grant (C)", "open call", "1 Jun 2026", "230 days"]
    assert (nameless(shown), doubled_mnemonics(shown)) == ([], [])
    shown.table.setFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    form = shown.panel.form
    assert form is not None
    assert form.texts()["form"] == "stea_c"
    QTest.keyClick(_focus(), Qt.Key.Key_Escape)
    assert (shown.panel.form, shown.table.hasFocus()) == (None, True)


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_an_application_is_sent_and_becomes_a_draft_again(
    shown: ApplicationsPage, context: WindowContext
) -> None:
    _press(shown.detail.send_button)
    _write("13.10.2025")
    _return()
    assert _state(context) == ("submitted", date(2025, 10, 13))
    assert shown.strip.text == "Sent on 13 Oct 2025."
    assert not shown.detail.send_button.isVisible()
    _press(shown.detail.reopen_button)
    _write("The funder asked for more.")
    _return()
    assert _state(context)[0] == "draft"
    assert shown.detail.state.text() == "draft"


def test_another_name_and_a_day_in_the_past_are_kept_and_the_day_is_told(
    shown: ApplicationsPage,
) -> None:
    _press(shown.detail.change_button)
    _write("Iltatee", "1.2.2025")
    _return()
    assert _rows(shown)[0][:3] == ["Iltatee", "not sent", "1 Feb 2025"]
    assert shown.strip.text == "1 Feb 2025 is in the past."


def test_a_removed_application_comes_back_by_undo(
    shown: ApplicationsPage, context: WindowContext
) -> None:
    before = _rows(shown)
    _press(shown.detail.remove_button)
    assert {row[1] for row in _rows(shown)} == {"open call"}
    assert shown.strip.text == f"“{NAME}” was removed. Undo brings it back."
    context.open_workspace().undo()
    assert _rows(shown) == before


def test_a_wish_opens_the_form_of_a_call_and_a_file_that_is_only_read_says_so(
    context: WindowContext, page: MakePage, workspace: Workspace
) -> None:
    made = page(ApplicationsPage, context)
    made.show_wish({"new": True, "form": "stea_c"})
    assert made.panel.form is not None
    made.panel.close_panel()
    begin(workspace)
    path = workspace.database.target.path
    assert path is not None
    with yhdistys.open(path, plugins=workspace.plugins, read_only=True, today=TODAY) as reader:
        context.use(reader)
        made.mark_stale()
        made.table.select_row_id("1")
        made.show_wish({"new": True})
        assert made.panel.form is None
        assert made.strip.text == "Nothing can be written: the association is only read."
        buttons = (made.new_button, made.detail.send_button, made.detail.remove_button)
        assert [button.isEnabled() for button in buttons] == [False, False, False]
        assert made.detail.open_button.isEnabled()
        context.use(workspace)


def test_without_a_plugin_with_forms_the_page_says_where_to_find_one(
    context: WindowContext,
    page: MakePage,
    workspace: Workspace,
    prepared_file: Path,
    tmp_path: Path,
) -> None:
    folder = tmp_path / "without"
    folder.mkdir()
    with open_copy(prepared_file, folder, Plugins.of(), today=TODAY) as bare:
        context.use(bare)
        made = page(ApplicationsPage, context)
        assert made.stack.currentWidget() is made.empty
        made.enter()
        QTest.keyClick(made.empty.buttons[0], Qt.Key.Key_Space)
        assert made.strip.text == "No plugin in use has a form."
        context.use(workspace)
