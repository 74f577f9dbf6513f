"""What the settings change: groups, projects, the last fiscal year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from helpers.ledgers_built import FEES, JANUARY, YEAR, ledger_of, paid
from yhdistys.app import Workspace
from yhdistys.budget import services as budget
from yhdistys.errors import Conflict, NotAllowed, UserError
from yhdistys.ledger import queries, services
from yhdistys.ledger.queries import GroupRow
from yhdistys.values.period import FiscalYear

FIRST = FiscalYear.starting(date(2025, 1, 1))


def test_a_group_gets_other_cost_centres_and_another_name(either_workspace: Workspace) -> None:
    do, read = either_workspace.do, either_workspace.read
    for code in ("1", "2", "3"):
        do(services.add_cost_centre, code=code, names={"fi": code})
    do(services.add_cost_centre_group, name="Talo", codes=["1", "2"])
    do(services.add_cost_centre_group, name="Aika", codes=[])
    assert read(queries.cost_centre_groups) == (
        GroupRow(name="Aika", codes=(), version=1),
        GroupRow(name="Talo", codes=("1", "2"), version=1),
    )
    do(services.change_cost_centre_group, name="Talo", if_version=1, codes=["3", "2"])
    do(
        services.change_cost_centre_group, name="Talo", if_version=2, codes=["3", "2"],
        new_name="Kylätalo",
    )  # fmt: skip
    assert read(queries.cost_centre_groups)[1] == GroupRow(
        name="Kylätalo", codes=("2", "3"), version=3
    )
    for name, version, codes, new_name in (
        ("Kylätalo", 2, ["1"], ""), ("Kylätalo", 3, ["9"], ""), ("Talo", 1, [], ""),
        ("Kylätalo", 3, [], "Aika"),
    ):  # fmt: skip
        with pytest.raises(UserError):
            do(
                services.change_cost_centre_group, name=name, if_version=version, codes=codes,
                new_name=new_name,
            )  # fmt: skip


def test_a_project_gets_other_names_and_days(either_workspace: Workspace) -> None:
    do, read = either_workspace.do, either_workspace.read
    do(services.add_project, code="P", names={"fi": "Hanke"}, starts_on=date(2025, 1, 1))
    do(
        services.change_project, code="P", if_version=1, names={"fi": "Uusi", "en": "New"},
        ends_on=date(2026, 6, 30),
    )  # fmt: skip
    (project,) = read(queries.projects)
    assert (project.name, project.names, project.starts_on, project.ends_on, project.version) == (
        "New", {"fi": "Uusi", "en": "New"}, None, date(2026, 6, 30), 2,
    )  # fmt: skip
    with pytest.raises(Conflict, match="Uusi"):
        do(services.change_project, code="P", if_version=1, names={"fi": "Toinen"})
    with pytest.raises(UserError, match="no project Q"):
        do(services.change_project, code="Q", if_version=1, names={})


def _change(workspace: Workspace, present: FiscalYear, start: date, months: int = 12) -> int:
    year = FiscalYear.starting(start, months=months)
    return workspace.do(services.change_fiscal_year, present=present, year=year)


def test_the_only_fiscal_year_may_begin_and_end_on_other_days(either_workspace: Workspace) -> None:
    assert _change(either_workspace, FIRST, date(2025, 8, 1)) == 2026
    (changed,) = either_workspace.read(queries.fiscal_years)
    assert changed == FiscalYear.starting(date(2025, 8, 1))
    assert either_workspace.undo_text == "Change the fiscal year 2026"
    before = either_workspace.last_change
    assert _change(either_workspace, changed, date(2025, 8, 1)) == 2026
    assert either_workspace.undo_text == "Change the fiscal year 2026"
    assert either_workspace.last_change.change_set is None is not before.change_set


def test_a_year_with_entries_keeps_them(either_workspace: Workspace) -> None:
    do = either_workspace.do
    do(services.store_ledger, result=ledger_of(*JANUARY))
    assert _change(either_workspace, FIRST, date(2025, 1, 1), months=6) == YEAR
    shorter = FiscalYear.starting(date(2025, 1, 1), months=6)
    for start, months in ((date(2025, 1, 8), 6), (date(2025, 1, 1), 18)):
        with pytest.raises(NotAllowed, match="had entries outside") as refused:
            _change(either_workspace, shorter, start, months)
        assert refused.value.kind == "fiscal-year-in-use"
    do(services.store_ledger, result=ledger_of(paid("9", "2026-02-02", FEES, -100)))
    with pytest.raises(NotAllowed, match="not the last"):
        _change(either_workspace, shorter, date(2025, 1, 1))


def test_a_year_with_a_budget_keeps_its_months(either_workspace: Workspace) -> None:
    version = either_workspace.do(budget.create_version, year=YEAR, name="Talousarvio")
    either_workspace.do(
        budget.add_plan_line, version_id=version, account=FEES, amount=Decimal("120.00")
    )
    with pytest.raises(NotAllowed, match="has a budget"):
        _change(either_workspace, FIRST, date(2025, 1, 1), months=6)
    year = FiscalYear.between(date(2025, 1, 15), date(2025, 12, 31))
    assert either_workspace.do(services.change_fiscal_year, present=FIRST, year=year) == YEAR
    assert either_workspace.read(queries.fiscal_years) == (year,)


def test_a_year_changed_meanwhile_or_over_another_is_refused(workspace: Workspace) -> None:
    second = FiscalYear.starting(date(2026, 1, 1))
    workspace.do(services.add_fiscal_year, year=second)
    with pytest.raises(NotAllowed, match="shares days") as refused:
        _change(workspace, second, date(2025, 12, 1), months=13)
    assert refused.value.kind == "fiscal-years-overlap"
    _change(workspace, second, date(2026, 1, 1), months=6)
    with pytest.raises(Conflict, match="2026 was changed"):
        _change(workspace, second, date(2026, 1, 1), months=9)
