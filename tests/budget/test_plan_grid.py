"""Working in the grid of a plan, with the years before it, and two plans side by side."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from helpers.ledgers_built import (
    BANK,
    FEES,
    RENT,
    SALARIES,
    YEAR,
    content,
    entry,
    ledger_of,
    paid,
)
from yhdistys.app import Workspace
from yhdistys.budget import queries, services
from yhdistys.budget.queries import PlanGrid, PlanGridLine
from yhdistys.budget.services import NewPlanLine, PlanMonths
from yhdistys.errors import Conflict, NotAllowed, UsageError, UserError, ValidationError
from yhdistys.ledger import services as ledger_services
from yhdistys.store.history import history
from yhdistys.values.period import FiscalYear, Month

JANUARY = (100, *[0] * 11)


@pytest.fixture
def draft(either_workspace: Workspace) -> int:
    """Begin an empty draft and book two earlier years; return the draft."""
    do = either_workspace.do
    do(ledger_services.store_ledger, result=ledger_of(
        paid("1", "2023-01-31", RENT, 50_000),
        paid("2", "2023-05-31", "4700", 999, cost_centre="10"),
        paid("1", "2024-01-31", RENT, 60_000),
        paid("2", "2024-02-29", RENT, 60_001),
        paid("3", "2024-03-31", FEES, -33_333, cost_centre="10", project="P1"),
        paid("4", "2024-03-31", RENT, 10, cost_centre="10"),
        [entry("5", "2024-04-30", SALARIES, 5), entry("5", "2024-05-30", SALARIES, -5)],
    ))  # fmt: skip
    return do(services.create_version, year=YEAR, name="Luonnos")


def _grid(workspace: Workspace, version_id: int, **asked: Any) -> PlanGrid:
    return workspace.read(queries.plan_grid, version_id=version_id, **asked)


def _add(workspace: Workspace, version_id: int, *lines: NewPlanLine) -> tuple[int, ...]:
    return workspace.do(services.add_plan_lines, version_id=version_id, lines=lines)


def _amounts(grid: PlanGrid) -> list[tuple[str, str | None, str | None, tuple[int, ...]]]:
    return [(one.account, one.cost_centre, one.project, one.months_cents) for one in grid.lines]


def test_a_line_stands_with_its_months_and_the_years_before(
    either_workspace: Workspace, draft: int
) -> None:
    ids = _add(
        either_workspace, draft,
        NewPlanLine(account=RENT, amount=Decimal("-1200.01"), note="Toimisto"),
        NewPlanLine(account=RENT, cents=JANUARY, note="Varasto"),
        NewPlanLine(account=FEES, cents=JANUARY, cost_centre="10", project="P1"),
    )  # fmt: skip
    grid = _grid(either_workspace, draft)
    assert (grid.version.id, grid.year.label) == (draft, YEAR)
    assert [year.label for year in grid.earlier] == [2023, 2024]
    assert grid.months == grid.year.months
    assert [one.id for one in grid.lines] == [ids[2], ids[0], ids[1]]
    assert grid.lines[1] == PlanGridLine(
        id=ids[0], account=RENT, name="Rent of premises", cost_centre=None, project=None,
        note="Toimisto", profile_kind="even", months_cents=(-10_001, *[-10_000] * 11),
        earlier_cents=(-50_000, -120_001), version=1, side="expense", line="activity_other",
    )  # fmt: skip
    told = [(one.profile_kind, one.earlier_cents) for one in grid.lines]
    assert told == [
        ("months", (None, 33_333)), ("even", (-50_000, -120_001)), ("months", (None, None)),
    ]  # fmt: skip
    assert [(one.account, one.cost_centre, one.earlier_cents) for one in grid.unplanned] == [
        (RENT, "10", (None, -10)), ("4700", "10", (-999, None)),
    ]  # fmt: skip


@pytest.mark.parametrize(("earlier", "labels"), [(0, []), (1, [2024]), (9, [2023, 2024])])
def test_as_many_years_before_as_asked_for(
    either_workspace: Workspace, draft: int, earlier: int, labels: list[int]
) -> None:
    _add(either_workspace, draft, NewPlanLine(account=RENT, cents=JANUARY))
    grid = _grid(either_workspace, draft, earlier=earlier)
    assert [year.label for year in grid.earlier] == labels
    assert [len(one.earlier_cents) for one in grid.lines] == [len(labels)]


def test_months_are_changed_in_one_step(either_workspace: Workspace, draft: int) -> None:
    lines = [NewPlanLine(account=account, amount=Decimal(12)) for account in (FEES, RENT, SALARIES)]
    ids = _add(either_workspace, draft, *lines)
    steps = len(either_workspace.read(history))
    changes = [
        PlanMonths(line_id=ids[0], if_version=1, cents=JANUARY),
        PlanMonths(line_id=ids[1], if_version=1, cents=(100,) * 12),
        PlanMonths(line_id=ids[2], if_version=1, cents=tuple(range(12))),
    ]
    either_workspace.do(services.change_plan_months, version_id=draft, changes=changes)
    told = {
        row.account: (row.profile, row.amount, row.version)
        for row in either_workspace.read(queries.plan_lines, version_id=draft)
    }
    assert told == {
        FEES: ({"kind": "months", "cents": list(JANUARY)}, Decimal("1.00"), 2),
        RENT: ({"kind": "even"}, Decimal("12.00"), 1),
        SALARIES: ({"kind": "months", "cents": list(range(12))}, Decimal("0.66"), 2),
    }
    assert len(either_workspace.read(history)) == steps + 1
    assert either_workspace.undo_text == f"Change the plan: {FEES}, {SALARIES}"
    assert content(either_workspace)


def test_a_change_made_meanwhile_is_told_with_both_values(
    either_workspace: Workspace, draft: int
) -> None:
    first, second = _add(
        either_workspace, draft,
        NewPlanLine(account=FEES, cents=JANUARY), NewPlanLine(account=RENT, cents=JANUARY),
    )  # fmt: skip
    either_workspace.do(
        services.change_plan_line, line_id=second, if_version=1, amount=Decimal("-9.50"),
        profile={"kind": "even"},
    )  # fmt: skip
    before = content(either_workspace)
    changes = [
        PlanMonths(line_id=line_id, if_version=1, cents=(-200,) * 12) for line_id in (first, second)
    ]
    with pytest.raises(Conflict, match=rf"account {RENT} .* now .9\.50, yours would be .24\.00"):
        either_workspace.do(services.change_plan_months, version_id=draft, changes=changes)
    assert content(either_workspace) == before


@pytest.mark.parametrize(
    ("cents", "kind"),
    [((1,) * 11, "bad-profile"), ((), "bad-profile"), ((10**18, *[0] * 11), "bad-amount")],
)
def test_months_that_do_not_fit_are_refused(
    workspace: Workspace, cents: tuple[int, ...], kind: str
) -> None:
    version = workspace.do(services.create_version, year=YEAR, name="Luonnos")
    (line_id,) = _add(workspace, version, NewPlanLine(account=RENT, cents=JANUARY))
    change = PlanMonths(line_id=line_id, if_version=1, cents=cents)
    with pytest.raises(ValidationError) as refused:
        workspace.do(services.change_plan_months, version_id=version, changes=[change])
    assert (refused.value.kind, bool(refused.value.hint)) == (kind, True)
    with pytest.raises(ValidationError):
        _add(workspace, version, NewPlanLine(account=RENT, cents=cents))


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"account": "12345"}, "unknown-account"),
        ({"account": RENT, "cost_centre": "99"}, "unknown-cost-centre"),
        ({"account": RENT, "project": "P9"}, "unknown-accounting-project"),
    ],
)
def test_lines_of_what_is_not_known_are_refused(
    workspace: Workspace, told: dict[str, Any], kind: str
) -> None:
    version = workspace.do(services.create_version, year=YEAR, name="Luonnos")
    with pytest.raises(UsageError) as refused:
        _add(workspace, version, NewPlanLine(account=RENT), NewPlanLine(**told))
    assert refused.value.kind == kind
    assert _grid(workspace, version).lines == ()


def test_lines_are_removed_in_one_step(either_workspace: Workspace, draft: int) -> None:
    accounts = (FEES, RENT, SALARIES, BANK)
    lines = [NewPlanLine(account=account, cents=JANUARY) for account in accounts]
    ids = _add(either_workspace, draft, *lines)
    assert either_workspace.undo_text == f"Add to the plan: {FEES}, {RENT}, {SALARIES} …"
    do = either_workspace.do
    do(services.remove_plan_lines, version_id=draft, line_ids=ids[:2])
    assert [one.account for one in _grid(either_workspace, draft).lines] == [SALARIES, BANK]
    either_workspace.undo()
    assert len(_grid(either_workspace, draft).lines) == len(accounts)


def test_an_approved_plan_and_one_that_is_gone_are_not_changed(workspace: Workspace) -> None:
    version = workspace.do(services.create_version, year=YEAR, name="Luonnos")
    (line_id,) = _add(workspace, version, NewPlanLine(account=RENT, cents=JANUARY))
    change = PlanMonths(line_id=line_id, if_version=1, cents=(0,) * 12)
    gone: dict[str, Any] = {"version_id": version, "line_ids": [line_id, line_id + 99]}
    with pytest.raises(UsageError, match=str(line_id + 99)):
        workspace.do(services.remove_plan_lines, **gone)
    workspace.do(services.approve_version, year=YEAR, approved_on=date(2024, 11, 26))
    for version_id, error in ((version, NotAllowed), (version + 1, UsageError)):
        told: dict[str, Any] = {"version_id": version_id}
        for service, arguments in (
            (services.change_plan_months, {"changes": [change]}),
            (services.add_plan_lines, {"lines": [NewPlanLine(account=RENT)]}),
            (services.remove_plan_lines, {"line_ids": [line_id]}),
            (services.plan_from_actuals, {"from_year": YEAR}),
        ):
            with pytest.raises(error):
                workspace.do(service, **told, **arguments)  # type: ignore[arg-type]  # any service
    with pytest.raises(UserError):
        _grid(workspace, version + 1)


def _planned(
    workspace: Workspace, draft: int, **asked: Any
) -> list[tuple[str, str | None, str | None, tuple[int, ...]]]:
    workspace.do(services.plan_from_actuals, version_id=draft, from_year=2024, **asked)
    return _amounts(_grid(workspace, draft))


def test_a_plan_follows_the_months_of_the_year_before(
    either_workspace: Workspace, draft: int
) -> None:
    assert _planned(either_workspace, draft, percent=Decimal("2.5")) == [
        (FEES, "10", "P1", (0, 0, 34_166, *[0] * 9)),
        (SALARIES, None, None, (0, 0, 0, -5, 5, *[0] * 7)),
        (RENT, "10", None, (0, 0, -10, *[0] * 9)),
        (RENT, None, None, (-61_500, -61_501, *[0] * 10)),
    ]
    assert either_workspace.undo_text == "Plan from the actuals of 2024"
    assert _planned(either_workspace, draft) == _amounts(_grid(either_workspace, draft))


def test_a_plan_from_actuals_may_be_even_and_leaves_what_is_there(
    either_workspace: Workspace, draft: int
) -> None:
    _add(either_workspace, draft, NewPlanLine(account=RENT, cents=JANUARY))
    assert _planned(either_workspace, draft, percent=Decimal(-50), profile="even") == [
        (FEES, "10", "P1", (*[1389] * 11, 1388)),
        (SALARIES, None, None, (0,) * 12),
        (RENT, "10", None, (*[-1] * 5, *[0] * 7)),
        (RENT, None, None, JANUARY),
    ]
    kinds = [one.profile_kind for one in _grid(either_workspace, draft).lines]
    assert kinds == ["even", "even", "even", "months"]


def test_a_plan_from_nothing_is_no_step(workspace: Workspace) -> None:
    version = workspace.do(services.create_version, year=YEAR, name="Luonnos")
    told: dict[str, Any] = {"version_id": version, "from_year": YEAR}
    assert workspace.do(services.plan_from_actuals, **told) == ()
    assert workspace.undo_text == "Begin the budget version “Luonnos”"
    with pytest.raises(UsageError):
        workspace.do(services.plan_from_actuals, version_id=version, from_year=2031)
    with pytest.raises(UsageError, match="random"):
        workspace.do(services.plan_from_actuals, **told | {"profile": "random"})


def test_two_plans_stand_side_by_side(either_workspace: Workspace, draft: int) -> None:
    do = either_workspace.do
    do(services.plan_from_actuals, version_id=draft, from_year=2024)
    do(ledger_services.add_fiscal_year, year=FiscalYear.starting(date(2026, 1, 1)))
    second = do(services.create_version, year=2026, name="Toinen")
    _add(
        either_workspace, second,
        NewPlanLine(account=RENT, amount=Decimal(-1000), note="A"),
        NewPlanLine(account=RENT, amount=Decimal("-300.50"), note="B"),
        NewPlanLine(account="4700", amount=Decimal(-1)),
    )  # fmt: skip
    rows = either_workspace.read(queries.compare_plans, first_id=draft, second_id=second)
    told = [(r.account, r.cost_centre, r.project, r.first, r.second, r.difference) for r in rows]
    assert told == [
        (FEES, "10", "P1", Decimal("333.33"), None, Decimal("-333.33")),
        (SALARIES, None, None, Decimal("0.00"), None, Decimal("0.00")),
        (RENT, "10", None, Decimal("-0.10"), None, Decimal("0.10")),
        (RENT, None, None, Decimal("-1200.01"), Decimal("-1300.50"), Decimal("-100.49")),
        ("4700", None, None, None, Decimal("-1.00"), Decimal("-1.00")),
    ]
    assert (rows[0].name, rows[0].side, rows[0].line) == (
        "Participation fees", "income", "activity_income",
    )  # fmt: skip
    with pytest.raises(UsageError):
        either_workspace.read(queries.compare_plans, first_id=draft, second_id=second + 1)


def test_a_year_of_another_length_is_planned_by_calendar_month(workspace: Workspace) -> None:
    do = workspace.do
    do(ledger_services.add_fiscal_year, year=FiscalYear.starting(date(2026, 1, 1), months=18))
    do(ledger_services.store_ledger, result=ledger_of(paid("1", "2025-02-01", RENT, 100)))
    version = do(services.create_version, year=2027, name="Pitkä")
    do(services.plan_from_actuals, version_id=version, from_year=YEAR)
    (line,) = _grid(workspace, version).lines
    planned = dict(zip(_grid(workspace, version).months, line.months_cents, strict=True))
    assert {month: cents for month, cents in planned.items() if cents} == {
        Month(2026, 2): -100, Month(2027, 2): -100,
    }  # fmt: skip
