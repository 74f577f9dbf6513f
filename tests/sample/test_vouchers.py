"""Vouchers that an office would have written, and the same in every run."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date

import pytest

from yhdistys.sample import cutting
from yhdistys.sample.facts import (
    YEARS,
    account_name,
    association,
    cost_centre_names,
    drawing,
    is_balance,
)
from yhdistys.sample.ledger import all_vouchers, opening_balances, vouchers_between
from yhdistys.sample.planted import as_of_september
from yhdistys.sample.vouchers import Voucher

SERIES = {"PL", "OL", "KU", "MU", "AV", "JM", "TT"}


def of(label: int, month: int) -> list[Voucher]:
    return [item for item in all_vouchers() if (item.day.year, item.day.month) == (label, month)]


def numbered(number: str) -> Voucher:
    (found,) = (item for item in all_vouchers() if item.number == number and item.day.year == 2025)
    return found


def test_every_voucher_balances() -> None:
    assert [
        voucher.number
        for voucher in all_vouchers()
        if sum(row.balance_cents for row in voucher.postings)
    ] == []


def test_every_voucher_is_dated_on_a_working_day() -> None:
    assert {voucher.day.weekday() for voucher in all_vouchers()} == {0, 1, 2, 3, 4}


def test_every_voucher_has_a_number_of_its_own_in_its_year() -> None:
    counts = Counter((voucher.day.year, voucher.number) for voucher in all_vouchers())
    assert [key for key, count in counts.items() if count > 1] == []
    assert {voucher.series for voucher in all_vouchers()} == SERIES


@pytest.mark.parametrize("label", YEARS)
def test_a_year_has_as_many_rows_as_a_small_office_books(label: int) -> None:
    vouchers = vouchers_between(date(label, 1, 1), date(label, 12, 31))
    result_rows = [row for item in vouchers for row in item.postings if not is_balance(row.account)]
    assert len(vouchers) >= 270
    assert 900 <= len(result_rows) <= 1_150


@pytest.mark.parametrize("label", YEARS)
def test_a_year_has_twelve_pay_runs_and_twelve_rents(label: int) -> None:
    vouchers = vouchers_between(date(label, 1, 1), date(label, 12, 31))
    assert sum(item.series == "PL" for item in vouchers) == 12
    assert sum(item.postings[0].account == "4400" for item in vouchers) == 12
    assert sum(item.postings[0].account == "4410" for item in vouchers) == 24


def test_every_account_and_cost_centre_has_a_name() -> None:
    rows = [row for voucher in all_vouchers() for row in voucher.postings]
    assert all(account_name(row.account) for row in rows)
    assert {row.cost_centre for row in rows} == {"", *cost_centre_names()}


def test_no_text_has_an_unfilled_place() -> None:
    texts = {row.text for voucher in all_vouchers() for row in voucher.postings}
    assert [text for text in texts if not text or "{" in text or "  " in text] == []


def test_a_cost_centre_has_costs_only_while_it_is_valid() -> None:
    validity = {
        row["code"]: (row.get("valid_from", date.min), row.get("valid_to", date.max))
        for row in association()["cost_centres"]
    }
    for voucher in all_vouchers():
        for row in voucher.postings:
            first, last = validity.get(row.cost_centre, (date.min, date.max))
            assert first <= voucher.day <= last


def test_the_bank_and_the_till_are_never_overdrawn() -> None:
    balances = dict(opening_balances(2023))
    for voucher in all_vouchers():
        for row in voucher.postings:
            balances[row.account] = balances.get(row.account, 0) + row.balance_cents
        assert balances["1910"] > 0
        assert balances["1900"] >= 0


def test_grants_are_booked_on_the_day_they_came() -> None:
    booked = {
        (item.day, row.account): -row.balance_cents
        for item in all_vouchers()
        for row in item.postings
        if item.series == "AV" and row.account in {"3800", "3820"} and item.day.year == 2025
    }
    assert booked == {
        (date(2025, 2, 11), "3800"): 72_500_00,
        (date(2025, 5, 9), "3800"): 72_500_00,
        (date(2025, 8, 11), "3800"): 72_500_00,
        (date(2025, 11, 10), "3800"): 72_500_00,
        (date(2025, 6, 3), "3820"): 24_000_00,
    }


def test_unused_money_of_an_ended_project_went_back() -> None:
    (returned,) = (
        item
        for item in all_vouchers()
        if item.day == date(2024, 5, 15) and item.postings[0].account == "2950"
    )
    assert returned.postings[0].debit_cents == 261_32


def test_three_receipts_of_june_lack_a_cost_centre_and_july_corrects_them() -> None:
    lacking = [
        (item, row)
        for item in all_vouchers()
        for row in item.postings
        if not row.cost_centre and not is_balance(row.account)
    ]
    amounts = [(item.day, row.debit_cents) for item, row in lacking]
    june, july = date(2025, 6, 11), date(2025, 7, 3)
    assert amounts == [
        *((june, 41_80), (june, 12_50), (june, 7_90)),
        *((july, -41_80), (july, -12_50), (july, -7_90)),
    ]
    assert lacking[3][1].text.endswith(lacking[0][0].number)


def test_a_cancelled_invoice_is_taken_back_on_its_own_side() -> None:
    (cancelling,) = (
        item for item in all_vouchers() if item.postings[0].text == "Mitätöinti tos. OL-0412"
    )
    booked, back = numbered("OL-0412").postings, cancelling.postings
    assert [(row.debit_cents, row.credit_cents) for row in booked] == [(186_00, 0), (0, 186_00)]
    assert [(row.debit_cents, row.credit_cents) for row in back] == [(-186_00, 0), (0, -186_00)]


def test_a_voucher_number_looks_like_a_day() -> None:
    assert numbered("5-11-2025").day.month == 5


def test_six_customers_pay_the_same_for_lunch() -> None:
    found = [
        item
        for item in all_vouchers()
        if [row.credit_cents for row in item.postings[:-1]] == [18_00] * 6
    ]
    assert {item.day.year for item in found} == set(YEARS)
    assert all(len({item.postings[:-1]}) == 1 for item in found)


def test_one_text_names_a_person() -> None:
    texts = [row.text for item in all_vouchers() for row in item.postings]
    assert texts.count("Matkakorvaus, R. Salomaa") == 2


def test_an_invoice_of_january_belongs_to_december() -> None:
    (invoice,) = (
        item for item in of(2025, 1) if item.postings[0].account == "2990" and item.series == "OL"
    )
    assert invoice.day == date(2025, 1, 3)
    assert invoice.postings[0].text.endswith("12/2024")


def test_the_accountant_changed_four_vouchers_between_two_ledgers() -> None:
    now = {item.number: item for item in vouchers_between(date(2025, 1, 1), date(2025, 8, 31))}
    before = {item.number: item for item in as_of_september(now.values())}
    assert set(before) - set(now) == {"MU-0822"}
    assert set(now) - set(before) == {"KU-0829"}
    changed = [
        (number, before[number].postings[0], now[number].postings[0])
        for number in before.keys() & now.keys()
        if before[number].postings != now[number].postings
    ]
    assert {number for number, _, _ in changed} == {"OL-0806", "OL-0814"}
    rows = {number: (old, new) for number, old, new in changed}
    assert [row.debit_cents for row in rows["OL-0806"]] == [214_00, 150_00]
    assert [row.cost_centre for row in rows["OL-0814"]] == ["20", "30"]
    assert before["MU-0822"].postings[0].debit_cents == 89_00
    assert now["KU-0829"].day == date(2025, 8, 29)


def test_the_numbers_of_august_run_without_a_gap_but_for_the_vanished_one() -> None:
    running = sorted(
        int(item.number[-2:]) for item in of(2025, 8) if item.series in {"OL", "KU", "MU"}
    )
    assert running == [*range(1, 22), *range(23, 30)]


def test_a_large_month_becomes_two_to_four_parts() -> None:
    for seed in range(200):
        draw = drawing("test", seed)
        amount = draw.randint(cutting.LARGE + 1, 5_000_00)
        parts = cutting.parts_of(amount, draw)
        assert sum(parts) == amount
        assert 2 <= len(parts) <= 4
        assert 0.30 <= max(parts) / amount <= 0.55


def test_a_small_month_stays_one_voucher() -> None:
    assert cutting.parts_of(cutting.LARGE, drawing("test")) == (cutting.LARGE,)


@pytest.mark.slow
def test_another_process_makes_the_same_vouchers() -> None:
    program = "from yhdistys.sample.ledger import all_vouchers; print(repr(all_vouchers()))"
    other = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], capture_output=True, check=True, text=True,
        encoding="utf-8",
    )  # fmt: skip
    assert other.stdout.strip() == repr(all_vouchers())
