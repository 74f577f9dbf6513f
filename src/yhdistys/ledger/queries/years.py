"""Fiscal years."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from yhdistys.errors import UsageError
from yhdistys.i18n import _
from yhdistys.ledger import model
from yhdistys.values.period import FiscalYear


def fiscal_years(session: Session) -> tuple[FiscalYear, ...]:
    """Return the fiscal years, oldest first."""
    statement = select(model.FiscalYear).order_by(model.FiscalYear.starts_on)
    return tuple(
        FiscalYear(row.label, row.starts_on, row.ends_on) for row in session.scalars(statement)
    )


def fiscal_year(session: Session, *, year: int) -> FiscalYear:
    """Return the fiscal year that ends in a calendar year.

    Args:
        session: Where to read.
        year: The calendar year.

    Raises:
        UsageError: There is no such fiscal year.
    """
    known = fiscal_years(session)
    for candidate in known:
        if candidate.label == year:
            return candidate
    labels = ", ".join(str(candidate.label) for candidate in known) or _("none")
    raise UsageError(
        _("There is no fiscal year {year}.").format(year=year),
        hint=_("The fiscal years are: {years}.").format(years=labels),
        kind="unknown-fiscal-year",
    )


def year_of_day(session: Session, *, day: date) -> FiscalYear | None:
    """Return the fiscal year a day belongs to, or None."""
    return next((year for year in fiscal_years(session) if day in year), None)
