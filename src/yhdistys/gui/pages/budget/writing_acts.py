"""Writing the plan as a file: where to, the job, how it ended."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from yhdistys.errors import JobCancelled, UserError
from yhdistys.gui import dialogs
from yhdistys.gui.pages.budget.writing import (
    PDF,
    WORD,
    XLSX,
    WriteDocument,
    plan_document,
    suggested_path,
)
from yhdistys.gui.style import Tone
from yhdistys.i18n import _

if TYPE_CHECKING:
    from yhdistys.gui.pages.budget.page import BudgetPage


class WritingActs(QObject):
    """Writes what the page shows."""

    def __init__(self, page: BudgetPage) -> None:
        super().__init__(page)
        self._page = page
        self._written = Path()

    @Slot()
    def to_excel(self) -> None:
        """Write the plan, or the comparison, as a workbook."""
        content = self._page.content
        if content.is_comparing and content.compare.view is not None:
            content.compare.view.to_excel()
        else:
            self._ask_where(XLSX, _("Excel workbook (*.xlsx)"))

    @Slot()
    def to_pdf(self) -> None:
        """Write the plan as a paper."""
        self._ask_where(PDF, _("PDF (*.pdf)"), _("Word (*.docx)"))

    def _ask_where(self, ending: str, *patterns: str) -> None:
        page, version = self._page, self._page.version
        if version is not None:
            path = suggested_path(version, ending)
            dialogs.choose_save(page, _("Save the budget"), path, patterns, self._write)

    def _write(self, path: Path) -> None:
        """Write the file beside the window."""
        page, plan, version = self._page, self._page.plan, self._page.version
        if plan is None or version is None:
            return
        workspace = page.context.open_workspace()
        document = plan_document(
            replace(plan, lines=plan.stored_lines()),
            version,
            association=workspace.association,
            today=workspace.today,
            has_months=path.suffix.lower() not in {PDF, WORD},
        )
        page.context.jobs.run(
            _("Writing {name}").format(name=path.name),
            WriteDocument(document, path),
            done=self._on_written,
            failed=self._on_not_written,
        )

    def _on_written(self, path: Path) -> None:
        self._written = path
        self._page.say(Tone.GOOD, _("Written: {path}").format(path=path))
        self._page.strip.offer(_("&Open"), self._on_open)

    def _on_not_written(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._page.say(Tone.OVER, error.message, error.hint)
        elif not isinstance(error, JobCancelled):
            raise error

    @Slot()
    def _on_open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written))):
            told = _("No program opens {name}.").format(name=self._written.name)
            self._page.say(Tone.LATE, told)
