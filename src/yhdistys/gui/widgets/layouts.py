"""How parts are laid out: areas that scroll, rows of buttons that flow, quiet sentences."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from yhdistys.gui.style import set_role
from yhdistys.gui.widgets.flow_layout import FlowLayout


def scrolled(inside: QWidget, parent: QWidget) -> QScrollArea:
    """Return an area in which a widget scrolls up and down where the window is low."""
    inside.setProperty("page-body", "true")
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def row_of(buttons: Iterable[QWidget]) -> FlowLayout:
    """Return a row of buttons that goes on in the next line where the window is narrow."""
    made = FlowLayout()
    for button in buttons:
        made.addWidget(button)
    return made


def sentence(parent: QWidget, text: str = "") -> QLabel:
    """Return a quiet sentence that wraps."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    set_role(made, "quiet")
    return made
