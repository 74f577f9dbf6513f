"""The scheme in force and what follows from it."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QWidget

from yhdistys.gui.style.colours import COLOURS, Colours, Scheme, Tone

TEXT_SIZE: Final = 13
"""Pixels of the text at 100 %."""


class Appearance(QObject):
    """How the program looks now.

    Attributes:
        changed: Told after the style was applied: widgets that paint themselves do it anew.
        scheme: The scheme in force.
        follows_system: Whether the scheme follows the system's.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scheme = Scheme.LIGHT
        self.follows_system = False


@cache
def appearance() -> Appearance:
    """Return the one appearance of the program."""
    return Appearance()


def scheme_in_force() -> Scheme:
    """Return the scheme the program shows now."""
    return appearance().scheme


def colours() -> Colours:
    """Return the colours of the scheme in force."""
    return COLOURS[scheme_in_force()]


def tone_colours(tone: Tone) -> tuple[QColor, QColor]:
    """Return the colours of a tone's text and ground; plain and quiet tones have no ground."""
    now = colours()
    pairs = {
        Tone.GOOD: (now.good, now.good_ground),
        Tone.LATE: (now.late, now.late_ground),
        Tone.OVER: (now.over, now.over_ground),
        Tone.ACCENT: (now.accent, now.selected),
    }
    if tone in pairs:
        text, ground = pairs[tone]
        return QColor(text), QColor(ground)
    return QColor(now.quiet if tone is Tone.QUIET else now.text), QColor(0, 0, 0, 0)


def px(number: float) -> int:
    """Return pixels for a size that is ``number`` when the text has 13: sizes follow the text."""
    size = QGuiApplication.font().pixelSize()
    return round(number * size / TEXT_SIZE) if size > 0 else round(number)


def set_role(widget: QWidget, role: str) -> None:
    """Give a label its role in the style sheet, also when it was shown already.

    The roles: title, subtitle, heading, quiet, figure, field-problem.
    """
    set_property(widget, "role", role)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at, and let it look again if it has looked before."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            return
        widget.style().unpolish(widget)
        widget.style().polish(widget)
