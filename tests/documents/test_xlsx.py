from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from documents.sample_documents import board_document, comparison_table, long_table
from yhdistys.documents.document import (
    Column,
    ColumnKind,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    RowKind,
    Table,
    Together,
    computed_table,
)
from yhdistys.documents.render import rendered

HEAD_ROW, FIRST_ROW = 5, 6


def sheets(document: Document, *, formulas: bool) -> openpyxl.Workbook:
    content = io.BytesIO(rendered(document, ".xlsx"))
    return openpyxl.load_workbook(content, data_only=not formulas)


@pytest.fixture(scope="module")
def shown() -> Worksheet:
    return sheets(board_document(), formulas=False).worksheets[0]


@pytest.fixture(scope="module")
def live() -> Worksheet:
    return sheets(board_document(), formulas=True).worksheets[0]


def table_values(sheet: Worksheet) -> list[tuple[object, ...]]:
    rows = sheet.iter_rows(min_row=FIRST_ROW, max_row=FIRST_ROW + 9, values_only=True)
    return [tuple(row[:8]) for row in rows]


def as_the_workbook_carries(row: Row) -> tuple[object, ...]:
    values: list[object] = []
    for cell in row.cells:
        if isinstance(cell, date):
            values.append(datetime(cell.year, cell.month, cell.day))  # noqa: DTZ001 - as read
        elif isinstance(cell, Decimal) and len(values) == 5:
            values.append(float(cell / 100))
        else:
            values.append(float(cell) if isinstance(cell, Decimal) else cell)
    return tuple(values)


def test_every_cell_has_its_value_as_a_number_text_or_date(shown: Worksheet) -> None:
    expected = [as_the_workbook_carries(row) for row in comparison_table().rows]
    assert table_values(shown) == expected


def test_sums_and_differences_are_live_formulas(live: Worksheet) -> None:
    assert [live[f"D{row}"].value for row in (9, 14, 15)] == [
        "=SUM(D7:D8)",
        "=SUM(D11:D13)",
        "=SUM(D9,D14)",
    ]
    assert live["E7"].value == "=D7-C7"
    assert live["F15"].value == '=IF(N(C15)=0,"",ROUND(D15/C15,3))'


def test_a_missing_figure_is_an_empty_cell_and_zero_is_a_zero(shown: Worksheet) -> None:
    assert shown["C8"].value is None
    assert shown["C12"].value == 0
    assert shown["D12"].value is None


def test_formats_are_the_neutral_ones_that_every_language_shows_its_own_way(
    shown: Worksheet,
) -> None:
    formats = [shown.cell(FIRST_ROW + 1, column).number_format for column in range(3, 9)]
    assert formats == ["#,##0.00", "#,##0.00", "#,##0.00", "0.0 %", "d.m.yyyy", "#,##0"]


def test_headings_stay_in_view_and_are_printed_on_each_page(live: Worksheet) -> None:
    assert live.freeze_panes == f"C{FIRST_ROW}"
    assert live.print_title_rows == "$4:$5"
    assert live.page_setup.paperSize == 9
    assert live.sheet_properties.pageSetUpPr is not None
    assert live.sheet_properties.pageSetUpPr.fitToPage
    assert live.page_setup.fitToHeight == 0
    assert live.oddFooter is not None
    assert live.oddFooter.right is not None
    assert "&P" in str(live.oddFooter.right.text)


def test_a_broad_table_is_printed_on_its_side_and_a_narrow_one_upright() -> None:
    broad, narrow = sheets(board_document(), formulas=True).worksheets
    assert broad.page_setup.orientation == "landscape"
    assert narrow.page_setup.orientation in {None, "portrait"}


def test_the_texts_of_the_document_stand_under_the_table(shown: Worksheet) -> None:
    rows = shown.iter_rows(min_row=16, values_only=True)
    texts = [str(cell) for row in rows for cell in row if isinstance(cell, str)]
    assert texts == [
        "Luvut: kirjanpidon viennit.",
        "Tulos",
        "Talousarvio",
        "Käynnit",
        "Huomautuksia",
        "Äänekosken öljylämmitys säästi Åbo-kulut: “ei liikaa”.",
        "Ero = toteuma \N{MINUS SIGN} talousarvio.",
        "Paikka ja aika: Lehmusranta",
        "Helvi Toivanen, puheenjohtaja",
    ]


def test_a_key_figure_points_at_the_cell_that_carries_it(live: Worksheet) -> None:
    formulas = [
        cell.value
        for row in live.iter_rows(min_row=16)
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]
    assert formulas == ["='Talousarvio ja toteuma'!D15"]


def test_the_title_the_association_and_the_period_stand_on_top(shown: Worksheet) -> None:
    assert shown["A1"].value == "Talousarvio ja toteuma"
    assert str(shown["A2"].value).startswith("Lehmusrannan mielenterveysyhdistys Aamusilta ry · ")


def test_the_workbook_tells_who_made_it_and_what_it_is() -> None:
    properties = sheets(board_document(), formulas=True).properties
    assert properties.title == "Talousarvio ja toteuma"
    assert properties.creator == "Lehmusrannan mielenterveysyhdistys Aamusilta ry"


def test_the_same_document_gives_the_same_bytes() -> None:
    assert rendered(board_document(), ".xlsx") == rendered(board_document(), ".xlsx")


def test_a_text_that_looks_like_a_formula_or_a_link_stays_a_text() -> None:
    columns = (Column(key="name", title="Nimi"),)
    texts = ("=1+1", "http://example.fi", "-5", "0012")
    rows = tuple(Row(cells=(text,)) for text in texts)
    document = Document(title="x", language="fi", parts=(Table(columns=columns, rows=rows),))
    sheet = sheets(document, formulas=True).worksheets[0]
    found = [sheet.cell(row, 1) for row in range(5, 9)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in found] == [
        (text, "s", None) for text in texts
    ]


def test_sheet_names_are_short_allowed_and_different() -> None:
    columns = (Column(key="name", title="Nimi"),)
    names = ("Budjetti 2025/2026: [kaikki]?", "x" * 40, "X" * 40, "", "'")
    tables = tuple(Table(columns=columns, rows=(), name=name) for name in names)
    titles = sheets(Document(title="x", language="fi", parts=tables), formulas=True).sheetnames
    assert titles == [
        "Budjetti 2025 2026   kaikki",
        "x" * 31,
        "X" * 29 + " 2",
        "Taulukko",
        "Taulukko 2",
    ]


def test_a_sum_of_more_parts_than_a_function_takes_is_still_one_formula() -> None:
    count = 1001
    rows = [Row(cells=(Decimal(number),)) for number in range(count)]
    total = Row(cells=(None,), kind=RowKind.TOTAL, sums=tuple(range(0, count, 2)))
    columns = (Column(key="a", title="€", kind=ColumnKind.MONEY),)
    table = computed_table(Table(columns=columns, rows=(*rows, total)))
    document = Document(title="x", language="fi", parts=(table,))
    formula = str(sheets(document, formulas=True).worksheets[0].cell(4 + count + 1, 1).value)
    inner = formula.removeprefix("=SUM(").split("SUM(")[1:]
    assert [part.count(",") + 1 for part in inner] == [201, 201, 101]
    assert sheets(document, formulas=False).worksheets[0].cell(4 + count + 1, 1).value == sum(
        range(0, count, 2)
    )


def test_months_of_a_row_add_up_in_the_row() -> None:
    keys = tuple(f"m{month}" for month in range(1, 4))
    columns = (
        *(Column(key=key, title=key, kind=ColumnKind.MONEY) for key in keys),
        Column(key="sum", title="Σ", kind=ColumnKind.MONEY, formula=Together(keys)),
    )
    rows = (Row(cells=(Decimal(1), Decimal(2), None, None)),)
    table = computed_table(Table(columns=columns, rows=rows))
    document = Document(title="x", language="fi", parts=(table,))
    assert sheets(document, formulas=True).worksheets[0]["D5"].value == "=SUM(A5:C5)"
    assert sheets(document, formulas=False).worksheets[0]["D5"].value == 3


def test_a_document_without_a_table_is_a_sheet_of_text() -> None:
    parts = (Heading(text="Otsikko"), Paragraph(text="Ensimmäinen\nToinen"))
    sheet = sheets(Document(title="Kirje", language="fi", parts=parts), formulas=True).worksheets[0]
    texts = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert texts == ["Kirje", "Otsikko", "Ensimmäinen", "Toinen"]


def test_columns_are_as_wide_as_their_figures_need(shown: Worksheet) -> None:
    widths = [shown.column_dimensions[letter].width for letter in "ABCDEFGH"]
    assert all(width >= 6 for width in widths)
    assert widths[1] > len("Puhelin, posti & toimistotarvikkeet")
    assert widths[3] > len("-209 122,33")


def test_rows_of_a_long_table_stand_in_order() -> None:
    document = Document(title="x", language="fi", parts=(long_table(50),))
    sheet = sheets(document, formulas=False).worksheets[0]
    accounts = [sheet.cell(row, 1).value for row in range(5, 55)]
    assert all(str(first) < str(second) for first, second in pairwise(accounts))


def test_a_text_longer_than_a_cell_takes_is_cut_and_not_lost() -> None:
    columns = (Column(key="n", title="Nimi"),)
    table = Table(columns=columns, rows=(Row(cells=("x" * 40_000,)),))
    letterhead = Letterhead(name="Pitkän & nimen yhdistys " * 20)
    document = Document(title="x", language="fi", parts=(table,), letterhead=letterhead)
    assert len(str(sheets(document, formulas=True).worksheets[0]["A5"].value)) == 32_767
