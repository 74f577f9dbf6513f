"""The application: start, looks, language, errors, end.

The empty frame is on the screen first. Then what stands in it is loaded and built, and the
association is opened in a job beside it, which loads the database library.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLibraryInfo,
    QObject,
    Qt,
    QTranslator,
    Slot,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from yhdistys import settings
from yhdistys.gui.frame import PROGRAM, Frame

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yhdistys.gui.main_window import MainWindow

NO_ACCESSIBILITY = "--no-accessibility"
_SCALE = "QT_SCALE_FACTOR"
_WHOLE = 100
_GROUNDS = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


class Desktop(QObject):
    """The running program: one window, from its first paint to its end.

    Attributes:
        frame: The frame on the screen.
        window: What stands in it, once it was painted.
    """

    def __init__(self, target: str, *, today: date | None = None) -> None:
        super().__init__()
        self._target = target
        self._today = today
        self.window: MainWindow | None = None
        self.frame = Frame()
        self.frame.painted.connect(self._on_painted)

    @Slot()
    def _on_painted(self) -> None:
        """Furnish the frame; open the association that was told, the last one, or none."""
        # Slow, all of it: the frame is on the screen already.
        from yhdistys.gui.context import WindowContext  # noqa: PLC0415 - slow
        from yhdistys.gui.main_window import MainWindow  # noqa: PLC0415 - slow
        from yhdistys.gui.memory import Memory  # noqa: PLC0415 - slow
        from yhdistys.gui.problems import ProblemTeller, keep_log  # noqa: PLC0415 - slow

        keep_log()
        teller = ProblemTeller(self)
        teller.install()
        teller.speak_over(self.frame)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            dress(application)
        memory = Memory()
        self.window = MainWindow(WindowContext(memory))
        self.frame.furnish(self.window, memory)
        target = self._target or _last_used(settings.user_settings().recent)
        if target:
            self.window.opening.open(target, today=self._today)
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
    if user.appearance in _GROUNDS:
        QGuiApplication.styleHints().setColorScheme(_GROUNDS[user.appearance])
    desktop = Desktop(target, today=today)
    desktop.frame.show()
    code = application.exec()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return code


def _last_used(recent: Sequence[str]) -> str:
    """Return the association used last, if it is a file that is still there."""
    return recent[0] if recent and os.path.exists(recent[0]) else ""  # noqa: PTH110 - start is quick


def make_application() -> QApplication:
    """Make the application, as large as the user chose; ``dress`` gives it looks and language."""
    QGuiApplication.setApplicationDisplayName(PROGRAM)
    QCoreApplication.setApplicationName(PROGRAM)
    return QApplication(sys.argv[:1])


def dress(application: QApplication) -> None:
    """Give the application the looks and the language that the user chose."""
    from yhdistys.gui.window_acts import follow_appearance  # noqa: PLC0415 - slow: as above
    from yhdistys.i18n import set_language  # noqa: PLC0415 - slow: as above

    user = settings.user_settings()
    if user.language:
        set_language(user.language)
    translate_qt(application)
    follow_appearance(user.appearance)


def translate_qt(application: QApplication) -> None:
    """Let Qt's own buttons and menus speak the language in force."""
    from yhdistys.i18n import language  # noqa: PLC0415 - slow: after the first paint

    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language() != "en" and translator.load(f"qtbase_{language()}", folder):
        application.installTranslator(translator)


def main() -> None:
    """Start the window alone, without a console: ``yhdistys-desktop [FILE]``."""
    if getattr(sys, "frozen", False):  # a spawned reader child of a frozen program ends here
        import multiprocessing  # noqa: PLC0415 - slow: only a frozen program needs it at its start

        multiprocessing.freeze_support()
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    if NO_ACCESSIBILITY in sys.argv:
        os.environ["QT_ACCESSIBILITY"] = "0"
    sys.exit(run_desktop(words[0] if words else ""))
