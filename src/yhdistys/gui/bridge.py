"""From the workspace's callbacks to signals: the only place where they meet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from yhdistys.app import Workspace
    from yhdistys.store.changes import Changes


class WorkspaceBridge(QObject):
    """Tells on the window's thread what every step changed, whichever thread made it.

    Attributes:
        changed: Carries the ``Changes`` of a step.
    """

    changed = Signal(object)
    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end: Callable[[], None] | None = None
        self._told.connect(self._on_told)

    def listen(self, workspace: Workspace) -> None:
        """Listen to this workspace and no longer to another."""
        self.stop()
        self._end = workspace.changed.subscribe(self._tell)

    def stop(self) -> None:
        """Listen no longer."""
        if self._end is not None:
            self._end()
            self._end = None

    def _tell(self, changes: Changes) -> None:
        """Take the word of the thread that wrote; a signal brings it to the window's thread."""
        self._told.emit(changes)

    @Slot(object)
    def _on_told(self, changes: Changes) -> None:
        self.changed.emit(changes)
