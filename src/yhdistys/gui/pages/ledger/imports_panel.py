"""The imports of the association, newest first, and taking back the last one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from yhdistys.gui.context import WindowContext
from yhdistys.gui.style import Tone, px, set_role
from yhdistys.gui.tables.column import CellKind, CellValue, Column
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import Panel
from yhdistys.i18n import _
from yhdistys.ledger import queries
from yhdistys.ledger.queries import BatchRow
from yhdistys.store.reversal import undoable_step
from yhdistys.values.formats import date_text, whole_number
from yhdistys.values.period import local_day


def step_to_undo(session: Any, *, actor: str | None) -> tuple[int | None, str]:
    """Return the import and the file of the step that undo would take back; None and empty."""
    step = undoable_step(session, actor)
    if step is None or step.barrier:
        return None, ""
    batch = (step.bulk or {}).get("batch")
    return batch if isinstance(batch, int) else None, str(step.params.get("file", ""))


class ImportsPanel(Panel):
    """A list of imports; the last step of the association can be taken back from here.

    Attributes:
        undo_asked: The import that was the last step is to be taken back.
    """

    undo_asked = Signal()

    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(_("Imports"), parent)
        self._context = context
        self._undoable: int | None = None
        self._chosen: BatchRow | None = None
        self._why = QLabel(self)
        self._why.setWordWrap(True)
        set_role(self._why, "quiet")
        self.undo = QPushButton(_("&Undo this import"), self)
        self.undo.clicked.connect(self.undo_asked)
        self.head.addWidget(self.undo)
        self._model = RowTable(_columns(), row_id=_id, parent=self)
        self.table = TableView("imports", self._model, accessible_name=_("Imports"), parent=self)
        self.table.set_empty_text(_("Nothing has been imported yet."))
        self.table.current_row.connect(self._on_current)
        self.body.setSpacing(px(10))
        self.body.addWidget(self._why)
        self.body.addWidget(self.table, 1)

    @property
    def explanation(self) -> str:
        """Why the chosen import can or cannot be undone."""
        return self._why.text()

    def reload(self) -> None:
        """Read the imports and what undo would take back."""
        rows = self._context.read(queries.batches)
        workspace = self._context.open_workspace()
        actor = None if workspace.database.is_file else workspace.actor
        batch, file = self._context.read(step_to_undo, actor=actor)
        newest = next((row for row in rows if not row.is_reversal), None)
        is_newest = newest is not None and newest.file_name == file
        self._undoable = batch or (newest.id if newest is not None and is_newest else None)
        self._model.set_rows(rows)
        if rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._explain()

    def _explain(self) -> None:
        """Say what undoing would do, or why it cannot be done just now."""
        row, workspace = self._chosen, self._context.workspace
        can_undo = row is not None and row.id == self._undoable and not self._context.is_read_only
        self.undo.setEnabled(can_undo)
        if row is None or workspace is None:
            self._why.setText("")
        elif can_undo:
            self._why.setText(
                _("Undoing takes the rows of {file} away and gives back what it replaced.").format(
                    file=row.file_name
                )
            )
        elif workspace.read_only_reason:
            self._why.setText(workspace.read_only_reason)
        elif row.is_reversal:
            self._why.setText(_("This line is the undoing of an import; nothing came with it."))
        else:
            step = workspace.undo_text or ""
            told = _("Steps are undone from the newest one backwards. The newest one is: {step}.")
            nothing = _("This import is older than what can be undone.")
            self._why.setText(told.format(step=step) if step else nothing)

    @Slot(object)
    def _on_current(self, row: BatchRow | None) -> None:
        self._chosen = row
        self._explain()


def _columns() -> tuple[Column, ...]:
    return (
        Column(id="file", title=_("File"), text=_file, width=30, stretch=True),
        Column(id="what", title=_("Kind"), text=_what, width=14),
        Column(id="at", title=_("Imported"), text=_at, value=_at_value, width=12),
        Column(id="actor", title=_("By whom"), text=_actor, width=20),
        Column(id="first", title=_("From"), text=_first, value=_first_value, width=12),
        Column(id="last", title=_("Until"), text=_last, value=_last_value, width=12),
        Column(
            id="rows", title=_("Rows"), text=_rows, value=_rows_value, width=9,
            kind=CellKind.FIGURE,
        ),
        Column(id="state", title=_("Note"), text=_state, tone=_tone, kind=CellKind.TAG, width=14),
    )  # fmt: skip


def _id(row: BatchRow) -> object:
    return row.id


def _file(row: BatchRow) -> str:
    return row.file_name


def _what(row: BatchRow) -> str:
    return _("Budget") if row.kind == "budget" else _("Ledger")


def _at(row: BatchRow) -> str:
    return date_text(local_day(row.at))


def _at_value(row: BatchRow) -> CellValue:
    return local_day(row.at)


def _actor(row: BatchRow) -> str:
    return row.actor


def _first(row: BatchRow) -> str:
    return date_text(row.first_day)


def _first_value(row: BatchRow) -> CellValue:
    return row.first_day


def _last(row: BatchRow) -> str:
    return date_text(row.last_day)


def _last_value(row: BatchRow) -> CellValue:
    return row.last_day


def _rows(row: BatchRow) -> str:
    return "" if row.is_reversal else whole_number(row.rows_read)


def _rows_value(row: BatchRow) -> CellValue:
    return None if row.is_reversal else row.rows_read


def _state(row: BatchRow) -> str:
    return _("undoing") if row.is_reversal else ""


def _tone(row: BatchRow) -> Tone:
    return Tone.LATE if row.is_reversal else Tone.QUIET
