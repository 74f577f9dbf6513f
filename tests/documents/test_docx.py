from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from documents.sample_documents import board_document, comparison_table, long_table
from documents.word_files import parts, printed, word
from grants.paper_form import application
from yhdistys.documents.context import AssociationIdentity
from yhdistys.documents.document import (
    Column,
    ColumnKind,
    Document,
    Fact,
    FactList,
    Heading,
    KeyFigures,
    Letterhead,
    PageBreak,
    Paragraph,
    ParagraphKind,
    Part,
    Row,
    RowKind,
    Signatory,
    Signatures,
    Table,
)
from yhdistys.documents.render import rendered
from yhdistys.documents.render.pdf.style import BOLD, TABLE_SIZE, load_typeface, width_of
from yhdistys.grants.rules.paper import application_document

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

MINUS, DASH, NBSP = "\N{MINUS SIGN}", "\N{EN DASH}", "\N{NO-BREAK SPACE}"


def document(*parts_: Part, language: str = "fi") -> Document:
    return Document(title="Koe", language=language, parts=parts_)


def styled(made: Document) -> list[tuple[str, str]]:
    """Return the paragraphs of the body, tables apart, with their styles; spacers left out."""
    return [
        (one.style.name, one.text)
        for one in word(made).paragraphs
        if one.style is not None and one.style.name != "Table End"
    ]


def cells(made: Document, number: int = 0) -> list[list[str]]:
    rows = word(made).tables[number].rows
    return [[cell.text.replace(NBSP, " ") for cell in row.cells] for row in rows]


def xml(made: Document, name: str) -> BaseOxmlElement:
    return parse_xml(parts(made)[name])


def test_headings_and_texts_have_the_styles_that_word_knows() -> None:
    made = Document(
        title="Koe",
        subtitle="Alaotsikko",
        language="fi",
        parts=(
            Heading(text="Luku"),
            Heading(text="Kysymys", level=2),
            Paragraph(text="Vastaus."),
            Heading(text="Tarkenne", level=3),
            Heading(text="Syvemmällä", level=4),
            Paragraph(text="Hiljaa.", kind=ParagraphKind.NOTE),
        ),
    )
    assert styled(made) == [
        ("Title", "Koe"),
        ("Subtitle", "Alaotsikko"),
        ("Heading 1", "Luku"),
        ("Heading 2", "Kysymys"),
        ("Normal", "Vastaus."),
        ("Heading 3", "Tarkenne"),
        ("Heading 3", "Syvemmällä"),
        ("Note", "Hiljaa."),
    ]


def test_headings_stand_in_the_navigation_and_stay_with_what_follows() -> None:
    styles = word(document()).styles
    for level in (1, 2, 3):
        properties = styles[f"Heading {level}"].element.pPr
        assert properties.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level - 1)
        assert properties.find(qn("w:keepNext")) is not None


def test_blank_lines_part_paragraphs_and_dashes_make_lists() -> None:
    text = "Ensin.\nUusi rivi.\n\n- yksi\n  jatkuu\n• kaksi\nLoppu."
    assert styled(document(Paragraph(text=text)))[1:] == [
        ("Normal", "Ensin.\nUusi rivi."),
        ("List Bullet", "yksi\n  jatkuu"),
        ("List Bullet", "kaksi\nLoppu."),
    ]


@pytest.mark.parametrize(("language", "tag"), [("fi", "fi-FI"), ("sv", "sv-SE"), ("en", "en-GB")])
def test_the_spell_checker_is_told_the_language(language: str, tag: str) -> None:
    made = document(Paragraph(text="Teksti"), language=language)
    tags = {one.get(qn("w:val")) for one in xml(made, "word/styles.xml").iter(qn("w:lang"))}
    settings = xml(made, "word/settings.xml")
    assert tags == {tag}
    assert {one.get(qn("w:val")) for one in settings.iter(qn("w:themeFontLang"))} == {tag}
    assert word(made).core_properties.language == tag


def test_a_table_holds_the_figures_as_people_read_them() -> None:
    shown = cells(document(comparison_table()))
    assert shown[1][:6] == ["Tili", "Nimi", "Talousarvio", "Toteuma", "Ero", "Käytetty %"]
    assert shown[3] == [
        "3000",
        "Osallistumismaksut",
        "2 430,00",
        "1 606,50",
        f"{MINUS}823,50",
        "66,1",
        "30.9.2025",
        "1 234",
    ]
    assert shown[4][2] == DASH
    assert shown[-1][3] == f"{MINUS}207 430,35"


def test_the_head_of_a_table_is_repeated_and_no_row_is_split() -> None:
    rows = word(document(long_table(3))).tables[0]._tbl.tr_lst
    heads = [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows]
    assert heads == [True, False, False, False, False]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_figures_stand_to_the_right_and_a_sum_is_bold_under_a_line() -> None:
    table = word(document(long_table(2))).tables[0]
    styles = [cell.paragraphs[0].style for cell in table.rows[1].cells]
    assert [style.name for style in styles if style] == ["Table Text", "Table Text", "Table Figure"]
    total = table.rows[-1].cells[-1]
    assert total.paragraphs[0].runs[0].bold
    assert total._tc.find(f".//{qn('w:tcBorders')}/{qn('w:top')}") is not None
    assert all(
        cell._tc.find(f".//{qn('w:tcBorders')}/{qn('w:top')}") is not None
        for cell in table.rows[-1].cells
    )


def test_a_heading_runs_over_the_whole_row() -> None:
    table = word(document(comparison_table())).tables[0]
    assert len(table._tbl.tr_lst[2].tc_lst) == 1
    assert len(table._tbl.tr_lst[5].tc_lst) == 7


def test_the_widths_of_the_columns_fill_the_width_of_the_table() -> None:
    table = word(document(comparison_table())).tables[0]._tbl
    grid = [int(column.get(qn("w:w"))) for column in table.tblGrid.gridCol_lst]
    whole = table.tblPr.find(qn("w:tblW")).get(qn("w:w"))
    assert sum(grid) == int(whole)
    for row in table.tr_lst:
        widths = [int(one.get(qn("w:w"))) for one in row.iter(qn("w:tcW"))]
        assert sum(widths) == sum(grid)


def test_figures_have_room_in_a_broader_typeface() -> None:
    titles = ("Rivi", "2027", "2028", "Yhteensä")
    kinds = (ColumnKind.TEXT, *[ColumnKind.MONEY] * 3)
    columns = tuple(
        Column(key=title, title=title, kind=kind) for title, kind in zip(titles, kinds, strict=True)
    )
    amount = Decimal("1477012.52")
    table = Table(
        columns=columns,
        rows=(Row(cells=("Henkilöstökulut " * 6, *[amount] * 3), kind=RowKind.TOTAL),),
    )
    _text, *figures = word(document(table)).tables[0]._tbl.tblGrid.gridCol_lst
    load_typeface()
    needed = width_of("1 477 012,52", BOLD, TABLE_SIZE)
    assert all(int(one.get(qn("w:w"))) / 20 - 10 > 1.15 * needed for one in figures)


def test_a_paper_is_a4_and_a_broad_chapter_lies_on_its_side() -> None:
    columns = tuple(
        Column(key=str(number), title=str(number), kind=ColumnKind.WHOLE) for number in range(9)
    )
    broad = Table(columns=columns, rows=(Row(cells=tuple(range(9))),))
    made = document(
        Heading(text="Teksti"),
        Paragraph(text="Pystyssä."),
        Heading(text="Taulukko"),
        broad,
        PageBreak(),
        Heading(text="Loppu"),
        Paragraph(text="Taas pystyssä."),
    )
    sections = word(made).sections
    upright, side = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    assert [one.orientation for one in sections] == [upright, side, upright]
    widths = [round(one.page_width.mm) for one in sections if one.page_width is not None]
    assert widths == [210, 297, 210]
    margins = {round(one.left_margin.mm) for one in sections if one.left_margin is not None}
    assert margins == {20}


def test_pages_are_numbered_by_fields_that_word_counts() -> None:
    section = word(board_document()).sections[0]
    foot = "".join(section.footer._element.itertext())
    assert "Lehmusrannan mielenterveysyhdistys Aamusilta ry · Luottamuksellinen" in foot
    assert "14.10.2025" in foot
    fields = section.footer._element.iter(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")).strip() for field in fields] == ["PAGE", "NUMPAGES"]


def test_the_letterhead_stands_on_the_first_page_only() -> None:
    section = word(board_document()).sections[0]
    assert section.different_first_page_header_footer
    assert [one.text for one in section.first_page_header.paragraphs] == [
        "Lehmusrannan mielenterveysyhdistys Aamusilta ry",
        "Y-tunnus 1234567-1 · Aamukuja 3, 98765 Lehmusranta",
    ]
    assert section.header.is_linked_to_previous


def test_facts_and_key_figures_stand_in_tables_without_lines() -> None:
    assert cells(board_document(), 0) == [["Tilikausi", f"1.1.{DASH}31.12.2025"]]
    assert cells(board_document(), 1) == [
        [f"Tulos\n{MINUS}207 430,35\nTalousarvio {MINUS}198 981,00", "Käynnit\n6 945"]
    ]
    listed = document(FactList(facts=(Fact(label="Alkaa", text="1.3.2027"),)))
    assert cells(listed) == [["Alkaa", "1.3.2027"]]


def test_signatures_leave_room_and_stay_with_the_text_before_them() -> None:
    signatures = Signatures(
        signatories=(Signatory(name="Helvi Toivanen", role="puheenjohtaja"), Signatory()),
        place="Lehmusranta",
    )
    made = document(Paragraph(text="Kokous päätti."), signatures)
    assert cells(made)[1][0] == "Lehmusranta\nPaikka ja aika"
    assert cells(made)[3] == ["Helvi Toivanen\npuheenjohtaja", "", ""]
    text = next(one for one in word(made).paragraphs if one.text == "Kokous päätti.")
    assert text.paragraph_format.keep_with_next
    held = word(document(long_table(3), signatures)).tables[0].rows[-1].cells[0].paragraphs[0]
    assert held.paragraph_format.keep_with_next


def test_a_page_break_stands_before_what_follows() -> None:
    made = document(Paragraph(text="Eka"), PageBreak(), Paragraph(text="Toka\n\nKolmas"))
    breaking = [one.text for one in word(made).paragraphs if one.paragraph_format.page_break_before]
    assert breaking == ["Toka"]
    table = document(Paragraph(text="Eka"), PageBreak(), KeyFigures(figures=()), long_table(1))
    captions = [one for one in word(table).paragraphs if one.text == "Luettelo"]
    bare = document(Paragraph(text="Eka"), PageBreak(), replace(long_table(1), caption=""))
    assert len(captions) == 1
    assert any(one.paragraph_format.page_break_before for one in word(bare).paragraphs)


def test_the_file_tells_its_title_and_author_and_no_tool() -> None:
    properties = word(board_document()).core_properties
    assert properties.title == "Talousarvio ja toteuma"
    assert properties.author == "Lehmusrannan mielenterveysyhdistys Aamusilta ry"
    assert properties.created == datetime(2025, 10, 14, tzinfo=UTC)
    everything = b"".join(parts(board_document()).values()).lower()
    for word_of_a_tool in (b"python", b"microsoft macintosh", b"word document", b"openpyxl"):
        assert word_of_a_tool not in everything


def test_the_same_document_gives_the_same_bytes() -> None:
    assert rendered(board_document(), ".docx") == rendered(board_document(), ".docx")


def test_every_part_is_well_formed_and_every_style_that_is_used_is_there() -> None:
    found = parts(board_document())
    for content in found.values():
        parse_xml(content)
    styles = {
        one.get(qn("w:styleId"))
        for one in xml(board_document(), "word/styles.xml").iter(qn("w:style"))
    }
    everything = b"".join(
        content for name, content in found.items() if re.match(r"word/\w+\.xml", name)
    )
    used = set(re.findall(rb'<w:(?:p|tbl|r)Style w:val="(\w+)"', everything))
    assert {name.decode() for name in used} <= styles


def test_signs_that_xml_forbids_do_not_break_the_file() -> None:
    text = "alku\x00\x0b\ud800loppu \uffff 😀 e\u0301 \N{PARAGRAPH SEPARATOR}toinen"
    columns = (Column(key="n", title="Ni\x01mi"),)
    made = Document(
        title="O\x02tsikko\nkaksi",
        language="fi",
        parts=(
            Heading(text=text),
            Paragraph(text=text),
            Table(columns=columns, rows=(Row(cells=(text,)),), name="x\x03"),
        ),
        letterhead=Letterhead(name="ry\x04", lines=("rivi\x05",)),
    )
    texts = [one for style, one in styled(made) if style == "Normal"]
    assert texts == ["alku\nloppu  😀 e\u0301", "toinen"]
    assert word(made).core_properties.title == "Otsikko kaksi"


def test_a_hundred_thousand_characters_are_written_whole() -> None:
    text = "sana " * 20_000
    assert sum(
        one.text.count("sana") for one in word(document(Paragraph(text=text))).paragraphs
    ) == (20_000)


def test_a_document_without_parts_is_a_page_with_its_title() -> None:
    assert styled(document()) == [("Title", "Koe")]


@pytest.mark.parametrize("kind", list(RowKind))
def test_every_kind_of_row_is_written(kind: RowKind) -> None:
    columns = (Column(key="n", title="Nimi"), Column(key="a", title="€", kind=ColumnKind.MONEY))
    row = Row(cells=("Rivi", Decimal(1)), kind=kind, repeats=1)
    assert cells(document(Table(columns=columns, rows=(row,)))) == [["Nimi", "€"], ["Rivi", "1,00"]]


@pytest.mark.libreoffice
@pytest.mark.slow
def test_a_word_processor_opens_a_report_and_prints_it_whole(tmp_path: Path) -> None:
    pages = printed(board_document(), tmp_path)
    text = "\n".join(pages).replace(NBSP, " ")
    for expected in ("Talousarvio ja toteuma", f"{MINUS}207 430,35", "Huomautuksia", "Luettelo"):
        assert expected in text
    assert f"1 ({len(pages)})" in pages[0]


@pytest.mark.libreoffice
@pytest.mark.slow
def test_a_word_processor_opens_an_application_and_prints_every_answer(tmp_path: Path) -> None:
    made = application_document(
        application(),
        identity=AssociationIdentity(name="Aamusilta ry", business_id="1234567-1"),
        language="fi",
        today=date(2026, 11, 22),
    )
    text = "\n".join(printed(made, tmp_path)).replace(NBSP, " ")
    expected = ("Morning café", "Many are alone.", "at home", "1 030", "999,90", "2 550,50 €")
    assert [one for one in expected if one not in text] == []
