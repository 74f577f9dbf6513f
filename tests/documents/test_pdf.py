from __future__ import annotations

import io
from decimal import Decimal

import pypdf
import pytest

from documents.sample_documents import board_document, comparison_table, long_table
from yhdistys.documents.document import (
    Column,
    ColumnKind,
    Document,
    Fact,
    FactList,
    Heading,
    Paragraph,
    Part,
    Row,
    RowKind,
    Signatory,
    Signatures,
    Table,
)
from yhdistys.documents.render import rendered
from yhdistys.documents.render.pdf.blocks import Space
from yhdistys.documents.render.pdf.pages import Piece, paginated
from yhdistys.documents.render.pdf.style import (
    A4_SHORT,
    MARGIN_SIDE,
    REGULAR,
    SMALL_SIZE,
    UNKNOWN,
    load_typeface,
    width_of,
    wrapped,
)

MINUS, DASH = "\N{MINUS SIGN}", "\N{EN DASH}"


def pages(document: Document) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(rendered(document, ".pdf")))
    return [page.extract_text() for page in reader.pages]


def table_document(*tables: Table) -> Document:
    return Document(title="Koe", language="fi", parts=tables)


def test_figures_are_written_the_finnish_way() -> None:
    text = pages(board_document())[0]
    assert f"{MINUS}209 122,33" in text
    assert "4 200,00" in text
    assert "239,0" in text


def test_letters_of_finnish_and_swedish_can_be_read_from_the_file() -> None:
    assert "Äänekosken öljylämmitys säästi Åbo-kulut: “ei liikaa”." in pages(board_document())[0]


def test_the_head_names_the_association_and_the_foot_counts_pages() -> None:
    first, second, third = pages(board_document())
    assert "Lehmusrannan mielenterveysyhdistys Aamusilta ry" in first
    assert "Y-tunnus 1234567-1" in first
    assert "Sivu 1/3" in first
    assert "Sivu 3/3" in third
    assert "Tulostettu 14.10.2025" in second
    assert "Luottamuksellinen" in second


@pytest.mark.parametrize("title", ["Kesäkerho ja syysretki " * 20, "x" * 300])
def test_a_long_title_leaves_room_for_the_number_of_the_page(title: str) -> None:
    document = Document(title=title, language="fi", parts=(Paragraph(text="Teksti"),))
    foot = pages(document)[0].strip().splitlines()[-2:]
    assert sorted(line.endswith("…") for line in foot) == [False, True]
    assert "Sivu 1/1" in foot
    load_typeface()
    assert all(width_of(line, REGULAR, SMALL_SIZE) < A4_SHORT - 2 * MARGIN_SIDE for line in foot)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert rendered(board_document(), ".pdf") == rendered(board_document(), ".pdf")


def test_the_file_tells_title_author_and_language() -> None:
    reader = pypdf.PdfReader(io.BytesIO(rendered(board_document(), ".pdf")))
    metadata = reader.metadata
    assert metadata is not None
    assert metadata.title == "Talousarvio ja toteuma"
    assert metadata.author == "Lehmusrannan mielenterveysyhdistys Aamusilta ry"
    assert str(reader.root_object["/Lang"]) == "fi"


def test_the_headings_of_columns_stand_on_every_page_of_a_table() -> None:
    texts = pages(table_document(long_table(150)))
    assert len(texts) == 3
    assert all("Tili" in text and "Toteuma" in text for text in texts)
    listed = [number for text in texts for number in text.split() if number.isdigit()]
    assert [number for number in listed if len(number) == 4] == [
        str(3000 + number) for number in range(150)
    ]


def test_a_broad_table_lies_on_its_side() -> None:
    wide = pypdf.PdfReader(io.BytesIO(rendered(table_document(comparison_table()), ".pdf")))
    narrow = pypdf.PdfReader(io.BytesIO(rendered(table_document(long_table(3)), ".pdf")))
    assert wide.pages[0].mediabox.width > wide.pages[0].mediabox.height
    assert narrow.pages[0].mediabox.width < narrow.pages[0].mediabox.height


def test_a_missing_figure_is_a_dash_and_zero_is_a_zero() -> None:
    columns = (Column(key="n", title="Nimi"), Column(key="a", title="€", kind=ColumnKind.MONEY))
    rows = (
        Row(cells=("puuttuu", None)),
        Row(cells=("nolla", Decimal(0))),
        Row(cells=("ei sovi", "")),
    )
    lines = pages(table_document(Table(columns=columns, rows=rows)))[0].splitlines()
    start = next(place for place, line in enumerate(lines) if "puuttuu" in line)
    assert " ".join(lines[start:]).split()[:6] == ["puuttuu", DASH, "nolla", "0,00", "ei", "sovi"]


@pytest.mark.slow
def test_signatures_are_never_alone_on_a_page() -> None:
    signatures = Signatures(signatories=tuple(Signatory(name=f"Nimi {n}") for n in range(6)))
    for count in range(36, 50):
        document = Document(title="Koe", language="fi", parts=(long_table(count), signatures))
        last = pages(document)[-1]
        if "Nimi 0" in last:
            assert "Yhteensä" in last


@pytest.mark.slow
def test_a_heading_stays_with_what_it_heads() -> None:
    for count in range(38, 56):
        filling: list[Part] = [Paragraph(text="Rivi")] * count
        parts = (*filling, Heading(text="Otsikko"), long_table(2))
        for text in pages(Document(title="Koe", language="fi", parts=parts)):
            assert ("Otsikko" in text) == ("3000" in text)


def test_a_document_without_parts_is_one_page() -> None:
    assert len(pages(Document(title="Tyhjä", language="sv"))) == 1


def test_a_long_name_breaks_into_lines_and_is_wholly_there() -> None:
    name = "Kohtaamispaikan ja vapaaehtoistoiminnan yhteiset " * 6
    columns = (
        Column(key="n", title="Nimi"),
        *(Column(key=f"a{n}", title="Toteuma", kind=ColumnKind.MONEY) for n in range(9)),
    )
    rows = (Row(cells=(name.strip(), *[Decimal("-1234567.89")] * 9)),)
    text = pages(table_document(Table(columns=columns, rows=rows)))[0]
    assert text.count("vapaaehtoistoiminnan") == 6


def test_a_word_wider_than_its_line_is_broken_inside() -> None:
    load_typeface()
    word = "x" * 500
    lines = wrapped(f"alku {word} loppu", REGULAR, 9, 100)
    assert "".join(lines) == f"alku{word}loppu"
    assert all(width_of(line, REGULAR, 9) <= 100 for line in lines)


@pytest.mark.parametrize("kind", list(RowKind))
def test_every_kind_of_row_is_drawn(kind: RowKind) -> None:
    columns = (Column(key="n", title="Nimi"), Column(key="a", title="€", kind=ColumnKind.MONEY))
    rows = (Row(cells=("Rivi", Decimal(1)), kind=kind),) * 2
    assert pages(table_document(Table(columns=columns, rows=rows)))[0].count("Rivi") == 2


def heights(pieces: list[Piece], room: float) -> list[list[float]]:
    return [[placed.block.height for placed in page] for page in paginated(pieces, room)]


def test_pieces_fill_a_page_before_the_next_begins() -> None:
    pieces = [Piece(Space(float(height))) for height in (40, 50, 20, 80)]
    assert heights(pieces, 100) == [[40, 50], [20, 80]]


def test_pieces_that_stay_together_move_together() -> None:
    pieces = [Piece(Space(60)), Piece(Space(30), stays=True), Piece(Space(20))]
    assert heights(pieces, 100) == [[60], [30, 20]]


def test_a_chain_higher_than_a_page_is_parted_all_the_same() -> None:
    pieces = [Piece(Space(60), stays=True)] * 4
    assert heights(pieces, 100) == [[60], [60], [60], [60]]


def test_a_new_page_begins_with_the_head_of_its_table() -> None:
    head = Space(10)
    pieces = [Piece(head), *[Piece(Space(45), head=head)] * 3]
    assert heights(pieces, 100) == [[10, 45, 45], [10, 45]]


def test_a_break_begins_a_page_and_never_an_empty_one() -> None:
    pieces = [Piece(Space(10), breaks=True), Piece(Space(10), breaks=True)]
    assert heights(pieces, 100) == [[10], [10]]


def test_breaks_and_controls_in_texts_do_not_show_as_boxes() -> None:
    columns = (Column(key="n", title="Nimi\nja muu"),)
    table = Table(columns=columns, rows=(Row(cells=("ensin\nsitten\x00loppu\tvielä",)),))
    text = pages(Document(title="Otsikko\nkaksi", language="fi", parts=(table,)))[0]
    assert "ensin\nsitten loppu vielä" in text
    assert "Nimi\nja muu" in text


def test_an_endless_word_is_laid_out_in_no_time() -> None:
    columns = (Column(key="n", title="Nimi"),)
    table = Table(columns=columns, rows=(Row(cells=("x" * 20_000,)),))
    assert "".join("".join(pages(table_document(table))).split()).count("x") >= 15_000


def outline(document: Document) -> list[tuple[int, str]]:
    """Return the bookmarks of a file with their depth."""
    reader = pypdf.PdfReader(io.BytesIO(rendered(document, ".pdf")))
    found: list[tuple[int, str]] = []

    def walk(entries: list[object], depth: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, depth + 1)
            else:
                found.append((depth, str(getattr(entry, "title", ""))))

    walk(list(reader.outline), 0)
    return found


def test_headings_are_bookmarks_and_none_jumps_a_step() -> None:
    parts = (
        Heading(text="Tarkenne", level=3),
        Heading(text="Luku"),
        Heading(text="Kysymys 😀\nuusi rivi", level=2),
        Heading(text="Syvä", level=5),
    )
    assert outline(Document(title="Koe", language="fi", parts=parts)) == [
        (0, "Tarkenne"),
        (0, "Luku"),
        (1, f"Kysymys {UNKNOWN} uusi rivi"),
        (2, "Syvä"),
    ]


def test_signs_that_the_typeface_lacks_are_marked_once_and_known_ones_stay() -> None:
    text = "Hymiö 👨‍👩‍👧 ja ✅ valmis, e\u0301 on é, pehmeä\u00adtavu"
    document = Document(title="Koe", language="fi", parts=(Paragraph(text=text),))
    assert f"Hymiö {UNKNOWN} ja ✓ valmis, é on é, pehmeätavu" in pages(document)[0]


def test_running_text_has_paragraphs_line_breaks_and_lists() -> None:
    text = "Ensin:\n- yksi\n- kaksi\n\nSitten\nlopuksi"
    document = Document(title="Koe", language="fi", parts=(Paragraph(text=text),))
    words = " ".join(pages(document)[0].split())
    assert words == "Koe Ensin: • yksi • kaksi Sitten lopuksi Koe Sivu 1/1"


@pytest.mark.slow
def test_no_single_line_of_a_paragraph_is_left_alone_on_a_page() -> None:
    for count in range(40, 56):
        filling: list[Part] = [Paragraph(text="Täyte")] * count
        text = "\n".join(f"rivi{number}" for number in range(6))
        parts = (*filling, Paragraph(text=text))
        found = [
            page.count("rivi") for page in pages(Document(title="K", language="fi", parts=parts))
        ]
        assert sum(found) == 6
        assert 1 not in found


@pytest.mark.slow
def test_a_hundred_thousand_characters_and_an_endless_word_fill_pages() -> None:
    text = "sana " * 20_000 + "y" * 5_000
    texts = pages(Document(title="Koe", language="fi", parts=(Paragraph(text=text),)))
    assert sum(page.count("sana") for page in texts) == 20_000
    assert sum(page.count("y") for page in texts) >= 5_000


def test_a_cell_higher_than_a_page_goes_on_on_the_next_one() -> None:
    columns = (Column(key="n", title="Nimi"), Column(key="a", title="€", kind=ColumnKind.MONEY))
    text = "\n".join(f"rivi{number}" for number in range(150))
    rows = (Row(cells=(text, Decimal(1))), Row(cells=("loppu", Decimal(2))))
    texts = pages(table_document(Table(columns=columns, rows=rows)))
    assert len(texts) > 2
    assert all("Nimi" in page for page in texts)
    assert [word for page in texts for word in page.split() if word.startswith("rivi")] == (
        text.split()
    )


def test_facts_stand_beside_each_other_or_in_a_list_when_they_are_many() -> None:
    few = tuple(Fact(label=f"Nimi {number}", text="arvo") for number in range(3))
    many = tuple(Fact(label=f"Nimi {number}", text="arvo " * 8) for number in range(6))
    listed = FactList(facts=(Fact(label="Alkaa", text="1.3.2027"),))
    beside = Document(title="K", language="fi", facts=few)
    assert "Nimi 0\narvo\nNimi 1" in pages(beside)[0]
    text = pages(Document(title="K", language="fi", facts=many, parts=(listed,)))[0]
    assert "Nimi 0 arvo arvo" in " ".join(text.split())
    assert "Alkaa 1.3.2027" in " ".join(text.split())
