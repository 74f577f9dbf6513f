"""What can be read of the budget; every function takes a session and returns frozen rows."""

from __future__ import annotations

from yhdistys.budget.queries.comparison import ComparisonView, comparison
from yhdistys.budget.queries.explanations import (
    LIMIT_EUROS,
    LIMIT_PERCENT,
    explanation_limits,
    explanations,
)
from yhdistys.budget.queries.follow_up import FollowUpView, follow_up
from yhdistys.budget.queries.plan_grid import (
    PlanComparisonRow,
    PlanGrid,
    PlanGridLine,
    UnplannedLine,
    compare_plans,
    plan_grid,
)
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
from yhdistys.budget.rules.deviations import Explained, Limits
from yhdistys.budget.rules.follow_up import FollowUpRow
from yhdistys.values.chosen import ALL

__all__ = [
    "ALL",
    "LIMIT_EUROS",
    "LIMIT_PERCENT",
    "BudgetPreview",
    "ComparisonView",
    "Explained",
    "FollowUpRow",
    "FollowUpView",
    "Limits",
    "PlanComparisonRow",
    "PlanGrid",
    "PlanGridLine",
    "PlanLineRow",
    "UnplannedLine",
    "VersionRow",
    "chosen_version",
    "compare_plans",
    "comparison",
    "explanation_limits",
    "explanations",
    "follow_up",
    "plan_grid",
    "plan_lines",
    "plans_off_their_amount",
    "preview_budget",
    "versions",
]
