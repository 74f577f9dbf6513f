"""The page of the example: how many entries each account has in the chosen fiscal year."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from yhdistys.api import ledger_queries, whole_number
from yhdistys.gui.api import PERIOD, Column, Page, RowTable, TableView, WindowContext
from yhdistys_example import texts


class Counted(NamedTuple):
    """An account and how many entries it has."""

    account: str
    name: str
    entries: int


def _account(row: Counted) -> str:
    return f"{row.account} {row.name}"


def _entries(row: Counted) -> str:
    return whole_number(row.entries)


def _count(row: Counted) -> int:
    return row.entries


class ExamplePage(Page):
    """One table; it reads when it is shown and something it shows has changed."""

    id = "example"
    shows = frozenset({"entry", "account", PERIOD})

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.head.set_title(str(texts.TITLE))
        self.head.set_subtitle(str(texts.PAGE_SUBTITLE))
        columns = (
            Column(id="account", title=str(texts.ACCOUNT), text=_account, stretch=True),
            Column(id="entries", title=str(texts.ENTRIES), text=_entries, value=_count, right=True),
        )
        self.table = RowTable(columns, row_id=_account, parent=self)
        self.view = TableView(
            "example", self.table, accessible_name=str(texts.REPORT_TITLE), parent=self
        )
        self.layout_.addWidget(self.view, 1)

    def reload(self) -> None:
        """Count the entries of the fiscal year."""
        year = self.context.period.year
        if year is None:
            self.table.set_rows(())
            return
        names = self.context.read(ledger_queries.account_names)
        entries = self.context.read(ledger_queries.entries, year=year)
        counts = Counter(entry.account for entry in entries)
        self.table.set_rows(
            [Counted(number, names[number][0], n) for number, n in sorted(counts.items())]
        )
