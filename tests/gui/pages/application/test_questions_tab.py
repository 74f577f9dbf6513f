"""Questions are answered by the keyboard; nothing that is written is lost or taken unread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.fake_dialogs import FakeDialogs
from helpers.applications import answer, begin
from helpers.workspaces import open_copy
from yhdistys.app import Workspace
from yhdistys.grants import queries, services
from yhdistys.grants.rules.application import Answer
from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.application import ApplicationPage
from yhdistys.gui.pages.application.questions import QuestionsTab
from yhdistys.gui.pages.application.questions.answer_table import AnswerTable
from yhdistys.gui.pages.application.questions.block import QuestionBlock
from yhdistys.registry import Plugins

MakePage = Callable[[type[ApplicationPage], WindowContext], ApplicationPage]
CONTROL = Qt.KeyboardModifier.ControlModifier
MEGABYTE = 1_000_000


@pytest.fixture
def workspace(prepared_file: Path, tmp_path: Path, plugins: Plugins) -> Iterator[Workspace]:
    """Open a fresh association on a day on which the call is open, with an application."""
    with open_copy(prepared_file, tmp_path, plugins, today=date(2025, 10, 14)) as opened:
        application = begin(opened)
        answer(opened, application, "alkaa", "1.1.2027")
        answer(opened, application, "paattyy", "31.12.2028")
        yield opened


@pytest.fixture
def tab(context: WindowContext, page: MakePage, qtbot: QtBot) -> QuestionsTab:
    """Show the questions of the section Activity."""
    return _open(context, page, qtbot)


def _open(
    context: WindowContext, page: MakePage, qtbot: QtBot, question: str = "tarve"
) -> QuestionsTab:
    made = page(ApplicationPage, context)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_wish({"application": 1, "question": question})
    found = made.findChild(QuestionsTab)
    assert found is not None
    return found


def _text(block: QuestionBlock) -> QPlainTextEdit:
    assert block.editor is not None
    assert isinstance(block.editor.input, QPlainTextEdit)
    return block.editor.input


def _table(block: QuestionBlock) -> AnswerTable:
    assert block.table is not None
    return block.table


def _stored(context: WindowContext, question: str) -> Answer:
    found = context.read(queries.application, application_id=1).answer(question)
    assert isinstance(found, Answer)
    return found


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _paste(widget: QWidget, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(widget, Qt.Key.Key_V, CONTROL)


def _write_cells(table: AnswerTable, *texts: str) -> None:
    """Type into one cell after the other; Enter ends a cell and goes to the next one."""
    for text in texts:
        QTest.keyClicks(table.cells, text[:1])
        QTest.keyClicks(_focus(), text[1:])
        QTest.keyClick(_focus(), Qt.Key.Key_Return)
        QApplication.processEvents()


def _shown(table: AnswerTable) -> list[list[str]]:
    cells = table.cells
    return [
        [cells.model().index(row, column).data() for column in range(cells.columnCount())]
        for row in range(cells.rowCount())
    ]


def test_an_answer_is_counted_while_it_is_typed_and_stored_when_it_is_left(
    tab: QuestionsTab, context: WindowContext
) -> None:
    block = tab.blocks["tarve"]
    assert _text(block).hasFocus()
    assert tab.sections.buttons[1].texts == ("○", "Activity", "0/3")
    QTest.keyClicks(_text(block), "People are alone. " * 18)
    assert block.counter is not None
    assert block.counter.tag.text() == "324 / 300 characters · 24 too many"
    (marked,) = _text(block).extraSelections()
    assert marked.cursor.selectedText() == ("People are alone. " * 18)[300:]
    assert _stored(context, "tarve").text == ""

    QTest.keyClick(_text(block), Qt.Key.Key_Tab)
    assert _stored(context, "tarve").text == ("People are alone. " * 18).strip()
    assert tab.sections.buttons[1].texts == ("●", "Activity", "1/3")
    context.open_workspace().undo()
    assert (_stored(context, "tarve").text, block.text) == ("", "")


def test_the_limit_of_the_web_form_is_set_and_counts_at_once(
    tab: QuestionsTab, fake_dialogs: FakeDialogs
) -> None:
    block = tab.blocks["tarve"]
    assert block.counter is not None
    QTest.keyClicks(_text(block), "1 2 3")
    fake_dialogs.answers = [{"max_chars": "2", "counts_spaces": "false"}]
    block.counter.limit_button.setFocus()
    QTest.keyClick(block.counter.limit_button, Qt.Key.Key_Space)
    assert fake_dialogs.asked == [("form", "Limit of “Need”")]
    assert block.counter.tag.text() == "3 / 2 characters · 1 too many"
    assert block.counter.told.text() == "counted without spaces"
    assert tab.page.strip.text == "The limit holds for all applications of this form."


def test_what_was_typed_when_the_program_stopped_is_there_again(
    context: WindowContext, page: MakePage, qtbot: QtBot
) -> None:
    stopped = _open(context, page, qtbot).blocks["tarve"]
    (pause,) = stopped.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    pause.setInterval(0)
    QTest.keyClicks(_text(stopped), "Half a sent")
    with qtbot.waitSignal(stopped.paused, timeout=3000):
        pass
    stopped.blockSignals(True)  # noqa: FBT003 - as Qt wants it: this page stores nothing more
    again = _open(context, page, qtbot)
    block = again.blocks["tarve"]
    assert (block.text, block.told.text()) == (
        "Half a sent",
        "This text is a draft: it was not stored yet.",
    )
    assert _stored(context, "tarve").text == ""
    again.leave()
    assert _stored(context, "tarve").text == "Half a sent"
    assert context.open_workspace().drafts.draft("application/1/tarve") is None


def test_a_question_is_asked_when_its_condition_holds(tab: QuestionsTab) -> None:
    hidden, asked = tab.blocks["kumppanit"], tab.blocks["kumppaneita"].editor
    assert hidden.isHidden()
    assert asked is not None
    for key, is_hidden in ((Qt.Key.Key_Y, False), (Qt.Key.Key_Down, True)):
        asked.input.setFocus()
        QTest.keyClick(asked.input, key)
        QTest.keyClick(asked.input, Qt.Key.Key_Tab)
        assert hidden.isHidden() == is_hidden
    assert hidden.label.text() == "Partners"


def test_rows_are_typed_and_pasted_year_by_year(tab: QuestionsTab, context: WindowContext) -> None:
    block = tab.blocks["kohderyhma"]
    table = _table(block)
    table.cells.setFocus()
    QTest.keyClick(table.cells, Qt.Key.Key_Return)
    _write_cells(table, "Pensioners", "40", "55")
    assert (table.cells.rowCount(), table.cells.currentColumn()) == (2, 0)
    _paste(table.cells, "a\tb\tc\td")
    assert block.problem.text() == (
        "What you pasted has 4 columns; from this cell on there are 3. Nothing was pasted."
    )
    _paste(table.cells, "Young\t1 200\t30\nFamilies\t5\t6\n")
    assert _shown(table) == [
        ["Pensioners", "40", "55"],
        ["Young", "1 200", "30"],
        ["Families", "5", "6"],
    ]
    _text(tab.blocks["tarve"]).setFocus()
    assert _stored(context, "kohderyhma").rows == (
        {"ryhma": "Pensioners", "maara/2027": "40", "maara/2028": "55"},
        {"ryhma": "Young", "maara/2027": "1200", "maara/2028": "30"},
        {"ryhma": "Families", "maara/2027": "5", "maara/2028": "6"},
    )
    table.cells.setCurrentCell(1, 1)
    table.cells.setFocus()
    QTest.keyClick(table.cells, Qt.Key.Key_Delete)
    tab.leave()
    assert "maara/2027" not in _stored(context, "kohderyhma").rows[1]


def test_undo_takes_back_rows_that_were_just_pasted(
    tab: QuestionsTab, context: WindowContext
) -> None:
    block = tab.blocks["kohderyhma"]
    table = _table(block)
    block.enter()
    tab.enter()
    assert table.cells.hasFocus()  # where it was asked for, the focus stays
    QTest.keyClick(table.cells, Qt.Key.Key_Return)
    _paste(table.cells, "Young\t1 200\t30\n")
    QTest.keyClick(table.cells, Qt.Key.Key_Z, CONTROL)
    assert len(_stored(context, "kohderyhma").rows) == 1
    context.open_workspace().undo()
    assert (_stored(context, "kohderyhma").rows, _shown(table)) == ((), [])


def test_a_cell_is_computed_at_once_and_a_wrong_one_is_told_and_stays(
    context: WindowContext, page: MakePage, qtbot: QtBot
) -> None:
    tab = _open(context, page, qtbot, "palkkatiedot")
    block = tab.blocks["palkkatiedot"]
    table = _table(block)
    table.cells.setFocus()
    QTest.keyClick(table.cells, Qt.Key.Key_Return)
    _write_cells(table, "Guide", "3000", "50", "12", "20")
    assert _shown(table)[0][-1] == "21,600.00"
    table.cells.setCurrentCell(0, 1)
    _write_cells(table, "three")
    table.add_button.setFocus()
    tab.leave()
    assert "three" in block.problem.text()
    assert (_stored(context, "palkkatiedot").rows, _shown(table)[0][1]) == ((), "three")
    table.cells.setCurrentCell(0, 1)
    _write_cells(table, "2000")
    assert block.problem.text() == ""
    tab.leave()
    assert _stored(context, "palkkatiedot").rows[0]["palkka"] == "2000.00"


def test_texts_of_word_come_as_plain_text_and_a_huge_one_is_refused_and_stays(
    tab: QuestionsTab, context: WindowContext
) -> None:
    block = tab.blocks["tarve"]
    document, mime = QTextDocument(), QMimeData()
    document.setHtml("<p><b>Bold</b> and <i>leaning</i></p><ul><li>point</li></ul>")
    mime.setHtml(document.toHtml())
    mime.setText("Bold\x07 and leaning\n•\tpoint")
    QGuiApplication.clipboard().setMimeData(mime)
    QTest.keyClick(_text(block), Qt.Key.Key_V, CONTROL)
    tab.leave()
    assert _stored(context, "tarve").text.startswith("Bold and leaning\n")
    assert "removed" in block.told.text()

    kept = _stored(context, "tarve").text
    _text(block).selectAll()
    _paste(_text(block), "x" * MEGABYTE)
    QTest.keyClick(_text(block), Qt.Key.Key_Tab)
    assert block.problem.text().startswith("“Need”: the text has 1,000,000 characters")
    assert (block.text, _stored(context, "tarve").text) == (kept, kept)


def test_the_text_of_an_earlier_application_is_used(
    context: WindowContext, page: MakePage, qtbot: QtBot
) -> None:
    earlier = begin(context.open_workspace(), "Earlier")
    answer(context.open_workspace(), earlier, "tarve", "They were alone then, too.")
    tab = _open(context, page, qtbot)
    QApplication.processEvents()
    (button,) = [b for b in tab.side.earlier.findChildren(QPushButton) if b.isVisible()]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert _stored(context, "tarve").text == "They were alone then, too."
    assert tab.blocks["tarve"].text == "They were alone then, too."


def test_what_was_sent_is_read_only_and_sections_are_gone_through_by_arrows(
    context: WindowContext, page: MakePage, qtbot: QtBot
) -> None:
    answer(context.open_workspace(), 1, "tarve", "Sent so.")
    context.do(services.submit_application, application_id=1, submitted_on=date(2025, 10, 14))
    tab = _open(context, page, qtbot)
    block = tab.blocks["tarve"]
    QTest.keyClicks(_text(block), "More")
    assert (block.text, _text(block).isReadOnly()) == ("Sent so.", True)
    assert not _table(tab.blocks["kohderyhma"]).add_button.isEnabled()
    tab.sections.enter()
    QTest.keyClick(_focus(), Qt.Key.Key_Up)
    assert tab.section == "perustiedot"
    assert tab.blocks["hanke"].editor is not None
    assert tab.sections.buttons[0].hasFocus()
    tab.show_wish({"question": "kohderyhma"})
    assert (tab.section, _table(tab.blocks["kohderyhma"]).cells.hasFocus()) == ("toiminta", True)
