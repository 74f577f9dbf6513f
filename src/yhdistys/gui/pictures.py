"""Pictures of every page: one PNG a page, and a contact sheet of all pages."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QRectF,
    QSize,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColor, QImage, QPainter

from yhdistys.errors import FileProblem, UserError
from yhdistys.gui.app import dress, make_application
from yhdistys.gui.context import WindowContext
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.memory import Memory
from yhdistys.gui.style import Scheme, apply_style, colours
from yhdistys.i18n import _, language, set_language
from yhdistys.settings import CONFIG_VARIABLE, DATA_VARIABLE

SIZE = QSize(1440, 900)
_COLUMNS = 2
_GAP = 24
_SHRUNK = 2
_PATIENCE_MS = 60_000
_QUIET_ROUNDS = 5
_LOOK_EVERY_MS = 100
_TAKE = QEventLoop.ProcessEventsFlag.AllEvents
_WAIT = _TAKE | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def take_pictures(
    target: str, folder: Path, *, scheme: str, today: date | None = None, spoken: str = ""
) -> tuple[Path, ...]:
    """Open each page of an association and write its picture and a contact sheet.

    Args:
        target: The association's file, of which a copy is opened, or an address.
        folder: Where the pictures go; made when it is missing.
        scheme: ``light`` or ``dark``.
        today: What counts as today.
        spoken: The language of the window; empty follows the settings and the file.

    Raises:
        FileProblem: The association cannot be opened, or the folder cannot be written.
    """
    application = make_application()
    dress(application)
    if spoken:
        set_language(spoken)
    apply_style(application, Scheme(scheme))
    with tempfile.TemporaryDirectory() as kept, _own_folders(Path(kept)), _without_noise():
        window = MainWindow(WindowContext(Memory(Path(kept) / "window.json")))
        try:
            _open(window, _copy(target, Path(kept)), today, spoken)
            return _all_pages(window, folder, scheme)
        finally:
            window.close()
            settle(window)
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextlib.contextmanager
def _without_noise() -> Iterator[None]:
    before = qInstallMessageHandler(_tell_of_qt)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _tell_of_qt(_kind: QtMsgType, _place: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says, but not that there is no screen: pictures need none."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


@contextlib.contextmanager
def _own_folders(folder: Path) -> Iterator[None]:
    """Keep what the copy leaves behind (backups, recent files) out of the user's folders."""
    names = (DATA_VARIABLE, CONFIG_VARIABLE)
    before = {name: os.environ.get(name) for name in names}
    os.environ.update({name: str(folder / name) for name in names})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _copy(target: str, folder: Path) -> str:
    """Copy a file, so that the window looks as when somebody works with it."""
    path = Path(target)
    if not path.is_file():
        return target
    copied: Path = shutil.copyfile(path, folder / path.name)
    return str(copied)


def _open(window: MainWindow, target: str, today: date | None, spoken: str) -> None:
    refused: list[UserError] = []
    window.opening.refused.connect(refused.append)
    window.resize(SIZE)
    window.show()
    window.opening.open(target, today=today)
    settle(window)
    if refused:
        raise refused[0]
    window.strip.clear()
    if spoken and spoken != language():
        set_language(spoken)
        window.speak_anew()


def settle(window: MainWindow) -> None:
    """Let events and jobs come to their end; a minute at most."""
    deadline = QDeadlineTimer(_PATIENCE_MS)
    alarm = QTimer(window)  # what comes of a job wakes the loop, and so does this
    alarm.start(_LOOK_EVERY_MS)
    quiet = 0
    while quiet < _QUIET_ROUNDS and not deadline.hasExpired():
        is_busy = window.context.jobs.is_busy
        QCoreApplication.processEvents(_WAIT if is_busy else _TAKE)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        quiet = 0 if is_busy or window.context.jobs.is_busy else quiet + 1
    alarm.stop()
    alarm.deleteLater()


def _all_pages(window: MainWindow, folder: Path, scheme: str) -> tuple[Path, ...]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder) from error
    paths, shots = [], []
    for number, place in enumerate(window.pages.places, start=1):
        window.show_page(place.id)
        settle(window)
        shot = window.grab().toImage()
        path = folder / f"{number:02}-{place.id}-{language()}-{scheme}.png"
        _write(shot, path)
        paths.append(path)
        shots.append(shot)
    sheet = folder / f"pages-{language()}-{scheme}.png"
    _write(contact_sheet(shots), sheet)
    return (*paths, sheet)


def contact_sheet(shots: Sequence[QImage]) -> QImage:
    """Put pictures beside and below each other, each half as large."""
    width, height = (side // _SHRUNK for side in (shots[0].width(), shots[0].height()))
    rows = -(-len(shots) // _COLUMNS)
    size = QSize(_COLUMNS * (width + _GAP) + _GAP, rows * (height + _GAP) + _GAP)
    sheet = QImage(size, QImage.Format.Format_RGB32)
    sheet.fill(QColor(colours().line))
    painter = QPainter(sheet)
    for number, shot in enumerate(shots):
        row, column = divmod(number, _COLUMNS)
        left, top = _GAP + column * (width + _GAP), _GAP + row * (height + _GAP)
        small = shot.scaled(
            width,
            height,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        small.setDevicePixelRatio(1)
        painter.drawImage(QRectF(left, top, width, height), small)
    painter.end()
    return sheet


def _write(image: QImage, path: Path) -> None:
    if not image.save(str(path)):
        raise _unwritable(path)


def _unwritable(path: Path) -> FileProblem:
    return FileProblem(
        _("{path} cannot be written.").format(path=path),
        hint=_("Choose another folder."),
        kind="cannot-write",
    )
