"""What the page reads at once: years, versions, and the plan that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yhdistys.budget import queries as budget_queries
from yhdistys.budget.queries import PlanGrid, VersionRow
from yhdistys.gui.ledger_names import LedgerNames
from yhdistys.gui.pages.budget.plan_rows import months_reached
from yhdistys.ledger import queries as ledger_queries
from yhdistys.values.period import FiscalYear, Month

if TYPE_CHECKING:
    from yhdistys.gui.context import WindowContext


@dataclass(frozen=True, slots=True)
class BudgetView:
    """What is known of the budget of one fiscal year.

    Attributes:
        years: The fiscal years, oldest first.
        next_year: The one after them.
        label: The year that is looked at; may be the next one.
        versions: The versions of all years.
        grid: The plan that is shown; None where there is none.
        names: What accounts, cost centres and projects are called.
        reached: Where the ledger of the last earlier year ends; None when it is whole.
        ends: The same of every year before the one that is looked at, by label.
    """

    years: tuple[FiscalYear, ...]
    next_year: FiscalYear
    label: int
    versions: tuple[VersionRow, ...]
    grid: PlanGrid | None
    names: LedgerNames
    reached: Month | None
    ends: dict[int, Month | None]

    @property
    def of_year(self) -> tuple[VersionRow, ...]:
        """The versions of the year that is looked at."""
        return tuple(version for version in self.versions if version.year == self.label)

    @property
    def year(self) -> FiscalYear | None:
        """The fiscal year that is looked at; None when it has not begun."""
        return next((year for year in self.years if year.label == self.label), None)

    @property
    def booked_years(self) -> tuple[tuple[int, Month | None], ...]:
        """The years before: whole ones first, newest first, each with where its ledger ends."""
        newest = sorted(self.ends.items(), reverse=True)
        return tuple(sorted(newest, key=_is_partial))


def read_budget(context: WindowContext, *, label: int | None, version_id: int | None) -> BudgetView:
    """Read what the page shows.

    Args:
        context: Reads.
        label: The year to look at; by default the one chosen in the window.
        version_id: The version to show, if it is one of the year.
    """
    years = context.read(ledger_queries.fiscal_years)
    following = year_after(years, context.open_workspace().today)
    known = {year.label for year in years} | {following.label}
    newest = years[-1].label if years else following.label
    told = (one for one in (label, context.period.year) if one in known)
    shown = next((one for one in told if one is not None), newest)
    versions = context.read(budget_queries.versions)
    of_year = [version for version in versions if version.year == shown]
    chosen = next((version for version in of_year if version.id == version_id), None)
    chosen = chosen or _first_shown(of_year)
    grid = None
    if chosen is not None:
        grid = context.read(budget_queries.plan_grid, version_id=chosen.id)
    ends = {
        year.label: months_reached(year, context.read(ledger_queries.month_reached, year=year))
        for year in years
        if year.label < shown
    }
    return BudgetView(
        years=years,
        next_year=following,
        label=shown,
        versions=versions,
        grid=grid,
        names=LedgerNames.read(context),
        reached=ends.get(grid.earlier[-1].label) if grid is not None and grid.earlier else None,
        ends=ends,
    )


def year_after(years: tuple[FiscalYear, ...], today: date) -> FiscalYear:
    """Return the fiscal year after the known ones; without any, this calendar year."""
    if not years:
        return FiscalYear.starting(date(today.year, 1, 1))
    return FiscalYear.starting(Month.of(years[-1].ends_on).next().first_day)


def _first_shown(versions: list[VersionRow]) -> VersionRow | None:
    """Return the newest draft, else the approved version, else the newest."""
    for state in ("draft", "approved"):
        found = [version for version in versions if version.state == state]
        if found:
            return found[-1]
    return versions[-1] if versions else None


def _is_partial(year: tuple[int, Month | None]) -> bool:
    return year[1] is not None
