"""What a person should know about the rows of a ledger: one sentence each, with the place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from yhdistys.exchange.cells import is_blank, shown
from yhdistys.exchange.columns import column_of, column_title
from yhdistys.exchange.imports import LedgerLine, ProofCheck
from yhdistys.i18n import LazyText, _, lazy, ngettext
from yhdistys.ledger.rules.classes import RowClass, Trouble
from yhdistys.ledger.rules.proof import UnbalancedVoucher
from yhdistys.ledger.rules.table_rows import LedgerRows
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.formats import money, whole_number
from yhdistys.values.money import from_cents

MOST_OF_A_KIND: Final = 100
_EUROS: Final = frozenset({"", "-", "EUR", "EURO", "EUROA", "€"})

_TROUBLES: Final[dict[str, tuple[Severity, LazyText, LazyText]]] = {
    "unknown-amount": (
        Severity.ERROR,
        lazy("Row {row}: “{value}” in the column {column} is not an amount."),
        lazy("Correct the amount in the file, for example 1 234,50, and read it again."),
    ),
    "unknown-date": (
        Severity.ERROR,
        lazy("Row {row}: “{value}” in the column {column} is not a date."),
        lazy("Correct the date in the file, for example 31.12.2025, and read it again."),
    ),
    "missing-date": (
        Severity.ERROR,
        lazy("Row {row} has an amount but no date."),
        lazy("Add the date to the file and read it again."),
    ),
    "unknown-account": (
        Severity.ERROR,
        lazy("Row {row} has an amount but no account: the column {column} holds “{value}”."),
        lazy("Add the number of the account to the file and read it again."),
    ),
    "missing-amount": (
        Severity.WARNING,
        lazy("Row {row} has a date and an account but no amount; it was left out."),
        lazy("If the row is an entry, add its amount to the file and read it again."),
    ),
}


def trouble_findings(table: LedgerRows, troubles: Sequence[Trouble]) -> Iterator[Finding]:
    """Describe the rows that cannot be stored as they are."""
    for kind in _TROUBLES:
        own = [trouble for trouble in troubles if trouble.kind == kind]
        for trouble in own[:MOST_OF_A_KIND]:
            yield _trouble_finding(table, trouble)
        if len(own) > MOST_OF_A_KIND:
            yield _and_more(table, kind, len(own) - MOST_OF_A_KIND)


def _trouble_finding(table: LedgerRows, trouble: Trouble) -> Finding:
    severity, message, hint = _TROUBLES[trouble.kind]
    row = table.row_number(trouble.index)
    index = column_of(table.guesses, trouble.field)
    column = column_title(table.guesses, index) if index is not None else None
    value = shown(table.cell(trouble.index, trouble.field))
    return Finding(
        severity=severity,
        kind=trouble.kind,
        message=str(message).format(row=row, column=column or "", value=value),
        hint=str(hint),
        sheet=table.sheet,
        row=row,
        column=column,
        value=value or None,
    )


def _and_more(table: LedgerRows, kind: str, count: int) -> Finding:
    return Finding(
        severity=_TROUBLES[kind][0],
        kind=kind,
        message=_("There are {count} more rows of this kind.").format(count=count),
        sheet=table.sheet,
    )


def row_findings(
    table: LedgerRows, classes: Sequence[RowClass], troubles: Sequence[Trouble]
) -> Iterator[Finding]:
    """Warn of rows that hold amounts and were not understood."""
    if RowClass.UNKNOWN not in classes:
        return
    told = {trouble.index for trouble in troubles}
    message = _("Row {row} was not understood and was left out: “{value}”.")
    unknown = (index for index, kind in enumerate(classes) if kind is RowClass.UNKNOWN)
    untold = (index for index in unknown if index not in told and _has_money(table, index))
    for index in islice(untold, MOST_OF_A_KIND):
        row = table.row_number(index)
        value = " | ".join(shown(cell) for cell in table.rows[index] if not is_blank(cell))[:120]
        yield Finding(
            severity=Severity.WARNING,
            kind="unknown-row",
            message=message.format(row=row, value=value),
            sheet=table.sheet,
            row=row,
            value=value,
        )


def _has_money(table: LedgerRows, index: int) -> bool:
    return any(column[index] is not None for column in table.money.values())


def sideless_findings(table: LedgerRows, accounts: Sequence[str]) -> Iterator[Finding]:
    """Tell the accounts whose unsigned amounts cannot be understood."""
    message = _("Account {account} has amounts without sign, and its side is not known.")
    for account in accounts:
        yield Finding(
            severity=Severity.ERROR,
            kind="unknown-side",
            message=message.format(account=account),
            hint=_("Give the account a line in the chart of accounts, or choose another sign."),
            sheet=table.sheet,
            row=table.row_number(table.account.index(account)),
            value=account,
        )


def voucher_findings(
    table: LedgerRows, unbalanced: Sequence[UnbalancedVoucher]
) -> Iterator[Finding]:
    """Tell the vouchers whose debit and credit differ."""
    message = _("Voucher {voucher} does not balance: debit minus credit is {difference}.")
    index = column_of(table.guesses, "voucher")
    column = column_title(table.guesses, index) if index is not None else None
    for one in unbalanced[:MOST_OF_A_KIND]:
        difference = money(from_cents(one.difference))
        yield Finding(
            severity=Severity.ERROR,
            kind="unbalanced-voucher",
            message=message.format(voucher=one.voucher, difference=difference),
            hint=_("Ask the accountant for a complete export, or correct the voucher's rows."),
            sheet=table.sheet,
            row=one.row,
            column=column,
            value=one.voucher,
        )


def proof_findings(table: LedgerRows, proof: Sequence[ProofCheck]) -> Iterator[Finding]:
    """Warn of figures of the file that its entries do not give."""
    message = _("The {place} says {expected}, but the entries give {found}.")
    failed = [check for check in proof if not check.ok]
    for check in failed[:MOST_OF_A_KIND]:
        show = whole_number if check.name == "entry-count" else money
        text = message.format(
            place=check.place, expected=show(check.expected), found=show(check.found)
        )
        yield Finding(
            severity=Severity.WARNING,
            kind="proof-failed",
            message=text,
            hint=_("Check that the file is complete and that the sign convention is right."),
            sheet=table.sheet,
            value=str(check.expected),
        )


def currency_findings(table: LedgerRows, lines: Sequence[LedgerLine]) -> Iterator[Finding]:
    """Warn of entries that the file marks as another currency."""
    if "currency" not in table.fields:
        return
    marked = (
        (line.row, shown(table.cell(line.row - table.first_row, "currency")).upper())
        for line in lines
    )
    others = [(row, word) for row, word in marked if word not in _EUROS]
    if others:
        row, word = others[0]
        message = ngettext(
            "Row {row} is marked {value}; its amount was taken as euros.",
            "{n} rows are marked with another currency, the first is row {row}: {value}; their "
            "amounts were taken as euros.",
            len(others),
        )
        yield Finding(
            severity=Severity.WARNING,
            kind="other-currency",
            message=message.format(n=len(others), row=row, value=word),
            hint=_("Check that the amounts are in euros; else correct them in the file."),
            sheet=table.sheet,
            row=row,
            value=word,
        )


def no_entries(
    table: LedgerRows, lines: Sequence[LedgerLine], header_row: int | None
) -> Iterator[Finding]:
    """Tell that there is nothing to import."""
    if not lines:
        yield Finding(
            severity=Severity.ERROR,
            kind="no-entries",
            message=_("The sheet {sheet} holds no entries.").format(sheet=table.sheet),
            hint=_("Check that the right sheet and the right columns are read."),
            sheet=table.sheet,
            row=header_row,
        )
