from __future__ import annotations

from decimal import Decimal

from documents.sample_documents import board_document, comparison_table
from yhdistys.documents.document import (
    Column,
    ColumnKind,
    Document,
    Fact,
    FactList,
    Heading,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Part,
    Row,
    RowKind,
    Signatory,
    Signatures,
    Table,
)
from yhdistys.documents.render import rendered

MINUS, DASH, NBSP = "\N{MINUS SIGN}", "\N{EN DASH}", "\N{NO-BREAK SPACE}"


def lines(*parts: Part) -> list[str]:
    """Return the lines under the title."""
    text = rendered(Document(title="Koe", language="fi", parts=parts), ".txt").decode()
    return text.replace(NBSP, " ").split("\r\n")[3:-1]


def test_lines_end_as_on_windows_and_no_mark_stands_at_the_beginning() -> None:
    content = rendered(board_document(), ".txt")
    assert content.startswith(b"Lehmusrannan mielenterveysyhdistys Aamusilta ry\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert content.endswith(b"\r\n")


def test_the_head_tells_who_speaks_and_of_what() -> None:
    text = rendered(board_document(), ".txt").decode().split("\r\n")
    assert text[:8] == [
        "Lehmusrannan mielenterveysyhdistys Aamusilta ry",
        "Y-tunnus 1234567-1",
        "Aamukuja 3, 98765 Lehmusranta",
        "",
        "Talousarvio ja toteuma",
        "======================",
        "Hallituksen kokous 14.10.2025",
        "",
    ]
    assert text[8] == f"Tilikausi: 1.1.{DASH}31.12.2025"
    assert text[-2] == "Luottamuksellinen  14.10.2025"


def test_headings_are_underlined_by_their_weight() -> None:
    assert lines(
        Heading(text="Luku"), Heading(text="Kysymys", level=2), Heading(text="Tarkenne", level=3)
    ) == ["Luku", "====", "", "Kysymys", "-------", "", "Tarkenne"]


def test_paragraphs_are_broken_and_lists_hang() -> None:
    long = "sana " * 20
    assert lines(Paragraph(text=f"{long}\n\n- {long}\n- toinen\n\nloppu\nrivi")) == [
        ("sana " * 17).strip(),
        "sana sana sana",
        "",
        "• " + ("sana " * 17).strip(),
        "  sana sana sana",
        "• toinen",
        "",
        "loppu",
        "rivi",
    ]


def test_a_long_word_stays_whole() -> None:
    assert lines(Paragraph(text=f"alku {'x' * 200} loppu")) == ["alku", "x" * 200, "loppu"]


def test_the_columns_of_a_table_stand_under_each_other() -> None:
    columns = (
        Column(key="n", title="Nimi"),
        Column(key="a", title="Talousarvio", kind=ColumnKind.MONEY),
    )
    rows = (
        Row(cells=("Kulut", None), kind=RowKind.HEADING),
        Row(cells=("Palkat", Decimal("-1234.50")), level=1),
        Row(cells=("Matkat", None), level=1),
        Row(cells=("Yhteensä", Decimal("-1234.50")), kind=RowKind.TOTAL),
    )
    table = Table(columns=columns, rows=rows, caption="Luvut", source="Lähde.")
    assert lines(table) == [
        "Luvut",
        "-----",
        "Nimi      Talousarvio",
        "---------------------",
        "Kulut",
        f"  Palkat    {MINUS}1 234,50",
        f"  Matkat            {DASH}",
        "---------------------",
        f"Yhteensä    {MINUS}1 234,50",
        "",
        "Lähde.",
    ]


def test_a_group_stands_over_the_middle_of_its_columns() -> None:
    columns = (
        Column(key="n", title="Nimi"),
        Column(key="a", title="2027", kind=ColumnKind.WHOLE, group="Henkilöitä"),
        Column(key="b", title="2028", kind=ColumnKind.WHOLE, group="Henkilöitä"),
        Column(key="c", title="x", kind=ColumnKind.WHOLE, group="Yksin"),
    )
    table = Table(columns=columns, rows=(Row(cells=("Nuoret", 5, 12, 1)),))
    assert lines(table)[:2] == ["        Henkilöitä  Yksin", "Nimi    2027  2028      x"]


def test_a_table_that_is_too_wide_breaks_its_texts_and_never_its_figures() -> None:
    columns = (
        Column(key="n", title="Nimi"),
        *(Column(key=str(n), title=str(n), kind=ColumnKind.MONEY) for n in range(5)),
    )
    name = "Kohtaamispaikan ja vapaaehtoistoiminnan yhteiset kulut"
    figures = (Decimal("-1234567.89"),) * 5
    shown = lines(Table(columns=columns, rows=(Row(cells=(name, *figures)),)))
    assert max(map(len, shown)) <= 100
    assert sum(line.count(f"{MINUS}1 234 567,89") for line in shown) == 5
    assert "vapaaehtoistoiminnan" in "".join(shown)
    wider = (*columns, *(Column(key=f"x{n}", title="x", kind=ColumnKind.MONEY) for n in range(4)))
    shown = lines(Table(columns=wider, rows=(Row(cells=(name, *figures, *figures[:4])),)))
    assert sum(line.count(f"{MINUS}1 234 567,89") for line in shown) == 9


def test_the_sums_of_a_report_stand_at_their_columns() -> None:
    shown = lines(comparison_table())
    result = next(line for line in shown if line.startswith("Tulos"))
    assert result.split("  ")[-1].strip() == "6 170"


def test_key_figures_facts_and_signatures_are_lines() -> None:
    figures = KeyFigures(
        figures=(
            KeyFigure(label="Tulos", value=Decimal(5), beside=("Talousarvio", None)),
            KeyFigure(label="Käynnit", value=None, kind=ColumnKind.WHOLE),
        )
    )
    facts = FactList(
        facts=(
            Fact(label="Alkaa", text="1.3.2027"),
            Fact(label="Onko yhdistyksellä toimintaa, jota ei rahoiteta?", text="kyllä"),
        )
    )
    signatures = Signatures(signatories=(Signatory(name="Helvi Toivanen", role="pj"),), place="L")
    assert lines(figures, facts, PageBreak(), signatures) == [
        f"Tulos: 5,00 (Talousarvio {DASH})",
        f"Käynnit: {DASH}",
        "",
        "Alkaa: 1.3.2027",
        "Onko yhdistyksellä toimintaa, jota ei rahoiteta?",
        "       kyllä",
        "",
        "",
        "",
        "Paikka ja aika: L",
        "",
        "_" * 40,
        "Helvi Toivanen, pj",
    ]


def test_a_document_without_tables_and_facts_is_its_title() -> None:
    assert rendered(Document(title="Tyhjä", language="sv"), ".txt").decode() == (
        "Tyhjä\r\n=====\r\n"
    )
