"""Explaining why an account differs from the budget."""

from __future__ import annotations

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
    month = str(period.through(through)[-1])
    plain = explanation_text(text)
    key = {"account": account, "cost_centre": cost_centre or "", "project": project or ""}
    year_id = uow.session.scalars(
        select(ledger_model.FiscalYear.id).where(ledger_model.FiscalYear.label == year)
    ).one()
    row = uow.session.scalar(select(Explanation).filter_by(fiscal_year_id=year_id, **key))
    if row is None and plain:
        row = Explanation(
            fiscal_year_id=year_id, **key, month=month, text=plain, actor=uow.actor
        )  # fmt: skip
        uow.session.add(row)
    elif row is not None and not plain:
        uow.session.delete(row)
    elif row is not None and (row.text, row.month) != (plain, month):
        row.text, row.month, row.actor = plain, month, uow.actor
        row.version += 1
