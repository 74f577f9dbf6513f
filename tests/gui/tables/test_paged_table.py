"""Tables of any length: only what is seen is read."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester

from gui.tables.table_rows import COLUMNS, Account
from yhdistys.gui.tables.column import SortOrder
from yhdistys.gui.tables.paged_table import WINDOW, PagedTable
from yhdistys.gui.tables.view import TableView


class Entries:
    """A source that keeps count of what was read."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def fetch(self, ids: Sequence[int]) -> list[Account]:
        self.asked.append(ids[0])
        return [Account(number, f"Entry {number}", Decimal(number)) for number in ids]


def paged(owner: QWidget, ids: Sequence[int]) -> tuple[PagedTable, Entries]:
    model = PagedTable(COLUMNS, can_filter=True, parent=owner)
    source = Entries()
    model.set_source(ids, source.fetch)
    return model, source


def test_a_paged_table_is_a_sound_model(owner: QWidget, qtmodeltester: ModelTester) -> None:
    model, _source = paged(owner, range(450))
    qtmodeltester.check(model)

    assert model.rowCount(model.index(0, 0)) == 0


def test_rows_are_read_in_windows_once_and_again_when_long_unseen(owner: QWidget) -> None:
    model, source = paged(owner, array("q", range(1000)))
    for row in (0, 5, 199, 200, 399, 7, 999):
        assert model.index(row, 0).data() == f"Entry {row}"

    assert source.asked == [0, WINDOW, 800]

    model, source = paged(owner, range(100 * WINDOW))
    for row in range(0, 100 * WINDOW, WINDOW):
        model.index(row, 0).data()
    model.index(0, 0).data()

    assert source.asked.count(0) == 2


def test_a_million_rows_scroll_to_the_end_by_reading_a_few_windows(owner: QWidget) -> None:
    model, source = paged(owner, array("q", range(1, 1_000_001)))
    view = TableView("entries", model, accessible_name="Entries", parent=owner)
    view.resize(600, 400)
    owner.show()
    view.scrollToBottom()
    view.grab()

    assert view.indexAt(view.viewport().rect().topLeft()).row() > 999_900
    assert len(source.asked) < 6
    assert view.select_row_id(500_000)
    assert view.currentIndex().row() == 499_999


def test_a_row_that_is_gone_is_shown_empty(owner: QWidget) -> None:
    model = PagedTable(COLUMNS, parent=owner)
    model.set_source([1, 2, 3], lambda _ids: [Account(1, "One"), Account(3, "Three")])

    assert [model.index(row, 0).data() for row in range(3)] == ["One", "", "Three"]
    assert model.row_at(model.index(1, 0)) is None


def test_sorting_and_filtering_are_asked_of_the_page(owner: QWidget) -> None:
    model, _source = paged(owner, range(10))
    sorts, filters = QSignalSpy(model.sort_asked), QSignalSpy(model.filter_asked)
    model.sort_by(SortOrder("amount", is_descending=True))
    model.set_filter("rent")

    assert [sorts.at(0), filters.at(0)] == [[SortOrder("amount", is_descending=True)], ["rent"]]
    assert model.is_sortable


def test_the_selection_follows_its_rows_into_another_order(owner: QWidget) -> None:
    model, source = paged(owner, array("q", range(1000)))
    view = TableView("entries", model, accessible_name="Entries", parent=owner)
    view.select_row_id(3)
    model.set_source(array("q", reversed(range(1000))), source.fetch)

    assert view.currentIndex().row() == 996
    assert [row.id for row in view.chosen_rows()] == [3]
    assert model.index(0, 1).data(Qt.ItemDataRole.DisplayRole) == "999,00"
