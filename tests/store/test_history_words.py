"""What history says of the rows of an application."""

from __future__ import annotations

from decimal import Decimal

from helpers.applications import NAME, answer, begin, fill_application
from yhdistys.app import Workspace
from yhdistys.budget import services as budget
from yhdistys.grants import services
from yhdistys.grants.rules.application import AttachmentState
from yhdistys.store.base import Base
from yhdistys.store.history import history
from yhdistys.store.history_words import ENTITIES, FIELDS, entity_text, field_text, value_text
from yhdistys.store.triggers import recorded_tables

UNTOLD = {"id", "uid", "version", "budget_version_uid", "content", "content_hash"}


def test_every_table_and_field_of_history_has_words() -> None:
    tables = list(recorded_tables(Base.metadata))
    assert [table.name for table in tables if table.name not in ENTITIES] == []
    fields = {column.name for table in tables for column in table.columns}
    assert sorted(fields - UNTOLD - FIELDS.keys()) == []


def _told(workspace: Workspace) -> list[tuple[str, str, str, str]]:
    (step,) = workspace.read(history, newest=1)
    return [
        (
            entity_text(one.entity),
            field_text(one.field),
            value_text(one.field, one.before),
            value_text(one.field, one.after),
        )
        for one in step.values
    ]


def test_a_step_is_told_in_plain_words(workspace: Workspace) -> None:
    one = fill_application(workspace)
    answer(workspace, one, "kohderyhma", rows=[{"ryhma": "Nuoret"}, {"ryhma": "Muut"}])
    assert _told(workspace) == [("Answer of an application 6", "rows", "1 row", "2 rows")]
    new = services.NewAmount(line="muut_kulut", year=2027, amount=Decimal(5), note="Tilat")
    workspace.do(services.set_amounts, application_id=one, amounts=[new])
    assert _told(workspace) == [("Amount of an application 1", "amount", "1,200.50", "5.00")]
    workspace.do(
        services.set_attachment,
        application_id=one,
        attachment="saannot",
        state=AttachmentState.IN_OTHER_FILE,
        note="saannot.pdf",
    )
    assert _told(workspace) == [
        ("Attachment of an application 1", "state", "attached", "in another file")
    ]


def test_a_plan_behind_an_application_is_told(workspace: Workspace) -> None:
    one = begin(workspace)
    version_id = workspace.do(budget.create_version, year=2025, name="Talousarvio")
    source = services.YearSource(
        year=2027, version_id=version_id, percent=Decimal(2), cost_centres=("10", "20")
    )
    workspace.do(services.fill_budget, application_id=one, years=[source])
    assert workspace.read(history, newest=1)[0].message == (
        f"Fill the budget of “{NAME}” from the plan"
    )
    words = {field: after for _entity, field, _before, after in _told(workspace)}
    assert words == {
        "application": str(one),
        "budget": "Talousarvio 2025",
        "its cost centres": "10, 20",
        "cost centres of general costs": "\N{EN DASH}",
        "share of the general costs": "0",
        "change in per cent": "2",
        "year": "2027",
    }


def test_yes_and_no_are_words() -> None:
    assert (value_text("is_planned", 1), value_text("is_planned", 0)) == ("yes", "no")
    assert value_text("is_planned", None) == "\N{EN DASH}"
