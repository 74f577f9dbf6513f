"""The base of a section that is a table, with a panel beside it in which a row is changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from yhdistys.gui.forms.edit_panel import EditPanel
from yhdistys.gui.forms.letters import give_letters
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.settings.section import Section
from yhdistys.gui.style import px
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import Panel
from yhdistys.gui.widgets.layouts import row_of


class TableSection(Section):
    """Acts, a table under them, and a panel beside it; ``lay_out`` puts them in their places.

    Attributes:
        box: Around the acts and the table; the parent of the buttons.
        table: The rows.
        panel: Where a row is added or changed.
        chosen: The row that is chosen, or None.
    """

    table: TableView
    panel: EditPanel

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.box = Panel("", self)
        self.chosen: Any = None

    def lay_out(
        self, name: str, model: RowTable, acts: Iterable[QWidget], *, accessible_name: str
    ) -> None:
        """Make the table under its acts and the panel beside it; called once.

        Args:
            name: What the widths of the columns are remembered by.
            model: The rows.
            acts: The buttons, made before this: the focus goes through them first.
            accessible_name: What the table is to screen readers.
        """
        self.table = TableView(name, model, accessible_name=accessible_name, parent=self.box)
        self.box.body.addLayout(row_of(acts))
        self.box.body.addWidget(self.table, 1)
        self.panel = EditPanel(self)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.box, 1)
        row.addWidget(self.panel)
        self.layout_.addLayout(row, 1)
        give_letters(self)
        self.table.current_row.connect(self.choose)
        self.table.row_activated.connect(self.activate)
        self.panel.closed.connect(self.enter)

    @override
    def enter(self) -> None:
        self.table.setFocus()

    def begin_changing(self) -> None:
        """Open the panel for the row that is chosen; overridden by each."""

    def show_chosen(self) -> None:
        """Show what can be done with the row that is chosen; overridden by each."""

    def select_one(self, number: int = 0) -> None:
        """Select the row of a number, if there is one and none is selected yet."""
        if self.table.model().rowCount() > number and not self.table.currentIndex().isValid():
            self.table.selectRow(number)

    @Slot(object)
    def choose(self, row: Any) -> None:
        """Take a row as the chosen one."""
        self.chosen = row
        self.show_chosen()

    @Slot(object)
    def activate(self, row: Any) -> None:
        """Change a row: it was pressed twice, or with Enter."""
        self.chosen = row
        self.begin_changing()
