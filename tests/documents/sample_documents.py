"""Documents that the tests of this folder render."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from yhdistys.documents.document import (
    CellAddress,
    Column,
    ColumnKind,
    Difference,
    Document,
    Fact,
    Heading,
    KeyFigure,
    KeyFigures,
    Letterhead,
    PageBreak,
    Paragraph,
    ParagraphKind,
    Row,
    RowKind,
    Share,
    Signatory,
    Signatures,
    Table,
    computed_table,
)

PERIOD = "1.1.\N{EN DASH}30.9.2025"
COLUMNS = (
    Column(key="account", title="Tili"),
    Column(key="name", title="Nimi"),
    Column(key="budget", title="Talousarvio", kind=ColumnKind.MONEY, group=PERIOD),
    Column(key="actual", title="Toteuma", kind=ColumnKind.MONEY, group=PERIOD),
    Column(
        key="difference",
        title="Ero",
        kind=ColumnKind.MONEY,
        group=PERIOD,
        formula=Difference("actual", "budget"),
    ),
    Column(
        key="used",
        title="Käytetty %",
        kind=ColumnKind.PERCENT,
        group=PERIOD,
        formula=Share("actual", "budget"),
    ),
    Column(key="day", title="Päivä", kind=ColumnKind.DATE),
    Column(key="visits", title="Käynnit", kind=ColumnKind.WHOLE),
)
_LETTERHEAD = Letterhead(
    name="Lehmusrannan mielenterveysyhdistys Aamusilta ry",
    lines=("Y-tunnus 1234567-1", "Aamukuja 3, 98765 Lehmusranta"),
)


def _body(account: str, name: str, budget: str | None, actual: str | None) -> Row:
    amounts = [None if text is None else Decimal(text) for text in (budget, actual)]
    return Row(cells=(account, name, *amounts, None, None, date(2025, 9, 30), 1234), level=1)


def _sum(label: str, kind: RowKind, sums: tuple[int, ...]) -> Row:
    return Row(cells=(label, *[None] * 7), kind=kind, sums=sums)


def comparison_table() -> Table:
    """Return a table with groups, sums of sums, missing figures and formulas."""
    rows = (
        Row(cells=("Tuotot", *[None] * 7), kind=RowKind.HEADING),
        _body("3000", "Osallistumismaksut", "2430.00", "1606.50"),
        _body("3900", "Palkkatuki", None, "4200.00"),
        _sum("Tuotot yhteensä", RowKind.SUBTOTAL, (1, 2)),
        Row(cells=("Kulut", *[None] * 7), kind=RowKind.HEADING),
        _body("5000", "Palkat", "-197361.00", "-209122.33"),
        _body("5030", "Lomapalkkavelan muutos", "0.00", None),
        _body("4900", "Puhelin, posti & toimistotarvikkeet", "-4050.00", "-4114.52"),
        _sum("Kulut yhteensä", RowKind.SUBTOTAL, (5, 6, 7)),
        _sum("Tulos", RowKind.TOTAL, (3, 8)),
    )
    return computed_table(
        Table(
            columns=COLUMNS,
            rows=rows,
            name="Talousarvio ja toteuma",
            source="Luvut: kirjanpidon viennit.",
        )
    )


def board_document() -> Document:
    """Return a document with a part of every kind."""
    table = comparison_table()
    result = table.rows[9].cells[table.position("actual")]
    return Document(
        title="Talousarvio ja toteuma",
        subtitle="Hallituksen kokous 14.10.2025",
        language="fi",
        letterhead=_LETTERHEAD,
        facts=(Fact(label="Tilikausi", text="1.1.\N{EN DASH}31.12.2025"),),
        made_on=date(2025, 10, 14),
        footer="Luottamuksellinen",
        parts=(
            KeyFigures(
                figures=(
                    KeyFigure(
                        label="Tulos",
                        value=result,
                        beside=("Talousarvio", Decimal("-198981.00")),
                        stands_in=CellAddress(
                            table="Talousarvio ja toteuma", row=9, column="actual"
                        ),
                    ),
                    KeyFigure(label="Käynnit", value=6945, kind=ColumnKind.WHOLE),
                )
            ),
            table,
            Heading(text="Huomautuksia"),
            Paragraph(text="Äänekosken öljylämmitys säästi Åbo-kulut: “ei liikaa”."),
            Paragraph(text="Ero = toteuma \N{MINUS SIGN} talousarvio.", kind=ParagraphKind.NOTE),
            Signatures(
                signatories=(Signatory(name="Helvi Toivanen", role="puheenjohtaja"), Signatory()),
                place="Lehmusranta",
            ),
            PageBreak(),
            long_table(3),
        ),
    )


def long_table(count: int) -> Table:
    """Return a table of many rows and one sum."""
    body = [
        Row(cells=(f"{3000 + number}", f"Tili numero {number}", Decimal(number) / 100))
        for number in range(count)
    ]
    total = Row(cells=("Yhteensä", "", None), kind=RowKind.TOTAL, sums=tuple(range(count)))
    columns = (
        Column(key="account", title="Tili"),
        Column(key="name", title="Nimi"),
        Column(key="actual", title="Toteuma", kind=ColumnKind.MONEY),
    )
    return computed_table(
        Table(columns=columns, rows=(*body, total), name="Ei talousarviossa", caption="Luettelo")
    )
