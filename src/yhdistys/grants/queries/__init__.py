"""What can be read of applications; every function takes a session and returns frozen values."""

from __future__ import annotations

from yhdistys.grants.queries.applications import (
    VersionRow,
    application,
    application_versions,
    budget_sources,
    own_limits,
    version_content,
)
from yhdistys.grants.queries.form_files import FormFile, read_form
from yhdistys.grants.queries.integrity import altered_forms, negative_amounts, stray_answers
from yhdistys.grants.queries.overview import (
    ApplicationName,
    ApplicationRow,
    ClosingDraft,
    EarlierAnswer,
    application_names,
    applications,
    closing_drafts,
    earlier_answers,
)
from yhdistys.grants.queries.plan_costs import planned_costs

__all__ = [
    "ApplicationName",
    "ApplicationRow",
    "ClosingDraft",
    "EarlierAnswer",
    "FormFile",
    "VersionRow",
    "altered_forms",
    "application",
    "application_names",
    "application_versions",
    "applications",
    "budget_sources",
    "closing_drafts",
    "earlier_answers",
    "negative_amounts",
    "own_limits",
    "planned_costs",
    "read_form",
    "stray_answers",
    "version_content",
]
