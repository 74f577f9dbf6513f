"""Chips: small buttons that show a choice and drop down the others, or switch something."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from yhdistys.gui.overriding import override
from yhdistys.gui.style import px, set_icon
from yhdistys.i18n import _

_LONGEST = 44
_BOX = 16
_OPENING = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class Chip(QToolButton):
    """Shows "Cost centre: all" with a drop sign and lets one choose another value from a menu.

    Attributes:
        chosen: Carries the value that a person chose.
    """

    chosen = Signal(object)

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[object, str]] = (),
        parent: QWidget | None = None,
        *,
        longest: int = _LONGEST,
    ) -> None:
        """Make a chip that shows at most ``longest`` letters."""
        super().__init__(parent)
        self._label = label
        self._longest = longest
        self._values: list[object] = []
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self._menu.triggered.connect(self._on_triggered)
        self._menu.setAccessibleName(label)
        self.setProperty("chip", "true")
        self.setProperty("drops", "true")
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_choices(choices, choices[0][0] if choices else None)

    @property
    def current(self) -> object:
        """The value that is chosen now; None when nothing is."""
        action = self._group.checkedAction()
        return self._values[action.data()] if action else None

    @property
    def choices(self) -> tuple[tuple[object, str], ...]:
        """The values and their texts."""
        texts = (_unescaped(action.text()) for action in self._menu.actions())
        return tuple(zip(self._values, texts, strict=True))

    def set_choices(self, choices: Sequence[tuple[object, str]], current: object) -> None:
        """Offer these values with their texts; ``current`` is chosen, without a signal."""
        self._menu.clear()
        for old in self._group.actions():
            self._group.removeAction(old)
        self._values = [value for value, _text in choices]
        for number, (value, text) in enumerate(choices):
            action = QAction(text.replace("&", "&&"), self._menu)
            action.setCheckable(True)
            action.setData(number)
            action.setActionGroup(self._group)
            action.setChecked(value == current)
            self._menu.addAction(action)
        self._show_current()

    def set_current(self, value: object) -> None:
        """Choose a value without a signal; an unknown one changes nothing."""
        for action in self._menu.actions():
            if self._values[action.data()] == value:
                action.setChecked(True)
        self._show_current()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING:
            self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
            action = self._group.checkedAction()
            if action is not None:
                self._menu.setActiveAction(action)
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _on_triggered(self, action: QAction) -> None:
        self._show_current()
        self.chosen.emit(self._values[action.data()])

    def _show_current(self) -> None:
        action = self._group.checkedAction()
        text = _unescaped(action.text()) if action else _("none")
        told = f"{self._label}: {text}" if self._label else text
        shown = told if len(told) <= self._longest else f"{told[: self._longest - 1].rstrip()}…"
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(told if shown != told else "")
        self.setAccessibleName(told)


class SwitchChip(QToolButton):
    """Shows "Cumulative" beside a box and switches it; ``toggled`` tells the new state."""

    def __init__(self, label: str, parent: QWidget | None = None, *, is_on: bool = False) -> None:
        super().__init__(parent)
        self.setText(label.replace("&", "&&"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(px(_BOX), px(_BOX)))
        self.setProperty("chip", "true")
        self.setProperty("has-sign", "true")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(label)
        self.toggled.connect(self._on_toggled)
        self.setChecked(is_on)
        self._on_toggled()

    @Slot()
    def _on_toggled(self) -> None:
        set_icon(self, "box-checked" if self.isChecked() else "box")


def _unescaped(text: str) -> str:
    return text.replace("&&", "&")
