"""The keys of a grid: typing, Enter, copying and pasting."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from gui.fake_dialogs import FakeDialogs
from gui.tables.grid_lines_of_tests import (
    FEB,
    FEES,
    INCOME,
    JAN,
    LINES,
    MAR,
    RENT,
    WAGES,
    grid,
    months,
    told,
)
from yhdistys.gui.tables.frozen_columns import FrozenColumns
from yhdistys.gui.tables.grid_model import GridModel
from yhdistys.gui.tables.grid_view import GridView

_FLAG = QItemSelectionModel.SelectionFlag


@pytest.fixture
def view(owner: QWidget) -> GridView:
    made = GridView("plan", grid(owner), accessible_name="Budget", parent=owner)
    made.resize(900, 400)
    made.show()
    return made


def model_of(view: GridView) -> GridModel:
    model = view.model()
    assert isinstance(model, GridModel)
    return model


def go(view: GridView, row: int, column: int) -> None:
    view.setCurrentIndex(view.model().index(row, column))


def select(view: GridView, first: tuple[int, int], last: tuple[int, int]) -> None:
    model = view.model()
    go(view, *first)
    block = QItemSelection(model.index(*first), model.index(*last))
    view.selectionModel().select(block, _FLAG.ClearAndSelect)


def press_enter(editor: QLineEdit) -> None:
    """Press Enter; Qt stores the text when it comes back to its loop."""
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def editor_of(view: GridView) -> QLineEdit | None:
    editors = [child for child in view.viewport().children() if isinstance(child, QLineEdit)]
    return next((editor for editor in editors if editor.isVisible()), None)


def test_typing_begins_to_edit_and_enter_goes_down_to_the_next_line(view: GridView) -> None:
    go(view, WAGES, JAN)
    QTest.keyClick(view, Qt.Key.Key_4)
    editor = editor_of(view)
    assert editor is not None
    QTest.keyClicks(editor, "0,5")
    press_enter(editor)

    assert months(model_of(view), 3) == (-40_50, -30_00, -30_00)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (RENT, JAN)

    go(view, FEES, MAR)
    QTest.keyClick(view, Qt.Key.Key_Return)

    assert view.currentIndex().row() == WAGES


def test_a_refused_text_stays_in_its_cell_until_it_is_given_up_or_corrected(view: GridView) -> None:
    refused = QSignalSpy(view.refused)
    go(view, WAGES, JAN)
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = editor_of(view)
    assert editor is not None
    assert editor.text() == "-30.00"
    editor.setText("12x")
    press_enter(editor)

    assert editor_of(view) is editor
    assert (editor.text(), refused.count()) == ("12x", 1)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_5)
    assert editor.hasFocus()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert (editor_of(view), model_of(view).lines()) == (None, LINES)

    go(view, WAGES, JAN)
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = editor_of(view)
    assert editor is not None
    for text in ("12x", "12"):
        editor.setText(text)
        press_enter(editor)

    assert months(model_of(view), 3)[0] == -12_00


def test_copied_cells_are_pasted_as_they_were(view: GridView) -> None:
    model = model_of(view)
    model.setData(model.index(WAGES, FEB), "+5")
    select(view, (WAGES, JAN), (WAGES, MAR))
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "-30,00\t+5,00\t-30,00\r\n"

    select(view, (RENT, JAN), (RENT, JAN))
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert months(model, 4) == (-30_00, 5_00, -30_00)


def test_keys_fill_and_clear_the_selected_cells(view: GridView) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    model = model_of(view)
    select(view, (FEES, JAN), (FEES, MAR))
    QTest.keyClick(view, Qt.Key.Key_R, control)
    assert months(model, 1) == (100_00, 100_00, 100_00)

    select(view, (WAGES, JAN), (RENT, JAN))
    QTest.keyClick(view, Qt.Key.Key_D, control)
    assert months(model, 4) == (-30_00, 0, 0)

    select(view, (FEES, FEB), (INCOME, MAR))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert months(model, 1) == (100_00, 0, 0)


def test_a_change_by_per_cent_is_asked_for(view: GridView, fake_dialogs: FakeDialogs) -> None:
    edited = QSignalSpy(model_of(view).edited)
    fake_dialogs.answers = ["-10 %"]
    select(view, (WAGES, JAN), (WAGES, MAR))
    view.ask_percent()

    assert told(edited) == [((3, (-27_00, -27_00, -27_00)),)]


def test_the_names_of_the_lines_stay_in_sight_while_the_months_scroll(
    view: GridView, owner: QWidget
) -> None:
    frozen = next(child for child in view.children() if isinstance(child, FrozenColumns))
    view.resize(420, 400)
    QApplication.processEvents()
    assert not frozen.isVisible()
    go(view, WAGES, MAR)
    QApplication.processEvents()

    assert frozen.isVisible()
    assert frozen.columnWidth(0) == view.columnWidth(0)
    assert [frozen.rowHeight(row) for row in range(9)] == [view.rowHeight(row) for row in range(9)]
    go(view, WAGES, JAN)
    assert view.visualRect(view.currentIndex()).left() >= frozen.width()
    assert owner.focusWidget() is not frozen
