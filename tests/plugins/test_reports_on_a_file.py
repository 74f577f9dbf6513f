"""The bundled reports through the front door: discovered, asked for, rendered."""

from __future__ import annotations

import subprocess
import sys

import pytest

from yhdistys.app import Workspace
from yhdistys.documents.document import Document
from yhdistys.documents.render import ENDINGS, rendered
from yhdistys.errors import UsageError
from yhdistys.i18n import LANGUAGES, using
from yhdistys.values.period import Month

REPORTS = ("budget-comparison", "income-statement")


def built(workspace: Workspace, report: str, language: str = "fi") -> Document:
    with using(language):
        return workspace.report(report, year=2025, through=Month(2025, 9))


def test_the_bundled_reports_are_found(workspace: Workspace) -> None:
    assert {report.id for report in workspace.plugins.reports()} >= set(REPORTS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", REPORTS)
def test_a_report_of_an_empty_association_takes_every_form(
    workspace: Workspace, report: str, language: str
) -> None:
    document = built(workspace, report, language)
    assert document.language == language
    assert document.letterhead is not None
    assert document.letterhead.name == "Testilä ry"
    for ending in ENDINGS:
        assert rendered(document, ending)


@pytest.mark.parametrize(
    "by", ["account", "account,cost-centre", "cost_centre,account", "month", ("project", "month")]
)
def test_any_breakdown_can_be_asked_for(workspace: Workspace, by: object) -> None:
    document = workspace.report("budget-comparison", year=2025, by=by)
    assert document.tables[0].rows[-1].kind == "total"


@pytest.mark.parametrize("report", REPORTS)
def test_a_year_that_does_not_exist_is_told(workspace: Workspace, report: str) -> None:
    with pytest.raises(UsageError) as caught:
        workspace.report(report, year=1999)
    assert caught.value.kind == "unknown-fiscal-year"


def test_the_statement_of_entries_without_a_cost_centre_says_so(workspace: Workspace) -> None:
    with using("en"):
        document = workspace.report("income-statement", year=2025, cost_centre="")
    assert document.tables[0].caption == "Without cost centre"


def test_listing_the_reports_loads_neither_database_nor_renderers() -> None:
    code = (
        "import sys, yhdistys_reports_fi as plugin; plugin.yhdistys_reports();"
        "print([name for name in ('sqlalchemy', 'reportlab', 'xlsxwriter', 'babel', 'PySide6')"
        " if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert answer.stdout.strip() == "[]"
