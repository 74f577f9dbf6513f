"""Which row holds the headings of a ledger, and what its columns hold."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from helpers.ledger_rows import HEAD, entry, errors, read, short
from helpers.table_files import table_of, tables_of
from yhdistys.errors import UsageError
from yhdistys.exchange.columns import SURE
from yhdistys.exchange.imports import ImportOptions
from yhdistys.i18n import using
from yhdistys.ledger.rules.reading import inspect_ledger, read_ledger


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


def test_the_heading_is_found_below_twenty_rows_of_preamble() -> None:
    preamble = [("Yhdistys ry", ""), ("Päiväkirja", "1.1.2025 - 31.12.2025"), *[()] * 18]
    result = read(*preamble, HEAD, entry("1", "4000", 1))
    assert [line.row for line in result.ledger] == [22]


def test_a_sheet_without_headings_is_refused_with_advice() -> None:
    (finding,) = errors(read(("Terve", "maailma"), (1.0, 2.0)))
    assert finding.message == "No row of headings was found in the first 40 rows of a.xlsx."
    assert "“Debet”" in finding.hint
    assert (finding.kind, finding.sheet, finding.row, finding.value) == (
        "no-header", "Taul1", 1, "Terve | maailma",
    )  # fmt: skip


def test_headings_without_rows_are_told_with_their_place() -> None:
    (finding,) = errors(read(("Pääkirja",), HEAD))
    assert finding.message == "The sheet Taul1 has headings in row 2 and nothing below them."
    assert (finding.kind, finding.sheet, finding.row) == ("no-entries", "Taul1", 2)


def test_headings_without_entries_are_an_error() -> None:
    (finding,) = errors(read(HEAD, ("Tulostettu 1.1.2026",)))
    assert (finding.kind, finding.message) == (
        "no-entries", "The sheet Taul1 holds no entries.",
    )  # fmt: skip


def test_the_cells_decide_when_one_heading_has_two_meanings() -> None:
    result = read(
        ("Tosite", "Päivämäärä", "Nro", "Tili", "Debet", "Kredit", "Selite"),
        ("1", "1.2.2025", "1900", "Käteisvarat", "10,00", "", "x"),
        ("1", "1.2.2025", "3000", "Myynti", "", "10,00", "x"),
    )
    assert [(line.account, line.account_name) for line in result.ledger] == [
        ("1900", "Käteisvarat"), ("3000", "Myynti"),
    ]  # fmt: skip


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


def test_the_users_columns_help_to_find_the_headings() -> None:
    head = ("Milloin", "Paperi", "Luokka", "Plus", "Miinus")
    rows = (("Yhdistys ry",), (), head, ("1.2.2025", "7", "3000", "", "10,00"))
    columns = {"date": "A", "voucher": "Paperi", "account": "Luokka", "debit": "4", "credit": "E"}
    result = read(*rows, columns=columns)
    assert short(result.ledger) == [(4, "7", "3000", 0, 1000)]
    assert result.problems == ()
    letters = {"date": "a", "voucher": "b", "account": "c", "debit": "d", "credit": "e"}
    assert read(*rows, columns=letters).ledger == result.ledger
    assert read(rows[3], columns=letters).ledger == (result.ledger[0]._replace(row=1),)


def test_a_total_without_headings_above_it_is_not_taken_for_headings() -> None:
    columns = {"date": "A", "account": "B", "amount": "C", "voucher": "D"}
    rows = (("31.1.2025", "4000", "1,00", "7"), ("Yhteensä", "", "1,00", ""))
    assert short(read(*rows, columns=columns).ledger) == [(1, "7", "4000", 100, 0)]


def test_a_heading_the_user_names_and_nobody_wrote_is_refused() -> None:
    head = ("Milloin", "Luokka", "Plus")
    with pytest.raises(UsageError, match="No heading “Luokkaa” for “account” was found") as refused:
        read(head, ("1.2.2025", "3000", "1,00"), columns={"account": "Luokkaa"})
    assert refused.value.kind == "unknown-column"
    with pytest.raises(UsageError, match="no column “Z”; the last one is C"):
        read(
            ("1.2.2025", "3000", "1,00"),
            columns={"date": "A", "account": "Z", "amount": "C"},
        )
