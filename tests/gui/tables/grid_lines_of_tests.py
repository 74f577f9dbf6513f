"""A small budget to type into: two lines of income, two of expenses, one of them locked."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy

from yhdistys.gui.tables.grid_lines import GridGroup, GridLine
from yhdistys.gui.tables.grid_model import GridModel
from yhdistys.gui.tables.grid_rows import GridColumns

COLUMNS = GridColumns(("Account",), ("2024",), "2025", ("Jan", "Feb", "Mar"))
YEAR, JAN, FEB, MAR = 2, 3, 4, 5
FEES, GRANTS, INCOME, WAGES, RENT, EXPENSES, TOTAL = 1, 2, 3, 5, 6, 7, 8
"""The rows of the grid; 0 and 4 are titles."""

LINES = (
    GridLine(1, ("3000 Fees",), (90_00,), (100_00, 0, 50_00), "income", "income"),
    GridLine(2, ("3800 Grants",), (None,), (0, 0, 0), "income", "income", is_editable=False),
    GridLine(3, ("5000 Wages",), (-70_00,), (-30_00, -30_00, -30_00), "expense", "expense"),
    GridLine(4, ("4400 Rent",), (-10_00,), (0, 0, 0), "expense", "expense"),
)
GROUPS = (
    GridGroup("income", "Income", "Income together"),
    GridGroup("expense", "Expenses", "Expenses together"),
)


def grid(parent: QObject) -> GridModel:
    """Return the budget as a grid."""
    model = GridModel(COLUMNS, parent)
    model.set_lines(LINES, GROUPS, "Result")
    return model


def months(model: GridModel, line_id: int) -> tuple[int, ...]:
    """Return the months of a line."""
    return next(line.cents for line in model.lines() if line.id == line_id)


def texts(model: GridModel, row: int) -> list[str]:
    """Return the shown texts of a row."""
    return [model.cell(row, column).text for column in range(model.columnCount())]


def told(spy: QSignalSpy) -> list[object]:
    """Return what a signal carried."""
    return [spy.at(place)[0] for place in range(spy.count())]
