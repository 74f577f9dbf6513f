"""The sections of the form with their states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from yhdistys.grants.rules.form_state import SectionState
from yhdistys.gui.overriding import override
from yhdistys.gui.style import px
from yhdistys.gui.style.in_force import set_property
from yhdistys.gui.widgets import LabelButton, Panel
from yhdistys.i18n import _, ngettext
from yhdistys.values.findings import Severity

_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_DONE, _BEGUN, _EMPTY = "✓", "●", "○"


class SectionButton(LabelButton):
    """One section: a mark, its label, how many of its questions are answered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        set_property(self, "row", "true")
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)  # a label may take two lines
        self.setSizePolicy(policy)
        self.section_id = ""
        self._mark = self.add_label("", wraps=False)
        self._label = self.add_label("")
        self._count = self.add_label("quiet", wraps=False)
        self._mark.setMinimumWidth(px(18))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(8), px(7), px(8), px(7))
        layout.setSpacing(px(8))
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def texts(self) -> tuple[str, str, str]:
        """The mark, the label and the count."""
        return self._mark.text(), self._label.text(), self._count.text()

    def show_section(self, state: SectionState) -> None:
        """Show the state of a section."""
        self.section_id = state.section.id
        label, mark = str(state.section.label), _mark(state)
        self._mark.setText(mark)
        self._label.setText(label)
        self._count.setText(_count(state))
        told = _("{section}: {answered} of {asked} answered")
        self.setAccessibleName(
            told.format(section=label, answered=state.answered, asked=state.asked)
        )

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() in _STEPS:
            e.ignore()
        else:
            super().keyPressEvent(e)


def _mark(state: SectionState) -> str:
    if state.answered >= state.asked:
        return _DONE
    return _BEGUN if state.answered else _EMPTY


def _count(state: SectionState) -> str:
    wrong = sum(note.severity is Severity.ERROR for note in state.notes)
    missing = state.asked - state.answered
    if wrong and not missing:
        return ngettext("{n} note", "{n} notes", wrong).format(n=wrong)
    return f"{state.answered}/{state.asked}" if state.asked else ""


class SectionPanel(Panel):
    """The sections under each other; the arrow keys go from one to the next.

    Attributes:
        chosen: A section was chosen: its id.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.layout().setContentsMargins(px(8), px(8), px(8), px(8))  # type: ignore[union-attr] # a panel has one
        self.setAccessibleName(_("Sections of the form"))
        self._buttons: list[SectionButton] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.setMinimumWidth(px(200))
        self.setMaximumWidth(px(260))

    @property
    def buttons(self) -> tuple[SectionButton, ...]:
        """The sections that are shown."""
        return tuple(button for button in self._buttons if not button.isHidden())

    def show_sections(self, sections: Sequence[SectionState], current: str) -> None:
        """Show the sections that are asked and mark the one that is written."""
        while len(self._buttons) < len(sections):
            button = SectionButton(self)
            button.clicked.connect(self._on_clicked)
            self._list.addWidget(button)
            self._buttons.append(button)
        for number, button in enumerate(self._buttons):
            is_there = number < len(sections)
            button.setVisible(is_there)
            if is_there:
                button.show_section(sections[number])
                button.setChecked(sections[number].section.id == current)

    def enter(self) -> None:
        """Put the focus on the section that is written."""
        for button in self.buttons:
            if button.isChecked():
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        shown = self.buttons
        focused = [at for at, button in enumerate(shown) if button.hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        button = shown[min(max(focused[0] + step, 0), len(shown) - 1)]
        self.chosen.emit(button.section_id)
        button.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, SectionButton):
            button.setChecked(True)
            self.chosen.emit(button.section_id)
