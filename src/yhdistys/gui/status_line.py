"""The line below: what is stored, how far the ledger reaches, the running job, what waits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from yhdistys.gui.jobs import JobState
from yhdistys.gui.style import px
from yhdistys.i18n import _, ngettext

_SECONDS_OF_A_MINUTE = 60


class StatusLine(QFrame):
    """The line below.

    Attributes:
        cancel_asked: The running job should end.
        findings_asked: The list of what waits was asked for.
    """

    cancel_asked = Signal()
    findings_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status-line")
        self.saved = self._label()
        self.ledger = self._label()
        self.backup = self._label()
        self.job = self._label()
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(px(8))
        self.progress.setMaximumWidth(px(160))
        self.progress.setAccessibleName(_("Progress"))
        self.cancel = self._button(_("Cancel"))
        self.cancel.clicked.connect(self._on_cancel)
        self.findings = self._button("")
        self.findings.clicked.connect(self._on_findings)
        self._lay_out()
        self.show_job(None)
        self.show_findings(0)

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", "quiet")
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("flat-link", "true")
        return button

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(14), px(4), px(14), px(4))
        layout.setSpacing(px(22))
        layout.addWidget(self.saved)
        layout.addWidget(self.ledger)
        layout.addWidget(self.job)
        layout.addWidget(self.progress)
        layout.addWidget(self.cancel)
        layout.addStretch(1)
        layout.addWidget(self.findings)
        layout.addWidget(self.backup)

    @Slot(object)
    def show_job(self, state: JobState | None) -> None:
        """Show the running job, or nothing."""
        for widget in (self.job, self.progress, self.cancel):
            widget.setVisible(state is not None)
        if state is None:
            return
        self.cancel.setVisible(state.can_cancel)
        self.progress.setRange(0, state.total or 0)
        self.progress.setValue(state.done)
        self.job.setText(f"{state.title}{_remaining(state.remaining)}")

    def show_findings(self, count: int) -> None:
        """Show how many things wait; none hides it."""
        text = ngettext("{n} thing waits", "{n} things wait", count).format(n=count)
        self.findings.setText(text)
        self.findings.setAccessibleName(text)
        self.findings.setVisible(count > 0)

    @Slot()
    def _on_cancel(self) -> None:
        self.cancel_asked.emit()

    @Slot()
    def _on_findings(self) -> None:
        self.findings_asked.emit()


def _remaining(seconds: float | None) -> str:
    if seconds is None:
        return " …"
    if seconds < _SECONDS_OF_A_MINUTE:
        return " · " + _("{n} s left").format(n=max(1, round(seconds)))
    return " · " + _("{n} min left").format(n=round(seconds / _SECONDS_OF_A_MINUTE))
