"""What a person can do to applications; every function is one step that can be undone.

Only sending an application stands: what has left the house is not taken back, but reopened.
"""

from __future__ import annotations

from yhdistys.grants.rules.new_amounts import NewAmount
from yhdistys.grants.rules.plan_sources import FilledBudget, YearSource
from yhdistys.grants.services.amounts import fill_budget, set_amounts
from yhdistys.grants.services.answers import (
    answer_question,
    forget_limit,
    set_attachment,
    set_limit,
)
from yhdistys.grants.services.applications import (
    change_deadline,
    remove_application,
    rename_application,
    reopen_application,
    start_application,
    submit_application,
    withdraw_application,
)
from yhdistys.grants.services.versions import keep_version, restore_version

__all__ = [
    "FilledBudget",
    "NewAmount",
    "YearSource",
    "answer_question",
    "change_deadline",
    "fill_budget",
    "forget_limit",
    "keep_version",
    "remove_application",
    "rename_application",
    "reopen_application",
    "restore_version",
    "set_amounts",
    "set_attachment",
    "set_limit",
    "start_application",
    "submit_application",
    "withdraw_application",
]
