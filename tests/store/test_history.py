"""History tells who, when, what, before and after, and shows when somebody altered it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from helpers.ledgers_built import FEES, RENT, YEAR, ledger_of, paid
from helpers.workspaces import ACTOR
from yhdistys.app import Workspace, check
from yhdistys.budget import queries as budget_queries
from yhdistys.budget import services as budget
from yhdistys.errors import Conflict
from yhdistys.i18n import _, using
from yhdistys.ledger import services as ledger
from yhdistys.store.changes import ChangedEntity, broken_links
from yhdistys.store.clock import utc_now
from yhdistys.store.engine import file_engine
from yhdistys.store.history import (
    HistoryRow,
    ValueChange,
    history,
    step_ids,
    step_rows,
    step_values,
)

ALTERATIONS = (
    'UPDATE change SET after = \'{"number": "9999"}\' WHERE seq = 5',
    "UPDATE change SET before = '{}' WHERE seq = 5",
    "UPDATE change SET row_id = '77' WHERE seq = 5",
    "UPDATE change SET salt = NULL WHERE seq = 5",
    "UPDATE change SET digest = NULL WHERE seq = 5",
    "UPDATE change SET digest = NULL, salt = NULL, after = NULL, before = NULL WHERE seq = 5",
    "UPDATE change SET after = NULL, before = NULL WHERE seq = 5",
    "DELETE FROM change WHERE seq = 5",
    "UPDATE change SET change_set_id = change_set_id - 1 WHERE seq = 5",
    "INSERT INTO change (change_set_id, table_name, row_id) VALUES (1, 'account', '1')",
    "UPDATE change_set SET actor = 'Joku Muu' WHERE id = 2",
    "UPDATE change_set SET at = '2020-01-01 00:00:00' WHERE id = 2",
    "UPDATE change_set SET message = 'Nothing' WHERE id = 2",
    "UPDATE change_set SET barrier = true WHERE id = 2",
    "UPDATE change_set SET chain = '' WHERE id = 2",
    'UPDATE change_set SET bulk = \'{"kind": "ledger-batch", "batch": 1}\' WHERE id = 2',
)


def _newest(workspace: Workspace) -> HistoryRow:
    return workspace.read(history, newest=1)[0]


def _alter(workspace: Workspace, statement: str) -> None:
    """Change the database as somebody without the program would."""
    path = workspace.database.target.path
    engine = workspace.database.reader_engine() if path is None else file_engine(path)
    with engine.begin() as connection:
        connection.execute(text(statement))
    if path is not None:
        engine.dispose()


def _broken(workspace: Workspace) -> list[str]:
    return [item.id for item in check(workspace).items if not item.ok]


def test_a_step_tells_who_did_what_and_when(either_workspace: Workspace) -> None:
    before = utc_now()
    either_workspace.do(ledger.add_account, number="3998", names={"fi": "Arpajaiset"})
    row = _newest(either_workspace)
    assert before <= row.at <= utc_now()
    assert (row.actor, row.kind, row.barrier, row.bulk) == (ACTOR, "do", False, None)
    assert [(e.kind, e.verb) for e in row.entities] == [("account", "added")]
    entity = str(row.entities[0])
    assert row.values == (
        ValueChange(entity=entity, field="names", before=None, after={"fi": "Arpajaiset"}),
        ValueChange(entity=entity, field="number", before=None, after="3998"),
    )


def test_values_are_told_before_and_after_as_they_were_given(either_workspace: Workspace) -> None:
    do = either_workspace.do
    version = do(budget.create_version, year=YEAR, name="Luonnos")
    line = do(budget.add_plan_line, version_id=version, account=RENT, amount=Decimal("-9600.00"))
    do(budget.change_plan_line, line_id=line, if_version=1, amount=Decimal("-9600.01"), note="Uusi")
    told = [value for value in _newest(either_workspace).values if "line" in value.entity]
    assert told == [
        ValueChange(
            entity=f"plan_line/{line}",
            field="amount",
            before=Decimal("-9600.00"),
            after=Decimal("-9600.01"),
        ),
        ValueChange(entity=f"plan_line/{line}", field="note", before="", after="Uusi"),
    ]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_step_is_told_in_the_language_of_the_reader(workspace: Workspace, language: str) -> None:
    with using("sv"):
        workspace.do(ledger.add_account, number="3998", names={"fi": "Arpajaiset"})
    with using(language):
        assert _newest(workspace).message == _("Add the account {number}").format(number="3998")
        assert workspace.undo_text == _newest(workspace).message


def test_an_undo_is_told_as_a_step_of_its_own(workspace: Workspace) -> None:
    workspace.do(ledger.add_account, number="3998", names={"fi": "Arpajaiset"})
    workspace.undo()
    workspace.redo()
    workspace.undo()
    told = [(row.kind, [e.verb for e in row.entities]) for row in workspace.read(history, newest=4)]
    assert told == [
        ("undo", ["deleted"]), ("redo", ["added"]), ("undo", ["deleted"]), ("do", ["added"]),
    ]  # fmt: skip


def test_history_of_one_thing_tells_only_its_steps(workspace: Workspace) -> None:
    workspace.do(ledger.add_account, number="3998", names={"fi": "Yksi"})
    entity = _newest(workspace).entities[0]
    workspace.do(ledger.add_project, code="P1", names={"fi": "Hanke"})
    workspace.do(ledger.rename_account, number="3998", names={"fi": "Kaksi"}, if_version=1)
    rows = workspace.read(history, entity=str(entity))
    assert [row.entities for row in rows] == [
        (ChangedEntity("account", entity.id, "changed"),),
        (ChangedEntity("account", entity.id, "added"),),
    ]
    assert len(workspace.read(history, entity="accounting-project")) == 1


def test_an_import_is_told_by_its_batch(workspace: Workspace) -> None:
    result = ledger_of(paid("1", "2025-01-02", FEES, -100))
    stored = workspace.do(ledger.store_ledger, result=result)
    row = _newest(workspace)
    assert row.bulk is not None
    assert row.bulk["batch"] == stored.batch
    assert row.bulk["sha256"] == result.sha256
    assert "paakirja.xlsx" in row.message


def test_a_whole_history_passes_the_check(either_filled: Workspace) -> None:
    either_filled.undo()
    assert _broken(either_filled) == []


def test_every_alteration_of_history_is_found(either_workspace: Workspace) -> None:
    with Session(either_workspace.database.writer()) as session:
        for statement in ALTERATIONS:
            session.execute(text(statement))
            assert (statement, broken_links(session)) != (statement, ())
            session.rollback()
        assert broken_links(session) == ()


def test_a_step_taken_out_of_the_middle_is_found(either_workspace: Workspace) -> None:
    _alter(either_workspace, "DELETE FROM change WHERE change_set_id = 2")
    _alter(either_workspace, "DELETE FROM change_set WHERE id = 2")
    assert _broken(either_workspace) == ["history-chain"]


def test_erasing_what_a_row_held_keeps_the_history_whole(either_workspace: Workspace) -> None:
    either_workspace.do(ledger.add_account, number="3998", names={"fi": "Aino Virtanen"})
    _alter(
        either_workspace,
        "UPDATE change SET before = NULL, after = NULL, salt = NULL"
        " WHERE seq = (SELECT max(seq) FROM change)",
    )
    assert _broken(either_workspace) == []
    assert _newest(either_workspace).values == ()


def test_a_step_whose_values_were_erased_cannot_be_taken_back(workspace: Workspace) -> None:
    workspace.do(ledger.add_account, number="3998", names={"fi": "Aino Virtanen"})
    whole = check(workspace).content_hash
    _alter(
        workspace,
        "UPDATE change SET before = NULL, after = NULL, salt = NULL"
        " WHERE seq = (SELECT max(seq) FROM change)",
    )
    with pytest.raises(Conflict, match="3998"):
        workspace.undo()
    assert check(workspace).content_hash == whole


def test_history_stays_whole_when_the_sums_of_a_plan_are_wrong(filled: Workspace) -> None:
    _alter(filled, "UPDATE plan_month SET cents = cents + 1 WHERE id = 1")
    version = filled.read(budget_queries.versions, year=YEAR)[0]
    assert version.income == Decimal("1200.01")
    assert "plan-months" in _broken(filled)


def test_steps_are_found_by_words_and_read_by_id(workspace: Workspace) -> None:
    workspace.do(ledger.add_account, number="7770", names={"fi": "Bingo"})
    workspace.do(ledger.add_account, number="7771", names={"fi": "Arpajaiset"})
    newest, older = workspace.read(step_ids)[:2]
    assert workspace.read(step_ids, text=f"7770 {ACTOR.split()[0].upper()}") == (older,)
    assert workspace.read(step_ids, text="7770 nobody") == ()
    assert workspace.read(step_ids, text="777", order="step") == (newest, older)
    assert workspace.read(step_ids, text="777", order="step", descending=False) == (older, newest)
    assert workspace.read(step_ids, order="at", descending=False)[-2:] == (older, newest)
    assert workspace.read(step_ids, text="777", order="actor") == (newest, older)
    rows = workspace.read(step_rows, ids=[older, newest])
    assert [row.message for row in rows] == ["Add the account 7771", "Add the account 7770"]
    told = [
        ValueChange(entity="account/7770", field="names", before=None, after={"fi": "Bingo"}),
        ValueChange(entity="account/7770", field="number", before=None, after="7770"),
    ]
    assert workspace.read(step_values, change_set=older, most=9) == tuple(told)
    assert workspace.read(step_values, change_set=older, most=1) == tuple(told[:1])
