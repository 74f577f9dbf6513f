"""The follow-up where something is missing: budget, ledger, fiscal year."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QAbstractButton

from gui.pages.follow.books import ENTRIES, PLAN, YEAR
from helpers.ledgers_built import RENT, budget_of, ledger_of
from yhdistys.app import Workspace
from yhdistys.budget import services
from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.follow import FollowPage
from yhdistys.gui.pages.follow.rows import ShownRow
from yhdistys.ledger import services as ledger_services
from yhdistys.values.formats import MINUS

MakePage = Callable[[type[FollowPage], WindowContext], FollowPage]


def _cells(follow: FollowPage, start: str) -> list[str]:
    """Return what stands in the row whose label begins so."""
    table = follow.content.table
    rows: Sequence[ShownRow] = table.rows
    place = next(place for place, row in enumerate(rows) if row.label.startswith(start))
    texts = [table.cell(place, column).text for column in range(table.columnCount())]
    return [text.replace(MINUS, "-") for text in texts]


def test_a_budget_without_a_ledger_and_a_ledger_without_a_budget_stand_alone(
    workspace: Workspace, context: WindowContext, page: MakePage
) -> None:
    workspace.do(services.store_budget, result=budget_of(*PLAN), year=YEAR)
    made = page(FollowPage, context)
    assert _cells(made, RENT)[1:4] == ["-2,400", "-2,400", "–"]
    workspace.undo()
    workspace.do(ledger_services.store_ledger, result=ledger_of(*ENTRIES))
    went: list[object] = []
    context.went.connect(went.append)
    assert _cells(made, RENT)[1:6] == ["", "", "-1,900", "", ""]
    button = next(
        told for told in made.findChildren(QAbstractButton) if told.text() == "Make a &budget"
    )
    button.click()
    assert (button.isVisible(), went) == (True, [("budget", {})])


def test_without_a_ledger_or_a_year_the_way_to_the_import_is_told(
    context: WindowContext, page: MakePage
) -> None:
    made = page(FollowPage, context)
    went: list[object] = []
    context.went.connect(went.append)
    assert made.content.is_empty
    shown = made.content.currentWidget()
    assert shown is not None
    shown.findChildren(QAbstractButton)[0].click()
    assert went == [("import", {})]
    context.period.offer({}, None)
    assert made.content.is_empty
