"""Long work beside the window: one worker thread, progress, cancelling, the end as a call back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextvars import Context, copy_context
from dataclasses import dataclass, replace
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from yhdistys.errors import JobCancelled, UserError
from yhdistys.gui import dialogs

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

_T = TypeVar("_T")
_TELL_EVERY: Final = 0.05  # seconds between two words about progress
_TRUST_AFTER: Final = 1.0  # seconds of work before the remaining time is guessed

Progress = Callable[[int, int | None], None]
"""Called by a job: so much is done of so much, or of an unknown whole.

Raises ``JobCancelled`` when the job was cancelled.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobState:
    """What is known of the running job.

    Attributes:
        title: What it does.
        done: How much is done.
        total: Of how much; None when unknown.
        remaining: Seconds that it will still take; None when unknown.
        can_cancel: Whether it may be cancelled.
        is_cancelled: Whether it was told to stop and has not yet.
    """

    title: str
    done: int = 0
    total: int | None = None
    remaining: int | None = None
    can_cancel: bool = True
    is_cancelled: bool = False


@dataclass(eq=False)
class _Job:
    """One piece of work on its way; the worker reads it, only the window's thread changes it."""

    title: str
    work: Callable[[Progress], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    can_cancel: bool
    context: Context
    cancelled: Event


@dataclass(frozen=True, slots=True)
class _Word:
    """What the worker tells: progress, a result, or an error."""

    job: _Job
    state: JobState | None = None
    result: Any = None
    error: Exception | None = None


class JobRunner(QObject):
    """Runs one job after the other on one worker thread; everything is told on the window's.

    Attributes:
        changed: Carries the ``JobState`` of the running job, or None when none runs.
    """

    changed = Signal(object)
    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor: ThreadPoolExecutor | None = None
        self._jobs: list[_Job] = []
        self._state: JobState | None = None
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._jobs)

    @property
    def state(self) -> JobState | None:
        """The state of the running job, or None."""
        return self._state

    def run(
        self,
        title: str,
        job: Callable[[Progress], _T],
        *,
        done: Callable[[_T], None],
        failed: Callable[[Exception], None] | None = None,
        can_cancel: bool = True,
    ) -> None:
        """Do a piece of long work after those that wait already.

        Args:
            title: What it does, for the status line.
            job: The work; calls the progress it is given, uses no widgets.
            done: Gets the result, on the window's thread.
            failed: Gets the error, on the window's thread, also ``JobCancelled``. Without it a
                ``UserError`` is shown, a cancelled job is silent, a bug is reported.
            can_cancel: Whether a person may cancel it.
        """
        context = copy_context()
        made = _Job(title, job, done, failed, can_cancel, context, Event())
        self._jobs.append(made)
        self._worker().submit(context.run, _work, made, self._told.emit)
        if len(self._jobs) == 1:
            self._show_first()

    @Slot()
    def cancel(self) -> None:
        """Tell the running job to stop at its next word about progress."""
        if self._jobs and self._jobs[0].can_cancel:
            self._jobs[0].cancelled.set()
            if self._state is not None:
                self._show(replace(self._state, is_cancelled=True))

    def shut_down(self) -> None:
        """Cancel everything and wait until the worker has ended; nothing is told afterwards."""
        for job in self._jobs:
            job.cancelled.set()
        self._jobs.clear()
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None
        self._show(None)

    @Slot(object)
    def _on_told(self, word: _Word) -> None:
        if word.job not in self._jobs:
            return
        if word.state is not None:
            if not word.job.cancelled.is_set():
                self._show(word.state)
            return
        self._jobs.remove(word.job)
        self._show_first()
        if word.error is None:
            word.job.done(word.result)
        elif word.job.failed is not None:
            word.job.failed(word.error)
        else:
            self._report(word.error)

    def _worker(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - slow: with the first job

        if self._executor is None:
            self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        return self._executor

    def _show_first(self) -> None:
        first = self._jobs[0] if self._jobs else None
        self._show(JobState(title=first.title, can_cancel=first.can_cancel) if first else None)

    def _show(self, state: JobState | None) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)

    def _report(self, error: Exception) -> None:
        if isinstance(error, UserError):
            dialogs.show_error(self._window(), error)
        elif not isinstance(error, JobCancelled):
            sys.excepthook(type(error), error, error.__traceback__)

    def _window(self) -> QWidget | None:
        owner = self.parent()
        while owner is not None and not isinstance(owner, QWidget):
            owner = owner.parent()
        return owner


class _Told:
    """The progress of one job: cancels it, and tells at most twenty times a second."""

    def __init__(self, job: _Job, tell: Callable[[_Word], None]) -> None:
        self._job = job
        self._tell = tell
        self._started = monotonic()
        self._last = 0.0

    def __call__(self, done: int, total: int | None = None) -> None:
        if self._job.cancelled.is_set():
            raise JobCancelled(self._job.title)
        now = monotonic()
        if now - self._last >= _TELL_EVERY:
            self._last = now
            state = JobState(
                title=self._job.title,
                done=done,
                total=total,
                remaining=remaining_seconds(now - self._started, done, total),
                can_cancel=self._job.can_cancel,
            )
            self._tell(_Word(self._job, state=state))


def remaining_seconds(elapsed: float, done: int, total: int | None) -> int | None:
    """Guess how many seconds work will still take; None while that cannot be known."""
    if total is None or done <= 0 or elapsed < _TRUST_AFTER:
        return None
    return max(0, round(elapsed * (total - done) / done))


def _work(job: _Job, tell: Callable[[_Word], None]) -> None:
    """Do the work on the worker's thread and tell how it ended."""
    progress = _Told(job, tell)
    try:
        if job.cancelled.is_set():
            raise JobCancelled(job.title)  # noqa: TRY301 - cancelled before it began
        word = _Word(job, result=job.work(progress))
    except Exception as error:  # noqa: BLE001 - one of the four borders: whatever a job raises
        word = _Word(job, error=error)
    tell(word)
