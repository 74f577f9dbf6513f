"""Voucher numbers, as the association's two accountants give them.

Until 2023 each series runs through the year: ``OL-117``. From 2024 a number tells the month, and
purchase invoices, receipts and memos share one run: ``OL-0806``, ``KU-0807``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from yhdistys.sample.facts import voucher_texts
from yhdistys.sample.planted import CORRECTION
from yhdistys.sample.vouchers import Voucher

_LAST_RUNNING_YEAR: Final = 2023
_SHARED: Final = ("OL", "KU", "MU")
_SHARED_RUN: Final = "OL KU MU"


def numbered(vouchers: Iterable[Voucher]) -> tuple[Voucher, ...]:
    """Return the vouchers in order of their days, each with its number."""
    taken = _told_numbers()
    counters: Counter[tuple[int, int, str]] = Counter()
    result = []
    for voucher in sorted(vouchers, key=lambda voucher: voucher.day):
        number = voucher.number or _next(voucher, counters)
        while number != voucher.number and (voucher.day.year, _plain(number)) in taken:
            number = _next(voucher, counters)
        result.append(replace(voucher, number=number))
    result.sort(key=lambda voucher: (voucher.day, voucher.number))
    return tuple(_with_reference(voucher, result) for voucher in result)


def _next(voucher: Voucher, counters: Counter[tuple[int, int, str]]) -> str:
    year, month, series = voucher.day.year, voucher.day.month, voucher.series
    if year <= _LAST_RUNNING_YEAR:
        counters[year, 0, series] += 1
        return f"{series}-{counters[year, 0, series]}"
    run = _SHARED_RUN if series in _SHARED else series
    counters[year, month, run] += 1
    return f"{series}-{month:02}{counters[year, month, run]:02}"


def _plain(number: str) -> str:
    return number.rpartition("-")[2]


def _told_numbers() -> set[tuple[int, str]]:
    """Return year and running number of the vouchers that have their own number."""
    told = [*(row for row in voucher_texts()["told"] if "number" in row)]
    told.append(voucher_texts()["cancelled"])
    return {(row["day"].year, _plain(row["number"])) for row in told}


def _with_reference(voucher: Voucher, vouchers: list[Voucher]) -> Voucher:
    """Fill in the number of the voucher that a correction takes back."""
    if not any(CORRECTION in row.text for row in voucher.postings):
        return voucher
    day = voucher_texts()["missing_cost_centre"]["day"]
    number = next(
        item.number
        for item in vouchers
        if item.day == day
        and any(row.account == "4900" and not row.cost_centre for row in item.postings)
    )
    rows = tuple(replace(row, text=row.text.format(voucher=number)) for row in voucher.postings)
    return replace(voucher, postings=rows)
