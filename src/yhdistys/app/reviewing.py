"""A table file as a person reviews it before storing: every row, and what would become of it.

The file is read once; whatever a person changes afterwards (the kind, a column, the signs) is
answered from what was read, also when the file is gone meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from yhdistys.app.importing import Preview, compared, importer_for, read_source
from yhdistys.app.review_changes import Comparison, FieldChange, Removed, comparison_of
from yhdistys.errors import Conflict, ValidationError
from yhdistys.exchange.columns import column_place
from yhdistys.exchange.imports import ColumnGuess, ImportResult, SheetView
from yhdistys.exchange.reading import read_table_file
from yhdistys.exchange.tables import Progress, Sheet, TableFile
from yhdistys.i18n import _
from yhdistys.registry import Plugins, views_of
from yhdistys.store.changes import latest_step
from yhdistys.store.collector import paused_collector
from yhdistys.values.findings import Finding, Severity, has_errors

if TYPE_CHECKING:
    from yhdistys.app.workspace import Workspace

_LOOKED_AT: Final = 400
_USUAL_KIND: Final = "ledger"
_UNKNOWN: Final = "unknown"
_SUMS: Final = frozenset({"subtotal", "total"})


class RowState(StrEnum):
    """What a row of the file is, or what storing the file would do with it."""

    UNREAD = "unread"
    ENTRY = "entry"
    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    OPENING = "opening"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    HEADING = "heading"
    BLANK = "blank"
    LEFT_OUT = "left-out"
    PROBLEM = "problem"


_STATES: Final = {"unknown": RowState.LEFT_OUT}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChoices:
    """What a person says about a file; what is not said is recognised.

    Attributes:
        kind: ``ledger``, ``budget`` or ``chart``; empty recognises it.
        sheet: The sheet to read.
        sign: The sign convention.
        columns: Field id to column, as in ``ImportOptions``.
        year: The label of the fiscal year of a budget.
    """

    kind: str = ""
    sheet: str | None = None
    sign: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A file with everything a person must see before storing it.

    Attributes:
        path: Where the file was.
        table: The file as it was read.
        sheet: The sheet that was taken.
        choices: What the person said, with the kind that was recognised.
        preview: What would be stored.
        columns: What each column was taken for; also when the rows could not be read.
        states: What each row of the sheet is.
        proven: The rows with sums, and whether the sums agree.
        problems: What a person should know; errors forbid storing.
        comparison: What would change.
        step: The number of the newest step when it was compared.
    """

    path: Path
    table: TableFile
    sheet: Sheet
    choices: ImportChoices
    preview: Preview
    columns: tuple[ColumnGuess, ...]
    states: tuple[RowState, ...]
    proven: Mapping[int, bool]
    problems: tuple[Finding, ...]
    comparison: Comparison
    step: int

    @property
    def kind(self) -> str:
        """What the file was taken for."""
        return self.choices.kind

    @property
    def has_errors(self) -> bool:
        """Whether a problem forbids storing."""
        return has_errors(self.problems)

    @property
    def changes_anything(self) -> bool:
        """Whether storing the file would change anything."""
        told = self.comparison
        return bool(told.new or told.changed or told.removed)

    @property
    def can_be_stored(self) -> bool:
        """Whether the file is free of errors and would change something."""
        return self.preview.plan is not None and not self.has_errors and self.changes_anything

    def number_of(self, index: int) -> int:
        """Return the number of a row in the file, counted from 1."""
        return self.sheet.first_row + index

    def changes_of_row(self, index: int) -> tuple[FieldChange, ...]:
        """Return what would change in the voucher or line a row belongs to."""
        key = self.comparison.keys.get(self.number_of(index))
        return () if key is None else self.comparison.changes_of(key)


def review_file(
    workspace: Workspace,
    path: Path,
    choices: ImportChoices | None = None,
    progress: Progress | None = None,
) -> Review:
    """Read a file and say what storing it would do; stores nothing.

    Raises:
        FileProblem: The file is missing or of no form the program reads.
        UsageError: There is no such sheet or sign convention.
        JobCancelled: ``progress`` raised it.
    """
    with paused_collector():
        table = read_table_file(path, progress=progress)
    return review_table(workspace, path, table, choices, progress)


def review_table(
    workspace: Workspace,
    path: Path,
    table: TableFile,
    choices: ImportChoices | None = None,
    progress: Progress | None = None,
) -> Review:
    """Interpret a file that was read already; see ``review_file``."""
    told = choices or ImportChoices()
    with paused_collector():
        kind = told.kind or guessed_kind(workspace.plugins, table)
        told = replace(told, kind=kind)
        step = workspace.read(latest_step)
        preview, problems = _preview(workspace, path, table, told, progress)
        comparison = comparison_of(workspace.read, preview)
    result = preview.result
    sheet = next(sheet for sheet in table.sheets if sheet.name == result.sheet)
    proven = _proven(result)
    return Review(
        path=path,
        table=table,
        sheet=sheet,
        choices=told,
        preview=preview,
        columns=result.columns or _unread_columns(sheet, told.columns),
        states=_states(sheet, result, problems, comparison),
        proven=proven,
        problems=problems,
        comparison=comparison,
        step=step,
    )


def store_review(workspace: Workspace, review: Review, progress: Progress | None = None) -> Preview:
    """Store what a person reviewed: one undoable step.

    Raises:
        Conflict: The association was changed since; the file must be compared again.
        NotAllowed: The association is open for reading only.
        JobCancelled: ``progress`` raised it; nothing is stored.
    """
    if workspace.read(latest_step) != review.step:
        raise Conflict(
            _("The association was changed after {file} was compared with it.").format(
                file=review.table.path_name
            ),
            hint=_("Compare it again, look at what would change, and store it then."),
            kind="stale-review",
        )
    return workspace.apply_import(review.preview, progress)


def guessed_kind(plugins: Plugins, table: TableFile) -> str:
    """Guess what a file is by its sheet with most rows that any reader understands."""
    begin = replace(
        table,
        sheets=tuple(
            Sheet(sheet.name, sheet.rows[:_LOOKED_AT], sheet.first_row) for sheet in table.sheets
        ),
    )
    seen = views_of(plugins.importers(), begin)
    best = [max(views, key=_understood) for views in zip(*seen, strict=True)]
    known = [
        (len(sheet.rows), view.kind)
        for sheet, view in zip(table.sheets, best, strict=True)
        if view.kind != _UNKNOWN
    ]
    return max(known)[1] if known else _USUAL_KIND


def _understood(view: SheetView) -> tuple[bool, Decimal, int]:
    told = sum((guess.confidence for guess in view.guesses if guess.field), Decimal(0))
    return (view.kind != _UNKNOWN, told, view.row_classes.get("entry", 0))


def _preview(
    workspace: Workspace,
    path: Path,
    table: TableFile,
    choices: ImportChoices,
    progress: Progress | None,
) -> tuple[Preview, tuple[Finding, ...]]:
    """Return the preview, and its problems with those that the comparison found."""
    plugins = workspace.plugins
    options: dict[str, Any] = {
        "sheet": choices.sheet, "sign": choices.sign, "columns": choices.columns,
        "progress": progress,
    }  # fmt: skip
    if choices.kind == "budget":
        options["year"] = choices.year
    can_interpret = importer_for(plugins, choices.kind, path, None).interpret is not None
    source = table if can_interpret else path
    preview = read_source(plugins, workspace.read, source, choices.kind, options)
    try:
        preview = compared(workspace.read, preview)
    except ValidationError as refused:
        return preview, (*_findings(refused), *preview.problems)
    return preview, preview.problems


def _findings(refused: ValidationError) -> tuple[Finding, ...]:
    if refused.problems:
        return refused.problems
    return (
        Finding(
            severity=Severity.ERROR, kind=refused.kind, message=refused.message, hint=refused.hint
        ),
    )


def _unread_columns(sheet: Sheet, chosen: Mapping[str, str]) -> tuple[ColumnGuess, ...]:
    """Return columns without headings, each with the field the person gave it."""
    width = max(map(len, sheet.rows[:_LOOKED_AT]), default=0)
    fields = {column_place(column): name for name, column in chosen.items()}
    return tuple(
        ColumnGuess(
            index=index,
            header="",
            field=fields.get(index),
            confidence=Decimal(index in fields),
            reason="",
        )
        for index in range(width)
    )


def _proven(result: ImportResult) -> dict[int, bool]:
    """Return the rows with sums of the file, and whether they agree with its entries."""
    proven: dict[int, bool] = {}
    for check in result.proof:
        if check.row is not None and check.name != "voucher":
            proven[check.row] = check.ok and proven.get(check.row, True)
    return proven


def _states(
    sheet: Sheet,
    result: ImportResult,
    problems: Sequence[Finding],
    comparison: Comparison,
) -> tuple[RowState, ...]:
    above = result.first_row - sheet.first_row if result.classes else 0
    states = [RowState.UNREAD] * above
    states += [_STATES.get(name) or RowState(name) for name in result.classes]
    states += [RowState.UNREAD] * (len(sheet.rows) - len(states))
    for number, key in comparison.keys.items():
        states[number - sheet.first_row] = RowState(comparison.verdicts[key])
    for problem in problems:
        if problem.severity is Severity.ERROR and problem.row and problem.kind not in _OF_SHEETS:
            place = problem.row - sheet.first_row
            if problem.sheet in {None, sheet.name} and 0 <= place < len(states):
                states[place] = RowState.PROBLEM
    return tuple(states)


_OF_SHEETS: Final = frozenset({"no-header", "no-entries", "no-year", "wrong-year"})

__all__ = [
    "FieldChange",
    "ImportChoices",
    "Removed",
    "Review",
    "RowState",
    "guessed_kind",
    "review_file",
    "review_table",
    "store_review",
]
