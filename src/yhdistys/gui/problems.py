"""What happens when something goes wrong in the window: a sentence, or a report of a bug."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from logging.handlers import RotatingFileHandler
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, QTimer, Slot, qVersion
from PySide6.QtWidgets import QWidget

from yhdistys import __version__, settings
from yhdistys.errors import JobCancelled, UserError
from yhdistys.gui import dialogs

_LOG = logging.getLogger("yhdistys")
_LOG_BYTES = 500_000


def report_text(error: BaseException) -> str:
    """Return what a developer needs of a bug: versions and the trace, nothing of the data."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return (
        f"yhdistys {__version__} · Python {platform.python_version()} · "
        f"PySide6 {pyside_version} · Qt {qVersion()} · {platform.system()}\n"
        f"{frames}{type(error).__name__}"
    )


def keep_log() -> None:
    """Write warnings and bugs to a file in the program's folder; without one, go on."""
    try:
        folder = settings.data_folder() / "log"
        folder.mkdir(parents=True, exist_ok=True)
        writer = RotatingFileHandler(
            folder / "yhdistys.log", maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8"
        )
    except OSError:
        return
    writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOG.addHandler(writer)


class ProblemTeller(QObject):
    """Takes the errors that no slot caught; shows one at a time, logs all.

    Attributes:
        last: The report of the last bug, or empty.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.last = ""
        self._window: QWidget | None = None
        self._waiting: list[BaseException] = []

    def install(self) -> None:
        """Take every error from now on."""
        sys.excepthook = self.take

    def speak_over(self, window: QWidget | None) -> None:
        """Show dialogs over this window."""
        self._window = window

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Tell an error; a slot that failed ends, the window goes on."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, JobCancelled):
            return
        if not isinstance(error, UserError):
            _LOG.error("a bug", exc_info=(kind, error, trace))
        self._waiting.append(error)
        if len(self._waiting) == 1:
            QTimer.singleShot(0, self, self._on_told)

    @Slot()
    def _on_told(self) -> None:
        first, self._waiting = self._waiting[0], []
        if isinstance(first, UserError):
            dialogs.show_error(self._window, first)
        else:
            self.last = report_text(first)
            dialogs.show_bug(self._window, self.last)
