"""The list of the documents that go with an application."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from yhdistys.grants.rules.application import Application, AttachmentState
from yhdistys.grants.rules.conditions import Names
from yhdistys.gui.overriding import override
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.column import CellKind, Column
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.i18n import LazyText, _, lazy


class ShownState(NamedTuple):
    """The word of a state and its tone."""

    text: LazyText
    tone: Tone


STATES: Final[Mapping[AttachmentState, ShownState]] = {
    AttachmentState.MISSING: ShownState(lazy("missing"), Tone.LATE),
    AttachmentState.ATTACHED: ShownState(lazy("attached"), Tone.GOOD),
    AttachmentState.LATER: ShownState(lazy("sent later"), Tone.ACCENT),
    AttachmentState.IN_OTHER_FILE: ShownState(lazy("in another file"), Tone.GOOD),
    AttachmentState.NOT_NEEDED: ShownState(lazy("not needed"), Tone.QUIET),
}
_HELD: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRow:
    """A document.

    Attributes:
        id: Its id in the form.
        label: What it is called.
        help: What the funder says of it; may be empty.
        is_demanded: Whether the funder demands it with the answers as they are.
        is_conditional: Whether answers decide that.
        state: Where it is.
        note: Such as the name of the file; may be empty.
    """

    id: str
    label: str
    help: str
    is_demanded: bool
    is_conditional: bool
    state: AttachmentState
    note: str

    @property
    def short_demand(self) -> str:
        """Whether it is demanded, in a word or two."""
        return _("demanded") if self.is_demanded else _("not demanded")

    @property
    def demand(self) -> str:
        """Whether it is demanded, and whether answers decide that."""
        if self.is_demanded:
            conditional = _("Demanded with the answers as they are.")
            return conditional if self.is_conditional else _("Demanded.")
        conditional = _("Not demanded with the answers as they are.")
        return conditional if self.is_conditional else _("Voluntary.")

    @property
    def tone(self) -> Tone:
        """The tone of the state: what is missing matters only when it is demanded."""
        if self.state is AttachmentState.MISSING and not self.is_demanded:
            return Tone.QUIET
        return STATES[self.state].tone


def attachment_rows(application: Application) -> tuple[AttachmentRow, ...]:
    """Return the documents in the order of the form."""
    names = Names(application)
    rows = []
    for demand in application.template.attachments:
        state, note = application.attachments.get(demand.id, (AttachmentState.MISSING, ""))
        rows.append(
            AttachmentRow(
                id=demand.id,
                label=str(demand.label),
                help=str(demand.help),
                is_demanded=names.is_required(demand),
                is_conditional=not demand.is_required and demand.required_if is not None,
                state=state,
                note=note,
            )
        )
    return tuple(rows)


class AttachmentTable(TableView):
    """Lists documents; what is typed into it is meant for the note.

    Attributes:
        typed: A letter was typed: the text.
    """

    typed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        self._rows = RowTable(_columns(), row_id=_id, parent=parent)
        super().__init__(
            "application-attachments", self._rows, accessible_name=_("Attachments"), parent=parent
        )

    @property
    def chosen(self) -> AttachmentRow | None:
        """The current row."""
        row = self._rows.row_at(self.currentIndex())
        return row if isinstance(row, AttachmentRow) else None

    def show_rows(self, rows: tuple[AttachmentRow, ...]) -> None:
        """Show documents; the first is chosen when none is."""
        self._rows.set_rows(rows)
        if rows and not self.currentIndex().isValid():
            self.selectRow(0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.strip() and text.isprintable() and not event.modifiers() & _HELD:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)


def _columns() -> tuple[Column, ...]:
    return (
        Column(id="label", title=_("Document"), text=_label, width=34, stretch=True),
        Column(id="demand", title=_("Demanded"), text=_demand, width=15),
        Column(id="state", title=_("State"), text=_state, tone=_tone, kind=CellKind.TAG, width=20),
        Column(id="note", title=_("Note"), text=_note, width=28, stretch=True),
    )


def _id(row: AttachmentRow) -> str:
    return row.id


def _label(row: AttachmentRow) -> str:
    return row.label


def _demand(row: AttachmentRow) -> str:
    return row.short_demand


def _state(row: AttachmentRow) -> str:
    return str(STATES[row.state].text)


def _tone(row: AttachmentRow) -> Tone:
    return row.tone


def _note(row: AttachmentRow) -> str:
    return row.note
