"""The ledger by account: entries with a running balance, month by month, as printouts show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from yhdistys.sample.vouchers import Posting, Voucher
from yhdistys.values.money import from_cents


@dataclass(frozen=True, slots=True)
class Entry:
    """One posting with its voucher and the account's balance after it, cents, debit positive."""

    voucher: Voucher
    posting: Posting
    balance_cents: int


@dataclass(frozen=True, slots=True)
class LedgerAccount:
    """One account of a printout.

    Attributes:
        number: The account.
        opening_cents: The balance the printout starts from, debit positive.
        entries: Its entries in order.
    """

    number: str
    opening_cents: int
    entries: tuple[Entry, ...]

    @property
    def closing_cents(self) -> int:
        """The balance at the end, debit positive."""
        return self.entries[-1].balance_cents if self.entries else self.opening_cents

    def months(self) -> Iterable[tuple[str, tuple[Entry, ...]]]:
        """Return the entries of each month with its label."""
        for (year, month), entries in groupby(
            self.entries, key=lambda entry: (entry.voucher.day.year, entry.voucher.day.month)
        ):
            yield f"{month}/{year}", tuple(entries)


def ledger_accounts(
    vouchers: Iterable[Voucher], opening: Mapping[str, int]
) -> tuple[LedgerAccount, ...]:
    """Return the accounts that have entries or a balance, in order of their numbers."""
    gathered: dict[str, list[tuple[Voucher, Posting]]] = defaultdict(list)
    for voucher in vouchers:
        for row in voucher.postings:
            gathered[row.account].append((voucher, row))
    result = []
    for number in sorted({*gathered, *(account for account in opening if opening[account])}):
        balance = opening.get(number, 0)
        entries = []
        for voucher, row in gathered[number]:
            balance += row.balance_cents
            entries.append(Entry(voucher, row, balance))
        result.append(LedgerAccount(number, opening.get(number, 0), tuple(entries)))
    return tuple(result)


def euros(cents: int) -> Decimal | None:
    """Return an amount for a cell; nothing for zero."""
    return from_cents(cents) if cents else None


def sums(entries: Iterable[Entry]) -> tuple[int, int]:
    """Return the cents of both sides."""
    rows = [entry.posting for entry in entries]
    return sum(row.debit_cents for row in rows), sum(row.credit_cents for row in rows)


def day_text(day: date) -> str:
    """Write a day as printouts do: 05.03.2025."""
    return f"{day:%d.%m.%Y}"
