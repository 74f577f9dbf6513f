"""Rules on single costs: large purchases, and kinds of costs that the funder does not accept."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Final

from yhdistys.grants.rules.application import Application, Note
from yhdistys.grants.rules.from_plan import fill
from yhdistys.grants.rules.funder_rules.rule import (
    FunderRule,
    ParameterKind,
    broken,
    not_known,
    number_of,
    texts_of,
)
from yhdistys.grants.rules.scheme import SchemeBudget
from yhdistys.grants.rules.template import RuleUse, SchemeLine
from yhdistys.i18n import _
from yhdistys.values.dated import NoDatedValue
from yhdistys.values.formats import money


def check_purchases(
    _case: Application, budget: SchemeBudget, rule: RuleUse, _today: date
) -> tuple[Note, ...]:
    """Remind of comparing offers where a line reaches the limit of one purchase in a year.

    The budget does not tell single purchases and holds value added tax where it stays a cost; the
    limit is for one purchase without tax. So this reminds and refuses nothing. The limit is that of
    the first day of each year. STEA, Avustusopas 2026: 20 000 € without value added tax.
    """
    notes = []
    for index, year in enumerate(budget.years):
        try:
            limit = number_of(rule, "limit", year)
            rows = [budget.row(line_id) for line_id in texts_of(rule, "line", year)]
        except NoDatedValue as error:
            notes.append(not_known(rule, year, error))
            continue
        for row in rows:
            amount = row.amounts[index] if row else None
            if row is not None and amount is not None and amount >= limit:
                notes.append(_compare_offers(rule, row.line, year, amount, limit))
    return tuple(notes)


def _compare_offers(
    rule: RuleUse, line: SchemeLine, year: int, amount: Decimal, limit: Decimal
) -> Note:
    message = _(
        "“{line}” has {amount} € in {year}: for a purchase of {limit} € or more without value added"
        " tax, offers of several suppliers are compared."
    )
    return broken(
        rule,
        message.format(line=line.label, amount=money(amount), year=year, limit=money(limit)),
        hint=_("Ask for comparable offers and keep the comparison."),
        line=line.id,
        year=year,
        numbers={"amount": amount, "limit": limit},
    )


def check_ineligible_kinds(
    case: Application, budget: SchemeBudget, rule: RuleUse, _today: date
) -> tuple[Note, ...]:
    """Tell costs on the lines of kinds that the funder does not accept, account by account.

    The kinds are those of the first day of the year for which the money is planned. What the
    budget leaves out is no fault.
    """
    filled = fill(case.template.scheme, case.planned, {}, budget.years[0])
    on_no_line = {*filled.unmapped, *filled.left_out, *filled.elsewhere}
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    notes = []
    for year in sorted({item.year for item in case.planned} | set(budget.years)):
        try:
            categories = texts_of(rule, "categories", year)
        except NoDatedValue as error:
            notes.append(not_known(rule, year, error))
            continue
        for item in case.planned:
            is_meant = item.year == year and item.is_cost and item.category in categories
            if is_meant and item not in on_no_line:
                sums[item.account, item.name] += item.amount
    found = sorted((key, amount) for key, amount in sums.items() if amount)
    return (*notes, *(_not_eligible(rule, *key, amount) for key, amount in found))


def _not_eligible(rule: RuleUse, account: str, name: str, amount: Decimal) -> Note:
    message = _("The funder does not accept the costs of account {account} {name}: {amount} €.")
    return broken(
        rule,
        message.format(account=account, name=name, amount=money(amount)),
        hint=_("Leave them out of the budget of the application."),
        numbers={"amount": amount},
    )


COST_RULES: Final = (
    FunderRule(
        name="purchases",
        parameters={"line": ParameterKind.LINE, "limit": ParameterKind.MONEY},
        check=check_purchases,
    ),
    FunderRule(
        name="ineligible_kinds",
        parameters={"categories": ParameterKind.CATEGORIES},
        check=check_ineligible_kinds,
    ),
)
