"""One key leads through the web form: copied, ticked, on to the next field."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from helpers.applications import answer, fill_application
from yhdistys.grants.rules.portal import portal_fields
from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.application import ApplicationPage
from yhdistys.gui.pages.application.portal_tab import PortalTab
from yhdistys.gui.style import Tone

MakePage = Callable[[type[ApplicationPage], WindowContext], ApplicationPage]
ENTER = Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier
FIELDS = 12
"""Fields of the application that have something to copy."""


def _portal(made: ApplicationPage, application: int) -> PortalTab:
    made.show_wish({"application": application, "tab": "portal"})
    made.enter()
    tab = made.findChild(PortalTab)
    assert tab is not None
    return tab


def _copied() -> str:
    return QGuiApplication.clipboard().text()


def _ticked(tab: PortalTab) -> list[object]:
    return [row.id for row in tab.table.rows if row.is_ticked]


def test_enter_alone_copies_all_fields_one_after_the_other(
    context: WindowContext, page: MakePage, qtbot: QtBot
) -> None:
    application = fill_application(context.open_workspace())
    shown = page(ApplicationPage, context)
    tab = _portal(shown, application)
    assert shown.shown is not None
    wanted = [field.text for field in portal_fields(shown.shown.application) if field.text]
    pasted = []
    for _field in range(FIELDS):
        qtbot.keyClick(tab.list, ENTER)
        pasted.append(_copied())
        told = tab.field.told.text()
        qtbot.keyClick(tab.list, ENTER)
    assert pasted == wanted
    assert told == "Copied. All fields are copied now."
    assert (tab.count.text(), tab.field.told.text()) == (
        "12 of 12 copied",
        "All fields are copied.",
    )

    qtbot.mouseClick(tab.again_button, Qt.MouseButton.LeftButton)
    assert (tab.count.text(), tab.field.asks.text()) == ("0 of 12 copied", "Applicant")


def test_ticks_are_remembered_until_the_text_changes_and_hold_no_text(
    context: WindowContext, page: MakePage, qtbot: QtBot
) -> None:
    workspace = context.open_workspace()
    application = fill_application(workspace)
    tab = _portal(page(ApplicationPage, context), application)
    tab.list.select_row_id("tarve")
    qtbot.keyClick(tab.list, Qt.Key.Key_C, CONTROL)
    assert _copied() == "Kylillä on ihmisiä, jotka ovat ”yksin”.\nÅäö 100 %"
    qtbot.keyClick(tab.list, Qt.Key.Key_Down)
    qtbot.keyClick(tab.list, Qt.Key.Key_Space)
    tab.list.select_row_id("alkaa")
    qtbot.keyClick(tab.list, Qt.Key.Key_Space)
    again = _portal(page(ApplicationPage, context), application)
    assert (_ticked(again), again.count.text()) == (["alkaa", "tarve"], "2 of 12 copied")
    kept = json.dumps(context.memory.remembered(f"portal/{application}"))
    assert "Kylill" not in kept

    answer(workspace, application, "tarve", "Muuttui")
    assert _ticked(again) == ["alkaa"]
    again.list.select_row_id("alkaa")
    qtbot.keyClick(again.list, Qt.Key.Key_Space)
    assert _ticked(again) == []


def test_a_field_shows_its_text_and_length_and_its_marked_part_is_copied_alone(
    context: WindowContext, page: MakePage, qtbot: QtBot
) -> None:
    workspace = context.open_workspace()
    application = fill_application(workspace)
    answer(workspace, application, "hanke", "Kohtaamisia kylillä ja kaupungissa " * 2)
    shown = page(ApplicationPage, context)
    tab = _portal(shown, application)
    tab.list.select_row_id("hanke")
    length = tab.field.length
    assert (length.text(), length.tone) == ("69 / 60 characters · 9 too many", Tone.OVER)
    text = tab.field.text
    qtbot.keyClick(text, Qt.Key.Key_C, CONTROL)
    assert _copied() == text.toPlainText()
    qtbot.keyClick(text, Qt.Key.Key_Home, CONTROL)
    qtbot.keyClick(text, Qt.Key.Key_Right, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(text, Qt.Key.Key_C, CONTROL)
    assert _copied().strip() == "Kohtaamisia"
    tab.list.select_row_id("kumppaneita")
    assert (tab.field.copy_button.isEnabled(), tab.field.length.isHidden()) == (False, True)
    qtbot.mouseClick(tab.field.open_button, Qt.MouseButton.LeftButton)
    assert shown.tab_name == "questions"
