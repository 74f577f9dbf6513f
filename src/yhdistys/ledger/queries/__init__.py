"""What can be read of the ledger; every function takes a session and returns frozen rows."""

from __future__ import annotations

from yhdistys.ledger.queries.browsing import (
    EntryFilter,
    EntryOrder,
    EntrySums,
    entry_ids,
    entry_rows,
    entry_sums,
)
from yhdistys.ledger.queries.chart import (
    AccountRow,
    DimensionRow,
    GroupRow,
    account_categories,
    account_names,
    accounts,
    category_rules,
    chart_preset,
    chart_presets,
    cost_centre_groups,
    cost_centres,
    likely_chart,
    line_rules,
    projects,
    sides,
)
from yhdistys.ledger.queries.entries import (
    BatchRow,
    EntryRow,
    LedgerPreview,
    batches,
    entries,
    last_entry_day,
    preview_ledger,
)
from yhdistys.ledger.queries.search import Found, search
from yhdistys.ledger.queries.statements import (
    AccountOutsideStatement,
    IncomeStatement,
    accounts_outside_statement,
    income_statement,
)
from yhdistys.ledger.queries.totals import (
    accounts_in_use,
    month_reached,
    monthly_totals,
    totals_mismatches,
    unbalanced_vouchers,
)
from yhdistys.ledger.queries.vouchers import VoucherView, voucher
from yhdistys.ledger.queries.years import fiscal_year, fiscal_years, year_of_day

__all__ = [
    "AccountOutsideStatement",
    "AccountRow",
    "BatchRow",
    "DimensionRow",
    "EntryFilter",
    "EntryOrder",
    "EntryRow",
    "EntrySums",
    "Found",
    "GroupRow",
    "IncomeStatement",
    "LedgerPreview",
    "VoucherView",
    "account_categories",
    "account_names",
    "accounts",
    "accounts_in_use",
    "accounts_outside_statement",
    "batches",
    "category_rules",
    "chart_preset",
    "chart_presets",
    "cost_centre_groups",
    "cost_centres",
    "entries",
    "entry_ids",
    "entry_rows",
    "entry_sums",
    "fiscal_year",
    "fiscal_years",
    "income_statement",
    "last_entry_day",
    "likely_chart",
    "line_rules",
    "month_reached",
    "monthly_totals",
    "preview_ledger",
    "projects",
    "search",
    "sides",
    "totals_mismatches",
    "unbalanced_vouchers",
    "voucher",
    "year_of_day",
]
