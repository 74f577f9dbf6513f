from __future__ import annotations

from decimal import Decimal

import pytest

from yhdistys.exchange.cells import UNREADABLE, day_of
from yhdistys.exchange.columns import ColumnWords, column_of, column_title, guess_columns
from yhdistys.exchange.headers import Meaning, WordIndex, find_header, plain_words
from yhdistys.exchange.tables import Row
from yhdistys.i18n import using

WORDS = {
    "date": ("pvm", "päivämäärä"),
    "voucher": ("tosite", "tositenro", "nro?"),
    "account": ("tili", "nro?"),
    "debit": ("debet", "per"),
}
KNOWN = ColumnWords(words=WORDS, fits={"date": lambda cell: day_of(cell) is not UNREADABLE})


def meanings(heading: str) -> tuple[Meaning, ...]:
    return WordIndex(WORDS).meanings(heading)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Debet (€)", "debet"),
        ("Debet EUR", "debet"),
        (" Tosite-\nnro. ", "tosite nro"),
        ("€", ""),
        ("KP:n nimi", "kp n nimi"),
    ],
)
def test_headings_are_compared_as_plain_words(heading: str, words: str) -> None:
    assert plain_words(heading) == words


@pytest.mark.parametrize(
    ("heading", "field", "confidence"),
    [
        ("TOSITENRO", "voucher", "0.95"),
        ("Tosite-nro.", "voucher", "0.95"),
        ("Tosite 1", "voucher", "0.8"),
        ("Kirjauksen päivämäärä", "date", "0.6"),
        ("per", "debit", "0.95"),
    ],
)
def test_a_heading_means_a_field_more_or_less_surely(
    heading: str, field: str, confidence: str
) -> None:
    (meaning,) = meanings(heading)
    assert (meaning.field, meaning.confidence) == (field, Decimal(confidence))


def test_a_weak_word_may_mean_several_fields() -> None:
    assert {one.field for one in meanings("Nro")} == {"voucher", "account"}
    assert meanings("per henkilö") == ()
    assert meanings("x" * 100) == ()


def test_the_richest_row_is_the_header() -> None:
    rows: list[Row] = [("Tili", "kaikki"), ("Pvm", "Tili", "Debet"), ("Pvm", "Tili", "Debet")]
    assert find_header(rows, WORDS, lambda fields: len(fields) > 1) == 1
    assert find_header(rows, WORDS, lambda fields: "voucher" in fields) is None


def test_a_header_below_forty_rows_is_not_searched() -> None:
    rows: list[Row] = [*[("x",)] * 40, ("Pvm", "Tili")]
    assert find_header(rows, WORDS, lambda fields: len(fields) > 1) is None
    assert find_header(rows[1:], WORDS, lambda fields: len(fields) > 1) == 39


def test_every_guess_tells_its_reason() -> None:
    with using("en"):
        guesses = guess_columns(
            ("Pvm", "Muu", "", "Tosite"), [("huomenna", 1, 2, "1.1.2025")], KNOWN, {"debit": "C"}
        )
    assert [(one.field, str(one.confidence), one.reason) for one in guesses] == [
        ("date", "0.38", "the heading resembles “pvm”, but the cells hold something else"),
        (None, "0", "the heading is not known"),
        ("debit", "1.00", "you chose this column"),
        ("voucher", "0.95", "the heading resembles “tosite”"),
    ]
    assert column_of(guesses, "debit") == 2
    assert column_of(guesses, "account") is None
    assert [column_title(guesses, index) for index in (0, 2, 9)] == ["Pvm", "C", "J"]


def test_a_field_has_one_column_and_the_surest_wins() -> None:
    guesses = guess_columns(("Nro", "Tosite", "Tosite 2"), [], KNOWN, {})
    assert [one.field for one in guesses] == ["account", "voucher", None]
