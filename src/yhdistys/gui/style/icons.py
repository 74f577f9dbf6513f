"""Our own line icons in the colours of the scheme, sharp on every screen."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication

from yhdistys.gui.style.colours import Scheme, Tone
from yhdistys.gui.style.in_force import px, scheme_in_force, tone_colours

_SIZES: Final = (16, 20, 24)
_NAME: Final = "icon_name"
_TONE: Final = "icon_tone"
_UNKNOWN: Final = "plugin"


def icon(name: str, tone: Tone = Tone.PLAIN) -> QIcon:
    """Return an icon in the colour of a tone; of an unknown name the one of plugins."""
    return _icon(name, tone, scheme_in_force(), _ratios(), tuple(map(px, _SIZES)))


def picture(name: str, tone: Tone = Tone.PLAIN, size: int = 16) -> QPixmap:
    """Return an icon as a picture, for labels; the size is that at 13 pixels of text."""
    ratio = _ratios()[-1]
    return _drawn(name, tone_colours(tone)[0].name(), px(size), ratio)


def set_icon(target: QAbstractButton | QAction, name: str, tone: Tone = Tone.PLAIN) -> None:
    """Give a button or an action an icon that follows the scheme."""
    target.setProperty(_NAME, name)
    target.setProperty(_TONE, tone.value)
    target.setIcon(icon(name, tone))


def renew_icons() -> None:
    """Colour the icons anew that ``set_icon`` has given."""
    for widget in QApplication.allWidgets():
        targets: list[QAbstractButton | QAction] = list(widget.actions())
        if isinstance(widget, QAbstractButton):
            targets.append(widget)
        for target in targets:
            name = target.property(_NAME)
            if name:
                target.setIcon(icon(name, Tone(target.property(_TONE))))


def _ratios() -> tuple[float, ...]:
    """Return how many pixels of the screens stand for one of ours, smallest first."""
    return tuple(sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}))


@cache
def _icon(
    name: str, tone: Tone, _scheme: Scheme, ratios: tuple[float, ...], sizes: tuple[int, ...]
) -> QIcon:
    text, quiet = tone_colours(tone)[0].name(), tone_colours(Tone.QUIET)[0].name()
    made = QIcon()
    for ratio in ratios:
        for size in sizes:
            made.addPixmap(_drawn(name, text, size, ratio))
            made.addPixmap(_drawn(name, quiet, size, ratio), QIcon.Mode.Disabled)
    return made


def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - slow: with the first icon shown

    drawing = _source(name).replace(b"currentColor", colour.encode("ascii"))
    side = round(size * ratio)
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@cache
def _source(name: str) -> bytes:
    folder = resources.files("yhdistys_resources") / "icons"
    try:
        return (folder / f"{name}.svg").read_bytes()
    except FileNotFoundError:
        return (folder / f"{_UNKNOWN}.svg").read_bytes()
