from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yhdistys.exchange.csv_text import decode, find_separator, text_rows
from yhdistys.exchange.refusals import Refusal

TEXT = "Tili;Nimi;Määrä\n3000;Jäsenmaksut, Åsa;1 234,50\n3100;Šakki ja žonglööri;\u22125,00\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_unicode_text_is_decoded_with_or_without_its_mark(encoding: str, named: str) -> None:
    assert decode(TEXT.encode(encoding)) == (TEXT, named)


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        ("Määrä;Öljy", "cp1252", "cp1252"),
        ("Määrä €;\u20135", "cp1252", "cp1252"),
        ("Määrä €", "iso-8859-15", "iso-8859-15"),
    ],
)
def test_one_byte_letters_are_told_apart_by_their_bytes(
    text: str, encoding: str, named: str
) -> None:
    assert decode(text.encode(encoding)) == (text, named)


def test_bytes_that_cp1252_does_not_know_are_read_as_latin_9() -> None:
    assert decode(b"\x81\xe4") == ("\x81ä", "iso-8859-15")


def test_bytes_with_zeros_are_no_text() -> None:
    with pytest.raises(Refusal) as refused:
        decode(b"\x01\x02\x00\x00\x03abc")
    assert refused.value.code == "binary"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_what_is_counted_most_evenly(separator: str) -> None:
    lines = [["Pvm", "Tili", "Selite"], ["1.1.2025", "3000", "a b c"], ["2.1.2025", "4000", "d"]]
    text = "\n".join(separator.join(line) for line in lines)
    assert find_separator(text) == (separator, 0)


def test_a_separator_inside_quotation_marks_does_not_count() -> None:
    text = 'Tili,Debet,Kredit\n3000,"1;2;3;4,5",\n4000,"2,50","3;3;3;3,00"\n'
    assert find_separator(text) == (",", 0)


def test_decimal_commas_lose_against_the_semicolon() -> None:
    text = "Tili;Debet;Kredit\n3000;1,50;2,50\n4000;2,50;3,00\n"
    assert find_separator(text) == (";", 0)


@pytest.mark.parametrize("line", ["sep=|\n", '"sep=|"\r\n', "SEP=|\r"])
def test_a_separator_line_is_obeyed_and_skipped(line: str) -> None:
    assert find_separator(line + "a;b|c;d\n") == ("|", len(line))


def test_a_text_of_one_column_has_rows_of_one_cell() -> None:
    text = "Tili\n3000\n"
    separator, start = find_separator(text)
    assert list(text_rows(text, separator, start)) == [("Tili",), ("3000",)]


def test_a_cell_may_hold_line_breaks_and_doubled_quotation_marks() -> None:
    rows = list(text_rows('a;"b\n""c"""\r\nd;e\r\n', ";"))
    assert rows == [("a", 'b\n"c"'), ("d", "e")]


def test_a_quotation_mark_that_never_ends_is_told_with_its_row() -> None:
    with pytest.raises(Refusal) as refused:
        list(text_rows('a;b\n"' + "x" * 200_000, ";"))
    assert (refused.value.code, refused.value.details) == ("broken-csv", {"row": 2})


def test_a_quotation_mark_that_swallows_the_rest_of_the_file_is_told() -> None:
    with pytest.raises(Refusal) as refused:
        list(text_rows('a;b\nc;"d\ne;f\n', ";"))
    assert refused.value.details == {"row": 2}
    inches = 'a;24" näyttö\nb;c\n'
    assert list(text_rows(inches, ";")) == [("a", '24" näyttö'), ("b", "c")]


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00")), min_size=2),
        min_size=1,
    )
)
def test_what_the_csv_writer_writes_is_read_back(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    assert [list(row) for row in text_rows(out.getvalue(), ";")] == rows
