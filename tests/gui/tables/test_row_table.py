"""Tables of frozen rows: sorted, filtered and found as Python lists."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.modeltest import ModelTester

from gui.tables.table_rows import COLUMNS, ROWS, Account, account_table, grouped_table, shown_names
from yhdistys.gui.tables.column import CellValue, SortOrder
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.sorting import sort_key, sorted_rows, text_key


def test_a_row_table_is_a_sound_model(owner: QObject, qtmodeltester: ModelTester) -> None:
    model = account_table(owner)
    qtmodeltester.check(model)

    first = model.index(0, 0)
    assert (model.rowCount(first), model.columnCount(first)) == (0, 0)
    assert (model.rowCount(), model.columnCount()) == (4, 4)

    model = account_table(owner)

    assert model.row_at(QModelIndex()) is None
    assert model.row_at(model.index(1, 0)) == ROWS[1]


def test_finnish_letters_come_last_and_figures_inside_texts_are_figures() -> None:
    words = ["Öljy", "zeta", "äiti", "Åland", "apu", "Élan", "eka", "über", "yö"]

    assert sorted(words, key=text_key) == [
        *("apu", "eka", "Élan", "über", "yö", "zeta", "Åland", "äiti", "Öljy"),
    ]

    assert sorted(["3-812", "3-98", "12-1", "3-98-2025"], key=text_key) == [
        *("3-98", "3-98-2025", "3-812", "12-1"),
    ]


def test_missing_values_come_last_and_equal_rows_keep_their_order() -> None:
    values = [None, 3, Decimal("2.5"), "", -5]

    up = sorted_rows(values, lambda value: value, is_descending=False)
    down = sorted_rows(values, lambda value: value, is_descending=True)
    assert (up, down) == ([-5, Decimal("2.5"), 3, None, ""], [3, Decimal("2.5"), -5, None, ""])

    rows = [("a", 1), ("b", 1), ("c", 0)]

    assert sorted_rows(rows, lambda row: row[1], is_descending=True) == [*rows]
    assert sorted_rows(rows, lambda row: row[1], is_descending=False) == [rows[2], *rows[:2]]


def test_values_of_different_kinds_never_meet_when_sorted() -> None:
    values: list[CellValue] = ["x", 5, date(2025, 3, 1), Decimal(1), date(2025, 2, 1), "a"]

    assert sorted(values, key=sort_key) == [
        *(Decimal(1), 5, date(2025, 2, 1), date(2025, 3, 1), "a", "x"),
    ]


def test_amounts_sort_by_what_they_are_and_not_by_what_they_show(owner: QObject) -> None:
    model = account_table(owner)
    model.sort(1, Qt.SortOrder.AscendingOrder)

    names = ["4400 Vuokra", "3000 Öljy", "3000 Jäsenmaksut", "5000 Palkat"]
    assert shown_names(model) == names
    model.sort_by(None)
    assert shown_names(model)[0] == "4400 Vuokra"
    assert model.sorted_by is None


def test_rows_that_hold_all_the_words_are_shown(owner: QObject) -> None:
    model = account_table(owner)
    found = {}
    for words in ("3000", "öl 3000", "-2 300", "-2300,00", "late", "none", "  "):
        model.set_filter(words)
        found[words] = [row.id for row in model.rows]

    assert found == {
        "3000": [2, 4],
        "öl 3000": [4],
        "-2 300": [1],
        "-2300,00": [1],
        "late": [3],
        "none": [],
        "  ": [1, 2, 3, 4],
    }
    assert model.count == 4


def test_a_filter_and_an_order_stay_when_other_rows_come(owner: QObject) -> None:
    model = account_table(owner)
    model.set_filter("3000")
    model.sort_by(SortOrder("name", is_descending=True))
    model.set_rows((Account(7, "3000 A"), Account(8, "4000 B"), Account(9, "3000 Z")))

    assert shown_names(model) == ["3000 Z", "3000 A"]
    assert (model.place_of(9), model.place_of(8)) == (0, -1)


def test_rows_in_groups_are_not_sorted_and_filtered_with_their_titles(owner: QObject) -> None:
    model = grouped_table(owner)
    before = shown_names(model)
    model.sort_by(SortOrder("name", is_descending=True))

    assert not model.is_sortable
    assert shown_names(model) == before

    model = grouped_table(owner)
    model.set_filter("3800")

    assert shown_names(model) == ["Income", "Grants", "3800 Avustukset"]
    assert list(model.title_rows()) == [0, 1]


def test_a_bar_is_said_in_words(owner: QObject) -> None:
    model = account_table(owner)
    role = Qt.ItemDataRole.AccessibleTextRole

    assert model.index(0, 2).data(role) == "80.0% used, 75.0% expected by now"
    assert model.index(1, 2).data(role) is None
    assert model.index(2, 3).data(role) == "late"


def test_fifty_thousand_rows_are_shown_by_one_reset(owner: QObject) -> None:
    rows = [Account(number, f"{number} Tili", Decimal(number)) for number in range(50_000)]
    model = RowTable(COLUMNS, row_id=lambda row: row.id, parent=owner)
    resets = QSignalSpy(model.modelReset)
    model.set_rows(rows)

    assert (resets.count(), model.rowCount()) == (1, 50_000)
    assert model.rowCount() == 50_000
