"""The key figures of a budget: sums, shares, and what general costs may be."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from helpers.forms import DATES, ONE_YEAR, application, form, line, rule
from yhdistys.grants.rules.application import Application
from yhdistys.grants.rules.key_figures import KeyFigures, OverheadCap, key_figures

D = Decimal
LINES = (line("direct"), line("overhead", "overhead"), line("applied", "grant"))
CAP = rule("overhead_cap", rate=D("0.15"))


def case_of(*rules: Any, **amounts: object) -> Application:
    given = {(name, 2027): amount for name, amount in amounts.items()}
    template = form(DATES, lines=LINES, rules=rules)
    return application(template, answers=ONE_YEAR, amounts=given)


def test_sums_shares_and_the_cap_are_told() -> None:
    case = case_of(CAP, direct="100028.00", overhead="12000.00", applied="110000.00")
    found = key_figures(case)
    assert found == KeyFigures(
        costs=D("112028.00"),
        grant=D("110000.00"),
        grant_share=D("98.19"),
        overhead=D("12000.00"),
        overhead_share=D("10.71"),
        caps={2027: OverheadCap(rate=D("0.15"), most=D("17652.00"))},
    )
    assert found.overhead_most == D("17652.00")


def test_nothing_is_told_where_nothing_is_known() -> None:
    found = key_figures(case_of())
    assert (found.grant_share, found.overhead_share, found.overhead_most) == (None, None, None)
    unknown = rule("overhead_cap")
    all_of_it = rule("overhead_cap", rate=D(1))
    assert key_figures(case_of(unknown, all_of_it, rule("sums_balance"))).caps == {}


def test_the_lowest_cap_holds_and_only_where_its_rule_applies() -> None:
    low, high = rule("overhead_cap", rate=D("0.1")), rule("overhead_cap", rate=D("0.2"))
    elsewhere = rule("overhead_cap", rate=D("0.05"), only_if="costs > 1000")
    caps = key_figures(case_of(high, low, CAP, elsewhere, direct="900.00")).caps
    assert caps == {2027: OverheadCap(rate=D("0.1"), most=D("100.00"))}
