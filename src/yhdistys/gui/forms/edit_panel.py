"""The panel beside a table in which one thing is added or changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from yhdistys.errors import UserError, ValidationError
from yhdistys.gui.forms import Form
from yhdistys.gui.forms.letters import taken_letters
from yhdistys.gui.overriding import override
from yhdistys.gui.style import px, set_role
from yhdistys.gui.widgets import Panel, main_button
from yhdistys.gui.widgets.layouts import sentence
from yhdistys.i18n import _
from yhdistys.values.fields import Field

Accept = Callable[[dict[str, Any]], None]


class EditPanel(Panel):
    """Asks for some fields; Return saves them, Esc closes the panel.

    Attributes:
        closed: The panel was closed; whoever opened it puts the focus back.
    """

    closed = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__("", owner)
        self._title.setWordWrap(True)
        self._owner = owner
        self._accept: Accept | None = None
        self._form: Form | None = None
        self._told = sentence(self)
        self._problem = QLabel(self)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        set_role(self._problem, "field-problem")
        self.save_button = main_button(_("Save"), self)
        self.save_button.clicked.connect(self.save)
        self.close_button = QPushButton(_("Close"), self)
        self.close_button.clicked.connect(self.close_panel)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.save_button)
        self.body.addWidget(self._told)
        self.body.addWidget(self._problem)
        self.body.addLayout(buttons)
        self.body.addStretch(1)
        self.setMinimumWidth(px(270))
        self.setMaximumWidth(px(380))
        self.hide()

    @property
    def form(self) -> Form | None:
        """The form while the panel is open."""
        return self._form

    @property
    def problem(self) -> str:
        """Why nothing could be saved; empty when nothing was refused."""
        return self._problem.text()

    def ask(
        self,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, object],
        *,
        accept: Accept,
        told: str = "",
    ) -> None:
        """Open the panel.

        Args:
            title: What is added or changed.
            fields: What is asked for.
            values: What is there now.
            accept: Stores the values; what it refuses is told in the panel, which stays open.
            told: A sentence above the fields; may be empty.
        """
        self._drop_form()
        self.set_title(title)
        self.setAccessibleName(title)
        self._told.setText(told)
        self._told.setVisible(bool(told))
        self._tell_problem("")
        self._accept = accept
        letters = taken_letters(self._owner)
        self._form = Form(fields, self, labels_above=True, taken_letters=letters)
        widen_choices(self._form)
        self._form.fill(values)
        self._form.submitted.connect(self.save)
        self.body.insertWidget(1, self._form)
        self.show()
        self._form.focus_first()

    @Slot()
    def save(self) -> None:
        """Store what is written, or tell what is wrong with it."""
        form, accept = self._form, self._accept
        if form is None or accept is None:
            return
        self._tell_problem("")
        try:
            accept(form.values())
        except ValidationError as error:
            if not form.show_problems(error.problems):
                self._tell_problem(f"{error.message} {error.hint}".strip())
        except UserError as error:
            self._tell_problem(f"{error.message} {error.hint}".strip())
        else:
            self.close_panel()

    @Slot()
    def close_panel(self) -> None:
        """Close the panel; what is written there is given up."""
        if self._form is not None:
            self._drop_form()
            self.hide()
            self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _drop_form(self) -> None:
        if self._form is not None:
            self.body.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._form, self._accept = None, None

    def _tell_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))


def widen_choices(form: QWidget) -> None:
    """Let the boxes of choices take all the room of their form: their texts are long."""
    for box in form.findChildren(QComboBox):
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
