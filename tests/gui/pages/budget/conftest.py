"""A small plan for the tests of the page: a ledger of 2025 and a draft for 2026."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from helpers.ledgers_built import FEBRUARY, FEES, JANUARY, SALARIES, ledger_of
from helpers.workspaces import make_file, open_copy
from yhdistys.app import Workspace
from yhdistys.budget import services as budget
from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.budget import BudgetPage
from yhdistys.ledger import services as ledger
from yhdistys.registry import Plugins
from yhdistys.values.period import FiscalYear

MakePage = Callable[[type[BudgetPage], WindowContext], BudgetPage]


@pytest.fixture(scope="session")
def planned_file(tmp_path_factory: pytest.TempPathFactory, plugins: Plugins) -> Path:
    """Make the association once."""
    folder = tmp_path_factory.mktemp("planned")
    path = make_file(folder / "planned.yhdistys", plugins)
    copies = tmp_path_factory.mktemp("filled")
    with open_copy(path, copies, plugins) as made:
        _fill(made)
    return copies / "testila.yhdistys"


def _fill(workspace: Workspace) -> None:
    workspace.do(ledger.store_ledger, result=ledger_of(*JANUARY, *FEBRUARY))
    workspace.do(ledger.add_fiscal_year, year=FiscalYear.starting(date(2026, 1, 1)))
    draft = workspace.do(budget.create_version, year=2026, name="Talousarvio 2026")
    for account, amount, centre, project in (
        (FEES, "1200.00", "10", None),
        (SALARIES, "-30000.12", "20", "P1"),
        (SALARIES, "-1200.00", None, None),
    ):
        workspace.do(
            budget.add_plan_line, version_id=draft, account=account, amount=Decimal(amount),
            cost_centre=centre, project=project,
        )  # fmt: skip


@pytest.fixture
def workspace(planned_file: Path, tmp_path: Path, plugins: Plugins) -> Iterator[Workspace]:
    """Open a copy of the association."""
    with open_copy(planned_file, tmp_path, plugins) as opened:
        yield opened


@pytest.fixture
def budget_page(page: MakePage, context: WindowContext, qtbot: QtBot) -> BudgetPage:
    """Open the page on the draft of 2026, with the focus in the grid."""
    made = page(BudgetPage, context)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_year(2026)
    made.content.plan.enter()
    return made
