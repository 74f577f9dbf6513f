"""Two versions side by side, in the place of the grid."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from yhdistys.budget import queries as budget_queries
from yhdistys.budget.queries import VersionRow
from yhdistys.gui.context import WindowContext
from yhdistys.gui.ledger_names import LedgerNames
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.budget.compare_rows import (
    ComparedRow,
    compared_columns,
    compared_rows,
    row_id,
    row_style,
)
from yhdistys.gui.pages.budget.words import version_text
from yhdistys.gui.style import px
from yhdistys.gui.tables.column import Column
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import Chip, SwitchChip
from yhdistys.gui.widgets.flow_layout import FlowLayout
from yhdistys.i18n import _


class ComparePanel(QFrame):
    """Compares two versions, also of different years.

    Attributes:
        closed: The reader goes back to the plan.
    """

    closed = Signal()

    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self._context = context
        self._versions: dict[int, VersionRow] = {}
        self._titles: tuple[str, ...] = ()
        self._view: TableView | None = None
        self._table: RowTable | None = None
        self.first = Chip(_("First"), (), self)
        self.second = Chip(_("Second"), (), self)
        self.only = SwitchChip(_("Only differences"), self)
        self.back = QPushButton(_("&Back to the plan"), self)
        self.back.setToolTip(_("Go back to the plan (Esc)"))
        bar = QWidget(self)
        flow = FlowLayout(bar)
        flow.setContentsMargins(px(6), 0, px(6), 0)
        for widget in (self.first, self.second, self.only, self.back):
            flow.addWidget(widget)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(6), px(8), px(6), px(6))
        self._layout.setSpacing(px(6))
        self._layout.addWidget(bar)
        self.first.chosen.connect(self._on_chosen)
        self.second.chosen.connect(self._on_chosen)
        self.only.clicked.connect(self.reload)
        self.back.clicked.connect(self.closed)

    @property
    def view(self) -> TableView | None:
        """The table; None before two versions were compared."""
        return self._view

    @property
    def rows(self) -> Sequence[ComparedRow]:
        """The rows that are shown."""
        return () if self._table is None else self._table.rows

    @property
    def compared(self) -> tuple[VersionRow, VersionRow] | None:
        """The two versions."""
        first, second = (self._versions.get(_id(chip.current)) for chip in self._chips())
        return None if first is None or second is None else (first, second)

    def begin(self, versions: Sequence[VersionRow], shown: VersionRow | None) -> None:
        """Compare the version that is shown with the one before it, of its year if it has one."""
        before = None
        if shown is not None:
            same = [v for v in versions if v.year == shown.year and v.id != shown.id]
            others = same or [v for v in versions if v.id != shown.id]
            earlier = [v for v in others if v.id < shown.id] or others
            before = earlier[-1] if earlier else None
        self._offer(versions, before, shown)

    def refresh(self, versions: Sequence[VersionRow]) -> None:
        """Read anew; what is compared stays as long as it is there."""
        first, second = (self._versions.get(_id(chip.current)) for chip in self._chips())
        self._offer(versions, first, second)

    def enter(self) -> None:
        """Put the focus into the table."""
        (self._view or self.first).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def reload(self) -> None:
        """Read and show the comparison."""
        pair = self.compared
        if pair is None:
            self._show([], None, None)
            return
        first, second = pair
        found = self._context.read(
            budget_queries.compare_plans, first_id=first.id, second_id=second.id
        )
        names = LedgerNames.read(self._context)
        rows = compared_rows(found, names, only_differences=self.only.isChecked())
        self._show(rows, first, second)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _chips(self) -> tuple[Chip, Chip]:
        return self.first, self.second

    def _offer(
        self, versions: Sequence[VersionRow], first: VersionRow | None, second: VersionRow | None
    ) -> None:
        self._versions = {version.id: version for version in versions}
        told = [(version.id, _text(version)) for version in reversed(versions)]
        for chip, version in zip(self._chips(), (first, second), strict=True):
            chip.set_choices(told, version.id if version else None)
        self.reload()

    def _show(
        self, rows: list[ComparedRow], first: VersionRow | None, second: VersionRow | None
    ) -> None:
        columns = compared_columns(first, second, rows)
        titles = tuple(column.title for column in columns)
        if self._table is None or titles != self._titles:
            self._new_view(columns, titles)
        if self._table is not None:
            self._table.set_rows(rows)
        if self._view is not None:
            self._view.set_empty_text(self._empty_text())

    def _empty_text(self) -> str:
        if self.compared is None:
            return _("Choose two versions to compare.")
        if self.only.isChecked():
            return _("The two versions plan the same.")
        return _("Neither version has lines.")

    def _new_view(self, columns: tuple[Column, ...], titles: tuple[str, ...]) -> None:
        for old in (self._view, self._table):
            if old is not None:
                old.deleteLater()
        if self._view is not None:
            self._layout.removeWidget(self._view)
            self._view.hide()
        self._table = RowTable(columns, row_id=row_id, style=row_style, parent=self)
        self._view = TableView(
            "budget-versions", self._table, accessible_name=_("Versions compared"), parent=self
        )
        self._titles = titles
        self._layout.addWidget(self._view, 1)

    @Slot(object)
    def _on_chosen(self, _version: object) -> None:
        self.reload()


def _text(version: VersionRow) -> str:
    """Return what a version is called, with its year where the name does not tell it."""
    told = version_text(version)
    return told if str(version.year) in version.name else f"{version.year} · {told}"


def _id(value: object) -> int:
    return value if isinstance(value, int) else -1
