"""How a line's amount falls on the months: evenly, as last year, or as the months are now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from yhdistys.budget.queries import PlanGrid
from yhdistys.budget.rules.from_actuals import same_months
from yhdistys.errors import UsageError
from yhdistys.gui.tables.grid_lines import spread
from yhdistys.i18n import LazyText, _, lazy
from yhdistys.ledger import queries as ledger_queries
from yhdistys.values.period import Month

if TYPE_CHECKING:
    from yhdistys.gui.context import WindowContext

EVEN: Final = "even"
LAST_YEAR: Final = "last_year"
MONTHS: Final = "months"
CHOICES: Final[tuple[tuple[str, LazyText], ...]] = (
    (EVEN, lazy("Evenly")),
    (LAST_YEAR, lazy("As last year")),
    (MONTHS, lazy("By month, as in the grid")),
)
Key = tuple[str, str | None, str | None]
_FIELDS: Final = ("account", "cost_centre", "project", "month")


def profile_of(
    context: WindowContext, grid: PlanGrid, key: Key, told: tuple[str, int, Sequence[int]]
) -> dict[str, Any]:
    """Return the profile to store.

    Args:
        context: Reads what was booked.
        grid: The plan.
        key: Account, cost centre and project of the line.
        told: Which of the choices; the year's amount in cents; the months as they are now.

    Raises:
        UsageError: Nothing was booked last year that could be followed.
    """
    chosen, cents, months = told
    if chosen == EVEN:
        return {"kind": "even"}
    if chosen == MONTHS:
        return {"kind": "months", "cents": list(spread(cents, months))}
    return {"kind": "weights", "weights": _weights(context, grid, key, cents)}


def _weights(context: WindowContext, grid: PlanGrid, key: Key, cents: int) -> list[int]:
    year = grid.earlier[-1] if grid.earlier else None
    booked: dict[Month, int] = {}
    if year is not None:
        totals = context.read(ledger_queries.monthly_totals, year=year.label, fields=_FIELDS)
        booked = {Month.parse(told[3]): sum_ for told, sum_ in totals.items() if told[:3] == key}
    there = year.months if year is not None else ()
    same = same_months(booked, there, grid.months)
    sign = -1 if cents < 0 else 1
    weights = [max(0, sign * amount) for amount in same]
    if not any(weights):
        label = year.label if year is not None else grid.year.label - 1
        raise UsageError(
            _("Nothing was booked in {year} on the account {account} to follow.").format(
                year=label, account=key[0]
            ),
            hint=_("Divide the amount evenly, or by month."),
            kind="nothing-booked",
        )
    return weights
