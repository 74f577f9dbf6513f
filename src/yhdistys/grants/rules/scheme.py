"""The budget of an application in the funder's lines: what is given, what is computed, the sums.

Every amount is rounded first, year by year, to what the funder's form takes (cents or whole euros,
halves up); every sum is the sum of rounded amounts. So what is printed adds up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeAlias

from yhdistys.grants.rules.application import Application, Note
from yhdistys.grants.rules.template import LineKind, SchemeLine
from yhdistys.grants.rules.years import years_of
from yhdistys.i18n import _
from yhdistys.values.expression import Expression, ExpressionError, Value
from yhdistys.values.findings import Severity
from yhdistys.values.money import AmountError, round_half_up

ZERO: Final = Decimal("0.00")
LookUp: TypeAlias = Callable[[str, int], Value]
"""Gives the value of a name in a year; None when it has none or is not known."""


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One line of the budget over the years.

    Attributes:
        line: The line of the form.
        amounts: In the order of the years; None where nothing is given or can be computed.
        total: The sum over the years; None without any amount.
        is_computed: Whether a formula gives it.
        is_given: Whether an amount of any of the years was filled in, from a plan or by hand.
    """

    line: SchemeLine
    amounts: tuple[Decimal | None, ...]
    total: Decimal | None
    is_computed: bool
    is_given: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """A sum of lines in each year and in all; zero where nothing is given."""

    by_year: tuple[Decimal, ...]
    total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeBudget:
    """The whole budget.

    Attributes:
        years: The years of the activity.
        rows: All lines in the order of the form.
        costs: All costs: direct, overhead and delegated.
        direct: Direct costs.
        overhead: The share of the association's general costs.
        delegated: What is passed on to others.
        income: All income, with the grant.
        other_income: All income but the grant.
        grant: What is applied for.
        balance: Income less costs; zero when they are equal.
        from_tables: By line, what the table that fills its first year holds.
        notes: Lines that could not be computed.
    """

    years: tuple[int, ...]
    rows: tuple[BudgetRow, ...]
    costs: Totals
    direct: Totals
    overhead: Totals
    delegated: Totals
    income: Totals
    other_income: Totals
    grant: Totals
    balance: Totals
    from_tables: Mapping[str, Decimal] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    def row(self, line_id: str) -> BudgetRow | None:
        """Return the row of a line by its id, or None."""
        return next((row for row in self.rows if row.line.id == line_id), None)

    def of_kinds(self, *kinds: LineKind) -> Totals:
        """Return the sum of all lines of some kinds."""
        return _totals(self.rows, frozenset(kinds), len(self.years))

    @property
    def is_empty(self) -> bool:
        """Whether no line that is filled in has an amount."""
        return all(row.is_computed or row.total is None for row in self.rows)


_COSTS: Final = frozenset({LineKind.DIRECT, LineKind.OVERHEAD, LineKind.DELEGATED})
_GRANT: Final = frozenset({LineKind.GRANT})
_INCOME: Final = frozenset(LineKind) - _COSTS
TOTAL_NAMES: Final[Mapping[str, frozenset[LineKind]]] = {
    "costs": _COSTS,
    "direct_costs": frozenset({LineKind.DIRECT}),
    "overhead_costs": frozenset({LineKind.OVERHEAD}),
    "income": _INCOME,
    "other_income": _INCOME - _GRANT,
    "grant": _GRANT,
}
"""Sums that formulas and conditions may name, with the kinds of lines in them."""


def budget_with(application: Application, answers: LookUp) -> SchemeBudget:
    """Compute the budget of an application.

    Args:
        application: The application.
        answers: Gives the value of what is no line and no sum of lines in a year.
    """
    years = years_of(application)
    by_year = [_Year(application, answers, year) for year in years]
    rows = tuple(_row(line, by_year) for line in application.template.scheme.lines)
    sums = {name: _totals(rows, kinds, len(years)) for name, kinds in TOTAL_NAMES.items()}
    return SchemeBudget(
        years=years,
        rows=rows,
        costs=sums["costs"],
        direct=sums["direct_costs"],
        overhead=sums["overhead_costs"],
        delegated=_totals(rows, frozenset({LineKind.DELEGATED}), len(years)),
        income=sums["income"],
        other_income=sums["other_income"],
        grant=sums["grant"],
        balance=_difference(sums["income"], sums["costs"]),
        from_tables=_from_tables(application, by_year[0]),
        notes=tuple(note for year in by_year for note in year.notes),
    )


def _from_tables(application: Application, first: _Year) -> Mapping[str, Decimal]:
    found = {line.id: first.from_table(line) for line in application.template.scheme.lines}
    return {line_id: amount for line_id, amount in found.items() if amount is not None}


def _rounded(application: Application, amount: Decimal) -> Decimal:
    places = 0 if application.template.scheme.rounding == "euro" else 2
    return round_half_up(amount, places).quantize(ZERO)


def _row(line: SchemeLine, by_year: list[_Year]) -> BudgetRow:
    amounts = tuple(year.amount(line) for year in by_year)
    known = [amount for amount in amounts if amount is not None]
    return BudgetRow(
        line=line,
        amounts=amounts,
        total=sum(known, ZERO) if known else None,
        is_computed=line.formula is not None,
        is_given=line.formula is None and any(year.is_given(line) for year in by_year),
    )


def _totals(rows: tuple[BudgetRow, ...], kinds: frozenset[LineKind], years: int) -> Totals:
    chosen = [row.amounts for row in rows if row.line.kind in kinds]
    by_year = tuple(sum((one[year] or ZERO for one in chosen), ZERO) for year in range(years))
    return Totals(by_year, sum(by_year, ZERO))


def _difference(one: Totals, other: Totals) -> Totals:
    by_year = tuple(a - b for a, b in zip(one.by_year, other.by_year, strict=True))
    return Totals(by_year, one.total - other.total)


class _Year:
    """The amounts of one year; a line is computed when it is first needed."""

    def __init__(self, application: Application, answers: LookUp, year: int) -> None:
        self._application = application
        self._answers = answers
        self._year = year
        self._is_first = year == years_of(application)[0]
        self._lines = {line.id: line for line in application.template.scheme.lines}
        self._computed: dict[str, Decimal | None] = {}
        self._open: set[str] = set()
        self.notes: list[Note] = []

    def is_given(self, line: SchemeLine) -> bool:
        """Say whether an amount of a line was filled in."""
        return (line.id, self._year) in self._application.amounts

    def amount(self, line: SchemeLine) -> Decimal | None:
        """Return the amount of a line: computed, filled in, or what its table holds."""
        if line.formula is not None:
            return self._computed_amount(line, line.formula)
        given = self._application.amounts.get((line.id, self._year))
        if given is not None:
            return _rounded(self._application, given.amount)
        return self.from_table(line)

    def from_table(self, line: SchemeLine) -> Decimal | None:
        """Return the sum of the table that fills the first year of a line."""
        if line.first_year_from is None or not self._is_first:
            return None
        found = self._value("_".join(line.first_year_from))
        return _rounded(self._application, found) if isinstance(found, Decimal) else None

    def _computed_amount(self, line: SchemeLine, formula: Expression) -> Decimal | None:
        if line.id in self._open:
            raise ExpressionError(_("It is computed from itself."), 1)
        if line.id not in self._computed:
            self._open.add(line.id)
            self._computed[line.id] = self._evaluated(line, formula)
            self._open.remove(line.id)
        return self._computed[line.id]

    def _evaluated(self, line: SchemeLine, formula: Expression) -> Decimal | None:
        try:
            names = {name: self._value(name) for name in formula.names}
            value = formula.evaluate(names)
            if isinstance(value, Decimal):
                return _rounded(self._application, value)
            problem = _("The formula gives no amount.")
        except ExpressionError as error:
            problem = error.message
        except AmountError as error:
            problem = str(error)
        self.notes.append(_not_computed(line, self._year, problem))
        return None

    def _value(self, name: str) -> Value:
        if name in TOTAL_NAMES:
            kinds = TOTAL_NAMES[name]
            chosen = (line for line in self._lines.values() if line.kind in kinds)
            return sum((self.amount(line) or ZERO for line in chosen), ZERO)
        if name in self._lines:
            line = self._lines[name]
            amount = self.amount(line)
            return ZERO if amount is None and line.formula is None else amount
        return self._answers(name, self._year)


def _not_computed(line: SchemeLine, year: int, problem: str) -> Note:
    message = _("{line} {year} cannot be computed: {problem}")
    return Note(
        severity=Severity.WARNING,
        kind="not-computed",
        message=message.format(line=line.label, year=year, problem=problem),
        hint=_("Fill in what it is computed from."),
        line=line.id,
        year=year,
    )
