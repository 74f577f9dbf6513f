"""One editor for each kind of field; what it holds is always the text that the field parses."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from yhdistys.errors import ValidationError
from yhdistys.gui import dialogs
from yhdistys.gui.overriding import override
from yhdistys.gui.style import px, set_icon
from yhdistys.gui.style.in_force import set_property
from yhdistys.i18n import _
from yhdistys.values.fields import Field, FieldKind

_NUMBERS: Final = {FieldKind.MONEY, FieldKind.PERCENT, FieldKind.WHOLE_NUMBER}
_SHORT: Final = {*_NUMBERS, FieldKind.DATE, FieldKind.MONTH}
_FEWEST_LINES: Final = 3
_MOST_LINES: Final = 14
_MOST_CHOICES: Final = 18


class Editor(QWidget):
    """The base of the editors.

    Attributes:
        changed: The text changed, by a person or by the program.
        left: The focus left the editor.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(px(4))

    @property
    def input(self) -> QWidget:
        """The widget that takes the focus."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """The text as the field parses it."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Show a text that the field has shown, or that a person wrote."""
        raise NotImplementedError

    def tell(self, name: str, description: str, *, is_wrong: bool) -> None:
        """Give the input its name and what there is to know, for screen readers."""
        self.input.setAccessibleName(name)
        self.input.setAccessibleDescription(description)
        set_property(self.input, "wrong", "true" if is_wrong else "false")


class LineEditor(Editor):
    """One line: texts, numbers, months."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._line = QLineEdit(self)
        if field.kind in _NUMBERS:
            self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
        if field.kind in _SHORT:
            self._line.setMaximumWidth(px(180))
        self._line.textChanged.connect(self._on_text_changed)
        self._line.editingFinished.connect(self._on_editing_finished)
        self.row.addWidget(self._line)
        if field.kind in _SHORT:
            self.row.addStretch(1)

    @property
    def input(self) -> QLineEdit:
        """The line."""
        return self._line

    @property
    def text(self) -> str:
        """The text of the line."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Show a text."""
        if text != self._line.text():
            self._line.setText(text)

    @Slot()
    def _on_text_changed(self) -> None:
        self.changed.emit()

    @Slot()
    def _on_editing_finished(self) -> None:
        self.left.emit()


class FileEditor(LineEditor):
    """The path of a file, and a button that lets one choose it."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._button = QPushButton(_("Choose…"), self)
        self._button.setAutoDefault(False)
        self._button.setAccessibleName(_("Choose a file: {field}").format(field=field.label))
        self._button.clicked.connect(self._on_clicked)
        self.row.addWidget(self._button)

    @Slot()
    def _on_clicked(self) -> None:
        pattern = _("All files (*)")
        dialogs.choose_open(self.window(), str(self.field.label), (pattern,), self._on_chosen)

    def _on_chosen(self, path: Path) -> None:
        self.set_text(str(path))
        self.left.emit()


class _GrowingText(QPlainTextEdit):
    """A text of several lines that is as high as its text, within limits."""

    left = Signal()
    refused = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.most: int | None = None
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)

    @override
    def sizeHint(self) -> QSize:
        shown = min(max(self._lines(), _FEWEST_LINES), _MOST_LINES)
        return QSize(px(320), shown * self.fontMetrics().lineSpacing() + px(20))

    def _lines(self) -> int:
        """Count the lines as they are wrapped; no more of them than are shown at most."""
        block, lines, layout = self.document().begin(), 0, self.document().documentLayout()
        while block.isValid() and lines < _MOST_LINES:
            layout.blockBoundingRect(block)  # wraps the block if it was not yet
            lines += block.lineCount()
            block = block.next()
        return lines

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        if e.size().width() != e.oldSize().width():
            self.updateGeometry()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), self.sizeHint().height())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take the plain text of what is pasted or dropped, unless it is far too long."""
        text = source.text()
        if self.most is not None and len(text) > self.most:
            self.refused.emit(text)
        else:
            super().insertFromMimeData(source)

    @Slot()
    def _on_size_changed(self) -> None:
        self.updateGeometry()


class LongTextEditor(Editor):
    """Several lines.

    Attributes:
        refused: A text was pasted that is too long to be taken at all; it carries the text.
    """

    refused = Signal(object)

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._lines = _GrowingText(self)
        self._lines.textChanged.connect(self.changed)
        self._lines.left.connect(self.left)
        self._lines.refused.connect(self.refused)
        self.row.addWidget(self._lines)

    def refuse_beyond(self, most: int) -> None:
        """Take no pasted text of more characters: to lay out a very long one takes minutes."""
        self._lines.most = most

    @property
    def input(self) -> QPlainTextEdit:
        """The lines."""
        return self._lines

    @property
    def text(self) -> str:
        """The text of all lines."""
        return self._lines.toPlainText()

    def set_text(self, text: str) -> None:
        """Show a text; the step back to the one before stays open to the person."""
        if text != self.text:
            self._lines.setPlainText(text)


class _Choices(QComboBox):
    """Choices that the wheel of the mouse changes only when they have the focus."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceEditor(Editor):
    """One of a few choices; without a default it begins empty."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._box = _Choices(self)
        self._box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._box.setMaxVisibleItems(_MOST_CHOICES)
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.setMinimumContentsLength(_MOST_CHOICES)
        if field.default is None:
            self._box.addItem("", "")
        for value, label in field.choices:
            self._box.addItem(str(label), value)
        self._box.currentIndexChanged.connect(self._on_index_changed)
        self.row.addWidget(self._box)

    @property
    def input(self) -> QComboBox:
        """The box of choices."""
        return self._box

    @property
    def text(self) -> str:
        """The id of the choice."""
        return str(self._box.currentData())

    def set_text(self, text: str) -> None:
        """Choose by an id or a label; what is unknown chooses nothing."""
        wanted = text.casefold()
        found = (
            at
            for at in range(self._box.count())
            if wanted in {self._box.itemData(at).casefold(), self._box.itemText(at).casefold()}
        )
        self._box.setCurrentIndex(next(found, 0))

    @Slot()
    def _on_index_changed(self) -> None:
        self.changed.emit()
        self.left.emit()


class SwitchEditor(Editor):
    """Yes or no."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._box = QCheckBox(str(field.label), self)
        self._box.toggled.connect(self._on_toggled)
        self.row.addWidget(self._box)

    @property
    def input(self) -> QCheckBox:
        """The box to tick."""
        return self._box

    @property
    def text(self) -> str:
        """Yes or no, in the language of the program."""
        return self.field.show(self._box.isChecked())

    def set_text(self, text: str) -> None:
        """Tick the box or not; what is neither yes nor no is no."""
        try:
            self._box.setChecked(bool(self.field.parse(text)))
        except ValidationError:
            self._box.setChecked(False)

    @Slot()
    def _on_toggled(self) -> None:
        self.changed.emit()


class IconButton(QToolButton):
    """A small button with an icon, pressed by Return too."""

    def __init__(self, icon_name: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_icon(self, icon_name)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)
