"""Reading a budget from a table: account by cost centre, project and month, or one sum a year.

Pure: no file is opened here. Income becomes positive and expenses negative, whatever the file does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from yhdistys.budget.rules.headings import BUDGET_COLUMNS, budget_field, is_budget_header
from yhdistys.budget.rules.plan_columns import PlanColumns, plan_columns
from yhdistys.budget.rules.plan_proof import prove_column_totals, prove_row_totals
from yhdistys.budget.rules.plan_rows import PlanRow, plan_rows
from yhdistys.errors import UsageError, ValidationError
from yhdistys.exchange.cells import is_blank, shown
from yhdistys.exchange.columns import column_title
from yhdistys.exchange.imports import (
    BudgetLine,
    ImportOptions,
    ImportResult,
    ProofCheck,
    SheetView,
)
from yhdistys.exchange.sheets import HeadedTable, TableKind, best_table, headed_table, unread_result
from yhdistys.exchange.tables import Cell, Sheet, TableFile
from yhdistys.i18n import _
from yhdistys.ledger.rules.classes import RowClass
from yhdistys.ledger.rules.signs import (
    Sides,
    SignGuess,
    customary_side,
    majority_signs,
)
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.formats import money

BUDGET_SIGNS: Final = ("result", "income-negative", "unsigned")
_MOST_OF_A_KIND: Final = 100
_SIDES: Final = frozenset({"income", "expense"})


def _needs() -> str:
    return _(
        "A budget needs headings for the account and for the months or the year, such as “Tili”, "
        "“1/2025” or “Talousarvio 2025”. Name the columns yourself if they are called something "
        "else."
    )


BUDGET_TABLE: Final = TableKind(
    known=BUDGET_COLUMNS, suffices=is_budget_header, needs=_needs, other_field=budget_field
)


@dataclass(frozen=True, slots=True)
class BudgetReading:
    """Everything one sheet of a budget gave."""

    columns: PlanColumns
    rows: tuple[PlanRow, ...]
    sign: SignGuess
    lines: tuple[BudgetLine, ...]
    proof: tuple[ProofCheck, ...]
    problems: tuple[Finding, ...]

    def counts(self) -> dict[str, int]:
        """Return how many rows there are of every class."""
        kinds = [row.kind for row in self.rows]
        return {kind.value: kinds.count(kind) for kind in RowClass}


def read_budget(table: TableFile, options: ImportOptions | None = None) -> ImportResult:
    """Read the planned amounts of a budget workbook, with the proof of its totals.

    Args:
        table: The file as it was read.
        options: What the user says about it; ``sides`` tells income from expenses.

    A table without the headings of a budget, or whose year is not told or another one, gives a
    result with a finding and no lines.

    Raises:
        UsageError: The options name an unknown sheet, field, column or sign convention.
    """
    options = options or ImportOptions()
    try:
        headed, remarks = best_table(table, BUDGET_TABLE, options)
        reading = read_headed_budget(headed, options)
    except ValidationError as refused:
        return unread_result(table, refused)
    name = headed.sheet.name
    about_file = tuple(one for one in table.findings if one.sheet in {None, name})
    return ImportResult(
        file_name=table.path_name,
        sha256=table.sha256,
        sheet=name,
        rows_read=len(headed.rows) - reading.counts()["blank"],
        sign=reading.sign.sign,
        sign_reason=reading.sign.reason,
        columns=reading.columns.guesses,
        row_classes=reading.counts(),
        budget=reading.lines,
        proof=reading.proof,
        problems=(*about_file, *remarks, *reading.problems),
        header_row=headed.header_row,
        first_row=headed.first_row,
        classes=tuple(row.kind for row in reading.rows),
    )


def inspect_budget(table: TableFile) -> tuple[SheetView, ...]:
    """Tell what each sheet looks like as a budget; stores nothing and never raises."""
    return tuple(_view(sheet) for sheet in table.sheets)


def _view(sheet: Sheet) -> SheetView:
    width = max(map(len, sheet.rows), default=0)
    unknown = SheetView(
        name=sheet.name, rows=len(sheet.rows), columns=width, header_row=None, kind="unknown",
        guesses=(), sign=None, row_classes={},
    )  # fmt: skip
    headed = headed_table(sheet, BUDGET_TABLE, {})
    if headed is None:
        return unknown
    try:
        reading = read_headed_budget(headed, ImportOptions())
    except ValidationError as error:
        return SheetView(
            name=sheet.name, rows=len(sheet.rows), columns=width, header_row=headed.header_row,
            kind="budget", guesses=headed.guesses, sign=None, row_classes={},
            problems=error.problems,
        )  # fmt: skip
    return SheetView(
        name=sheet.name,
        rows=len(sheet.rows),
        columns=width,
        header_row=headed.header_row,
        kind="budget",
        guesses=reading.columns.guesses,
        sign=reading.sign.sign,
        row_classes=reading.counts(),
        problems=reading.problems,
    )


def read_headed_budget(headed: HeadedTable, options: ImportOptions) -> BudgetReading:
    """Read one sheet whose headings are known.

    Raises:
        ValidationError: The year of the months is not told, or it is another one.
        UsageError: The sign convention does not exist.
    """
    columns = plan_columns(headed, options.year)
    rows = tuple(plan_rows(headed.rows, headed.first_row, columns))
    entries = [row for row in rows if row.kind is RowClass.ENTRY and row.wrong is None]
    sides = {row.number: _side(row, options.sides) for row in entries}
    sign = _sign(entries, sides, options.sign)
    factors = {number: _factor(sign.sign, side) for number, side in sides.items()}
    lines = tuple(_line(row, factors[row.number], columns) for row in entries)
    readable = [row for row in rows if row.wrong is None]
    proof = (*prove_row_totals(readable), *prove_column_totals(readable, factors, sides))
    problems = (
        *_amount_findings(headed, rows),
        *_account_findings(headed, rows),
        *_rounding_findings(headed, entries),
        *_side_findings(headed, entries, sign.sign, sides),
        *_proof_findings(headed, proof),
        *_empty_findings(headed, lines),
    )
    return BudgetReading(columns, rows, sign, lines, proof, problems)


def _side(row: PlanRow, sides: Sides | None) -> str | None:
    """Return the side of a row: by the chart, else by its section, else by the usual numbering."""
    known = sides(row.account) if sides else None
    return known or row.section or customary_side(row.account)


def _sign(
    entries: Sequence[PlanRow], sides: Mapping[int, str | None], chosen: str | None
) -> SignGuess:
    if chosen is not None:
        if chosen not in BUDGET_SIGNS:
            message = _("There is no sign convention “{sign}” for budgets; use one of: {signs}.")
            text = message.format(sign=chosen, signs=", ".join(BUDGET_SIGNS))
            raise UsageError(text, kind="unknown-sign")
        return SignGuess(chosen, _("you chose this convention"))
    income, expense = majority_signs((sides[row.number], row.total) for row in entries)
    if expense > 0 and income >= 0:
        return SignGuess("unsigned", _("expenses are positive, and income is not negative"))
    if income < 0:
        return SignGuess("income-negative", _("income is negative"))
    return SignGuess("result", _("expenses are not positive, as in an income statement"))


def _factor(sign: str, side: str | None) -> int:
    """Return what turns an amount of the file into the result's sign."""
    if sign == "result":
        return 1
    if sign == "income-negative":
        return -1
    return 1 if side == "income" else -1


def _line(row: PlanRow, factor: int, columns: PlanColumns) -> BudgetLine:
    months = None
    if row.has_months:
        planned = zip(columns.months, row.months, strict=True)
        months = tuple((month, factor * (cents or 0)) for (_index, month), cents in planned)
    return BudgetLine(
        row=row.number,
        account=row.account,
        account_name=row.account_name,
        cost_centre=row.cost_centre,
        cost_centre_name=row.cost_centre_name,
        project=row.project,
        months=months,
        amount_cents=factor * row.total,
        profile="even" if months is None else "months",
        note=row.note,
    )


def _amount_findings(headed: HeadedTable, rows: Sequence[PlanRow]) -> Iterator[Finding]:
    message = _("Row {row}: “{value}” in the column {column} is not an amount.")
    wrong = [row for row in rows if row.wrong is not None and row.kind is not RowClass.TOTAL]
    for row in wrong[:_MOST_OF_A_KIND]:
        index = row.wrong or 0
        column = column_title(headed.guesses, index)
        value = shown(_cell(headed, row, index))
        yield Finding(
            severity=Severity.ERROR,
            kind="unknown-amount",
            message=message.format(row=row.number, column=column, value=value),
            hint=_("Correct the amount in the file, for example 1 234,50, and read it again."),
            sheet=headed.sheet.name,
            row=row.number,
            column=column,
            value=value,
        )


def _account_findings(headed: HeadedTable, rows: Sequence[PlanRow]) -> Iterator[Finding]:
    message = _("Row {row} has amounts but no account: “{value}”.")
    unknown = [row for row in rows if row.kind is RowClass.UNKNOWN and row.wrong is None]
    for row in unknown[:_MOST_OF_A_KIND]:
        cells = headed.rows[row.number - headed.first_row]
        value = next((shown(cell) for cell in cells if not is_blank(cell)), "")
        yield Finding(
            severity=Severity.ERROR,
            kind="unknown-account",
            message=message.format(row=row.number, value=value),
            hint=_("Add the number of the account to the file, or remove the row."),
            sheet=headed.sheet.name,
            row=row.number,
            value=value,
        )


def _rounding_findings(headed: HeadedTable, entries: Sequence[PlanRow]) -> Iterator[Finding]:
    rounded = [row.number for row in entries if row.rounded]
    if rounded:
        message = _(
            "Amounts with parts of a cent were rounded in {count} rows; first in row {row}."
        )
        yield Finding(
            severity=Severity.WARNING,
            kind="rounded-amounts",
            message=message.format(count=len(rounded), row=rounded[0]),
            hint=_("Round the amounts in the file if its totals must agree to the cent."),
            sheet=headed.sheet.name,
            row=rounded[0],
        )


def _side_findings(
    headed: HeadedTable,
    entries: Sequence[PlanRow],
    sign: str,
    sides: Mapping[int, str | None],
) -> Iterator[Finding]:
    if sign != "unsigned":
        return
    message = _("Account {account} has an amount without sign, and its side is not known.")
    sideless = [row for row in entries if row.total and sides[row.number] not in _SIDES]
    for account, row in {row.account: row for row in reversed(sideless)}.items():
        yield Finding(
            severity=Severity.ERROR,
            kind="unknown-side",
            message=message.format(account=account),
            hint=_("Give the account a line in the chart of accounts, or choose another sign."),
            sheet=headed.sheet.name,
            row=row.number,
            value=account,
        )


def _proof_findings(headed: HeadedTable, proof: Sequence[ProofCheck]) -> Iterator[Finding]:
    message = _("The {place} says {expected}, but the rows give {found}.")
    told = [check for check in proof if not check.ok and check.name != "row-totals"]
    for check in told[:_MOST_OF_A_KIND]:
        yield Finding(
            severity=Severity.WARNING,
            kind="proof-failed",
            message=message.format(
                place=check.place, expected=money(check.expected), found=money(check.found)
            ),
            hint=_("Check the formulas of the totals in the file."),
            sheet=headed.sheet.name,
            value=str(check.expected),
        )


def _empty_findings(headed: HeadedTable, lines: Sequence[BudgetLine]) -> Iterator[Finding]:
    if not lines:
        yield Finding(
            severity=Severity.ERROR,
            kind="no-entries",
            message=_("The sheet {sheet} holds no planned amounts.").format(
                sheet=headed.sheet.name
            ),
            hint=_("Check that the right sheet and the right columns are read."),
            sheet=headed.sheet.name,
            row=headed.header_row,
        )


def _cell(headed: HeadedTable, row: PlanRow, index: int) -> Cell:
    cells = headed.rows[row.number - headed.first_row]
    return cells[index] if index < len(cells) else None
