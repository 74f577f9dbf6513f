"""Grants: booked when the money comes; at the year's end income is made equal to the use.

What was not used moves to the advances received and comes back in January, or goes back to the
funder. What was used before it was paid is a receivable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from yhdistys.sample import days
from yhdistys.sample.facts import association, cents, voucher_texts
from yhdistys.sample.purchases import Key
from yhdistys.sample.vouchers import Voucher, against, posting

_ADVANCES: Final = "2950"
_RECEIVABLES: Final = "1770"
_GRANT_NAMES: Final = {
    "3800": "STEA kohtaamispaikka",
    "3810": "STEA hankeavustus",
    "3830": "ESR+-tuki",
    "3840": "kuntarahoitus",
}


def grant_vouchers() -> list[Voucher]:
    """Return receipts, returned money and the entries at each turn of the year."""
    result = [*_receipts(), *_returned(), *_claims_paid()]
    brought: dict[Key, int] = {}
    for year in sorted({row["year"] for row in association()["grant_use"]}):
        result += _brought_back(brought, year)
        booked = _booked(year)
        for key, amount in brought.items():
            booked[key] += amount
        entries, brought = _year_end(booked, year)
        result += entries
    return result


def _receipts() -> list[Voucher]:
    return [
        Voucher(
            series="AV",
            day=day,
            postings=against([posting(account, -amount, text, centre)], "1910", text),
        )
        for day, amount, account, centre, text in _paid_parts()
    ]


def _paid_parts() -> Iterator[tuple[date, int, str, str, str]]:
    for row in association()["grant_receipts"]:
        for part, (day, amount) in enumerate(row["paid"], start=1):
            text = row["text"].format(part=part, year=day.year)
            account = row.get("against", row["account"])
            centre = "" if "against" in row else row["cost_centre"]
            yield day, cents(amount), account, centre, text


def _booked(year: int) -> dict[Key, int]:
    result: dict[Key, int] = defaultdict(int)
    for day, amount, account, centre, _text in _paid_parts():
        if day.year == year and centre:
            result[account, centre] += amount
    return result


def _returned() -> list[Voucher]:
    return [
        _bank(row, posting(_ADVANCES, cents(row["amount"]), row["text"]))
        for row in association()["returned"]
    ]


def _claims_paid() -> list[Voucher]:
    return [
        _bank(row, posting(_RECEIVABLES, -cents(row["amount"]), row["text"]))
        for row in association()["claims_paid"]
    ]


def _bank(row: Mapping[str, Any], first: Any) -> Voucher:
    postings = against([first], "1910", row["text"])
    return Voucher(series="TT", day=row["on"], postings=postings)


def _year_end(booked: Mapping[Key, int], year: int) -> tuple[list[Voucher], dict[Key, int]]:
    """Return the entries of 31.12. and what comes back in January."""
    texts = voucher_texts()["payments"]
    returned = {cents(row["amount"]) for row in association()["returned"]}
    entries, brought = [], {}
    for row in association()["grant_use"]:
        key = (row["account"], row["cost_centre"])
        left = booked.get(key, 0) - cents(row["used"])
        if row["year"] != year or not left:
            continue
        kind, account = ("unused_grant", _ADVANCES) if left > 0 else ("grant_claim", _RECEIVABLES)
        text = texts[kind].format(grant=_GRANT_NAMES[key[0]], year=year)
        rows = against([posting(key[0], left, text, key[1])], account, text)
        entries.append(Voucher(series="MU", day=days.year_end(year), postings=rows))
        if left > 0 and left not in returned:
            brought[key] = left
    return entries, brought


def _brought_back(brought: Mapping[Key, int], year: int) -> list[Voucher]:
    template = voucher_texts()["payments"]["advance_back"]
    day = days.on_or_after(date(year, 1, 2))
    result = []
    for (account, centre), amount in brought.items():
        text = template.format(grant=_GRANT_NAMES[account], year=year - 1)
        rows = against([posting(account, -amount, text, centre)], _ADVANCES, text)
        result.append(Voucher(series="MU", day=day, postings=rows))
    return result
