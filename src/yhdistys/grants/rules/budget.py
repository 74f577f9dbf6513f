"""The budget of an application: the funder's lines over the years, and what is computed."""

from __future__ import annotations

from yhdistys.grants.rules.application import Application
from yhdistys.grants.rules.conditions import Names
from yhdistys.grants.rules.scheme import BudgetRow, SchemeBudget, Totals

__all__ = ["BudgetRow", "SchemeBudget", "Totals", "scheme_budget"]


def scheme_budget(application: Application) -> SchemeBudget:
    """Return the budget of an application in the order of the funder's lines.

    Computed lines are computed year by year in the order in which they need each other; a name of
    a line or a sum in a formula means the same year, and so does a yearly column of a table; a line
    that is not filled in counts as zero there. The first year of a line with a table behind it is
    the table's sum until an amount is filled in. A formula without a value makes the amount None
    and gives a note.
    """
    return Names(application).budget
