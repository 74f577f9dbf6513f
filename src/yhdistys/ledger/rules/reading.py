"""Reading a ledger or journal from a table, whatever its layout. Pure: no file is opened here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from yhdistys.errors import ValidationError
from yhdistys.exchange.cells import Cents
from yhdistys.exchange.imports import (
    ImportOptions,
    ImportResult,
    LedgerLine,
    ProofCheck,
    SheetView,
)
from yhdistys.exchange.sheets import HeadedTable, TableKind, best_table, headed_table, unread_result
from yhdistys.exchange.tables import Sheet, TableFile
from yhdistys.i18n import _
from yhdistys.ledger.rules import findings
from yhdistys.ledger.rules.classes import Classified, RowClass, classify
from yhdistys.ledger.rules.headings import LEDGER_COLUMNS, is_ledger_header
from yhdistys.ledger.rules.proof import prove_figures, prove_vouchers
from yhdistys.ledger.rules.signs import (
    SignGuess,
    check_sign,
    debit_and_credit,
    divide_amounts,
    side_finder,
    sideless_accounts,
    sign_of_one_column,
    sign_of_two_columns,
)
from yhdistys.ledger.rules.table_rows import LedgerRows, ledger_rows
from yhdistys.values.findings import Finding

_FIGURES = ("balance", "change")


def _needs() -> str:
    return _(
        "A ledger needs headings for the date, the account or the voucher, and the amounts, such "
        "as “Pvm”, “Tili”, “Debet” and “Kredit”. Name the columns yourself if they are called "
        "something else."
    )


LEDGER_TABLE = TableKind(known=LEDGER_COLUMNS, suffices=is_ledger_header, needs=_needs)


@dataclass(frozen=True, slots=True)
class LedgerReading:
    """Everything one sheet of a ledger gave."""

    table: LedgerRows
    classified: Classified
    sign: SignGuess
    lines: tuple[LedgerLine, ...]
    proof: tuple[ProofCheck, ...]
    problems: tuple[Finding, ...]


def read_ledger(table: TableFile, options: ImportOptions | None = None) -> ImportResult:
    """Read the entries of a ledger or journal, with the proof that they are complete.

    Args:
        table: The file as it was read.
        options: What the user says about it.

    A table without the headings of a ledger gives a result with a finding and no lines.

    Raises:
        UsageError: The options name an unknown sheet, field, column or sign convention.
    """
    options = options or ImportOptions()
    try:
        headed, remarks = best_table(table, LEDGER_TABLE, options)
    except ValidationError as refused:
        return unread_result(table, refused)
    reading = read_headed(headed, options)
    name = headed.sheet.name
    about_file = tuple(one for one in table.findings if one.sheet in {None, name})
    return ImportResult(
        file_name=table.path_name,
        sha256=table.sha256,
        sheet=name,
        rows_read=len(headed.rows) - reading.classified.counts()["blank"],
        sign=reading.sign.sign,
        sign_reason=reading.sign.reason,
        columns=headed.guesses,
        row_classes=reading.classified.counts(),
        ledger=reading.lines,
        proof=reading.proof,
        problems=(*about_file, *remarks, *reading.problems),
        header_row=headed.header_row,
        first_row=headed.first_row,
        classes=tuple(reading.classified.classes),
    )


def inspect_ledger(table: TableFile) -> tuple[SheetView, ...]:
    """Tell what each sheet looks like as a ledger; stores nothing and never raises."""
    return tuple(_view(sheet) for sheet in table.sheets)


def _view(sheet: Sheet) -> SheetView:
    width = max(map(len, sheet.rows), default=0)
    headed = headed_table(sheet, LEDGER_TABLE, {})
    if headed is None:
        return SheetView(
            name=sheet.name, rows=len(sheet.rows), columns=width, header_row=None, kind="unknown",
            guesses=(), sign=None, row_classes={},
        )  # fmt: skip
    reading = read_headed(headed, ImportOptions())
    return SheetView(
        name=sheet.name,
        rows=len(sheet.rows),
        columns=width,
        header_row=headed.header_row,
        kind="ledger",
        guesses=headed.guesses,
        sign=reading.sign.sign,
        row_classes=reading.classified.counts(),
        problems=reading.problems,
    )


def read_headed(headed: HeadedTable, options: ImportOptions) -> LedgerReading:
    """Read one sheet whose headings are known.

    Raises:
        UsageError: The sign convention does not exist or does not fit the columns.
    """
    table = ledger_rows(headed.sheet.name, headed.first_row, headed.rows, headed.guesses)
    classified = classify(table)
    is_entry = [kind is RowClass.ENTRY for kind in classified.classes]
    amounts = _Amounts(table, is_entry, options)
    lines = tuple(_lines(table, is_entry, amounts))
    figures = _prove_figures(table, classified, lines)
    vouchers, unbalanced = prove_vouchers(lines, side_finder(options.sides))
    problems = (
        *findings.trouble_findings(table, classified.troubles),
        *findings.row_findings(table, classified.classes, classified.troubles),
        *findings.sideless_findings(table, amounts.sideless),
        *findings.voucher_findings(table, unbalanced),
        *findings.currency_findings(table, lines),
        *findings.proof_findings(table, figures),
        *findings.no_entries(table, lines, headed.header_row),
    )
    return LedgerReading(table, classified, amounts.guess, lines, figures + vouchers, problems)


class _Amounts:
    """The sign convention and both sides of every entry, in cents."""

    def __init__(self, table: LedgerRows, is_entry: list[bool], options: ImportOptions) -> None:
        sides = side_finder(options.sides)
        accounts = list(compress(table.account, is_entry))
        has_two_columns = not table.fields.isdisjoint({"debit", "credit"})
        if options.sign is not None:
            check_sign(options.sign, has_two_columns)
        self.sideless: tuple[str, ...] = ()
        if has_two_columns:
            debits = _cents(table.money["debit"], is_entry)
            credits_ = _cents(table.money["credit"], is_entry)
            self.guess = _chosen(options) or sign_of_two_columns(credits_)
            self.debits, self.credits = debit_and_credit(self.guess.sign, debits, credits_)
            return
        amounts = _cents(table.money["amount"], is_entry)
        pairs = zip(accounts, amounts, strict=True)
        self.guess = _chosen(options) or sign_of_one_column(pairs, sides)
        self.debits, self.credits = divide_amounts(self.guess.sign, amounts, accounts, sides)
        if self.guess.sign == "unsigned":
            self.sideless = sideless_accounts(accounts, sides)


def _chosen(options: ImportOptions) -> SignGuess | None:
    return SignGuess(options.sign, _("you chose this convention")) if options.sign else None


def _cents(column: Sequence[Cents], is_entry: list[bool]) -> list[int]:
    """Return the amounts of the entries; what is empty is zero."""
    return [cents or 0 for cents in compress(column, is_entry)]  # type: ignore[misc] # entries are readable


def _lines(table: LedgerRows, is_entry: list[bool], amounts: _Amounts) -> Iterator[LedgerLine]:
    names = _known_names(table.account, table.account_name, is_entry)
    centre_names = _known_names(table.cost_centre, table.cost_centre_name, is_entry)
    accounts = list(compress(table.account, is_entry))
    centres = list(compress(table.cost_centre, is_entry))
    numbers = range(table.first_row, table.first_row + len(table.rows))
    columns = zip(
        compress(numbers, is_entry),
        compress(table.voucher, is_entry),
        compress(table.day, is_entry),
        accounts,
        map(names.__getitem__, accounts),
        centres,
        map(centre_names.__getitem__, centres),
        compress(table.project, is_entry),
        compress(table.text, is_entry),
        amounts.debits,
        amounts.credits,
        strict=True,
    )
    return map(LedgerLine._make, columns)


def _known_names(
    codes: Sequence[str], names: Sequence[str], is_entry: list[bool]
) -> dict[str, str]:
    """Return the name of each code: the last one its entries give, else none."""
    own_codes, own_names = list(compress(codes, is_entry)), list(compress(names, is_entry))
    known = dict.fromkeys(own_codes, "")
    known.update(zip(compress(own_codes, own_names), filter(None, own_names), strict=True))
    return known


def _prove_figures(
    table: LedgerRows, classified: Classified, lines: Sequence[LedgerLine]
) -> tuple[ProofCheck, ...]:
    has_sums = {RowClass.SUBTOTAL, RowClass.TOTAL} & set(classified.classes)
    if not has_sums and "balance" not in table.fields:
        return ()
    nets = {line.row - table.first_row: line.debit_cents - line.credit_cents for line in lines}
    return prove_figures(table, classified.classes, nets)
