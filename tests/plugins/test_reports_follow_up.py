"""The follow-up as a report: the rows of the income statement, their sums and explanations."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.ledgers_built import FEES, RENT, YEAR, budget_of, ledger_of, paid, plan
from yhdistys.app import Workspace
from yhdistys.budget import queries, services
from yhdistys.documents.document import CellAddress, Fact, KeyFigures
from yhdistys.documents.render import ENDINGS, rendered
from yhdistys.errors import UsageError
from yhdistys.ledger import services as ledger_services
from yhdistys.values.chosen import ALL
from yhdistys.values.period import Month

MARCH = Month(YEAR, 3)
ENTRIES = (
    paid("1", "2024-02-01", RENT, 70_000, cost_centre="10"),
    paid("1", "2025-01-15", FEES, -30_000, cost_centre="10"),
    paid("2", "2025-02-15", RENT, 90_000, cost_centre="10", project="P1"),
    paid("3", "2025-03-15", RENT, 100_000, cost_centre="20"),
    paid("4", "2025-03-20", "4700", 60_001, cost_centre="20"),
    paid("5", "2025-03-21", "7310", -5_000),
    paid("6", "2025-03-22", "4995", 1_200),
)
PLAN = (
    plan(FEES, 120_000, cost_centre="10"),
    plan(RENT, -120_000, cost_centre="10", project="P1"),
    plan(RENT, dict.fromkeys((2, 3, 4), -40_000), cost_centre="20"),
)


@pytest.fixture
def books(workspace: Workspace) -> Workspace:
    """Fill an association with two years of entries and a budget."""
    workspace.do(ledger_services.store_ledger, result=ledger_of(*ENTRIES))
    workspace.do(services.store_budget, result=budget_of(*PLAN), year=YEAR)
    return workspace


def _asked(**told: Any) -> dict[str, Any]:
    return {"year": YEAR, "through": MARCH, **told}


@pytest.mark.parametrize("cumulative", [True, False])
@pytest.mark.parametrize("by", ["account", "cost_centre", "project", "month"])
def test_sums_computed_from_the_rows_equal_those_of_the_screen(
    books: Workspace, by: Any, *, cumulative: bool
) -> None:
    asked = _asked(by=by, cumulative=cumulative)
    view = books.read(queries.follow_up, **asked)
    document = books.report("budget-comparison", layout="statement", **asked)
    table = document.tables[0]
    assert [row.cells[0] for row in table.rows] == [row.label for row in view.rows]
    for key in ("budget_year", "budget", "actual", "difference", "previous_year"):
        keys = [column.key for column in table.columns]
        if key in keys:
            shown = [
                None if told.kind == "heading" else getattr(row, key)
                for row, told in zip(view.rows, table.rows, strict=True)
            ]
            assert [row.cells[keys.index(key)] for row in table.rows] == shown


def test_a_missing_explanation_is_told_and_a_written_one_stands_with_its_writer(
    books: Workspace,
) -> None:
    books.do(services.explain_deviation, year=YEAR, account=RENT, through=MARCH, text="Nousu")
    table = books.report("budget-comparison", layout="statement", **_asked()).tables[0]
    told = {row.cells[0]: row.cells[-1] for row in table.rows if row.cells[-1]}
    assert list(told.values()) == ["Nousu (Toini Testaaja)", "explanation missing"]
    assert [str(label).split()[0] for label in told] == [RENT, "4700"]


def test_a_cost_centre_alone_is_shown_as_the_statement(books: Workspace) -> None:
    document = books.report("budget-comparison", **_asked(cost_centre="20"))
    view = books.read(queries.follow_up, **_asked(cost_centre="20"), project=ALL)
    assert [row.cells[0] for row in document.tables[0].rows] == [row.label for row in view.rows]
    assert Fact(label="Cost centre", text="20") in document.facts
    without = books.report("budget-comparison", **_asked(project=""))
    assert Fact(label="Project", text="Without project") in without.facts


def test_the_result_is_the_figure_to_see_first(books: Workspace) -> None:
    document = books.report("budget-comparison", layout="statement", **_asked())
    table = document.tables[0]
    figures = next(part for part in document.parts if isinstance(part, KeyFigures)).figures
    address = CellAddress(table=table.name, row=table.last_total, column="actual")
    assert [figure.stands_in for figure in figures] == [address]
    assert all(rendered(document, ending) for ending in ENDINGS)


def test_a_sum_of_both_sides_has_no_share_of_the_budget(books: Workspace) -> None:
    table = books.report("budget-comparison", layout="statement", **_asked()).tables[0]
    shares = {str(row.kind): row.cells[table.position("used_percent")] for row in table.rows}
    assert shares["subtotal"] is None
    assert shares["total"] is None


def test_several_breakdowns_do_not_fit_the_statement(books: Workspace) -> None:
    with pytest.raises(UsageError) as caught:
        books.report("budget-comparison", layout="statement", **_asked(by="cost_centre,month"))
    assert caught.value.kind == "too-many-breakdowns"
