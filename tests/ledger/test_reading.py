"""Reading ledgers and journals of many layouts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from helpers.ledger_rows import HEAD, counted, entry, errors, read, short
from yhdistys.exchange.imports import LedgerLine
from yhdistys.i18n import using
from yhdistys.values.findings import Severity


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


def test_a_plain_journal_is_read_line_by_line() -> None:
    result = read(
        HEAD,
        ("1-2025", date(2025, 1, 31), 4000.0, "Ostot", "20", "Avoin ovi", "Kuitti", 12.5, None),
        (
            "1-2025",
            datetime.fromisoformat("2025-01-31T12:00"),
            "1910",
            "Pankki",
            20.0,
            "",
            "Kuitti",
            "",
            "12,50",
        ),
    )
    day = date(2025, 1, 31)
    assert result.ledger == (
        LedgerLine(
            2, "1-2025", day, "4000", "Ostot", "20", "", "Avoin ovi", "Kuitti", 1250, 0
        ),
        LedgerLine(3, "1-2025", day, "1910", "Pankki", "20", "", "", "Kuitti", 0, 1250),
    )  # fmt: skip
    assert (result.sign, result.rows_read, result.sheet) == ("debit-credit", 2, "Taul1")
    assert [(check.name, check.ok) for check in result.proof] == [("vouchers", True)]
    assert result.problems == ()


def test_a_voucher_that_looks_like_a_day_stays_a_voucher() -> None:
    result = read(
        HEAD,
        entry("13-10-2025", "4000", 1),
        entry(date(2025, 11, 5), "4000", 1),
        entry(7.0, "4000", 1),
    )
    assert [line.voucher for line in result.ledger] == ["13-10-2025", "5-11-2025", "7"]


def test_a_wrong_amount_in_row_4711_is_told_with_its_place() -> None:
    rows = [entry(str(number), "4000", "1,00") for number in range(4709)]
    result = read(HEAD, *rows, entry("4710", "4000", "1O0,00"))
    (finding,) = errors(result)
    assert finding.message == "Row 4711: “1O0,00” in the column Debet is not an amount."
    assert (finding.kind, finding.sheet, finding.row, finding.column, finding.value) == (
        "unknown-amount", "Taul1", 4711, "Debet", "1O0,00",
    )  # fmt: skip
    assert counted(result) == {"entry": 4709, "unknown": 1}


def test_a_wrong_date_is_told_with_its_place() -> None:
    result = read(HEAD, entry("1", "4000", 1), entry("2", "4000", 1, day="31.2.2025"))
    (finding,) = errors(result)
    assert finding.message == "Row 3: “31.2.2025” in the column Pvm is not a date."
    assert (finding.kind, finding.row, finding.value) == ("unknown-date", 3, "31.2.2025")


def test_a_missing_date_and_a_missing_account_are_told() -> None:
    result = read(
        HEAD,
        entry("1", "4000", 1),
        entry("2", "4000", 1, day=None),
        entry("3", "abc", 1),
        entry("4", None, 1),
    )
    assert [(one.kind, one.row) for one in errors(result)] == [
        ("missing-date", 3), ("unknown-account", 4), ("unknown-account", 5),
    ]  # fmt: skip


def test_a_dated_row_without_amount_is_left_out_with_a_warning() -> None:
    result = read(HEAD, entry("1", "4000", 1), entry("2", "4000"))
    assert [(one.severity, one.kind, one.row) for one in result.problems] == [
        (Severity.WARNING, "missing-amount", 3)
    ]


GROUPED = (
    ("Pvm", "Tosite", "Selite", "KP", "Debet", "Kredit", "Saldo"),
    ("3000 Osallistumismaksut", "", "", "", "", "", ""),
    ("Alkusaldo", "", "", "", "", "", "0,00"),
    ("5.1.2023", "JM-1", "Maksu", "50", "", "-20,00", "-20,00"),
    ("6.1.2023", "JM-2", "Maksu", "50", "", "-30,00", "-50,00"),
    ("Tammikuu yhteensä", "", "", "", "0,00", "-50,00", ""),
    ("3.2.2023", "5-11-2023", "Maksu", "50", "", "-5,00", "-55,00"),
    ("Helmikuu yhteensä", "", "", "", "0,00", "-5,00", ""),
    ("3000 Osallistumismaksut yhteensä", "", "", "", "0,00", "-55,00", "-55,00"),
    ("", "", "", "", "", "", ""),
    ("4000 Ostetut palvelut", "", "", "", "", "", ""),
    ("Alkusaldo", "", "", "", "", "", "0,00"),
    ("7.1.2023", "OL-1", "Lasku", "20", "100,00", "", "100,00"),
    ("Tammikuu yhteensä", "", "", "", "100,00", "0,00", ""),
    ("Tili 4000 yhteensä", "", "", "", "100,00", "0,00", "100,00"),
    ("Kaikki yhteensä", "", "", "", "100,00", "-55,00", "45,00"),
)


def test_accounts_in_rows_above_their_entries_are_carried_down() -> None:
    result = read(*GROUPED)
    assert short(result.ledger) == [
        (4, "JM-1", "3000", 0, 2000), (5, "JM-2", "3000", 0, 3000),
        (7, "5-11-2023", "3000", 0, 500), (13, "OL-1", "4000", 10000, 0),
    ]  # fmt: skip
    assert result.ledger[0].account_name == "Osallistumismaksut"
    assert counted(result) == {
        "entry": 4, "heading": 2, "opening": 2, "subtotal": 3, "total": 3, "blank": 1
    }  # fmt: skip
    assert result.sign == "credit-negative"
    assert [check for check in result.proof if not check.ok] == []
    assert len(result.proof) == 6
    assert result.problems == ()


def test_a_row_that_holds_a_balance_and_is_nothing_known_is_told() -> None:
    strange = ("Huomautus", "", "kirjanpitäjältä", "", "", "", "12,00")
    result = read(*GROUPED[:5], strange, *GROUPED[5:])
    assert [(one.severity, one.kind, one.row, one.value) for one in result.problems] == [
        (Severity.WARNING, "unknown-row", 6, "Huomautus | kirjanpitäjältä | 12,00")
    ]
    assert counted(result)["unknown"] == 1


def test_the_number_and_the_name_of_a_group_may_stand_in_two_cells() -> None:
    result = read(
        ("Tili", "Nimi", "Pvm", "Tosite", "Debet", "Kredit"),
        (3000.0, "Maksut", "", "", "", ""),
        ("", "", "5.1.2023", "1", "", 20.0),
        ("", "", "6.1.2023", "2", "", 30.0),
        (4000.0, "Ostot", "", "", "", ""),
        ("", "", "6.1.2023", "3", 10.0, ""),
    )
    assert [(line.account, line.account_name) for line in result.ledger] == [
        ("3000", "Maksut"), ("3000", "Maksut"), ("4000", "Ostot"),
    ]  # fmt: skip


def test_a_voucher_and_its_day_may_stand_on_its_first_row_only() -> None:
    result = read(
        ("Tositenumero", "Päivämäärä", "Tili", "Selite", "Debet", "Kredit"),
        ("PL-1", date(2025, 1, 31), "5000", "Palkat", 100.0, None),
        (None, None, "5100", "Eläke", 20.0, None),
        (None, None, "1910", "Pankki", None, 120.0),
        ("OL-2", date(2025, 2, 1), "4000", "Lasku", 5.0, None),
        (None, None, "1910", "Lasku", None, 5.0),
    )
    assert [(line.voucher, line.day.month, line.account) for line in result.ledger] == [
        ("PL-1", 1, "5000"), ("PL-1", 1, "5100"), ("PL-1", 1, "1910"), ("OL-2", 2, "4000"),
        ("OL-2", 2, "1910"),
    ]  # fmt: skip
    assert errors(result) == []


def test_number_and_name_in_one_cell_are_divided() -> None:
    result = read(
        ("Pvm", "Tosite", "Tili", "Kohdennus", "Asiakas/Toimittaja", "Selite", "ALV", "Debet €",
         "Kredit €"),
        ("31.01.2025", "1", "3000 Osallistumismaksut", "Yleinen", "", "x", "", "", "1234,56"),
        ("31.01.2025", "1", "1910, Pankkitili", "20 Kohtaamispaikka", "", "x", "", "1234,56", ""),
    )  # fmt: skip
    assert [
        (line.account, line.account_name, line.cost_centre, line.cost_centre_name)
        for line in result.ledger
    ] == [
        ("3000", "Osallistumismaksut", "Yleinen", ""),
        ("1910", "Pankkitili", "20", "Kohtaamispaikka"),
    ]


def test_a_series_column_becomes_part_of_the_voucher() -> None:
    result = read(
        ("Numerosarja", "Tositenumero", "Kirjauspäivä", "Vientiselite", "Tili", "Summa"),
        ("PL", 12.0, "1.2.2025", "x", "5000", "10.00"),
    )
    assert [line.voucher for line in result.ledger] == ["PL-12"]


def test_hundreds_of_wrong_rows_are_summed_up() -> None:
    rows = [entry(str(number), "4000", 1, day="huomenna") for number in range(250)]
    result = read(HEAD, entry("a", "4000", 1), *rows)
    assert len(errors(result)) == 101
    assert errors(result)[-1].message == "There are 150 more rows of this kind."


def test_an_entry_with_a_wrong_date_is_no_total_whatever_its_text() -> None:
    wrong = ("2", "31.2.2025", "3000", "", "", "", "Maksut yhteensä", "", 5)
    (finding,) = errors(read(HEAD, entry("1", "4000", 1), wrong))
    assert (finding.kind, finding.row) == ("unknown-date", 3)


def test_months_may_head_the_sums_of_a_group() -> None:
    rows = [row if row[0] != "Tammikuu yhteensä" else ("1/2023", *row[1:]) for row in GROUPED]
    result = read(*rows)
    assert counted(result)["subtotal"] == 3
    assert all(check.ok for check in result.proof)
