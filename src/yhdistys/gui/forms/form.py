"""A form: labels, editors, help and problems of some fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from yhdistys.errors import ValidationError
from yhdistys.gui.forms.date_editor import DateEditor
from yhdistys.gui.forms.editors import (
    ChoiceEditor,
    Editor,
    FileEditor,
    LineEditor,
    LongTextEditor,
    SwitchEditor,
)
from yhdistys.gui.forms.mnemonics import with_mnemonics
from yhdistys.gui.overriding import override
from yhdistys.gui.style import px, set_role
from yhdistys.values.fields import Field, FieldKind, read_values
from yhdistys.values.findings import Finding

_EDITORS: Final[Mapping[FieldKind, type[Editor]]] = {
    FieldKind.LONG_TEXT: LongTextEditor,
    FieldKind.CHOICE: ChoiceEditor,
    FieldKind.SWITCH: SwitchEditor,
    FieldKind.DATE: DateEditor,
    FieldKind.FILE: FileEditor,
}


class _Entry(QWidget):
    """The editor of one field with its help and its problem under it."""

    changed = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = _EDITORS.get(field.kind, LineEditor)(field, self)
        self._help = self._line(str(field.help), "quiet")
        self._problem = self._line("", "field-problem")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(3))
        layout.addWidget(self.editor)
        layout.addWidget(self._help)
        layout.addWidget(self._problem)
        self.show_problem("")
        self.editor.changed.connect(self._on_changed)
        self.editor.left.connect(self._on_left)

    @property
    def problem(self) -> str:
        """What is wrong; empty when nothing is known to be."""
        return self._problem.text()

    def show_problem(self, problem: str) -> None:
        """Tell under the editor what is wrong; an empty text says that nothing is."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        told = f"{problem} {self.field.help}".strip()
        self.editor.tell(str(self.field.label), told, is_wrong=bool(problem))

    def _line(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setVisible(bool(text))
        set_role(label, role)
        return label

    @Slot()
    def _on_changed(self) -> None:
        if self.problem:
            self.show_problem("")
        self.changed.emit()

    @Slot()
    def _on_left(self) -> None:
        """Show what was written as the program understands it, or why it does not."""
        text = self.editor.text
        if not text.strip():
            return
        try:
            shown = self.field.show(self.field.parse(text))
        except ValidationError as error:
            self.show_problem(_short(self.field, error.problems[0].message))
        else:
            self.editor.set_text(shown)


class Form(QWidget):
    """Asks for the values of some fields.

    Attributes:
        changed: A text changed, but not by ``fill``.
        submitted: Return, or Ctrl+Return in a long text, was pressed.
    """

    changed = Signal()
    submitted = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        parent: QWidget | None = None,
        *,
        labels_above: bool = False,
        taken_letters: str = "",
    ) -> None:
        """Build the form.

        Args:
            fields: What is asked for, in this order.
            parent: Owns the form.
            labels_above: True for narrow places: labels stand over their editors.
            taken_letters: Letters with Alt that the page uses for other things.
        """
        super().__init__(parent)
        self.fields = tuple(fields)
        self._entries = {field.id: _Entry(field, self) for field in self.fields}
        self._build(labels_above=labels_above, taken=taken_letters)
        self._is_filling = False
        self._filled: dict[str, str] = {}
        self.fill({})
        for entry in self._entries.values():
            entry.changed.connect(self._on_entry_changed)

    @property
    def is_changed(self) -> bool:
        """Whether any text differs from what was filled in."""
        return self.texts() != self._filled

    @property
    def problems(self) -> dict[str, str]:
        """The problems that are shown, by the field's id."""
        return {name: entry.problem for name, entry in self._entries.items() if entry.problem}

    def fill(self, values: Mapping[str, object]) -> None:
        """Show values by the field's id, defaults for the others; the form is then unchanged."""
        self._is_filling = True
        for name, entry in self._entries.items():
            entry.editor.set_text(entry.field.show(values.get(name, entry.field.default)))
            entry.show_problem("")
        self._is_filling = False
        self._filled = self.texts()

    def texts(self) -> dict[str, str]:
        """Return what is written, by the field's id: for drafts too."""
        return {name: entry.editor.text for name, entry in self._entries.items()}

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Write texts as a person does, as from a draft; unknown fields are left out."""
        for name, text in texts.items():
            if name in self._entries:
                self._entries[name].editor.set_text(text)

    def values(self) -> dict[str, Any]:
        """Read the values by the field's id.

        Raises:
            ValidationError: A text is wrong or missing; told at the fields, the first of which
                has the focus.
        """
        try:
            return read_values(self.fields, self.texts())
        except ValidationError as error:
            self.show_problems(error.problems)
            raise

    def show_problems(self, problems: Iterable[Finding]) -> bool:
        """Show problems at the fields their ``column`` names; says whether all had a place."""
        found = tuple(problems)
        told = {problem.column: problem.message for problem in reversed(found)}
        for name, entry in self._entries.items():
            entry.show_problem(_short(entry.field, told.get(name, "")))
        wrong = [entry for entry in self._entries.values() if entry.problem]
        if wrong:
            wrong[0].editor.input.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(found) and set(told) <= set(self._entries)

    def input(self, field_id: str) -> QWidget:
        """Return the widget in which a field is written, such as its ``QLineEdit``."""
        return self._entries[field_id].editor.input

    def focus_first(self) -> None:
        """Give the focus to the first field."""
        for entry in list(self._entries.values())[:1]:
            entry.editor.input.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_entry_changed(self) -> None:
        if not self._is_filling:
            self.changed.emit()

    def _build(self, *, labels_above: bool, taken: str) -> None:
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(px(16))
        layout.setVerticalSpacing(px(6) if labels_above else px(10))
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        if labels_above:
            layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        labels = with_mnemonics((str(field.label) for field in self.fields), taken)
        for number, (label, entry) in enumerate(zip(labels, self._entries.values(), strict=True)):
            target = entry.editor.input
            if isinstance(target, QCheckBox):
                target.setText(label)
                layout.setWidget(number, QFormLayout.ItemRole.FieldRole, entry)
            else:
                layout.addRow(self._label(label, target), entry)

    def _label(self, text: str, target: QWidget) -> QLabel:
        label = QLabel(text, self)
        label.setBuddy(target)
        return label


def _short(field: Field, message: str) -> str:
    """Return a problem without the field's label, which stands beside it."""
    short = message.removeprefix(f"{field.label}: ")
    return short[:1].upper() + short[1:]
