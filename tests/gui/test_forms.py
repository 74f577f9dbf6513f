"""Forms: every kind of field is shown, read, corrected and told about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from gui.fake_dialogs import FakeDialogs
from yhdistys.errors import ValidationError
from yhdistys.gui import dialogs
from yhdistys.gui.forms import Form, with_mnemonics
from yhdistys.i18n import set_language
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.period import Month

FIELDS = (
    Field(id="name", label="Name", kind=FieldKind.TEXT, required=True),
    Field(id="account", label="Account", kind=FieldKind.CHOICE, choices=(("4400", "4400 Rent"),)),
    Field(id="amount", label="Amount", kind=FieldKind.MONEY, help="=120*12 is fine too."),
    Field(id="change", label="Change", kind=FieldKind.PERCENT),
    Field(id="pieces", label="Pieces", kind=FieldKind.WHOLE_NUMBER),
    Field(id="day", label="Confirmed on", kind=FieldKind.DATE),
    Field(id="month", label="From month", kind=FieldKind.MONTH),
    Field(id="shown", label="Show & print", kind=FieldKind.SWITCH, default=False),
    Field(id="file", label="Attachment", kind=FieldKind.FILE),
    Field(id="reason", label="Reason", kind=FieldKind.LONG_TEXT),
)
VALUES = {
    "name": "Rent of the office",
    "account": "4400",
    "amount": Decimal("1234.50"),
    "change": Decimal("3.5"),
    "pieces": 12,
    "day": date(2025, 11, 27),
    "month": Month(2025, 9),
    "shown": True,
    "file": "rent.pdf",
    "reason": "First line\nsecond line",
}


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    set_language("fi")
    made = Form(FIELDS)
    qtbot.addWidget(made)
    return made


def _line(form: Form, field_id: str) -> QLineEdit:
    found = form.input(field_id)
    assert isinstance(found, QLineEdit)
    return found


def _leave(form: Form, field_id: str, text: str) -> str:
    line = _line(form, field_id)
    line.setText(text)
    line.editingFinished.emit()
    return line.text()


def test_letters_for_the_alt_key_are_free_ones_at_the_beginning_of_words() -> None:
    assert with_mnemonics(("Name", "Number", "New account", "A & B")) == (
        "&Name",
        "N&umber",
        "New &account",
        "A && &B",
    )
    assert with_mnemonics(("On", "No"), taken="O") == ("O&n", "No")


def test_values_of_every_kind_come_back_as_they_were_filled_in(form: Form) -> None:
    form.fill(VALUES)
    assert form.values() == VALUES
    assert not form.is_changed
    form.fill({"name": "x"})
    empty = {field.id: field.default for field in FIELDS}
    assert form.values() == {**empty, "name": "x"}


def test_what_was_written_is_shown_as_the_program_understands_it(form: Form) -> None:
    shown = [
        _leave(form, "amount", "=120*12"),
        _leave(form, "amount", "-1234,5 €"),
        _leave(form, "day", "2025-11-27"),
        _leave(form, "month", "2025-09"),
        _leave(form, "change", "3.5"),
    ]
    assert [text.replace("\u00a0", " ") for text in shown] == [
        "1 440,00",
        "\u22121 234,50",
        "27.11.2025",
        "9/2025",
        "3,5 %",
    ]
    assert _line(form, "amount").alignment() & Qt.AlignmentFlag.AlignRight


def test_a_wrong_text_is_told_on_leaving_the_field_until_it_is_changed(form: Form) -> None:
    set_language("en")
    assert _leave(form, "amount", "12x") == "12x"
    assert list(form.problems) == ["amount"]
    line = _line(form, "amount")
    assert line.accessibleDescription() == f"{form.problems['amount']} =120*12 is fine too."
    assert line.property("wrong") == "true"
    line.setText("12")
    assert (form.problems, line.accessibleDescription()) == ({}, "=120*12 is fine too.")


def test_wrong_values_are_told_at_their_fields_and_the_first_has_the_focus(form: Form) -> None:
    set_language("en")
    form.set_texts({"pieces": "many", "day": "32.1.2025"})
    with pytest.raises(ValidationError, match="3 values are wrong or missing"):
        form.values()
    assert form.problems == {
        "name": "Please fill this in.",
        "pieces": "“many” is not a whole number.",
        "day": "“32.1.2025” is not a day: write 31.12.2025 or 2025-12-31.",
    }
    assert form.focusWidget() is form.input("name")
    shown = [label.text() for label in form.findChildren(QLabel) if not label.isHidden()]
    assert set(form.problems.values()) <= set(shown)


def test_problems_of_others_are_shown_where_their_field_is(form: Form) -> None:
    problem = Finding(severity=Severity.ERROR, kind="x", message="Taken.", column="account")
    elsewhere = Finding(severity=Severity.ERROR, kind="x", message="Closed.", column="year")
    assert form.show_problems((problem,))
    assert not form.show_problems((elsewhere, problem))
    assert form.problems == {"account": "Taken."}
    assert not form.show_problems(())
    assert form.problems == {}


def test_every_input_has_a_name_and_every_label_an_own_letter(form: Form) -> None:
    names = {field.id: form.input(field.id).accessibleName() for field in FIELDS}
    assert names == {field.id: field.label for field in FIELDS}
    buttons = [button.accessibleName() for button in form.findChildren(QToolButton)]
    assert buttons
    assert all(buttons)
    labels = [label for label in form.findChildren(QLabel) if label.buddy()]
    texts = [*(label.text() for label in labels), form.input("shown").property("text")]
    letters = [text.replace("&&", "")[text.replace("&&", "").index("&") + 1] for text in texts]
    assert len({letter.casefold() for letter in letters}) == len(FIELDS)


def test_return_submits_and_a_long_text_takes_it_for_a_new_line(form: Form, qtbot: QtBot) -> None:
    long_text = form.input("reason")
    with qtbot.assertNotEmitted(form.submitted):
        QTest.keyClick(long_text, Qt.Key.Key_Return)
    with qtbot.waitSignal(form.submitted):
        QTest.keyClick(long_text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(form.submitted):
        QTest.keyClick(form.input("name"), Qt.Key.Key_Return)
    assert form.texts()["reason"] == "\n"


def test_a_change_of_a_text_is_told_but_not_the_filling(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.changed):
        form.fill(VALUES)
    draft = form.texts()
    with qtbot.waitSignal(form.changed):
        QTest.keyClicks(form.input("name"), "!")
    assert form.is_changed
    form.set_texts({**draft, "unknown": "x"})
    assert (form.is_changed, form.values()) == (False, VALUES)


def test_a_file_is_chosen_with_the_dialog_of_files(form: Form) -> None:
    fake = FakeDialogs([Path("chosen.pdf")])
    before = dialogs.use(fake)
    button = form.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    button.click()
    dialogs.use(before)
    assert (form.texts()["file"], fake.asked) == ("chosen.pdf", [("open", "Attachment")])


def test_a_day_is_picked_from_the_calendar_that_opens_at_the_written_one(form: Form) -> None:
    form.fill({"day": date(2025, 11, 27)})
    button = next(one for one in form.findChildren(QToolButton) if "Confirmed" in one.toolTip())
    QTest.keyClick(button, Qt.Key.Key_Return)
    calendar = form.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.selectedDate() == QDate(2025, 11, 27)
    calendar.clicked.emit(QDate(2025, 12, 6))
    assert form.texts()["day"] == "6.12.2025"


def test_a_choice_begins_empty_only_without_a_default(qtbot: QtBot) -> None:
    choices = (("a", "First"), ("b", "Second"))
    made = Form(
        [
            Field(id="free", label="Free", kind=FieldKind.CHOICE, choices=choices),
            Field(id="set", label="Set", kind=FieldKind.CHOICE, choices=choices, default="b"),
        ],
        labels_above=True,
    )
    qtbot.addWidget(made)
    boxes = [made.input(name) for name in ("free", "set")]
    assert [box.count() for box in boxes if isinstance(box, QComboBox)] == [3, 2]
    assert made.values() == {"free": None, "set": "b"}
    made.set_texts({"free": "second"})
    assert made.values() == {"free": "b", "set": "b"}
