"""Fiscal years."""

from __future__ import annotations

from sqlalchemy import select

from yhdistys.errors import Conflict, NotAllowed
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
            raise _overlap(year, other)
    insert_year(uow, year)
    uow.describe(label=year.label)
    return year.label


@service("Change the fiscal year {label}")
def change_fiscal_year(uow: UnitOfWork, *, present: FiscalYear, year: FiscalYear) -> int:
    """Give the last fiscal year another first or last day, and return its label.

    Args:
        uow: The step.
        present: The year as it was read.
        year: As it shall be.

    Raises:
        NotAllowed: It is not the last one, would share days with the one before, has entries
            outside its new days, or a budget whose months would change.
        Conflict: Somebody changed it meanwhile.
    """
    uow.describe(label=year.label)
    years = queries.fiscal_years(uow.session)
    if present not in years:
        raise Conflict(
            _("The fiscal year {year} was changed meanwhile.").format(year=present.label),
            hint=_("Look at the present value and make your change again."),
        )
    if present != years[-1]:
        raise _refused(
            present, _("Only the last fiscal year can be changed, and {year} is not the last.")
        )
    if len(years) > 1 and year.starts_on <= years[-2].ends_on:
        raise _overlap(year, years[-2])
    _refuse_entries_outside(uow, present, year)
    row = uow.session.scalars(
        select(model.FiscalYear).where(model.FiscalYear.label == present.label)
    ).one()
    if present.months != year.months:
        _refuse_used(uow, row)
    if present != year:
        row.label, row.starts_on, row.ends_on = year.label, year.starts_on, year.ends_on
        row.version += 1
    return year.label


def _refuse_entries_outside(uow: UnitOfWork, present: FiscalYear, year: FiscalYear) -> None:
    """Refuse when entries would lose their year, also those that undo could bring back."""
    of_year = model.Entry.fiscal_year == present.label
    if present.label == year.label:
        of_year &= ~model.Entry.day.between(year.starts_on, year.ends_on)
    if uow.session.scalar(select(model.Entry.id).where(of_year).limit(1)) is not None:
        raise _refused(present, _("The ledger of {year} has or had entries outside the new days."))


def _refuse_used(uow: UnitOfWork, row: model.FiscalYear) -> None:
    """Refuse when anything of any area refers to the year: it counts on its months."""
    target = row.__table__.c.id
    for table in row.metadata.sorted_tables:
        for column in (key.parent for key in table.foreign_keys if key.column is target):
            used = select(column).where(column == row.id).limit(1)
            if uow.session.scalar(used) is not None:
                year = FiscalYear(row.label, row.starts_on, row.ends_on)
                raise _refused(
                    year, _("The year {year} has a budget, and its months cannot be changed.")
                )


def _refused(year: FiscalYear, text: str) -> NotAllowed:
    return NotAllowed(
        text.format(year=year.label),
        hint=_("Take back what was added to the year, or add another fiscal year."),
        kind="fiscal-year-in-use",
    )


def _overlap(year: FiscalYear, other: FiscalYear) -> NotAllowed:
    return NotAllowed(
        _("The fiscal year {year} shares days with {other}.").format(
            year=year.label, other=other.label
        ),
        hint=_("Let it begin the day after the earlier one ends."),
        kind="fiscal-years-overlap",
    )


def insert_year(uow: UnitOfWork, year: FiscalYear) -> None:
    """Store a fiscal year that is known to fit."""
    row = model.FiscalYear(label=year.label, starts_on=year.starts_on, ends_on=year.ends_on)
    uow.session.add(row)
