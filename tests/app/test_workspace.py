"""The workspace under several threads, drafts, who holds the file, where new files go."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import yhdistys
from helpers.ledgers_built import JANUARY, content, ledger_of
from helpers.workspaces import ACTOR, YEAR
from yhdistys.app import Workspace, suggested_file
from yhdistys.errors import FileProblem, NotAllowed
from yhdistys.ledger import queries, services
from yhdistys.registry import Plugins
from yhdistys.store.changes import Changes
from yhdistys.store.history import history
from yhdistys.store.workspace_settings import change_settings

PLACE = "explanation/2025/4400"


def _in_thread(work: Callable[[], Any]) -> Any:
    """Run something on a thread of its own and give its result or error."""
    result: list[Any] = []

    def run() -> None:
        try:
            result.append(work())
        except Exception as error:  # noqa: BLE001 - border: handed to the test's own thread
            result.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return result[0]


@contextmanager
def _storing(workspace: Workspace) -> Iterator[None]:
    """Hold an import in the middle of its storing, on another thread, inside the block."""
    reached, go_on = threading.Event(), threading.Event()

    def progress(_done: int, _total: int | None) -> None:
        reached.set()
        go_on.wait()

    def store() -> None:
        result = ledger_of(*JANUARY)
        workspace.do(services.store_ledger, result=result, progress=progress)

    thread = threading.Thread(target=store)
    thread.start()
    try:
        assert reached.wait(timeout=30)
        yield
    finally:
        go_on.set()
        thread.join()


def test_steps_and_reads_of_another_thread_are_as_good(either_workspace: Workspace) -> None:
    workspace = either_workspace
    told: list[tuple[str, int]] = []

    def note(changes: Changes) -> None:
        told.append((changes.message, threading.get_ident()))

    workspace.changed.subscribe(note)

    def work() -> int:
        workspace.do(services.add_account, number="3998", names={"fi": "Arpajaiset"})
        assert any(row.number == "3998" for row in workspace.read(queries.accounts))
        workspace.undo()
        return threading.get_ident()

    there = _in_thread(work)
    assert told == [("Add the account 3998", there)] * 2
    workspace.redo()
    assert told[2] == ("Add the account 3998", threading.get_ident())


def test_while_an_import_is_stored_other_steps_are_refused_and_nothing_waits_for_ever(
    workspace: Workspace,
) -> None:
    workspace.do(services.add_account, number="3998", names={"fi": "Arpajaiset"})
    workspace.patience = 0.01
    with _storing(workspace):
        for act in (
            workspace.undo,
            workspace.redo,
            lambda: workspace.do(services.remove_account, number="3998"),
        ):
            with pytest.raises(NotAllowed, match="being stored") as refused:
                act()
            assert refused.value.kind == "busy"
            assert refused.value.hint
        assert workspace.undo_text == "Add the account 3998"
        assert len(workspace.read(queries.accounts)) > 1
    assert workspace.undo().message == "Import the ledger paakirja.xlsx"
    assert workspace.undo().message == "Add the account 3998"


def test_a_step_waits_for_a_short_one_of_another_thread(workspace: Workspace) -> None:
    with _storing(workspace):
        waiting = threading.Thread(
            target=workspace.do,
            args=(services.add_account,),
            kwargs={"number": "3998", "names": {"fi": "Arpajaiset"}},
        )
        waiting.start()
    waiting.join()
    assert workspace.undo_text == "Add the account 3998"


def test_a_text_typed_while_an_import_is_stored_is_kept_after_it(workspace: Workspace) -> None:
    drafts = workspace.drafts
    with _storing(workspace):
        drafts.save_draft(PLACE, "Vuok")
        drafts.save_draft(PLACE, "Vuokra")
        drafts.save_draft("note", "Turha")
        drafts.forget_draft("note")
        assert (drafts.draft(PLACE), drafts.draft("note")) == ("Vuokra", None)
    path = workspace.database.target.path
    assert path is not None
    workspace.close()
    with yhdistys.open(path, actor=ACTOR) as again:
        assert (again.drafts.draft(PLACE), again.drafts.draft("note")) == ("Vuokra", None)


def test_drafts_are_no_steps(either_workspace: Workspace) -> None:
    workspace = either_workspace
    before = content(workspace), workspace.undo_text, len(workspace.read(history))
    workspace.drafts.save_draft(PLACE, "Kesken ”åäö”")
    assert workspace.drafts.draft(PLACE) == "Kesken ”åäö”"
    assert (content(workspace), workspace.undo_text, len(workspace.read(history))) == before
    workspace.drafts.forget_draft(PLACE)
    assert workspace.drafts.draft(PLACE) is None


def test_who_only_reads_keeps_no_drafts_and_is_told_who_holds_the_file(
    workspace: Workspace, plugins: Plugins
) -> None:
    path = workspace.database.target.path
    assert path is not None
    assert (workspace.read_only_reason, workspace.holder) == ("", None)
    workspace.drafts.save_draft(PLACE, "Kesken")
    with yhdistys.open(path, plugins=plugins, actor="Aino") as second:
        assert ACTOR in second.read_only_reason
        assert second.holder is not None
        assert second.holder.actor == ACTOR
        second.drafts.save_draft(PLACE, "Toinen")
        second.drafts.forget_draft(PLACE)
        assert second.drafts.draft(PLACE) == "Kesken"
    with yhdistys.open(path, plugins=plugins, read_only=True) as reader:
        assert (reader.read_only_reason, reader.holder) == ("It was opened for reading only.", None)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Kylän Äidit ry", "Kylän Äidit ry.yhdistys"),
        (' A/B\\C: "D" <E>|F?*\n', "A B C D E F.yhdistys"),
        ("../../etc", "etc.yhdistys"),
        ("Con", "_Con.yhdistys"),
        ("com1.ry", "_com1.ry.yhdistys"),
        ("...", "yhdistys.yhdistys"),
        ("", "yhdistys.yhdistys"),
        ("x" * 300, f"{'x' * 80}.yhdistys"),
        ("A\u0308iti", "Äiti.yhdistys"),
    ],
)
def test_a_file_is_suggested_by_the_name(tmp_path: Path, name: str, file: str) -> None:
    suggested = suggested_file(name, tmp_path)
    assert suggested == tmp_path / file
    suggested.touch()
    assert suggested_file(name, tmp_path) == tmp_path / file.replace(".yhdistys", " 2.yhdistys")


def test_files_are_suggested_into_the_folder_of_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yhdistys.settings.documents_folder", lambda: tmp_path / "Asiakirjat")
    assert suggested_file("Testilä ry") == tmp_path / "Asiakirjat" / "Testilä ry.yhdistys"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody remove an open file")
def test_no_empty_file_is_made_in_the_place_of_one_that_was_removed(tmp_path: Path) -> None:
    path = tmp_path / "testila.yhdistys"
    yhdistys.create(path, name="Testilä ry", fiscal_year=YEAR).close()
    with yhdistys.open(path) as opened:
        path.unlink()
        with pytest.raises(FileProblem):
            opened.do(change_settings, values={"association.contact": "toimisto"})
    assert not path.exists()
