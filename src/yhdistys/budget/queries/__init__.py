"""What can be read of the budget; every function takes a session and returns frozen rows."""

from __future__ import annotations

from yhdistys.budget.queries.comparison import ComparisonView, comparison
from yhdistys.budget.queries.plans import (
    BudgetPreview,
    PlanLineRow,
    VersionRow,
    chosen_version,
    plan_lines,
    plans_off_their_amount,
    preview_budget,
    versions,
)

__all__ = [
    "BudgetPreview",
    "ComparisonView",
    "PlanLineRow",
    "VersionRow",
    "chosen_version",
    "comparison",
    "plan_lines",
    "plans_off_their_amount",
    "preview_budget",
    "versions",
]
