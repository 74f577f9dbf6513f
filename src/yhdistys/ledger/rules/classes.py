"""What each row of a ledger is: an entry, an opening, a subtotal, a total, a heading, nothing.

The exports of accounting systems hold many rows that are no entries; counting them as money is the
worst an import can do. The plain entry is recognised first and fast; every other row is looked at
closely.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import starmap
from typing import Final

from yhdistys.exchange.cells import UNREADABLE, Cents, is_blank, is_code, shown
from yhdistys.exchange.tables import Cell, Row
from yhdistys.ledger.rules.table_rows import LedgerRows


class RowClass(StrEnum):
    """What a row is."""

    ENTRY = "entry"
    OPENING = "opening"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    HEADING = "heading"
    BLANK = "blank"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A row that cannot be stored as it is: its index, what is wrong, in which field."""

    index: int
    kind: str
    field: str


@dataclass(slots=True)
class Classified:
    """The class of each row, and the rows that hold something wrong."""

    classes: list[RowClass]
    troubles: list[Trouble] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return how many rows there are of every class, also of those that do not occur."""
        return {kind.value: self.classes.count(kind) for kind in RowClass}


_ENTRY_MONEY: Final = ("debit", "credit", "amount")
_MONTHS: Final = (
    "tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu|januari|februari|mars|"
    "april|maj|juni|juli|augusti|september|oktober|november|december|january|february|march|may|"
    "june|july|august|october"
)
_TOTAL = re.compile(
    r"^(?:kaikki )?(?:yhteensä|yht\.?|loppusumma|loppusaldo|summa|sammanlagt|totalt?|total sum|"
    r"grand total|sum)\b|\b(?:yhteensä|yht\.|loppusaldo|summa|sammanlagt|totalt|total)\W*$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:alkusaldo|alku|avaus|avaava saldo|edellinen saldo|saldo ed\b|saldo alussa|siirto ed|"
    r"ingående (?:balans|saldo)|ib|opening(?: balance)?)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"\b(?:{_MONTHS})(?:kuu)?(?:n|ssa)?\b|\b(?:0?[1-9]|1[0-2])\s?[/.]\s?(?:19|20)?[0-9]{{2}}\b"
    r"|\b(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])\b|\b(?:kk|kuukausi|kuukauden|månad|month)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:tili|konto|account)?[\s:]*(?P<code>[0-9]{3,8})(?:\.0+)?[\s,:;\u2013\u2014-]+(?P<name>[^\W\d].*)",
    re.IGNORECASE | re.DOTALL,
)
_LONE_CODE = re.compile(r"[0-9]{3,8}(?:\.0+)?", re.ASCII)
_OWN_DAY_SHARE = 0.3


def label_of(cell: Cell) -> RowClass | None:
    """Return what a text such as ``Tammikuu yhteensä`` or ``Alkusaldo`` makes of its row."""
    if not isinstance(cell, str):
        return None
    text = cell.strip()
    if _OPENING.search(text):
        return RowClass.OPENING
    if _TOTAL.search(text):
        return RowClass.SUBTOTAL if _MONTH.search(text) else RowClass.TOTAL
    return None


def classify(table: LedgerRows) -> Classified:
    """Give every row its class and fill in what the file says only once."""
    if _holds_entries_only(table):
        return Classified([RowClass.ENTRY] * len(table.rows))
    return _Classifier(table).run()


def _holds_entries_only(table: LedgerRows) -> bool:
    """Say whether every row is a plain entry, as in a journal: seen from its columns at once."""
    if "" in set(table.voucher) and "voucher" in table.fields:
        return False
    if not all(map(is_code, set(table.account))) or set(map(type, table.day)) != {date}:
        return False
    if any(map(label_of, set(table.account_name))):
        return False
    return all(starmap(_is_money, zip(*(table.money[name] for name in _ENTRY_MONEY), strict=True)))


class _Classifier:
    """Walks through the rows once and remembers the last account, voucher and day."""

    def __init__(self, table: LedgerRows) -> None:
        self._table = table
        self._accounts = {code for code in set(table.account) if is_code(code)}
        self._labels = {name for name in set(table.account_name) if label_of(name)}
        self._has_vouchers = "voucher" in table.fields
        self._troubles: list[Trouble] = []
        self._account = self._name = self._voucher = ""
        self._day: date | None = None
        self._carries_account, self._carries_day = self._layout()

    def run(self) -> Classified:
        table = self._table
        classes: list[RowClass] = []
        rows = zip(
            table.account, table.day, table.voucher, table.account_name,
            *(table.money[name] for name in _ENTRY_MONEY), strict=True,
        )  # fmt: skip
        for index, (account, day, voucher, name, debit, credit, amount) in enumerate(rows):
            if (
                account in self._accounts
                and day.__class__ is date
                and (voucher or not self._has_vouchers)
                and name not in self._labels
                and _is_money(debit, credit, amount)
            ):
                self._account, self._name, self._voucher = account, name, voucher
                self._day = day
                classes.append(RowClass.ENTRY)
            else:
                classes.append(self._look_closely(index))
        return Classified(classes, self._troubles)

    def _layout(self) -> tuple[bool, bool]:
        """Return whether rows take the account, and the day, of a row above."""
        table = self._table
        own = other = dayless = 0
        rows = zip(
            table.account, table.day, *(table.money[name] for name in _ENTRY_MONEY), strict=True
        )
        for account, day, debit, credit, amount in rows:
            if debit is None and credit is None and amount is None:
                continue
            if day.__class__ is not date:
                dayless += account in self._accounts
            elif account in self._accounts:
                own += 1
            elif not account:
                other += 1
        return other > own, dayless > _OWN_DAY_SHARE * (own + other)

    def _look_closely(self, index: int) -> RowClass:
        row = self._table.rows[index]
        if all(map(is_blank, row)):
            return RowClass.BLANK
        label = self._label(index, row)
        if label is not None:
            return label
        if any(self._money(index, name) is not None for name in _ENTRY_MONEY):
            return self._row_with_amount(index)
        return self._row_without_amount(index, row)

    def _label(self, index: int, row: Row) -> RowClass | None:
        """Return the label of a row that is no posting of a voucher."""
        voucher = self._table.voucher[index]
        has_day = self._table.day[index].__class__ is date
        if voucher and not label_of(voucher) and (has_day or self._account_of(index)):
            return None
        found = next(filter(None, map(label_of, row)), None)
        if found is RowClass.OPENING and self._account_of(index):
            self._account = self._account_of(index)
        return found

    def _row_without_amount(self, index: int, row: Row) -> RowClass:
        table = self._table
        if self._money(index, "opening") is not None:
            self._remember_account(index)
            return RowClass.OPENING
        if self._money(index, "change") is not None:
            return RowClass.SUBTOTAL
        if self._is_heading(index, row):
            return RowClass.HEADING
        if table.day[index].__class__ is date and self._account_of(index):
            self._trouble(index, "missing-amount", "amount")
        return RowClass.UNKNOWN

    def _is_heading(self, index: int, row: Row) -> bool:
        """Say whether the row names an account for the rows below, and remember it."""
        table = self._table
        if self._account_of(index) and not table.voucher[index] and table.day[index] is None:
            self._remember_account(index)
            return True
        filled = [shown(cell) for cell in row if not is_blank(cell)]
        found = _HEADING.fullmatch(filled[0])
        if found:
            self._account, self._name = found["code"], found["name"].strip()
        elif len(filled) > 1 and _LONE_CODE.fullmatch(filled[0]) and filled[1][:1].isalpha():
            self._account, self._name = filled[0].partition(".")[0], filled[1]
        else:
            return False
        return True

    def _row_with_amount(self, index: int) -> RowClass:
        if self._sums_up(index):
            return RowClass.SUBTOTAL
        if self._is_bare_total(index):
            return RowClass.TOTAL
        wrong = self._wrong_part(index)
        if wrong is not None:
            return self._trouble(index, *wrong)
        return RowClass.ENTRY

    def _wrong_part(self, index: int) -> tuple[str, str] | None:
        """Return what keeps a row from being an entry, and in which field; fill in the rest."""
        for name in _ENTRY_MONEY:
            if self._money(index, name) is UNREADABLE:
                return "unknown-amount", name
        if not self._fill_account(index):
            return "unknown-account", "account"
        if self._table.day[index] is UNREADABLE:
            return "unknown-date", "date"
        return None if self._fill_day_and_voucher(index) else ("missing-date", "date")

    def _fill_day_and_voucher(self, index: int) -> bool:
        """Take the day and the voucher of the row above; say whether there is a day."""
        table = self._table
        day, voucher = table.day[index], table.voucher[index]
        if isinstance(day, date):
            self._day = day
        elif self._day is None or voucher not in {"", self._voucher}:
            return False
        if not voucher and not self._is_new_day(day):
            table.voucher[index] = self._voucher
        table.day[index] = self._day
        self._voucher = table.voucher[index]
        return True

    def _is_new_day(self, day: object) -> bool:
        """Say whether a row without voucher has a day of its own, so belongs to no other row."""
        return isinstance(day, date) and not self._carries_day

    def _sums_up(self, index: int) -> bool:
        """Say whether the row has sums but neither account nor voucher of its own."""
        table = self._table
        if self._account_of(index) or table.voucher[index]:
            return False
        day = table.day[index]
        if not self._carries_account:
            has_day = day.__class__ is date and bool(table.text[index])
            return not table.account[index] and not has_day
        if day is UNREADABLE:
            return bool(_MONTH.search(shown(table.cell(index, "date"))))
        return day is None and not table.text[index]

    def _is_bare_total(self, index: int) -> bool:
        """Say whether the row sums up its account: no day, voucher or text, nor a voucher above."""
        table = self._table
        return (
            bool(self._account_of(index))
            and not self._carries_day
            and table.day[index] is None
            and not table.voucher[index]
            and not table.text[index]
        )

    def _fill_account(self, index: int) -> bool:
        table = self._table
        if self._account_of(index):
            self._remember_account(index)
            return True
        if table.account[index] or not self._carries_account or not self._account:
            return False
        table.account[index] = self._account
        table.account_name[index] = table.account_name[index] or self._name
        return True

    def _account_of(self, index: int) -> str:
        """Return the account the row itself names, or an empty text."""
        account = self._table.account[index]
        return account if account in self._accounts else ""

    def _remember_account(self, index: int) -> None:
        self._account = self._account_of(index)
        self._name = self._table.account_name[index]

    def _money(self, index: int, name: str) -> Cents:
        return self._table.money[name][index]

    def _trouble(self, index: int, kind: str, name: str) -> RowClass:
        self._troubles.append(Trouble(index, kind, name))
        return RowClass.UNKNOWN


def _is_money(debit: Cents, credit: Cents, amount: Cents) -> bool:
    """Say whether at least one amount stands in the row and all that stand are readable."""
    return (
        (debit is not None or credit is not None or amount is not None)
        and debit is not UNREADABLE
        and credit is not UNREADABLE
        and amount is not UNREADABLE
    )


def entry_indexes(classes: Sequence[RowClass]) -> list[int]:
    """Return the indexes of the entries."""
    return [index for index, kind in enumerate(classes) if kind is RowClass.ENTRY]
