"""Make the sample association: its files, an association file filled from them, first documents.

Everything goes through the same doors as a treasurer's own work: files are read, previewed and
imported; budgets are approved; documents come from the registered reports.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from yhdistys import settings
from yhdistys.app import Workspace, create
from yhdistys.app.applications import application_paper
from yhdistys.budget import services as budget_services
from yhdistys.documents.render import render
from yhdistys.exchange.saving import file_problem
from yhdistys.grants import queries as grants_queries
from yhdistys.i18n import using
from yhdistys.ledger import services as ledger_services
from yhdistys.registry import Plugins
from yhdistys.sample.applications import fill_application
from yhdistys.sample.budget_layout import approval
from yhdistys.sample.facts import YEARS, association
from yhdistys.sample.files import BUDGET_FILES, LEDGER_FILES, write_files
from yhdistys.store.workspace_settings import change_settings
from yhdistys.values.period import FiscalYear, Month

FILE_NAME: Final = "demo.yhdistys"
IMPORTED_LEDGERS: Final = LEDGER_FILES[:-1]
"""The ledger of October to December 2025 stays beside the file, to be dropped in."""
_THROUGH: Final = Month(2025, 9)
_CLOSED_YEAR: Final = 2024

Told = Callable[[Path], None]
"""Told of each file as soon as it stands in the folder."""


def make_sample(
    folder: Path,
    *,
    workspace: Workspace | None = None,
    plugins: Plugins | None = None,
    told: Told | None = None,
) -> tuple[Path, ...]:
    """Make the sample association in a folder and return the paths of all files made.

    Args:
        folder: Where the files go; made when it is missing.
        workspace: An association with a chart and no fiscal years but 2023, to be filled instead
            of ``demo.yhdistys``; it stays open.
        plugins: By default every installed plugin.
        told: Called with each path, for a front end that shows how far it is.

    Raises:
        FileProblem: ``demo.yhdistys`` exists already, or the folder cannot be written; nothing
            half-made is left behind in the place of ``demo.yhdistys``.
    """
    _make_folder(folder)
    if workspace is not None:
        return _all_files(workspace, folder, (), told)
    path = folder / FILE_NAME
    made = _create(path, plugins)
    try:
        with made:
            return _all_files(made, folder, (path,), told)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def fill(workspace: Workspace, folder: Path) -> None:
    """Fill an association with the sample's books, read from its files, and its application.

    Raises:
        ValidationError: A file has errors.
        FileProblem: A file is missing.
    """
    identity = association()["identity"]
    workspace.do(
        change_settings,
        values={
            settings.ASSOCIATION_ADDRESS: identity["address"],
            settings.ASSOCIATION_CONTACT: identity["email"],
            settings.AS_OF: association()["as_of"].isoformat(),
        },
    )
    for label in YEARS[1:]:
        workspace.do(ledger_services.add_fiscal_year, year=_fiscal_year(label))
    _add_cost_centres(workspace)
    for name in IMPORTED_LEDGERS:
        _import(workspace, folder / name, "ledger")
    for label, name in zip(YEARS, BUDGET_FILES, strict=True):
        _import(workspace, folder / name, "budget", year=label)
        meeting = approval(label)
        workspace.do(
            budget_services.approve_version,
            year=label,
            approved_on=meeting["decided_on"],
            meeting=meeting["meeting"],
            section=meeting["section"],
        )
    fill_application(workspace)


def write_documents(workspace: Workspace, folder: Path) -> tuple[Path, ...]:
    """Write the documents of the sample's day: a board's, and its application's; their paths."""
    comparison = workspace.report("budget-comparison", year=_THROUGH.year, through=_THROUGH)
    statement = workspace.report("income-statement", year=_CLOSED_YEAR)
    documents = [
        ("talousarviovertailu_2025-09", comparison, (".xlsx", ".pdf")),
        ("tuloslaskelma_2024", statement, (".xlsx", ".pdf")),
    ]
    for row in workspace.read(grants_queries.applications, today=workspace.today):
        paper = application_paper(workspace, application_id=row.id)
        documents.append((f"hakemus_{row.template_id}", paper, (".docx", ".pdf")))
    paths = []
    for name, document, endings in documents:
        for ending in endings:
            path = folder / f"{name}{ending}"
            render(document, path)
            paths.append(path)
    return tuple(paths)


def _all_files(
    workspace: Workspace, folder: Path, first: tuple[Path, ...], told: Told | None
) -> tuple[Path, ...]:
    tell = told or (lambda _path: None)
    files = write_files(folder)
    for path in files:
        tell(path)
    with using("fi"):  # the names in its books are Finnish, whoever looks
        fill(workspace, folder)
    documents = write_documents(workspace, folder)
    for path in (*first, *documents):
        tell(path)
    return (*first, *files, *documents)


def _create(path: Path, plugins: Plugins | None) -> Workspace:
    identity = association()["identity"]
    return create(
        path,
        name=identity["name_fi"],
        business_id=identity["business_id"],
        fiscal_year=_fiscal_year(YEARS[0]),
        plugins=plugins,
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_problem(folder, error) from error


def _fiscal_year(label: int) -> FiscalYear:
    return FiscalYear.starting(date(label, 1, 1))


def _add_cost_centres(workspace: Workspace) -> None:
    for row in association()["cost_centres"]:
        workspace.do(
            ledger_services.add_cost_centre,
            code=row["code"],
            names={"fi": row["name"], "sv": row["name_sv"]},
            starts_on=row.get("valid_from"),
            ends_on=row.get("valid_to"),
        )


def _import(workspace: Workspace, path: Path, kind: str, **options: int) -> None:
    workspace.apply_import(workspace.preview_import(path, kind, **options))
