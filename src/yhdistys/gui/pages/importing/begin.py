"""What the page shows before a file is chosen: where to drop it, and the last imports."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from yhdistys.gui.overriding import override
from yhdistys.gui.pages.importing.words import kind_text
from yhdistys.gui.style import Tone, appearance, colours, picture, px, set_role
from yhdistys.gui.tables.column import Column
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import Panel, main_button
from yhdistys.i18n import _
from yhdistys.ledger.queries import BatchRow
from yhdistys.values.formats import date_text, whole_number
from yhdistys.values.period import local_day

_HEIGHT = 190


class DropZone(QWidget):
    """A calm place with a dashed outline; the window takes files wherever they are dropped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel(self)
        self.choose: QPushButton = main_button(_("&Choose a file…"), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(22), px(24), px(22))
        layout.setSpacing(px(8))
        layout.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(self._picture, 0, centre)
        layout.addWidget(self._label(_("Drop the accountant's file here"), "heading"))
        layout.addWidget(
            self._label(
                _(
                    "A ledger or journal, a budget, or a chart of accounts: .xlsx, .xls, .ods or "
                    ".csv. You see everything before anything is stored."
                ),
                "quiet",
            )
        )
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.choose)
        row.addStretch(1)
        layout.addSpacing(px(4))
        layout.addLayout(row)
        layout.addStretch(1)
        self.setMinimumHeight(px(_HEIGHT))
        appearance().changed.connect(self._on_appearance_changed)
        self._on_appearance_changed()

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        set_role(label, role)
        return label

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(now.panel))
        pen = QPen(QColor(now.bar_ground), px(2) * 0.75)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(8), px(8))
        painter.end()

    @Slot()
    def _on_appearance_changed(self) -> None:
        self._picture.setPixmap(picture("import", Tone.ACCENT, 28))
        self.update()


def _moment(row: BatchRow) -> str:
    return date_text(local_day(row.at))


def _sort_moment(row: BatchRow) -> int:
    return row.id


def _kind(row: BatchRow) -> str:
    text = kind_text(row.kind)
    return _("{kind}, taken back").format(kind=text) if row.is_reversal else text


def _file(row: BatchRow) -> str:
    return row.file_name


def _days(row: BatchRow) -> str:
    return f"{date_text(row.first_day)}\N{EN DASH}{date_text(row.last_day)}"


def _rows(row: BatchRow) -> str:
    return whole_number(row.rows_read) if row.rows_read else ""


def _row_count(row: BatchRow) -> int:
    return row.rows_read


def _actor(row: BatchRow) -> str:
    return row.actor


def _id_of(row: BatchRow) -> int:
    return row.id


class BeginView(QWidget):
    """The drop zone and the last imports.

    Attributes:
        choose_asked: A file is to be chosen.
    """

    choose_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zone = DropZone(self)
        self.zone.choose.clicked.connect(self._on_choose)
        self._table = RowTable(
            (
                Column(
                    id="at", title=_("Imported"), text=_moment, value=_sort_moment, width=11
                ),
                Column(id="file", title=_("File"), text=_file, width=32, stretch=True),
                Column(id="kind", title=_("Kind"), text=_kind, width=24),
                Column(id="days", title=_("Days"), text=_days, width=24),
                Column(
                    id="rows", title=_("Rows"), text=_rows, value=_row_count, right=True, width=8
                ),
                Column(id="actor", title=_("By"), text=_actor, width=18),
            ),
            row_id=_id_of,
            parent=self,
        )  # fmt: skip
        self.batches = TableView(
            "import-batches", self._table, accessible_name=_("Last imports"), parent=self
        )
        self.batches.set_empty_text(_("Nothing has been imported yet."))
        panel = Panel(_("Last imports"), self)
        panel.body.addWidget(self.batches, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(self.zone)
        layout.addWidget(panel, 1)

    def show_batches(self, rows: Sequence[BatchRow]) -> None:
        """Show the last imports, newest first."""
        self._table.set_rows(rows)

    def enter(self) -> None:
        """Give the focus to the main act."""
        self.zone.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_choose(self) -> None:
        self.choose_asked.emit()
