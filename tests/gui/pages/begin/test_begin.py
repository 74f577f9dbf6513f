"""Where everything begins: a new association step by step, the sample, files opened lately."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.fake_dialogs import FakeDialogs
from gui.walking import doubled_mnemonics, nameless
from yhdistys import settings
from yhdistys.gui.context import WindowContext
from yhdistys.gui.memory import Memory
from yhdistys.gui.pages.begin import BeginPage
from yhdistys.gui.pages.begin.questions import fiscal_year
from yhdistys.gui.pages.begin.work import MakeSample, NewAssociation
from yhdistys.sample.association import FILE_NAME
from yhdistys.store.workspace_settings import file_settings

MakePage = Callable[[type[BeginPage], WindowContext], BeginPage]
PATIENCE = 10_000


class Asked:
    """Notes what the window was asked for and closes what it was given."""

    def __init__(self, context: WindowContext) -> None:
        self.taken: list[tuple[str, dict[str, Any]]] = []
        context.wanted.connect(self.taken.append)

    def close(self) -> None:
        for _act, wish in self.taken:
            if "workspace" in wish:
                wish["workspace"].close()


@pytest.fixture
def lonely_context(qtbot: QtBot) -> Iterator[WindowContext]:
    """Lend what a page needs while nothing is open."""
    owner = QWidget()
    qtbot.addWidget(owner)
    made = WindowContext(Memory(), owner)
    yield made
    made.jobs.shut_down()


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the documents of a test in its own folder."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setattr(settings, "documents_folder", lambda: folder)
    return folder


@pytest.fixture
def begin(documents: Path, lonely_context: WindowContext, page: MakePage) -> BeginPage:  # noqa: ARG001 - suggested folders
    """Show the page while nothing is open."""
    return page(BeginPage, lonely_context)


@pytest.fixture
def asked(lonely_context: WindowContext) -> Iterator[Asked]:
    """Take what the window would take."""
    made = Asked(lonely_context)
    yield made
    made.close()


def _press(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_Return)


def _write(qtbot: QtBot, widget: QWidget, text: str) -> None:
    assert isinstance(widget, QLineEdit)
    widget.selectAll()
    qtbot.keyClicks(widget, text)


def _wait_for_work(begin: BeginPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not begin.context.jobs.is_busy, timeout=PATIENCE)


def _at_step(begin: BeginPage, qtbot: QtBot, number: int) -> None:
    """Come to a step with right answers before it."""
    begin.begin_new()
    _wait_for_work(begin, qtbot)
    _write(qtbot, begin.new.identity.form.input("name"), "Naapuriapu ry")
    for _step in range(number):
        _press(qtbot, begin.new.forward)
    assert begin.new.step == number


def test_a_name_and_return_three_times_make_an_association(
    begin: BeginPage, asked: Asked, documents: Path, qtbot: QtBot
) -> None:
    _press(qtbot, begin.welcome.new)
    _wait_for_work(begin, qtbot)
    _write(qtbot, begin.new.identity.form.input("name"), "Naapuriapu ry")
    for field in ("name",):
        qtbot.keyClick(begin.new.identity.form.input(field), Qt.Key.Key_Return)
    _write(qtbot, begin.new.year.form.input("year"), "2025")
    qtbot.keyClick(begin.new.year.form.input("year"), Qt.Key.Key_Return)
    qtbot.keyClick(begin.new.file.form.input("file"), Qt.Key.Key_Return)
    _wait_for_work(begin, qtbot)
    workspace = asked.taken[0][1]["workspace"]
    assert asked.taken[0][0] == "use"
    assert workspace.association.name == "Naapuriapu ry"
    assert workspace.database.target.path == documents / "Naapuriapu ry.yhdistys"
    assert begin.new.begun_name == ""


def test_each_step_tells_what_is_wrong_at_its_field_and_the_days_of_the_first_year(
    begin: BeginPage, qtbot: QtBot
) -> None:
    begin.begin_new()
    _wait_for_work(begin, qtbot)
    form = begin.new.identity.form
    _press(qtbot, begin.new.forward)
    assert form.problems == {"name": "Please fill this in."}
    _write(qtbot, form.input("name"), "Naapuriapu ry")
    _write(qtbot, form.input("business_id"), "1234567-2")
    _press(qtbot, begin.new.forward)
    assert form.problems == {
        "business_id": "“1234567-2” is no business ID such as 1234567-1:"
        " a digit is wrong or missing."
    }
    _write(qtbot, form.input("business_id"), "1234567-1")
    _press(qtbot, begin.new.forward)
    assert begin.new.step == 1

    _write(qtbot, begin.new.year.form.input("year"), "2026")
    box = begin.new.year.form.input("starts")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(6)
    assert begin.new.year.span.text() == "The first fiscal year is 1 Jul 2025 – 30 Jun 2026."
    _write(qtbot, begin.new.year.form.input("year"), "12")
    _press(qtbot, begin.new.forward)
    assert begin.new.year.form.problems == {"year": "“12” is no year such as 2025."}
    assert begin.new.year.chart == "fi_common"
    begin.new.year.choose("fi_compact")
    assert begin.new.year.chart == "fi_compact"


def test_another_place_is_chosen_and_one_that_cannot_be_is_told_at_the_field(
    begin: BeginPage,
    asked: Asked,
    documents: Path,
    qtbot: QtBot,
    fake_dialogs: FakeDialogs,
) -> None:
    _at_step(begin, qtbot, 2)
    file = begin.new.file
    fake_dialogs.answers = [documents / "muu.yhdistys"]
    _press(qtbot, file.other)
    assert file.path == documents / "muu.yhdistys"
    assert fake_dialogs.asked == [("save", "Naapuriapu ry.yhdistys")]

    taken = documents / "oma.yhdistys"
    taken.write_text("mine", encoding="utf-8")
    file.form.set_texts({"file": str(documents / "oma")})
    _press(qtbot, begin.new.forward)
    assert file.form.problems == {
        "file": "The file oma.yhdistys exists already; choose another name."
    }
    assert (asked.taken, taken.read_text(encoding="utf-8")) == ([], "mine")

    (documents / "no folder").write_text("", encoding="utf-8")
    file.form.set_texts({"file": str(documents / "no folder" / "oma.yhdistys")})
    _press(qtbot, begin.new.forward)
    _wait_for_work(begin, qtbot)
    assert "cannot be written" in file.form.problems["file"]
    assert (asked.taken, begin.new.isEnabled(), begin.busy.isHidden()) == ([], True, True)


def test_a_password_is_written_twice_the_same(begin: BeginPage, asked: Asked, qtbot: QtBot) -> None:
    _at_step(begin, qtbot, 2)
    file = begin.new.file
    file.protect.setChecked(True)
    for first, second, problem in (
        ("short", "short", "A password has at least 8 characters."),
        ("long enough", "long  enough", "The two passwords are not the same."),
    ):
        _write(qtbot, file.password, first)
        _write(qtbot, file.again, second)
        qtbot.keyClick(file.again, Qt.Key.Key_Return)
        assert (file.problem.text(), asked.taken) == (problem, [])


@pytest.mark.slow
def test_a_password_protects_the_file(tmp_path: Path) -> None:
    answers = NewAssociation(
        name="Salainen ry",
        business_id="",
        fiscal_year=fiscal_year("1", 2025),
        chart="fi_common",
        file=tmp_path / "salainen.yhdistys",
        password="a  long one",
    )
    with answers(_no_progress) as workspace:
        assert workspace.read(file_settings)[settings.ASSOCIATION_NAME] == "Salainen ry"
    assert not answers.file.read_bytes().startswith(b"SQLite format 3")


def _no_progress(_done: int, _total: int | None) -> None:
    """Nobody looks."""


def test_what_was_written_is_kept_for_another_day(
    begin: BeginPage, lonely_context: WindowContext, page: MakePage, qtbot: QtBot
) -> None:
    _at_step(begin, qtbot, 1)
    _write(qtbot, begin.new.year.form.input("year"), "2024")
    begin.leave()
    later = page(BeginPage, lonely_context)
    assert later.welcome.new.title == "Continue with Naapuriapu ry"
    _press(qtbot, later.welcome.new)
    assert (later.new.step, later.new.year.form.texts()["year"]) == (1, "2024")
    kept = Memory().remembered("begin.new")
    assert isinstance(kept, dict)
    assert set(kept) == {"name", "business_id", "starts", "year", "chart", "step"}


def test_escape_goes_back_step_by_step(begin: BeginPage, qtbot: QtBot) -> None:
    _at_step(begin, qtbot, 1)
    qtbot.keyClick(begin.new.year.form.input("year"), Qt.Key.Key_Escape)
    assert begin.new.step == 0
    qtbot.keyClick(begin.new.identity.form.input("name"), Qt.Key.Key_Escape)
    assert (begin.new.isHidden(), begin.welcome.isHidden()) == (True, False)


def test_an_association_that_is_gone_is_grey_and_can_be_forgotten(
    begin: BeginPage, asked: Asked, documents: Path, qtbot: QtBot
) -> None:
    there, gone = documents / "Oma ry.yhdistys", documents / "Poissa ry.yhdistys"
    there.write_text("", encoding="utf-8")
    settings.change_user_settings(recent=(str(there), str(gone)))
    begin.mark_stale()
    lines = begin.welcome.recent.lines
    assert [(line.button.label, line.button.isEnabled()) for line in lines] == [
        ("Oma ry", True),
        ("Poissa ry", False),
    ]
    assert lines[1].button.detail == f"not found · {documents}"
    _press(qtbot, lines[0].button)
    assert asked.taken == [("open-path", {"path": there})]
    _press(qtbot, lines[1].forget)
    assert settings.user_settings().recent == (str(there),)


def test_a_sample_that_cannot_be_made_is_told_and_one_that_is_there_is_offered(
    begin: BeginPage, asked: Asked, documents: Path, qtbot: QtBot
) -> None:
    begin.show_wish({"step": "sample"})
    assert begin.sample.folder == documents / "Sample association"
    (documents / "file").write_text("", encoding="utf-8")
    begin.sample.form.set_texts({"folder": str(documents / "file" / "below")})
    _press(qtbot, begin.sample.make)
    _wait_for_work(begin, qtbot)
    assert list(begin.sample.form.problems) == ["folder"]
    assert begin.sample.isEnabled()

    begin.sample.form.set_texts({"folder": str(documents)})
    (documents / FILE_NAME).write_text("", encoding="utf-8")
    _press(qtbot, begin.sample.make)
    assert begin.sample.form.problems == {
        "folder": "There is a sample association in this folder already."
        " Open it, or choose another folder."
    }
    _press(qtbot, begin.sample.open_there)
    assert asked.taken == [("open-path", {"path": documents / FILE_NAME})]


@pytest.mark.slow
def test_a_cancelled_sample_leaves_no_association_behind(tmp_path: Path) -> None:
    def cancel(done: int, _total: int | None) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        MakeSample(tmp_path / "sample")(cancel)
    assert not (tmp_path / "sample" / FILE_NAME).exists()


def test_every_step_names_its_fields_and_takes_no_letter_twice(
    begin: BeginPage, qtbot: QtBot
) -> None:
    found = [nameless(begin), doubled_mnemonics(begin)]
    _at_step(begin, qtbot, 2)
    for number in range(3):
        begin.new.show_step(number)
        found += [nameless(begin), doubled_mnemonics(begin)]
    begin.begin_sample()
    found += [nameless(begin), doubled_mnemonics(begin)]
    assert found == [[]] * 10


@pytest.mark.slow
def test_the_page_is_shown_before_the_database_library_is_loaded() -> None:
    code = "import sys, yhdistys.gui.pages.begin; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
