"""Everything a plugin may import.

Light on purpose: what reads files or the database loads on first use, so that listing plugins
does not load the database library.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from yhdistys.api.contributions import (
    Command,
    CommandContext,
    Contribution,
    FunderForm,
    Importer,
    Page,
    Report,
    forms_in,
)
from yhdistys.api.hookspecs import hookimpl
from yhdistys.documents.context import AssociationIdentity, ReportContext
from yhdistys.documents.document import (
    Cell,
    CellAddress,
    Column,
    ColumnKind,
    Difference,
    Document,
    Fact,
    FactList,
    Heading,
    KeyFigure,
    KeyFigures,
    Letterhead,
    PageBreak,
    Paragraph,
    ParagraphKind,
    Part,
    Row,
    RowKind,
    Share,
    Signatory,
    Signatures,
    Table,
    Together,
    computed_table,
)
from yhdistys.errors import UsageError, UserError, ValidationError
from yhdistys.exchange.imports import (
    BudgetLine,
    ChartLine,
    ColumnGuess,
    ImportOptions,
    ImportResult,
    LedgerLine,
    ProofCheck,
    SheetView,
)
from yhdistys.exchange.tables import ReadLimits, Sheet, TableFile
from yhdistys.i18n import DataText, LazyText, _, data_text, lazy, ngettext
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.formats import date_text, money, month_text, percent_text, whole_number
from yhdistys.values.money import from_cents, to_cents
from yhdistys.values.period import FiscalYear, Month

if TYPE_CHECKING:
    from yhdistys.budget import queries as budget_queries
    from yhdistys.budget import services as budget_services
    from yhdistys.budget.rules.reading import inspect_budget, read_budget
    from yhdistys.exchange.reading import read_table_file
    from yhdistys.grants import queries as grants_queries
    from yhdistys.grants import services as grants_services
    from yhdistys.ledger import queries as ledger_queries
    from yhdistys.ledger import services as ledger_services
    from yhdistys.ledger.rules.chart_reading import inspect_chart, read_chart
    from yhdistys.ledger.rules.reading import inspect_ledger, read_ledger

_LAZY = {
    "budget_queries": ("yhdistys.budget.queries", None),
    "budget_services": ("yhdistys.budget.services", None),
    "grants_queries": ("yhdistys.grants.queries", None),
    "grants_services": ("yhdistys.grants.services", None),
    "inspect_budget": ("yhdistys.budget.rules.reading", "inspect_budget"),
    "inspect_chart": ("yhdistys.ledger.rules.chart_reading", "inspect_chart"),
    "inspect_ledger": ("yhdistys.ledger.rules.reading", "inspect_ledger"),
    "ledger_queries": ("yhdistys.ledger.queries", None),
    "ledger_services": ("yhdistys.ledger.services", None),
    "read_budget": ("yhdistys.budget.rules.reading", "read_budget"),
    "read_chart": ("yhdistys.ledger.rules.chart_reading", "read_chart"),
    "read_ledger": ("yhdistys.ledger.rules.reading", "read_ledger"),
    "read_table_file": ("yhdistys.exchange.reading", "read_table_file"),
}

__all__ = [
    "AssociationIdentity",
    "BudgetLine",
    "Cell",
    "CellAddress",
    "ChartLine",
    "Column",
    "ColumnGuess",
    "ColumnKind",
    "Command",
    "CommandContext",
    "Contribution",
    "DataText",
    "Difference",
    "Document",
    "Fact",
    "FactList",
    "Field",
    "FieldKind",
    "Finding",
    "FiscalYear",
    "FunderForm",
    "Heading",
    "ImportOptions",
    "ImportResult",
    "Importer",
    "KeyFigure",
    "KeyFigures",
    "LazyText",
    "LedgerLine",
    "Letterhead",
    "Month",
    "Page",
    "PageBreak",
    "Paragraph",
    "ParagraphKind",
    "Part",
    "ProofCheck",
    "ReadLimits",
    "Report",
    "ReportContext",
    "Row",
    "RowKind",
    "Severity",
    "Share",
    "Sheet",
    "SheetView",
    "Signatory",
    "Signatures",
    "Table",
    "TableFile",
    "Together",
    "UsageError",
    "UserError",
    "ValidationError",
    "_",
    "budget_queries",
    "budget_services",
    "computed_table",
    "data_text",
    "date_text",
    "forms_in",
    "from_cents",
    "grants_queries",
    "grants_services",
    "hookimpl",
    "inspect_budget",
    "inspect_chart",
    "inspect_ledger",
    "lazy",
    "ledger_queries",
    "ledger_services",
    "money",
    "month_text",
    "ngettext",
    "percent_text",
    "read_budget",
    "read_chart",
    "read_ledger",
    "read_table_file",
    "to_cents",
    "whole_number",
]


class _Area:
    """The functions of an area; loaded when the first is used, not when a plugin names them."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> object:
        return getattr(importlib.import_module(self._module), name)


def __getattr__(name: str) -> object:
    """Load what reads files or the database when a plugin first uses it."""
    if name not in _LAZY:
        message = f"module 'yhdistys.api' has no attribute {name!r}"
        raise AttributeError(message)
    module_name, attribute = _LAZY[name]
    if attribute is None:
        return _Area(module_name)
    return getattr(importlib.import_module(module_name), attribute)
