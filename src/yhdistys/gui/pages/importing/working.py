"""What the page shows while a file is read or stored: how far it is, how long it takes, cancel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from yhdistys.gui.jobs import JobState
from yhdistys.gui.style import px, set_role
from yhdistys.gui.widgets import Panel
from yhdistys.i18n import _, ngettext
from yhdistys.values.formats import whole_number

_WIDTH = 420


class WorkingView(QWidget):
    """Tells about the running job.

    Attributes:
        cancel_asked: The job should end.
    """

    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self._label("heading")
        self._told = self._label("quiet")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self.cancel = QPushButton(_("&Cancel"), self)
        self.cancel.clicked.connect(self._on_cancel)
        panel = Panel(parent=self)
        panel.setMaximumWidth(px(_WIDTH))
        panel.body.addWidget(self._title)
        panel.body.addWidget(self._bar)
        row = QHBoxLayout()
        row.addWidget(self._told, 1)
        row.addWidget(self.cancel)
        panel.body.addLayout(row)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(panel, 2)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(2)

    @property
    def told(self) -> str:
        """How far the work is, in words."""
        return self._told.text()

    def show_state(self, state: JobState) -> None:
        """Show how far a job is."""
        self._title.setText(state.title)
        self._bar.setRange(0, state.total or 0)
        self._bar.setValue(min(state.done, state.total or state.done))
        self._told.setText(_told(state))
        self.cancel.setEnabled(state.can_cancel and not state.is_cancelled)

    def enter(self) -> None:
        """Give the focus to the only act."""
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        set_role(label, role)
        return label

    @Slot()
    def _on_cancel(self) -> None:
        self.cancel_asked.emit()


def _told(state: JobState) -> str:
    if state.is_cancelled:
        return _("Stopping…")
    if not state.done:
        return ""
    if state.total:
        rows = _("{n} of {all} rows").format(
            n=whole_number(state.done), all=whole_number(state.total)
        )
    else:
        rows = ngettext("{n} row", "{n} rows", state.done).format(n=whole_number(state.done))
    if state.remaining is None:
        return rows
    left = ngettext("about {n} second left", "about {n} seconds left", state.remaining)
    return f"{rows}, {left.format(n=whole_number(max(1, state.remaining)))}"
