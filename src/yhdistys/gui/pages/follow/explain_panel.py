"""The panel beside the grid in which a deviation is explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QWidget

from yhdistys.budget.services import explain_deviation
from yhdistys.errors import UserError
from yhdistys.gui.context import WindowContext
from yhdistys.gui.overriding import override
from yhdistys.gui.style import px, set_role
from yhdistys.gui.widgets import Panel, main_button
from yhdistys.i18n import _
from yhdistys.values.period import Month

_SAVE_AFTER: Final = 600  # milliseconds after the last key
_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What is explained.

    Attributes:
        year: The label of the fiscal year.
        account: The account's number.
        cost_centre: The cost centre looked at, or None.
        project: The project looked at, or None.
        through: The last month looked at.
    """

    year: int
    account: str
    cost_centre: str | None
    project: str | None
    through: Month

    @property
    def place(self) -> str:
        """Where the unfinished text is kept."""
        parts = (str(self.year), self.account, self.cost_centre or "", self.project or "")
        return "/".join(("explanation", *parts))


class ExplainPanel(Panel):
    """Holds one explanation; Ctrl+Enter stores it, Esc closes the panel and keeps a draft.

    Attributes:
        closed: The reader closed the panel; the page puts the focus back.
    """

    closed = Signal()

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._context = context
        self._explained: Explained | None = None
        self._stored = ""
        self._figures = QLabel(self)
        self._told = QLabel(self)
        self._problem = QLabel(self)
        for label, role in (
            (self._figures, "quiet"),
            (self._told, "quiet"),
            (self._problem, "field-problem"),
        ):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            set_role(label, role)
        self._text = QPlainTextEdit(self)
        self._text.setAccessibleName(_("Explanation"))
        self._text.setPlaceholderText(_("What happened, and does it go on?"))
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(px(110))
        self._text.installEventFilter(self)
        self._store = main_button(_("&Save"), self)
        self._store.setToolTip(_("Save the explanation (Ctrl+Enter)"))
        self._leave = QPushButton(_("C&lose"), self)
        self._leave.setToolTip(_("Close; the text stays as a draft (Esc)"))
        self._store.clicked.connect(self.store)
        self._leave.clicked.connect(self.close_panel)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SAVE_AFTER)
        self._later.timeout.connect(self.keep_draft)
        self._text.textChanged.connect(self._on_text_changed)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._store)
        for widget in (self._figures, self._told):
            self.body.addWidget(widget)
        self.body.addWidget(self._text, 1)
        self.body.addWidget(self._problem)
        self.body.addLayout(buttons)
        self.setMinimumWidth(px(240))

    @property
    def explained(self) -> Explained | None:
        """What is explained; None while the panel is closed."""
        return self._explained

    @property
    def text(self) -> QPlainTextEdit:
        """The field."""
        return self._text

    def show_explanation(
        self, explained: Explained, *, title: str, figures: str, stored: str, who: str
    ) -> None:
        """Show an explanation, or the draft of it that was not finished.

        Args:
            explained: What is explained.
            title: What people call it.
            figures: Its figures in one sentence.
            stored: The explanation that is there already; may be empty.
            who: Who wrote it; may be empty.
        """
        self.keep_draft()
        self._explained = None  # so that showing is no writing
        draft = self._context.open_workspace().drafts.draft(explained.place)
        self._stored = stored
        self.set_title(title)
        self.setAccessibleName(title)
        self._figures.setText(figures)
        self._text.setPlainText(stored if draft is None else draft)
        self._text.moveCursor(self._text.textCursor().MoveOperation.End)
        self._tell(has_draft=draft is not None and draft != stored, who=who)
        self._later.stop()
        self._explained = explained
        self.show()

    def refresh(self, *, figures: str, stored: str, who: str) -> None:
        """Show what changed meanwhile; a text that is being written stays."""
        was_written = self._text.toPlainText() != self._stored
        self._figures.setText(figures)
        if stored != self._stored and not was_written:
            explained, self._explained = self._explained, None
            self._text.setPlainText(stored)
            self._explained = explained
        self._stored = stored
        self._tell(has_draft=was_written and self._text.toPlainText() != stored, who=who)

    def enter(self) -> None:
        """Put the focus into the field."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def store(self) -> None:
        """Store the explanation as one step; an empty text removes it."""
        explained = self._explained
        if explained is None or not self._store.isEnabled():
            return
        self._later.stop()
        try:
            self._context.do(
                explain_deviation,
                year=explained.year,
                account=explained.account,
                cost_centre=explained.cost_centre,
                project=explained.project,
                through=explained.through,
                text=self._text.toPlainText(),
            )
            self._context.open_workspace().drafts.forget_draft(explained.place)
        except UserError as error:
            self._refuse(error)
            return
        self._stored = self._text.toPlainText()
        self.close_panel()

    @Slot()
    def close_panel(self) -> None:
        """Close the panel; what is unfinished stays as a draft."""
        if self._explained is not None:
            self.keep_draft()
            self._explained = None
            self.hide()
            self.closed.emit()

    @Slot()
    def keep_draft(self) -> None:
        """Keep the text as it is written so far."""
        self._later.stop()
        explained = self._explained
        if explained is None or self._context.is_read_only:
            return
        written = self._text.toPlainText()
        drafts = self._context.open_workspace().drafts
        try:
            if written != self._stored:
                drafts.save_draft(explained.place, written)
            elif drafts.draft(explained.place) is not None:
                drafts.forget_draft(explained.place)
        except UserError as error:
            self._refuse(error)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Store with Ctrl+Enter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if has_control and event.key() in _ENTER:
                self.store()
                return True
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _tell(self, *, has_draft: bool, who: str) -> None:
        """Say who wrote what is there, and why it cannot be written where it cannot."""
        is_closed = self._context.is_read_only
        self._text.setReadOnly(is_closed)
        self._store.setEnabled(not is_closed)
        if is_closed:
            told = self._context.open_workspace().read_only_reason
        elif has_draft:
            told = _("This text is a draft: it was not saved yet.")
        else:
            told = _("Written by {person}.").format(person=who) if who else ""
        self._told.setText(told)
        self._told.setVisible(bool(told))
        self._problem.hide()

    def _refuse(self, error: UserError) -> None:
        self._problem.setText(f"{error.message} {error.hint}".strip())
        self._problem.show()
        self._text.setAccessibleDescription(self._problem.text())
        self.enter()

    @Slot()
    def _on_text_changed(self) -> None:
        if self._explained is not None:
            self._problem.hide()
            self._later.start()
