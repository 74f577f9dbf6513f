"""Rent and utilities: twelve rents and twenty-four utility vouchers a year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from yhdistys.sample import days
from yhdistys.sample.facts import actual_month, drawing, voucher_texts
from yhdistys.sample.purchases import Key, filled, paid_voucher
from yhdistys.sample.vouchers import Voucher, against, posting
from yhdistys.values.money import split_cents

_ELECTRICITY_SHARE: Final = (Decimal("0.58"), Decimal("0.42"))
_DECEMBER: Final = 12
_TERMS: Final = 30
_LATE_TERMS: Final = 14


def premises(values: Mapping[Key, int], year: int, month: int) -> list[Voucher]:
    """Return the month's rent, electricity and cleaning, divided between the cost centres."""
    texts = voucher_texts()["payments"]
    draw = drawing("premises", year, month)
    rents = {centre: -value for (account, centre), value in values.items() if account == "4400"}
    used = {centre: -value for (account, centre), value in values.items() if account == "4410"}
    parts = {
        centre: split_cents(value, _ELECTRICITY_SHARE) for centre, value in sorted(used.items())
    }
    working = days.working_days(year, month)
    rent_day = days.drawn_day(working, draw, [1, 5])
    cleaning_day = days.drawn_day(working, draw, [18, 24])
    power_day = days.drawn_day(working, draw, [9, 15])
    power = {centre: electricity for centre, (electricity, _) in parts.items()}
    cleaning = {centre: rest for centre, (_, rest) in parts.items()}
    return [
        _invoice(dict(sorted(rents.items())), "4400", texts["rent"], rent_day),
        _invoice(cleaning, "4410", texts["cleaning"], cleaning_day),
        _accrued_power(power, year)
        if month == _DECEMBER
        else _invoice(power, "4410", texts["electricity"], power_day),
    ]


def accrued_invoices() -> list[Voucher]:
    """Return the January invoices of electricity that was accrued in December."""
    result = []
    for row in voucher_texts()["accrued"]:
        if "invoice_on" not in row:
            continue
        year = row["booked_on"].year
        values = _december_power(year)
        text = f"{row['text']} {days.month_label(year, _DECEMBER)}"
        rows = [posting("2990", sum(values.values()), text)]
        result.append(paid_voucher("OL", row["invoice_on"], rows, _LATE_TERMS))
    return result


def _december_power(year: int) -> dict[str, int]:
    values = actual_month(year, _DECEMBER)
    return {
        centre: split_cents(-value, _ELECTRICITY_SHARE)[0]
        for (account, centre), value in sorted(values.items())
        if account == "4410"
    }


def _invoice(values: Mapping[str, int], account: str, template: str, day: date) -> Voucher:
    text = filled(template, day, drawing("invoice", account, day))
    rows = [posting(account, value, text, centre) for centre, value in values.items()]
    return paid_voucher("OL", day, rows, _TERMS)


def _accrued_power(values: Mapping[str, int], year: int) -> Voucher:
    row = next(row for row in voucher_texts()["accrued"] if row["booked_on"].year == year)
    rows = [posting("4410", value, row["text"], centre) for centre, value in values.items()]
    day = row["booked_on"]
    return Voucher(series="MU", day=day, postings=against(rows, "2990", row["text"]))
