"""The list of sections at the left of the settings."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from yhdistys.gui.navigation import NavigationButton
from yhdistys.gui.overriding import override
from yhdistys.gui.style import px
from yhdistys.i18n import _

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class _SectionButton(NavigationButton):
    """Leaves the arrow keys to the list."""

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() in _STEPS:
            e.ignore()
        else:
            super().keyPressEvent(e)


class SectionList(QFrame):
    """Names the sections; the arrow keys go from one to the next.

    Attributes:
        chosen: A section was chosen: its id.
    """

    chosen = Signal(object)

    def __init__(self, sections: Iterable[tuple[str, str, str]], parent: QWidget) -> None:
        """Build the list of ids, titles and names of icons."""
        super().__init__(parent)
        self.setProperty("panel", "true")
        self.setAccessibleName(_("Sections of the settings"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(8), px(8), px(8), px(8))
        layout.setSpacing(0)
        self._buttons: dict[str, NavigationButton] = {}
        for section, title, icon_name in sections:
            button = _SectionButton(title, section, icon_name=icon_name, parent=self)
            button.clicked.connect(self._on_clicked)
            layout.addWidget(button)
            self._buttons[section] = button
        layout.addStretch(1)
        self.setFixedWidth(max(b.sizeHint().width() for b in self._buttons.values()) + px(18))

    def mark(self, section: str) -> None:
        """Mark the section that is shown."""
        for name, button in self._buttons.items():
            button.setChecked(name == section)

    def enter(self) -> None:
        """Put the focus on the section that is shown."""
        for button in self._buttons.values():
            if button.isChecked():
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        names = list(self._buttons)
        focused = [at for at, name in enumerate(names) if self._buttons[name].hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        name = names[min(max(focused[0] + step, 0), len(names) - 1)]
        self._buttons[name].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(name)

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, NavigationButton):
            self.chosen.emit(button.page_id)
