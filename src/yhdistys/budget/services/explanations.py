"""Explaining why an account differs from the budget."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select

from yhdistys.budget.model import Explanation
from yhdistys.budget.rules.deviations import explanation_text
from yhdistys.ledger import model as ledger_model
from yhdistys.ledger import queries as ledger_queries
from yhdistys.store.unit_of_work import UnitOfWork, service
from yhdistys.values.period import Month


@service("Explain {account}")
def explain_deviation(
    uow: UnitOfWork,
    *,
    year: int,
    account: str,
    cost_centre: str | None = None,
    project: str | None = None,
    through: Month,
    text: str,
) -> None:
    """Explain the difference of an account, or of its part in a cost centre or a project.

    There is one explanation for each; a later one takes its place, an empty text removes it.

    Args:
        uow: The step.
        year: The label of the fiscal year.
        account: The account's number.
        cost_centre: The cost centre, where the difference of one was looked at.
        project: The project, where the difference of one was looked at.
        through: The last month that was looked at.
        text: At most 2 000 characters.

    Raises:
        UsageError: There is no such fiscal year, or the month does not belong to it.
        ValidationError: The text is too long or holds control characters.
    """
    period = ledger_queries.fiscal_year(uow.session, year=year)
    told = _Told(str(period.through(through)[-1]), explanation_text(text), uow.actor)
    key = {"account": account, "cost_centre": cost_centre or "", "project": project or ""}
    year_id = uow.session.scalars(
        select(ledger_model.FiscalYear.id).where(ledger_model.FiscalYear.label == year)
    ).one()
    row = uow.session.scalar(select(Explanation).filter_by(fiscal_year_id=year_id, **key))
    if row is not None:
        _change(uow, row, told)
    elif told.text:
        uow.session.add(Explanation(fiscal_year_id=year_id, **key, **told._asdict()))


class _Told(NamedTuple):
    """What is told of a difference: up to which month, the words, and whose they are."""

    month: str
    text: str
    actor: str


def _change(uow: UnitOfWork, row: Explanation, told: _Told) -> None:
    """Put other words in the place of an explanation; none remove it."""
    if not told.text:
        uow.session.delete(row)
    elif (row.text, row.month) != (told.text, told.month):
        row.month, row.text, row.actor = told
        row.version += 1
