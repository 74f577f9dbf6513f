"""Budget against actuals by account, cost centre, project and month.

All amounts are in the sign of the income statement: income positive, expenses negative. So the
difference, actual minus budget, is better for the association when it is positive, on both sides.
What is missing is ``None`` and differs from zero, but counts as zero in a difference. Reading the
monthly totals from the books is not done here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, compress, repeat
from operator import sub
from typing import Final, NamedTuple, TypeVar

from yhdistys.errors import UsageError
from yhdistys.i18n import _
from yhdistys.ledger.rules.chart import Side, side_of
from yhdistys.values.money import from_cents, percent

Key = tuple[str | None, ...]
"""The account, then each other asked dimension but the month, in the order asked.

``None`` is no cost centre or no project.
"""
Amounts = Sequence[int | None]
"""Cents of each month compared, or of all of them together when months are not asked for."""
Figures = Mapping[Key, Amounts]
"""Amounts by key, in the sign of the income statement."""

DIMENSIONS: Final = ("account", "cost_centre", "project", "month")
"""What a comparison can be broken down by, in the order in which rows are sorted."""

_CENT: Final = Decimal("0.01")
_LAST: Final = "\uffff"
"""Sorts behind every text: rows without a cost centre or project come last."""


_Value = TypeVar("_Value")


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


class _Compared(NamedTuple):
    """The four sets of amounts that stand beside each other."""

    plan_year: Figures
    plan: Figures
    actual: Figures
    previous: Figures


def compare(
    by: tuple[str, ...],
    *,
    months: Sequence[str] = (),
    plan_year: Figures,
    plan: Figures,
    actual: Figures,
    previous: Figures,
    accounts: Mapping[str, AccountName],
) -> Comparison:
    """Compare a budget with the books, balance sheet accounts left out.

    A row appears where there is a budget or an actual; without accounts each row holds one side.

    Args:
        by: Some of ``DIMENSIONS`` in any order.
        months: The months compared, such as ``"2025-03"``; shown when ``by`` names the month.
        plan_year: The plan of the whole year; a plan for later months only is a budget of zero.
        plan: The plan of the months.
        actual: The books of the months.
        previous: The books of the same months a year before.
        accounts: Name and line of each account; an unknown account has neither.

    Raises:
        UsageError: ``by`` is not a breakdown; see ``check_dimensions``.
    """
    check_dimensions(by)
    compared = _Compared(plan_year, plan, actual, previous)
    totals = [_account_totals(figures) for figures in compared]
    sides = _sides(totals, accounts)
    rows = _rows(by, months, compared, sides, accounts)
    sums = [_side_totals(total, sides) for total in totals]
    return Comparison(
        by=by,
        rows=rows,
        income=_total(sums, ("income",)),
        expense=_total(sums, ("expense",)),
        result=_total(sums, ("income", "expense")),
        unbudgeted=sum(row.budget is None for row in rows),
    )


def with_notes(found: Comparison, notes: Mapping[Key, str]) -> Comparison:
    """Return a comparison by account, not by month, with the explanations at their rows.

    Args:
        found: The comparison.
        notes: The explanations by account, cost centre and project.
    """
    rows = (
        row if note is None else row._replace(note=note)
        for row in found.rows
        for note in (notes.get((row.account, row.cost_centre, row.project)),)
    )
    return replace(found, rows=tuple(rows))


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


def _account_totals(figures: Figures) -> dict[str | None, int]:
    totals: defaultdict[str | None, int] = defaultdict(int)
    for key, amounts in figures.items():
        totals[key[0]] += sum(filter(None, amounts))
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


def _by_side(figures: Figures, sides: Mapping[str | None, Side]) -> dict[Key, Amounts]:
    """Put the side in the place of the account and add up what becomes the same."""
    folded: dict[Key, Amounts] = {}
    for key, amounts in figures.items():
        place = (sides[key[0]], *key[1:])
        there = folded.get(place)
        folded[place] = amounts if there is None else list(map(_sum, there, amounts))
    return folded


def _sum(one: int | None, other: int | None) -> int | None:
    return (one or 0) + (other or 0) if one is not None or other is not None else None


def _shown(
    by: Sequence[str], compared: _Compared, sides: Mapping[str | None, Side]
) -> tuple[_Compared, Mapping[str | None, Side]]:
    """Return the amounts by the keys of rows, and the side of the first part of those keys."""
    if "account" not in by:
        compared = _Compared(*(_by_side(figures, sides) for figures in compared))
        sides = {side: side for side in sides.values()}
    if "month" not in by:
        planned = {key: cents for key, cents in compared.plan.items() if cents[0] is not None}
        compared = compared._replace(plan=dict.fromkeys(compared.plan_year, (0,)) | planned)
    return compared, sides


def _rows(
    by: tuple[str, ...],
    months: Sequence[str],
    compared: _Compared,
    sides: Mapping[str | None, Side],
    accounts: Mapping[str, AccountName],
) -> tuple[ComparisonRow, ...]:
    """Build the rows column by column, which is much faster than row by row."""
    shown = months if "month" in by else (None,)
    places = _places(by)
    compared, sides = _shown(by, compared, sides)
    either = dict.fromkeys(chain(compared.plan, compared.actual))
    keys = _sorted_keys([key for key in either if sides[key[0]] != "balance"], places)
    columns = _Columns(keys, shown, compared)
    names = _names([key[0] for key in keys], accounts) if "account" in by else [""] * len(keys)
    cells = zip(
        *(
            columns.of_key(places[dimension]) if dimension in places else columns.nothing
            for dimension in DIMENSIONS[:-1]
        ),
        columns.months,
        columns.repeated(names),
        columns.repeated([sides[key[0]] for key in keys]),
        columns.repeated([_first(compared.plan_year.get(key)) for key in keys]),
        _amounts(columns.plan),
        _amounts(columns.actual),
        _amounts(map(sub, columns.spent, columns.planned)),
        columns.used_percent(),
        _amounts(columns.previous),
        columns.nothing,
        strict=True,
    )
    rows = map(tuple.__new__, repeat(ComparisonRow), cells)
    return tuple(rows if "account" in by else sorted(rows, key=_place_of_row))


class _Columns:
    """The columns of all rows: a row for each key and month with a budget or an actual."""

    def __init__(
        self, keys: Sequence[Key], months: Sequence[str | None], compared: _Compared
    ) -> None:
        self._keys = keys
        self._width = len(months)
        plan, actual = self._flat(compared.plan), self._flat(compared.actual)
        pairs = zip(plan, actual, strict=True)
        self._is_row = [one is not None or other is not None for one, other in pairs]
        self.plan = self._rows(plan)
        self.actual = self._rows(actual)
        self.previous = self._rows(self._flat(compared.previous))
        self.spent = [cents or 0 for cents in self.actual]
        self.planned = [cents or 0 for cents in self.plan]
        self.months = self._rows(list(months) * len(keys))
        self.nothing: list[None] = [None] * len(self.plan)

    def used_percent(self) -> list[Decimal | None]:
        """Return the actuals in per cent of the budget, row by row."""
        pairs = zip(self.spent, self.planned, strict=True)
        return [percent(spent, planned) if planned else None for spent, planned in pairs]

    def of_key(self, place: int) -> list[str | None]:
        """Return one part of the keys, row by row."""
        return self.repeated([key[place] for key in self._keys])

    def repeated(self, values: Sequence[_Value]) -> list[_Value]:
        """Return what belongs to each key, row by row."""
        return self._rows([value for value in values for _month in range(self._width)])

    def _flat(self, figures: Figures) -> list[int | None]:
        missing = (None,) * self._width
        return list(chain.from_iterable(figures.get(key, missing) for key in self._keys))

    def _rows(self, values: Sequence[_Value]) -> list[_Value]:
        return list(compress(values, self._is_row))


def _first(amounts: Amounts | None) -> Decimal | None:
    return None if amounts is None else _amount(amounts[0])


def _places(by: Sequence[str]) -> dict[str, int]:
    """Return where in a key each asked dimension stands; the account always stands first."""
    others = (dimension for dimension in by if dimension not in {"account", "month"})
    places = {dimension: place for place, dimension in enumerate(others, start=1)}
    return places | {"account": 0} if "account" in by else places


def _sorted_keys(keys: Sequence[Key], places: Mapping[str, int]) -> list[Key]:
    order = [places[dimension] for dimension in DIMENSIONS if dimension in places]
    return sorted(keys, key=lambda key: [_LAST if key[p] is None else str(key[p]) for p in order])


def _place_of_row(row: ComparisonRow) -> tuple[str, ...]:
    """Sort rows without accounts: of each month income stands before expenses."""
    return (
        *(_LAST if part is None else part for part in (row.cost_centre, row.project, row.month)),
        "1" if row.side == "income" else "2",
    )


def _names(numbers: Iterable[str | None], accounts: Mapping[str, AccountName]) -> list[str]:
    names: dict[str | None, str] = {number: told.name for number, told in accounts.items()}
    return [names.get(number, "") for number in numbers]


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
