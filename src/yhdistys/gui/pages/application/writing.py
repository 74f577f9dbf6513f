"""Writing an application into a file, in a job."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from yhdistys.app.applications import application_paper
from yhdistys.documents.render import render
from yhdistys.gui import dialogs
from yhdistys.gui.page import Page
from yhdistys.gui.style import Tone
from yhdistys.i18n import LazyText, _, lazy
from yhdistys.settings import documents_folder

if TYPE_CHECKING:
    from yhdistys.app import Workspace
    from yhdistys.grants.rules.application import Application

ENDINGS: Final[Mapping[str, LazyText]] = {
    ".docx": lazy("Word (.docx)"),
    ".pdf": lazy("PDF (.pdf)"),
    ".xlsx": lazy("Excel workbook (.xlsx)"),
    ".txt": lazy("Plain text (.txt)"),
}
_NO_NAME: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class WriteApplication:
    """The job: build the document and write it."""

    def __init__(self, workspace: Workspace, application_id: int, path: Path) -> None:
        self._workspace = workspace
        self._application_id = application_id
        self._path = path

    def __call__(self, progress: Callable[[int, int | None], None]) -> Path:
        """Write the file and return its path."""
        progress(0, None)
        paper = application_paper(self._workspace, application_id=self._application_id)
        progress(1, None)
        render(paper, self._path)
        return self._path


class ApplicationWriting(QObject):
    """Asks for a name and writes an application; tells on its page where it went."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._application_id = 0

    def ask(self, application: Application, ending: str) -> None:
        """Ask where an application is to be written, in the form of an ending."""
        self._application_id = application.id
        name = _NO_NAME.sub(" ", application.name).strip()[:80] or _("Application")
        pattern = f"{ENDINGS[ending]} (*{ending})"
        dialogs.choose_save(
            self._page,
            _("Write the application"),
            documents_folder() / f"{name}{ending}",
            [pattern],
            self._write,
        )

    def _write(self, path: Path) -> None:
        context = self._page.context
        job = WriteApplication(context.open_workspace(), self._application_id, path)
        title = _("Writing {name}").format(name=path.name)
        context.jobs.run(title, job, done=self._on_written)

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        self._page.say(Tone.GOOD, _("Written: {path}").format(path=path))
        self._page.strip.offer(_("Open"), self._open)
        self._written = path

    @Slot()
    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))
