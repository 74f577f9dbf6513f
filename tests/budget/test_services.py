"""Budget versions, their lines and months, and imported budgets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from helpers.ledgers_built import FEES, RENT, SALARIES, YEAR, budget_of, content, plan
from yhdistys.app import Workspace
from yhdistys.budget import queries, services
from yhdistys.budget.queries import VersionRow
from yhdistys.errors import Conflict, NotAllowed, UserError, ValidationError
from yhdistys.i18n import using
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger import services as ledger_services
from yhdistys.store.history import history
from yhdistys.values.period import FiscalYear, Month


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


def _lines(workspace: Workspace, version: int) -> list[tuple[str, Decimal, list[Decimal]]]:
    rows = workspace.read(queries.plan_lines, version_id=version)
    return [(row.account, row.amount, [amount for _month, amount in row.months]) for row in rows]


def _version(workspace: Workspace, name: str) -> VersionRow:
    return next(row for row in workspace.read(queries.versions, year=YEAR) if row.name == name)


def test_a_line_falls_on_months_to_the_cent(either_workspace: Workspace) -> None:
    do = either_workspace.do
    version = do(services.create_version, year=YEAR, name="Luonnos")
    do(services.add_plan_line, version_id=version, account=RENT, amount=Decimal("-100.00"))
    assert _lines(either_workspace, version) == [
        (RENT, Decimal("-100.00"), [Decimal("-8.34")] * 4 + [Decimal("-8.33")] * 8)
    ]
    (row,) = either_workspace.read(queries.plan_lines, version_id=version)
    assert [month for month, _amount in row.months] == [Month(YEAR, m) for m in range(1, 13)]


def test_sums_of_a_version_are_euros_on_both_sides(either_workspace: Workspace) -> None:
    do = either_workspace.do
    version = do(services.create_version, year=YEAR, name="Luonnos")
    assert (_version(either_workspace, "Luonnos").income) == Decimal("0.00")
    for account, amount in ((FEES, "1200.01"), (FEES, "0.04"), (RENT, "-9600.10")):
        do(services.add_plan_line, version_id=version, account=account, amount=Decimal(amount))
    row = _version(either_workspace, "Luonnos")
    assert (row.income, row.expense, row.result) == (
        Decimal("1200.05"), Decimal("-9600.10"), Decimal("-8400.05"),
    )  # fmt: skip


def test_a_line_is_changed_and_removed(either_workspace: Workspace) -> None:
    do = either_workspace.do
    version = do(services.create_version, year=YEAR, name="Luonnos")
    line = do(
        services.add_plan_line, version_id=version, account=RENT, amount=Decimal("-12.00"),
        note="Vanha",
    )  # fmt: skip
    months = [0] * 11 + [-500]
    do(
        services.change_plan_line, line_id=line, if_version=1, amount=Decimal("-5.00"),
        profile={"kind": "months", "cents": months},
    )  # fmt: skip
    (row,) = either_workspace.read(queries.plan_lines, version_id=version)
    assert (row.amount, row.note, row.version) == (Decimal("-5.00"), "Vanha", 2)
    assert row.months[-1] == (Month(YEAR, 12), Decimal("-5.00"))
    with pytest.raises(Conflict, match=r"-5\.00"):
        do(services.change_plan_line, line_id=line, if_version=1, amount=Decimal("-6.00"))
    with pytest.raises(ValidationError):
        do(services.change_plan_line, line_id=line, if_version=2, amount=Decimal("-6.00"))
    do(services.remove_plan_line, line_id=line)
    assert _lines(either_workspace, version) == []
    assert content(either_workspace)


@pytest.mark.parametrize("copy_of", ["Pohja", "draft"])
def test_a_version_is_a_copy_of_another(either_workspace: Workspace, copy_of: str) -> None:
    do = either_workspace.do
    first = do(services.create_version, year=YEAR, name="Pohja")
    do(services.add_plan_line, version_id=first, account=RENT, amount=Decimal("-100.00"))
    second = do(services.create_version, year=YEAR, name="Kopio", copy_of=copy_of)
    assert _lines(either_workspace, second) == _lines(either_workspace, first) != []
    do(services.remove_version, year=YEAR, name="Pohja")
    assert [row.name for row in either_workspace.read(queries.versions)] == ["Kopio"]
    assert len(_lines(either_workspace, second)) == 1


def test_approving_replaces_the_earlier_budget(either_workspace: Workspace) -> None:
    do = either_workspace.do
    approved: dict[str, Any] = {"year": YEAR, "approved_on": date(2024, 11, 26)}
    do(services.create_version, year=YEAR, name="Talousarvio")
    do(services.approve_version, **approved, meeting="syyskokous", section="8")
    row = _version(either_workspace, "Talousarvio")
    assert (row.state, row.approved_on, row.meeting, row.section) == (
        "approved", date(2024, 11, 26), "syyskokous", "8",
    )  # fmt: skip
    do(services.create_version, year=YEAR, name="Muutos")
    do(services.approve_version, **approved, version="Muutos")
    states = [(r.name, r.state, r.meeting) for r in either_workspace.read(queries.versions)]
    assert states == [("Talousarvio", "replaced", "syyskokous"), ("Muutos", "approved", None)]
    with pytest.raises(NotAllowed, match="no draft"):
        do(services.approve_version, **approved)
    chosen = either_workspace.read(queries.chosen_version, year=YEAR)
    assert chosen is not None
    assert chosen.name == "Muutos"
    either_workspace.undo()
    assert _version(either_workspace, "Talousarvio").state == "approved"


def test_an_approved_version_is_not_changed(workspace: Workspace) -> None:
    do = workspace.do
    version = do(services.create_version, year=YEAR, name="Talousarvio")
    line = do(services.add_plan_line, version_id=version, account=RENT, amount=Decimal("-1.00"))
    do(services.approve_version, year=YEAR, approved_on=date(2024, 11, 26))
    before = content(workspace)
    calls: list[tuple[Any, dict[str, Any]]] = [
        (services.remove_version, {"year": YEAR, "name": "Talousarvio"}),
        (
            services.approve_version,
            {"year": YEAR, "version": "Talousarvio", "approved_on": date.min},
        ),
        (services.add_plan_line, {"version_id": version, "account": RENT, "amount": Decimal(1)}),
        (services.change_plan_line, {"line_id": line, "if_version": 1, "amount": Decimal(1)}),
        (services.remove_plan_line, {"line_id": line}),
    ]
    for service, arguments in calls:
        with pytest.raises(NotAllowed) as refused:
            workspace.do(service, **arguments)
        assert refused.value.kind == "version-approved"
    assert content(workspace) == before


@pytest.mark.parametrize(
    ("service", "arguments", "kind"),
    [
        ("create_version", {"year": 2031, "name": "X"}, "unknown-fiscal-year"),
        ("create_version", {"year": YEAR, "name": "Luonnos"}, "version-exists"),
        ("create_version", {"year": YEAR, "name": "X", "copy_of": "Y"}, "unknown-version"),
        ("remove_version", {"year": YEAR, "name": "Y"}, "unknown-version"),
        ("approve_version", {"year": 2026, "approved_on": date.min}, "no-draft"),
        ("add_plan_line", {"account": "9999"}, "unknown-account"),
        ("add_plan_line", {"account": RENT, "cost_centre": "99"}, "unknown-cost-centre"),
        ("add_plan_line", {"account": RENT, "project": "99"}, "unknown-accounting-project"),
        ("add_plan_line", {"account": RENT, "profile": {"kind": "x"}}, None),
        ("change_plan_line", {"line_id": 99, "if_version": 1}, "unknown-plan-line"),
        ("remove_plan_line", {"line_id": 99}, "unknown-plan-line"),
    ],
)
def test_what_does_not_fit_is_refused(
    workspace: Workspace, service: str, arguments: dict[str, Any], kind: str | None
) -> None:
    workspace.do(ledger_services.add_fiscal_year, year=FiscalYear.starting(date(2026, 1, 1)))
    version = workspace.do(services.create_version, year=YEAR, name="Luonnos")
    told = dict(arguments)
    if service == "add_plan_line":
        told["version_id"] = version
    if service in {"add_plan_line", "change_plan_line"}:
        told["amount"] = Decimal("1.00")
    before = content(workspace)
    with pytest.raises(UserError) as refused:
        workspace.do(getattr(services, service), **told)
    assert refused.value.hint
    assert kind is None or refused.value.kind == kind
    assert content(workspace) == before


def test_the_first_import_begins_a_draft(either_workspace: Workspace) -> None:
    result = budget_of(
        plan(FEES, {month: 10_000 + month for month in range(1, 13)}, cost_centre="10", note="K"),
        plan(RENT, -10_000),
        plan(RENT, -5_000),
        plan("4995", -100, account_name="Sekalaista", project="P1"),
    )
    stored = either_workspace.do(services.store_budget, result=result, year=YEAR)
    assert stored.version_name == "Budget 2025"
    assert stored.preview.compared_with is None
    row = _version(either_workspace, "Budget 2025")
    assert (row.state, row.income, row.expense) == (
        "draft", Decimal("1200.78"), Decimal("-151.00"),
    )  # fmt: skip
    lines = either_workspace.read(queries.plan_lines, version_id=row.id)
    assert [(line.account, line.cost_centre, line.project, line.note) for line in lines] == [
        (FEES, "10", None, "K"), (RENT, None, None, ""), (RENT, None, None, ""),
        ("4995", None, "P1", ""),
    ]  # fmt: skip
    assert lines[0].profile == {"kind": "months", "cents": [10_000 + m for m in range(1, 13)]}
    assert lines[1].profile == {"kind": "even"}
    assert [r.code for r in either_workspace.read(ledger_queries.cost_centres)] == ["10"]
    assert content(either_workspace)
    again = either_workspace.do(services.store_budget, result=result, year=YEAR)
    assert (again.batch, len(again.preview.diff.same)) == (None, 4)


def test_a_further_import_makes_the_draft_equal_to_the_file(either_workspace: Workspace) -> None:
    do = either_workspace.do
    first = budget_of(plan(FEES, 12_000), plan(RENT, -12_000), plan(RENT, -500))
    do(services.store_budget, result=first, year=YEAR)
    second = budget_of(plan(RENT, -24_000), plan(RENT, -500), plan(SALARIES, -100))
    stored = do(services.store_budget, result=second, year=YEAR)
    diff = stored.preview.diff
    assert [len(keys) for keys in (diff.new, diff.same, diff.changed, diff.vanished)] == [1] * 4
    version = _version(either_workspace, "Budget 2025")
    amounts = [amount for _account, amount, _months in _lines(either_workspace, version.id)]
    assert amounts == [Decimal("-240.00"), Decimal("-5.00"), Decimal("-1.00")]
    told = either_workspace.read(history, newest=1)[0].values
    assert [(v.before, v.after) for v in told if v.field == "amount" and v.before and v.after] == [
        (Decimal("-120.00"), Decimal("-240.00"))
    ]
    assert do(services.store_budget, result=second, year=YEAR).batch is None
    assert len(either_workspace.read(queries.versions)) == 1


def test_an_import_over_an_approved_budget_begins_another_draft(workspace: Workspace) -> None:
    do = workspace.do
    do(services.store_budget, result=budget_of(plan(FEES, 12_000)), year=YEAR)
    do(services.approve_version, year=YEAR, approved_on=date(2024, 11, 26))
    same = do(services.store_budget, result=budget_of(plan(FEES, 12_000)), year=YEAR)
    assert same.batch is None
    stored = do(services.store_budget, result=budget_of(plan(FEES, 13_000)), year=YEAR)
    assert stored.version_name == "Budget 2025, change 1"
    assert [(row.state, row.income) for row in workspace.read(queries.versions)] == [
        ("approved", Decimal("120.00")), ("draft", Decimal("130.00")),
    ]  # fmt: skip


def test_the_months_of_a_file_tell_its_year(workspace: Workspace) -> None:
    workspace.do(ledger_services.add_fiscal_year, year=FiscalYear.starting(date(2026, 1, 1)))
    stored = workspace.do(services.store_budget, result=budget_of(plan(FEES, {3: 100}, year=2026)))
    assert stored.preview.year.label == 2026


@pytest.mark.parametrize(
    ("result", "year"),
    [
        (budget_of(plan(FEES, 100)), None),
        (budget_of(plan(FEES, {1: 5}), plan(FEES, {1: 5}, year=2026)), None),
        (budget_of(plan(FEES, {1: 5}, year=2031)), None),
        (budget_of(plan(FEES, {1: 5}, year=2026)), YEAR),
        (budget_of(plan(FEES, 100)), 2031),
        (budget_of(), YEAR),
    ],
)
def test_a_file_that_fits_no_year_is_refused(
    workspace: Workspace, result: Any, year: int | None
) -> None:
    workspace.do(ledger_services.add_fiscal_year, year=FiscalYear.starting(date(2026, 1, 1)))
    with pytest.raises(UserError) as refused:
        workspace.do(services.store_budget, result=result, year=year)
    assert refused.value.hint
    assert workspace.read(queries.versions) == ()
