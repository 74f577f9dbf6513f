"""Rows and columns that the tests of tables show."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QObject

from yhdistys.gui.style import Tone
from yhdistys.gui.tables.column import BarShare, CellKind, Column, RowKind, RowStyle
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.values.formats import money


@dataclass(frozen=True)
class Account:
    """A row to show."""

    id: int
    name: str
    amount: Decimal | None = None
    kind: RowKind = RowKind.PLAIN
    share: Decimal | None = None


NAME = Column(id="name", title="Name", text=lambda row: row.name, width=20, stretch=True)
AMOUNT = Column(
    id="amount",
    title="Amount",
    text=lambda row: money(row.amount, "fi"),
    value=lambda row: row.amount,
    kind=CellKind.FIGURE,
)
BAR = Column(
    id="bar",
    title="",
    text=lambda _row: "",
    kind=CellKind.BAR,
    bar=lambda row: None if row.share is None else BarShare(row.share, Decimal("0.75")),
)
STATE = Column(
    id="state",
    title="State",
    text=lambda row: "late" if row.amount is None else "done",
    kind=CellKind.TAG,
    tone=lambda row: Tone.LATE if row.amount is None else Tone.GOOD,
)
COLUMNS = (NAME, AMOUNT, BAR, STATE)

ROWS = (
    Account(1, "4400 Vuokra", Decimal("-2300.00"), share=Decimal("0.8")),
    Account(2, "3000 Jäsenmaksut", Decimal("1234.50")),
    Account(3, "5000 Palkat"),
    Account(4, "3000 Öljy", Decimal("10.00")),
)


def shown_names(model: RowTable) -> list[str]:
    """Return the names of the shown rows from above."""
    return [row.name for row in model.rows]


def account_table(parent: QObject) -> RowTable:
    """Return a table of accounts."""
    model = RowTable(COLUMNS, row_id=lambda row: row.id, parent=parent)
    model.set_rows(ROWS)
    return model


GROUPED = (
    Account(10, "Income", kind=RowKind.HEADING),
    Account(11, "Fees", kind=RowKind.GROUP),
    Account(12, "3000 Jäsenmaksut", Decimal("100.00")),
    Account(13, "Grants", kind=RowKind.GROUP),
    Account(14, "3800 Avustukset", Decimal("900.00")),
    Account(15, "Together", Decimal("1000.00"), kind=RowKind.SUM),
)


def grouped_table(parent: QObject) -> RowTable:
    """Return a table whose rows stand in groups."""
    model = RowTable(
        COLUMNS, row_id=lambda row: row.id, style=lambda row: RowStyle(row.kind), parent=parent
    )
    model.set_rows(GROUPED)
    return model
