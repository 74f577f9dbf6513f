"""What the check says of an application's budget, under the grid."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from yhdistys.grants.rules.application import Note
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.application.budget.severities import severity_tone, severity_word
from yhdistys.gui.style import Tone, colours, px
from yhdistys.gui.tables.column import CellKind, Column
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.i18n import _

_MOST_ROWS = 3
_ROW = 29


class NoteRow(NamedTuple):
    """A note and its place among the notes."""

    number: int
    note: Note


class NotesTable(TableView):
    """Lists notes, a few at a time; Enter goes to the line."""

    def __init__(self, parent: QWidget) -> None:
        self._rows = RowTable(_columns(), row_id=_number, parent=parent)
        super().__init__(
            "application-budget-notes", self._rows, accessible_name=_("Notes"), parent=parent
        )
        self.horizontalHeader().hide()
        self.hide()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        """Paint a line above, which parts the notes from the grid."""
        super().paintEvent(e)
        painter = QPainter(self.viewport())
        edge = self.viewport().rect()
        edge.setHeight(max(1, px(1)))
        painter.fillRect(edge, QColor(colours().line))
        painter.end()

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show notes; without any the table is not there."""
        self._rows.set_rows([NoteRow(number, note) for number, note in enumerate(notes)])
        self.setVisible(bool(notes))
        self.setFixedHeight(min(len(notes), _MOST_ROWS) * px(_ROW) + px(2))

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences that are listed."""
        return tuple(row.note.message for row in self._rows.rows)


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            id="severity", title=_("Finding"), text=_word, tone=_tone, kind=CellKind.TAG, width=13,
            keeps_width=True,
        ),
        Column(id="text", title=_("What the check says"), text=_text, width=60, stretch=True),
    )  # fmt: skip


def _number(row: NoteRow) -> int:
    return row.number


def _word(row: NoteRow) -> str:
    return severity_word(row.note.severity)


def _tone(row: NoteRow) -> Tone:
    return severity_tone(row.note.severity)


def _text(row: NoteRow) -> str:
    return f"{row.note.message} {row.note.hint}".strip()
