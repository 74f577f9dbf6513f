"""What a person can do to the ledger; every function is one undoable step."""

from __future__ import annotations

from yhdistys.ledger.services.chart import (
    add_account,
    remove_account,
    rename_account,
    set_category,
    set_line,
    take_categories,
    take_chart,
)
from yhdistys.ledger.services.dimensions import (
    add_cost_centre,
    add_cost_centre_group,
    add_project,
    change_cost_centre,
    change_cost_centre_group,
    change_project,
    remove_cost_centre_group,
)
from yhdistys.ledger.services.imports import StoredLedger, refuse_errors, store_ledger
from yhdistys.ledger.services.years import add_fiscal_year, change_fiscal_year

__all__ = [
    "StoredLedger",
    "add_account",
    "add_cost_centre",
    "add_cost_centre_group",
    "add_fiscal_year",
    "add_project",
    "change_cost_centre",
    "change_cost_centre_group",
    "change_fiscal_year",
    "change_project",
    "refuse_errors",
    "remove_account",
    "remove_cost_centre_group",
    "rename_account",
    "set_category",
    "set_line",
    "store_ledger",
    "take_categories",
    "take_chart",
]
