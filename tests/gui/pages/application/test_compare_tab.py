"""Versions are kept, compared and restored; what changed is seen and told word by word."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from helpers.applications import answer, begin, fill_application
from yhdistys.grants import queries, services
from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.application import ApplicationPage
from yhdistys.gui.pages.application.compare_tab import CompareTab

MakePage = Callable[[type[ApplicationPage], WindowContext], ApplicationPage]
ENTER = Qt.Key.Key_Return


def _compare(made: ApplicationPage, application: int) -> CompareTab:
    made.show_wish({"application": application, "tab": "compare"})
    made.enter()
    tab = made.findChild(CompareTab)
    assert tab is not None
    return tab


def _names(context: WindowContext, application: int) -> list[str]:
    kept = context.read(queries.application_versions, application_id=application)
    return [version.name for version in kept]


def _changes(tab: CompareTab) -> list[tuple[str, ...]]:
    table = tab.table
    return [
        tuple(table.cell(row, column).text for column in range(table.columnCount()))
        for row in range(table.rowCount())
    ]


def _marked(tab: CompareTab) -> dict[str, str]:
    """Return what is struck through, what is underlined and what is plain."""
    cursor = tab.text.textCursor()
    found = {"plain": "", "struck": "", "underlined": ""}
    for place, sign in enumerate(tab.text.toPlainText(), start=1):
        cursor.setPosition(place)
        shape = cursor.charFormat()
        name = "struck" if shape.fontStrikeOut() else "plain"
        found["underlined" if shape.fontUnderline() else name] += sign
    return found


def test_a_version_is_kept_by_its_name_and_compared_with_now_and_restored(
    context: WindowContext, page: MakePage, qtbot: QtBot
) -> None:
    workspace = context.open_workspace()
    application = begin(workspace)
    answer(workspace, application, "tarve", "Kylillä on yksinäisiä ihmisiä.")
    shown = page(ApplicationPage, context)
    tab = _compare(shown, application)
    button = tab.empty.buttons[0]
    assert shown.focusWidget() is button
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.keyClicks(tab.naming.field, "Hallitukselle")
    qtbot.keyClick(tab.naming.field, ENTER)
    assert _names(context, application) == ["Hallitukselle"]
    assert tab.naming.isHidden()
    assert _changes(tab) == []

    answer(workspace, application, "tarve", "Kylillä on paljon yksinäisiä.")
    assert _changes(tab) == [
        ("Need", "", "Kylillä on yksinäisiä ihmisiä.", "Kylillä on paljon yksinäisiä.")
    ]
    assert _marked(tab) == {
        "plain": "Kylillä on",
        "struck": " yksinäisiä ihmisiä.",
        "underlined": " paljon yksinäisiä.",
    }
    assert tab.text.accessibleDescription() == (
        "Removed: “yksinäisiä ihmisiä.”. Added: “paljon yksinäisiä.”."
    )
    qtbot.mouseClick(tab.restore_button, Qt.MouseButton.LeftButton)
    assert (_changes(tab), shown.strip.text) == (
        [],
        "The answers, amounts and attachments are as in version 1.",
    )
    workspace.undo()
    assert len(_changes(tab)) == 1


def test_two_kept_versions_are_compared_and_esc_closes_the_name(
    context: WindowContext, page: MakePage, qtbot: QtBot
) -> None:
    workspace = context.open_workspace()
    application = fill_application(workspace)
    answer(workspace, application, "hanke", "Toisin kylillä")
    workspace.do(services.keep_version, application_id=application)
    answer(workspace, application, "hanke", "Vielä toisin")
    shown = page(ApplicationPage, context)
    tab = _compare(shown, application)
    qtbot.keyClick(tab.later, Qt.Key.Key_Down)
    menu = tab.later.menu()
    qtbot.keyClick(menu, Qt.Key.Key_End)
    qtbot.keyClick(menu, ENTER)
    tab.earlier.chosen.emit(tab.earlier.current)
    assert (tab.earlier.current, tab.later.current) == (2, 1)
    assert _changes(tab) == [("Name of the project", "", "Toisin kylillä", "Kohtaamisia kylillä")]
    tab.begin_keeping()
    qtbot.keyClicks(tab.naming.field, "Turha")
    qtbot.keyClick(tab.naming.field, Qt.Key.Key_Escape)
    assert (tab.naming.isHidden(), shown.focusWidget() is tab.view) == (True, True)
    assert _names(context, application) == ["Hallitukselle", ""]
    qtbot.keyClick(tab.view, ENTER)
    assert shown.tab_name == "questions"
