from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import pytest

from helpers.table_files import table_of, tables_of
from yhdistys.errors import UsageError
from yhdistys.exchange.columns import SURE
from yhdistys.exchange.imports import ImportOptions, ImportResult, LedgerLine
from yhdistys.exchange.tables import Cell
from yhdistys.i18n import using
from yhdistys.ledger.rules.reading import inspect_ledger, read_ledger
from yhdistys.values.findings import Finding, Severity

HEAD = ("Tosite", "Pvm", "Tili", "Tilin nimi", "KP", "Projekti", "Selite", "Debet", "Kredit")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


def entry(
    voucher: Cell, account: Cell, debit: Cell = None, credit: Cell = None, day: Cell = "31.1.2025"
) -> tuple[Cell, ...]:
    return (voucher, day, account, "", "", "", "", debit, credit)


def read(*rows: Sequence[Cell], **options: object) -> ImportResult:
    return read_ledger(table_of(*rows), ImportOptions(**options))  # type: ignore[arg-type] # each test gives what it tests


def counted(result: ImportResult) -> dict[str, int]:
    return {name: count for name, count in result.row_classes.items() if count}


def short(lines: Sequence[LedgerLine]) -> list[tuple[int, str, str, int, int]]:
    return [
        (line.row, line.voucher, line.account, line.debit_cents, line.credit_cents)
        for line in lines
    ]


def errors(result: ImportResult) -> list[Finding]:
    return [problem for problem in result.problems if problem.severity is Severity.ERROR]


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


def test_the_heading_is_found_below_twenty_rows_of_preamble() -> None:
    preamble = [("Yhdistys ry", ""), ("Päiväkirja", "1.1.2025 - 31.12.2025"), *[()] * 18]
    result = read(*preamble, HEAD, entry("1", "4000", 1))
    assert [line.row for line in result.ledger] == [22]


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


def test_a_sheet_without_headings_is_refused_with_advice() -> None:
    (finding,) = errors(read(("Terve", "maailma"), (1.0, 2.0)))
    assert finding.message == "No row of headings was found in the first 40 rows of a.xlsx."
    assert "“Debet”" in finding.hint
    assert (finding.kind, finding.sheet, finding.row, finding.value) == (
        "no-header", "Taul1", 1, "Terve | maailma",
    )  # fmt: skip


def test_headings_without_rows_are_no_ledger() -> None:
    assert [one.kind for one in errors(read(HEAD))] == ["no-header"]


def test_headings_without_entries_are_an_error() -> None:
    (finding,) = errors(read(HEAD, ("Tulostettu 1.1.2026",)))
    assert (finding.kind, finding.message) == (
        "no-entries", "The sheet Taul1 holds no entries.",
    )  # fmt: skip


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


def test_the_cells_decide_when_one_heading_has_two_meanings() -> None:
    result = read(
        ("Tosite", "Päivämäärä", "Nro", "Tili", "Debet", "Kredit", "Selite"),
        ("1", "1.2.2025", "1900", "Käteisvarat", "10,00", "", "x"),
        ("1", "1.2.2025", "3000", "Myynti", "", "10,00", "x"),
    )
    assert [(line.account, line.account_name) for line in result.ledger] == [
        ("1900", "Käteisvarat"), ("3000", "Myynti"),
    ]  # fmt: skip


def test_a_series_column_becomes_part_of_the_voucher() -> None:
    result = read(
        ("Numerosarja", "Tositenumero", "Kirjauspäivä", "Vientiselite", "Tili", "Summa"),
        ("PL", 12.0, "1.2.2025", "x", "5000", "10.00"),
    )
    assert [line.voucher for line in result.ledger] == ["PL-12"]


def test_swedish_and_english_headings_are_known() -> None:
    swedish = read(
        ("Ver.nr", "Datum", "Konto", "Kontonamn", "Kostnadsställe", "Text", "Debet", "Kredit"),
        ("A1", "2025-01-31", "4000", "Inköp", "20", "x", "10,00", ""),
    )
    english = read(
        ("Voucher", "Date", "Account", "Account name", "Cost centre", "Description", "Debit",
         "Credit"),
        ("A1", "2025-01-31", "4000", "Inköp", "20", "x", "10,00", ""),
    )  # fmt: skip
    assert swedish.ledger == english.ledger
    assert swedish.ledger[0].cost_centre == "20"


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


def test_the_users_columns_win_over_the_guesses() -> None:
    head = ("A-tieto", "Pvm", "Tili", "Selite", "Summa", "Summa 2", "Tosite")
    row = ("V1", "31.1.2025", "4000", "x", 1, 2, "T1")
    result = read(head, row, columns={"voucher": "a-tieto", "amount": "F", "text": "-"})
    assert [(line.voucher, line.text, line.debit_cents) for line in result.ledger] == [
        ("V1", "", 200)
    ]
    chosen = next(guess for guess in result.columns if guess.field == "amount")
    assert (chosen.index, chosen.confidence, chosen.reason) == (5, SURE, "you chose this column")


def test_a_file_without_headings_is_read_by_column_letters() -> None:
    columns = {"date": "A", "account": "2", "amount": "C", "voucher": "D"}
    result = read(("31.1.2025", "4000", "1,00", "7"), columns=columns)
    assert short(result.ledger) == [(1, "7", "4000", 100, 0)]


@pytest.mark.parametrize(
    ("columns", "kind"), [({"tili": "A"}, "unknown-field"), ({"account": "Q9"}, "unknown-column")]
)
def test_an_unknown_field_or_column_is_refused(columns: dict[str, str], kind: str) -> None:
    with pytest.raises(UsageError) as refused:
        read(HEAD, entry("1", "4000", 1), columns=columns)
    assert refused.value.kind == kind


def test_the_sheet_with_most_rows_is_read_and_the_others_are_told() -> None:
    sheets = tables_of({
        "Ohje": [("Lue tämä",)],
        "2024": [HEAD, entry("1", "4000", 1)],
        "2025": [HEAD, entry("1", "4000", 1), entry("2", "4000", 1)],
    })  # fmt: skip
    result = read_ledger(sheets)
    assert result.sheet == "2025"
    assert [one.kind for one in result.problems] == ["other-sheets"]
    assert read_ledger(sheets, ImportOptions(sheet="2024")).sheet == "2024"
    with pytest.raises(UsageError, match="no sheet “2026”"):
        read_ledger(sheets, ImportOptions(sheet="2026"))


def test_inspection_never_raises_and_names_what_it_does_not_know() -> None:
    views = inspect_ledger(tables_of({"Tyhjä": [], "Ohje": [("x",)], "A": [HEAD]}))
    assert [(view.name, view.kind, view.header_row) for view in views] == [
        ("Tyhjä", "unknown", None), ("Ohje", "unknown", None), ("A", "ledger", 1),
    ]  # fmt: skip


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


def test_hundreds_of_wrong_rows_are_summed_up() -> None:
    rows = [entry(str(number), "4000", 1, day="huomenna") for number in range(250)]
    result = read(HEAD, entry("a", "4000", 1), *rows)
    assert len(errors(result)) == 101
    assert errors(result)[-1].message == "There are 150 more rows of this kind."


def test_a_bank_statement_is_no_ledger() -> None:
    statement = table_of(
        (
            "Kirjauspäivä",
            "Arvopäivä",
            "Määrä EUROA",
            "Saaja/Maksaja",
            "Saajan tilinumero",
            "Viesti",
        ),
        ("2025-01-31", "2025-01-31", "-10,00", "Lähikauppa", "FI3715903000000776", "x"),
    )
    assert [view.kind for view in inspect_ledger(statement)] == ["unknown"]


def test_an_entry_with_a_wrong_date_is_no_total_whatever_its_text() -> None:
    wrong = ("2", "31.2.2025", "3000", "", "", "", "Maksut yhteensä", "", 5)
    (finding,) = errors(read(HEAD, entry("1", "4000", 1), wrong))
    assert (finding.kind, finding.row) == ("unknown-date", 3)


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


def test_months_may_head_the_sums_of_a_group() -> None:
    rows = [row if row[0] != "Tammikuu yhteensä" else ("1/2023", *row[1:]) for row in GROUPED]
    result = read(*rows)
    assert counted(result)["subtotal"] == 3
    assert all(check.ok for check in result.proof)


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
