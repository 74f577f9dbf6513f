"""Planned money of a budget version, as an application's budget is made from it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from helpers.ledgers_built import YEAR, budget_of, plan
from yhdistys.app import Workspace
from yhdistys.budget import queries as budget_queries
from yhdistys.budget import services as budget_services
from yhdistys.errors import UsageError
from yhdistys.grants.queries.plan_costs import planned_costs
from yhdistys.grants.rules.application import Planned
from yhdistys.i18n import using
from yhdistys.ledger import services as ledger_services

LINES = (
    plan("3000", 50_050, cost_centre="30"),
    plan("4400", -100_001, cost_centre="30"),
    plan("4400", -200_002, cost_centre="31"),
    plan("5000", -300_033, cost_centre="10"),
    plan("4910", -100_033, cost_centre="10"),
    plan("5030", 10_000, cost_centre="10"),
    plan("9000", 1_000, cost_centre="10"),
    plan("4995", -5_000),
    plan("4995", 5_000),
    plan("1910", -7_000, cost_centre="30"),
)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


@pytest.fixture
def planned_workspace(either_workspace: Workspace) -> Workspace:
    either_workspace.do(budget_services.store_budget, result=budget_of(*LINES), year=YEAR)
    return either_workspace


def read(workspace: Workspace, **told: Any) -> tuple[Planned, ...]:
    version = workspace.read(budget_queries.chosen_version, year=YEAR)
    assert version is not None
    asked = {
        "year": 2027, "version_id": version.id, "percent": Decimal(0), "cost_centres": (), **told,
    }  # fmt: skip
    return workspace.read(planned_costs, **asked)


def figures(planned: tuple[Planned, ...]) -> list[tuple[str, str, str, bool, bool]]:
    return [
        (one.account, one.category, str(one.amount), one.is_cost, one.is_general)
        for one in planned
    ]  # fmt: skip


def test_the_money_of_all_cost_centres_comes_by_account(planned_workspace: Workspace) -> None:
    planned = read(planned_workspace)
    assert planned[0] == Planned(
        year=2027, account="4400", name="Rent of premises", category="premises",
        amount=Decimal("3000.03"), is_cost=True,
    )  # fmt: skip
    assert figures(planned) == [
        ("4400", "premises", "3000.03", True, False),
        ("4910", "admin_overhead", "1000.33", True, False),
        ("5000", "salaries", "3000.33", True, False),
        ("5030", "salaries", "-100.00", True, False),
        ("3000", "participant_fees", "500.50", False, False),
        ("9000", "investment_income", "10.00", False, False),
    ]


def test_each_account_is_changed_by_the_percent_and_rounded(planned_workspace: Workspace) -> None:
    planned = read(planned_workspace, cost_centres=("30",), percent=Decimal("2.5"))
    assert figures(planned) == [
        ("4400", "premises", "1025.01", True, False),
        ("3000", "participant_fees", "513.01", False, False),
    ]


def test_general_costs_come_by_their_share_and_sum_to_it(planned_workspace: Workspace) -> None:
    planned = read(
        planned_workspace,
        cost_centres=("31", "10"),
        general_centres=("10",),
        general_share=Decimal("0.15"),
    )
    assert figures(planned) == [
        ("4400", "premises", "2000.02", True, False),
        ("4910", "admin_overhead", "150.05", True, True),
        ("5000", "salaries", "450.05", True, True),
        ("5030", "salaries", "-15.00", True, True),
        ("9000", "investment_income", "1.50", False, True),
    ]


def test_without_cost_centres_the_general_ones_stand_apart(planned_workspace: Workspace) -> None:
    planned = read(planned_workspace, general_centres=("10",))
    assert figures(planned) == [
        ("4400", "premises", "3000.03", True, False),
        ("3000", "participant_fees", "500.50", False, False),
    ]


def test_without_a_line_the_category_or_the_sign_tells_the_side(workspace: Workspace) -> None:
    workspace.do(ledger_services.set_category, prefix="4997", category="sales")
    lines = (plan("4996", -100), plan("4997", 200), plan("4998", 300))
    workspace.do(budget_services.store_budget, result=budget_of(*lines), year=YEAR)
    assert figures(read(workspace)) == [
        ("4996", "", "1.00", True, False),
        ("4997", "sales", "2.00", False, False),
        ("4998", "", "3.00", False, False),
    ]


def test_a_version_that_is_not_there_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UsageError) as caught:
        workspace.read(planned_costs, year=2027, version_id=99, percent=Decimal(0), cost_centres=())
    assert caught.value.kind == "unknown-version"
