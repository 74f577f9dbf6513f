"""Budget against actuals by account, cost centre, project and month.

All amounts are in the sign of the income statement: income positive, expenses negative. So the
difference, actual minus budget, is better for the association when it is positive, on both sides.
What is missing is ``None`` and differs from zero, but counts as zero in a difference. Reading the
monthly totals from the books is not done here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, repeat
from operator import sub
from typing import Final, NamedTuple

from yhdistys.errors import UsageError
from yhdistys.i18n import _
from yhdistys.ledger.rules.chart import Side, side_of
from yhdistys.values.money import from_cents, percent

Key = tuple[str | None, ...]
"""The account, then the value of each other asked dimension in the order asked.

A month is ``"2025-03"``; ``None`` is no cost centre or no project.
"""
Cents = Mapping[Key, int]
"""Amounts in cents by key, in the sign of the income statement."""

DIMENSIONS: Final = ("account", "cost_centre", "project", "month")
"""What a comparison can be broken down by, in the order in which rows are sorted."""

_CENT: Final = Decimal("0.01")
_LAST: Final = "\uffff"
"""Sorts behind every text: rows without a cost centre or project come last."""


class AccountName(NamedTuple):
    """What a comparison must know of an account.

    Attributes:
        name: In the reader's language.
        line: Its statement line, or ``None`` when it has none.
    """

    name: str
    line: str | None


class ComparisonRow(NamedTuple):
    """One row of a comparison; amounts are euros with two decimals.

    A dimension that was not asked for is ``None``, as is a cost centre or project where there is
    none. A named tuple, because building 20 000 of them takes a tenth of what a data class takes.

    Attributes:
        account: The account's number.
        cost_centre: The code of the cost centre.
        project: The code of the project.
        month: Such as ``"2025-03"``.
        name: The account's name; empty when not by account.
        side: ``income`` or ``expense``.
        budget_year: The plan of the whole year, of the row's key without its month.
        budget: The plan of the months compared.
        actual: What the books hold in the months compared.
        difference: ``actual`` minus ``budget``: positive is better for the association.
        used_percent: ``actual`` in per cent of ``budget``, one decimal; ``None`` without budget.
        previous_year: What the books held in the same months a year before.
        note: The explanation of the difference.
    """

    account: str | None
    cost_centre: str | None
    project: str | None
    month: str | None
    name: str
    side: Side
    budget_year: Decimal | None
    budget: Decimal | None
    actual: Decimal | None
    difference: Decimal
    used_percent: Decimal | None
    previous_year: Decimal | None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonTotal:
    """The sum of one side, or of both; the same for every breakdown of the same figures.

    Attributes:
        budget_year: The plan of the whole year; ``None`` when nothing is planned.
        budget: The plan of the months compared.
        actual: What the books hold in the months compared.
        difference: ``actual`` minus ``budget``.
        used_percent: ``actual`` in per cent of ``budget``, one decimal; ``None`` without budget.
        previous_year: What the books held a year before, also under keys that have no row now.
    """

    budget_year: Decimal | None
    budget: Decimal | None
    actual: Decimal | None
    difference: Decimal
    used_percent: Decimal | None
    previous_year: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Budget against actuals.

    Attributes:
        by: The dimensions asked for, in the order asked.
        rows: Sorted by account, cost centre, project, month, side.
        income: The sum of the income.
        expense: The sum of the expenses, negative.
        result: Both together.
        unbudgeted: How many rows have actuals and no budget.
    """

    by: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]
    income: ComparisonTotal
    expense: ComparisonTotal
    result: ComparisonTotal
    unbudgeted: int


_Totals = Mapping[str | None, int]
"""Cents by account, or by side."""


class _Figures(NamedTuple):
    """The four sets of amounts that stand beside each other."""

    plan_year: Cents
    plan: Cents
    actual: Cents
    previous: Cents


def compare(
    by: tuple[str, ...],
    *,
    plan_year: Cents,
    plan: Cents,
    actual: Cents,
    previous: Cents,
    accounts: Mapping[str, AccountName],
) -> Comparison:
    """Compare a budget with the books.

    A row appears where there is a budget or an actual. What is planned for later months only has a
    budget of zero; by month it has no row. Without accounts each row holds one side. Balance sheet
    accounts are left out; without a line, the sign of an account's total tells its side.

    Args:
        by: Some of ``DIMENSIONS`` in any order.
        plan_year: The plan of the whole year, by key without the month.
        plan: The plan of the months compared.
        actual: The books of the months compared.
        previous: The books of the same months a year before, under this year's months.
        accounts: Name and line of each account; an unknown account has neither.

    Raises:
        UsageError: ``by`` is empty, names something unknown, or names something twice.
    """
    check_dimensions(by)
    figures = _Figures(plan_year, plan, actual, previous)
    totals = tuple(_account_totals(cents) for cents in figures)
    sides = _sides(totals, accounts)
    rows = _rows(by, figures, sides, accounts)
    sums = tuple(_side_totals(total, sides) for total in totals)
    return Comparison(
        by=by,
        rows=rows,
        income=_total(sums, ("income",)),
        expense=_total(sums, ("expense",)),
        result=_total(sums, ("income", "expense")),
        unbudgeted=sum(row.budget is None for row in rows),
    )


def check_dimensions(by: Sequence[str]) -> None:
    """Refuse a breakdown that a comparison cannot have.

    Raises:
        UsageError: ``by`` is empty, names something unknown, or names something twice.
    """
    unknown = [dimension for dimension in by if dimension not in DIMENSIONS]
    if unknown:
        message = _("A comparison cannot be broken down by “{dimension}”.").format(
            dimension=unknown[0]
        )
    elif not by:
        message = _("The comparison does not say by what it is broken down.")
    elif len(set(by)) < len(by):
        message = _("The comparison names the same breakdown twice: {by}.").format(by=", ".join(by))
    else:
        return
    raise UsageError(
        message,
        hint=_("Choose some of {dimensions}.").format(dimensions=", ".join(DIMENSIONS)),
        kind="unknown-dimension",
    )


def _account_totals(cents: Cents) -> dict[str | None, int]:
    totals: defaultdict[str | None, int] = defaultdict(int)
    for key, amount in cents.items():
        totals[key[0]] += amount
    return dict(totals)


def _side_totals(totals: _Totals, sides: Mapping[str | None, Side]) -> _Totals:
    sums: defaultdict[str | None, int] = defaultdict(int)
    for number, amount in totals.items():
        sums[sides[number]] += amount
    return dict(sums)


def _sides(
    totals: Sequence[_Totals], accounts: Mapping[str, AccountName]
) -> dict[str | None, Side]:
    """Return the side of each account; without a line, the sign of its first total decides."""
    plan_year, plan, actual, previous = totals
    sides: dict[str | None, Side] = {}
    for number in plan_year.keys() | plan.keys() | actual.keys() | previous.keys():
        account = accounts.get(number) if number is not None else None
        if account is not None and account.line is not None:
            sides[number] = side_of(account.line)
            continue
        guesses = (cents.get(number) for cents in (actual, plan_year, plan, previous))
        sides[number] = "income" if next(filter(None, guesses), 0) > 0 else "expense"
    return sides


def _by_side(cents: Cents, sides: Mapping[str | None, Side]) -> dict[Key, int]:
    """Put the side in the place of the account and add up what becomes the same."""
    folded: defaultdict[Key, int] = defaultdict(int)
    for key, amount in cents.items():
        folded[(sides[key[0]], *key[1:])] += amount
    return dict(folded)


def _shown(
    by: Sequence[str], figures: _Figures, sides: Mapping[str | None, Side]
) -> tuple[_Figures, Mapping[str | None, Side]]:
    """Return the amounts by the keys of rows, and the side of the first part of those keys."""
    if "account" not in by:
        figures = _Figures(*(_by_side(cents, sides) for cents in figures))
        sides = {side: side for side in sides.values()}
    if "month" not in by:
        figures = figures._replace(plan=dict.fromkeys(figures.plan_year, 0) | dict(figures.plan))
    return figures, sides


def _rows(
    by: tuple[str, ...],
    figures: _Figures,
    sides: Mapping[str | None, Side],
    accounts: Mapping[str, AccountName],
) -> tuple[ComparisonRow, ...]:
    """Build the rows column by column, which is much faster than row by row."""
    places = _places(by)
    figures, sides = _shown(by, figures, sides)
    either = dict.fromkeys(chain(figures.plan, figures.actual))
    keys = _sorted_keys([key for key in either if sides[key[0]] != "balance"], places)
    plan = [figures.plan.get(key) for key in keys]
    actual = [figures.actual.get(key) for key in keys]
    spent = [cents or 0 for cents in actual]
    planned = [cents or 0 for cents in plan]
    nothing: list[str | None] = [None] * len(keys)
    columns: dict[str, Iterable[str | None]] = {
        dimension: [key[place] for key in keys] for dimension, place in places.items()
    }
    cells = zip(
        *(columns.get(dimension, nothing) for dimension in DIMENSIONS),
        _names(columns.get("account", nothing), accounts),
        [sides[key[0]] for key in keys],
        _year_amounts(keys, places, figures.plan_year),
        _amounts(plan),
        _amounts(actual),
        _amounts(map(sub, spent, planned)),
        map(percent, spent, planned),
        _amounts(map(figures.previous.get, keys)),
        nothing,
        strict=True,
    )
    return tuple(map(tuple.__new__, repeat(ComparisonRow), cells))


def _places(by: Sequence[str]) -> dict[str, int]:
    """Return where in a key each asked dimension stands; the account always stands first."""
    others = (dimension for dimension in by if dimension != "account")
    places = {dimension: place for place, dimension in enumerate(others, start=1)}
    return places | {"account": 0} if "account" in by else places


def _sorted_keys(keys: Sequence[Key], places: Mapping[str, int]) -> list[Key]:
    """Sort by one joined text, which orders as its parts do and is compared faster."""
    columns = [
        [_LAST if key[place] is None else key[place] for key in keys]
        for place in (places[dimension] for dimension in DIMENSIONS if dimension in places)
    ]
    if "account" not in places:
        columns.append(["1" if key[0] == "income" else "2" for key in keys])
    joined = ["\0".join(parts) for parts in zip(*columns, strict=True)]
    return [keys[index] for index in sorted(range(len(keys)), key=joined.__getitem__)]


def _year_amounts(
    keys: Iterable[Key], places: Mapping[str, int], plan_year: Cents
) -> list[Decimal | None]:
    """Return the plan of the year for each key, whose month the plan does not know."""
    amounts = {key: from_cents(cents) for key, cents in plan_year.items()}
    place = places.get("month")
    if place is None:
        return [amounts.get(key) for key in keys]
    if place == max(places.values()):
        return [amounts.get(key[:-1]) for key in keys]
    return [amounts.get(key[:place] + key[place + 1 :]) for key in keys]


def _names(numbers: Iterable[str | None], accounts: Mapping[str, AccountName]) -> Iterable[str]:
    names = {number: account.name for number, account in accounts.items()}
    return ["" if number is None else names.get(number, "") for number in numbers]


def _amounts(cents: Iterable[int | None]) -> list[Decimal | None]:
    """Turn cents into euros as ``from_cents`` does, at a third of its cost for long columns."""
    return [None if amount is None else _CENT * amount for amount in cents]


def _amount(cents: int | None) -> Decimal | None:
    return None if cents is None else from_cents(cents)


def _total(sums: Sequence[_Totals], sides: Sequence[Side]) -> ComparisonTotal:
    """Add up one or both sides; a plan only for later months is a budget of zero."""
    budget_year, budget, actual, previous = (_present(totals, sides) for totals in sums)
    if budget is None and budget_year is not None:
        budget = 0
    return ComparisonTotal(
        budget_year=_amount(budget_year),
        budget=_amount(budget),
        actual=_amount(actual),
        difference=from_cents((actual or 0) - (budget or 0)),
        used_percent=percent(actual or 0, budget or 0),
        previous_year=_amount(previous),
    )


def _present(sums: _Totals, sides: Sequence[Side]) -> int | None:
    present = [sums[side] for side in sides if side in sums]
    return sum(present) if present else None
