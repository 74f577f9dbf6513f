"""Puts a scheme in force: palette, style sheet, typeface, icons."""

from __future__ import annotations

import sys
from functools import cache
from importlib import resources
from typing import Final

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from yhdistys.gui.style.colours import COLOURS, Colours, Scheme
from yhdistys.gui.style.icons import renew_icons
from yhdistys.gui.style.in_force import TEXT_SIZE, appearance
from yhdistys.gui.style.sheet import style_sheet

_HAS_FUSION: Final = "has-fusion"
_TYPEFACE: Final = "Yhdistys Sans"
_FONTS: Final = ("YhdistysSans-Regular.ttf", "YhdistysSans-SemiBold.ttf")


def apply_style(application: QApplication, scheme: Scheme | None = None) -> None:
    """Show the program in a scheme; without one it follows the system's from now on."""
    now = appearance()
    hints = QGuiApplication.styleHints()
    now.follows_system = False  # what the next line changes is no change of the system's
    if scheme is None:
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(_SYSTEM_SCHEMES[scheme])
    now.follows_system = scheme is None
    _follower()
    now.scheme = scheme or _scheme_of_system()
    if sys.platform != "darwin" and not application.property(_HAS_FUSION):
        application.setStyle("Fusion")  # once: under a style sheet a style hides its name
        application.setProperty(_HAS_FUSION, True)  # noqa: FBT003 - a value
    application.setFont(_font())
    application.setPalette(_palette(COLOURS[now.scheme]))
    application.setStyleSheet(style_sheet(now.scheme))
    renew_icons()
    now.changed.emit()


class _Follower(QObject):
    """Hears when the system changes its scheme."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        application = QApplication.instance()
        if appearance().follows_system and isinstance(application, QApplication):
            apply_style(application)


@cache
def _follower() -> _Follower:
    return _Follower()


_SYSTEM_SCHEMES: Final = {
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
}


def _scheme_of_system() -> Scheme:
    is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return Scheme.DARK if is_dark else Scheme.LIGHT


def _font() -> QFont:
    """Return the typeface of the program at its size; the system's own where ours is missing."""
    font = QFont(_family() or QGuiApplication.font().family())
    font.setPixelSize(TEXT_SIZE)
    return font


@cache
def _family() -> str:
    folder = resources.files("yhdistys_resources") / "fonts"
    for name in _FONTS:
        try:
            content = (folder / name).read_bytes()
        except OSError:
            return ""
        if QFontDatabase.addApplicationFontFromData(content) < 0:
            return ""
    return _TYPEFACE


def _palette(colours: Colours) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    wanted = {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.panel,
        role.AlternateBase: colours.hover,
        role.Text: colours.text,
        role.PlaceholderText: colours.quiet,
        role.Button: colours.panel,
        role.ButtonText: colours.text,
        role.BrightText: colours.over,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.panel,
        role.ToolTipText: colours.text,
        role.Light: colours.panel,
        role.Midlight: colours.hover,
        role.Mid: colours.line,
        role.Dark: colours.bar_ground,
        role.Shadow: colours.bar_ground,
    }
    palette = QPalette()
    for name, colour in wanted.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, name, QColor(colours.quiet))
    palette.setColor(group.Disabled, role.Base, QColor(colours.window))
    palette.setColor(group.Disabled, role.Highlight, QColor(colours.selected))
    palette.setColor(group.Disabled, role.HighlightedText, QColor(colours.quiet))
    return palette
