"""What a person can do to the budget; every function is one undoable step."""

from __future__ import annotations

from yhdistys.budget.services.explanations import explain_deviation
from yhdistys.budget.services.imports import StoredBudget, store_budget
from yhdistys.budget.services.plans import (
    add_plan_line,
    approve_version,
    change_plan_line,
    create_version,
    remove_plan_line,
    remove_version,
)

__all__ = [
    "StoredBudget",
    "add_plan_line",
    "approve_version",
    "change_plan_line",
    "create_version",
    "explain_deviation",
    "remove_plan_line",
    "remove_version",
    "store_budget",
]
