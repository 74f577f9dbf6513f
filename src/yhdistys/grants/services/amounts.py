"""Amounts of an application's budget: given by hand, or taken from the association's plan."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from yhdistys.budget.model import BudgetVersion
from yhdistys.budget.queries.plans import version_of
from yhdistys.errors import NotAllowed
from yhdistys.grants import model
from yhdistys.grants.queries.plan_costs import planned_costs
from yhdistys.grants.rules.application import Amount, Application, Planned
from yhdistys.grants.rules.from_plan import Filled, fill
from yhdistys.grants.rules.new_amounts import NewAmount, refuse_wrong_amounts
from yhdistys.grants.rules.plan_sources import (
    FilledBudget,
    YearSource,
    basis_text,
    budget_name,
    refuse_wrong_sources,
)
from yhdistys.grants.rules.short_texts import note_text
from yhdistys.grants.rules.template import BudgetScheme
from yhdistys.grants.rules.years import years_of
from yhdistys.grants.services.stored import (
    amounts_in,
    form_of,
    open_row,
    put_amount,
    value_of,
)
from yhdistys.grants.services.versions import put_source
from yhdistys.i18n import _, ngettext
from yhdistys.store.unit_of_work import UnitOfWork, service
from yhdistys.values.money import from_cents, to_cents


@service("Set {what} in “{application}”")
def set_amounts(uow: UnitOfWork, *, application_id: int, amounts: Sequence[NewAmount]) -> None:
    """Give amounts to lines of the budget by hand; a missing amount removes what is there.

    An amount that differs from the one before counts as given by hand from then on; with the same
    amount only the note changes.

    Raises:
        UsageError: There is no such application.
        NotAllowed: It was sent or withdrawn.
        ValidationError: A line is unknown or computed, a year is none, an amount is negative, has
            parts of a cent or, in a form of whole euros, cents, or a note is too long.
    """
    scheme = form_of(uow, open_row(uow, application_id)).scheme
    refuse_wrong_amounts(scheme, amounts)
    uow.describe(what=_what(scheme, amounts))
    present = amounts_in(uow, application_id, {one.line for one in amounts})
    for one in amounts:
        key = (one.line, one.year)
        put_amount(uow, application_id, key, _given(present.get(key), one))


def _what(scheme: BudgetScheme, amounts: Sequence[NewAmount]) -> str:
    """Name the one amount, or tell how many there are."""
    if len(amounts) == 1:
        line = scheme.line(amounts[0].line)
        return f"{line.label if line else ''} {amounts[0].year}"
    return ngettext("{n} amount", "{n} amounts", len(amounts)).format(n=len(amounts))


def _given(present: Amount | None, one: NewAmount) -> Amount | None:
    if one.amount is None:
        return None
    amount = from_cents(to_cents(one.amount))
    note = note_text(one.note)
    if present is not None and present.amount == amount:
        return Amount(amount=amount, basis=present.basis, note=note, is_planned=present.is_planned)
    return Amount(amount=amount, note=note)


@service("Fill the budget of “{application}” from the plan")
def fill_budget(
    uow: UnitOfWork, *, application_id: int, years: Sequence[YearSource]
) -> FilledBudget:
    """Take the budget of some years from plans, through the cost categories of the accounts.

    A line that the plan has money for gets it, also over an amount given by hand; notes stay. What
    came from a plan before and is not in it any more goes. Lines without planned money keep what
    was given by hand.

    Returns:
        What was filled and replaced, and the planned money that is on no line.

    Raises:
        UsageError: There is no such application or budget version.
        NotAllowed: The application was sent or withdrawn, or its form has no budget.
        ValidationError: A year is none or comes twice, or a percent or a share cannot be.
    """
    open_row(uow, application_id)
    refuse_wrong_sources(years)
    application = value_of(uow, application_id)
    if not application.template.scheme.lines:
        raise NotAllowed(
            _("The form “{form}” has no budget to fill.").format(form=application.template.title),
            kind="form-without-budget",
        )
    basis: dict[int, str] = {}
    planned: list[Planned] = []
    for source in years:
        basis[source.year] = basis_text(_keep_source(uow, application_id, source), source)
        planned += planned_costs(
            uow.session, year=source.year, version_id=source.version_id, percent=source.percent,
            cost_centres=source.cost_centres, general_centres=source.general_centres,
            general_share=source.general_share,
        )  # fmt: skip
    filled = fill(application.template.scheme, planned, basis, years_of(application)[0])
    return _put_filled(uow, application, filled, frozenset(basis))


def _keep_source(uow: UnitOfWork, application_id: int, source: YearSource) -> str:
    """Store where a year is taken from; return the name of the budget."""
    version = version_of(uow.session, version_id=source.version_id)
    table = model.ApplicationSource
    row = uow.session.scalar(
        select(table).where(table.application_id == application_id, table.year == source.year)
    )
    name = budget_name(version.name, version.year)
    told = {
        "year": source.year,
        "budget_version_uid": uow.session.get_one(BudgetVersion, version.id).uid,
        "budget_name": name,
        "percent": str(source.percent),
        "cost_centres": {"codes": list(source.cost_centres)},
        "general_centres": {"codes": list(source.general_centres)},
        "general_share": str(source.general_share),
    }
    put_source(uow, application_id, told, row)
    return name


def _put_filled(
    uow: UnitOfWork, application: Application, filled: Filled, years: frozenset[int]
) -> FilledBudget:
    replaced = []
    for key, amount in filled.amounts.items():
        present = application.amounts.get(key, amount)
        if not present.is_planned and present.amount != amount.amount:
            replaced.append(key)
        kept = Amount(amount=amount.amount, basis=amount.basis, note=present.note, is_planned=True)
        put_amount(uow, application.id, key, kept)
    for key, present in application.amounts.items():
        if present.is_planned and key[1] in years and key not in filled.amounts:
            put_amount(uow, application.id, key, None)
    return FilledBudget(
        amounts=tuple(filled.amounts),
        replaced=tuple(replaced),
        unmapped=filled.unmapped,
        left_out=filled.left_out,
    )
