"""What a person can do to the budget; every function is one undoable step."""

from __future__ import annotations

from yhdistys.budget.services.explanations import explain_deviation
from yhdistys.budget.services.imports import StoredBudget, store_budget
from yhdistys.budget.services.plan_grid import (
    NewPlanLine,
    PlanMonths,
    add_plan_lines,
    change_plan_months,
    create_version_from_actuals,
    plan_from_actuals,
    remove_plan_lines,
)
from yhdistys.budget.services.plans import (
    add_plan_line,
    approve_version,
    change_plan_line,
    create_version,
    remove_plan_line,
    remove_version,
)

__all__ = [
    "NewPlanLine",
    "PlanMonths",
    "StoredBudget",
    "add_plan_line",
    "add_plan_lines",
    "approve_version",
    "change_plan_line",
    "change_plan_months",
    "create_version",
    "create_version_from_actuals",
    "explain_deviation",
    "plan_from_actuals",
    "remove_plan_line",
    "remove_plan_lines",
    "remove_version",
    "store_budget",
]
