"""Every service is taken back and done again exactly; a service without an example fails."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import yhdistys.sample  # noqa: F401 - its services would have to stand in the table too
from helpers.ledgers_built import (
    BANK,
    FEBRUARY,
    FEES,
    JANUARY,
    REIMPORTED,
    RENT,
    SALARIES,
    YEAR,
    budget_of,
    content,
    ledger_of,
    paid,
    plan,
)
from helpers.undo_examples import BARRIERS, GRANTS, Example, told
from yhdistys.app import Workspace
from yhdistys.budget import queries as budget_queries
from yhdistys.budget import services as budget
from yhdistys.errors import NotAllowed
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger import services as ledger
from yhdistys.store.base import Base
from yhdistys.store.content import content_hash
from yhdistys.store.unit_of_work import SERVICES
from yhdistys.store.workspace_settings import change_settings
from yhdistys.values.period import FiscalYear, Month


def _account(workspace: Workspace, number: str) -> ledger_queries.AccountRow:
    return next(row for row in workspace.read(ledger_queries.accounts) if row.number == number)


def _centre(workspace: Workspace, code: str) -> ledger_queries.DimensionRow:
    return next(row for row in workspace.read(ledger_queries.cost_centres) if row.code == code)


def _group(workspace: Workspace, name: str) -> ledger_queries.GroupRow:
    groups = workspace.read(ledger_queries.cost_centre_groups)
    return next(row for row in groups if row.name == name)


def _draft(workspace: Workspace) -> budget_queries.VersionRow:
    found = workspace.read(budget_queries.chosen_version, year=YEAR, version="draft")
    assert found is not None
    return found


def _line(workspace: Workspace, account: str) -> budget_queries.PlanLineRow:
    lines = workspace.read(budget_queries.plan_lines, version_id=_draft(workspace).id)
    return next(line for line in lines if line.account == account)


EXAMPLES = (
    Example(
        "change_settings",
        change_settings,
        told(values={"note": None, "as_of": "2025-12-01", "letterhead": {"rows": ["A", None]}}),
    ),
    Example("add_account", ledger.add_account, told(number="3998", names={"fi": 'Lai"na'})),
    Example(
        "rename_account",
        ledger.rename_account,
        lambda ws: {
            "number": "3999",
            "names": {"fi": "Muu", "en": "Other"},
            "if_version": _account(ws, "3999").version,
        },
    ),
    Example("remove_account", ledger.remove_account, told(number="3999")),
    Example(
        "take_chart",
        ledger.take_chart,
        told(chart=ledger_queries.chart_preset("fi_compact"), title="Suppea"),
    ),
    Example("set_line", ledger.set_line, told(prefix="3999", line="fundraising_income")),
    Example("set_line over another", ledger.set_line, told(prefix="40", line="income_tax")),
    Example("set_line forgotten", ledger.set_line, told(prefix="40", line=None)),
    Example("set_category", ledger.set_category, told(prefix="3999", category="sales")),
    Example("set_category over another", ledger.set_category, told(prefix="44", category="other")),
    Example("set_category forgotten", ledger.set_category, told(prefix="44", category=None)),
    Example("take_categories", ledger.take_categories, told(chart_id="fi_compact")),
    Example(
        "add_cost_centre",
        ledger.add_cost_centre,
        told(code="11", names={"fi": "Retket"}, starts_on=date(2025, 3, 1), parent="10"),
    ),
    Example(
        "change_cost_centre",
        ledger.change_cost_centre,
        lambda ws: {
            "code": "10",
            "names": {"fi": "Kerhot ja retket"},
            "if_version": _centre(ws, "10").version,
            "ends_on": date(2025, 12, 31),
        },
    ),
    Example(
        "add_cost_centre_group",
        ledger.add_cost_centre_group,
        told(name="Uusi", codes=["1", "10", "20"]),
    ),
    Example(
        "change_cost_centre_group",
        ledger.change_cost_centre_group,
        lambda ws: {
            "name": "Kaikki",
            "new_name": "Kerhot ja tilat",
            "codes": ["1", "10"],
            "if_version": _group(ws, "Kaikki").version,
        },
    ),
    Example("remove_cost_centre_group", ledger.remove_cost_centre_group, told(name="Kaikki")),
    Example("add_project", ledger.add_project, told(code="P2", names={"fi": "Toinen"})),
    Example(
        "change_project",
        ledger.change_project,
        told(
            code="P1",
            names={"sv": "Projekt"},
            starts_on=date(2025, 1, 1),
            ends_on=date(2026, 6, 30),
            if_version=1,
        ),
    ),
    Example(
        "change_fiscal_year",
        ledger.change_fiscal_year,
        told(
            present=FiscalYear.starting(date(2026, 1, 1)),
            year=FiscalYear.starting(date(2026, 1, 1), months=11),
        ),
    ),
    Example(
        "add_fiscal_year",
        ledger.add_fiscal_year,
        told(year=FiscalYear.starting(date(2027, 1, 1), months=18)),
    ),
    Example(
        "store_ledger of another month",
        ledger.store_ledger,
        told(result=ledger_of(paid("9", "2025-05-05", RENT, 100))),
    ),
    Example(
        "store_ledger again with changed, vanished and new vouchers",
        ledger.store_ledger,
        told(result=ledger_of(*REIMPORTED)),
    ),
    Example(
        "store_ledger again with vanished vouchers only",
        ledger.store_ledger,
        told(result=ledger_of(*JANUARY, FEBRUARY[0])),
    ),
    Example(
        "store_ledger with new accounts, cost centres, projects and years",
        ledger.store_ledger,
        told(
            result=ledger_of(
                paid("1", "2024-12-30", "4995", 500, account_name="Sekalaista"),
                paid("1", "2025-12-01", RENT, 70, cost_centre="77", cost_centre_name="Uusi"),
                paid("1", "2026-11-01", RENT, 75),
                paid("2", "2027-01-02", RENT, 80, project="P9"),
            )
        ),
    ),
    Example(
        "create_version", budget.create_version, told(year=YEAR, name="Kopio", copy_of="Muutos")
    ),
    Example(
        "remove_version with lines and months",
        budget.remove_version,
        told(year=YEAR, name="Muutos"),
    ),
    Example(
        "approve_version over another",
        budget.approve_version,
        told(year=YEAR, approved_on=date(2025, 4, 1), meeting="kevätkokous", section="11"),
    ),
    Example(
        "add_plan_line",
        budget.add_plan_line,
        lambda ws: {
            "version_id": _draft(ws).id,
            "account": BANK,
            "amount": Decimal("0.05"),
            "project": "P1",
            "note": "Pyöristys",
        },
    ),
    Example(
        "change_plan_line",
        budget.change_plan_line,
        lambda ws: {
            "line_id": _line(ws, RENT).id,
            "if_version": _line(ws, RENT).version,
            "amount": Decimal("-9600.07"),
            "profile": {"kind": "even"},
            "note": "Uusi sopimus",
        },
    ),
    Example(
        "remove_plan_line",
        budget.remove_plan_line,
        lambda ws: {"line_id": _line(ws, SALARIES).id},
    ),
    Example(
        "change_plan_months",
        budget.change_plan_months,
        lambda ws: {
            "version_id": _draft(ws).id,
            "changes": [
                budget.PlanMonths(
                    line_id=_line(ws, account).id,
                    if_version=_line(ws, account).version,
                    cents=(*range(11), -5_000),
                )
                for account in (RENT, SALARIES)
            ],
        },
    ),
    Example(
        "add_plan_lines",
        budget.add_plan_lines,
        lambda ws: {
            "version_id": _draft(ws).id,
            "lines": [
                budget.NewPlanLine(account=RENT, amount=Decimal("-0.05"), cost_centre="10"),
                budget.NewPlanLine(account=FEES, cents=tuple(range(12)), project="P1"),
            ],
        },
    ),
    Example(
        "plan_from_actuals",
        budget.plan_from_actuals,
        lambda ws: {
            "version_id": _draft(ws).id,
            "from_year": YEAR,
            "percent": Decimal("-2.5"),
        },
    ),
    Example(
        "create_version_from_actuals",
        budget.create_version_from_actuals,
        told(year=YEAR, name="Toteumasta", from_year=YEAR, percent=Decimal(2)),
    ),
    Example(
        "remove_plan_lines",
        budget.remove_plan_lines,
        lambda ws: {
            "version_id": _draft(ws).id,
            "line_ids": [_line(ws, SALARIES).id, _line(ws, FEES).id],
        },
    ),
    Example(
        "explain_deviation",
        budget.explain_deviation,
        told(
            year=YEAR, account=RENT, cost_centre="10", through=Month(YEAR, 2), text="Vuokra nousi"
        ),
    ),
    Example(
        "explain_deviation anew",
        budget.explain_deviation,
        told(year=YEAR, account=RENT, through=Month(YEAR, 2), text="Sovittu\nuudelleen"),
    ),
    Example(
        "explain_deviation no more",
        budget.explain_deviation,
        told(year=YEAR, account=RENT, through=Month(YEAR, 2), text=""),
    ),
    Example(
        "store_budget into the draft",
        budget.store_budget,
        told(
            result=budget_of(
                plan(FEES, dict.fromkeys(range(1, 13), 10000), cost_centre="10"),
                plan(SALARIES, -3_000_010, cost_centre="20", project="P1"),
                plan("4996", -500, account_name="Uusi tili", cost_centre="88", project="P7"),
            )
        ),
    ),
    Example(
        "store_budget of a year without versions",
        budget.store_budget,
        told(result=budget_of(plan(FEES, 100)), year=2026),
    ),
    *GRANTS,
)


def test_every_service_has_an_example() -> None:
    ours = {function for function in SERVICES if function.__module__.startswith("yhdistys")}
    assert {example.service for example in (*EXAMPLES, *BARRIERS)} == ours
    assert {example.service for example in BARRIERS} == {
        function for function in ours if SERVICES[function].barrier
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_undo_and_redo_give_the_content_back(example: Example, either_shared: Workspace) -> None:
    workspace = either_shared
    arguments = example.arguments(workspace)
    before = _hash(workspace)
    workspace.do(example.service, **arguments)
    after = _hash(workspace)
    assert after != before
    for expected, step in (
        (before, workspace.undo),
        (after, workspace.redo),
        (before, workspace.undo),
    ):
        assert step().change_set is not None
        assert _hash(workspace) == expected
    assert content(workspace) == before


@pytest.mark.parametrize("example", BARRIERS, ids=lambda example: example.name)
def test_what_must_stand_is_not_undone(example: Example, either_filled: Workspace) -> None:
    workspace = either_filled
    before = content(workspace)
    workspace.do(example.service, **example.arguments(workspace))
    after = content(workspace)
    assert after != before
    with pytest.raises(NotAllowed) as refused:
        workspace.undo()
    assert refused.value.kind == "barrier"
    assert content(workspace) == after


def _hash(workspace: Workspace) -> str:
    """Return the hash of the content; of a file with every check, of a server for speed without."""
    if workspace.database.is_file:
        return content(workspace)
    with workspace.database.connected() as connection:
        return content_hash(connection, Base.metadata)


@pytest.mark.slow
def test_everything_back_to_the_empty_association_and_forth(either_filled: Workspace) -> None:
    workspace = either_filled
    states = [_hash(workspace)]
    while workspace.undo_text is not None:
        workspace.undo()
        states.append(_hash(workspace))
    assert len(workspace.read(ledger_queries.accounts)) == 0
    backwards = states[:-1]
    while workspace.redo_text is not None:
        workspace.redo()
        assert _hash(workspace) == backwards.pop()
    assert backwards == []
    assert content(workspace) == states[0]
