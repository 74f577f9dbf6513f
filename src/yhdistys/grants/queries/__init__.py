"""What can be read of applications; every function takes a session and returns frozen values."""

from __future__ import annotations

from yhdistys.grants.queries.integrity import altered_forms, negative_amounts
from yhdistys.grants.queries.plan_costs import planned_costs

__all__ = ["altered_forms", "negative_amounts", "planned_costs"]
