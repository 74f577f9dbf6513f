"""Import in two steps: a preview that stores nothing, then one undoable step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from yhdistys.api.contributions import Importer
from yhdistys.budget import queries as budget_queries
from yhdistys.budget import services as budget_services
from yhdistys.errors import UsageError
from yhdistys.exchange.imports import ColumnGuess, ImportOptions, ImportResult, ProofCheck
from yhdistys.exchange.tables import Progress, TableFile
from yhdistys.i18n import _
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger import services as ledger_services
from yhdistys.ledger.rules.chart import Chart, ChartAccount, line_of
from yhdistys.registry import Plugins, plugin_border
from yhdistys.values.findings import Finding, has_errors

KINDS = ("ledger", "budget", "chart")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a file holds and what storing it would do, or did.

    Attributes:
        kind: ``ledger``, ``budget`` or ``chart``.
        importer: The id of the reader.
        result: What was read.
        year: The label of the fiscal year of a budget, if it was named.
        plan: What storing would do: a ``LedgerPreview``, a ``BudgetPreview`` or a ``Chart``;
            None when errors forbid it.
        batch: The number of the import that was stored, or None.
        is_stored: Whether anything was stored.
    """

    kind: str
    importer: str
    result: ImportResult
    year: int | None = None
    plan: Any = None
    batch: int | None = None
    is_stored: bool = False

    @property
    def columns(self) -> tuple[ColumnGuess, ...]:
        """What each column of the file was taken for."""
        return self.result.columns

    @property
    def rows(self) -> tuple[Any, ...]:
        """The lines that would be stored."""
        return tuple(getattr(self.result, self.kind))

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What a person should know; errors forbid storing."""
        return self.result.problems

    @property
    def proof(self) -> tuple[ProofCheck, ...]:
        """The figures of the file compared with the sums of its rows."""
        return self.result.proof

    @property
    def diff(self) -> Any:
        """Which vouchers or lines are new, same, changed or vanished."""
        return getattr(self.plan, "diff", None)


def make_preview(
    plugins: Plugins,
    read: Callable[..., Any],
    source: Path | TableFile,
    kind: str,
    options: Mapping[str, Any],
) -> Preview:
    """Read a file, or one that was opened already, and compare it with what is stored."""
    return compared(read, read_source(plugins, read, source, kind, options))


def read_source(
    plugins: Plugins,
    read: Callable[..., Any],
    source: Path | TableFile,
    kind: str,
    options: Mapping[str, Any],
) -> Preview:
    """Read a file, or one that was opened already; compares nothing."""
    told = dict(options)
    path = source if isinstance(source, Path) else Path(source.path_name)
    year: int | None = told.pop("year", None)
    importer = importer_for(plugins, kind, path, told.pop("importer", None))
    period = None if year is None else read(ledger_queries.fiscal_year, year=year)
    reading = ImportOptions(sides=read(ledger_queries.sides), year=period, **told)
    with plugin_border(importer.id):
        if isinstance(source, Path) or importer.interpret is None:
            result = importer.read(path, reading)
        else:
            result = importer.interpret(source, reading)
    preview = Preview(kind=kind, importer=importer.id, result=result, year=year)
    if reading.progress is not None:
        reading.progress(result.rows_read, result.rows_read)
    return preview


def compared(read: Callable[..., Any], preview: Preview) -> Preview:
    """Say what storing a file would do, unless errors forbid it."""
    if has_errors(preview.problems) or not preview.rows:
        return preview
    return replace(preview, plan=_plan(read, preview))


def _plan(read: Callable[..., Any], preview: Preview) -> Any:
    result = preview.result
    if preview.kind == "ledger":
        return read(ledger_queries.preview_ledger, lines=result.ledger)
    if preview.kind == "budget":
        return read(budget_queries.preview_budget, lines=result.budget, year=preview.year)
    return _chart(result, read(ledger_queries.line_rules))


def _chart(result: ImportResult, rules: Mapping[str, str]) -> Chart:
    """Return the accounts, and the lines that the rules in force do not give them already."""
    accounts = tuple(ChartAccount(line.account, line.names) for line in result.chart)
    lines = {
        line.account: line.line
        for line in result.chart
        if line.line and line.line != line_of(line.account, rules)
    }
    return Chart(id=result.file_name, title={}, source="", accounts=accounts, lines=lines)


def importer_for(plugins: Plugins, kind: str, path: Path, chosen: str | None) -> Importer:
    """Return the reader of this kind that was chosen, else the one that fits the file's name.

    Raises:
        UsageError: There is no such kind or reader.
    """
    found = plugins.importers(kind)
    if not found:
        raise UsageError(
            _("There is nothing that imports “{kind}”.").format(kind=kind),
            hint=_("The kinds are: {kinds}.").format(kinds=", ".join(KINDS)),
            kind="unknown-import-kind",
        )
    if chosen is not None:
        named = [importer for importer in found if importer.id == chosen]
        if not named:
            raise UsageError(
                _("There is no reader “{profile}”.").format(profile=chosen),
                hint=_("The readers are: {names}.").format(names=", ".join(i.id for i in found)),
                kind="unknown-importer",
            )
        return named[0]
    suffix = path.suffix.lower()
    return next((importer for importer in found if suffix in importer.accepts), found[0])


def apply_preview(
    do: Callable[..., Any], preview: Preview, progress: Progress | None = None
) -> Preview:
    """Store what a preview shows."""
    if progress is not None:
        progress(0, len(preview.rows))
    if preview.kind == "ledger":
        ledger = do(
            ledger_services.store_ledger,
            result=preview.result,
            preview=preview.plan,
            progress=progress,
        )
        return _outcome(preview, ledger.batch, ledger.preview)
    if preview.kind == "budget":
        budget = do(budget_services.store_budget, result=preview.result, year=preview.year)
        return _outcome(preview, budget.batch, budget.preview)
    ledger_services.refuse_errors(preview.result)
    changed = do(ledger_services.take_chart, chart=preview.plan, title=preview.result.file_name)
    return replace(preview, is_stored=changed > 0)


def _outcome(preview: Preview, batch: int | None, plan: object) -> Preview:
    return replace(preview, batch=batch, plan=plan, is_stored=batch is not None)
