"""Make the pictures of the user's guide and of the README: ``make guide``.

The window itself is driven, step by step as the guide tells it, with the sample association in a
temporary folder, in Finnish and in light colours. Nothing of the user's own folders is touched,
and the clock stands still, so that the same program makes the same pictures.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Final, Self, TypeVar
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("QT_SCALE_FACTOR", None)

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QToolButton, QWidget

from yhdistys import settings
from yhdistys.gui.app import dress, make_application
from yhdistys.gui.context import WindowContext, Wish
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.memory import Memory
from yhdistys.gui.page import Page
from yhdistys.gui.pages.application import ApplicationPage
from yhdistys.gui.pages.applications import ApplicationsPage
from yhdistys.gui.pages.begin import BeginPage
from yhdistys.gui.pages.follow import FollowPage
from yhdistys.gui.pages.follow.columns import follow_columns
from yhdistys.gui.pages.follow.grid import FollowGrid
from yhdistys.gui.pages.importing import ImportPage
from yhdistys.gui.pages.settings import SettingsPage
from yhdistys.gui.pictures import settle
from yhdistys.gui.style import Scheme, apply_style
from yhdistys.gui.tables.view import TableView
from yhdistys.i18n import set_language
from yhdistys.settings import CONFIG_VARIABLE, DATA_VARIABLE
from yhdistys.store import clock

ROOT: Final = Path(__file__).resolve().parents[1]
GUIDE: Final = ROOT / "docs" / "opas" / "kuvat"
README: Final = ROOT / "docs" / "pictures"
SIZE: Final = QSize(1280, 800)
MOST_BYTES: Final = 150_000
_COLOURS: Final = 256
_NEARLY: Final = 9  # of 255: so near to another a colour is the same to the eye
_FADING_MS: Final = 300  # the cross of a field fades in and out
_SMALLEST: Final = 0  # of the qualities of a PNG: the strongest packing
SAMPLE: Final = "Asiakirjat/Esimerkkiyhdistys"
NEXT_LEDGER: Final = "paakirja_2025_10-12.xlsx"
OLD_LEDGER: Final = "paakirja_2025_01-08.xlsx"
EXPLAINED: Final = "4600"
EXPLANATION: Final = "Kahviautomaatti ostettiin maaliskuussa. Ei toistu tänä vuonna."
NEW_APPLICATION: Final = "Naapurin ovi"
FIRST_YEAR: Final = "2027"
SAMPLE_APPLICATION: Final = "Yhdessä kotoa ulos"
LONG_ANSWER: Final = "paatavoite"
LAST_SENTENCE: Final = (
    " Vapaaehtoiset kokevat tehtävänsä mielekkääksi ja saavat siihen säännöllisen tuen."
)
OVERHEAD: Final = "yleiskulut"
TOO_MUCH: Final = "19000"
COPIED: Final = 4

_Page = TypeVar("_Page", bound=Page)


class _StandingClock(datetime):
    """The morning on which the pictures are made."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """Return the same moment, whenever it is asked for."""
        return cls(2025, 10, 14, 6, 30, tzinfo=tz or UTC)


class Camera:
    """Takes pictures of one window.

    Attributes:
        window: The window.
        home: The folder that stands for the user's own.
    """

    def __init__(self, window: MainWindow, home: Path) -> None:
        self.window = window
        self.home = home

    def page(self, cls: type[_Page]) -> _Page:
        """Return the page that is shown."""
        settle(self.window)
        shown = self.window.pages.shown
        if not isinstance(shown, cls):
            message = f"not {cls.__name__} is shown but {type(shown).__name__}"
            raise TypeError(message)
        return shown

    def press(self, key: Qt.Key, *, control: bool = False) -> None:
        """Press a key where the focus is."""
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self.window.focusWidget() or self.window, key, held)
        settle(self.window)

    def write(self, text: str) -> None:
        """Write a text where the focus is; the first sign may open a field for the others."""
        for sign in text:
            QTest.keyClicks(self.window.focusWidget() or self.window, sign)
            settle(self.window)

    def drop(self, name: str) -> ImportPage:
        """Drop a file of the sample on the window."""
        self.window.take_files([self.home / SAMPLE / name])
        return self.page(ImportPage)

    def take(self, name: str, *, menu_of: QToolButton | None = None, folder: Path = GUIDE) -> None:
        """Write the picture of the window as it is, with the open menu of a button."""
        self.window.resize(SIZE)
        QTest.qWait(_FADING_MS)
        settle(self.window)
        picture = self.window.grab().toImage()
        menu = menu_of.menu() if menu_of is not None else None
        if menu_of is not None and menu is not None:
            _paint_menu(picture, menu, menu_of.mapTo(self.window, QPoint(0, menu_of.height())))
            self.window.activateWindow()
        _save(picture, folder / f"{name}.png")


def _paint_menu(picture: QImage, menu: QMenu, at: QPoint) -> None:
    """Paint a menu where it opens; it is a window of its own."""
    menu.popup(at)
    size = menu.sizeHint()
    left = min(at.x(), picture.width() - size.width())
    painter = QPainter(picture)
    painter.drawPixmap(QPoint(left, min(at.y(), picture.height() - size.height())), menu.grab())
    painter.end()
    menu.close()


def _save(picture: QImage, path: Path) -> None:
    """Write a picture in its most frequent colours: a window has few."""
    content = _png(picture.convertToFormat(QImage.Format.Format_Indexed8, _palette(picture)))
    if len(content) > MOST_BYTES:
        message = f"{path.name} has {len(content)} bytes"
        raise ValueError(message)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    print(f"{path.relative_to(ROOT)}  {len(content) // 1000} kB, {picture.width()} wide")


def _palette(picture: QImage) -> list[int]:
    """Return the colours that most pixels have, and none that is nearly another."""
    plain = picture.convertToFormat(QImage.Format.Format_ARGB32)
    counted = Counter(memoryview(plain.constBits()).cast("B").cast("I"))
    wanted = [colour for colour, _count in counted.most_common()]
    chosen: dict[int, tuple[int, ...]] = {}
    for colour in wanted:
        parts = tuple(colour.to_bytes(4, "big"))
        if len(chosen) < _COLOURS and all(_differ(parts, other) for other in chosen.values()):
            chosen[colour] = parts
    rest = [colour for colour in wanted if colour not in chosen]
    return [*chosen, *rest[: _COLOURS - len(chosen)]]


def _differ(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) > _NEARLY


def _png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setQuality(_SMALLEST)
    writer.write(picture)
    return bytes(buffer.data().data())


def take_beginning(camera: Camera) -> None:
    """Take the pictures of the first chapter and of the README; the sample is open in the end."""
    window = camera.window
    window.show_page("begin")
    begin = camera.page(BeginPage)
    camera.take("tervetuloa")
    begin.welcome.new.click()
    settle(window)
    camera.write("Naapuriapu ry")
    camera.press(Qt.Key.Key_Return)
    camera.take("uusi-yhdistys")
    camera.press(Qt.Key.Key_Escape)
    begin.new.forget()
    window.show_page("begin", {"step": "sample"})
    camera.take("esimerkki")
    begin.sample.make.click()
    settle(window)
    camera.take("etusivu")
    camera.press(Qt.Key.Key_K, control=True)
    camera.write("vuokra")
    window.top_bar.search.look()
    camera.take("haku")
    camera.press(Qt.Key.Key_Escape)
    window.show_page("follow")
    camera.page(FollowPage).content.grid.setFocus()
    camera.take("seuranta", folder=README)
    window.show_page("settings", {"section": "appearance"})
    camera.page(SettingsPage)
    camera.take("ulkoasu")


def take_import(camera: Camera) -> None:
    """Take the pictures of the second chapter; everything is taken back in the end."""
    window = camera.window
    window.show_page("import")
    camera.page(ImportPage)
    camera.take("tuonti")
    page = camera.drop(NEXT_LEDGER)
    camera.take("esikatselu")
    view = page.preview.view
    if view is None:
        message = "the file is not shown"
        raise RuntimeError(message)
    chip = next(chip for chip in view.fields.chips if chip.current == "text")
    chip.setFocus()
    camera.take("sarake", menu_of=chip)
    page.store()
    settle(window)
    camera.take("tallennettu")
    camera.press(Qt.Key.Key_Z, control=True)
    window.strip.clear()
    camera.drop(OLD_LEDGER)
    camera.take("vertailu")


def take_follow_up(camera: Camera) -> None:
    """Take the pictures of the third chapter."""
    window = camera.window
    window.show_page("follow")
    page = camera.page(FollowPage)
    camera.take("seuranta")
    _select(page.content.grid, EXPLAINED)
    camera.press(Qt.Key.Key_Return)
    _click_last_heading(page.content.entries.table)
    camera.press(Qt.Key.Key_Home)
    camera.take("viennit")
    camera.press(Qt.Key.Key_Return)
    camera.take("tosite")
    camera.press(Qt.Key.Key_Escape)
    camera.press(Qt.Key.Key_Escape)
    camera.press(Qt.Key.Key_F2)
    page.content.explain.text.insertPlainText(EXPLANATION)
    camera.take("selitys")


def take_application(camera: Camera) -> None:
    """Take the pictures of the fourth chapter; the sample's application is finished on the way."""
    window = camera.window
    window.strip.clear()
    window.show_page("applications")
    listed = camera.page(ApplicationsPage)
    listed.enter()
    camera.take("haut")
    listed.new_button.click()
    settle(window)
    camera.write(NEW_APPLICATION)
    for _step in ("the form", "the first year"):
        camera.press(Qt.Key.Key_Tab)
    camera.write(FIRST_YEAR)
    camera.take("uusi-hakemus")
    camera.press(Qt.Key.Key_Return)
    page = camera.page(ApplicationPage)
    page.chooser.chosen.emit(_application_id(page, SAMPLE_APPLICATION))
    _take_questions(camera, page)
    _take_amounts(camera, page)
    for tab, name in (("check", "tarkistus"), ("compare", "versiot")):
        _show(camera, page, {"tab": tab})
        camera.take(name)
    _show(camera, page, {"tab": "portal"})
    for _field in range(COPIED):
        for _step in ("copy", "go on"):
            camera.press(Qt.Key.Key_Return)
    camera.press(Qt.Key.Key_Return)
    camera.take("verkkolomake")


def _application_id(page: ApplicationPage, name: str) -> object:
    return next(value for value, text in page.chooser.choices if text == name)


def _show(camera: Camera, page: ApplicationPage, wish: Wish) -> None:
    """Go to a place of the application, as its tabs and notes lead there."""
    page.show_wish(wish)
    settle(camera.window)
    page.enter()
    settle(camera.window)


def _take_questions(camera: Camera, page: ApplicationPage) -> None:
    """Take the picture of an answer that is too long, then shorten it."""
    page.show_wish({"question": LONG_ANSWER})
    settle(camera.window)
    camera.take("vastaus")
    field = camera.window.focusWidget()
    if not isinstance(field, QPlainTextEdit):
        message = "no answer is being written"
        raise TypeError(message)
    field.moveCursor(QTextCursor.MoveOperation.Start)
    if not field.find(LAST_SENTENCE):
        message = f"the answer does not end in “{LAST_SENTENCE}”"
        raise ValueError(message)
    camera.press(Qt.Key.Key_Backspace)


def _take_amounts(camera: Camera, page: ApplicationPage) -> None:
    """Take the picture of general costs that are too much, then take them back."""
    _show(camera, page, {"tab": "budget", "line": OVERHEAD, "year": int(FIRST_YEAR)})
    camera.write(TOO_MUCH)
    camera.press(Qt.Key.Key_Return)
    camera.take("yleiskulut")
    camera.press(Qt.Key.Key_Z, control=True)
    camera.window.strip.clear()


def _select(grid: FollowGrid, account: str) -> None:
    """Go to the actual of an account, as with the arrow keys."""
    grid.setFocus()
    row = next(row for row in range(grid.model().rowCount()) if _account(grid, row) == account)
    column = [column.id for column in follow_columns()].index("actual")
    grid.setCurrentIndex(grid.model().index(row, column))


def _click_last_heading(table: TableView) -> None:
    """Sort by the last column, the largest amount first."""
    header = table.horizontalHeader()
    middle = header.sectionViewportPosition(header.count() - 1) + header.sectionSize(0) // 2
    left = Qt.MouseButton.LeftButton
    for _click in range(2):
        QTest.mouseClick(header.viewport(), left, pos=QPoint(middle, header.height() // 2))


def _account(grid: FollowGrid, row: int) -> str:
    return str(grid.model().index(row, 0).data()).partition(" ")[0]


@contextmanager
def _somebody(home: Path) -> Iterator[None]:
    """Be somebody whose folders are empty, on the day of the sample."""
    told = {
        "HOME": str(home),
        "LOGNAME": "Maija",
        CONFIG_VARIABLE: str(home / "settings"),
        DATA_VARIABLE: str(home / "kept"),
    }
    documents = Path("~", Path(SAMPLE).parent)
    with (
        patch.dict(os.environ, told),
        patch.object(clock, "datetime", _StandingClock),
        patch.object(settings, "documents_folder", return_value=documents),
    ):
        yield


def _close(window: QWidget) -> None:
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def main() -> int:
    """Make all pictures anew; returns the exit code."""
    application = make_application()
    application.setCursorFlashTime(0)
    with tempfile.TemporaryDirectory() as folder, _somebody(Path(folder)):
        (Path(folder) / SAMPLE).parent.mkdir(parents=True)
        set_language("fi")
        dress(application)
        apply_style(application, Scheme.LIGHT)
        window = MainWindow(WindowContext(Memory()))
        window.resize(SIZE)
        window.show()
        window.activateWindow()
        try:
            camera = Camera(window, Path(folder))
            take_beginning(camera)
            take_import(camera)
            take_follow_up(camera)
            take_application(camera)
        finally:
            _close(window)
    return 0


if __name__ == "__main__":
    sys.exit(main())
