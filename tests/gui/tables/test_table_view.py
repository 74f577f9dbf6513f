"""The table view: keys, copying, Excel, remembered columns, what assistive programs see."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from gui.fake_dialogs import FakeDialogs
from gui.tables.grid_lines_of_tests import told
from gui.tables.table_rows import (
    ROWS,
    Account,
    account_table,
    grouped_table,
    shown_names,
)
from yhdistys.exchange.reading import read_table_file
from yhdistys.gui.style import Scheme, apply_style
from yhdistys.gui.tables.column import Column, SortOrder
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.sheet import SheetRows, mime, save_table
from yhdistys.gui.tables.view import TableView


def view_of(model: RowTable, owner: QWidget, name: str = "accounts") -> TableView:
    view = TableView(name, model, accessible_name="Accounts", parent=owner)
    view.resize(800, 400)
    view.show()
    return view


@pytest.fixture
def model(owner: QWidget) -> RowTable:
    return account_table(owner)


@pytest.fixture
def view(model: RowTable, owner: QWidget) -> TableView:
    return view_of(model, owner)


def test_enter_and_a_double_click_activate_the_row(view: TableView, model: RowTable) -> None:
    activated = QSignalSpy(view.row_activated)
    view.select_row_id(3)
    QTest.keyClick(view, Qt.Key.Key_Return)
    at = view.visualRect(model.index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert told(activated) == [ROWS[2], ROWS[0]]


def test_home_and_end_lead_to_the_first_and_the_last_row(view: TableView) -> None:
    current = QSignalSpy(view.current_row)
    view.select_row_id(2)
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Home)

    assert told(current) == [ROWS[1], ROWS[3], ROWS[0]]


def test_the_selection_stays_with_its_rows_when_they_are_read_anew(
    view: TableView, model: RowTable
) -> None:
    view.select_row_id(2)
    current = QSignalSpy(view.current_row)
    fresh = Account(2, "3000 Jäsenmaksut", Decimal("99.00"))
    model.set_rows((ROWS[3], fresh, ROWS[0]))
    assert view.chosen_rows() == [fresh]
    model.set_rows((ROWS[0],))

    assert (view.chosen_rows(), told(current)) == ([], [fresh, None])

    model.set_rows(ROWS)
    view.selectAll()
    model.set_rows((*reversed(ROWS[1:]), Account(9, "New")))

    assert [row.id for row in view.chosen_rows()] == [4, 3, 2]


def test_a_heading_sorts_up_then_down_then_as_at_first(view: TableView, model: RowTable) -> None:
    header = view.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(1) + 20, 10)
    orders = []
    for _click in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        orders.append(model.sorted_by)

    assert orders == [SortOrder("amount"), SortOrder("amount", is_descending=True), None]


def test_the_menu_sorts_fits_and_hides_by_keyboard(view: TableView, model: RowTable) -> None:
    view.select_row_id(1)
    view.setCurrentIndex(model.index(0, 1))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(view, event)
    menu = next(child for child in view.children() if isinstance(child, QMenu))
    chooser = next(child for child in menu.children() if isinstance(child, QMenu))
    texts = {action.text(): action for action in (*menu.actions(), *chooser.actions())}
    texts["Sort &descending"].trigger()
    texts["Fit the &width to the texts"].trigger()
    texts["State"].trigger()
    menu.close()

    assert shown_names(model)[0] == "3000 Jäsenmaksut"
    assert view.column_layout.shown == (0, 1, 2)
    assert not texts["Name"].isEnabled()


def test_copied_rows_have_headings_figures_and_texts_that_spreadsheets_read(
    view: TableView,
) -> None:
    view.selectAll()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().mimeData()

    assert copied.text().splitlines() == [
        "Name\tAmount\tState",
        "4400 Vuokra\t-2300,00\tdone",
        "3000 Jäsenmaksut\t1234,50\tdone",
        "5000 Palkat\t\tlate",
        "3000 Öljy\t10,00\tdone",
    ]
    assert "<th>Amount</th>" in copied.html()
    assert "<td align='right'>-2300,00</td>" in copied.html()

    rows: SheetRows = SheetRows(("A",), [("=1+1",), ("two\nlines",), (date(2025, 9, 3),), (7,)])

    assert mime(rows, has_headings=False).text().splitlines() == [
        *("'=1+1", "two lines", "3.9.2025", "7"),
    ]


def test_excel_gets_the_rows_as_they_are_shown_under_a_name_that_fits(
    view: TableView, model: RowTable, tmp_path: Path, fake_dialogs: FakeDialogs
) -> None:
    model.set_filter("3000")
    model.sort_by(SortOrder("amount"))
    view.column_layout.show(3, is_shown=False)
    path = tmp_path / "accounts.xlsx"
    fake_dialogs.answers = [path]
    saved = QSignalSpy(view.saved)
    view.to_excel()

    assert told(saved) == [path]
    assert [list(row) for row in read_table_file(path).sheets[0].rows] == [
        ["Name", "Amount"],
        ["3000 Öljy", 10.0],
        ["3000 Jäsenmaksut", 1234.5],
    ]

    path = tmp_path / "a.xlsx"
    save_table(view, path, "[2025/26]: " + "very long title " * 3)

    assert read_table_file(path).sheets[0].name == "2025 26   very long title very"


def test_widths_order_hiding_sorting_and_filter_are_remembered(
    view: TableView, model: RowTable, owner: QWidget
) -> None:
    view.horizontalHeader().resizeSection(1, 222)
    view.horizontalHeader().moveSection(3, 1)
    view.column_layout.show(2, is_shown=False)
    model.sort_by(SortOrder("name", is_descending=True))
    model.set_filter("3000")
    view.column_layout.remember()
    again = account_table(owner)
    second = view_of(again, owner)

    assert second.column_layout.shown == (0, 3, 1)
    assert second.columnWidth(1) == 222
    assert shown_names(again) == ["3000 Öljy", "3000 Jäsenmaksut"]
    assert second.filter_line.text() == "3000"

    view.horizontalHeader().resizeSection(1, 222)
    owner.hide()

    assert view_of(account_table(owner), owner).columnWidth(1) == 222


def test_the_filter_line_opens_by_a_key_and_escape_clears_it(
    view: TableView, model: RowTable
) -> None:
    QTest.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    line = view.filter_line
    assert line.isVisible()
    QTest.keyClicks(line, "palk")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert shown_names(model) == ["5000 Palkat"]

    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert (len(model.rows), line.isVisible()) == (4, False)


def heard(view: TableView) -> set[str]:
    """Return what a screen reader says of a table; the wrappers must not outlive a reset."""
    table = QAccessible.queryAccessibleInterface(view)
    cells = (table.child(place) for place in range(table.childCount()))
    return {cell.text(QAccessible.Text.Name) for cell in cells if cell is not None}


def test_assistive_programs_survive_rows_that_are_read_anew(
    view: TableView, model: RowTable
) -> None:
    table = QAccessible.queryAccessibleInterface(view)
    assert table.text(QAccessible.Text.Name) == "Accounts"
    del table
    assert {"Name", "4400 Vuokra", "80.0% used, 75.0% expected by now"} <= heard(view)

    model.set_rows((ROWS[2],))
    assert "4400 Vuokra" not in heard(view)
    model.set_rows(())
    assert heard(view) == {"Name", "Amount", "", "State"}


def test_the_current_row_is_framed_when_the_keyboard_is_in_the_table(
    view: TableView, owner: QWidget, qapp: QApplication
) -> None:
    elsewhere = QLineEdit(owner)
    elsewhere.show()
    view.select_row_id(2)
    pictures = []
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        apply_style(qapp, scheme)
        for widget in (elsewhere, view):
            widget.setFocus()
            pictures.append(view.viewport().grab().toImage())

    dark_without, dark_with, light_without, light_with = pictures
    assert dark_with != dark_without
    assert light_with != light_without


def test_titles_are_higher_wherever_they_stand_after_filtering(owner: QWidget) -> None:
    model = grouped_table(owner)
    view = view_of(model, owner)
    low, high = view.rowHeight(2), view.rowHeight(0)
    model.set_filter("3800")
    filtered = [view.rowHeight(row) for row in range(3)]
    model.set_filter("")

    assert filtered == [high, high, low]
    assert [view.rowHeight(row) for row in range(6)] == [high, high, low, high, low, low]
    assert low < high


def test_columns_that_stretch_take_and_give_room_in_every_width(
    owner: QWidget, model: RowTable
) -> None:
    view = view_of(model, owner, "room")
    view.resize(900, 300)
    QApplication.processEvents()
    assert sum(map(view.columnWidth, range(4))) == view.viewport().width()
    wide = view.columnWidth(0)
    view.resize(300, 300)
    QApplication.processEvents()

    assert view.columnWidth(0) < wide

    view = view_of(grouped_table(owner), owner)
    for width in (40, 300, 1200):
        view.resize(width, 200)
        assert not view.grab().isNull()


def test_an_empty_table_says_why(owner: QWidget) -> None:
    column = Column(id="a", title="A", text=str)
    view = view_of(RowTable((column,), row_id=str, parent=owner), owner, "empty")
    before = view.viewport().grab().toImage()
    view.set_empty_text("No entries yet: import the ledger.")

    assert view.viewport().grab().toImage() != before
