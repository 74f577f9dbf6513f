"""From planned money to the lines of a funder's budget, through neutral cost categories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from enum import Enum, auto
from typing import Final, Protocol

from yhdistys.grants.rules.application import Amount, AmountKey, Planned
from yhdistys.grants.rules.template import BudgetScheme, LineKind, SchemeLine
from yhdistys.i18n import _, ngettext
from yhdistys.values.formats import money
from yhdistys.values.money import round_half_up

NOT_ELIGIBLE: Final = frozenset(
    {
        "depreciation",
        "loan_costs",
        "fundraising",
        "investment",
        "taxes",
        "membership_fees",
        "own_funding",
        "investment_income",
    }
)
"""Categories that funders leave out where no line of the form takes them."""

CENT: Final = Decimal("0.01")
_UNITS: Final[Mapping[str, Decimal]] = {"cent": CENT, "euro": Decimal("1.00")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What became of planned money; all of it stands in one of the four.

    Attributes:
        amounts: The amounts of the funder's lines.
        unmapped: What found no line: the account has no category, or no line takes it, or the
            line would have become negative. A person decides.
        left_out: Costs that this funder does not pay.
        elsewhere: What the form has from elsewhere (a formula, a table of staff, the grant itself)
            and the association's own income.
    """

    amounts: Mapping[AmountKey, Amount]
    unmapped: tuple[Planned, ...] = ()
    left_out: tuple[Planned, ...] = ()
    elsewhere: tuple[Planned, ...] = ()


class _Nowhere(Enum):
    UNMAPPED = auto()
    LEFT_OUT = auto()
    ELSEWHERE = auto()


def fill(
    scheme: BudgetScheme,
    planned: Sequence[Planned],
    basis: Mapping[int, str],
    first_year: int | None = None,
) -> Filled:
    """Put planned money on the lines of a funder's budget.

    General costs go to the line of overhead whatever their account, income of general cost centres
    is left out. A line with a formula gets nothing. Nor does, in the first year, a line whose
    first year is the sum of a table: the table tells it.

    Args:
        scheme: The lines of the form.
        planned: Money by account.
        basis: Where each year's money comes from, in words.
        first_year: The first year of the application; by default the first of ``basis``.

    Returns:
        Amounts in the form's rounding. Costs and income of a year are each rounded so that the
        lines sum to the rounded total.
    """
    first = min(basis, default=None) if first_year is None else first_year
    gathered: dict[tuple[int, str], list[Planned]] = defaultdict(list)
    nowhere: dict[_Nowhere, list[Planned]] = {place: [] for place in _Nowhere}
    for item in planned:
        place = _place_of(scheme, item, first)
        found = nowhere[place] if isinstance(place, _Nowhere) else gathered[item.year, place.id]
        found.append(item)
    for key in [key for key, items in gathered.items() if _sum(items) < 0]:
        nowhere[_Nowhere.UNMAPPED].extend(gathered.pop(key))
    return Filled(
        amounts=_amounts(scheme, gathered, basis),
        unmapped=tuple(nowhere[_Nowhere.UNMAPPED]),
        left_out=tuple(nowhere[_Nowhere.LEFT_OUT]),
        elsewhere=tuple(nowhere[_Nowhere.ELSEWHERE]),
    )


class Leftovers(Protocol):
    """Anything that tells which planned money found no line and which was left out."""

    @property
    def unmapped(self) -> Sequence[Planned]:
        """What found no line."""

    @property
    def left_out(self) -> Sequence[Planned]:
        """What must not stand in the budget."""


def told_of(filled: Leftovers) -> tuple[str, ...]:
    """Return sentences about the money that is on no line; none when all of it is on a line."""
    told: list[str] = []
    if filled.unmapped:
        count = len(_accounts(filled.unmapped))
        text = ngettext(
            "{n} account found no line in the form, {amount} € in all: {accounts}. Give it a cost"
            " category in the settings of the chart of accounts, or write its money by hand.",
            "{n} accounts found no line in the form, {amount} € in all: {accounts}. Give them cost"
            " categories in the settings of the chart of accounts, or write their money by hand.",
            count,
        )
        told.append(_sentence(text, filled.unmapped))
    if filled.left_out:
        text = _("{amount} € was left out, because this funder does not pay it: {accounts}.")
        told.append(_sentence(text, filled.left_out))
    return tuple(told)


def _sentence(text: str, items: Sequence[Planned]) -> str:
    accounts = _accounts(items)
    return text.format(n=len(accounts), amount=money(_sum(items)), accounts=", ".join(accounts))


def _accounts(items: Sequence[Planned]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{item.account} {item.name}".strip() for item in items))


def rounded_together(values: Sequence[Decimal], unit: Decimal = CENT) -> tuple[Decimal, ...]:
    """Round amounts so that they sum to their rounded sum.

    Each is rounded down; the units left over go one by one to those that lost most, the earlier
    first: 0.4, 0.4 and 0.4 become 1, 0 and 0 with the unit 1.
    """
    exact = [value / unit for value in values]
    whole = [value.to_integral_value(ROUND_FLOOR) for value in exact]
    left_over = int(round_half_up(sum(exact, Decimal(0)), 0) - sum(whole))
    by_loss = sorted(range(len(exact)), key=lambda index: whole[index] - exact[index])
    raised = set(by_loss[:left_over])
    return tuple(unit * int(value + (index in raised)) for index, value in enumerate(whole))


def _place_of(scheme: BudgetScheme, item: Planned, first_year: int | None) -> SchemeLine | _Nowhere:
    if item.is_general and not item.is_cost:
        return _Nowhere.ELSEWHERE
    line = _line_for(scheme, item)
    if line is None:
        if item.category not in NOT_ELIGIBLE:
            return _Nowhere.UNMAPPED
        return _Nowhere.LEFT_OUT if item.is_cost else _Nowhere.ELSEWHERE
    is_told = line.first_year_from is not None and item.year == first_year
    return line if _is_filled(line) and not is_told else _Nowhere.ELSEWHERE


def _line_for(scheme: BudgetScheme, item: Planned) -> SchemeLine | None:
    """Return the line that takes it, rather one that is filled in than one that is computed."""
    taking = [
        line
        for line in scheme.lines
        if line.is_cost == item.is_cost and item.category in line.categories
    ]
    if item.is_general:
        overhead = [line for line in scheme.lines if line.kind is LineKind.OVERHEAD]
        is_out = item.category in NOT_ELIGIBLE
        taking = [line for line in overhead if line in taking or not is_out]
    return next(filter(_is_filled, taking), taking[0] if taking else None)


def _is_filled(line: SchemeLine) -> bool:
    return line.formula is None and line.kind is not LineKind.GRANT


def _sum(items: Sequence[Planned]) -> Decimal:
    return sum((item.amount for item in items), Decimal(0))


def _amounts(
    scheme: BudgetScheme,
    gathered: Mapping[tuple[int, str], Sequence[Planned]],
    basis: Mapping[int, str],
) -> dict[AmountKey, Amount]:
    unit = _UNITS[scheme.rounding]
    amounts: dict[AmountKey, Amount] = {}
    for year in sorted({year for year, _line in gathered}):
        for is_cost in (True, False):
            lines = [
                line.id
                for line in scheme.lines
                if line.is_cost is is_cost and (year, line.id) in gathered
            ]
            rounded = rounded_together([_sum(gathered[year, line]) for line in lines], unit)
            for line_id, amount in zip(lines, rounded, strict=True):
                amounts[line_id, year] = Amount(
                    amount=amount, basis=basis.get(year, ""), is_planned=True
                )
    return amounts
