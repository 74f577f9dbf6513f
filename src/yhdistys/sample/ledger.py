"""The books of all years: every voucher, numbered, and the balances they start from."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date
from typing import Final

from yhdistys.sample import days
from yhdistys.sample.facts import (
    MONTHS,
    YEARS,
    actual_month,
    association,
    cents,
    drawing,
    is_balance,
    voucher_texts,
)
from yhdistys.sample.grants import grant_vouchers
from yhdistys.sample.income import own_income
from yhdistys.sample.numbering import numbered
from yhdistys.sample.payroll import holiday_pay_liability, pay_run
from yhdistys.sample.planted import told_values, told_vouchers
from yhdistys.sample.premises import accrued_invoices, premises
from yhdistys.sample.purchases import Key, purchases
from yhdistys.sample.settling import settlements
from yhdistys.sample.vouchers import Voucher, balances, posting

_DECEMBER: Final = 12
_RESULT: Final = "2460"
_EARLIER_RESULTS: Final = "2450"


@functools.cache
def all_vouchers() -> tuple[Voucher, ...]:
    """Return the vouchers of 2023 to 2025 in order of their days."""
    vouchers = [voucher for year in YEARS for month in MONTHS for voucher in _month(year, month)]
    vouchers += [*grant_vouchers(), *accrued_invoices()]
    vouchers += settlements(vouchers)
    vouchers += _results_moved(vouchers)
    return numbered(vouchers)


def vouchers_between(first: date, last: date) -> tuple[Voucher, ...]:
    """Return the vouchers of a period, both days included."""
    return tuple(voucher for voucher in all_vouchers() if first <= voucher.day <= last)


def opening_balances(year: int) -> dict[str, int]:
    """Return the balance sheet a year starts with, in cents, debit positive; zeros left out."""
    opening = _first_balances()
    for earlier in range(YEARS[0], year):
        after = balances(vouchers_between(date(earlier, 1, 1), date(earlier, 12, 31)), opening)
        opening = {account: amount for account, amount in after.items() if is_balance(account)}
        opening[_RESULT] = opening.get(_RESULT, 0) + sum(
            amount for account, amount in after.items() if not is_balance(account)
        )
    return {account: opening[account] for account in sorted(opening) if opening[account]}


def _first_balances() -> dict[str, int]:
    opening = {account: cents(amount) for account, amount in association()["opening"].items()}
    return {**opening, "1910": -sum(opening.values())}


def _month(year: int, month: int) -> list[Voucher]:
    values = actual_month(year, month)
    result = [
        pay_run(values, year, month),
        *premises(values, year, month),
        *own_income(values, year, month),
        _bank_fees(values, year, month),
        *told_vouchers(year, month),
    ]
    if month == _DECEMBER:
        result.append(holiday_pay_liability(values, year))
    for key, amount in told_values(year, month).items():
        values[key] -= amount
    return [*result, *purchases(values, year, month)]


def _bank_fees(values: Mapping[Key, int], year: int, month: int) -> Voucher:
    label = days.month_label(year, month)
    text = voucher_texts()["income"]["bank_fees"].format(month=label)
    key = ("9100", "10")
    rows = (posting(key[0], -values[key], text, key[1]), posting("1910", values[key], text))
    day = days.drawn_day(days.working_days(year, month), drawing("fees", year, month), [1, 4])
    return Voucher(series="TT", day=day, postings=rows)


def _results_moved(vouchers: list[Voucher]) -> list[Voucher]:
    """Move each closed year's result when the spring meeting has adopted the accounts."""
    template = voucher_texts()["payments"]["result_moved"]
    result = []
    for row in association()["adopted_accounts"]:
        amount = _result_of(vouchers, row["year"])
        text = template.format(
            year=row["year"], date=days.written(row["on"]), section=row["section"]
        )
        rows = (posting(_RESULT, amount, text), posting(_EARLIER_RESULTS, -amount, text))
        result.append(Voucher(series="MU", day=row["on"], postings=rows))
    return result


def _result_of(vouchers: list[Voucher], year: int) -> int:
    """Return a year's result in cents, a surplus positive."""
    if year < YEARS[0]:
        return -_first_balances()[_RESULT]
    return -sum(
        row.balance_cents
        for voucher in vouchers
        if voucher.day.year == year
        for row in voucher.postings
        if not is_balance(row.account)
    )
