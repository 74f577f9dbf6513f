"""The sums that the sample's description promises, counted from its vouchers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from yhdistys.sample.budget_layout import approval, budget_lines
from yhdistys.sample.facts import ACTUAL, YEARS, is_balance, is_income, monthly_lines
from yhdistys.sample.ledger import all_vouchers, opening_balances, vouchers_between
from yhdistys.sample.planted import as_of_september
from yhdistys.sample.vouchers import Voucher, balances
from yhdistys.values.money import to_cents

GRANTS = ("3800", "3810", "3820", "3830", "3840")

# Costs and other income of each cost centre by month of 2025, as the description's section 8.
MONTHS_OF_2025 = {
    ("10", "cost"): "6527.42 5611.97 8060.60 6648.68 5574.17 5502.56 7503.19 5523.11 5594.72 "
    "5625.23 5635.19 5702.95",
    ("20", "cost"): "19187.84 18259.39 22242.40 20893.18 22786.58 18909.60 26819.67 19151.58 "
    "18519.72 18494.31 18567.35 18182.19",
    ("22", "cost"): "2652.40 2711.90 2771.40 2771.40 2711.90 2533.40 3601.23 2592.90 2771.40 "
    "2830.90 2830.90 2112.90",
    ("30", "cost"): "6769.20 6075.30 6163.48 6143.56 6037.50 5739.24 8084.11 5835.34 6133.60 "
    "15239.66 6249.62 6135.18",
    ("40", "cost"): "4481.95 4519.05 4550.87 4537.59 4813.85 4375.91 5355.90 4693.01 4530.95 "
    "4574.69 4901.33 5159.57",
    ("50", "cost"): "1400.48 1488.76 1577.04 1577.04 1488.76 3167.92 1287.34 2413.80 4039.44 "
    "1665.32 1665.32 2294.20",
    ("60", "cost"): "118.00 132.75 1923.50 600.00 827.75 88.50 29.50 103.25 147.50 162.25 "
    "1309.75 103.25",
    ("70", "cost"): "0 0 0 0 420.00 0 0 0 0 0 0 840.00",
    ("10", "income"): "0 0 0 0 0 0 0 0 0 0 0 140.00",
    ("20", "income"): "609.20 685.35 761.50 1461.50 1385.35 1156.90 852.30 4755.45 1461.50 "
    "1785.65 837.65 533.05",
    ("50", "income"): "0 0 0 0 0 567.00 0 321.30 718.20 0 0 283.50",
    ("60", "income"): "0 0 1905.00 1530.00 620.00 300.00 90.00 165.00 230.00 75.00 30.00 0",
    ("70", "income"): "316.00 355.50 395.00 395.00 1768.83 237.00 79.00 276.50 395.00 434.50 "
    "434.50 3103.17",
}
CLOSING_BALANCES = {
    2023: {
        "1910": "138595.50",
        "1900": "185.00",
        "1770": "872.00",
        "2950": "-3842.51",
        "2960": "-11904.60",
        "2986": "-8870.15",
        "2990": "-16003.27",
        "2991": "-26500.00",
    },
    2024: {
        "1910": "117876.44",
        "1900": "212.50",
        "1770": "26010.00",
        "2950": "-2130.16",
        "2960": "-14386.20",
        "2986": "-9512.34",
        "2990": "-18240.88",
        "2991": "-29600.00",
    },
}


def cents(text: str) -> int:
    return to_cents(Decimal(text))


def costs(vouchers: Iterable[Voucher]) -> int:
    return sum(
        row.balance_cents
        for voucher in vouchers
        for row in voucher.postings
        if not is_balance(row.account) and not is_income(row.account)
    )


def income(vouchers: Iterable[Voucher], *, grants: bool) -> int:
    return -sum(
        row.balance_cents
        for voucher in vouchers
        for row in voucher.postings
        if is_income(row.account) and (row.account in GRANTS) is grants
    )


def year(label: int) -> tuple[Voucher, ...]:
    return vouchers_between(date(label, 1, 1), date(label, 12, 31))


def to_september() -> tuple[Voucher, ...]:
    return vouchers_between(date(2025, 1, 1), date(2025, 9, 30))


@pytest.mark.parametrize(
    ("label", "cost", "other", "grants"),
    [
        (2023, "435728.52", "23303.00", "410657.49"),
        (2024, "480616.64", "24771.00", "453543.03"),
        (2025, "520388.11", "31450.40", "474350.96"),
    ],
)
def test_a_year_has_the_promised_costs_and_income(
    label: int, cost: str, other: str, grants: str
) -> None:
    vouchers = year(label)
    assert costs(vouchers) == cents(cost)
    assert income(vouchers, grants=False) == cents(other)
    assert income(vouchers, grants=True) == cents(grants)


def test_the_nine_months_of_2025_have_the_promised_costs_and_income() -> None:
    assert costs(to_september()) == cents("390106.05")
    assert income(to_september(), grants=False) == cents("23793.38")


@pytest.mark.parametrize(
    ("label", "result"), [(2023, "-1768.03"), (2024, "-2302.61"), (2025, "-14586.75")]
)
def test_a_year_has_the_promised_result(label: int, result: str) -> None:
    vouchers = year(label)
    total = income(vouchers, grants=True) + income(vouchers, grants=False) - costs(vouchers)
    assert total == cents(result)


@pytest.mark.parametrize(
    ("label", "cost", "other", "grants", "result"),
    [
        (2023, 436_610, 22_610, 411_000, -3_000),
        (2024, 479_936, 23_820, 453_390, -2_726),
        (2025, 503_885, 24_850, 477_520, -1_515),
    ],
)
def test_a_budget_has_the_promised_sums(
    label: int, cost: int, other: int, grants: int, result: int
) -> None:
    lines = budget_lines(label)
    sums = {"cost": 0, "other": 0, "grants": 0}
    for line in lines:
        side = "cost"
        if is_income(line.account):
            side = "grants" if line.account in GRANTS else "other"
        sums[side] += sum(line.months)
    assert sums == {"cost": -cost * 100, "other": other * 100, "grants": grants * 100}
    assert sum(sums.values()) == result * 100


def test_every_month_of_every_line_is_exactly_its_value() -> None:
    expected = {
        (line.year, number, line.account, line.cost_centre): amount
        for line in monthly_lines()
        if line.kind == ACTUAL
        for number, amount in enumerate(line.months, start=1)
        if amount
    }
    found: dict[tuple[int, int, str, str], int] = defaultdict(int)
    for voucher in all_vouchers():
        for row in voucher.postings:
            key = (voucher.day.year, voucher.day.month, row.account, row.cost_centre)
            if not is_balance(row.account) and row.account not in GRANTS and row.cost_centre:
                found[key] -= row.balance_cents
    assert {key: amount for key, amount in found.items() if amount} == expected


@pytest.mark.parametrize(("centre", "side"), MONTHS_OF_2025)
def test_the_months_of_a_cost_centre_are_as_promised(centre: str, side: str) -> None:
    found = dict.fromkeys(range(1, 13), 0)
    for voucher in year(2025):
        for row in voucher.postings:
            fits = is_income(row.account) if side == "income" else not is_income(row.account)
            other = is_balance(row.account) or row.account in GRANTS
            if row.cost_centre == centre and fits and not other:
                found[voucher.day.month] += row.balance_cents * (-1 if side == "income" else 1)
    assert list(found.values()) == [cents(word) for word in MONTHS_OF_2025[centre, side].split()]


def test_the_months_of_2025_sum_to_the_promised_totals() -> None:
    by_month: dict[int, int] = defaultdict(int)
    for (_centre, side), words in MONTHS_OF_2025.items():
        if side == "cost":
            for month, word in enumerate(words.split(), start=1):
                by_month[month] += cents(word)
    assert by_month[1] == cents("41137.29")
    assert by_month[12] == cents("40530.24")
    assert sum(by_month.values()) == cents("520388.11")


@pytest.mark.parametrize("label", CLOSING_BALANCES)
def test_a_closed_year_ends_with_the_promised_balance_sheet(label: int) -> None:
    after = balances(year(label), opening_balances(label))
    expected = {account: cents(amount) for account, amount in CLOSING_BALANCES[label].items()}
    assert {account: after[account] for account in expected} == expected
    assert sum(after.values()) == 0


@pytest.mark.parametrize(
    ("label", "equity"), [(2023, "74300.00"), (2024, "72531.97"), (2025, "70229.36")]
)
def test_a_year_starts_with_the_promised_own_capital(label: int, equity: str) -> None:
    opening = opening_balances(label)
    assert -(opening["2450"] + opening["2460"]) == cents(equity)


def test_the_next_year_starts_where_the_last_one_ended() -> None:
    for label in YEARS:
        assert sum(opening_balances(label).values()) == 0
    assert opening_balances(2026)["1770"] == cents("41095.20")


def test_the_august_and_the_september_ledger_differ_by_the_promised_costs() -> None:
    vouchers = to_september()
    before = as_of_september(vouchers)
    assert costs(before) == cents("348475.52")
    assert costs(item for item in vouchers if item.day.month <= 8) == cents("348368.72")
    assert income(before, grants=False) == cents("20988.68")


@pytest.mark.parametrize("label", YEARS)
def test_the_budget_was_approved_in_the_autumn_before(label: int) -> None:
    meeting = approval(label)
    assert meeting["meeting"] == "syyskokous"
    assert meeting["decided_on"].year == label - 1
    assert meeting["decided_on"].month in {10, 11}
