"""Colours that can be read in both schemes, a typeface with even digits, and our own icons."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from architecture.sources import ROOT
from yhdistys.gui.style import (
    COLOURS,
    Scheme,
    Tone,
    appearance,
    apply_style,
    colours,
    contrast,
    icon,
    picture,
    px,
    scheme_in_force,
    set_icon,
    set_role,
    tone_colours,
)
from yhdistys.gui.style import applying as applying_module
from yhdistys.gui.style.sheet import style_sheet

ICONS = ROOT / "resources" / "yhdistys_resources" / "icons"
MARKS = {
    "check": "on_accent",
    "dash": "on_accent",
    "dot": "on_accent",
    "down": "quiet",
    "tick": "accent",
}
GROUNDS = ("window", "panel", "hover", "selected")
TEXTS = [
    *((text, ground) for text in ("text", "quiet") for ground in GROUNDS),
    *(("accent", ground) for ground in GROUNDS),
    *((tone, f"{tone}_ground") for tone in ("good", "late", "over")),
    *((tone, ground) for tone in ("good", "late", "over") for ground in ("panel", "window")),
    *(("text", f"{tone}_ground") for tone in ("good", "late", "over")),
    ("on_accent", "accent"),
]


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    apply_style(qapp, Scheme.LIGHT)
    yield qapp
    apply_style(qapp, Scheme.LIGHT)


def _strongest(pixmap: QPixmap) -> str:
    """Return the colour of the first pixel that is fully painted."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    places = ((x, y) for y in range(image.height()) for x in range(image.width()))
    painted = (image.pixelColor(x, y) for x, y in places)
    return next(colour.name() for colour in painted if colour.alpha() == 255)


def test_every_text_can_be_read_on_every_ground_it_stands_on() -> None:
    ratios = {
        (scheme, text, ground): contrast(getattr(now, text), getattr(now, ground))
        for scheme, now in COLOURS.items()
        for text, ground in TEXTS
    }
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 4.5} == {}
    assert round(contrast("#000000", "#ffffff"), 6) == 21


def test_the_ring_of_the_focus_stands_apart_from_what_is_around_it() -> None:
    for now in COLOURS.values():
        grounds = (now.window, now.panel, now.hover, now.selected, now.line)
        assert min(contrast(now.accent, ground) for ground in grounds) >= 3
        assert contrast(now.text, now.panel) >= 3  # the ring of the main button


def test_a_scheme_colours_the_palette_and_is_told(application: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(appearance().changed):
        apply_style(application, Scheme.DARK)
    palette = application.palette()
    assert scheme_in_force() is Scheme.DARK
    assert colours() == COLOURS[Scheme.DARK]
    assert palette.window().color() == QColor("#191d21")
    assert palette.base().color() == QColor("#22272c")
    assert palette.windowText().color() == QColor("#e8ecef")


def test_without_a_choice_the_scheme_follows_the_system(application: QApplication) -> None:
    apply_style(application)
    assert (appearance().follows_system, scheme_in_force()) == (True, Scheme.LIGHT)
    apply_style(application, Scheme.DARK)
    assert (appearance().follows_system, scheme_in_force()) == (False, Scheme.DARK)


def test_the_style_sheet_is_complete_and_leaves_tables_to_paint_themselves() -> None:
    for scheme, now in COLOURS.items():
        sheet = style_sheet(scheme)
        used = set(re.findall(r"#[0-9a-f]{6}\b", sheet))
        assert used <= set(re.findall(r"#[0-9a-f]{6}", str(now)))
        assert re.findall(r"\$|QTableView|QTableWidget", sheet) == []
        assert all(Path(path).is_file() for path in re.findall(r"url\((.*?)\)", sheet))


def test_texts_have_thirteen_pixels_even_digits_and_sizes_that_follow_them(
    application: QApplication, qtbot: QtBot
) -> None:
    title = QLabel("Seuranta")
    qtbot.addWidget(title)
    set_role(title, "title")
    title.ensurePolished()
    font = application.font()
    assert (font.pixelSize(), title.font().pixelSize(), px(12)) == (13, 20, 12)
    metrics = QFontMetricsF(font)
    assert font.family() == "Yhdistys Sans"
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1

    font.setPixelSize(26)
    application.setFont(font)
    assert (px(12), px(1), px(6.5)) == (24, 2, 13)


def test_the_program_starts_without_its_typeface(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying_module, "_FONTS", ("missing.ttf",))
    assert applying_module._family.__wrapped__() == ""


def test_every_icon_is_a_line_drawing_without_a_colour_and_those_named_exist() -> None:
    drawings = {path.stem: path.read_text(encoding="utf-8") for path in ICONS.glob("*.svg")}
    wrong = {
        name
        for name, text in drawings.items()
        if 'viewBox="0 0 24 24"' not in text
        or 'stroke="currentColor"' not in text
        or "#" in text
        or not QSvgRenderer(QByteArray(text.encode())).isValid()
    }
    assert wrong == set()
    assert len(drawings) >= 35

    called = re.compile(r"(?:icon|picture|IconButton)\((?:[\w.]+, )?\"([a-z-]+)\"")
    named = {
        name
        for folder in ("src", "plugins")
        for path in (ROOT / folder).rglob("*.py")
        for name in called.findall(path.read_text(encoding="utf-8"))
    }
    assert named - drawings.keys() == set()


def test_the_marks_of_the_style_sheet_have_the_colours_of_their_scheme() -> None:
    expected = {
        f"{name}-{scheme}": [getattr(now, colour)]
        for scheme, now in COLOURS.items()
        for name, colour in MARKS.items()
    }
    found = {
        path.stem: re.findall("#[0-9a-f]{6}", path.read_text(encoding="utf-8"))
        for path in (ICONS / "sheet").glob("*.svg")
    }
    assert found == expected


def test_an_icon_has_the_colour_of_its_tone_and_an_unknown_one_is_that_of_plugins(
    application: QApplication,
) -> None:
    shown = {tone: icon("filter", tone).pixmap(24, 24) for tone in Tone}
    expected = {tone: tone_colours(tone)[0].name() for tone in Tone}
    assert {tone: _strongest(pixmap) for tone, pixmap in shown.items()} == expected
    assert {pixmap.width() for pixmap in shown.values()} == {24 * application.devicePixelRatio()}
    assert picture("no-such-icon").toImage() == picture("plugin").toImage()


def test_the_icons_of_buttons_follow_the_scheme(application: QApplication, qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    set_icon(button, "filter")
    before = _strongest(button.icon().pixmap(24, 24))
    apply_style(application, Scheme.DARK)
    assert (before, _strongest(button.icon().pixmap(24, 24))) == ("#1d2329", "#e8ecef")


@pytest.mark.slow
def test_the_kit_loads_neither_database_nor_languages_nor_drawings() -> None:
    code = (
        "import sys; import yhdistys.gui.style, yhdistys.gui.widgets, yhdistys.gui.forms,"
        " yhdistys.gui.dialogs, yhdistys.gui.jobs;"
        "print([n for n in ('babel', 'sqlalchemy', 'PySide6.QtSvg') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
