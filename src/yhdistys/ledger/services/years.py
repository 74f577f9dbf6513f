"""Fiscal years."""

from __future__ import annotations

from yhdistys.errors import NotAllowed
from yhdistys.i18n import _
from yhdistys.ledger import model, queries
from yhdistys.store.unit_of_work import UnitOfWork, service
from yhdistys.values.period import FiscalYear


@service("Add the fiscal year {label}")
def add_fiscal_year(uow: UnitOfWork, *, year: FiscalYear) -> int:
    """Add a fiscal year and return its label.

    Raises:
        NotAllowed: It shares days or its label with another fiscal year.
    """
    for other in queries.fiscal_years(uow.session):
        if other.label == year.label:
            raise NotAllowed(
                _("There is already a fiscal year {year}.").format(year=year.label),
                hint=_("A fiscal year is called by the calendar year in which it ends."),
                kind="fiscal-year-exists",
            )
        if other.starts_on <= year.ends_on and year.starts_on <= other.ends_on:
            raise NotAllowed(
                _("The fiscal year {year} shares days with {other}.").format(
                    year=year.label, other=other.label
                ),
                hint=_("Let it begin the day after the earlier one ends."),
                kind="fiscal-years-overlap",
            )
    insert_year(uow, year)
    uow.describe(label=year.label)
    return year.label


def insert_year(uow: UnitOfWork, year: FiscalYear) -> None:
    """Store a fiscal year that is known to fit."""
    row = model.FiscalYear(label=year.label, starts_on=year.starts_on, ends_on=year.ends_on)
    uow.session.add(row)
