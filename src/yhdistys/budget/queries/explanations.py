"""Explanations of deviations, and the limits beyond which one is needed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from yhdistys.budget.model import Explanation
from yhdistys.budget.rules.deviations import Explained, Limits
from yhdistys.budget.rules.follow_up import ExplanationKey
from yhdistys.ledger import model as ledger_model
from yhdistys.store.workspace_settings import file_settings
from yhdistys.values.period import Month

LIMIT_EUROS = "follow.limit_euros"
LIMIT_PERCENT = "follow.limit_percent"
_COLUMNS = Explanation.__table__.c
_FIELDS = {
    "account": _COLUMNS.account,
    "cost_centre": _COLUMNS.cost_centre,
    "project": _COLUMNS.project,
}


def explanation_limits(session: Session) -> Limits:
    """Return the limits that the file's settings tell, else 500 euros and 10 per cent."""
    told = file_settings(session)
    return Limits.told(told.get(LIMIT_EUROS), told.get(LIMIT_PERCENT))


def explanations(
    session: Session, *, year: int, fields: Sequence[str] = ("account", "cost_centre", "project")
) -> dict[ExplanationKey, Explained]:
    """Return the explanations of a fiscal year by account, cost centre and project.

    Args:
        session: Where to read.
        year: The label of the fiscal year.
        fields: Leave out what names a cost centre or a project when these are not looked at.
    """
    statement = (
        select(*_FIELDS.values(), _COLUMNS.text, _COLUMNS.actor, _COLUMNS.month)
        .join(ledger_model.FiscalYear, ledger_model.FiscalYear.id == _COLUMNS.fiscal_year_id)
        .where(ledger_model.FiscalYear.label == year)
        .where(*(column == "" for field, column in _FIELDS.items() if field not in fields))
    )
    return {
        (row.account, row.cost_centre or None, row.project or None): Explained(
            row.text, row.actor, Month.parse(row.month)
        )
        for row in session.execute(statement)
    }
