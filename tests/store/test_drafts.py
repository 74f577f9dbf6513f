"""Unfinished texts are kept outside undo, history and the content."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import yhdistys
from helpers.ledgers_built import content
from helpers.workspaces import ACTOR
from yhdistys.app import Workspace
from yhdistys.errors import NotAllowed
from yhdistys.store.drafts import draft, forget_draft, save_draft
from yhdistys.store.history import history

AT = datetime(2025, 10, 14, 9, 30, tzinfo=UTC)
PLACE = "explanation/2025/4400"


def test_a_draft_is_kept_replaced_and_forgotten(either_workspace: Workspace) -> None:
    database, read = either_workspace.database, either_workspace.read
    assert read(draft, place=PLACE) is None
    for text in ("Vuokra", "Vuokra nousi ”syyskuussa”\n2 %"):
        save_draft(database, place=PLACE, text=text, actor=ACTOR, at=AT)
        assert read(draft, place=PLACE) == text
    assert read(draft, place="explanation/2025/4401") is None
    forget_draft(database, place=PLACE)
    forget_draft(database, place=PLACE)
    assert read(draft, place=PLACE) is None


def test_a_draft_is_no_step_and_no_content(either_workspace: Workspace) -> None:
    before = content(either_workspace), either_workspace.read(history), either_workspace.undo_text
    save_draft(either_workspace.database, place=PLACE, text="Kesken", actor=ACTOR, at=AT)
    after = content(either_workspace), either_workspace.read(history), either_workspace.undo_text
    assert after == before


def test_a_draft_is_there_after_the_file_was_closed(workspace: Workspace) -> None:
    save_draft(workspace.database, place=PLACE, text="Kesken", actor=ACTOR, at=AT)
    path = workspace.database.target.path
    assert path is not None
    workspace.close()
    with yhdistys.open(path, read_only=True) as again:
        assert again.read(draft, place=PLACE) == "Kesken"
        with pytest.raises(NotAllowed):
            save_draft(again.database, place=PLACE, text="Uusi", actor=ACTOR, at=AT)
        with pytest.raises(NotAllowed):
            forget_draft(again.database, place=PLACE)
