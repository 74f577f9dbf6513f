"""Files that a command writes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from yhdistys.i18n import _

if TYPE_CHECKING:
    from yhdistys.app import Workspace


def write_report(workspace: Workspace, report_id: str, path: Path, **params: object) -> None:
    """Build a report and write it into a file; its ending decides the form.

    Raises:
        UsageError: There is no such report, or the ending is not known.
        FileProblem: The file cannot be written.
    """
    from yhdistys.documents.render import (  # noqa: PLC0415 - slow: the renderers
        checked_ending,
        render,
    )

    checked_ending(path)
    render(workspace.report(report_id, **params), path)


def written_text(paths: Iterable[Path]) -> str:
    """Say which files were written, one on a line."""
    return "\n".join(_("Written: {path}").format(path=path) for path in paths)
