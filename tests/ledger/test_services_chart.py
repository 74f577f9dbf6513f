"""Chart of accounts, statement lines, cost centres, projects and fiscal years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from helpers.ledgers_built import FEES
from yhdistys.app import Workspace
from yhdistys.errors import Conflict, NotAllowed, UserError
from yhdistys.i18n import using
from yhdistys.ledger import queries, services
from yhdistys.ledger.queries import AccountRow, DimensionRow
from yhdistys.values.period import FiscalYear


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


def _account(workspace: Workspace, number: str) -> AccountRow | None:
    rows = workspace.read(queries.accounts)
    return next((row for row in rows if row.number == number), None)


def test_an_account_is_added_renamed_and_removed(either_workspace: Workspace) -> None:
    do = either_workspace.do
    do(services.add_account, number="3998", names={"fi": "Arpajaiset", "sv": "Lotteri"})
    with using("sv"):
        assert _account(either_workspace, "3998") == AccountRow(
            number="3998", name="Lotteri", names={"fi": "Arpajaiset", "sv": "Lotteri"},
            line="activity_income", side="income", category="other_income", version=1,
        )  # fmt: skip
    do(services.rename_account, number="3998", names={"fi": "Myyjäiset"}, if_version=1)
    renamed = _account(either_workspace, "3998")
    assert renamed is not None
    assert (renamed.name, renamed.version) == ("Myyjäiset", 2)
    do(services.remove_account, number="3998")
    assert _account(either_workspace, "3998") is None


def test_a_chart_adds_what_is_missing_and_keeps_names(workspace: Workspace) -> None:
    workspace.do(services.rename_account, number=FEES, names={"fi": "Omat"}, if_version=1)
    workspace.do(services.remove_account, number="3010")
    workspace.do(services.set_line, prefix="40", line="income_tax")
    workspace.do(services.set_category, prefix="44", category="other")
    preset = queries.chart_preset("fi_common")
    assert workspace.do(services.take_chart, chart=preset) == 3
    kept = _account(workspace, FEES)
    assert kept is not None
    assert (kept.name, kept.line) == ("Omat", "activity_income")
    assert workspace.read(queries.line_rules)["40"] == "activity_other"
    assert workspace.read(queries.category_rules) == preset.categories


def test_a_chart_with_unknown_lines_or_categories_is_refused(workspace: Workspace) -> None:
    preset = queries.chart_preset("fi_common")
    unknown = {"3": "wages"}
    for wrong in (replace(preset, lines=unknown), replace(preset, categories=unknown)):
        with pytest.raises(UserError, match="wages"):
            workspace.do(services.take_chart, chart=wrong)
    assert workspace.read(queries.line_rules) == preset.lines


def test_lines_are_set_changed_and_forgotten(workspace: Workspace) -> None:
    assert workspace.read(queries.sides)("4995") is None
    workspace.do(services.set_line, prefix="4995", line="activity_other")
    assert workspace.read(queries.sides)("49951") == "expense"
    workspace.do(services.set_line, prefix="4995", line="fundraising_income")
    assert workspace.read(queries.line_rules)["4995"] == "fundraising_income"
    workspace.do(services.set_line, prefix="4995", line=None)
    workspace.do(services.set_line, prefix="4995", line=None)
    assert "4995" not in workspace.read(queries.line_rules)


def test_cost_categories_are_set_changed_and_forgotten(either_workspace: Workspace) -> None:
    workspace = either_workspace
    assert workspace.read(queries.account_categories)["4400"] == "premises"
    workspace.do(services.set_category, prefix="4400", category="equipment")
    workspace.do(services.set_category, prefix="4400", category="other")
    assert workspace.read(queries.account_categories)["4400"] == "other"
    assert workspace.read(queries.account_categories)["4410"] == "premises"
    workspace.do(services.set_category, prefix="4400", category=None)
    workspace.do(services.set_category, prefix="4400", category=None)
    assert workspace.read(queries.account_categories)["4400"] == "premises"
    assert workspace.read(queries.account_categories)["1910"] == ""


def test_the_usual_cost_categories_leave_own_ones_alone(workspace: Workspace) -> None:
    preset = queries.chart_preset("fi_common")
    for prefix in preset.categories:
        workspace.do(services.set_category, prefix=prefix, category=None)
    workspace.do(services.set_category, prefix="44", category="other")
    chart_id = workspace.read(queries.likely_chart)
    assert chart_id == "fi_common"
    added = workspace.do(services.take_categories, chart_id=chart_id)
    assert added == len(preset.categories) - 1
    assert workspace.read(queries.category_rules) == {**preset.categories, "44": "other"}
    workspace.undo()
    assert workspace.read(queries.category_rules) == {"44": "other"}


def test_cost_centres_stand_below_each_other(either_workspace: Workspace) -> None:
    do = either_workspace.do
    do(services.add_cost_centre, code="1", names={"fi": "Toiminta"}, starts_on=date(2025, 1, 1))
    do(services.add_cost_centre, code="10", names={"fi": "Kerhot"}, parent="1")
    do(
        services.change_cost_centre, code="10", if_version=1, names={"fi": "Retket"},
        ends_on=date(2025, 6, 30),
    )  # fmt: skip
    top, below = either_workspace.read(queries.cost_centres)
    assert top == DimensionRow(
        code="1",
        name="Toiminta",
        names={"fi": "Toiminta"},
        starts_on=date(2025, 1, 1),
        ends_on=None,
        parent=None,
        version=1,
    )
    assert below == DimensionRow(
        code="10",
        name="Retket",
        names={"fi": "Retket"},
        starts_on=None,
        ends_on=date(2025, 6, 30),
        parent="1",
        version=2,
    )


def test_projects_are_listed_by_code(workspace: Workspace) -> None:
    for code in ("P2", "P1"):
        workspace.do(services.add_project, code=code, names={"fi": code.lower()})
    assert [(row.code, row.name) for row in workspace.read(queries.projects)] == [
        ("P1", "p1"), ("P2", "p2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("service", "arguments", "kind"),
    [
        ("add_account", {"number": FEES, "names": {}}, "account-exists"),
        ("rename_account", {"number": "9999", "names": {}, "if_version": 1}, "unknown-account"),
        ("remove_account", {"number": "9999"}, "unknown-account"),
        ("add_cost_centre", {"code": "1", "names": {}}, "cost-centre-exists"),
        ("add_cost_centre", {"code": "2", "names": {}, "parent": "3"}, "unknown-cost-centre"),
        ("change_cost_centre", {"code": "3", "names": {}, "if_version": 1}, "unknown-cost-centre"),
        ("add_cost_centre_group", {"name": "X", "codes": ["1", "3"]}, "unknown-cost-centre"),
        ("remove_cost_centre_group", {"name": "X"}, "unknown-group"),
        ("add_project", {"code": "P", "names": {}}, "project-exists"),
        ("add_fiscal_year", {"year": FiscalYear.starting(date(2025, 1, 1))}, "fiscal-year-exists"),
        (
            "add_fiscal_year",
            {"year": FiscalYear.starting(date(2025, 7, 1))},
            "fiscal-years-overlap",
        ),
    ],
)
def test_what_does_not_fit_is_refused(
    workspace: Workspace, service: str, arguments: dict[str, Any], kind: str
) -> None:
    workspace.do(services.add_cost_centre, code="1", names={"fi": "Toiminta"})
    workspace.do(services.add_project, code="P", names={"fi": "Hanke"})
    before = workspace.undo_text
    with pytest.raises(UserError) as refused:
        workspace.do(getattr(services, service), **arguments)
    assert refused.value.kind == kind
    assert refused.value.hint
    assert workspace.undo_text == before


def test_a_line_that_is_none_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UserError):
        workspace.do(services.set_line, prefix="30", line="nonsense")


def test_a_cost_centre_changed_meanwhile_is_refused(workspace: Workspace) -> None:
    workspace.do(services.add_cost_centre, code="1", names={"fi": "Toiminta"})
    workspace.do(services.change_cost_centre, code="1", if_version=1, names={"fi": "Uusi"})
    with pytest.raises(Conflict, match="Uusi"):
        workspace.do(services.change_cost_centre, code="1", if_version=1, names={"fi": "Toinen"})


def test_a_group_with_the_same_name_is_refused(workspace: Workspace) -> None:
    workspace.do(services.add_cost_centre_group, name="Kaikki", codes=[])
    with pytest.raises(Conflict):
        workspace.do(services.add_cost_centre_group, name="Kaikki", codes=[])


def test_fiscal_years_are_found_by_label_and_day(workspace: Workspace) -> None:
    long_year = FiscalYear.starting(date(2026, 1, 1), months=18)
    assert workspace.do(services.add_fiscal_year, year=long_year) == 2027
    assert [year.label for year in workspace.read(queries.fiscal_years)] == [2025, 2027]
    assert workspace.read(queries.fiscal_year, year=2027) == long_year
    assert workspace.read(queries.year_of_day, day=date(2026, 5, 5)) == long_year
    assert workspace.read(queries.year_of_day, day=date(2024, 12, 31)) is None
    with pytest.raises(UserError, match="2026") as refused:
        workspace.read(queries.fiscal_year, year=2026)
    assert "2025, 2027" in refused.value.hint


def test_an_unknown_chart_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UserError, match="nonsense") as refused:
        queries.chart_preset("nonsense")
    assert "fi_common" in refused.value.hint


def test_nothing_is_lost_between_refusals(workspace: Workspace) -> None:
    with pytest.raises(NotAllowed):
        workspace.do(services.add_account, number=FEES, names={})
    workspace.do(services.add_account, number="3998", names={"fi": "Arpajaiset"})
    assert _account(workspace, "3998") is not None
