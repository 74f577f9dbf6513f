"""From a sheet to a table with headings: which sheet, which row, which columns. Pure.

Shared by the readers of ledgers, budgets and charts, which differ only in their words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from yhdistys.errors import UsageError, ValidationError
from yhdistys.exchange.cells import is_blank, shown
from yhdistys.exchange.columns import ColumnWords, chosen_in, column_place, guess_columns
from yhdistys.exchange.headers import SEARCHED_ROWS, find_header, plain_words
from yhdistys.exchange.imports import ColumnGuess, ImportOptions, ImportResult
from yhdistys.exchange.tables import Cell, Row, Sheet, TableFile
from yhdistys.i18n import _
from yhdistys.values.findings import Finding, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKind:
    """What a reader looks for in a sheet.

    Attributes:
        known: Its fields and their words.
        suffices: Says whether a row that names these fields can be the headings.
        other_field: Names a field a heading cell stands for by other means, such as a month.
        needs: Tells a person what the headings must hold, translated when asked.
    """

    known: ColumnWords
    suffices: Callable[[Collection[str]], bool]
    needs: Callable[[], str]
    other_field: Callable[[Cell], str | None] = lambda _cell: None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedTable:
    """A sheet divided into headings and rows.

    Attributes:
        sheet: The sheet.
        header: The cells of the headings; empty when the user named all columns.
        header_row: Its number in the file, or ``None``.
        first_row: The number of the first row below it.
        rows: The rows below.
        guesses: What each column holds.
    """

    sheet: Sheet
    header: Row
    header_row: int | None
    first_row: int
    rows: Sequence[Row]
    guesses: tuple[ColumnGuess, ...]


def headed_table(sheet: Sheet, kind: TableKind, chosen: Mapping[str, str]) -> HeadedTable | None:
    """Find the headings of a sheet; ``None`` when there are none of this kind.

    Raises:
        UsageError: ``chosen`` names an unknown field or column.
    """
    index = find_header(
        sheet.rows, kind.known.words, kind.suffices, kind.other_field,
        lambda row: chosen_in(row, chosen, kind.known),
    )  # fmt: skip
    if index is None and not (chosen and kind.suffices(_columns_by_place(chosen))):
        return None
    start = 0 if index is None else index + 1
    header = () if index is None else sheet.rows[index]
    rows = sheet.rows[start:]
    guesses = guess_columns(header, rows, kind.known, chosen)
    if not kind.suffices(_fields(header, guesses, kind)):
        return None
    return HeadedTable(
        sheet=sheet,
        header=header,
        header_row=None if index is None else sheet.first_row + index,
        first_row=sheet.first_row + start,
        rows=rows,
        guesses=guesses,
    )


def _fields(header: Row, guesses: Sequence[ColumnGuess], kind: TableKind) -> set[str]:
    """Return the fields that are left when the cells have been asked too."""
    named = {guess.field for guess in guesses} | {kind.other_field(cell) for cell in header}
    return {field for field in named if field is not None}


def _columns_by_place(chosen: Mapping[str, str]) -> set[str]:
    """Return the fields whose column is named by letter or number, not by heading."""
    return {field for field, column in chosen.items() if column_place(column) is not None}


def best_table(
    table: TableFile, kind: TableKind, options: ImportOptions
) -> tuple[HeadedTable, tuple[Finding, ...]]:
    """Return the sheet that was asked for, or the one of this kind with most rows.

    Raises:
        UsageError: There is no sheet or column of that name.
        ValidationError: No sheet has headings of this kind.
    """
    sheets = _asked_sheets(table, options.sheet)
    found = [headed_table(sheet, kind, options.columns) for sheet in sheets]
    tables = [one for one in found if one is not None and one.rows]
    if not tables:
        _refuse_unseen_columns(table, sheets, options.columns)
        headed = next((one for one in found if one is not None), None)
        raise _no_header(table, sheets, kind) if headed is None else _no_rows(headed)
    best = max(tables, key=lambda one: len(one.rows))
    others = [one.sheet.name for one in tables if one is not best]
    return best, tuple(_other_sheets(best.sheet.name, others))


def unread_result(table: TableFile, refused: ValidationError) -> ImportResult:
    """Return a result without lines: what is wrong with the data is a finding, no exception."""
    sheets = (finding.sheet for finding in refused.problems if finding.sheet)
    return ImportResult(
        file_name=table.path_name,
        sha256=table.sha256,
        sheet=next(sheets, table.sheets[0].name),
        rows_read=0,
        sign=None,
        columns=(),
        row_classes={},
        problems=(*refused.problems, *table.findings),
    )


def _asked_sheets(table: TableFile, name: str | None) -> tuple[Sheet, ...]:
    if name is None:
        return table.sheets
    asked = tuple(sheet for sheet in table.sheets if sheet.name == name)
    if not asked:
        message = _("The file {name} has no sheet “{sheet}”; its sheets are: {sheets}.")
        names = ", ".join(sheet.name for sheet in table.sheets)
        text = message.format(name=table.path_name, sheet=name, sheets=names)
        raise UsageError(text, kind="unknown-sheet")
    return asked


def _refuse_unseen_columns(
    table: TableFile, sheets: Sequence[Sheet], chosen: Mapping[str, str]
) -> None:
    """Refuse a heading the user named that stands in no row where headings are looked for."""
    cells = (cell for sheet in sheets for row in sheet.rows[:SEARCHED_ROWS] for cell in row)
    seen = {plain_words(cell) for cell in cells if isinstance(cell, str)}
    for field, column in chosen.items():
        heading = plain_words(column)
        if heading and column_place(column) is None and heading not in seen:
            message = _(
                "No heading “{column}” for “{field}” was found in the first {count} rows of {name}."
            )
            text = message.format(
                column=column, field=field, count=SEARCHED_ROWS, name=table.path_name
            )
            raise UsageError(text, kind="unknown-column")


def _no_header(table: TableFile, sheets: Sequence[Sheet], kind: TableKind) -> ValidationError:
    message = _("No row of headings was found in the first {count} rows of {name}.").format(
        count=SEARCHED_ROWS, name=table.path_name
    )
    first = next((sheet for sheet in sheets if sheet.rows), sheets[0])
    finding = Finding(
        severity=Severity.ERROR,
        kind="no-header",
        message=message,
        hint=kind.needs(),
        sheet=first.name,
        row=first.first_row,
        value=_first_text(first),
    )
    return ValidationError(message, hint=kind.needs(), kind="no-header", problems=(finding,))


def _no_rows(headed: HeadedTable) -> ValidationError:
    message = _("The sheet {sheet} has headings in row {row} and nothing below them.").format(
        sheet=headed.sheet.name, row=headed.header_row
    )
    finding = Finding(
        severity=Severity.ERROR,
        kind="no-entries",
        message=message,
        hint=_("Check that the right sheet and the right columns are read."),
        sheet=headed.sheet.name,
        row=headed.header_row,
    )
    return ValidationError(message, hint=finding.hint, kind=finding.kind, problems=(finding,))


def _first_text(sheet: Sheet) -> str | None:
    row = sheet.rows[0] if sheet.rows else ()
    return " | ".join(shown(cell) for cell in row if not is_blank(cell)) or None


def _other_sheets(read: str, others: Sequence[str]) -> list[Finding]:
    if not others:
        return []
    message = _("Only the sheet “{read}” was read; these look alike: {others}.")
    return [
        Finding(
            severity=Severity.WARNING,
            kind="other-sheets",
            message=message.format(read=read, others=", ".join(others)),
            hint=_("If another sheet is meant, choose it by name."),
            sheet=read,
        )
    ]
