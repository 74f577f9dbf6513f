"""The seal over history and what it says of a step."""

from __future__ import annotations

from datetime import UTC, datetime

from helpers.ledgers_built import content
from yhdistys.app import Workspace
from yhdistys.store.changes import (
    ChangedEntity,
    Changes,
    chain_digest,
    is_erased,
    render,
    row_digest,
    touched,
)
from yhdistys.store.clock import utc_now
from yhdistys.store.model import Change, ChangeSet
from yhdistys.store.unit_of_work import StepTold, UnitOfWork, told_params


def _change(verb: str, row_id: str = "1", table: str = "account") -> Change:
    """Build the change of a row: added, changed, deleted or erased."""
    return Change(
        table_name=table,
        row_id=row_id,
        before={"id": 1} if verb in {"changed", "deleted"} else None,
        after={"id": 1} if verb in {"changed", "added"} else None,
        salt="s",
    )


def test_a_row_touched_more_than_once_is_told_once() -> None:
    added, changed, deleted = _change("added"), _change("changed"), _change("deleted")
    assert [str(entity) for entity in touched([changed, changed])] == ["account/1"]
    assert touched([added, changed]) == (ChangedEntity("account", "1", "added"),)
    assert touched([changed, deleted]) == (ChangedEntity("account", "1", "deleted"),)
    assert touched([added, _change("changed", "2")]) == (
        ChangedEntity("account", "1", "added"), ChangedEntity("account", "2", "changed"),
    )  # fmt: skip


def test_what_came_and_went_in_one_step_is_told_as_it_ended() -> None:
    assert touched([_change("added"), _change("deleted")]) == (
        ChangedEntity("account", "1", "deleted"),
    )


def test_the_kinds_of_a_step_are_those_of_its_rows_and_bulk_changes() -> None:
    changes = Changes(1, "", (ChangedEntity("account", "1", "added"),), ("ledger-batch",))
    assert changes.kinds == {"account", "ledger-batch"}


def test_a_digest_depends_on_every_part_of_a_row() -> None:
    base = _change("changed")
    digests = {row_digest(base), row_digest(_change("deleted")), row_digest(_change("added"))}
    digests |= {row_digest(_change("changed", "2")), row_digest(_change("changed", "1", "x"))}
    other_salt = _change("changed")
    other_salt.salt = "t"
    digests.add(row_digest(other_salt))
    assert len(digests) == 6
    assert is_erased(_change("erased"))
    assert not is_erased(base)


def test_a_seal_depends_on_all_before_it() -> None:
    step = ChangeSet(
        id=1, at=datetime(2025, 1, 1, tzinfo=UTC), actor="A", kind="do", message="M", params={},
        barrier=False, reverses_id=None, bulk=None,
    )  # fmt: skip
    seals = {chain_digest("", step, []), chain_digest("a", step, []), chain_digest("", step, ["b"])}
    assert len(seals) == 3


def test_a_message_is_filled_from_the_call() -> None:
    params = told_params("Add {number} to {chart}", {"number": 3000, "other": "x"})
    assert params == {"number": "3000", "chart": ""}
    assert render("Add {number}{chart}", params) == "Add 3000"
    assert render("", {}) == ""


def test_a_step_without_a_message_is_sealed_too(workspace: Workspace) -> None:
    told = StepTold(message="", params={}, actor="A", at=utc_now())
    with UnitOfWork(workspace.database.writer(), told) as uow:
        assert (uow.actor, uow.at) == ("A", told.at)
    assert uow.changes.change_set is None
    assert content(workspace)
