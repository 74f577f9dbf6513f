"""The sample association made through the public doors, and the figures a board would see."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

import yhdistys
from helpers.samples import Sample
from yhdistys.app import Workspace, check
from yhdistys.budget import queries as budget_queries
from yhdistys.errors import FileProblem, UsageError
from yhdistys.grants import queries as grants_queries
from yhdistys.grants.rules.application import ApplicationState
from yhdistys.grants.rules.budget import scheme_budget
from yhdistys.grants.rules.checking import check as checked
from yhdistys.grants.rules.comparing import compare
from yhdistys.ledger import queries as ledger_queries
from yhdistys.registry import Plugins
from yhdistys.sample.association import FILE_NAME, make_sample
from yhdistys.sample.budget_layout import approval
from yhdistys.sample.facts import YEARS, cost_centre_names
from yhdistys.sample.files import BUDGET_FILES, LEDGER_FILES
from yhdistys.values.period import Month

DOCUMENTS = ("talousarviovertailu_2025-09", "tuloslaskelma_2024")
APPLICATION = ("hakemus_stea_c.docx", "hakemus_stea_c.pdf")
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
    expected = {FILE_NAME, *LEDGER_FILES, *BUDGET_FILES, *documents, *APPLICATION}
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


def test_the_application_is_a_draft_with_its_deadline_and_a_version_for_the_board(
    workspace: Workspace,
) -> None:
    (row,) = workspace.read(grants_queries.applications, today=workspace.today)
    assert (row.name, row.template_id, row.state, row.years, row.versions) == (
        "Yhdessä kotoa ulos", "stea_c", ApplicationState.DRAFT, (2027, 2028, 2029), 1,
    )  # fmt: skip
    assert (row.closes_on, row.closes_at, row.days_left) == (date(2026, 6, 1), time(16, 15), 230)
    found = workspace.read(grants_queries.application, application_id=row.id)
    missing = [
        note.question
        for note in checked(found, today=workspace.today)
        if note.kind == "missing-answer"
    ]
    assert missing == ["hyvat_kaytannot", "seuranta_kaytto"]


def test_the_budget_of_the_application_is_the_plan_of_a_project_and_what_was_typed_over_it(
    workspace: Workspace,
) -> None:
    found = workspace.read(grants_queries.application, application_id=1)
    budget = scheme_budget(found)
    assert (budget.costs.total, budget.grant.total) == (
        Decimal("361553.57"), Decimal("359953.57"),
    )  # fmt: skip
    by_hand = {key for key, amount in found.amounts.items() if not amount.is_planned}
    assert by_hand == {
        ("hankinnat", 2027), ("henkilostokulut", 2028), ("henkilostokulut", 2029),
        *(("yleiskulut", year) for year in (2027, 2028, 2029)),
        *(("osallistumis_ja_asiakasmaksut", year) for year in (2027, 2028, 2029)),
    }  # fmt: skip
    basis = found.amounts["toimitilakulut", 2028].basis
    assert (basis[:16], "30, +6,0" in basis) == ("Talousarvio 2025", True)


def test_the_application_changed_since_the_board_saw_it(workspace: Workspace) -> None:
    kept = workspace.read(grants_queries.version_content, application_id=1, number=1)
    present = workspace.read(grants_queries.application, application_id=1)
    changed = compare(kept, present)
    assert [one.id for one in changed if one.kind == "answer"] == ["seuranta_kuka"]
    assert {one.kind for one in changed} == {"answer", "amount", "attachment"}


def test_the_last_steps_of_the_application_are_taken_back_and_done_again(
    sample: Sample, tmp_path: Path, plugins: Plugins
) -> None:
    copied = shutil.copyfile(sample.file, tmp_path / FILE_NAME)
    with yhdistys.open(copied, plugins=plugins) as opened:
        before = opened.read(grants_queries.application, application_id=1)
        undone = [opened.undo().message for _step in range(7)]
        assert "Kuka tietoa kerää?" in undone[4]
        kept = opened.read(grants_queries.application, application_id=1)
        assert (kept.attachments, len(kept.amounts) > 0) == ({}, False)
        for _step in undone:
            opened.redo()
        assert opened.read(grants_queries.application, application_id=1) == before


def test_a_sample_without_the_form_has_no_application(tmp_path: Path) -> None:
    plugins = Plugins.discover(frozenset({"yhdistys_funders_fi"}))
    paths = make_sample(tmp_path, plugins=plugins)
    assert {path.suffix for path in paths} == {".yhdistys", ".xlsx", ".pdf", ".csv"}
    with yhdistys.open(paths[0], read_only=True, plugins=plugins) as opened:
        assert opened.read(grants_queries.applications, today=opened.today) == ()


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
