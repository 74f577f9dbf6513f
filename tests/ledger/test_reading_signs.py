"""Ledgers with one column of amounts: what their signs mean."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from helpers.ledger_rows import HEAD, entry, errors, read, short
from yhdistys.errors import UsageError
from yhdistys.exchange.tables import Cell
from yhdistys.i18n import using
from yhdistys.values.findings import Severity


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


ONE_COLUMN = ("Tosite", "Pvm", "Tili", "Selite", "Summa")


def single(account: str, amount: Cell) -> tuple[Cell, ...]:
    return ("1", "31.1.2025", account, "", amount)


@pytest.mark.parametrize(
    ("income", "expense", "bank", "sign"),
    [
        ("-10,00", "4,00", "6,00", "debit-positive"),
        ("10,00", "-4,00", "-6,00", "result"),
    ],
)
def test_one_column_with_signs_is_recognised(
    income: str, expense: str, bank: str, sign: str
) -> None:
    result = read(ONE_COLUMN, single("3000", income), single("4000", expense), single("1910", bank))
    assert result.sign == sign
    assert short(result.ledger) == [
        (2, "1", "3000", 0, 1000), (3, "1", "4000", 400, 0), (4, "1", "1910", 600, 0),
    ]  # fmt: skip


def test_one_column_without_signs_goes_to_the_side_of_its_account() -> None:
    sides = {"3000": "income", "4000": "expense"}.get
    rows = (single("3000", 10), single("3000", 5), single("4000", 4), single("4000", "-1,00"))
    result = read(ONE_COLUMN, *rows, single("4000", 3), sides=sides)
    assert result.sign == "unsigned"
    assert [(line.debit_cents, line.credit_cents) for line in result.ledger] == [
        (0, 1000), (0, 500), (400, 0), (-100, 0), (300, 0),
    ]  # fmt: skip


def test_amounts_without_sign_on_an_account_without_side_are_errors() -> None:
    result = read(ONE_COLUMN, single("3000", 10), single("4000", 4), single("9999", 4))
    assert result.sign == "unsigned"
    (finding,) = errors(result)
    assert (finding.kind, finding.row, finding.value) == ("unknown-side", 4, "9999")


def test_the_user_decides_the_sign() -> None:
    rows = (single("3000", 10), single("4000", -4))
    result = read(ONE_COLUMN, *rows, sign="debit-positive")
    assert (result.sign, result.sign_reason) == ("debit-positive", "you chose this convention")
    assert [(line.debit_cents, line.credit_cents) for line in result.ledger] == [
        (1000, 0), (0, 400),
    ]  # fmt: skip


@pytest.mark.parametrize(("sign", "words"), [("plus", "no sign"), ("result", "does not fit")])
def test_a_sign_that_does_not_exist_or_fit_is_refused(sign: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read(HEAD, entry("1", "4000", 1), sign=sign)


def test_amounts_marked_as_another_currency_are_told() -> None:
    head = (*ONE_COLUMN, "Valuutta")
    rows = [(*single("3000", "-5,00"), code) for code in ("EUR", "", "usd", "SEK")]
    (finding,) = read(head, *rows).problems
    assert (finding.severity, finding.kind, finding.row, finding.value) == (
        Severity.WARNING, "other-currency", 4, "USD",
    )  # fmt: skip
    assert finding.message.startswith("2 rows are marked with another currency, the first is row 4")


def test_two_columns_without_an_amount_in_credit_tell_so() -> None:
    result = read(HEAD, entry("1", "4000", 1))
    assert "no entry has an amount in credit" in result.sign_reason


def test_amounts_marked_as_euros_need_no_word() -> None:
    head = (*ONE_COLUMN, "Valuutta")
    rows = [(*single("3000", "-5,00"), code) for code in ("EUR", "€")]
    assert read(head, *rows).problems == ()
