"""Money that leaves later: purchase invoices, taxes, insurance; the till carried to the bank.

At the end of a closed year the last payment of the year is as large as it must be for the balance
sheet of that year; January pays the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from yhdistys.sample import days
from yhdistys.sample.facts import MONTHS, YEARS, association, cents, voucher_texts
from yhdistys.sample.payroll import pension_part
from yhdistys.sample.vouchers import Voucher, posting
from yhdistys.values.money import split_cents

_RUN_DAYS: Final = (7, 21)
_TAX_DAY: Final = 12
_PENSION_DAY: Final = 20
_SETTLEMENT_DAY: Final = 27
_SETTLEMENT_MONTHS: Final = (3, 6, 9, 12)
_DECEMBER: Final = 12
_TILL: Final = 150_00
_NOTES: Final = 10_00
_SHARING_DAYS: Final = 3
_FIRST_RUN_SHARE: Final = 60


def settlements(vouchers: Sequence[Voucher]) -> list[Voucher]:
    """Return the bank vouchers that settle what the given vouchers leave open."""
    texts = voucher_texts()["payments"]
    return [
        *_settled("2960", texts["payment_run"], _run_plan(vouchers), vouchers),
        *_settled("2986", texts["tax"], _tax_plan(vouchers), vouchers),
        *_insurance(vouchers),
        *_deposits(vouchers),
    ]


def opening(account: str) -> int:
    """Return the cents of an account at the first opening, debit positive."""
    return cents(association()["opening"].get(account, "0"))


def closing(account: str, year: int) -> int | None:
    """Return the cents a closed year has to end with, debit positive; ``None`` when open."""
    told = association()["closing"].get(str(year))
    return cents(told[account]) if told else None


def _paid(day: date, account: str, amount: int, text: str) -> Voucher:
    rows = (posting(account, amount, text), posting("1910", -amount, text))
    return Voucher(series="TT", day=day, postings=rows)


def _months() -> Iterator[tuple[int, int]]:
    return ((year, month) for year in YEARS for month in MONTHS)


def _change(vouchers: Iterable[Voucher], account: str, year: int) -> int:
    return sum(
        row.balance_cents
        for voucher in vouchers
        if voucher.day.year == year
        for row in voucher.postings
        if row.account == account
    )


def _settled(
    account: str,
    template: str,
    plan: Mapping[date, tuple[int, str]],
    vouchers: Sequence[Voucher],
) -> list[Voucher]:
    """Pay by the plan; the last days of a closed year take what its balance needs.

    What the last days pay less than planned, the first days of the next year pay more.
    """
    paid = {day: amount for day, (amount, _) in plan.items()}
    balance, carried = opening(account), 0
    for year in YEARS:
        year_days = [day for day in plan if day.year == year]
        paid = _shared(paid, year_days[:_SHARING_DAYS], carried)
        balance += _change(vouchers, account, year) + sum(paid[day] for day in year_days)
        target = closing(account, year)
        carried = balance - target if target is not None else 0
        paid = _shared(paid, year_days[-_SHARING_DAYS:], -carried)
        balance -= carried
    return [
        _paid(day, account, paid[day], template.format(date=days.written(day), month=label))
        for day, (_, label) in plan.items()
        if paid[day]
    ]


def _shared(paid: Mapping[date, int], on: Sequence[date], amount: int) -> dict[date, int]:
    parts = split_cents(amount, [1] * len(on))
    return {**paid, **{day: paid[day] + part for day, part in zip(on, parts, strict=True)}}


def _run_plan(vouchers: Sequence[Voucher]) -> dict[date, tuple[int, str]]:
    """Pay each invoice in the first run on or after its due day."""
    runs = [
        days.on_or_after(date(year, month, day)) for year, month in _months() for day in _RUN_DAYS
    ]
    amounts = dict.fromkeys(runs, 0)
    first = -opening("2960") * _FIRST_RUN_SHARE // 100
    amounts[runs[0]] += first
    amounts[runs[1]] += -opening("2960") - first
    for voucher in vouchers:
        if voucher.due_on:
            run = next((day for day in runs if day >= voucher.due_on), None)
            if run:
                amounts[run] -= sum(
                    row.balance_cents for row in voucher.postings if row.account == "2960"
                )
    return {day: (amount, "") for day, amount in amounts.items()}


def _tax_plan(vouchers: Sequence[Voucher]) -> dict[date, tuple[int, str]]:
    """Pay on the 12th what the month before withheld."""
    withheld = {
        (voucher.day.year, voucher.day.month): -_change([voucher], "2986", voucher.day.year)
        for voucher in vouchers
        if voucher.series == "PL"
    }
    before = cents(voucher_texts()["payments"]["first_tax"])
    plan = {}
    for year, month in _months():
        label = days.month_label(*_month_before(year, month))
        day = days.on_or_before(date(year, month, _TAX_DAY))
        plan[day] = (before, label)
        before = withheld[year, month]
    return plan


def _month_before(year: int, month: int) -> tuple[int, int]:
    return (year, month - 1) if month > 1 else (year - 1, _DECEMBER)


def _insurance(vouchers: Sequence[Voucher]) -> list[Voucher]:
    """Pay pensions monthly and the other insurers four times a year."""
    texts = voucher_texts()["payments"]
    runs = {(item.day.year, item.day.month): item for item in vouchers if item.series == "PL"}
    before = cents(texts["first_pension"])
    pensions = []
    gathered = 0
    plan: dict[date, tuple[int, str]] = {}
    for (year, month), run in sorted(runs.items()):
        label = days.month_label(*_month_before(year, month))
        day = days.on_or_after(date(year, month, _PENSION_DAY))
        pensions.append(_paid(day, "2990", before, texts["pension"].format(month=label)))
        before = pension_part(run, year)
        gathered += -_change([run], "2990", year) - before
        if month in _SETTLEMENT_MONTHS:
            day = days.on_or_before(date(year, month, _SETTLEMENT_DAY))
            plan[day] = (gathered, days.month_label(year, month))
            gathered = 0
    settled = _settled("2990", texts["settlement"], plan, [*vouchers, *pensions])
    return [*pensions, *settled]


def _deposits(vouchers: Sequence[Voucher]) -> list[Voucher]:
    """Carry the till to the bank on the last working day of a month."""
    text = voucher_texts()["payments"]["deposit"]
    balance = opening("1900")
    result = []
    for year, month in _months():
        in_month = [item for item in vouchers if (item.day.year, item.day.month) == (year, month)]
        balance += _change(in_month, "1900", year)
        amount = max(0, (balance - _TILL) // _NOTES * _NOTES)
        target = closing("1900", year) if month == _DECEMBER else None
        if target is not None:
            amount = balance - target
        if amount:
            label = text.format(month=days.month_label(year, month))
            result.append(_paid(days.working_days(year, month)[-1], "1900", -amount, label))
        balance -= amount
    return result
