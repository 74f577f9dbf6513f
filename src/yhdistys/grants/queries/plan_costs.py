"""Planned money of a budget version by account, as an application's budget is made from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from yhdistys.budget.model import PlanLine
from yhdistys.budget.queries.plans import version_of
from yhdistys.grants.rules.application import Planned
from yhdistys.grants.rules.from_plan import rounded_together
from yhdistys.grants.rules.plan_sources import YearSource
from yhdistys.ledger.queries import account_names, category_rules
from yhdistys.ledger.rules.categories import CATEGORIES, category_of
from yhdistys.ledger.rules.chart import side_of
from yhdistys.values.money import round_half_up

_HUNDRED = Decimal(100)
_Kind = tuple[bool, bool]
"""Whether it is general, and whether it is a cost."""


def planned_costs(
    session: Session,
    *,
    year: int,
    version_id: int,
    percent: Decimal,
    cost_centres: Collection[str],
    general_centres: Collection[str] = (),
    general_share: Decimal = Decimal(0),
) -> tuple[Planned, ...]:
    """Return the planned money of some cost centres by account; accounts without money are left.

    Accounts of the balance sheet do not belong to it. Costs and income are positive; an account
    whose money runs the other way is negative.

    Args:
        session: Where to read.
        year: The year of the application that it is for.
        version_id: The budget version.
        percent: What every account's sum is changed by, such as 2 for two percent more.
        cost_centres: Their codes; empty for everything outside the general ones.
        general_centres: Cost centres of general costs. What is paid there is overhead whatever its
            account: also the pay of those who lead and keep the books.
        general_share: Which part of the general costs belongs to the activity, from 0 to 1. The
            parts of the accounts sum to the part of the whole.

    Raises:
        UsageError: There is no such version.
    """
    version_of(session, version_id=version_id)
    source = YearSource(
        year=year, version_id=version_id, percent=percent, cost_centres=tuple(cost_centres),
        general_centres=tuple(general_centres), general_share=general_share,
    )  # fmt: skip
    return planned_by_source(session, sources=(source,))[0]


def planned_by_source(
    session: Session, *, sources: Sequence[YearSource]
) -> tuple[tuple[Planned, ...], ...]:
    """Return the planned money of each source, as ``planned_costs`` does.

    It takes as many statements for one source as for a hundred. A version that is gone has none.
    """
    if not sources:
        return ()
    lines = _lines(session, frozenset(source.version_id for source in sources))
    accounts = _Accounts(session, {account for one in lines.values() for account, *_rest in one})
    return tuple(
        tuple(_of_source(source, lines.get(source.version_id, ()), accounts)) for source in sources
    )


def _lines(
    session: Session, version_ids: Collection[int]
) -> Mapping[int, Sequence[tuple[str, str | None, Decimal]]]:
    """Return what is planned by account and cost centre, of each version."""
    statement = (
        select(
            PlanLine.budget_version_id,
            PlanLine.account,
            PlanLine.cost_centre,
            func.sum(PlanLine.amount),
        )
        .where(PlanLine.budget_version_id.in_(version_ids))
        .group_by(PlanLine.budget_version_id, PlanLine.account, PlanLine.cost_centre)
    )
    found: dict[int, list[tuple[str, str | None, Decimal]]] = defaultdict(list)
    for version_id, account, centre, amount in session.execute(statement):
        found[version_id].append((account, centre, amount))
    return found


def _of_source(
    source: YearSource, lines: Iterable[tuple[str, str | None, Decimal]], accounts: _Accounts
) -> Iterator[Planned]:
    found: dict[_Kind, dict[str, Decimal]] = defaultdict(dict)
    for (is_general, number), amount in sorted(_sums(source, lines).items()):
        is_cost = accounts.is_cost(number, amount)
        if is_cost is not None:
            changed = round_half_up(amount * (1 + source.percent / _HUNDRED))
            found[is_general, is_cost][number] = -changed if is_cost else changed
    for kind in [kind for kind in found if kind[0]]:
        found[kind] = _shared(found[kind], source.general_share)
    return _planned(found, accounts, source.year)


def _sums(
    source: YearSource, lines: Iterable[tuple[str, str | None, Decimal]]
) -> Mapping[tuple[bool, str], Decimal]:
    """Return the sums, in result sign, by whether they are general and by account."""
    sums: dict[tuple[bool, str], Decimal] = defaultdict(Decimal)
    for account, centre, amount in lines:
        is_general = centre in source.general_centres
        if is_general or not source.cost_centres or centre in source.cost_centres:
            sums[is_general, account] += amount
    return sums


def _shared(amounts: Mapping[str, Decimal], share: Decimal) -> dict[str, Decimal]:
    parts = rounded_together([amount * share for amount in amounts.values()])
    return dict(zip(amounts, parts, strict=True))


def _planned(
    found: Mapping[_Kind, Mapping[str, Decimal]], accounts: _Accounts, year: int
) -> Iterator[Planned]:
    for is_general, is_cost in sorted(found, key=lambda kind: (kind[0], not kind[1])):
        for number, amount in found[is_general, is_cost].items():
            if amount:
                yield Planned(
                    year=year,
                    account=number,
                    name=accounts.name(number),
                    category=accounts.category(number),
                    amount=amount,
                    is_cost=is_cost,
                    is_general=is_general,
                )


class _Accounts:
    """Names, sides and cost categories of some accounts, read once."""

    def __init__(self, session: Session, numbers: Collection[str]) -> None:
        self._names = account_names(session, numbers=numbers)
        self._rules = category_rules(session)

    def name(self, number: str) -> str:
        """Return the account's name; empty when the chart does not have it."""
        return self._names.get(number, ("", None))[0]

    def category(self, number: str) -> str:
        """Return the account's cost category; empty when it has none."""
        return category_of(number, self._rules)

    def is_cost(self, number: str, amount: Decimal) -> bool | None:
        """Say whether it is a cost; None for an account of the balance sheet.

        Without a line the category tells it, and without a category the sign of the amount.
        """
        line = self._names.get(number, ("", None))[1]
        if line is not None:
            return {"expense": True, "income": False}.get(side_of(line))
        category = self.category(number)
        if category in CATEGORIES:
            return CATEGORIES[category].side == "cost"
        return amount < 0
