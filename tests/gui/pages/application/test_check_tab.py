"""What the check found stands in groups, and each note leads to its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from helpers.applications import answer, begin, project_form
from yhdistys.app import Workspace
from yhdistys.grants import services
from yhdistys.grants.rules.application import AttachmentState
from yhdistys.grants.services import NewAmount
from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.application import ApplicationPage
from yhdistys.gui.pages.application.check_rows import WHERE
from yhdistys.gui.pages.application.check_tab import CheckTab

MakePage = Callable[[type[ApplicationPage], WindowContext], ApplicationPage]
FAR = date(2199, 6, 1)
ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down


def _written(workspace: Workspace, *, general_costs: int, need: str) -> int:
    """Begin an application of one year on a form that was compared with the funder's own."""
    form = project_form().replace('status = "unverified"', 'status = "verified"')
    application = begin(workspace, form=form, closes_on=FAR)
    texts = {"alkaa": "1.1.2027", "paattyy": "31.12.2027", "tarve": need}
    for question, text in texts.items():
        answer(workspace, application, question, text)
    amounts = [
        NewAmount(line="muut_kulut", year=2027, amount=Decimal(1000)),
        NewAmount(line="yleiskulut", year=2027, amount=Decimal(general_costs)),
    ]
    workspace.do(services.set_amounts, application_id=application, amounts=amounts)
    return application


def _check(made: ApplicationPage, application: int) -> CheckTab:
    made.show_wish({"application": application, "tab": "check"})
    made.enter()
    tab = made.findChild(CheckTab)
    assert tab is not None
    return tab


def test_notes_stand_in_groups_with_their_places_under_how_much_is_ready(
    context: WindowContext, page: MakePage
) -> None:
    workspace = context.open_workspace()
    shown = page(ApplicationPage, context)
    tab = _check(shown, _written(workspace, general_costs=500, need="Yksin kylällä. " * 30))
    assert [row.where for row in tab.table.rows] == [
        "",
        "Activity · Need",
        "Activity · Target groups",
        "Budget · General costs · 2027",
        "Attachments · Rules of the association",
    ]
    assert shown.shown is not None
    told = [note.message for note in shown.shown.notes]
    assert [row.message for row in tab.table.rows] == ["To mend (4)", *told]
    summary = (tab.summary.figure.text(), tab.summary.told.text(), tab.summary.bar.toolTip())
    assert summary == ("ready 57%", "4 of 7 demanded answers", "4 of 7 demanded answers")
    assert [tag.text() for tag in tab.summary.tags.values() if not tag.isHidden()] == ["4 to mend"]


def test_enter_and_a_click_lead_from_a_note_to_its_place(
    context: WindowContext, page: MakePage, qtbot: QtBot
) -> None:
    workspace = context.open_workspace()
    shown = page(ApplicationPage, context)
    application = _written(workspace, general_costs=500, need="Yksin kylällä. " * 30)
    tab = _check(shown, application)
    seen = []
    qtbot.keyClick(tab.view, ENTER)
    seen.append(shown.tab_name)
    _check(shown, application)
    for key in (DOWN, DOWN, ENTER):
        qtbot.keyClick(tab.view, key)
    seen.append(shown.tab_name)
    _check(shown, application)
    where = tab.view.visualRect(tab.table.index(2, WHERE)).center()
    qtbot.mouseClick(tab.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    seen.append(shown.tab_name)
    assert seen == ["questions", "budget", "questions"]


def test_where_nothing_is_found_the_page_is_calm_and_leads_on_to_the_web_form(
    context: WindowContext, page: MakePage, qtbot: QtBot
) -> None:
    workspace = context.open_workspace()
    application = _written(workspace, general_costs=100, need="Ihmiset ovat yksin.")
    shown = page(ApplicationPage, context)
    tab = _check(shown, application)
    assert tab.calm.isHidden()
    answer(workspace, application, "kohderyhma", rows=[{"ryhma": "Eläkeläiset", "maara": "40"}])
    workspace.do(
        services.set_attachment, application_id=application, attachment="saannot",
        state=AttachmentState.ATTACHED,
    )  # fmt: skip
    assert (list(tab.table.rows), tab.calm.isHidden()) == ([], False)
    assert tab.summary.figure.text() == "ready 100%"
    shown.enter()
    button = tab.calm.buttons[0]
    assert shown.focusWidget() is button
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert shown.tab_name == "portal"
