from __future__ import annotations

import csv
import io
from decimal import Decimal

from documents.sample_documents import PERIOD, board_document, comparison_table
from yhdistys.documents.document import Column, ColumnKind, Document, Row, Table
from yhdistys.documents.render import rendered


def lines(document: Document) -> list[list[str]]:
    text = rendered(document, ".csv").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_spreadsheets_recognise_the_encoding_by_its_mark() -> None:
    assert rendered(board_document(), ".csv").startswith(b"\xef\xbb\xbfTili;Nimi;")


def test_figures_have_decimal_commas_ascii_minus_and_no_groups() -> None:
    document = Document(title="x", language="fi", parts=(comparison_table(),))
    assert lines(document)[1:4] == [
        ["Tuotot", "", "", "", "", "", "", ""],
        [
            "3000",
            "Osallistumismaksut",
            "2430,00",
            "1606,50",
            "-823,50",
            "66,1",
            "30.9.2025",
            "1234",
        ],
        ["3900", "Palkkatuki", "", "4200,00", "4200,00", "", "30.9.2025", "1234"],
    ]
    assert lines(document)[-1][3] == "-207430,35"


def test_the_heading_of_a_group_stands_in_each_of_its_columns() -> None:
    assert lines(board_document())[0][2:4] == [
        f"{PERIOD}: Talousarvio",
        f"{PERIOD}: Toteuma",
    ]


def test_tables_follow_each_other_with_a_blank_line_and_their_caption() -> None:
    rows = lines(board_document())
    blank = rows.index([])
    assert rows[blank + 1 : blank + 3] == [["Luettelo"], ["Tili", "Nimi", "Toteuma"]]


def test_a_text_never_becomes_a_formula() -> None:
    columns = (Column(key="n", title="=Nimi"), Column(key="a", title="€", kind=ColumnKind.MONEY))
    rows = (
        Row(cells=('=HYPERLINK("http://x")', Decimal(-1))),
        Row(cells=('ry "Aamu"; sivu 2\nrivi', None)),
    )
    table = Table(columns=columns, rows=rows)
    assert lines(Document(title="x", language="fi", parts=(table,))) == [
        ["'=Nimi", "€"],
        ['\'=HYPERLINK("http://x")', "-1,00"],
        ['ry "Aamu"; sivu 2\nrivi', ""],
    ]


def test_a_document_without_tables_is_an_empty_file() -> None:
    assert rendered(Document(title="x", language="fi"), ".csv") == b"\xef\xbb\xbf"
