"""Income of the association's own activity: takings, fees, donations, fairs, subsidies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Final

from yhdistys.sample import cutting, days
from yhdistys.sample.facts import cents, drawing, voucher_texts
from yhdistys.sample.purchases import Key, filled
from yhdistys.sample.vouchers import Posting, Voucher, against, posting

_FAIR_DAYS: Final = [9, 14]
_SPRING: Final = (3, 4, 5)
_MEAN_FEE: Final = 16_20
_FEES: Final = (100_00, 35_00, 15_00)


def own_income(values: Mapping[Key, int], year: int, month: int) -> list[Voucher]:
    """Return the vouchers of a month's income other than grants."""
    makers = {
        "3000": _trip_fees,
        "3100": _takings,
        "3700": _donations,
        "3900": _wage_subsidy,
        "3910": _social_insurance,
        "3990": _insurance,
        "7300": _fair,
        "7310": _membership,
        "7320": _donations,
        "9000": _interest,
    }
    result: list[Voucher] = []
    for (account, centre), value in sorted(values.items()):
        if account in makers:
            result += makers[account]((account, centre), value, year, month)
    return result


def _earned(key: Key, amount: int, text: str) -> Posting:
    return posting(key[0], -amount, text, key[1])


def _received(series: str, day: date, rows: list[Posting], account: str = "1910") -> Voucher:
    return Voucher(series=series, day=day, postings=against(rows, account, rows[0].text))


def _takings(key: Key, value: int, year: int, month: int) -> list[Voucher]:
    """Count the till on the last open day of the week; sometimes a customer buys six tickets."""
    texts = voucher_texts()["income"]
    draw = drawing("takings", year, month)
    weeks = days.counting_days(year, month)
    result = []
    if f"{year}-{month:02}" in texts["ticket_months"]:
        price = cents(texts["ticket_price"])
        count = int(texts["tickets_sold"])
        rows = [_earned(key, price, texts["tickets"]) for _ in range(count)]
        result.append(_received("JM", weeks[1], rows))
        value -= price * count
    for day, amount in zip(weeks, cutting.spread(value, len(weeks), draw), strict=True):
        text = filled(texts["takings"], day, draw)
        result.append(_received("JM", day, [_earned(key, amount, text)], "1900"))
    return result


def _trip_fees(key: Key, value: int, year: int, month: int) -> list[Voucher]:
    draw = drawing("trip fees", year, month)
    templates = voucher_texts()["income"]["trip_fees"]
    result = []
    for number, amount in enumerate(cutting.parts_of(value, draw)):
        day = days.drawn_day(days.open_days(year, month), draw, [3, 13])
        text = filled(templates[number % len(templates)], day, draw)
        result.append(_received("JM", day, [_earned(key, amount, text)]))
    return result


def _donations(key: Key, value: int, year: int, month: int) -> list[Voucher]:
    kind = "donations" if key[0] == "7320" else "donations_activity"
    templates: list[str] = voucher_texts()["income"][kind]
    draw = drawing(kind, year, month)
    start = draw.randrange(len(templates))
    result = []
    for number, amount in enumerate(cutting.parts_of(value, draw)):
        day = days.drawn_day(days.working_days(year, month), draw)
        text = filled(templates[(start + number) % len(templates)], day, draw)
        result.append(_received("TT", day, [_earned(key, amount, text)]))
    return result


def _membership(key: Key, value: int, year: int, month: int) -> list[Voucher]:
    """Book the fees of each week in spring, of the month otherwise."""
    draw = drawing("membership", year, month)
    weeks = days.counting_days(year, month)
    batches = weeks if month in _SPRING else (draw.choice(weeks),)
    result = []
    for day, (amount, count) in zip(batches, _batches(value, len(batches), draw), strict=True):
        template = voucher_texts()["income"]["membership"]
        text = template.format(date=days.written(day), count=count)
        result.append(_received("JM", day, [_earned(key, amount, text)]))
    return result


def _batches(value: int, number: int, draw: Random) -> list[tuple[int, int]]:
    """Return amount and number of payers of each batch, in whole fees where it is possible."""
    fees = _whole_fees(value)
    if fees is None:
        parts = cutting.spread(value, number, draw, step=_FEES[-1])
        return [(amount, max(1, round(amount / _MEAN_FEE))) for amount in parts]
    draw.shuffle(fees)
    return [(sum(batch), len(batch)) for batch in (fees[start::number] for start in range(number))]


def _whole_fees(value: int) -> list[int] | None:
    """Return fees that sum to the value with as few large ones as possible."""
    large, middle, small = _FEES
    for count in range(60):
        larges, middles = count // 10, count % 10
        rest = value - larges * large - middles * middle
        if rest >= 0 and rest % small == 0:
            return [large] * larges + [middle] * middles + [small] * (rest // small)
    return None


def _fair(key: Key, value: int, year: int, month: int) -> list[Voucher]:
    texts = voucher_texts()["income"]
    draw = drawing("fair", year, month)
    day = days.drawn_day(days.open_days(year, month), draw, _FAIR_DAYS)
    parts = cutting.cut(value, len(texts["fairs"]), draw)
    result = []
    for template, amount in zip(texts["fairs"], parts, strict=True):
        text = template.format(fair=texts["fair_names"][str(month)])
        account = "1900" if "käteis" in text else "1910"
        result.append(_received("JM", day, [_earned(key, amount, text)], account))
    return result


def _wage_subsidy(key: Key, value: int, year: int, month: int) -> list[Voucher]:
    """Book the subsidy a month after the pay it is for."""
    texts = voucher_texts()["income"]
    day = days.drawn_day(days.working_days(year, month), drawing("subsidy", year, month), [12, 20])
    text = texts["wage_subsidy"].format(month=days.month_label(year, month - 1))
    voucher = _received("TT", day, [_earned(key, value, text)])
    number = texts["wage_subsidy_number"].get(f"{year}-{month:02}", "")
    return [Voucher(series="TT", number=number, day=day, postings=voucher.postings)]


def _social_insurance(key: Key, value: int, year: int, month: int) -> list[Voucher]:
    """Book October's claim as a receivable, anything else when the money comes."""
    texts = voucher_texts()["income"]
    day = days.drawn_day(days.working_days(year, month), drawing("kela", year, month), [8, 24])
    label = days.month_label(year, month)
    if month == 10:  # noqa: PLR2004 - the yearly claim is sent in October
        text = texts["kela"].format(month=label)
        return [_received("MU", day, [_earned(key, value, text)], "1770")]
    return [_received("TT", day, [_earned(key, value, texts["kela_paid"])])]


def _insurance(key: Key, value: int, year: int, month: int) -> list[Voucher]:
    day = days.drawn_day(days.working_days(year, month), drawing("insurance", year), [18, 27])
    return [_received("TT", day, [_earned(key, value, voucher_texts()["income"]["insurance"])])]


def _interest(key: Key, value: int, year: int, month: int) -> list[Voucher]:
    del month
    text = voucher_texts()["income"]["interest"].format(year=year)
    return [_received("TT", days.year_end(year), [_earned(key, value, text)])]
