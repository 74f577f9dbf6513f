"""Beside the writing: what the funder wants, what is to be mended, what was answered before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from yhdistys.grants.queries import EarlierAnswer
from yhdistys.grants.rules.application import Application, ApplicationState, Note
from yhdistys.grants.rules.template import Question, Status
from yhdistys.gui.style import Tone, px, set_role
from yhdistys.gui.widgets import Panel, Tag, flat_button
from yhdistys.gui.widgets.layouts import scrolled
from yhdistys.i18n import _
from yhdistys.values.findings import Severity
from yhdistys.values.formats import date_text

_TONES = {Severity.ERROR: Tone.OVER, Severity.WARNING: Tone.LATE, Severity.INFO: Tone.QUIET}
_MOST_NOTES = 6
_MOST_EARLIER = 4
_LONGEST = 280


class SidePanel(QWidget):
    """Three panels about the question that has the focus.

    Attributes:
        used: An earlier answer is to be put into the question: its text.
    """

    used = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        inside = QWidget(self)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        self.wanted = Panel(_("About the question"), inside)
        self.notes = Panel(_("To mend here"), inside)
        self.earlier = Panel(_("Earlier answers"), inside)
        for panel in (self.wanted, self.notes, self.earlier):
            layout.addWidget(panel)
            panel.hide()
        layout.addStretch(1)
        self._area: QScrollArea = scrolled(inside, self)
        own = QVBoxLayout(self)
        own.setContentsMargins(0, 0, 0, 0)
        own.addWidget(self._area)
        self._texts: list[str] = []
        self.setMinimumWidth(px(220))
        self.setMaximumWidth(px(300))

    def show_question(
        self,
        application: Application,
        question: Question | None,
        notes: Sequence[Note],
        earlier: Sequence[EarlierAnswer],
    ) -> None:
        """Show what there is to know of a question, and the notes of its section."""
        for panel in (self.wanted, self.notes, self.earlier):
            _empty(panel)
        if question is not None:
            self._show_wanted(application, question)
        for note in notes[:_MOST_NOTES]:
            self._add_note(note)
        self._texts = [one.text for one in earlier]
        for number, one in enumerate(earlier[:_MOST_EARLIER]):
            self._add_earlier(number, one)
        self.wanted.setVisible(question is not None)
        self.notes.setVisible(bool(notes))
        self.earlier.setVisible(bool(earlier))

    def _show_wanted(self, application: Application, question: Question) -> None:
        self.wanted.body.addWidget(_label(self.wanted, str(question.label)))
        source = application.template.source(question.source)
        if source is not None:
            told = ", ".join(part for part in (source.publisher, source.title) if part)
            text = _("Source: {source}").format(source=told)
            self.wanted.body.addWidget(_label(self.wanted, text, "quiet"))
        if question.status is not Status.VERIFIED:
            old = question.status is Status.LEGACY
            word = _("from an older form") if old else _("not verified")
            self.wanted.body.addWidget(Tag(word, Tone.LATE, self.wanted))
            hint = _("Compare the wording and the limit with the funder's own form.")
            self.wanted.body.addWidget(_label(self.wanted, hint, "quiet"))

    def _add_note(self, note: Note) -> None:
        words = {
            Severity.ERROR: _("to mend"),
            Severity.WARNING: _("to look at"),
            Severity.INFO: _("to know"),
        }
        self.notes.body.addWidget(Tag(words[note.severity], _TONES[note.severity], self.notes))
        self.notes.body.addWidget(_label(self.notes, note.message))

    def _add_earlier(self, number: int, one: EarlierAnswer) -> None:
        text = one.text if len(one.text) <= _LONGEST else f"{one.text[:_LONGEST]}…"
        self.earlier.body.addWidget(_label(self.earlier, _("“{text}”").format(text=text)))
        sent = one.state is ApplicationState.SUBMITTED and one.submitted_on is not None
        when = _("sent {day}").format(day=date_text(one.submitted_on)) if sent else _("draft")
        self.earlier.body.addWidget(
            _label(self.earlier, f"{one.application_name} · {when}", "quiet")
        )
        button = flat_button(_("Use this text"), self.earlier)
        button.setAccessibleName(_("Use the text of {name}").format(name=one.application_name))
        button.setObjectName(str(number))
        button.clicked.connect(self._on_used)
        self.earlier.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def _on_used(self) -> None:
        button = self.sender()
        if button is not None:
            self.used.emit(self._texts[int(button.objectName())])


def _label(parent: QWidget, text: str, role: str = "") -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        set_role(label, role)
    return label


def _empty(panel: Panel) -> None:
    while (item := panel.body.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
