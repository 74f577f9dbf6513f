"""The panel beside the table: one application or call in words, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from yhdistys.grants.rules.application import ApplicationState
from yhdistys.gui.pages.applications.rows import ShownRow
from yhdistys.gui.pages.applications.words import (
    left_text,
    readiness_text,
    state_text,
    state_tone,
    years_text,
)
from yhdistys.gui.style import px, set_role
from yhdistys.gui.widgets import Panel, Tag, main_button
from yhdistys.gui.widgets.layouts import row_of
from yhdistys.i18n import _, ngettext
from yhdistys.values.formats import date_text, moment_text, money


class DetailPanel(Panel):
    """Tells of the row that is chosen.

    Attributes:
        opened: The application is to be opened, or one begun with the form.
        sent: It is to be noted as sent.
        reopened: It is to become a draft again.
        changed: Its name or day is to be changed.
        withdrawn: It is to be withdrawn.
        removed: It is to be removed.
    """

    opened = Signal()
    sent = Signal()
    reopened = Signal()
    changed = Signal()
    withdrawn = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._title.setWordWrap(True)
        self.state = Tag(parent=self)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(px(12))
        self._facts.setVerticalSpacing(px(6))
        self._facts.setColumnStretch(1, 1)
        self._labels: list[QLabel] = []
        self.open_button = main_button(_("Open"), self)
        self.send_button = QPushButton(_("Note as sent…"), self)
        self.reopen_button = QPushButton(_("Make a draft again…"), self)
        self.change_button = QPushButton(_("Name and day…"), self)
        self.withdraw_button = QPushButton(_("Withdraw"), self)
        self.remove_button = QPushButton(_("Remove"), self)
        self.buttons = (
            self.open_button, self.send_button, self.reopen_button,
            self.change_button, self.withdraw_button, self.remove_button,
        )  # fmt: skip
        signals = (
            self.opened, self.sent, self.reopened, self.changed, self.withdrawn, self.removed
        )  # fmt: skip
        for button, signal in zip(self.buttons, signals, strict=True):
            button.clicked.connect(signal)
        self.head.addWidget(self.state)
        self.body.addLayout(self._facts)
        self.body.addSpacing(px(6))
        self.body.addLayout(row_of(self.buttons))
        self.body.addStretch(1)
        self.setMinimumWidth(px(280))
        self.setMaximumWidth(px(310))

    @property
    def facts(self) -> tuple[str, ...]:
        """What is told, labels and texts in turn."""
        return tuple(label.text() for label in self._labels)

    def show_row(self, row: ShownRow, *, can_write: bool) -> None:
        """Tell of a row, and offer what can be done with it."""
        self.set_title(row.name)
        self.setAccessibleName(row.name)
        self.state.set_tag(state_text(row), state_tone(row))
        self._show_facts(_facts_of(row))
        application = row.application
        is_draft = application is not None and row.is_open
        is_sent = application is not None and application.state is ApplicationState.SUBMITTED
        is_shown = {
            self.send_button: is_draft,
            self.reopen_button: application is not None and not is_draft,
            self.change_button: is_draft,
            self.withdraw_button: is_sent,
            self.remove_button: is_draft,
        }
        self.open_button.setText(
            _("Open") if application is not None else _("Begin with this form")
        )
        self.open_button.setEnabled(application is not None or can_write)
        for button, is_there in is_shown.items():
            button.setVisible(is_there)
            button.setEnabled(can_write)

    def _show_facts(self, facts: list[tuple[str, str]]) -> None:
        for label in self._labels:
            self._facts.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = []
        for number, (name, text) in enumerate(facts):
            self._add_label(name, number, 0, "quiet")
            self._add_label(text, number, 1, "")

    def _add_label(self, text: str, row: int, column: int, role: str) -> None:
        label = QLabel(text, self)
        label.setWordWrap(bool(column))
        if role:
            set_role(label, role)
        self._facts.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        self._labels.append(label)


def _facts_of(row: ShownRow) -> list[tuple[str, str]]:
    application = row.application
    closes = moment_text(row.closes_on, row.closes_at)
    left = left_text(row)
    facts = [
        (_("Funder"), row.funder),
        (_("Form"), row.form),
        (_("Call closes"), f"{closes} · {left}" if closes and left else closes),
    ]
    if application is not None:
        errors = application.errors
        to_mend = ngettext("{n} thing to mend", "{n} things to mend", errors).format(n=errors)
        facts += [
            (_("Years"), years_text(row)),
            (_("Applied for"), "" if row.requested is None else f"{money(row.requested)} €"),
            (_("Ready"), " · ".join((readiness_text(row), *((to_mend,) if errors else ())))),
            (_("Sent"), date_text(application.submitted_on) if application.submitted_on else ""),
        ]
    return [(name, text) for name, text in facts if text]
