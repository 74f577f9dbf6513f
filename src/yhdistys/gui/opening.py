"""Open, begin and close an association beside the window, in a job."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from yhdistys import settings
from yhdistys.errors import DamagedFile, UserError
from yhdistys.gui import dialogs
from yhdistys.gui.context import WindowContext
from yhdistys.i18n import LANGUAGES, _, lazy, set_language

if TYPE_CHECKING:
    from datetime import date

    from yhdistys.app import Workspace

_PLAIN = b"SQLite format 3\x00"
_SERVER = "postgresql"
_HINTS = {
    "file-missing": lazy("It may have been moved or renamed: look for it with “Open”."),
    "damaged-file": lazy("Check that it is the right file, or open a backup of it."),
    "not-our-file": lazy("Choose a file that ends in .yhdistys, or begin a new association."),
}
"""What to do in the window, where the library tells of commands."""


class Opening(QObject):
    """Opens one association at a time and hands it to the context.

    Attributes:
        opened: An association is open and in use.
        refused: An association could not be opened; carries the ``UserError``.
    """

    opened = Signal()
    refused = Signal(object)

    def __init__(self, context: WindowContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._target = ""
        self._today: date | None = None
        self._is_read_only = False

    def open(self, target: str, *, read_only: bool = False, today: date | None = None) -> None:
        """Open a file or a server's database; asks for the password of an encrypted file."""
        if not read_only and self._is_open_for_writing(target):
            self._context.go("home")
            return
        self._target, self._is_read_only, self._today = target, read_only, today
        if is_locked_with_password(target):
            self._ask_password()
        else:
            self._run(None)

    def open_again(self) -> None:
        """Open what is open for reading once more: whoever held it may have closed it."""
        self.open(self._target, today=self._today)

    def _is_open_for_writing(self, target: str) -> bool:
        """Tell whether it is the open association: opened again, it would wait for itself."""
        workspace = self._context.workspace
        if workspace is None or workspace.read_only_reason:
            return False
        path = workspace.database.target.path
        return path is not None and path.resolve() == Path(target).resolve()

    def _ask_password(self, problem: str = "") -> None:
        if self._context.workspace is None:
            self._context.go("begin")  # what is there when no password is given
        name = Path(self._target).name
        question = _("The password of {name}:").format(name=name)
        dialogs.ask_text(
            self._window,
            _("Open an encrypted file"),
            f"{problem}\n{question}" if problem else question,
            secret=True,
            answered=self._run,
        )

    def _run(self, password: str | None) -> None:
        job = OpenWorkspace(self._target, password, read_only=self._is_read_only, today=self._today)
        name = Path(self._target).name
        title = _("Opening {name}").format(name=name)
        self._context.jobs.run(title, job, done=self.take, failed=self._on_failed, can_cancel=False)

    def take(self, workspace: Workspace) -> None:
        """Use an association that was opened; the one before is closed."""
        before = self._context.workspace
        _speak_as(workspace)
        _remember(workspace)
        self._context.use(workspace)
        if before is not None and before is not workspace:
            before.close()
        self.opened.emit()

    def close(self) -> None:
        """Close the association that is open."""
        before = self._context.workspace
        self._context.use(None)
        if before is not None:
            before.close()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, DamagedFile) and is_locked_with_password(self._target):
            self._ask_password(_("That password does not open the file."))
        elif isinstance(error, UserError):
            self.refused.emit(error)
        else:
            if self._context.workspace is None:
                self._context.go("begin")
            raise error


class OpenWorkspace:
    """The job: load the database library and open the association."""

    def __init__(
        self, target: str, password: str | None, *, read_only: bool, today: date | None
    ) -> None:
        self._target = target
        self._password = password
        self._read_only = read_only
        self._today = today

    def __call__(self, progress: Callable[[int, int | None], None]) -> Any:
        """Open it; the library is loaded here, beside the window."""
        from yhdistys.app import open_workspace  # noqa: PLC0415 - slow: the database library

        progress(0, None)
        return open_workspace(
            self._target, password=self._password, read_only=self._read_only, today=self._today
        )


def hint_in_window(error: UserError) -> str:
    """Return what to do in the window after an association could not be opened."""
    return str(_HINTS.get(error.kind, error.hint))


def is_locked_with_password(target: str) -> bool:
    """Tell whether a file is there and does not begin as a plain one does."""
    if target.startswith(_SERVER):
        return False
    try:
        with Path(target).open("rb") as file:
            begin = file.read(len(_PLAIN))
    except OSError:
        return False
    return bool(begin) and begin != _PLAIN


def _remember(workspace: Workspace) -> None:
    """Put it first among the associations opened lately; a full disk is no reason to disturb."""
    target = workspace.database.target
    with contextlib.suppress(UserError):
        settings.remember_recent(target.url or str(target.path))


def _speak_as(workspace: Workspace) -> None:
    """Speak the file's language unless the user chose one."""
    from yhdistys.store.workspace_settings import (  # noqa: PLC0415 - slow: database library
        file_settings,
    )

    if settings.user_settings().language:
        return
    told = str(workspace.read(file_settings).get(settings.LANGUAGE, ""))
    if told in LANGUAGES:
        set_language(told)
