"""Import in two steps: a preview that stores nothing, then one step."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import yhdistys
from helpers.ledgers_built import FEES, RENT, YEAR, content
from helpers.table_files import write_xlsx
from yhdistys.app import Workspace
from yhdistys.budget import queries as budget_queries
from yhdistys.errors import (
    Conflict,
    FileProblem,
    JobCancelled,
    NotAllowed,
    UsageError,
    ValidationError,
)
from yhdistys.i18n import using
from yhdistys.ledger import queries, services
from yhdistys.registry import Plugins

LEDGER = """\
Päivämäärä;Tosite;Tili;Tilin nimi;Selite;Debet;Kredit
7.1.2025;1;1910;Pankkitili;Kurssimaksut;120,00;
7.1.2025;1;3000;Osallistumismaksut;Kurssimaksut;;120,00
31.1.2025;2;4400;Toimitilavuokrat;Vuokra;800,00;
31.1.2025;2;1910;Pankkitili;Vuokra;;800,00
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Write a small ledger."""
    path = tmp_path / "kirja.csv"
    path.write_text(LEDGER, encoding="utf-8")
    return path


@pytest.mark.slow
def test_a_ledger_is_shown_first_and_stored_as_one_step(workspace: Workspace, ledger: Path) -> None:
    before = content(workspace)
    preview = workspace.preview_import(ledger, "ledger")
    assert content(workspace) == before
    assert (len(preview.rows), preview.is_stored, preview.batch) == (4, False, None)
    assert [key.voucher for key in preview.diff.new] == ["1", "2"]
    assert preview.problems == ()
    assert {guess.field for guess in preview.columns} >= {"voucher", "account", "text"}
    stored = workspace.apply_import(preview)
    assert (stored.is_stored, stored.batch) == (True, 1)
    assert workspace.undo_text == "Import the ledger kirja.csv"
    assert workspace.read(queries.monthly_totals, year=YEAR, fields=("account",)) == {
        ("1910",): 68_000, (FEES,): 12_000, (RENT,): -80_000,
    }  # fmt: skip
    again = workspace.apply_import(workspace.preview_import(ledger, "ledger"))
    assert (again.is_stored, again.batch) == (False, None)
    workspace.undo()
    assert content(workspace) == before


@pytest.mark.slow
def test_a_preview_that_is_stored_late_counts_what_was_done_since(
    workspace: Workspace, ledger: Path
) -> None:
    preview = workspace.preview_import(ledger, "ledger")
    workspace.apply_import(workspace.preview_import(ledger, "ledger"))
    assert not workspace.apply_import(preview).is_stored
    assert content(workspace)
    workspace.undo()
    assert workspace.apply_import(preview).is_stored
    assert len(workspace.read(queries.entries, year=YEAR)) == 4
    assert content(workspace)


@pytest.mark.slow
def test_a_budget_is_imported_from_a_workbook(workspace: Workspace, tmp_path: Path) -> None:
    rows: list[tuple[str | float, ...]] = [
        ("Tili", "Nimi", "Talousarvio 2025"),
        (3000, "Osallistumismaksut", 1200.01),
        (4400, "Toimitilavuokrat", -9600),
    ]
    path = write_xlsx(tmp_path / "talousarvio.xlsx", {"TA": rows})
    preview = workspace.preview_import(path, "budget", year=YEAR)
    stored = workspace.apply_import(preview)
    assert (stored.is_stored, stored.batch) == (True, 1)
    (version,) = workspace.read(budget_queries.versions)
    assert (version.income, version.expense) == (Decimal("1200.01"), Decimal("-9600.00"))
    assert not workspace.apply_import(workspace.preview_import(path, "budget", year=YEAR)).is_stored


@pytest.mark.slow
def test_a_chart_is_imported(workspace: Workspace, tmp_path: Path) -> None:
    rows = [("Tili", "Nimi"), ("3998", "Arpajaiset"), (FEES, "Toinen nimi")]
    path = write_xlsx(tmp_path / "tilikartta.xlsx", {"Tilit": rows})
    stored = workspace.apply_import(workspace.preview_import(path, "chart"))
    assert stored.is_stored
    names = {row.number: row.names["fi"] for row in workspace.read(queries.accounts)}
    assert (names["3998"], names[FEES]) == ("Arpajaiset", "Osallistumismaksut")
    assert not workspace.apply_import(workspace.preview_import(path, "chart")).is_stored


@pytest.mark.slow
def test_a_file_with_errors_is_shown_and_never_stored(workspace: Workspace, ledger: Path) -> None:
    ledger.write_text(LEDGER.replace("31.1.2025;2;4400", "kolmas;2;4400"), encoding="utf-8")
    preview = workspace.preview_import(ledger, "ledger")
    assert preview.problems[0].severity == "error"
    assert preview.problems[0].row == 4
    assert preview.plan is None
    assert preview.diff is None
    with pytest.raises(ValidationError):
        workspace.apply_import(preview)
    assert workspace.read(queries.batches) == ()


@pytest.mark.slow
def test_a_preview_needs_no_right_to_write(
    workspace: Workspace, ledger: Path, plugins: Plugins
) -> None:
    assert workspace.database.target.path is not None
    with yhdistys.open(workspace.database.target.path, plugins=plugins, read_only=True) as reader:
        preview = reader.preview_import(ledger, "ledger")
        assert len(preview.diff.new) == 2
        with pytest.raises(NotAllowed):
            reader.apply_import(preview)


def test_what_cannot_be_imported_is_told(workspace: Workspace, ledger: Path) -> None:
    with pytest.raises(UsageError):
        workspace.preview_import(ledger, "nonsense")
    with pytest.raises(UsageError):
        workspace.preview_import(ledger, "ledger", importer="nonsense")
    with pytest.raises(UsageError):
        workspace.preview_import(ledger, "budget", year=2031)
    with pytest.raises(FileProblem):
        workspace.preview_import(ledger.with_name("puuttuu.csv"), "ledger")


@pytest.mark.slow
def test_a_later_import_stands_in_the_way_of_the_accounts_it_uses(
    workspace: Workspace, ledger: Path
) -> None:
    """Entries keep their numbers as texts: removing an account never touches the books."""
    workspace.apply_import(workspace.preview_import(ledger, "ledger"))
    workspace.do(services.remove_account, number=FEES)
    assert len(workspace.read(queries.entries, year=YEAR, account=FEES)) == 1
    assert content(workspace)
    workspace.undo()
    with pytest.raises(Conflict):
        workspace.do(services.rename_account, number=FEES, names={}, if_version=1)


@pytest.mark.slow
def test_another_thread_previews_and_stores(either_workspace: Workspace, ledger: Path) -> None:
    told: list[tuple[int, int | None]] = []

    def work() -> None:
        preview = either_workspace.preview_import(ledger, "ledger", progress=_ignore)
        either_workspace.apply_import(preview, lambda done, total: told.append((done, total)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert told == [(0, 4), (4, 4)]
    assert len(either_workspace.read(queries.entries, year=YEAR)) == 4
    assert either_workspace.undo().message == "Import the ledger kirja.csv"


def _ignore(_done: int, _total: int | None) -> None:
    """Let the job go on."""


@pytest.mark.slow
@pytest.mark.parametrize("calls", [0, 1, 2])
def test_a_cancelled_preview_leaves_no_process_behind(
    workspace: Workspace, ledger: Path, calls: int
) -> None:
    left = calls

    def cancel(_done: int, _total: int | None) -> None:
        nonlocal left
        if not left:
            raise JobCancelled
        left -= 1

    with pytest.raises(JobCancelled):
        workspace.preview_import(ledger, "ledger", progress=cancel)
    assert multiprocessing.active_children() == []


@pytest.mark.slow
@pytest.mark.parametrize("calls", [0, 1])
def test_a_cancelled_import_stores_nothing(
    either_workspace: Workspace, ledger: Path, calls: int
) -> None:
    before = content(either_workspace), either_workspace.undo_text
    left = calls

    def cancel(_done: int, _total: int | None) -> None:
        nonlocal left
        if not left:
            raise JobCancelled
        left -= 1

    preview = either_workspace.preview_import(ledger, "ledger")
    with pytest.raises(JobCancelled):
        either_workspace.apply_import(preview, cancel)
    assert (content(either_workspace), either_workspace.undo_text) == before
    assert either_workspace.read(queries.batches) == ()
    assert either_workspace.apply_import(preview).is_stored
