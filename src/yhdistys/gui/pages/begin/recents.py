"""The associations opened last; one that is not there any more is grey and can be forgotten."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from yhdistys import settings
from yhdistys.errors import UserError
from yhdistys.gui.forms.editors import IconButton
from yhdistys.gui.style import px
from yhdistys.gui.widgets import LineButton, Panel
from yhdistys.i18n import _

_ADDRESS = "://"


class RecentLine(QWidget):
    """One association: a button that opens it, and one that forgets it.

    Attributes:
        opened: Open it; carries its file or address.
        forgotten: Forget it; carries its file or address.
    """

    opened = Signal(object)
    forgotten = Signal(object)

    def __init__(self, target: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.target = target
        name, place = _words(target)
        is_there = _ADDRESS in target or Path(target).is_file()
        detail = place if is_there else _("not found · {place}").format(place=place)
        self.button = LineButton(name, detail, self)
        self.button.setToolTip(target)
        self.button.setEnabled(is_there)
        self.button.clicked.connect(self._on_opened)
        self.forget = IconButton("close", _("Forget {name}").format(name=name), self)
        self.forget.setToolTip(_("Take it off this list; the file stays where it is"))
        self.forget.clicked.connect(self._on_forgotten)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        layout.addWidget(self.button, 1)
        layout.addWidget(self.forget)

    @Slot()
    def _on_opened(self) -> None:
        self.opened.emit(self.target)

    @Slot()
    def _on_forgotten(self) -> None:
        self.forgotten.emit(self.target)


class RecentBox(Panel):
    """The associations opened last, newest first; hidden when there is none.

    Attributes:
        opened: Open one; carries its file or address.
        refused: One could not be forgotten; carries the ``UserError``.
    """

    opened = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Opened lately"), parent)
        self.body.setSpacing(px(2))
        self.lines: list[RecentLine] = []

    def reload(self) -> None:
        """Read the list anew."""
        targets = settings.user_settings().recent
        if targets != tuple(line.target for line in self.lines) or self._has_moved():
            self._fill(targets)
        self.setVisible(bool(targets))

    def _has_moved(self) -> bool:
        return any(
            line.button.isEnabled() != (_ADDRESS in line.target or Path(line.target).is_file())
            for line in self.lines
        )

    def _fill(self, targets: tuple[str, ...]) -> None:
        for old in self.lines:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lines = [RecentLine(target, self) for target in targets]
        for line in self.lines:
            line.opened.connect(self.opened)
            line.forgotten.connect(self._on_forgotten)
            self.body.addWidget(line)

    @Slot(object)
    def _on_forgotten(self, target: str) -> None:
        place = [line.target for line in self.lines].index(target)
        try:
            settings.forget_recent(target)
        except UserError as error:
            self.refused.emit(error)
            return
        self.reload()
        for line in self.lines[place : place + 1] or self.lines[-1:]:
            line.forget.setFocus(Qt.FocusReason.OtherFocusReason)


def _words(target: str) -> tuple[str, str]:
    """Return what an association is called and where it is."""
    if _ADDRESS in target:
        address = target.partition(_ADDRESS)[2]
        host, _slash, name = address.rpartition("/")
        return name or host, host.rpartition("@")[2]
    path = Path(target)
    home = Path.home()
    folder = path.parent
    shown = f"~/{folder.relative_to(home).as_posix()}" if folder.is_relative_to(home) else folder
    return path.stem, str(shown).removesuffix("/.")
