"""One door for writing: all or nothing, recorded, refused when somebody was faster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text, update

import yhdistys
from helpers.ledgers_built import FEES, RENT, YEAR, content, ledger_of, paid
from helpers.workspaces import ACTOR, open_copy
from yhdistys.app import Workspace, check
from yhdistys.budget import services as budget
from yhdistys.errors import Conflict, FileProblem, LockedFile, NotAllowed
from yhdistys.ledger import model
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger import services as ledger
from yhdistys.registry import Plugins
from yhdistys.store.changes import ChangedEntity, Changes
from yhdistys.store.engine import connect_file
from yhdistys.store.history import history
from yhdistys.store.unit_of_work import SERVICES, UnitOfWork, service
from yhdistys.store.workspace_settings import change_settings, file_settings


@contextmanager
def serving(function: Any, message: str = "Toy", *, barrier: bool = False) -> Iterator[Any]:
    """Mark a function of a test as a service for the time of the block."""
    service(message, barrier=barrier)(function)
    try:
        yield function
    finally:
        del SERVICES[function]


def _steps(workspace: Workspace) -> int:
    return len(workspace.read(history))


def _names(workspace: Workspace, number: str) -> dict[str, str]:
    rows = workspace.read(ledger_queries.accounts)
    return dict(next(row.names for row in rows if row.number == number))


def test_an_exception_leaves_nothing(either_workspace: Workspace) -> None:
    def half(uow: UnitOfWork) -> None:
        ledger.add_account(uow, number="3998", names={"fi": "Puolikas"})
        ledger.store_ledger(uow, result=ledger_of(paid("1", "2025-01-02", FEES, -100)))
        uow.session.flush()
        raise ZeroDivisionError

    before, steps = content(either_workspace), _steps(either_workspace)
    with serving(half), pytest.raises(ZeroDivisionError):
        either_workspace.do(half)
    assert content(either_workspace) == before
    assert _steps(either_workspace) == steps
    either_workspace.do(ledger.add_account, number="3998", names={"fi": "Kokonainen"})
    assert _steps(either_workspace) == steps + 1


def test_a_step_that_changes_nothing_leaves_no_step(either_workspace: Workspace) -> None:
    steps = _steps(either_workspace)
    told: list[Changes] = []
    either_workspace.changed.subscribe(told.append)
    either_workspace.do(change_settings, values={"nothing": None})
    chart = ledger_queries.chart_preset("fi_common")
    assert either_workspace.do(ledger.take_chart, chart=chart) == 0
    assert _steps(either_workspace) == steps
    assert told == []
    assert content(either_workspace)


def test_front_ends_are_told_what_a_step_touched(workspace: Workspace) -> None:
    told: list[Changes] = []
    end = workspace.changed.subscribe(told.append)
    workspace.do(ledger.add_project, code="P1", names={"fi": "Hanke"})
    workspace.do(ledger.store_ledger, result=ledger_of(paid("1", "2025-01-02", FEES, -100)))
    workspace.undo()
    end()
    workspace.redo()
    assert [changes.kinds for changes in told] == [
        {"accounting_project"}, {"ledger-batch"}, {"ledger-batch"},
    ]  # fmt: skip
    assert told[0].entities == (ChangedEntity("accounting_project", "1", "added"),)
    assert workspace.last_change.change_set == told[-1].change_set + 1  # type: ignore[operator]  # a step was stored


def test_a_step_that_must_stand_is_not_taken_back(workspace: Workspace) -> None:
    def send_report(uow: UnitOfWork, *, number: str) -> None:
        ledger.add_account(uow, number=number, names={})

    with serving(send_report, "Send the report {number}", barrier=True):
        workspace.do(ledger.add_project, code="P1", names={"fi": "Hanke"})
        workspace.do(send_report, number="3998")
    before = content(workspace)
    assert workspace.undo_text == "Send the report 3998"
    with pytest.raises(NotAllowed, match="Send the report 3998") as refused:
        workspace.undo()
    assert refused.value.kind == "barrier"
    assert content(workspace) == before
    assert workspace.read(history, newest=1)[0].barrier


@pytest.mark.parametrize(
    ("verb", "kind"), [("undo", "nothing-to-undo"), ("redo", "nothing-to-redo")]
)
def test_there_may_be_nothing_to_take_back(workspace: Workspace, verb: str, kind: str) -> None:
    while workspace.undo_text is not None:
        workspace.undo()
    while verb == "redo" and workspace.redo_text is not None:
        workspace.redo()
    with pytest.raises(NotAllowed) as refused:
        getattr(workspace, verb)()
    assert refused.value.kind == kind


def test_a_row_changed_outside_since_stops_the_undo(either_workspace: Workspace) -> None:
    do = either_workspace.do
    do(ledger.add_account, number="3998", names={"fi": "Yksi"})
    do(ledger.add_project, code="P1", names={"fi": "Hanke"})
    path = either_workspace.database.target.path
    change = "UPDATE account SET names = '{\"fi\": \"Muu\"}' WHERE number = '3998'"
    if path is not None:
        raw = connect_file(path)
        raw.execute(change)
        raw.close()
    else:
        with either_workspace.database.reader_engine().begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text(change))
    either_workspace.undo()
    before = content(either_workspace)
    with pytest.raises(Conflict, match="account"):
        either_workspace.undo()
    assert content(either_workspace) == before
    assert _names(either_workspace, "3998") == {"fi": "Muu"}


def test_a_row_that_is_gone_stops_the_undo(workspace: Workspace) -> None:
    workspace.do(ledger.add_account, number="3998", names={"fi": "Yksi"})
    assert workspace.database.target.path is not None
    raw = connect_file(workspace.database.target.path)
    raw.execute("DELETE FROM account WHERE number = '3998'")
    raw.close()
    with pytest.raises(Conflict):
        workspace.undo()


def test_an_edit_of_what_was_changed_meanwhile_is_refused(either_workspace: Workspace) -> None:
    do = either_workspace.do
    do(ledger.rename_account, number=FEES, names={"fi": "Yksi"}, if_version=1)
    with pytest.raises(Conflict, match="Yksi"):
        do(ledger.rename_account, number=FEES, names={"fi": "Kaksi"}, if_version=1)
    assert _names(either_workspace, FEES) == {"fi": "Yksi"}


def test_the_version_of_a_row_is_raised_and_never_restored(either_workspace: Workspace) -> None:
    def version() -> int:
        rows = either_workspace.read(ledger_queries.accounts)
        return next(row.version for row in rows if row.number == FEES)

    either_workspace.do(ledger.rename_account, number=FEES, names={"fi": "Yksi"}, if_version=1)
    assert version() == 2
    either_workspace.undo()
    assert version() == 3
    either_workspace.redo()
    assert version() == 4
    either_workspace.do(ledger.remove_account, number=FEES)
    either_workspace.undo()
    assert version() == 5
    with pytest.raises(Conflict):
        either_workspace.do(ledger.rename_account, number=FEES, names={}, if_version=2)


def test_a_bulk_update_is_recorded_row_by_row(either_workspace: Workspace) -> None:
    def rename_all(uow: UnitOfWork) -> None:
        uow.session.execute(update(model.Account).values(names={"fi": "Sama"}))

    before = content(either_workspace)
    count = len(either_workspace.read(ledger_queries.accounts))
    with serving(rename_all):
        either_workspace.do(rename_all)
    assert len(either_workspace.read(history, newest=1)[0].entities) == count
    after = content(either_workspace)
    either_workspace.undo()
    assert content(either_workspace) == before
    either_workspace.redo()
    assert content(either_workspace) == after


def test_a_change_inside_a_json_value_is_recorded(either_workspace: Workspace) -> None:
    def edit_in_place(uow: UnitOfWork) -> None:
        account = uow.session.scalars(select(model.Account).filter_by(number=FEES)).one()
        uow.session.execute(
            update(model.Account).filter_by(number=FEES).values(names={**account.names, "en": "X"})
        )
        account.names["fi"] = "in place, unseen by the session"
        uow.session.expire(account)

    names = _names(either_workspace, FEES)
    with serving(edit_in_place):
        either_workspace.do(edit_in_place)
    assert _names(either_workspace, FEES) == {**names, "en": "X"}
    told = either_workspace.read(history, newest=1)[0].values
    assert [(v.field, v.before, v.after) for v in told] == [("names", names, {**names, "en": "X"})]
    either_workspace.undo()
    assert _names(either_workspace, FEES) == names


def test_a_row_removed_and_added_again_in_one_step_comes_back(either_filled: Workspace) -> None:
    def regroup(uow: UnitOfWork) -> None:
        pairs = uow.session.execute(select(model.centre_in_group)).all()
        uow.session.execute(model.centre_in_group.delete())
        uow.session.execute(model.centre_in_group.insert(), [pair._asdict() for pair in pairs])

    before = content(either_filled)
    with serving(regroup):
        either_filled.do(regroup)
    assert content(either_filled) == before
    either_filled.undo()
    assert content(either_filled) == before


def test_undo_survives_reopening(filled_file: Any, tmp_path: Any, plugins: Plugins) -> None:
    with open_copy(filled_file, tmp_path, plugins) as first:
        before = content(first)
        first.do(budget.remove_version, year=YEAR, name="Muutos")
        after = content(first)
        path = first.database.target.path
    assert path is not None
    with yhdistys.open(path, plugins=plugins, actor="Joku Muu") as second:
        second.undo()
        assert content(second) == before
    with yhdistys.open(path, plugins=plugins, actor="Kolmas") as third:
        third.redo()
        assert content(third) == after
        assert [row.actor for row in third.read(history, newest=2)] == ["Kolmas", "Joku Muu"]


@pytest.mark.postgresql
@pytest.mark.slow
def test_on_a_server_everybody_takes_back_only_their_own(
    filled_server: str, plugins: Plugins
) -> None:
    with (
        yhdistys.open(filled_server, plugins=plugins, actor="Aino") as aino,
        yhdistys.open(filled_server, plugins=plugins, actor="Eino") as eino,
    ):
        assert aino.undo_text is None
        aino.do(ledger.add_project, code="A", names={"fi": "Ainon"})
        eino.do(ledger.add_project, code="E", names={"fi": "Einon"})
        aino.undo()
        assert [row.code for row in eino.read(ledger_queries.projects)] == ["E", "P1"]
        assert eino.redo_text is None
        eino.undo()
        aino.redo()
        assert [row.code for row in eino.read(ledger_queries.projects)] == ["A", "P1"]
        assert check(eino).ok


@pytest.mark.postgresql
@pytest.mark.slow
def test_on_a_server_nobody_takes_along_what_others_hung_on_it(
    filled_server: str, plugins: Plugins
) -> None:
    with (
        yhdistys.open(filled_server, plugins=plugins, actor="Aino") as aino,
        yhdistys.open(filled_server, plugins=plugins, actor="Eino") as eino,
    ):
        version = aino.do(budget.create_version, year=YEAR, name="Ainon luonnos")
        eino.do(budget.add_plan_line, version_id=version, account=RENT, amount=Decimal("1.00"))
        before = content(eino)
        with pytest.raises(Conflict, match="plan_"):
            aino.undo()
        assert content(eino) == before
        aino.do(ledger.add_account, number="3998", names={"fi": "Ainon tili"})
        eino.do(budget.add_plan_line, version_id=version, account="3998", amount=Decimal("1.00"))
        before = content(eino)
        with pytest.raises(Conflict) as refused:
            aino.undo()
        assert refused.value.kind == "in-use"
        assert content(eino) == before


def test_redo_is_gone_after_a_new_step(either_workspace: Workspace) -> None:
    do = either_workspace.do
    do(ledger.add_project, code="A", names={"fi": "A"})
    either_workspace.undo()
    assert either_workspace.redo_text is not None
    do(ledger.add_project, code="B", names={"fi": "B"})
    assert either_workspace.redo_text is None
    with pytest.raises(NotAllowed):
        either_workspace.redo()


def test_undo_and_redo_walk_through_many_steps(workspace: Workspace) -> None:
    codes = "ABC"
    states = [content(workspace)]
    for code in codes:
        workspace.do(ledger.add_project, code=code, names={"fi": code})
        states.append(content(workspace))
    for way in ("uuu", "rr", "u", "rr", "uu", "rr", "uuu", "rrr"):
        for step in way:
            workspace.undo() if step == "u" else workspace.redo()
    assert content(workspace) == states[-1]
    workspace.undo()
    workspace.undo()
    workspace.do(ledger.add_project, code="D", names={"fi": "D"})
    workspace.undo()
    assert content(workspace) == states[1]
    workspace.undo()
    assert content(workspace) == states[0]


def test_what_is_in_use_is_not_removed(either_filled: Workspace) -> None:
    before = content(either_filled)
    with pytest.raises(Conflict) as refused:
        either_filled.do(ledger.remove_account, number=FEES)
    assert refused.value.kind == "in-use"
    assert content(either_filled) == before


def test_the_same_thing_twice_is_refused_by_the_database_too(either_workspace: Workspace) -> None:
    def add_blindly(uow: UnitOfWork) -> None:
        uow.session.add(model.Account(number=FEES, names={}))

    with serving(add_blindly), pytest.raises(Conflict) as refused:
        either_workspace.do(add_blindly)
    assert refused.value.kind == "there-already"


def test_a_broken_rule_of_ours_stays_a_bug(either_workspace: Workspace) -> None:
    def break_rule(uow: UnitOfWork) -> None:
        uow.session.add(model.Account(number="", names={}))

    with serving(break_rule), pytest.raises(Exception, match="ck_account_number"):
        either_workspace.do(break_rule)


def test_a_file_another_program_writes_to_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yhdistys.store.engine.BUSY_SECONDS", 0.01)
    assert workspace.database.target.path is not None
    other = connect_file(workspace.database.target.path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LockedFile):
        workspace.do(ledger.add_project, code="P", names={"fi": "P"})
    other.execute("ROLLBACK")
    other.close()
    workspace.do(ledger.add_project, code="P", names={"fi": "P"})


def test_a_file_that_breaks_while_open_is_told(filled: Workspace) -> None:
    path = filled.database.target.path
    assert path is not None
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(FileProblem, match="damaged"):
        filled.read(ledger_queries.accounts)
    with pytest.raises(FileProblem):
        filled.do(ledger.add_project, code="P", names={"fi": "P"})
    path.write_bytes(whole)


def test_settings_are_changed_removed_and_kept(either_workspace: Workspace) -> None:
    do = either_workspace.do
    assert do(change_settings, values={"a": 1, "b": ["x", None], "c": {"d": True}})
    assert do(change_settings, values={"a": 2, "b": None, "c": {"d": True}})
    assert not do(change_settings, values={"a": 2, "b": None})
    told = either_workspace.read(file_settings)
    assert {key: told.get(key) for key in "abc"} == {"a": 2, "b": None, "c": {"d": True}}
    assert either_workspace.read(history, newest=1)[0].actor == ACTOR


def test_the_day_of_a_step_follows_the_clock_not_the_file(workspace: Workspace) -> None:
    workspace.do(change_settings, values={"as_of": "2020-01-01"})
    assert workspace.today == date(2020, 1, 1)
    assert workspace.read(history, newest=1)[0].at.year > 2020
