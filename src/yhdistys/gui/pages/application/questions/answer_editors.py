"""The editor of an answer by the kind of its question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from yhdistys.grants.rules.answers import LONGEST, show_cell
from yhdistys.grants.rules.template import Question, QuestionKind
from yhdistys.gui.forms.date_editor import DateEditor
from yhdistys.gui.forms.editors import ChoiceEditor, Editor, LineEditor, LongTextEditor
from yhdistys.gui.style import px
from yhdistys.i18n import _
from yhdistys.values.fields import Field, FieldKind

_KINDS: Final[Mapping[QuestionKind, FieldKind]] = {
    QuestionKind.TEXT: FieldKind.TEXT,
    QuestionKind.LONG_TEXT: FieldKind.LONG_TEXT,
    QuestionKind.WHOLE_NUMBER: FieldKind.WHOLE_NUMBER,
    QuestionKind.MONEY: FieldKind.MONEY,
    QuestionKind.PERCENT: FieldKind.PERCENT,
    QuestionKind.DATE: FieldKind.DATE,
    QuestionKind.YES_NO: FieldKind.CHOICE,
    QuestionKind.CHOICE: FieldKind.CHOICE,
    QuestionKind.CHOICES: FieldKind.CHOICE,
}
_BY_ID: Final = frozenset({QuestionKind.YES_NO, QuestionKind.CHOICE, QuestionKind.CHOICES})
_DIVIDES: Final = ","


class ChoicesEditor(Editor):
    """Any number of choices, each with a box to tick."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        column = QVBoxLayout()
        column.setSpacing(px(4))
        self._boxes: dict[str, QCheckBox] = {}
        for value, label in field.choices:
            box = QCheckBox(str(label), self)
            box.setAccessibleName(f"{field.label}: {label}")
            box.toggled.connect(self._on_toggled)
            column.addWidget(box)
            self._boxes[value] = box
        self.row.addLayout(column)

    @property
    def input(self) -> QCheckBox:
        """The first box."""
        return next(iter(self._boxes.values()))

    @property
    def text(self) -> str:
        """The ids of what is ticked, divided by commas."""
        return _DIVIDES.join(value for value, box in self._boxes.items() if box.isChecked())

    def set_text(self, text: str) -> None:
        """Tick what is named."""
        chosen = {part.strip() for part in text.split(_DIVIDES)}
        for value, box in self._boxes.items():
            box.setChecked(value in chosen)

    def tell(self, name: str, description: str, *, is_wrong: bool) -> None:  # noqa: ARG002 - each box has a name
        """Tell screen readers what there is to know."""
        self.setAccessibleName(name)
        self.input.setAccessibleDescription(description)

    @Slot()
    def _on_toggled(self) -> None:
        self.changed.emit()
        self.left.emit()


def answer_editor(question: Question, parent: QWidget) -> Editor | None:
    """Return an editor for answers in one text; None for tables and what nobody fills in."""
    kind = _KINDS.get(question.kind)
    if kind is None:
        return None
    field = Field(id=question.id, label=question.label, kind=kind, choices=_choices(question))
    if question.kind is QuestionKind.CHOICES:
        return ChoicesEditor(field, parent)
    editors: Mapping[FieldKind, type[Editor]] = {
        FieldKind.LONG_TEXT: LongTextEditor,
        FieldKind.CHOICE: ChoiceEditor,
        FieldKind.DATE: DateEditor,
    }
    editor = editors.get(kind, LineEditor)(field, parent)
    if isinstance(editor, LongTextEditor):
        editor.refuse_beyond(LONGEST)
    return editor


def _choices(question: Question) -> tuple[tuple[str, str], ...]:
    if question.kind is QuestionKind.YES_NO:
        return (("true", _("yes")), ("false", _("no")))
    return tuple((choice.id, str(choice.label)) for choice in question.choices)


def shown_text(question: Question, text: str) -> str:
    """Return a stored answer as its editor shows it."""
    return text if question.kind in _BY_ID else show_cell(question, text)
