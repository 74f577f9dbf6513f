"""The panel beside the budget: where an amount comes from, and what the funder is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from yhdistys.grants.rules.application import Note
from yhdistys.grants.rules.template import Status
from yhdistys.gui.forms.editors import LongTextEditor
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.application.budget.rows import BALANCE, CellState, GridRow
from yhdistys.gui.pages.application.budget.severities import severity_tone, severity_word
from yhdistys.gui.style import px, set_role
from yhdistys.gui.widgets import Panel, Tag, flat_button
from yhdistys.i18n import _
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.formats import money

if TYPE_CHECKING:
    from yhdistys.gui.pages.application.shown import Shown

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_MOST_MESSAGES = 4


@dataclass(frozen=True, slots=True)
class LineNote:
    """A note to the funder on an amount.

    Attributes:
        line: The id of the line.
        year: The year.
        amount: The amount as it stands.
        text: The note; empty removes it.
    """

    line: str
    year: int
    amount: Decimal
    text: str


class LinePanel(Panel):
    """Tells of the current amount, and lets one write the note to the funder.

    Attributes:
        noted: A note was written: a ``LineNote``.
        table_asked: The table that an amount comes from is to be shown: the id of its question.
        left: The keyboard goes back to the grid.
    """

    noted = Signal(object)
    table_asked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._title.setWordWrap(True)
        self._at: LineNote | None = None
        self._table = ""
        self.amount = self._label("quiet")
        self.basis_title = self._label("quiet", _("Where it comes from"))
        self.basis = self._label("")
        self.table_button = flat_button(_("Show the table"), self)
        self.table_button.clicked.connect(self._on_table)
        self._note_title = self._label("quiet", _("Note to the funder"))
        field = Field(id="note", label=_("Note to the funder"), kind=FieldKind.LONG_TEXT)
        self.note = LongTextEditor(field, self)
        self.note.left.connect(self.keep_note)
        self._note_hint = self._label("quiet")
        self._help = self._label("quiet")
        self._status = self._label("quiet")
        self._messages = QVBoxLayout()
        self._messages.setSpacing(px(6))
        self._shown_messages: list[QWidget] = []
        for widget in (self.amount, self.basis_title, self.basis):
            self.body.addWidget(widget)
        self.body.addWidget(self.table_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._note_title)
        self.body.addWidget(self.note)
        self.body.addWidget(self._note_hint)
        self.body.addLayout(self._messages)
        self.body.addWidget(self._help)
        self.body.addWidget(self._status)
        self.body.addStretch(1)

    def _label(self, role: str, text: str = "") -> QLabel:
        made = QLabel(text, self)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setWordWrap(True)
        if role:
            set_role(made, role)
        return made

    @property
    def messages(self) -> tuple[str, ...]:
        """What the check says of the line."""
        labels = [label for one in self._shown_messages for label in one.findChildren(QLabel)]
        return tuple(label.text() for label in labels if not isinstance(label, Tag))

    def show_cell(self, shown: Shown, row: GridRow | None, year: int | None) -> None:
        """Tell of a line in a year; without a year, of all years.

        What is being written of the same amount stays.
        """
        before = self._at
        self._at = _note_at(shown, row, year)
        self.set_title("" if row is None else row.text)
        self._show_basis(shown, row, year)
        self._show_note(shown, row, year, before)
        self._show_messages(_notes_of(shown, row, year))
        line = row.line.line if row is not None and row.line is not None else None
        _set(self._help, "" if line is None else str(line.help))
        is_assumed = line is not None and line.status is Status.UNVERIFIED
        told = _("This line is an assumption: compare it with the funder's form.")
        _set(self._status, told if is_assumed else "")

    def _show_basis(self, shown: Shown, row: GridRow | None, year: int | None) -> None:
        is_line = row is not None and row.line is not None
        at = shown.budget.years.index(year) if year is not None else -1
        amount = None
        if row is not None and not row.is_title:
            amount = row.total if at < 0 else row.amounts[at]
        when = _("All years") if year is None else str(year)
        euros = "–" if amount is None else _("{amount} €").format(amount=money(amount))
        is_amount = row is not None and not row.is_title
        _set(self.amount, f"{when} · {euros}" if is_amount else "")
        text = _basis(shown, row, year) if is_line else ""
        _set(self.basis, text)
        self.basis_title.setVisible(bool(text))
        self._table = _table_of(row, at)
        self.table_button.setVisible(bool(self._table))

    def _show_note(
        self, shown: Shown, row: GridRow | None, year: int | None, before: LineNote | None
    ) -> None:
        at = self._at
        is_line = row is not None and row.line is not None and not row.line.is_computed
        has_place = is_line and year is not None
        self._note_title.setVisible(has_place)
        self.note.setVisible(has_place and at is not None)
        self._note_title.setText(_("Note to the funder"))
        if row is not None and row.line is not None and row.line.line.is_note_required:
            self._note_title.setText(_("Note to the funder (demanded)"))
        hint = ""
        if has_place and at is None:
            hint = _("Give an amount first; then a note can be written to it.")
        elif has_place and self._table:
            hint = _("With a note the amount stays as it is when the table changes.")
        _set(self._note_hint, hint)
        if at is None:
            return
        self.note.input.setReadOnly(shown.is_locked)
        is_same = before is not None and (before.line, before.year) == (at.line, at.year)
        is_being_written = is_same and before is not None and self.note.text != before.text
        if not (is_being_written and self.note.input.hasFocus()):
            self.note.set_text(at.text)
        name = _("Note to the funder: {line} {year}")
        self.note.tell(name.format(line=self.title, year=at.year), "", is_wrong=False)

    def _show_messages(self, notes: tuple[Note, ...]) -> None:
        for widget in self._shown_messages:
            self._messages.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown_messages = [self._message(note) for note in notes[:_MOST_MESSAGES]]
        for widget in self._shown_messages:
            self._messages.addWidget(widget)

    def _message(self, note: Note) -> QWidget:
        made = QWidget(self)
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(3))
        layout.addWidget(Tag(severity_word(note.severity), severity_tone(note.severity), made))
        text = QLabel(f"{note.message} {note.hint}".strip(), made)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        layout.addWidget(text)
        return made

    @Slot()
    def keep_note(self) -> None:
        """Give the note away to be stored, if it was changed."""
        at, text = self._at, self.note.text.strip()
        if at is None or self.note.input.isReadOnly() or text == at.text.strip():
            return
        self._at = LineNote(at.line, at.year, at.amount, text)
        self.noted.emit(self._at)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or event.key() in _ENTER:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_table(self) -> None:
        self.table_asked.emit(self._table)


def _set(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _note_at(shown: Shown, row: GridRow | None, year: int | None) -> LineNote | None:
    """Return the note of a cell; None where no note can stand."""
    if row is None or row.line is None or row.line.is_computed or year is None:
        return None
    amount = row.amounts[shown.budget.years.index(year)]
    if amount is None:
        return None
    kept = shown.application.amounts.get((row.id, year))
    return LineNote(row.id, year, amount, "" if kept is None else kept.note)


def _table_of(row: GridRow | None, at: int) -> str:
    """Return the question whose table gives an amount; empty when none does."""
    if row is None or row.line is None or at < 0 or row.line.line.first_year_from is None:
        return ""
    is_from_table = row.states[at] is CellState.FROM_TABLE
    return row.line.line.first_year_from[0] if is_from_table else ""


def _basis(shown: Shown, row: GridRow | None, year: int | None) -> str:
    if row is None:
        return ""
    if year is not None:
        return _basis_of(shown, row, year)
    told = [(one, _basis_of(shown, row, one)) for one in shown.budget.years]
    if len({text for _year, text in told}) == 1:
        return told[0][1]
    text = _("{year}: {basis}")
    return "\n".join(text.format(year=one, basis=basis) for one, basis in told if basis)


def _basis_of(shown: Shown, row: GridRow, year: int) -> str:
    state = row.states[shown.budget.years.index(year)]
    if state is CellState.COMPUTED:
        return _("Computed from other figures.")
    if state is CellState.FROM_TABLE and row.line is not None:
        asked = (row.line.line.first_year_from or ("", ""))[0]
        question = shown.application.template.question(asked)
        label = "" if question is None else str(question.label)
        return _("The sum of the table “{table}”.").format(table=label)
    kept = shown.application.amounts.get((row.id, year))
    if kept is None:
        return ""
    return kept.basis or _("Given by hand.")


def _notes_of(shown: Shown, row: GridRow | None, year: int | None) -> tuple[Note, ...]:
    """Return what the check says of a line; on the last row, of the budget as a whole."""
    if row is None:
        return ()
    wanted = "" if row.id == BALANCE else row.id
    return tuple(
        note
        for note in budget_notes(shown)
        if note.line == wanted and (year is None or note.year in {None, year})
    )


def budget_notes(shown: Shown) -> tuple[Note, ...]:
    """Return what the check says of the budget, what matters most first."""
    rules = {rule.rule for rule in shown.application.template.rules}
    budget = {one.id for one in shown.application.template.questions if one.kind == "budget"}
    return tuple(
        note
        for note in shown.notes
        if note.line or note.question in budget or (note.kind in rules and not note.question)
    )
