"""Rules on shares: general costs among all costs, the grant among its financing, both sides equal.

A cap in euros is rounded down to the cent: one cent more would break the share.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Final

from yhdistys.grants.rules.application import Application, Note
from yhdistys.grants.rules.funder_rules.rule import (
    FunderRule,
    ParameterKind,
    broken,
    not_known,
    number_of,
    texts_of,
)
from yhdistys.grants.rules.scheme import ZERO, SchemeBudget
from yhdistys.grants.rules.template import LineKind, RuleUse
from yhdistys.i18n import _
from yhdistys.values.dated import NoDatedValue
from yhdistys.values.formats import money, percent_text
from yhdistys.values.money import round_half_up

_HUNDRED: Final = Decimal(100)


def check_overhead_cap(
    _case: Application, budget: SchemeBudget, rule: RuleUse, _today: date
) -> tuple[Note, ...]:
    """Look whether general costs are at most a share of direct and general costs in each year.

    So they are at most ``direct * rate / (1 - rate)``. STEA, Avustusopas 2026: at most 15 % of
    total costs (direct + general) in a calendar year. Grants passed on to others are neither direct
    nor general costs and do not raise the cap. The rate is that of the first day of the calendar
    year whose costs are looked at, because the share is counted for each calendar year.
    """
    notes = []
    for year, direct, overhead in zip(
        budget.years, budget.direct.by_year, budget.overhead.by_year, strict=True
    ):
        try:
            rate = number_of(rule, "rate", year)
        except NoDatedValue as error:
            notes.append(not_known(rule, year, error))
            continue
        cap = cap_beside(direct, rate)
        if overhead > cap:
            both = max(direct, ZERO) + overhead
            share = round_half_up(_HUNDRED * overhead / both)
            numbers = {"direct": direct, "overhead": overhead, "cap": cap, "share": share}
            notes.append(_over_cap(budget, rule, year, rate, numbers))
    return tuple(notes)


def cap_beside(direct: Decimal, rate: Decimal) -> Decimal:
    """Return how much may stand beside direct costs when it is at most a share of both.

    Nothing beside costs below zero, which a formula may give; without end when all may be general.
    """
    if rate >= 1:
        return Decimal("Infinity")
    return max(ZERO, (direct * rate / (1 - rate)).quantize(ZERO, ROUND_DOWN))


def _over_cap(
    budget: SchemeBudget, rule: RuleUse, year: int, rate: Decimal, numbers: Mapping[str, Decimal]
) -> Note:
    message = _(
        "General costs of {year} are {overhead} € and may be at most {cap} €: {rate} of all costs"
        " when direct costs are {direct} €."
    )
    return broken(
        rule,
        message.format(
            year=year,
            overhead=money(numbers["overhead"]),
            cap=money(numbers["cap"]),
            rate=_per_cents(rate),
            direct=money(numbers["direct"]),
        ),
        hint=_("Take {amount} € off the general costs.").format(
            amount=money(numbers["overhead"] - numbers["cap"])
        ),
        line=_only_line(budget, LineKind.OVERHEAD),
        year=year,
        numbers=numbers,
    )


def check_max_grant_share(
    _case: Application, budget: SchemeBudget, rule: RuleUse, _today: date
) -> tuple[Note, ...]:
    """Look whether the grant and the income that counts with it are at most a share of all costs.

    The sums are those of all years together: such a grant is applied for as one sum, and a form of
    one year has one year. The share is that of the first day of the first year of the activity.
    STEA, Avustusopas 2026: of a wealthy association the grant, other public support and income of
    the activity may be at most 90 % of the costs.
    """
    year = budget.years[0]
    try:
        share = number_of(rule, "share", year)
        counts = texts_of(rule, "counts", year)
    except NoDatedValue as error:
        return (not_known(rule, year, error),)
    costs, grant = budget.costs.total, budget.grant.total
    kinds = (kind for kind in LineKind if kind in counts and kind is not LineKind.GRANT)
    others = budget.of_kinds(*kinds).total
    cap = (costs * share).quantize(ZERO, ROUND_DOWN)
    if grant + others <= cap:
        return ()
    numbers = {
        "costs": costs,
        "grant": grant,
        "counted": grant + others,
        "cap": cap,
        "most_grant": max(ZERO, cap - others),
        "least_own_share": costs - cap,
    }
    return (_over_share(budget, rule, share, numbers),)


def _over_share(
    budget: SchemeBudget, rule: RuleUse, share: Decimal, numbers: Mapping[str, Decimal]
) -> Note:
    message = _(
        "The grant and the income that counts with it are {counted} € and may be at most {cap} €:"
        " {share} of the costs of {costs} €. The grant may be at most {most_grant} €, the own share"
        " must be at least {least_own_share} €."
    )
    amounts = {name: money(number) for name, number in numbers.items()}
    return broken(
        rule,
        message.format(share=_per_cents(share), **amounts),
        hint=_("Fill in an own share, or apply for less."),
        line=_only_line(budget, LineKind.GRANT),
        numbers=numbers,
    )


def check_sums_balance(
    _case: Application, budget: SchemeBudget, rule: RuleUse, _today: date
) -> tuple[Note, ...]:
    """Look whether income with the grant equals the costs in each year."""
    return tuple(
        _out_of_balance(rule, year, costs, income)
        for year, costs, income in zip(
            budget.years, budget.costs.by_year, budget.income.by_year, strict=True
        )
        if costs != income
    )


def _out_of_balance(rule: RuleUse, year: int, costs: Decimal, income: Decimal) -> Note:
    message = (
        _("Costs of {year} are {costs} €, income is {income} €: {difference} € are missing.")
        if income < costs
        else _("Costs of {year} are {costs} €, income is {income} €: {difference} € too much.")
    )
    difference = abs(costs - income)
    return broken(
        rule,
        message.format(
            year=year, costs=money(costs), income=money(income), difference=money(difference)
        ),
        hint=_("Make costs and income equal."),
        year=year,
        numbers={"costs": costs, "income": income, "difference": difference},
    )


def _per_cents(share: Decimal) -> str:
    per_cents = (_HUNDRED * share).normalize()
    return percent_text(per_cents, places=max(0, -int(per_cents.as_tuple().exponent)))


def _only_line(budget: SchemeBudget, kind: LineKind) -> str:
    """Return the id of the line of a kind when there is one only."""
    ids = [row.line.id for row in budget.rows if row.line.kind is kind]
    return ids[0] if len(ids) == 1 else ""


SHARE_RULES: Final = (
    FunderRule(
        name="overhead_cap",
        parameters={"rate": ParameterKind.SHARE},
        check=check_overhead_cap,
    ),
    FunderRule(
        name="max_grant_share",
        parameters={"share": ParameterKind.SHARE, "counts": ParameterKind.LINE_KINDS},
        check=check_max_grant_share,
    ),
    FunderRule(name="sums_balance", check=check_sums_balance),
)
