"""Ledgers made up in the shapes that accounting systems give.

``statement_ledger`` is a general ledger of the income statement's accounts: codes that went through
a spreadsheet (``3910.0``), negative credits, openings, month subtotals without account, totals,
a foot, six identical rows, reversals, and vouchers that look like days.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

HEADER = (
    "TILI", "TILIN NIMI", "TOSITE", "PVM", "DEBET", "KREDIT", "ALV", "KP", "SELITE", "ALKUSALDO",
    "KK-MUUTOS", "KP-SALDO",
)  # fmt: skip
ACCOUNTS = 32
ENTRIES = 646
SUBTOTALS = 129
_COST_CENTRES = ("10", "6", "99", "31", "20", "70", "3", "2", "5", "90")
_INCOME = (("3910", "Palkkatuki"), ("3960", "Avustukset STM"), ("7301", "Palautuskorot"))
_YEAR = 2025


@dataclass(frozen=True)
class Posting:
    """One invented entry; cents with debit positive."""

    account: str
    name: str
    voucher: str
    day: date
    cents: int
    cost_centre: str
    text: str


def statement_postings(seed: int = 6) -> list[Posting]:
    """Return 646 entries on 32 accounts in 129 months, sorted as a general ledger is."""
    chance = random.Random(seed)  # noqa: S311 - invented data
    expenses = [(str(4900 + number * 40), f"Kulut {number}") for number in range(ACCOUNTS - 3)]
    accounts = sorted([*_INCOME, *expenses])
    months = [
        (account, name, month)
        for index, (account, name) in enumerate(accounts)
        for month in range(1, 13)
        if month <= (4 if index else 5)
    ]
    assert len(months) == SUBTOTALS
    postings = [_identical(number) for number in range(6)]
    while len(postings) < ENTRIES:
        account, name, month = months[len(postings) % SUBTOTALS]
        number = len(postings)
        cents = chance.randrange(100, 400_000)
        sign = -1 if account in {code for code, _name in _INCOME} else 1
        reversal = number % 97 == 0
        postings.append(
            Posting(
                account=account,
                name=name,
                voucher=f"{1 + number % 12}-{number}-{_YEAR}",
                day=date(_YEAR, month, 1 + number % 28),
                cents=-sign * cents if reversal else sign * cents,
                cost_centre=chance.choice(_COST_CENTRES),
                text=f"Mitätöinti tos. {number}" if reversal else f"Lasku {number}",
            )
        )
    return sorted(postings, key=lambda one: (one.account, one.day))


def _identical(_number: int) -> Posting:
    return Posting("3910", "Palkkatuki", "13-10-2025", date(_YEAR, 1, 31), -70_000, "20", "Tuki")


def statement_rows(
    postings: Sequence[Posting], *, account_on_totals: bool = True
) -> Iterator[tuple[str, ...]]:
    """Yield the 840 rows below the headings."""
    for account, own_postings in groupby(postings, key=lambda one: one.account):
        own = list(own_postings)
        code = f"{account}.0"
        yield _row(code, own[0].name, opening="0.0")
        balance = 0
        for _month, month_postings in groupby(own, key=lambda one: one.day.month):
            month = list(month_postings)
            for one in month:
                balance += one.cents
                yield _entry(one, code, balance)
            yield _row("", "", *_sides(month), change=_euros(_net(month)), balance=_euros(balance))
        total_code = code if account_on_totals else ""
        yield _row(total_code, "Yhteensä", *_sides(own), balance=_euros(balance))
    foot = f"Yhteensä {len(postings)} vientiä"
    yield _row("", foot, *_sides(postings), balance=_euros(_net(postings)))


def statement_ledger(*, account_on_totals: bool = True) -> bytes:
    """Return the ledger as the bytes of a csv file: UTF-8, semicolons, decimal points."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(HEADER)
    rows = statement_rows(statement_postings(), account_on_totals=account_on_totals)
    writer.writerows(rows)
    return out.getvalue().encode()


def _entry(one: Posting, code: str, balance: int) -> tuple[str, ...]:
    is_credit = one.cents < 0 and not one.text.startswith("Mitätöinti")
    if one.text.startswith("Mitätöinti"):  # a negated row keeps its side
        is_credit = one.cents > 0
    euros = _euros(one.cents)
    return (
        code, one.name, one.voucher, one.day.isoformat(), "" if is_credit else euros,
        euros if is_credit else "", "", f"{one.cost_centre}.0", one.text, "", "", _euros(balance),
    )  # fmt: skip


def _row(
    account: str,
    name: str,
    debit: str = "",
    credit: str = "",
    *,
    opening: str = "",
    change: str = "",
    balance: str = "",
) -> tuple[str, ...]:
    return (account, name, "", "", debit, credit, "", "", "", opening, change, balance)


def _sides(postings: Sequence[Posting]) -> tuple[str, str]:
    rows = [_entry(one, "", 0) for one in postings]
    debit = sum(Decimal(row[4] or 0) for row in rows)
    credit = sum(Decimal(row[5] or 0) for row in rows)
    return str(debit), str(credit)


def _net(postings: Sequence[Posting]) -> int:
    return sum(one.cents for one in postings)


def _euros(cents: int) -> str:
    return str(Decimal(cents) / 100)
