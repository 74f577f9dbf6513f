"""The sample association made through the public doors, and the figures a board would see."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import yhdistys
from helpers.samples import Sample
from yhdistys.app import Workspace, check
from yhdistys.budget import queries as budget_queries
from yhdistys.errors import FileProblem, UsageError
from yhdistys.ledger import queries as ledger_queries
from yhdistys.registry import Plugins
from yhdistys.sample.association import FILE_NAME, make_sample
from yhdistys.sample.budget_layout import approval
from yhdistys.sample.facts import YEARS, cost_centre_names
from yhdistys.sample.files import BUDGET_FILES, LEDGER_FILES
from yhdistys.values.period import Month

DOCUMENTS = ("talousarviovertailu_2025-09", "tuloslaskelma_2024")
GRANTS = {"3800", "3810", "3820", "3830", "3840"}

pytestmark = pytest.mark.slow


@pytest.fixture
def made(sample: Sample) -> Path:
    return sample.folder


@pytest.fixture
def workspace(made: Path, plugins: Plugins) -> Iterator[Workspace]:
    with yhdistys.open(made / FILE_NAME, read_only=True, plugins=plugins) as opened:
        yield opened


def test_the_folder_holds_the_file_its_sources_and_the_documents(made: Path) -> None:
    documents = [f"{name}{ending}" for name in DOCUMENTS for ending in (".xlsx", ".pdf")]
    expected = {FILE_NAME, *LEDGER_FILES, *BUDGET_FILES, *documents}
    names = {path.name for path in made.iterdir()}
    assert expected <= names
    assert {name for name in names - expected if not name.startswith(("demo", "."))} == set()


def test_the_paths_of_all_files_are_told(sample: Sample) -> None:
    assert sorted(sample.told) == sorted(sample.paths)
    assert sample.paths[0] == sample.folder / FILE_NAME
    assert all(path.stat().st_size for path in sample.paths)


def test_the_comparison_of_nine_months_is_as_promised(workspace: Workspace) -> None:
    view = workspace.read(budget_queries.comparison, year=2025, through=Month(2025, 9))
    found = {
        str(row.account): (
            row.budget_year or Decimal(0),
            row.budget or Decimal(0),
            row.actual or Decimal(0),
            row.difference,
            row.used_percent,
            row.previous_year or Decimal(0),
        )
        for row in view.comparison.rows
        if row.account not in GRANTS
    }
    text = (Path(__file__).parent / "comparison_2025_09.csv").read_text(encoding="ascii")
    expected = {
        account: tuple(Decimal(cell) if cell else None for cell in cells)
        for account, *cells in list(csv.reader(text.splitlines(), delimiter=";"))[1:]
    }
    assert found == expected


def test_the_comparison_to_september_sums_to_the_promised_costs(workspace: Workspace) -> None:
    view = workspace.read(budget_queries.comparison, year=2025, through=Month(2025, 9))
    assert view.comparison.expense.actual == Decimal("-390106.05")
    assert view.comparison.expense.budget_year == Decimal("-503885.00")
    assert view.comparison.result.budget_year == Decimal("-1515.00")
    assert view.version is not None
    assert view.version.state == "approved"


@pytest.mark.parametrize(("year", "result"), [(2023, "-1768.03"), (2024, "-2302.61")])
def test_a_closed_year_has_the_promised_result(
    workspace: Workspace, year: int, result: str
) -> None:
    view = workspace.read(budget_queries.comparison, year=year)
    assert view.comparison.result.actual == Decimal(result)


def test_today_is_the_day_of_the_sample(workspace: Workspace) -> None:
    assert workspace.today == date(2025, 10, 14)
    assert workspace.association.business_id == "1234567-1"


@pytest.mark.parametrize("year", YEARS)
def test_each_budget_is_approved_by_its_meeting(workspace: Workspace, year: int) -> None:
    (version,) = workspace.read(budget_queries.versions, year=year)
    meeting = approval(year)
    assert version.state == "approved"
    assert (version.approved_on, version.meeting, version.section) == (
        meeting["decided_on"],
        meeting["meeting"],
        meeting["section"],
    )


def test_the_cost_centres_have_their_names_and_days(workspace: Workspace) -> None:
    rows = workspace.read(ledger_queries.cost_centres)
    assert {row.code for row in rows} == set(cost_centre_names())


def test_every_invariant_holds(workspace: Workspace) -> None:
    assert [item.id for item in check(workspace).items if not item.ok] == []


def test_the_september_ledger_again_changes_nothing(made: Path, workspace: Workspace) -> None:
    preview = workspace.preview_import(made / "paakirja_2025_01-09.xlsx", "ledger")
    assert preview.diff.is_empty
    assert [proof for proof in preview.proof if not proof.ok] == []


def test_the_august_ledger_differs_from_the_books_in_four_vouchers(
    made: Path, workspace: Workspace
) -> None:
    diff = workspace.preview_import(made / "paakirja_2025_01-08.xlsx", "ledger").diff
    assert [key.voucher for key in diff.new] == ["MU-0822"]
    assert sorted(key.voucher for key in diff.changed) == ["OL-0806", "OL-0814"]
    assert [key.voucher for key in diff.vanished] == ["KU-0829"]


def test_the_autumn_ledger_waits_to_be_imported(made: Path, workspace: Workspace) -> None:
    preview = workspace.preview_import(made / "paakirja_2025_10-12.xlsx", "ledger")
    assert preview.diff.new
    assert not (preview.diff.same)
    assert not (preview.diff.changed)
    assert not (preview.diff.vanished)


def test_an_account_without_a_line_waits_for_the_treasurer(
    made: Path, workspace: Workspace
) -> None:
    preview = workspace.preview_import(made / "paakirja_2025_01-09.xlsx", "ledger")
    assert preview.plan.unknown_accounts == ("4995",)


def test_a_second_sample_in_the_same_folder_is_refused(made: Path, plugins: Plugins) -> None:
    before = (made / FILE_NAME).stat().st_size
    with pytest.raises(FileProblem):
        make_sample(made, plugins=plugins)
    assert (made / FILE_NAME).stat().st_size == before


def test_a_sample_that_cannot_be_finished_leaves_no_association_behind(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        make_sample(tmp_path, plugins=Plugins.of())
    assert not (tmp_path / FILE_NAME).exists()


def test_two_samples_have_the_same_content(
    tmp_path: Path, workspace: Workspace, plugins: Plugins
) -> None:
    make_sample(tmp_path, plugins=plugins)
    with yhdistys.open(tmp_path / FILE_NAME, read_only=True, plugins=plugins) as again:
        assert check(again).content_hash == check(workspace).content_hash
