"""The application: start, looks, language, errors, end.

The window is mapped before the database library is loaded: the association opens in a job that
begins when the window has been painted.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import sys
from collections.abc import Sequence
from datetime import date
from logging.handlers import RotatingFileHandler

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QObject, QTranslator, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from yhdistys import settings
from yhdistys.gui.context import WindowContext
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.memory import Memory
from yhdistys.gui.problems import ProblemTeller
from yhdistys.gui.window_acts import follow_appearance
from yhdistys.i18n import language, set_language

PROGRAM = "yhdistys"
NO_ACCESSIBILITY = "--no-accessibility"
_SCALE = "QT_SCALE_FACTOR"
_LOG_BYTES = 500_000
_WHOLE = 100


class Desktop(QObject):
    """The running program: one window, from its first paint to its end.

    Attributes:
        context: What the window lends to its pages.
        window: The window.
    """

    def __init__(self, target: str, *, today: date | None = None) -> None:
        super().__init__()
        self._target = target
        self._today = today
        self.teller = ProblemTeller(self)
        self.teller.install()
        self.context = WindowContext(Memory(), self)
        self.window = MainWindow(self.context)
        self.teller.speak_over(self.window)
        self.window.painted.connect(self._on_painted)

    def show(self) -> None:
        """Show the window."""
        self.window.show()

    @Slot()
    def _on_painted(self) -> None:
        """Open the association that was told, or the last one, or show where to begin."""
        if self._target:
            self.window.opening.open(self._target, today=self._today)
        else:
            self.window.show_page("begin")


def run_desktop(target: str = "", *, today: date | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit code.

    Args:
        target: An association's file or the address of a database; empty opens the last one.
        today: What counts as today.
    """
    user = settings.user_settings()
    if user.scale != _WHOLE:
        os.environ.setdefault(_SCALE, str(user.scale / _WHOLE))
    application = make_application()
    desktop = Desktop(target or _last_used(user.recent), today=today)
    desktop.show()
    code = application.exec()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return code


def _last_used(recent: Sequence[str]) -> str:
    """Return the association used last, if it is a file that is still there."""
    return recent[0] if recent and os.path.exists(recent[0]) else ""  # noqa: PTH110 - start is quick


def make_application() -> QApplication:
    """Make the application with its looks and language."""
    QGuiApplication.setApplicationDisplayName(PROGRAM)
    QCoreApplication.setApplicationName(PROGRAM)
    application = QApplication(sys.argv[:1])
    user = settings.user_settings()
    if user.language:
        set_language(user.language)
    translate_qt(application)
    follow_appearance(user.appearance)
    return application


def translate_qt(application: QApplication) -> None:
    """Let Qt's own buttons and menus speak the language in force."""
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language() != "en" and translator.load(f"qtbase_{language()}", folder):
        application.installTranslator(translator)


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
    logging.getLogger(PROGRAM).addHandler(writer)


def main() -> None:
    """Start the window alone, without a console: ``yhdistys-desktop [FILE]``."""
    multiprocessing.freeze_support()
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    if NO_ACCESSIBILITY in sys.argv:
        os.environ["QT_ACCESSIBILITY"] = "0"
    sys.exit(run_desktop(words[0] if words else ""))
