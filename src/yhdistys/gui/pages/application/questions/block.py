"""One question: its label, its editor, how long the answer is, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from yhdistys.errors import ValidationError
from yhdistys.grants.rules.answers import read_answer
from yhdistys.grants.rules.application import AnswerRow
from yhdistys.grants.rules.form_state import QuestionState
from yhdistys.grants.rules.limits import Limit
from yhdistys.grants.rules.template import Question, QuestionKind
from yhdistys.gui.forms.editors import LongTextEditor
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.application.questions.answer_editors import answer_editor, shown_text
from yhdistys.gui.pages.application.questions.answer_table import AnswerTable
from yhdistys.gui.pages.application.questions.counter import Counter, mark_over
from yhdistys.gui.style import px, set_role
from yhdistys.gui.widgets import flat_button
from yhdistys.i18n import _

_SAVE_AFTER: Final = 600  # milliseconds after the last key


class QuestionBlock(QWidget):
    """Asks one question.

    Attributes:
        left: The focus left the answer: it is to be stored.
        entered: The focus came to the answer.
        paused: Nothing was typed for a moment: a draft is to be kept.
        limit_asked: The limit is to be set.
        budget_asked: The budget is to be shown.
    """

    left = Signal()
    entered = Signal()
    paused = Signal()
    limit_asked = Signal()
    budget_asked = Signal()

    def __init__(self, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self.question = question
        self._stored = ""
        self._stored_rows: list[dict[str, str]] = []
        self._is_showing = False
        self._limit: Limit | None = None
        self.label = self._line("heading")
        self.help = self._line("quiet")
        self.problem = self._line("field-problem")
        self.told = self._line("quiet")
        self.editor = answer_editor(question, self)
        self.table: AnswerTable | None = None
        self.counter: Counter | None = None
        self.figure = self._line("")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SAVE_AFTER)
        self._later.timeout.connect(self.paused)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, px(14))
        layout.setSpacing(px(6))
        for widget in (self.label, self.help):
            layout.addWidget(widget)
        if self.editor is not None:
            self._add_editor(layout)
        elif self.question.kind is QuestionKind.TABLE:
            self.table = AnswerTable(self.question, self)
            self.table.changed.connect(self._on_changed)
            self.table.refused.connect(self._on_refused)
            self.table.cells.installEventFilter(self)
            self.table.cells.finished.connect(self.left)
            layout.addWidget(self.table)
        elif self.question.kind is QuestionKind.BUDGET:
            row = QHBoxLayout()
            button = flat_button(_("Open the budget"), self)
            button.clicked.connect(self.budget_asked)
            row.addWidget(self.figure)
            row.addWidget(button)
            row.addStretch(1)
            layout.addLayout(row)
        for widget in (self.problem, self.told):
            layout.addWidget(widget)
        if self.question.kind is QuestionKind.COMPUTED:
            layout.addWidget(self.figure)
        self.figure.setVisible(self.editor is None and self.table is None)

    def _add_editor(self, layout: QVBoxLayout) -> None:
        editor = self.editor
        if editor is None:
            return
        editor.changed.connect(self._on_changed)
        editor.left.connect(self.left)
        if isinstance(editor, LongTextEditor):
            editor.refused.connect(self._on_text_refused)
        editor.input.installEventFilter(self)
        layout.addWidget(editor)
        if self.question.kind in {QuestionKind.TEXT, QuestionKind.LONG_TEXT}:
            self.counter = Counter(self)
            self.counter.limit_asked.connect(self.limit_asked)
            layout.addWidget(self.counter)

    def _line(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.hide()
        if role:
            set_role(label, role)
        return label

    @property
    def text(self) -> str:
        """The answer as it stands in the editor."""
        return "" if self.editor is None else self.editor.text

    @property
    def rows(self) -> list[dict[str, str]] | None:
        """The rows of the table as they stand; None without a table."""
        return None if self.table is None else self.table.rows

    @property
    def is_changed(self) -> bool:
        """Whether what stands here is not what was shown last."""
        if self.table is not None:
            return _filled(self.table.rows) != _filled(self._stored_rows)
        return self.editor is not None and self.editor.text != self._stored

    def show_state(self, state: QuestionState, *, is_locked: bool) -> None:
        """Show what the form says of the question now."""
        self.setVisible(state.is_visible)
        name = str(self.question.label)
        demanded = name if not state.is_required else _("{label} *").format(label=name)
        self.label.setText(demanded)
        self.label.setVisible(True)
        self.help.setText(str(self.question.help))
        self.help.setVisible(bool(self.question.help))
        self._limit = Limit(state.limit, state.counting, is_known=state.is_limit_known)
        if self.editor is not None:
            self.editor.setEnabled(not is_locked or self._is_text)
            if isinstance(self.editor.input, QPlainTextEdit):
                self.editor.input.setReadOnly(is_locked)
            help_text = str(self.question.help)
            problem = self.problem.text()
            self.editor.tell(demanded, f"{problem} {help_text}".strip(), is_wrong=bool(problem))
        if self.counter is not None:
            self.counter.limit_button.setEnabled(not is_locked)
        self._count()

    @property
    def _is_text(self) -> bool:
        return self.editor is not None and isinstance(self.editor.input, QPlainTextEdit)

    def show_text(self, stored: str, draft: str | None = None) -> None:
        """Show the answer that is stored, or the draft of another one."""
        if self.editor is None:
            return
        self._is_showing = True
        self.editor.set_text(shown_text(self.question, stored))
        self._stored = self.editor.text
        if draft is not None and draft != self._stored:
            self.editor.set_text(draft)
            self.tell(_("This text is a draft: it was not stored yet."))
        self._is_showing = False
        self._count()

    def show_rows(
        self, rows: Sequence[AnswerRow], years: tuple[int, ...], *, is_locked: bool
    ) -> None:
        """Show the rows that are stored."""
        if self.table is not None:
            self.table.show_rows(rows, years, is_locked=is_locked)
            self._stored_rows = self.table.rows

    def show_figure(self, text: str) -> None:
        """Show what the program computed."""
        self.figure.setText(text)

    def tell(self, text: str) -> None:
        """Tell something about the answer, such as that signs were removed."""
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def refuse(self, text: str) -> None:
        """Tell why the answer cannot be stored; an empty text says that it can."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if self.editor is not None:
            self.editor.tell(self.label.text(), text, is_wrong=bool(text))

    def enter(self) -> None:
        """Put the focus into the answer."""
        if self.editor is not None:
            self.editor.input.setFocus()
        elif self.table is not None:
            self.table.cells.setFocus()

    def wait(self) -> None:
        """Tell of a pause a little later again."""
        self._later.start()

    def stop_waiting(self) -> None:
        """Keep no draft any more: the answer is stored or given up."""
        self._later.stop()

    def _count(self) -> None:
        if self.counter is None or self._limit is None or self.editor is None:
            return
        self.counter.show_length(self.editor.text, self._limit)
        if isinstance(self.editor.input, QPlainTextEdit):
            mark_over(self.editor.input, self._limit)

    @Slot()
    def _on_changed(self) -> None:
        if self._is_showing:
            return
        self._count()
        if self.problem.text():
            self.refuse("")
        self._later.start()

    @Slot(object)
    def _on_refused(self, text: str) -> None:
        self.refuse(text)

    @Slot(object)
    def _on_text_refused(self, text: str) -> None:
        """Tell why nothing was pasted; what stood here stands here still."""
        try:
            read_answer(self.question, text, None, ())
        except ValidationError as error:
            self.refuse(f"{error.message} {error.hint}".strip())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the focus comes, and when it leaves a table for good."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        elif event.type() == QEvent.Type.FocusOut and self.table is not None:
            self._tell_left_table()
        return super().eventFilter(watched, event)

    def _tell_left_table(self) -> None:
        """The editor of a cell is inside the table: going there is no leaving."""
        focused = self.window().focusWidget()
        if self.table is not None and (focused is None or not self.table.isAncestorOf(focused)):
            self.left.emit()


def _filled(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the rows without empty cells, and without rows that are empty."""
    found = ({key: text for key, text in row.items() if text.strip()} for row in rows)
    return [row for row in found if row]
