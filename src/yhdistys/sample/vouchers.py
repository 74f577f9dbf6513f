"""Vouchers and their postings as values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Posting:
    """One row of a voucher.

    Amounts are cents and positive on their side; a reversal keeps its side with a negative amount.
    """

    account: str
    cost_centre: str
    text: str
    debit_cents: int
    credit_cents: int

    @property
    def balance_cents(self) -> int:
        """Debit less credit."""
        return self.debit_cents - self.credit_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """One voucher: its postings are equal on both sides.

    Attributes:
        series: ``PL`` pay, ``OL`` purchase invoice, ``KU`` receipt, ``MU`` memo, ``AV`` grant,
            ``JM`` fees, ``TT`` bank.
        number: As the accountant writes it, such as ``OL-0806``; empty until it is numbered.
        day: The day it is dated.
        postings: Its rows.
        due_on: When a purchase invoice has to be paid; ``None`` for everything else.
    """

    series: str
    number: str = ""
    day: date
    postings: tuple[Posting, ...]
    due_on: date | None = None


def posting(account: str, cents: int, text: str, cost_centre: str = "") -> Posting:
    """Return a row on the side its sign tells: positive cents are debit."""
    return Posting(account, cost_centre, text, max(cents, 0), max(-cents, 0))


def reversal(account: str, cents: int, text: str, cost_centre: str = "") -> Posting:
    """Return a row that takes back ``cents`` (debit positive) on the side where they stand."""
    return Posting(account, cost_centre, text, -max(cents, 0), -max(-cents, 0))


def against(rows: Iterable[Posting], account: str, text: str) -> tuple[Posting, ...]:
    """Return the rows with one more that makes both sides equal."""
    rows = tuple(rows)
    return (*rows, posting(account, -sum(row.balance_cents for row in rows), text))


def balances(vouchers: Iterable[Voucher], opening: dict[str, int]) -> dict[str, int]:
    """Return the balance of each account in cents, debit positive, after the vouchers."""
    result: dict[str, int] = defaultdict(int, opening)
    for voucher in vouchers:
        for row in voucher.postings:
            result[row.account] += row.balance_cents
    return dict(result)
