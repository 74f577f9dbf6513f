"""The first page: figures of the sample, what waits, ways to begin, and every way onwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.walking import doubled_mnemonics, nameless
from yhdistys.app.waiting import Waiting
from yhdistys.budget.services import add_plan_line, create_version, explain_deviation
from yhdistys.grants.services import remove_application
from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.home import HomePage
from yhdistys.gui.pages.home.places import place_of
from yhdistys.gui.pages.home.words import step_text
from yhdistys.gui.widgets import LineButton
from yhdistys.ledger.services import add_account
from yhdistys.store.history import newest_steps
from yhdistys.values.formats import MINUS
from yhdistys.values.period import Month

MakePage = Callable[[type[HomePage], WindowContext], HomePage]
NO_BREAK = "\u00a0"


class Ways:
    """Notes which pages were asked for."""

    def __init__(self, context: WindowContext) -> None:
        self.taken: list[tuple[str, dict[str, Any]]] = []
        context.went.connect(self.taken.append)


@pytest.fixture
def home(sample_context: WindowContext, page: MakePage, qtbot: QtBot) -> HomePage:
    """Show the first page of the sample association."""
    made = page(HomePage, sample_context)
    _wait_for_lines(made, qtbot)
    return made


def _wait_for_lines(home: HomePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(home.waiting.lines), timeout=2000)


def _rows(home: HomePage) -> list[list[str]]:
    model = home.groups.table
    return [
        [str(model.index(row, column).data()) for column in (0, 1, 2, 4, 5)]
        for row in range(model.rowCount())
    ]


def _press(qtbot: QtBot, widget: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
    widget.setFocus()
    qtbot.keyClick(widget, key)


def test_the_result_stands_beside_its_budget_and_last_year_for_the_chosen_period(
    home: HomePage,
) -> None:
    labels = [label for label in home.head.children() if hasattr(label, "text")]
    assert any(
        "Tuesday 14 October 2025 · the ledger reaches to 30 Sep 2025" in label.text()
        for label in labels
    )
    shown = (home.result.title, home.result.figure.text(), home.result.tag.text())
    assert shown == (
        "Own result · January–September 2025",
        f"{MINUS}24,291{NO_BREAK}€",
        f"8,971{NO_BREAK}€ behind the budget",
    )
    assert home.result.budget.text() == (
        f"budget for these months {MINUS}15,320{NO_BREAK}€"
        f" · for the whole year {MINUS}1,515{NO_BREAK}€"
    )
    assert home.result.before.text() == f"the same months last year {MINUS}648{NO_BREAK}€"
    home.context.period.choose(2024, None)
    assert home.result.title == "Own result · January–December 2024"


def test_the_main_groups_stand_against_the_budget_above_what_was_imported(
    home: HomePage,
) -> None:
    assert _rows(home)[:2] == [
        [
            "Ordinary activities: Income",
            f"489,820{NO_BREAK}€",
            f"357,604{NO_BREAK}€",
            "73%",
            f"4,574{NO_BREAK}€",
        ],
        [
            "Ordinary activities: Expenses",
            f"{MINUS}502,165{NO_BREAK}€",
            f"{MINUS}389,044{NO_BREAK}€",
            "77%",
            f"{MINUS}12,973{NO_BREAK}€",
        ],
    ]
    steps = home.context.read(newest_steps, count=200)
    told = [step_text(step) for step in steps if "01-09" in step.message]
    assert told == ["Import the ledger paakirja_2025_01-09.xlsx: 158 new entries, 6 gone"]
    assert (home.steps.isHidden(), home.ways.isHidden()) == (True, True)


def test_the_five_farthest_deviations_come_first_and_an_explained_one_goes_away(
    home: HomePage,
) -> None:
    rows = [row.account for row in home.deviations.table.rows]
    assert (rows, home.deviations.link.text()) == (
        ["3900", "3820", "4600", "4990", "3990"],
        "All 6",
    )
    through = Month(2025, 9)
    home.context.do(
        explain_deviation, year=2025, account="3900", through=through, text="A new employee."
    )
    assert "3900" not in [row.account for row in home.deviations.table.rows]
    assert home.events.texts[0].startswith("Explain")


def test_every_box_has_a_name_and_opens_its_page_by_the_keyboard(
    home: HomePage, qtbot: QtBot
) -> None:
    assert (nameless(home), doubled_mnemonics(home)) == ([], [])
    ways = Ways(home.context)
    _press(qtbot, home.deviations.view)
    _press(qtbot, home.deviations.link)
    assert ways.taken == [("follow", {"account": "3900"}), ("follow", {"unexplained": True})]
    ways.taken.clear()
    for widget in (home.result.link, home.groups.view, home.events.link, *home.waiting.lines):
        _press(qtbot, widget)
    assert ways.taken == [
        ("follow", {}),
        ("follow", {}),
        ("settings", {"section": "history"}),
        ("settings", {"section": "chart", "item": "4995"}),
        ("follow", {"unexplained": True, "year": 2025}),
    ]


def test_deadlines_tell_how_far_each_application_is_and_open_it(
    home: HomePage, qtbot: QtBot
) -> None:
    ways, table = Ways(home.context), home.deadlines.table
    (row,) = (
        [str(table.index(row, column).data()) for column in (0, 1, 2, 4)]
        for row in range(table.rowCount())
    )
    assert row[:3] == ["1 Jun 2026", "Yhdessä kotoa ulos", "230 days"]
    assert row[3].endswith("to mend")
    _press(qtbot, home.deadlines.view)
    _press(qtbot, home.deadlines.link)
    assert ways.taken == [("application", {"application": 1}), ("applications", {})]
    home.context.do(remove_application, application_id=1)
    qtbot.waitUntil(lambda: table.rows[0].application is None, timeout=2000)
    ways.taken.clear()
    _press(qtbot, home.deadlines.view)
    assert ways.taken == [("applications", {"call": "stea_c"})]


def test_an_empty_association_offers_ways_to_begin_and_first_steps_that_can_be_hidden(
    context: WindowContext, page: MakePage, qtbot: QtBot
) -> None:
    ways = Ways(context)
    home = page(HomePage, context)
    assert not home.ways.isHidden()
    hidden = (home.result, home.groups, home.deviations)
    assert [box.isHidden() for box in hidden] == [True, True, True]
    for card in (home.ways.ledger, home.ways.budget, home.ways.sample):
        _press(qtbot, card)
    assert ways.taken == [
        ("import", {"kind": "ledger"}),
        ("budget", {}),
        ("begin", {"step": "sample"}),
    ]
    assert [(line.label, line.detail) for line in home.steps.lines] == [
        ("Import last year's ledger", ""),
        ("Import a budget", ""),
        ("Or plan a budget in the program", ""),
        ("Look at the follow-up", ""),
    ]
    _press(qtbot, home.steps.link)
    context.do(add_account, number="3999", names={"fi": "Muu"})
    assert home.steps.isHidden()


def test_more_things_than_fit_are_shown_when_asked(
    context: WindowContext, page: MakePage, qtbot: QtBot
) -> None:
    home = page(HomePage, context)
    found = tuple(Waiting(kind="late-ledger", message=f"Thing {n}") for n in range(6))
    home.waiting.show_waiting(found)
    assert (home.waiting.more.text(), _shown(home.waiting.lines)) == ("Show 2 more", 4)
    _press(qtbot, home.waiting.more)
    assert _shown(home.waiting.lines) == 6
    home.waiting.show_waiting(())
    assert (home.waiting.nothing.isHidden(), _shown(home.waiting.lines)) == (False, 0)


def _shown(lines: Sequence[LineButton]) -> int:
    return sum(not line.isHidden() for line in lines)


def test_a_budget_without_a_ledger_shows_what_is_planned(
    context: WindowContext, page: MakePage
) -> None:
    version = context.do(create_version, year=2025, name="Draft")
    context.do(add_plan_line, version_id=version, account="4400", amount=Decimal(-1200))
    home = page(HomePage, context)
    assert (home.result.figure.text(), home.result.budget.text()) == (
        f"{MINUS}1,200{NO_BREAK}€",
        "planned for the whole year; the year has no ledger yet",
    )
    assert (home.result.tag.isHidden(), home.deviations.isHidden()) == (True, True)


def test_whatever_waits_has_a_page() -> None:
    found = {
        "no-ledger": None,
        "late-ledger": None,
        "unbalanced-vouchers": None,
        "no-budget": "2025",
        "no-backup": None,
        "plugin-problem": "some",
        "application-deadline": "7",
        "something-new": None,
    }
    waiting = [Waiting(kind=kind, message="", value=value) for kind, value in found.items()]
    pages = [place_of(one).page_id for one in waiting]
    late = Waiting(kind="application-late", message="", value="7")
    assert place_of(late) == ("applications", {"application": 7})
    assert pages == [
        "import",
        "import",
        "ledger",
        "budget",
        "settings",
        "settings",
        "application",
        "home",
    ]
