"""What the tests ask of the grid on the page, and do in it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from yhdistys.gui.pages.budget import BudgetPage
from yhdistys.gui.pages.budget.plan_grid import PlanView

_FLAG = QItemSelectionModel.SelectionFlag


def view_of(page: BudgetPage) -> PlanView:
    """Return the grid."""
    view = page.content.plan.view
    assert view is not None
    return view


def row_of(page: BudgetPage, text: str, nth: int = 0) -> int:
    """Return the row whose first text begins so."""
    model = view_of(page).plan_model
    texts = [model.cell(row, 0).text for row in range(model.rowCount())]
    return [row for row, found in enumerate(texts) if found.startswith(text)][nth]


def shown(page: BudgetPage) -> list[list[str]]:
    """Return the texts of the grid up to the year's column."""
    model = view_of(page).plan_model
    columns = range(model.year_column + 1)
    return [[model.cell(row, at).text for at in columns] for row in range(model.rowCount())]


def write(page: BudgetPage, row: int, month: int, text: str) -> None:
    """Type an amount; month 0 is the year."""
    view = view_of(page)
    model = view.plan_model
    view.setCurrentIndex(model.index(row, model.year_column + month))
    QTest.keyClick(view, Qt.Key.Key_F2)
    editors = [one for one in view.viewport().findChildren(QLineEdit) if one.isVisible()]
    editors[0].setText(text)
    QTest.keyClick(editors[0], Qt.Key.Key_Return)
    QCoreApplication.processEvents()


def select(page: BudgetPage, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Select a block by row and month."""
    view = view_of(page)
    model = view.plan_model
    top = model.index(first[0], model.year_column + first[1])
    bottom = model.index(last[0], model.year_column + last[1])
    view.setCurrentIndex(top)
    view.selectionModel().select(QItemSelection(top, bottom), _FLAG.ClearAndSelect)


def paste(page: BudgetPage, text: str) -> None:
    """Paste a text of a spreadsheet at the current cell."""
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(view_of(page), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def months(page: BudgetPage, account: str, nth: int = 0) -> tuple[int, ...]:
    """Return the stored months of a line, read anew."""
    version = page.version
    assert version is not None
    from yhdistys.budget import queries  # noqa: PLC0415 - slow: only who asks needs it

    grid = page.context.read(queries.plan_grid, version_id=version.id)
    found: tuple[int, ...] = [line for line in grid.lines if line.account == account][
        nth
    ].months_cents
    return found


def subtitle(page: BudgetPage) -> str:
    """Return the sentence under the title."""
    return page.head.findChildren(QLabel)[1].text()
