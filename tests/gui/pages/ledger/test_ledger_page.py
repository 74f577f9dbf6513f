"""The page of the ledger: filters, order, sums, wishes, the voucher, and the imports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui.fake_dialogs import FakeDialogs
from helpers.ledgers_built import FEBRUARY, JANUARY, RENT, ledger_of, paid
from yhdistys.app import Workspace
from yhdistys.gui.context import WindowContext
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.pages.ledger import LedgerPage
from yhdistys.gui.pages.ledger.filter_bar import FilterBar, account_of
from yhdistys.gui.pages.ledger.filters import LedgerFilter, from_memory, to_memory
from yhdistys.gui.pages.ledger.reading import Asked, EntryReader, Listing
from yhdistys.gui.tables.column import SortOrder
from yhdistys.gui.tables.paged_table import PagedTable
from yhdistys.ledger import services
from yhdistys.ledger.queries import EntryFilter
from yhdistys.values.money import parse_amount
from yhdistys.values.period import Month

MakePage = Callable[[type[LedgerPage], WindowContext], LedgerPage]
ENTER, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab


@pytest.fixture
def books(context: WindowContext, workspace: Workspace) -> WindowContext:
    """Lend an association with a small ledger of two months."""
    workspace.do(services.store_ledger, result=ledger_of(*JANUARY, *FEBRUARY))
    return context


@pytest.fixture
def ledger(page: MakePage, books: WindowContext) -> LedgerPage:
    """Open the page on the small ledger."""
    return page(LedgerPage, books)


def _vouchers(ledger: LedgerPage) -> list[str]:
    rows = ledger.table.to_sheet().rows
    return list(dict.fromkeys(str(row[1]) for row in rows))


def _type(field: QWidget, text: str) -> None:
    QTest.keyClicks(field, text)
    QTest.keyClick(field, ENTER)


def test_from_the_search_to_a_voucher_to_its_account_and_back_by_keyboard(
    window: MainWindow,
) -> None:
    search = window.top_bar.search
    window.acts["search"].trigger()
    QTest.keyClicks(search, "OL-0104")
    QTest.keyClick(search, ENTER)
    ledger = window.pages.shown
    assert isinstance(ledger, LedgerPage)
    assert ledger.voucher.voucher is not None
    assert _vouchers(ledger) == ["OL-0104"]
    QTest.keyClick(ledger.table, ENTER)
    QTest.keyClick(ledger.voucher.table, Qt.Key.Key_Down)
    QTest.keyClick(ledger.voucher.table, ENTER)
    assert ledger.filter == LedgerFilter(year=2025, account="4400")
    assert ledger.tags.texts == ("Account: 4400 Rent of premises",)
    QTest.keyClick(ledger.table, ENTER)
    assert not ledger.voucher.isHidden()
    QTest.keyClick(ledger.voucher.table, ESC)
    assert ledger.voucher.isHidden()


def test_without_a_ledger_the_page_leads_to_the_import(
    page: MakePage, context: WindowContext, qtbot: QtBot
) -> None:
    ledger = page(LedgerPage, context)
    (button,) = ledger.empty.buttons
    with qtbot.waitSignal(context.went) as went:
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert went.args == [("import", {"kind": "ledger"})]


def test_the_year_stands_with_its_sums_and_an_import_and_its_undoing_are_seen_at_once(
    ledger: LedgerPage, workspace: Workspace
) -> None:
    sheet = ledger.table.to_sheet()
    assert sheet.headings[:4] == ("Date", "Voucher", "Account", "Account name")
    assert _vouchers(ledger) == ["1", "2", "3", "4", "5"]
    assert ledger.sums.text.startswith("12 entries · Debit 7,530.50 · Credit 7,530.50")
    assert ledger.sums.text.endswith("Difference 0.00")
    bar: FilterBar = ledger.filters
    assert [text for _value, text in bar.year.choices] == ["2025", "all"]
    assert [text for _value, text in bar.first.choices][:2] == ["the beginning", "Jan 2025"]
    assert [text for _value, text in bar.cost_centre.choices] == ["all", "10", "20", "none"]
    assert not bar.project.isHidden()

    workspace.do(services.store_ledger, result=ledger_of(paid("9", "2025-03-03", RENT, 100)))
    assert "9" in _vouchers(ledger)
    workspace.undo()
    assert "9" not in _vouchers(ledger)


def test_what_is_typed_filters(ledger: LedgerPage) -> None:
    bar = ledger.filters
    cases: list[tuple[QLineEdit, str, list[str]]] = [
        (bar.account, "3000", ["1"]),
        (bar.account, "50", ["2", "4"]),
        (bar.account, "rent of premises", ["3", "5"]),
        (bar.text, "tammi", ["3"]),
        (bar.voucher, "4", ["4"]),
        (bar.least, "=2500+0,5", ["2", "4"]),
        (bar.most, "120", ["1"]),
    ]
    for field, typed, vouchers in cases:
        _type(field, typed)
        assert _vouchers(ledger) == vouchers, typed
        field.clear()
        QTest.keyClick(field, ENTER)


def test_an_amount_or_account_that_cannot_be_is_told_and_changes_nothing(
    ledger: LedgerPage,
) -> None:
    _type(ledger.filters.least, "paljon")
    assert ledger.strip.text.startswith("Amount at least: ")
    _type(ledger.filters.account, "nobody")
    assert "No account is called “nobody”." in ledger.strip.text
    assert len(_vouchers(ledger)) == 5
    QTest.keyClick(ledger.filters.account, ESC)
    assert ledger.filters.account.text() + ledger.filters.least.text() == ""
    _type(ledger.filters.text, "tammi")
    assert ledger.strip.text == ""
    assert _vouchers(ledger) == ["3"]


def test_months_follow_the_window_and_tags_take_one_filter_away_or_all(
    ledger: LedgerPage, books: WindowContext
) -> None:
    ledger.show_wish({"account": RENT, "text": "vuokra", "cost_centre": None})
    assert len(ledger.tags.texts) == 3
    tag = ledger.tags.findChild(QToolButton, "text")
    assert tag is not None
    QTest.keyClick(tag, Qt.Key.Key_Space)
    assert _vouchers(ledger) == ["3", "5"]
    ledger.tags.cleared.emit()
    assert ledger.filter == LedgerFilter(year=2025)
    assert ledger.tags.isHidden()

    books.period.choose(2025, Month(2025, 1))
    assert _vouchers(ledger) == ["1", "2", "3"]
    assert list(ledger.tags.texts) == ["Until Jan 2025"]
    ledger.filters.year.chosen.emit(None)
    assert ledger.filter == LedgerFilter()
    assert len(_vouchers(ledger)) == 5


def test_a_wish_replaces_the_filters_and_what_was_found_is_shown(ledger: LedgerPage) -> None:
    _type(ledger.filters.text, "palkat")
    ledger.show_wish({"kind": "cost_centre", "id": "10", "year": None})
    assert _vouchers(ledger) == ["1"]
    assert ledger.filters.text.text() == ""
    ledger.show_wish({"kind": "project", "id": "P1"})
    assert _vouchers(ledger) == ["2"]
    ledger.show_wish({"kind": "voucher", "id": "4", "year": 2025})
    assert ledger.voucher.voucher is not None
    ledger.show_wish({"accounts": (RENT, "3000"), "first": Month(2025, 1), "last": Month(2025, 1)})
    assert _vouchers(ledger) == ["1", "3"]
    assert ledger.tags.texts == ("Jan 2025", "Account: 2 accounts")


def test_the_filters_are_remembered_but_not_codes_that_are_gone(
    ledger: LedgerPage, page: MakePage, books: WindowContext
) -> None:
    _type(ledger.filters.text, "palkat")
    _type(ledger.filters.least, "100")
    again = page(LedgerPage, books)
    assert again.filter == LedgerFilter(year=2025, text="palkat", least=parse_amount("100"))
    kept = to_memory(LedgerFilter(cost_centre="99", project=None))
    assert from_memory(kept, 2025) == LedgerFilter(cost_centre="99", project=None)
    assert from_memory("broken", 2025) == LedgerFilter(year=2025)
    books.memory.remember("page/ledger", kept)
    assert page(LedgerPage, books).filter == LedgerFilter(project=None)


def test_headings_sort_in_the_database_and_only_this_account_leaves_its_entries(
    ledger: LedgerPage,
) -> None:
    model = ledger.table.model()
    assert isinstance(model, PagedTable)
    for column, first in (("day", "5"), ("cost_centre", "4"), ("debit", "4"), ("account", "4")):
        model.sort_by(SortOrder(column, is_descending=True))
        assert _vouchers(ledger)[0] == first, column
    model.sort_by(SortOrder("day"))
    QTest.keyClick(ledger.table, Qt.Key.Key_Home)
    QTest.keyClick(ledger.table, ENTER, Qt.KeyboardModifier.ControlModifier)
    assert ledger.filter.account == "3000"
    assert _vouchers(ledger) == ["1"]


def test_the_open_voucher_follows_the_current_entry(ledger: LedgerPage, qtbot: QtBot) -> None:
    QTest.keyClick(ledger.table, ENTER)
    ledger.table.setFocus()
    QTest.keyClick(ledger.table, Qt.Key.Key_End)

    def follows() -> None:
        assert ledger.voucher.voucher is not None
        assert ledger.voucher.voucher.number == "5"

    qtbot.waitUntil(follows)


def test_all_entries_that_fit_go_to_a_file_and_too_many_are_not_copied(
    ledger: LedgerPage,
    fake_dialogs: FakeDialogs,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("yhdistys.gui.pages.ledger.entry_view._MOST_COPIED", 3)
    ledger.table.selectAll()
    ledger.table.copy()
    assert ledger.strip.text == "12 entries are too many to copy: select at most 3."

    path = tmp_path / "viennit.csv"
    fake_dialogs.answers.append(path)
    ledger.show_wish({"account": RENT})
    ledger.excel.click()
    qtbot.waitUntil(lambda: "3 entries were written" in ledger.strip.text)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Date;Voucher;Account;")
    assert len(lines) == 4
    assert lines[1].startswith("31.1.2025;3;4400;")


def test_the_last_import_can_be_undone_and_an_older_one_says_why_not(
    ledger: LedgerPage, books: WindowContext, workspace: Workspace, qtbot: QtBot
) -> None:
    ledger.show_wish({"show": "imports"})
    assert ledger.imports.undo.isEnabled()
    assert ledger.imports.explanation.startswith("Undoing takes the rows of paakirja.xlsx away")
    with qtbot.waitSignal(books.wanted) as wanted:
        ledger.imports.undo.click()
    assert wanted.args == [("undo", {})]
    workspace.do(services.add_account, number="9999", names={"fi": "Muut"})
    assert not ledger.imports.undo.isEnabled()
    assert "The newest one is: Add the account 9999" in ledger.imports.explanation


def test_a_large_ledger_shows_its_first_entries_before_all_are_known(
    books: WindowContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yhdistys.gui.pages.ledger.reading._FIRST_SCREEN", 4)
    reader = EntryReader(books, books)
    told: list[Listing] = []
    reader.found.connect(told.append)
    reader.read(Asked(chosen=EntryFilter(year=2025), is_quickly_begun=True), 1_000_000)
    assert [(len(one.ids), one.sums) for one in told] == [(4, None)]
    reader.read(Asked(chosen=EntryFilter(voucher="5")), 1_000_000)
    qtbot.waitUntil(lambda: len(told) == 2)
    QCoreApplication.processEvents()
    assert len(told[1].ids) == 4
    assert told[1].sums is not None


def test_every_widget_that_takes_the_focus_has_a_name(
    page: MakePage, sample_context: WindowContext
) -> None:
    ledger = page(LedgerPage, sample_context)
    QTest.keyClick(ledger.table, ENTER)
    nameless = [
        widget
        for widget in ledger.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or widget.property("text"))
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_a_typed_account_is_a_number_a_beginning_or_a_name() -> None:
    chart = {"4400": "Vuokrat", "4410": "Muut vuokrat"}
    assert account_of("", chart) == [""]
    assert account_of("4400 Vuokrat", chart) == ["4400"]
    assert account_of("44", chart) == ["44"]
    assert account_of("vuo", chart) == ["4400", "4410"]
    assert account_of("vuokrat", chart) == ["4400"]
    assert account_of("palkat", chart) == []
