"""The parts of the way to the web form: the list of fields, and one field as it is pasted."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QWidget

from yhdistys.grants.rules.portal import PortalField
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.application.portal_rows import FieldDelegate
from yhdistys.gui.style import Tone, px, set_role
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import Panel, Tag, flat_button, main_button
from yhdistys.i18n import _
from yhdistys.values.formats import whole_number

_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FieldList(TableView):
    """The list of fields: Ctrl+C copies the field's text, the space bar ticks it.

    Attributes:
        copy_asked: The text of the current field is to be copied.
        tick_asked: The current field is to be ticked, or its tick taken away.
    """

    copy_asked = Signal()
    tick_asked = Signal()

    def __init__(self, table: RowTable, parent: QWidget) -> None:
        super().__init__(
            "application-web-form", table, accessible_name=_("Fields of the web form"),
            parent=parent,
        )  # fmt: skip
        self.setItemDelegate(FieldDelegate(table, self))
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.tick_asked.emit()
        else:
            super().keyPressEvent(event)


class FieldText(QPlainTextEdit):
    """The text to paste; Ctrl+C copies the selected part of it, or all of it.

    Attributes:
        copy_asked: The whole text is to be copied.
        entered: Enter was pressed.
    """

    copy_asked = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() in _ENTER:
            self.entered.emit()
        elif e.matches(QKeySequence.StandardKey.Copy) and not self.textCursor().hasSelection():
            self.copy_asked.emit()
        else:
            super().keyPressEvent(e)


class FieldPanel(Panel):
    """One field: what the form asks, the text as it is pasted, how long it is, what to do.

    Attributes:
        text: The text.
        copy_button: Copies it.
        next_button: Goes to the next field that is left.
        open_button: Goes to the question.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.section = _label("quiet", self)
        self.asks = _label("heading", self)
        self.text = FieldText(self)
        self.length = Tag("", Tone.PLAIN, self)
        self.open_button = flat_button(_("&Open the question"), self)
        self.copy_button = main_button(_("&Copy"), self)
        self.copy_button.setToolTip(_("Copy the text and tick the field (Enter)"))
        self.next_button = QPushButton(_("&Next"), self)
        self.next_button.setToolTip(_("Go to the next field that is left (Enter after copying)"))
        for button in (self.copy_button, self.next_button):
            button.setAutoDefault(True)
            button.setMinimumHeight(px(42))
        self.copy_button.setMinimumWidth(px(180))
        self.next_button.setMinimumWidth(px(110))
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        set_role(self.told, "quiet")
        below = QHBoxLayout()
        below.setSpacing(px(10))
        below.addWidget(self.length)
        below.addStretch(1)
        below.addWidget(self.open_button)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.copy_button)
        buttons.addWidget(self.next_button)
        buttons.addSpacing(px(6))
        buttons.addWidget(self.told, 1)
        self.body.addWidget(self.section)
        self.body.addWidget(self.asks)
        self.body.addWidget(self.text, 1)
        self.body.addLayout(below)
        self.body.addLayout(buttons)

    def show_field(self, field: PortalField) -> None:
        """Show a field."""
        self.section.setText(field.section)
        self.asks.setText(field.label)
        if self.text.toPlainText() != field.text:
            self.text.setPlainText(field.text)
        self.text.setAccessibleName(field.label)
        self.text.setPlaceholderText(_("Nothing to copy: there is no answer."))
        self.length.set_tag(length_text(field), Tone.OVER if field.over else Tone.PLAIN)
        self.length.updateGeometry()
        self.length.setVisible(field.length is not None and bool(field.text))
        self.copy_button.setEnabled(bool(field.text))

    def tell(self, sentence: str) -> None:
        """Say what happened, beside the buttons and to screen readers."""
        self.told.setText(sentence)
        if sentence:
            self.told.setAccessibleName(sentence)
            QAccessible.updateAccessibility(QAccessibleEvent(self.told, QAccessible.Event.Alert))


def length_text(field: PortalField) -> str:
    """Return how long a text is, of how many characters, and by how many it is too long."""
    length = whole_number(field.length)
    if field.limit is None:
        return _("{n} characters").format(n=length)
    told = _("{n} / {limit} characters").format(n=length, limit=whole_number(field.limit))
    if not field.over:
        return told
    return _("{told} · {n} too many").format(told=told, n=whole_number(field.over))


def _label(role: str, parent: QWidget) -> QLabel:
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    set_role(made, role)
    return made
