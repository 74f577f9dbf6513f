"""Making a budget in the window with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.conftest import (
    fake_dialogs,
    nothing_left,
    sample_workspace,
    styled,
    window,
)
from gui.fake_dialogs import FakeDialogs
from gui.keyboard import Keyboard
from yhdistys.budget import queries
from yhdistys.budget.queries import PlanGrid
from yhdistys.gui import dialogs
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.pages.budget import BudgetPage

__all__ = ["fake_dialogs", "nothing_left", "sample_workspace", "styled", "window"]

pytestmark = pytest.mark.slow
ROWS, MONTHS = 40, 12


@pytest.fixture
def keys(qtbot: QtBot, window: MainWindow, fake_dialogs: FakeDialogs) -> Iterator[Keyboard]:  # noqa: ARG001 - real dialogs take their place
    """Sit down at the window, with the dialogs of a person."""
    before = dialogs.use(None)
    made = Keyboard(qtbot, window)
    made.return_to_window()
    yield made
    dialogs.use(before)


def _grid(window: MainWindow, version_id: int) -> PlanGrid:
    found = window.context.read(queries.plan_grid, version_id=version_id)
    assert isinstance(found, PlanGrid)
    return found


def _months(grid: PlanGrid) -> list[tuple[int, ...]]:
    return [line.months_cents for line in grid.lines]


def _shown_result(page: BudgetPage) -> object:
    view = page.content.plan.view
    assert view is not None
    model = view.plan_model
    return model.value(model.rowCount() - 1, model.year_column)


def _copy_cells() -> list[list[int]]:
    """Put forty rows of twelve amounts on the clipboard and return their cents."""
    cents = [[row * 10_000 + month * 100 + row for month in range(MONTHS)] for row in range(ROWS)]
    rows = ["\t".join(f"{c // 100},{c % 100:02}" for c in row) for row in cents]
    QGuiApplication.clipboard().setText("\r\n".join(rows) + "\r\n")
    return cents


def _begin_from_actuals(keys: Keyboard) -> None:
    keys.open_form(Qt.Key.Key_N)
    keys.overwrite("Talousarvio 2025, uusi")
    keys.press(Qt.Key.Key_Tab, Qt.Key.Key_Down)  # from the actuals …
    keys.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)  # … of the year before
    keys.overwrite("2")
    keys.store_form()


def _approve(keys: Keyboard) -> None:
    keys.open_form(Qt.Key.Key_A)
    keys.overwrite("19.11.2024")
    keys.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    keys.overwrite("syyskokous")
    keys.store_form()


def test_from_actuals_to_an_approved_budget(window: MainWindow, keys: Keyboard) -> None:
    window.show_page("budget")
    page = window.pages.shown
    assert isinstance(page, BudgetPage)

    _begin_from_actuals(keys)
    version = page.version
    assert version is not None
    assert (version.name, version.state) == ("Talousarvio 2025, uusi", "draft")
    begun = _grid(window, version.id)
    booked = sum(cents or 0 for line in begun.lines for cents in line.earlier_cents[-1:])
    assert round(booked * 102 / 100) == sum(map(sum, _months(begun)))

    copied = _copy_cells()
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_V, control=True)
    wanted = [
        tuple(-cents if line.side == "expense" else cents for cents in row)
        for line, row in zip(begun.lines, copied, strict=False)
    ] + _months(begun)[ROWS:]
    assert _months(_grid(window, version.id)) == wanted
    (after,) = (v for v in window.context.read(queries.versions) if v.id == version.id)
    assert _shown_result(page) == after.result

    keys.press(Qt.Key.Key_Z, control=True)
    assert _months(_grid(window, version.id)) == _months(begun)
    assert _shown_result(page) == version.result
    keys.press(Qt.Key.Key_Y, control=True)
    assert _months(_grid(window, version.id)) == wanted

    _approve(keys)
    shown = page.version
    assert shown is not None
    assert (shown.id, shown.state, shown.result) == (version.id, "approved", after.result)
    told = [label.text() for label in page.head.findChildren(QLabel)]
    assert told[1].endswith("Approved 19 Nov 2024 (syyskokous).")
