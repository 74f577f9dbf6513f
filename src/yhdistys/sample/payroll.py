"""Pay runs: gross pay and side costs by cost centre, what is withheld, what goes to people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from yhdistys.sample import days
from yhdistys.sample.facts import association, cents, voucher_texts
from yhdistys.sample.purchases import Key
from yhdistys.sample.vouchers import Voucher, against, posting
from yhdistys.values.money import round_half_up

_PAYDAY: Final = 15
_GROSS: Final = ("5000", "5010", "5020")
_TEXTS: Final = {
    "5000": "pay_run",
    "5010": "fees_paid",
    "5020": "holiday_bonus",
    "5100": "pension_cost",
    "5110": "other_side_costs",
}


def pay_run(values: Mapping[Key, int], year: int, month: int) -> Voucher:
    """Return the month's pay run: one row for each account and cost centre."""
    texts = voucher_texts()["payments"]
    label = days.month_label(year, month)
    rows = [
        posting(account, -value, texts[_TEXTS[account]].format(month=label), centre)
        for (account, centre), value in sorted(values.items())
        if account in _TEXTS
    ]
    costs = dict.fromkeys(_TEXTS, 0)
    for row in rows:
        costs[row.account] += row.balance_cents
    tax, insurance = _withheld(costs, year, month)
    text = texts["pay_run"].format(month=label)
    rows += [
        posting("2986", -tax, f"{text}, ennakonpidätys ja sairausvakuutusmaksu"),
        posting("2990", -insurance, f"{text}, työeläke- ja muut vakuutusmaksut"),
    ]
    day = days.on_or_before(date(year, month, _PAYDAY))
    net = texts["net_pay"].format(month=label)
    return Voucher(series="PL", day=day, postings=against(rows, "1910", net))


def pension_part(voucher: Voucher, year: int) -> int:
    """Return the cents of a pay run that the pension insurer gets: both shares."""
    gross = sum(row.balance_cents for row in voucher.postings if row.account in _GROSS)
    employer = sum(row.balance_cents for row in voucher.postings if row.account == "5100")
    return employer + _percent(gross, association()["payroll"][str(year)]["employee_pension"])


def holiday_pay_liability(values: Mapping[Key, int], year: int) -> Voucher:
    """Return the December entry that changes the holiday-pay liability."""
    text = voucher_texts()["payments"]["holiday_pay_liability"].format(year=year)
    rows = [
        posting("5030", -value, text, centre)
        for (account, centre), value in sorted(values.items())
        if account == "5030"
    ]
    day = days.year_end(year)
    return Voucher(series="MU", day=day, postings=against(rows, "2991", text))


def _withheld(costs: Mapping[str, int], year: int, month: int) -> tuple[int, int]:
    """Return what goes to the tax account and to the insurers, in cents."""
    percents = association()["payroll"][str(year)]
    gross = sum(costs[account] for account in _GROSS)
    sickness = _percent(gross, percents["sickness"])
    tax = _percent(gross, percents["withholding"]) + sickness
    tax = cents(percents.get(f"tax_account_{month}", "0")) or tax
    employee = _percent(gross, percents["employee_pension"])
    employee += _percent(gross, percents["employee_unemployment"])
    return tax, costs["5100"] + costs["5110"] - sickness + employee


def _percent(amount: int, percent: str) -> int:
    return int(round_half_up(Decimal(amount) * Decimal(percent) / 100, 0))
