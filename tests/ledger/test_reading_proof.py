"""A ledger's own sums against its entries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from helpers.ledger_rows import HEAD, counted, entry, errors, read
from yhdistys.i18n import using


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


def test_a_voucher_that_does_not_balance_is_an_error() -> None:
    result = read(
        HEAD,
        entry("1", "4000", 10), entry("1", "1910", None, 10),
        entry("2", "5000", 100), entry("2", "1910", None, 90),
    )  # fmt: skip
    (finding,) = errors(result)
    assert finding.message == "Voucher 2 does not balance: debit minus credit is 10.00."
    assert (finding.kind, finding.row, finding.value) == ("unbalanced-voucher", 4, "2")
    assert [(check.name, check.ok) for check in result.proof] == [
        ("vouchers", False), ("voucher", False),
    ]  # fmt: skip


def test_vouchers_of_income_and_expense_accounts_alone_are_not_judged() -> None:
    result = read(HEAD, entry("1", "4000", 10), entry("1", "3000", None, 7))
    assert (result.proof, result.problems) == ((), ())


def test_payments_without_their_invoices_are_not_judged() -> None:
    rows = [entry(str(number), "1910", None, 10) for number in range(9)]
    assert read(HEAD, *rows, entry("9", "4000", 5)).proof == ()


def test_a_wrong_running_balance_is_told() -> None:
    head = (*HEAD, "Saldo")
    rows = [(*entry(str(number), "4000", 1), number) for number in range(1, 10)]
    good = read(head, *rows)
    assert [(check.name, check.ok) for check in good.proof] == [("running-balance", True)]
    rows[5] = (*rows[5][:-1], 600)
    rows[6:] = [(*row[:-1], row[-1] + 594) for row in rows[6:]]  # type: ignore[operator] # numbers
    wrong = read(head, *rows)
    (check,) = wrong.proof
    assert (check.ok, check.place) == (False, "running balance of account 4000 in row 7")
    assert [one.kind for one in wrong.problems] == ["proof-failed"]


def test_monthly_sums_of_a_journal_are_proven() -> None:
    result = read(
        HEAD,
        entry("1", "4000", 10), entry("1", "1910", None, 10),
        ("", "", "", "", "", "", "Tammikuu 2025 yhteensä", 10, 10),
        entry("2", "4000", 7, day="1.2.2025"), entry("2", "1910", None, 7, day="1.2.2025"),
        ("", "", "", "", "", "", "Helmikuu 2025 yhteensä", 7, 7),
        ("", "", "", "", "", "", "Yhteensä 4 vientiä", 17, 17),
    )  # fmt: skip
    assert counted(result) == {"entry": 4, "subtotal": 2, "total": 1}
    assert [(check.name, check.ok) for check in result.proof] == [
        ("subtotal", True), ("subtotal", True), ("file-total", True), ("vouchers", True),
    ]  # fmt: skip


def test_a_total_in_the_text_of_an_entry_does_not_make_it_a_total() -> None:
    row = ("1", "31.1.2025", "3000", "Maksut", "", "", "Maksut yhteensä", "", 5)
    assert counted(read(HEAD, row)) == {"entry": 1}


def test_a_row_with_an_account_and_nothing_but_sums_is_its_total() -> None:
    rows = [entry(str(number), "4000", 2) for number in range(5)]
    result = read(HEAD, *rows, entry("", "4000", 10, day=""), entry("9", "4010", 1))
    assert counted(result) == {"entry": 6, "total": 1}
    assert [(check.name, check.ok) for check in result.proof] == [("account-total", True)]


def test_a_dated_total_is_known_by_its_name() -> None:
    result = read(
        ("Pvm", "Tili", "Tilin nimi", "Debet"),
        ("31.1.2025", "4000", "Ostot", 3),
        ("31.1.2025", "4000", "Yhteensä", 3),
    )
    assert counted(result) == {"entry": 1, "total": 1}


def test_totals_of_groups_of_accounts_are_proven() -> None:
    result = read(
        HEAD,
        entry("1", "3000", None, 5),
        entry("2", "3100", None, 6),
        ("", "", "", "", "", "", "Tuotot yhteensä", 0, 11),
        entry("3", "4000", 7),
        entry("4", "4100", 1),
        ("", "", "", "", "", "", "Kulut yhteensä", 8, 0),
        ("", "", "", "", "", "", "Kaikki yhteensä", 8, 11),
    )
    assert [(check.name, check.ok) for check in result.proof] == [
        ("section-total", True), ("section-total", True), ("file-total", True),
    ]  # fmt: skip


def test_where_nearly_all_vouchers_balance_the_others_are_errors() -> None:
    rows = [
        row
        for number in range(20)
        for row in (entry(str(number), "4000", 9), entry(str(number), "4100", None, 9))
    ]
    (finding,) = errors(read(HEAD, *rows[:-1]))
    assert (finding.kind, finding.value) == ("unbalanced-voucher", "19")


def test_a_wrong_sum_is_told_as_an_amount_and_a_wrong_count_as_a_number() -> None:
    result = read(
        HEAD,
        entry("1", "4000", 1000),
        entry("2", "4000", 60),
        ("", "", "", "", "", "", "Tammikuu 2025 yhteensä", 1060, -60),
        ("", "", "", "", "", "", "Yhteensä 3 vientiä", 1060, 0),
    )
    assert [(one.kind, one.message) for one in result.problems] == [
        (
            "proof-failed",
            (
                "The subtotal in row 4, account 4000 says \N{MINUS SIGN}60.00, "
                "but the entries give 0.00."
            ),
        ),
        ("proof-failed", "The number of entries in row 5 says 3, but the entries give 2."),
    ]
    assert [(check.name, check.ok) for check in result.proof] == [
        ("subtotal", False), ("entry-count", False),
    ]  # fmt: skip
