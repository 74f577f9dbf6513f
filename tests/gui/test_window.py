"""The window: areas, period, search, undo, status, opening, closing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui.fake_dialogs import FakeDialogs
from helpers.ledgers_built import JANUARY, YEAR, budget_of, ledger_of, plan
from yhdistys.app import Workspace
from yhdistys.budget import services as budget_services
from yhdistys.gui.context import WindowContext
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.memory import Memory
from yhdistys.gui.window_facts import year_to_begin_with
from yhdistys.i18n import set_language
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger import services as ledger_services
from yhdistys.settings import user_settings
from yhdistys.store.workspace_settings import change_settings
from yhdistys.values.period import Month


def _texts(window: MainWindow) -> list[str]:
    return [button.text() for button in window.navigation.buttons if not button.isHidden()]


def test_the_window_tells_association_period_ledger_backup_and_areas(window: MainWindow) -> None:
    name = window.context.open_workspace().association.name
    assert window.windowTitle() == f"{name} – yhdistys"
    assert window.top_bar.association.text() == name
    assert window.top_bar.year.current == 2025
    assert window.top_bar.period.current == Month(2025, 9)
    assert window.status.ledger.text().startswith("Ledger until 30 Sep 2025")
    assert window.status.saved.text() == "✓ Saved"
    window.show_page("follow")
    assert _texts(window) == [
        "Home",
        "Money",
        "Follow-up",
        "Budget",
        "Ledger",
        "Import",
        "Grants",
        "Settings",
    ]


def test_the_navigation_goes_by_arrow_keys_and_opens_by_space(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_page("home")
    window.navigation.enter()
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Down)
    focused = window.navigation.focused
    assert focused is not None
    assert focused.text() == "Money"
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert window.pages.shown_id == "follow"


def test_the_window_begins_with_the_newest_year_that_holds_something(
    workspace: Workspace,
) -> None:
    def begun(day: date) -> int | None:
        years = workspace.read(ledger_queries.fiscal_years)
        return year_to_begin_with(workspace, years, today=day)

    assert begun(date(2024, 6, 1)) is None
    assert begun(date(2025, 6, 1)) == YEAR
    for _year in (2026, 2027):
        last = workspace.read(ledger_queries.fiscal_years)[-1]
        workspace.do(ledger_services.add_fiscal_year, year=last.following())
    assert begun(date(2026, 6, 1)) == 2026
    workspace.do(ledger_services.store_ledger, result=ledger_of(*JANUARY))
    assert begun(date(2027, 6, 1)) == YEAR
    budget = budget_of(plan("3000", 1200, year=2026))
    workspace.do(budget_services.store_budget, result=budget, year=2026)
    assert begun(date(2027, 6, 1)) == 2026
    assert begun(date(2025, 6, 1)) == YEAR


def test_a_choice_of_year_is_told_to_the_pages(window: MainWindow) -> None:
    window.context.period.choose(2024, None)
    assert window.top_bar.year.current == 2024
    assert window.top_bar.period.current == Month(2024, 12)


def test_undo_and_redo_say_what_they_do(window: MainWindow) -> None:
    window.context.do(change_settings, values={"association.contact": "toimisto"})
    assert window.top_bar.undo.text() == "Undo: Change the settings"
    window.acts["undo"].trigger()
    assert window.top_bar.redo.toolTip() == "Redo: Change the settings"
    assert window.strip.text == "Undone: Change the settings"
    window.acts["redo"].trigger()
    assert window.context.open_workspace().association.contact == "toimisto"


def test_the_search_finds_pages_acts_and_accounts_and_says_when_it_finds_nothing(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.acts["search"].trigger()
    field = window.top_bar.search
    qtbot.keyClicks(field, "ledg")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.pages.shown_id == "ledger"
    assert field.text() == ""
    assert [hit.text for hit in window.search.find("dark app")] == ["Dark appearance"]
    assert any(hit.page == "ledger" for hit in window.search.find("3"))

    found = [(hit.text, hit.page) for hit in window.search.find("project grant (c)")]
    assert found == [
        ("Yhdessä kotoa ulos", "application"),
        ("STEA, project grant (C)", "applications"),
    ]
    window.show_page("application")
    (asked,) = [hit for hit in window.search.find("what is done") if hit.page == "application"]
    assert dict(asked.wish) == {"application": 1, "question": "toiminta_kuvaus"}

    field.enter()
    qtbot.keyClicks(field, "zzzz")
    field.look()
    results = field.results
    assert results is not None
    assert results.list.item(0).text() == "Nothing found."
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert results.isHidden()


def test_another_language_builds_the_window_anew_and_keeps_the_page(window: MainWindow) -> None:
    window.show_page("ledger")
    window.context.ask_window("speak", language="sv")
    assert window.pages.shown_id == "ledger"
    assert user_settings().language == "sv"
    assert window.acts["undo"].text() != "Undo"
    set_language("en")


def test_two_dropped_files_are_refused_with_a_sentence(window: MainWindow, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.xlsx", "b.xlsx")])
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    assert window.acceptDrops()
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, *keys)
    window.dropEvent(drop)
    assert window.strip.text == "2 files were dropped; the program takes one at a time."


def test_a_file_dropped_without_an_association_says_what_it_needs(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow(WindowContext(Memory()))
    qtbot.addWidget(window)
    window.take_files([tmp_path / "paakirja.xlsx"])
    assert window.strip.text == "The file paakirja.xlsx needs an association to go into."
    window.close()


def test_a_file_that_cannot_be_opened_is_told_where_one_begins(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow(WindowContext(Memory()))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.opening.refused):
        window.opening.open(str(tmp_path / "missing.yhdistys"))
    assert window.pages.shown_id == "begin"
    assert "missing.yhdistys" in window.strip.text
    window.close()


@pytest.mark.slow
def test_an_encrypted_file_asks_for_its_password_until_it_fits(
    qtbot: QtBot, tmp_path: Path, fake_dialogs: FakeDialogs
) -> None:
    import yhdistys  # noqa: PLC0415 - slow
    from helpers.workspaces import YEAR  # noqa: PLC0415 - slow

    path = tmp_path / "salattu.yhdistys"
    yhdistys.create(path, name="Salainen ry", fiscal_year=YEAR, password="oikea").close()
    window = MainWindow(WindowContext(Memory()))
    qtbot.addWidget(window)
    fake_dialogs.answers = ["väärä", "oikea"]
    with qtbot.waitSignal(window.opening.opened):
        window.opening.open(str(path))
    assert window.top_bar.association.text() == "Salainen ry"
    assert len(fake_dialogs.asked) == 2
    window.close()


def test_the_file_that_somebody_else_holds_is_shown_for_reading(
    qtbot: QtBot, sample_workspace: Workspace
) -> None:
    path = sample_workspace.database.target.path
    window = MainWindow(WindowContext(Memory()))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.opening.opened):
        window.opening.open(str(path))
    assert window.context.is_read_only
    assert "Toini Testaaja" in window.strip.text
    assert window.status.saved.text() == "Read only"
    window.show_page("budget")

    sample_workspace.close()
    again = next(b for b in window.strip.findChildren(QPushButton) if b.text().startswith("Try"))
    with qtbot.waitSignal(window.opening.opened):
        again.click()
    assert window.status.saved.text() == "✓ Saved"
    window.context.period.choose(2024, None)
    window.close()


class _Busy:
    """A job that works until it is cancelled."""

    def __call__(self, progress: object) -> None:
        while True:
            progress(0, None)  # type: ignore[operator] # a Progress


def _nothing(_result: object) -> None:
    """Take the end of a job."""


def test_a_window_closed_during_work_cancels_it_and_then_closes(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.context.jobs.run("Reading", _Busy(), done=_nothing, failed=_nothing)
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.context.workspace is None
