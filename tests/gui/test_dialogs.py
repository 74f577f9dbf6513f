"""Dialogs: nothing waits, buttons are verbs, Esc leaves things as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.fake_dialogs import CANCEL, FakeDialogs
from yhdistys.errors import NotAllowed, ValidationError
from yhdistys.gui import dialogs
from yhdistys.gui.forms import Form
from yhdistys.gui.widgets import MessageStrip
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.findings import Finding, Severity

_Widget = TypeVar("_Widget", bound=QWidget)
FIELDS = (Field(id="name", label="Name", kind=FieldKind.TEXT, required=True),)


def _finding(message: str, column: str | None = None) -> Finding:
    return Finding(severity=Severity.ERROR, kind="x", message=message, column=column)


class Answers(QObject):
    """Notes answers."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.given: list[Any] = []
        self.refusal: Exception | None = None

    def take(self, answer: object) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.given.append(answer)


@pytest.fixture
def owner(qtbot: QtBot) -> Iterator[QWidget]:
    """Show real dialogs over a window."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    before = dialogs.use(None)
    yield made
    dialogs.use(before)


@pytest.fixture
def answers(owner: QWidget) -> Answers:
    return Answers(owner)


def _the(kind: type[_Widget], owner: QWidget, text: str = "") -> _Widget:
    """Return the one shown widget of a kind, with a text if one is given."""
    found = [
        widget
        for widget in owner.findChildren(kind)
        if not widget.isHidden() and (not text or widget.property("text") == text)
    ]
    assert len(found) == 1, [widget.property("text") for widget in owner.findChildren(kind)]
    return found[0]


def _ask(owner: QWidget, answers: Answers) -> QDialog:
    dialogs.ask(
        owner,
        "Restore the backup of 12.10.2025?",
        hint="The file of now is kept.",
        yes="Restore",
        no="Keep",
        answered=answers.take,
    )
    return _the(QDialog, owner)


def test_a_question_is_answered_by_its_verbs_and_esc_means_no(
    owner: QWidget, answers: Answers
) -> None:
    dialog = _ask(owner, answers)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert texts == ["Restore the backup of 12.10.2025?", "The file of now is kept."]
    _the(QPushButton, dialog, "Restore").click()
    QTest.keyClick(_ask(owner, answers), Qt.Key.Key_Escape)
    _the(QPushButton, _ask(owner, answers), "Keep").click()
    QTest.keyClick(_ask(owner, answers), Qt.Key.Key_Return)
    assert answers.given == [True, False, False, True]


def test_a_message_is_told_with_its_hint(owner: QWidget) -> None:
    dialogs.show_error(owner, NotAllowed("The year is closed.", hint="Open it in the settings."))
    dialog = _the(QDialog, owner)
    shown = [label.text() for label in dialog.findChildren(QLabel) if not label.isHidden()]
    assert shown == ["The year is closed.", "Open it in the settings."]
    _the(QPushButton, dialog, "Close").click()
    assert dialog.isHidden()
    found = (_finding("Row 2: no date."), _finding("Row 9: no amount."))
    dialogs.show_error(owner, ValidationError("2 rows are wrong.", hint="Mend.", problems=found))
    labels = _the(QDialog, owner).findChildren(QLabel)
    told = [label.text() for label in labels]
    assert told == ["2 rows are wrong.", "Row 2: no date.\nRow 9: no amount.\nMend."]


def test_a_text_is_asked_for_and_hidden_when_it_is_a_secret(
    owner: QWidget, answers: Answers
) -> None:
    dialogs.ask_text(owner, "Password", "Password", secret=True, answered=answers.take)
    field = _the(QLineEdit, _the(QDialog, owner))
    assert (field.echoMode(), field.accessibleName()) == (QLineEdit.EchoMode.Password, "Password")
    QTest.keyClicks(field, "korppi")
    QTest.keyClick(field, Qt.Key.Key_Return)
    dialogs.ask_text(owner, "Name", "Name", initial="Vuokra", answered=answers.take)
    QTest.keyClick(_the(QDialog, owner), Qt.Key.Key_Escape)
    assert answers.given == ["korppi"]


def test_a_form_stays_until_its_values_are_taken(owner: QWidget, answers: Answers) -> None:
    form = Form(FIELDS)
    dialogs.show_form(owner, "New account", form, ok="Add", accepted=answers.take)
    dialog = _the(QDialog, owner)
    _the(QPushButton, dialog, "Add").click()
    assert (dialog.isHidden(), form.problems) == (False, {"name": "Please fill this in."})
    QTest.keyClicks(form.input("name"), "Rent")
    QTest.keyClick(form.input("name"), Qt.Key.Key_Return)
    assert (dialog.isHidden(), answers.given) == (True, [{"name": "Rent"}])


def test_a_refusal_is_shown_in_the_form_that_was_refused(owner: QWidget, answers: Answers) -> None:
    form = Form(FIELDS)
    form.fill({"name": "Rent"})
    dialogs.show_form(owner, "New account", form, ok="Add", accepted=answers.take)
    dialog = _the(QDialog, owner)
    answers.refusal = NotAllowed("The year is closed.")
    _the(QPushButton, dialog, "Add").click()
    strip = dialog.findChild(MessageStrip)
    assert isinstance(strip, MessageStrip)
    assert (strip.text, dialog.isHidden()) == ("The year is closed.", False)
    answers.refusal = ValidationError("Taken.", problems=(_finding("Taken.", "name"),))
    _the(QPushButton, dialog, "Add").click()
    assert (strip.text, form.problems) == ("", {"name": "Taken."})
    dialog.reject()


def test_one_report_of_a_fault_is_shown_at_a_time(owner: QWidget) -> None:
    dialogs.show_bug(owner, "first")
    dialogs.show_bug(owner, "second")
    dialog = _the(QDialog, owner)
    assert len(owner.findChildren(QDialog)) == 1
    dialog.reject()


def test_the_report_of_a_fault_can_be_copied(owner: QWidget) -> None:
    dialogs.show_bug(owner, "Traceback\nZeroDivisionError")
    dialog = _the(QDialog, owner)
    _the(QPushButton, dialog, "Copy report").click()
    assert QGuiApplication.clipboard().text() == "Traceback\nZeroDivisionError"
    dialog.reject()


def test_files_are_chosen_to_open_and_to_save(
    owner: QWidget, answers: Answers, tmp_path: Path
) -> None:
    there = tmp_path / "ledger.csv"
    there.touch()
    dialogs.choose_open(owner, "Open the ledger", ("Tables (*.csv)",), answers.take)
    chooser = _the(QFileDialog, owner)
    assert chooser.nameFilters() == ["Tables (*.csv)"]
    chooser.fileSelected.emit(str(there))
    chooser.reject()
    chooser.deleteLater()
    dialogs.choose_save(
        owner, "Save", tmp_path / "report.pdf", ("Documents (*.pdf)",), answers.take
    )
    chooser = _the(QFileDialog, owner)
    assert (chooser.defaultSuffix(), chooser.selectedFiles()) == (
        "pdf",
        [str(tmp_path / "report.pdf")],
    )
    chooser.reject()
    assert answers.given == [there]


def test_tests_answer_from_a_list_and_read_what_was_asked(owner: QWidget, answers: Answers) -> None:
    fake = FakeDialogs([True, "text", CANCEL, {"name": "Rent"}])
    dialogs.use(fake)
    dialogs.ask(owner, "Sure?", yes="Do", no="Leave", answered=answers.take)
    dialogs.ask_text(owner, "Note", "Note", answered=answers.take)
    dialogs.choose_save(owner, "Save", "a.pdf", (), answers.take)
    dialogs.show_form(owner, "New", Form(FIELDS, owner), ok="Add", accepted=answers.take)
    dialogs.tell(owner, "Done.")
    assert answers.given == [True, "text", {"name": "Rent"}]
    assert fake.asked == [
        ("ask", "Sure?"),
        ("text", "Note"),
        ("save", "a.pdf"),
        ("form", "New"),
        ("tell", "Done."),
    ]
    with pytest.raises(AssertionError, match="nobody said"):
        dialogs.ask(owner, "Again?", yes="Do", no="Leave", answered=answers.take)


def test_a_folder_is_chosen_where_only_folders_are_shown(
    owner: QWidget, answers: Answers, tmp_path: Path
) -> None:
    dialogs.choose_folder(owner, "Where to?", chosen=answers.take)
    chooser = _the(QFileDialog, owner)
    assert chooser.fileMode() == QFileDialog.FileMode.Directory
    chooser.fileSelected.emit(str(tmp_path))
    chooser.close()
    assert answers.given == [tmp_path]
