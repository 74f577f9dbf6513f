"""Comparison and versions, against sums made by hand in plain Python."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from sqlalchemy import event

from helpers.ledgers_built import FEES, RENT, YEAR, budget_of, entry, ledger_of, paid, plan
from yhdistys.app import Workspace
from yhdistys.budget import queries, services
from yhdistys.budget.rules.comparison import ComparisonRow
from yhdistys.errors import UserError
from yhdistys.i18n import using
from yhdistys.ledger import services as ledger_services
from yhdistys.store.engine import connect_file
from yhdistys.values.money import from_cents
from yhdistys.values.period import Month

DIMENSIONS = ("account", "cost_centre", "project", "month")
INCOME, EXPENSE = ("3000", "3010", "8800"), ("4400", "5000", "4000", "4995")
Key = tuple[str | None, ...]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


def _fill(workspace: Workspace, chance: random.Random) -> tuple[list[Any], list[Any]]:
    """Store a random ledger of two years and a random budget; return their lines."""
    workspace.do(ledger_services.set_line, prefix="4995", line="activity_other")
    lines = [
        entry(
            str(number), f"{chance.choice((2024, 2025))}-{chance.randint(1, 12):02}-11",
            account := chance.choice(INCOME + EXPENSE),
            chance.randint(1, 10**6) * (-1 if account in INCOME else 1),
            cost_centre=chance.choice(("", "10", "20")), project=chance.choice(("", "P1")),
        )
        for number in range(150)
    ]  # fmt: skip
    plans = [
        plan(
            account := chance.choice(INCOME + EXPENSE),
            {
                month: chance.randint(0, 10**5) * (1 if account in INCOME else -1)
                for month in range(1, 13)
            },
            cost_centre=chance.choice(("", "10", "20")), project=chance.choice(("", "P1")),
        )
        for _number in range(20)
    ]  # fmt: skip
    workspace.do(ledger_services.store_ledger, result=ledger_of(lines))
    workspace.do(services.store_budget, result=budget_of(*plans), year=YEAR)
    return lines, plans


def _key(told: dict[str, Any], by: tuple[str, ...]) -> Key:
    """Key a figure as the rows of a comparison are: by side where the account is not asked."""
    side = "income" if told["account"] in INCOME else "expense"
    return (side, *(told[field] if field in by else None for field in DIMENSIONS))


def _euros(sums: Counter[Key]) -> dict[Key, Decimal]:
    return {key: from_cents(cents) for key, cents in sums.items()}


def _told(account: str, cost_centre: str, project: str, month: Month) -> dict[str, str | None]:
    return {
        "account": account,
        "cost_centre": cost_centre or None,
        "project": project or None,
        "month": str(Month(YEAR, month.month)),
    }


def _expected(
    lines: list[Any], plans: list[Any], by: tuple[str, ...], through: Month
) -> tuple[Counter[Key], Counter[Key], Counter[Key]]:
    actual, previous, budget = Counter[Key](), Counter[Key](), Counter[Key]()
    for line in lines:
        month = Month.of(line.day)
        if month.month <= through.month:
            sums = actual if month.year == YEAR else previous
            told = _told(line.account, line.cost_centre, line.project, month)
            sums[_key(told, by)] += line.credit_cents - line.debit_cents
    for one in plans:
        for month, cents in one.months:
            if month <= through:
                told = _told(one.account, one.cost_centre, one.project, month)
                budget[_key(told, by)] += cents
    return actual, previous, budget


BREAKDOWNS = tuple(by for count in range(1, 5) for by in combinations(DIMENSIONS, count))


@pytest.mark.slow
@pytest.mark.parametrize("through", [1, 7, 12])
def test_a_comparison_equals_the_sums_of_its_entries_and_plans(
    either_workspace: Workspace, through: int
) -> None:
    lines, plans = _fill(either_workspace, random.Random(through))  # noqa: S311 - figures, no secrets
    last = Month(YEAR, through)
    for by in BREAKDOWNS:
        view = either_workspace.read(queries.comparison, year=YEAR, through=last, by=by)
        actual, previous, budget = _expected(lines, plans, by, last)
        rows = view.comparison.rows
        shown = {_row_key(row) for row in rows}
        assert _column(rows, "actual") == _euros(actual)
        assert _column(rows, "budget") == _euros(budget)
        assert _column(rows, "previous_year") == {
            key: value for key, value in _euros(previous).items() if key in shown
        }
        assert all(row.difference == (row.actual or 0) - (row.budget or 0) for row in rows)
        result = view.comparison.result
        assert result.actual == from_cents(actual.total())
        assert result.previous_year == from_cents(previous.total())


def _row_key(row: ComparisonRow) -> Key:
    return (row.side, *(getattr(row, field) for field in DIMENSIONS))


def _column(rows: Sequence[ComparisonRow], field: str) -> dict[Key, Decimal]:
    """Return one column of a comparison by key, where it has a value."""
    values = {_row_key(row): getattr(row, field) for row in rows}
    return {key: value for key, value in values.items() if value is not None}


def test_without_a_month_the_comparison_goes_as_far_as_the_ledger(workspace: Workspace) -> None:
    assert workspace.read(queries.comparison, year=YEAR).through == Month(YEAR, 12)
    workspace.do(
        ledger_services.store_ledger, result=ledger_of(paid("1", "2025-04-04", FEES, -100))
    )
    view = workspace.read(queries.comparison, year=YEAR)
    assert (view.through, view.version) == (Month(YEAR, 4), None)
    (row,) = view.comparison.rows
    assert (row.account, row.budget, row.actual) == (FEES, None, Decimal("1.00"))


def test_the_version_may_be_named(workspace: Workspace) -> None:
    workspace.do(services.store_budget, result=budget_of(plan(FEES, 1200)), year=YEAR)
    workspace.do(services.create_version, year=YEAR, name="Tyhjä")

    def budget(version: str | None) -> list[Decimal | None]:
        view = workspace.read(queries.comparison, year=YEAR, version=version)
        return [row.budget_year for row in view.comparison.rows]

    assert budget("Budget 2025") == [Decimal("12.00")]
    assert budget("Tyhjä") == budget("draft") == budget(None) == []
    with pytest.raises(UserError, match="Olematon") as refused:
        budget("Olematon")
    assert "Budget 2025, Tyhjä" in refused.value.hint


@pytest.mark.parametrize(
    "asked",
    [
        {"year": 2031},
        {"year": YEAR, "through": Month(2026, 1)},
        {"year": YEAR, "by": ("account", "colour")},
        {"year": YEAR, "by": ()},
    ],
)
def test_what_cannot_be_compared_is_refused(workspace: Workspace, asked: dict[str, Any]) -> None:
    with pytest.raises(UserError) as refused:
        workspace.read(queries.comparison, **asked)
    assert refused.value.hint


def test_plans_whose_months_are_wrong_are_found(workspace: Workspace) -> None:
    result = budget_of(plan(FEES, 1200), plan(RENT, -1200))
    workspace.do(services.store_budget, result=result, year=YEAR)
    assert workspace.read(queries.plans_off_their_amount) == 0
    assert workspace.database.target.path is not None
    raw = connect_file(workspace.database.target.path)
    raw.execute("UPDATE plan_month SET cents = cents + 1 WHERE id = 1")
    raw.close()
    assert workspace.read(queries.plans_off_their_amount) == 1


@pytest.mark.slow
def test_lists_take_as_many_statements_for_many_rows_as_for_one(workspace: Workspace) -> None:
    def count() -> int:
        seen: list[str] = []
        engine = workspace.database.reader_engine()

        def executed(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", executed)
        for version in workspace.read(queries.versions):
            last = version.id
        workspace.read(queries.plan_lines, version_id=last)
        workspace.read(queries.comparison, year=YEAR, by=DIMENSIONS)
        event.remove(engine, "before_cursor_execute", executed)
        return len(seen)

    workspace.do(services.store_budget, result=budget_of(plan(FEES, 1200)), year=YEAR)
    one = count()
    lines = [plan(RENT, -cents) for cents in range(1, 30)]
    workspace.do(services.store_budget, result=budget_of(*lines), year=YEAR)
    for number in range(5):
        workspace.do(services.create_version, year=YEAR, name=str(number), copy_of="Budget 2025")
    assert count() == one
