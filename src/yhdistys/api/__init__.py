"""Everything a plugin may import.

Light on purpose: the areas' queries and services and the document types load on first use, so
that listing plugins does not load the database library.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from yhdistys.api.contributions import Command, CommandContext, Contribution, Importer, Report
from yhdistys.api.hookspecs import hookimpl
from yhdistys.errors import UsageError, UserError, ValidationError
from yhdistys.i18n import _, data_text, lazy, ngettext
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.period import FiscalYear, Month

if TYPE_CHECKING:
    from yhdistys.budget import queries as budget_queries
    from yhdistys.budget import services as budget_services
    from yhdistys.ledger import queries as ledger_queries
    from yhdistys.ledger import services as ledger_services

_LAZY = {
    "budget_queries": "yhdistys.budget.queries",
    "budget_services": "yhdistys.budget.services",
    "ledger_queries": "yhdistys.ledger.queries",
    "ledger_services": "yhdistys.ledger.services",
}

__all__ = [
    "Command",
    "CommandContext",
    "Contribution",
    "Field",
    "FieldKind",
    "Finding",
    "FiscalYear",
    "Importer",
    "Month",
    "Report",
    "Severity",
    "UsageError",
    "UserError",
    "ValidationError",
    "_",
    "budget_queries",
    "budget_services",
    "data_text",
    "hookimpl",
    "lazy",
    "ledger_queries",
    "ledger_services",
    "ngettext",
]


def __getattr__(name: str) -> object:
    """Load an area's queries or services when a plugin first uses them."""
    if name in _LAZY:
        return importlib.import_module(_LAZY[name])
    message = f"module 'yhdistys.api' has no attribute {name!r}"
    raise AttributeError(message)
