"""Long work beside the window: what is told arrives on the window's thread, in order."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.fake_dialogs import FakeDialogs
from yhdistys.errors import JobCancelled, NotAllowed
from yhdistys.gui import dialogs
from yhdistys.gui.jobs import JobRunner, JobState, Progress, remaining_seconds
from yhdistys.i18n import language, using


class Heard(QObject):
    """Notes what is told, and whether it was on the main thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.told: list[Any] = []
        self.threads: set[threading.Thread] = set()

    def hear(self, what: object) -> None:
        self.told.append(what)
        self.threads.add(threading.current_thread())


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    owner = QWidget()
    qtbot.addWidget(owner)
    made = JobRunner(owner)
    yield made
    made.shut_down()


@pytest.fixture
def heard(runner: JobRunner) -> Heard:
    return Heard(runner)


def _sum(progress: Progress) -> int:
    for number in range(100):
        progress(number, 100)
    return 42


def _refuse(_progress: Progress) -> None:
    raise NotAllowed("The year is closed.")


def _break(_progress: Progress) -> None:
    raise ZeroDivisionError


class Gate:
    """A job that waits until the test lets it go."""

    def __init__(self) -> None:
        self.began = threading.Event()
        self.may_go = threading.Event()

    def wait(self, progress: Progress) -> str:
        progress(1, 4)
        self.began.set()
        self.may_go.wait(5)
        progress(2, 4)
        return "through"


def _until_quiet(qtbot: QtBot, runner: JobRunner) -> None:
    def is_quiet() -> None:
        assert not runner.is_busy, "a job still runs"

    qtbot.waitUntil(is_quiet)


def test_a_result_arrives_on_the_main_thread(qtbot: QtBot, runner: JobRunner, heard: Heard) -> None:
    runner.run("Sum", _sum, done=heard.hear)
    assert runner.is_busy
    _until_quiet(qtbot, runner)
    assert (heard.told, heard.threads) == ([42], {threading.main_thread()})
    assert runner.state is None


def test_two_hundred_jobs_with_errors_and_cancels_all_arrive_in_order(
    qtbot: QtBot, runner: JobRunner, heard: Heard
) -> None:
    def cancel(progress: Progress) -> None:
        progress(1, 2)
        raise JobCancelled

    for number in range(200):
        job = (_sum, _refuse, cancel, _break)[number % 4]
        runner.run(f"Job {number}", job, done=heard.hear, failed=heard.hear)
    _until_quiet(qtbot, runner)
    kinds = [type(word) for word in heard.told]
    assert kinds == [int, NotAllowed, JobCancelled, ZeroDivisionError] * 50
    assert heard.threads == {threading.main_thread()}


def test_a_cancelled_job_stops_at_its_next_word_and_the_next_one_runs(
    qtbot: QtBot, runner: JobRunner, heard: Heard
) -> None:
    gate = Gate()
    runner.run("Import", gate.wait, done=heard.hear, failed=heard.hear)
    runner.run("Sum", _sum, done=heard.hear)
    assert gate.began.wait(5)
    runner.cancel()
    assert runner.state is not None
    assert runner.state.is_cancelled
    gate.may_go.set()
    _until_quiet(qtbot, runner)
    assert [type(word) for word in heard.told] == [JobCancelled, int]


def test_a_job_that_cannot_be_cancelled_is_not(
    qtbot: QtBot, runner: JobRunner, heard: Heard
) -> None:
    gate = Gate()
    runner.run("Migration", gate.wait, done=heard.hear, can_cancel=False)
    assert gate.began.wait(5)
    runner.cancel()
    gate.may_go.set()
    _until_quiet(qtbot, runner)
    assert heard.told == ["through"]


def test_the_state_of_a_job_is_told_from_its_begin_to_its_end(
    qtbot: QtBot, runner: JobRunner, heard: Heard
) -> None:
    gate = Gate()
    runner.changed.connect(heard.hear)
    runner.run("Import", gate.wait, done=heard.hear)
    assert gate.began.wait(5)
    qtbot.waitUntil(lambda: len(heard.told) == 2)
    gate.may_go.set()
    _until_quiet(qtbot, runner)
    begin = JobState(title="Import")
    assert heard.told == [begin, JobState(title="Import", done=1, total=4), None, "through"]


def test_progress_is_told_at_most_twenty_times_a_second(
    qtbot: QtBot, runner: JobRunner, heard: Heard
) -> None:
    runner.changed.connect(heard.hear)
    runner.run("Sum", _sum, done=heard.hear)
    _until_quiet(qtbot, runner)
    assert len(heard.told) < 10


def test_without_a_taker_a_refusal_is_shown_and_a_cancel_is_silent(
    qtbot: QtBot, runner: JobRunner, heard: Heard
) -> None:
    fake = FakeDialogs()
    before = dialogs.use(fake)
    runner.run("Refuse", _refuse, done=heard.hear)
    gate = Gate()
    runner.run("Wait", gate.wait, done=heard.hear)
    assert gate.began.wait(5)
    qtbot.waitUntil(lambda: runner.state is not None and runner.state.title == "Wait")
    runner.cancel()
    gate.may_go.set()
    _until_quiet(qtbot, runner)
    dialogs.use(before)
    assert (fake.asked, heard.told) == ([("tell", "The year is closed.")], [])


def test_a_fault_of_a_job_reaches_the_hook_of_the_program(
    qtbot: QtBot, runner: JobRunner, heard: Heard
) -> None:
    with qtbot.captureExceptions() as caught:
        runner.run("Break", _break, done=heard.hear)
        _until_quiet(qtbot, runner)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_shutting_down_ends_the_worker_and_nothing_is_told_afterwards(
    qtbot: QtBot, runner: JobRunner, heard: Heard
) -> None:
    gate = Gate()
    runner.run("Import", gate.wait, done=heard.hear, failed=heard.hear)
    runner.run("Sum", _sum, done=heard.hear)
    assert gate.began.wait(5)
    gate.may_go.set()
    runner.shut_down()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert [thread.name for thread in threading.enumerate() if "job" in thread.name] == []
    assert heard.told == []


def test_a_job_speaks_the_language_of_whoever_began_it(
    qtbot: QtBot, runner: JobRunner, heard: Heard
) -> None:
    def speak(_progress: Progress) -> str:
        return language()

    with using("sv"):
        runner.run("Report", speak, done=heard.hear)
    _until_quiet(qtbot, runner)
    assert heard.told == ["sv"]


def test_the_remaining_time_follows_from_what_is_done() -> None:
    assert remaining_seconds(10, 25, 100) == 30
    assert remaining_seconds(0.5, 25, 100) is None
    assert remaining_seconds(10, 0, 100) is None
    assert remaining_seconds(10, 25, None) is None
    assert remaining_seconds(10, 120, 100) == 0
