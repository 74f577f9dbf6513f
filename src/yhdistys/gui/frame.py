"""The window's frame: it is on the screen at once, while what stands in it is still loaded.

So nothing but Qt is loaded here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from yhdistys.gui.overriding import override

if TYPE_CHECKING:
    from yhdistys.gui.main_window import MainWindow
    from yhdistys.gui.memory import Memory

PROGRAM = "yhdistys"
_SMALLEST = (900, 600)
_FIRST_SIZE = (1360, 860)
_GEOMETRY = "window.geometry"


class Frame(QMainWindow):
    """The frame; asks what stands in it before it closes.

    Attributes:
        painted: The frame was painted for the first time.
    """

    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_painted = False
        self._content: MainWindow | None = None
        self._memory: Memory | None = None
        self.setWindowTitle(PROGRAM)
        room = self.screen().availableSize()
        self.setMinimumSize(QSize(*_SMALLEST).boundedTo(room))
        self.resize(QSize(*_FIRST_SIZE).boundedTo(room))

    def furnish(self, content: MainWindow, memory: Memory) -> None:
        """Put the content into the frame, as large as the frame was last time."""
        self._content, self._memory = content, memory
        kept = memory.remembered(_GEOMETRY, "")
        if isinstance(kept, str) and kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))
        self.setCentralWidget(content)
        content.show()  # at once: Qt would show it later, and the focus cannot go where nothing is

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the frame can be seen."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self._on_painted)

    @Slot()
    def _on_painted(self) -> None:
        self.painted.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Close when the content is ready for it; remember the size and the place."""
        if self._content is not None:
            self._content.closeEvent(event)
        if event.isAccepted() and self._memory is not None:
            kept = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
            self._memory.remember(_GEOMETRY, kept)
