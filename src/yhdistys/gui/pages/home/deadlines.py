"""The box of the first page that tells which calls close next, and how far each application is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.applications.rows import ShownRow, read_rows
from yhdistys.gui.pages.applications.words import left_text, left_tone, readiness_text
from yhdistys.gui.pages.home.parts import Box, ShortTable
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.column import BarShare, CellKind, Column, RowKind, RowStyle
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.i18n import _, ngettext
from yhdistys.values.formats import date_text

if TYPE_CHECKING:
    from yhdistys.gui.tables.column import CellValue

_MOST_DRAFTS = 4
_MOST_CALLS = 2
_HUNDRED = 100


def read_deadlines(context: WindowContext) -> tuple[ShownRow, ...]:
    """Return what can still be sent, the nearest first: drafts, then calls without one."""
    rows = [row for row in read_rows(context) if row.is_open and row.closes_on is not None]
    drafts = sorted((row for row in rows if row.application is not None), key=_day)
    calls = [row for row in rows if row.application is None]
    return (*drafts[:_MOST_DRAFTS], *calls[:_MOST_CALLS])


class DeadlinesBox(Box):
    """Applications by the day on which their calls close; Enter opens one."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(_("Deadlines"), _("Calls and applications"), context, parent)
        columns = (
            Column(
                id="closes", title=_("Closes"), text=_closes, value=_closes_on, width=11,
                keeps_width=True,
            ),
            Column(id="name", title=_("Application"), text=_name, stretch=True, width=14),
            Column(
                id="left", title=_("Time left"), text=left_text, value=_left, tone=left_tone,
                kind=CellKind.FIGURE, width=9,
            ),
            Column(
                id="bar", title=_("Ready"), text=readiness_text, kind=CellKind.BAR, bar=_share,
                width=7,
            ),
            Column(
                id="ready", title=_("To mend"), text=_ready, tone=_ready_tone, width=12,
                keeps_width=True,
            ),
        )  # fmt: skip
        self.table = RowTable(columns, row_id=_row_id, style=_style, parent=self)
        self.view = ShortTable(
            "home-deadlines",
            self.table,
            accessible_name=_("Deadlines"),
            spared=("bar", "left"),
            parent=self,
        )
        self.view.row_activated.connect(self._on_row)
        self.body.addWidget(self.view)
        self.body.addStretch(1)
        self.hide()

    def show_rows(self, rows: Sequence[ShownRow]) -> None:
        """Show what closes next; without anything the box is hidden."""
        self.table.set_rows(rows)
        self.setVisible(bool(rows))

    def open(self) -> None:
        """Open the list of calls and applications."""
        self.context.go("applications")

    @Slot(object)
    def _on_row(self, row: ShownRow) -> None:
        if row.application is None:
            self.context.go("applications", call=row.form_id)
        else:
            self.context.go("application", application=row.application.id)


def _day(row: ShownRow) -> date:
    return row.closes_on or date.max


def _row_id(row: ShownRow) -> object:
    return row.id


def _style(row: ShownRow) -> RowStyle:
    return RowStyle(RowKind.QUIET if row.application is None else RowKind.PLAIN)


def _closes(row: ShownRow) -> str:
    return "" if row.closes_on is None else date_text(row.closes_on)


def _closes_on(row: ShownRow) -> CellValue:
    return row.closes_on


def _name(row: ShownRow) -> str:
    return row.name


def _left(row: ShownRow) -> CellValue:
    return row.days_left


def _share(row: ShownRow) -> BarShare | None:
    if row.application is None:
        return None
    return BarShare(Decimal(row.application.readiness) / _HUNDRED)


def _ready(row: ShownRow) -> str:
    """Tell what is still to be mended."""
    if row.application is None:
        return _("not begun")
    errors = row.application.errors
    if not errors:
        return _("can be sent")
    return ngettext("{n} to mend", "{n} to mend", errors).format(n=errors)


def _ready_tone(row: ShownRow) -> Tone:
    return Tone.PLAIN if row.application is not None else Tone.QUIET
