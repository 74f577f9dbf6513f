"""Three layouts of a ledger, as the association's accountants send it.

``account_headings``: the account as a heading, month sums, credits negative (2023).
``with_dimensions``: twenty rows of preamble, one column for each dimension (2024).
``with_balances``: account and name on each row, opening rows, month sums, totals (2025).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from yhdistys.sample.days import written
from yhdistys.sample.facts import account_name, association, cost_centre_names
from yhdistys.sample.ledger_accounts import Entry, LedgerAccount, day_text, euros, sums
from yhdistys.sample.sheets import Cell, SampleSheet, SheetRow
from yhdistys.values.money import from_cents

_DIMENSIONS: Final = ("Kustannuspaikka", "Rahoittaja")
_PREAMBLE_ROWS: Final = 20
_BALANCE_HEADS: Final = (
    *("Tili", "Tilin nimi", "Tosite", "Pvm", "Kp", "Kp nimi"),
    *("Selite", "Debet", "Kredit", "Saldo"),
)
_REPORT_HEADS: Final = (
    *("Tositenumero", "Tositepäivä", "Tili", "Tilin nimi", "Selite", "Debet", "Kredit"),
    *_DIMENSIONS,
)
_TO: Final = "\u2013"


def account_headings(
    accounts: Sequence[LedgerAccount], first: date, last: date, made_on: date
) -> SampleSheet:
    """Lay out a printout with each account under its own heading and negative credits."""
    accountant = _identity("accountant_until_2023")
    period = f"{written(first)} {_TO} {written(last)}"
    rows = [
        _row("title", _name()),
        _row("note", f"PÄÄKIRJA {period}"),
        _row("note", accountant, None, None, f"Tulostettu {written(made_on)}"),
        _row("note"),
        _row("header", "Tili", "Tosite", "Pvm", "Selite", "Kp", "Debet €", "Kredit €", "Saldo €"),
    ]
    for account in accounts:
        rows += _under_heading(account, first)
    entries = [entry for account in accounts for entry in account.entries]
    debit, credit = sums(entries)
    count = f"Yhteensä {len(entries)} vientiä"
    rows.append(
        _row("total", count, None, None, None, None, from_cents(debit), from_cents(-credit))
    )
    return _sheet("Pääkirja", rows, made_on, widths=(34, 10, 11, 56, 5, 13, 13, 13))


def _under_heading(account: LedgerAccount, first: date) -> Iterator[SheetRow]:
    yield _row("heading", f"{account.number} {account_name(account.number)}")
    if account.opening_cents:
        text = f"Alkusaldo {written(first)}"
        yield _total(text, None, None, from_cents(account.opening_cents))
    for label, entries in account.months():
        for entry in entries:
            row, voucher = entry.posting, entry.voucher
            amounts = (euros(row.debit_cents), euros(-row.credit_cents))
            head = (None, voucher.number, day_text(voucher.day), row.text, row.cost_centre or None)
            yield _row("body", *head, *amounts, from_cents(entry.balance_cents))
        debit, credit = sums(entries)
        balance = from_cents(entries[-1].balance_cents)
        yield _total(f"Yhteensä {label}", euros(debit), euros(-credit), balance)
    debit, credit = sums(account.entries)
    closing = from_cents(account.closing_cents)
    yield _total("Tili yhteensä", from_cents(debit), from_cents(-credit), closing)
    yield _row("note")


def _total(text: str, debit: Decimal | None, credit: Decimal | None, balance: Decimal) -> SheetRow:
    return _row("total", None, None, None, text, None, debit, credit, balance)


def with_dimensions(
    accounts: Sequence[LedgerAccount], first: date, last: date, made_on: date
) -> SampleSheet:
    """Lay out a report with a long preamble and one column for each dimension."""
    rows = [*_preamble(first, last, made_on)]
    rows.append(_row("header", *_REPORT_HEADS))
    entries = [entry for account in accounts for entry in account.entries]
    rows += [_with_funder(entry) for entry in entries]
    debit, credit = sums(entries)
    rows.append(
        _row("total", "Yhteensä", None, None, None, None, from_cents(debit), from_cents(credit))
    )
    return _sheet("Pääkirja", rows, made_on, widths=(14, 12, 8, 34, 56, 13, 13, 26, 12))


def _preamble(first: date, last: date, made_on: date) -> Iterator[SheetRow]:
    """Yield the twenty rows that a report program writes above its table."""
    facts = (
        ("Yritys", _name()),
        ("Y-tunnus", _identity("business_id")),
        ("Raportti", "Pääkirja, tapahtumittain"),
        ("Kausi", f"{written(first)} - {written(last)}"),
        ("Tilikausi", f"{written(first)} - {written(last)}"),
        ("Tilit", "1000 - 9999"),
        ("Tositelajit", "Kaikki"),
        ("Tositteen tila", "Vahvistettu"),
        ("Valuutta", "EUR"),
        ("Dimensiot", ", ".join(_DIMENSIONS)),
        ("Näytä dimensiot", "Kyllä"),
        ("Näytä saldottomat tilit", "Ei"),
        ("Näytä tilin alkusaldo", "Ei"),
        ("Järjestys", "Tili, päivä, tosite"),
        ("Laatija", _identity("accountant")),
        ("Tulostettu", f"{written(made_on)} 9:42"),
    )
    yield _row("title", "Pääkirja")
    yield _row("note")
    for label, value in facts:
        yield _row("note", label, value)
    for _ in range(_PREAMBLE_ROWS - len(facts) - 2):
        yield _row("note")


def _with_funder(entry: Entry) -> SheetRow:
    row, voucher = entry.posting, entry.voucher
    funders = {item["code"]: item.get("funder") for item in association()["cost_centres"]}
    centre = (
        f"{row.cost_centre} {cost_centre_names()[row.cost_centre]}" if row.cost_centre else None
    )
    head = (voucher.number, voucher.day, int(row.account), account_name(row.account), row.text)
    amounts = (euros(row.debit_cents), euros(row.credit_cents))
    return _row("body", *head, *amounts, centre, funders.get(row.cost_centre))


def with_balances(
    accounts: Sequence[LedgerAccount], first: date, last: date, made_on: date
) -> SampleSheet:
    """Lay out a printout with opening rows, a running balance, month sums and totals."""
    rows = [
        _row("title", f"{_name()}, pääkirja"),
        _row("note", f"Kausi {written(first)} - {written(last)}"),
        _row("note", f"{_identity('accountant')}, tulostettu {written(made_on)}"),
        _row("note"),
        _row("header", *_BALANCE_HEADS),
    ]
    for account in accounts:
        rows += _with_opening(account, first)
    entries = [entry for account in accounts for entry in account.entries]
    rows.append(_sum_row(f"Yhteensä {len(entries)} vientiä", entries, None))
    return _sheet("Pääkirja", rows, made_on, widths=(7, 34, 11, 11, 5, 22, 56, 13, 13, 14))


def _with_opening(account: LedgerAccount, first: date) -> Iterator[SheetRow]:
    names = (int(account.number), account_name(account.number))
    if account.opening_cents:
        opening = from_cents(account.opening_cents)
        yield _row("total", *names, None, first, None, None, "Alkusaldo", None, None, opening)
    for label, entries in account.months():
        for entry in entries:
            row, voucher = entry.posting, entry.voucher
            centre = int(row.cost_centre) if row.cost_centre else None
            head = (voucher.number, voucher.day, centre, cost_centre_names().get(row.cost_centre))
            amounts = (euros(row.debit_cents), euros(row.credit_cents))
            balance = from_cents(entry.balance_cents)
            yield _row("body", *names, *head, row.text, *amounts, balance)
        yield _sum_row(f"Yhteensä {label}", entries, None)
    yield _sum_row("Yhteensä", account.entries, account.closing_cents)


def _sum_row(text: str, entries: Iterable[Entry], balance_cents: int | None) -> SheetRow:
    debit, credit = (from_cents(cents) for cents in sums(entries))
    balance = None if balance_cents is None else from_cents(balance_cents)
    return _row("total", None, text, None, None, None, None, None, debit, credit, balance)


def _row(kind: str, *cells: Cell) -> SheetRow:
    return SheetRow(kind, cells)


def _sheet(
    name: str, rows: list[SheetRow], made_on: date, *, widths: tuple[int, ...]
) -> SampleSheet:
    return SampleSheet(
        name=name,
        rows=tuple(rows),
        widths=widths,
        title=f"Pääkirja {_identity('short_name')}",
        author=_identity("accountant"),
        made_on=made_on,
    )


def _identity(key: str) -> str:
    return str(association()["identity"][key])


def _name() -> str:
    return _identity("name_fi")
