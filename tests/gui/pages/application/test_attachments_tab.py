"""The documents that go with an application: where each is, told by the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from helpers.applications import answer, begin
from yhdistys.app import Workspace
from yhdistys.grants import queries, services
from yhdistys.grants.rules.application import AttachmentState
from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.application import ApplicationPage
from yhdistys.gui.pages.application.attachments_tab import AttachmentsTab

_Key = Qt.Key
MakePage = Callable[[type[ApplicationPage], WindowContext], ApplicationPage]


@pytest.fixture
def application_id(workspace: Workspace) -> int:
    """Begin an application."""
    return begin(workspace)


@pytest.fixture
def tab(page: MakePage, context: WindowContext, application_id: int) -> AttachmentsTab:
    """Open the tab, with the focus in the list."""
    made = page(ApplicationPage, context)
    made.show_wish({"application": application_id, "tab": "attachments"})
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.enter()
    return made.findChildren(AttachmentsTab)[0]


def _texts(tab: AttachmentsTab) -> list[list[str]]:
    model = tab.table.model()
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[str(model.index(row, at).data()) for at in columns] for row in rows]


def test_arrows_choose_enter_opens_the_states_and_typing_writes_the_note(
    tab: AttachmentsTab, context: WindowContext, application_id: int
) -> None:
    QTest.keyClick(tab.table, _Key.Key_Down)
    QTest.keyClick(tab.table, _Key.Key_Up)
    QTest.keyClick(tab.table, _Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, _Key.Key_Down)
    QTest.keyClick(menu, _Key.Key_Return)
    tab.window().activateWindow()
    QCoreApplication.processEvents()
    assert tab.table.hasFocus()
    QTest.keyClicks(tab.table, "s")
    QTest.keyClicks(tab.note, "aannot.pdf")
    QTest.keyClick(tab.note, _Key.Key_Return)
    assert tab.table.hasFocus()
    kept = context.read(queries.application, application_id=application_id).attachments
    assert kept == {"saannot": (AttachmentState.ATTACHED, "saannot.pdf")}
    assert _texts(tab) == [
        ["Rules of the association", "demanded", "attached", "saannot.pdf"],
        ["Agreement with partners", "not demanded", "missing", ""],
    ]


def test_what_is_demanded_follows_the_answers_and_what_was_withdrawn_is_closed(
    tab: AttachmentsTab, workspace: Workspace, application_id: int
) -> None:
    tab.show_wish({"attachment": "sopimus"})
    assert tab.demand.text() == "Not demanded with the answers as they are."
    answer(workspace, application_id, "kumppaneita", "yes")
    assert tab.demand.text() == "Demanded with the answers as they are."
    workspace.do(services.withdraw_application, application_id=application_id)
    assert tab.told.text() == "The application was withdrawn: nothing can be changed."
    QTest.keyClicks(tab.table, "x")
    assert (tab.table.hasFocus(), tab.note.text(), tab.state.isEnabled()) == (True, "", False)
