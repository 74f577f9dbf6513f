"""Vouchers told one by one: what every treasurer has met, placed on purpose.

A large single purchase, a person's name in a text, receipts without a cost centre and their
correction, an invoice booked twice and cancelled, and the vouchers that the accountant changed
between the ledger of 10.9. and that of 10.10.2025.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from yhdistys.sample.facts import cents, voucher_texts
from yhdistys.sample.purchases import Key, paid_voucher
from yhdistys.sample.vouchers import Posting, Voucher, against, posting, reversal

CORRECTION: Final = "{voucher}"
"""Stands in a text for the number of the voucher that is corrected."""
_LAST_DAY_BEFORE: Final = date(2025, 8, 31)


def told_vouchers(year: int, month: int) -> list[Voucher]:
    """Return the vouchers of a month that are told one by one, as the books have them now."""
    result = [_told(row) for row in _rows(year, month) if cents(row["amount"])]
    missing, cancelled = voucher_texts()["missing_cost_centre"], voucher_texts()["cancelled"]
    if _is_in(missing["day"], year, month):
        result.append(_without_cost_centre(missing))
    if _is_in(missing["corrected_on"], year, month):
        result.append(_correction(missing))
    if _is_in(cancelled["day"], year, month):
        result += _cancelled(cancelled)
    return result


def told_values(year: int, month: int) -> dict[Key, int]:
    """Return the cents (expenses negative) that the told vouchers take from a month's values."""
    result: dict[Key, int] = {}
    for row in _rows(year, month):
        key = (row["account"], row["cost_centre"])
        result[key] = result.get(key, 0) - cents(row["amount"])
    missing = voucher_texts()["missing_cost_centre"]
    if _is_in(missing["corrected_on"], year, month):
        key = (missing["account"], missing["corrected_to"])
        result[key] = -sum(cents(amount) for amount, _ in missing["rows"])
    return result


def as_of_september(vouchers: Iterable[Voucher]) -> tuple[Voucher, ...]:
    """Return the vouchers of January to August 2025 as the accountant had them on 10.9.2025."""
    changed = {row["number"]: row for row in voucher_texts()["told"] if "number" in row}
    kept = [
        voucher
        for voucher in vouchers
        if voucher.day <= _LAST_DAY_BEFORE and voucher.number not in changed
    ]
    before = [_told(_before(row)) for row in changed.values()]
    kept += [voucher for voucher in before if voucher.postings[0].balance_cents]
    return tuple(sorted(kept, key=lambda voucher: (voucher.day, voucher.number)))


def _rows(year: int, month: int) -> list[Mapping[str, Any]]:
    return [row for row in voucher_texts()["told"] if _is_in(row["day"], year, month)]


def _is_in(day: date, year: int, month: int) -> bool:
    return (day.year, day.month) == (year, month)


def _before(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        **row,
        "amount": row.get("amount_before", row["amount"]),
        "cost_centre": row.get("cost_centre_before", row["cost_centre"]),
    }


def _told(row: Mapping[str, Any]) -> Voucher:
    rows = [posting(row["account"], cents(row["amount"]), row["text"], row["cost_centre"])]
    if "against" in row:
        postings = against(rows, row["against"], row["text"])
        return Voucher(
            series=row["series"], number=row["number"], day=row["day"], postings=postings
        )
    voucher = paid_voucher(row["series"], row["day"], rows, int(row.get("terms", 7)))
    return replace(voucher, number=row.get("number", ""))


def _without_cost_centre(row: Mapping[str, Any]) -> Voucher:
    rows = [posting(row["account"], cents(amount), text) for amount, text in row["rows"]]
    postings = against(rows, "1910", "Kuitit kesäkuu, toimistotarvikkeet")
    return Voucher(series=row["series"], day=row["day"], postings=postings)


def _correction(row: Mapping[str, Any]) -> Voucher:
    """Take the rows back on their side and book them again with a cost centre."""
    text, account = row["correction_text"], row["account"]
    amounts = [cents(amount) for amount, _ in row["rows"]]
    back = [reversal(account, amount, text) for amount in amounts]
    again = [posting(account, amount, text, row["corrected_to"]) for amount in amounts]
    return Voucher(series="MU", day=row["corrected_on"], postings=(*back, *again))


def _cancelled(row: Mapping[str, Any]) -> list[Voucher]:
    amount = cents(row["amount"])

    def rows(text: str, *, back: bool) -> tuple[Posting, ...]:
        make = reversal if back else posting
        cost = make(row["account"], amount, text, row["cost_centre"])
        return (cost, make("2960", -amount, text))

    return [
        Voucher(
            series="OL",
            number=row["number"],
            day=row["day"],
            postings=rows(row["text"], back=False),
        ),
        Voucher(series="MU", day=row["cancelled_on"], postings=rows(row["cancel_text"], back=True)),
    ]
