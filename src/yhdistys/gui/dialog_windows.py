"""The windows behind ``dialogs``: calm, with verbs on their buttons, closed by Esc."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from yhdistys.errors import UserError, ValidationError
from yhdistys.gui.style import Tone, px, set_role
from yhdistys.gui.widgets import MessageStrip, main_button
from yhdistys.i18n import _

if TYPE_CHECKING:
    from yhdistys.gui.forms import Form


class _Window(QDialog):
    """A dialog with texts, a body and a row of buttons; deletes itself when it is closed."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(px(380))
        self.body = QVBoxLayout()
        self.body.setSpacing(px(8))
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(px(8))
        self.buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(18), px(20), px(16))
        layout.setSpacing(px(18))
        layout.addLayout(self.body, 1)
        layout.addLayout(self.buttons)
        self.finished.connect(self._on_finished)

    def add_text(self, text: str, role: str = "") -> QLabel:
        """Add a text that may take several lines; an empty one takes no place."""
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setMinimumWidth(px(340))
        label.setVisible(bool(text))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_role(label, role)
        self.body.addWidget(label)
        return label

    def add_buttons(self, main: str, other: str = "") -> None:
        """Add the main button, pressed by Return, and one that leaves things as they are."""
        if other:
            leave = QPushButton(other, self)
            leave.clicked.connect(self.reject)
            self.buttons.addWidget(leave)
        act = main_button(main, self)
        act.setDefault(True)
        act.clicked.connect(self.accept)
        act.setFocus(Qt.FocusReason.OtherFocusReason)
        self.buttons.addWidget(act)

    def answer(self, *, accepted: bool) -> None:
        """Give the answer to whoever asked; overridden by those that have one."""

    @Slot(int)
    def _on_finished(self, result: int) -> None:
        self.answer(accepted=result == QDialog.DialogCode.Accepted)


class _Question(_Window):
    """One question with two verbs."""

    answered: Callable[[bool], None]

    def answer(self, *, accepted: bool) -> None:
        self.answered(accepted)


class _TextQuestion(_Window):
    """One line of text."""

    answered: Callable[[str], None]

    def __init__(self, title: str, label: str, parent: QWidget | None) -> None:
        super().__init__(title, parent)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(label)
        self.add_text(label).setBuddy(self.field)
        self.body.addWidget(self.field)

    def answer(self, *, accepted: bool) -> None:
        if accepted:
            self.answered(self.field.text())


class _FormWindow(_Window):
    """A form that stays until its values are taken."""

    accepted_values: Callable[[dict[str, Any]], None]

    def __init__(self, title: str, form: Form, parent: QWidget | None) -> None:
        super().__init__(title, parent)
        self.add_text(title, "heading")
        self.strip = MessageStrip(self)
        self.body.addWidget(self.strip)
        self.form = form
        form.setParent(self)
        self.body.addWidget(form)
        form.submitted.connect(self.accept)

    def accept(self) -> None:
        """Take the values; stays open when they are refused."""
        self.strip.clear()
        try:
            self.accepted_values(self.form.values())
        except ValidationError as error:
            if not self.form.show_problems(error.problems):
                self.strip.say(Tone.OVER, error.message, error.hint)
        except UserError as error:
            self.strip.say(Tone.OVER, error.message, error.hint)
        else:
            super().accept()


class _BugWindow(_Window):
    """A report that can be copied."""

    def __init__(self, report: str, parent: QWidget | None) -> None:
        super().__init__(_("A fault of the program"), parent)
        self.setMinimumSize(px(620), px(420))
        self.add_text(_("The program has made a mistake."), "heading")
        self.add_text(
            _(
                "What you had saved is safe. Please copy this report and send it to the makers of"
                " the program. Read it first: it holds where the fault happened and the versions"
                " in use."
            ),
            "quiet",
        )
        self.report = QPlainTextEdit(report, self)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(_("Report of the fault"))
        self.body.addWidget(self.report, 1)
        copy = QPushButton(_("Copy report"), self)
        copy.clicked.connect(self._on_copy)
        self.buttons.addWidget(copy)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())


class _Chosen(QObject):
    """Hears which file was chosen. The chooser itself stays a plain one, so that it is native."""

    def __init__(self, chosen: Callable[[Path], None], parent: QFileDialog) -> None:
        super().__init__(parent)
        self._chosen = chosen
        parent.fileSelected.connect(self._on_selected)

    @Slot(str)
    def _on_selected(self, path: str) -> None:
        if path:
            self._chosen(Path(path))


class DialogWindows:
    """Answers with real dialogs."""

    def tell(self, parent: QWidget | None, message: str, hint: str) -> None:
        """Show a message with one button."""
        window = _Window(_title(), parent)
        window.add_text(message, "heading")
        window.add_text(hint)
        window.add_buttons(_("Close"))
        window.open()

    def ask(
        self,
        parent: QWidget | None,
        question: str,
        *,
        hint: str,
        yes: str,
        no: str,
        answered: Callable[[bool], None],
    ) -> None:
        """Show a question with two verbs."""
        window = _Question(_title(), parent)
        window.answered = answered
        window.add_text(question, "heading")
        window.add_text(hint)
        window.add_buttons(yes, no)
        window.open()

    def choose_open(
        self,
        parent: QWidget | None,
        title: str,
        patterns: Sequence[str],
        chosen: Callable[[Path], None],
    ) -> None:
        """Show the system's chooser of a file that is there."""
        chooser = _chooser(parent, title, patterns, chosen)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.open()

    def choose_save(
        self,
        parent: QWidget | None,
        title: str,
        *,
        suggested: Path,
        patterns: Sequence[str],
        chosen: Callable[[Path], None],
    ) -> None:
        """Show the system's chooser of a file to write."""
        chooser = _chooser(parent, title, patterns, chosen)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setFileMode(QFileDialog.FileMode.AnyFile)
        chooser.setDefaultSuffix(suggested.suffix.removeprefix("."))
        if suggested.parent != Path():
            chooser.setDirectory(str(suggested.parent))
        chooser.selectFile(suggested.name)
        chooser.open()

    def choose_folder(
        self, parent: QWidget | None, title: str, *, chosen: Callable[[Path], None]
    ) -> None:
        """Show the system's chooser of a folder."""
        chooser = _chooser(parent, title, (), chosen)
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.open()

    def ask_text(
        self,
        parent: QWidget | None,
        title: str,
        label: str,
        *,
        secret: bool,
        initial: str,
        answered: Callable[[str], None],
    ) -> None:
        """Show one field."""
        window = _TextQuestion(title, label, parent)
        window.answered = answered
        window.field.setText(initial)
        window.field.selectAll()
        if secret:
            window.field.setEchoMode(QLineEdit.EchoMode.Password)
        window.add_buttons(_("Continue"), _("Cancel"))
        window.field.setFocus(Qt.FocusReason.OtherFocusReason)
        window.open()

    def show_form(
        self,
        parent: QWidget | None,
        title: str,
        form: Form,
        *,
        ok: str,
        accepted: Callable[[dict[str, Any]], None],
    ) -> None:
        """Show a form."""
        window = _FormWindow(title, form, parent)
        window.accepted_values = accepted
        window.add_buttons(ok, _("Cancel"))
        window.open()
        form.focus_first()

    def show_bug(self, parent: QWidget | None, report: str) -> None:
        """Show a report that can be copied; while one is shown, the next ones are only logged."""
        shown = QApplication.topLevelWidgets()
        if any(isinstance(one, _BugWindow) and one.isVisible() for one in shown):
            return
        window = _BugWindow(report, parent)
        window.add_buttons(_("Close"))
        window.open()


def _title() -> str:
    return QGuiApplication.applicationDisplayName()


def _chooser(
    parent: QWidget | None,
    title: str,
    patterns: Sequence[str],
    chosen: Callable[[Path], None],
) -> QFileDialog:
    made = QFileDialog(parent, title)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.setNameFilters(list(patterns))
    _Chosen(chosen, made)
    return made
