"""Writing the follow-up as a workbook or as a paper for the board, in a job."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from yhdistys.documents.render import render
from yhdistys.gui.pages.follow.choices import Choices
from yhdistys.i18n import _
from yhdistys.settings import documents_folder
from yhdistys.values.chosen import Chosen, Every

if TYPE_CHECKING:
    from yhdistys.app import Workspace
    from yhdistys.budget.queries import FollowUpView

_REPORT: Final = "budget-comparison"


class WriteReport:
    """The job: build the report and write it."""

    def __init__(self, workspace: Workspace, params: dict[str, object], path: Path) -> None:
        self._workspace = workspace
        self._params = params
        self._path = path

    def __call__(self, progress: Callable[[int, int | None], None]) -> Path:
        """Write the file and return its path."""
        progress(0, None)
        document = self._workspace.report(_REPORT, **self._params)
        progress(1, None)
        render(document, self._path)
        return self._path


def report_params(view: FollowUpView, choices: Choices, *, cumulative: bool) -> dict[str, object]:
    """Return what the report is asked for, so that it shows the rows of the screen."""
    told: dict[str, object] = {
        "year": view.year.label,
        "through": view.through,
        "by": choices.by,
        "version": view.version.name if view.version is not None else "",
        "layout": "statement",
        "cumulative": cumulative,
    }
    chosen = {"cost_centre": choices.cost_centre, "project": choices.project}
    told |= {name: _told(code) for name, code in chosen.items() if not isinstance(code, Every)}
    return told


def _told(code: Chosen) -> str:
    """Return a code as reports are told it; an empty text is what has none."""
    return code if isinstance(code, str) else ""


def suggested_path(view: FollowUpView, ending: str, *, is_summary: bool) -> Path:
    """Return where the file could go: ``Follow-up 2025-09.xlsx`` among the documents."""
    name = _("Summary for the board {month}") if is_summary else _("Follow-up {month}")
    return documents_folder() / f"{name.format(month=view.through)}{ending}"
