"""Applications at a glance, what was answered before, and lists in few statements."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from helpers.applications import (
    FORM,
    NAME,
    answer,
    begin,
    fill_application,
    form_without_budget,
    project_form,
)
from yhdistys.app import Workspace
from yhdistys.budget import services as budget
from yhdistys.errors import FileProblem, UsageError
from yhdistys.grants import queries, services
from yhdistys.grants.queries import ApplicationRow, EarlierAnswer
from yhdistys.grants.rules.application import ApplicationState
from yhdistys.grants.rules.checking import check
from yhdistys.i18n import DataText
from yhdistys.store.engine import connect_file

TODAY = date(2026, 4, 2)


def _rows(workspace: Workspace, today: date = TODAY) -> tuple[ApplicationRow, ...]:
    return workspace.read(queries.applications, today=today)


def test_an_association_without_applications_has_an_empty_list(workspace: Workspace) -> None:
    assert _rows(workspace) == ()


def test_a_row_tells_an_application_at_a_glance(either_workspace: Workspace) -> None:
    one = fill_application(either_workspace)
    (row,) = _rows(either_workspace)
    assert row == ApplicationRow(
        id=one,
        name=NAME,
        template_id="village_project",
        title=DataText(
            {
                "fi": "Pieni hankeavustus",
                "sv": "Litet projektunderstöd",
                "en": "Small project grant",
            }
        ),
        funder=DataText(
            {"fi": "Keksitty säätiö", "sv": "Påhittade stiftelsen", "en": "Invented Foundation"}
        ),
        grant_code="P",
        state=ApplicationState.DRAFT,
        closes_on=date(2026, 6, 1),
        closes_at=time(16, 15),
        days_left=60,
        readiness=row.readiness,
        errors=row.errors,
        requested=Decimal("1300.50"),
        years=(2027, 2028),
        submitted_on=None,
        versions=1,
        version=1,
    )
    assert row.readiness == 100
    assert row.errors == 0


def test_what_is_missing_counts_as_errors(workspace: Workspace) -> None:
    begin(workspace)
    (row,) = _rows(workspace)
    assert 0 < row.readiness < 100
    assert row.errors > 0
    assert (row.requested, row.years) == (None, (2027,))


def test_drafts_come_by_their_deadline_and_then_the_newest_sent_ones(
    workspace: Workspace,
) -> None:
    for name, told in (
        ("Ei määräaikaa", {"closes_on": None, "form": _without_dates()}),
        ("Myöhemmin", {"closes_on": date(2026, 9, 1)}),
        ("Myöhässä", {"closes_on": date(2026, 4, 1)}),
        ("Lähetetty 1", {}),
        ("Lähetetty 2", {}),
        ("Peruttu", {}),
    ):
        one = begin(workspace, name, **told)
        if name.startswith("Lähetetty"):
            day = date(2026, 3, int(name[-1]))
            workspace.do(services.submit_application, application_id=one, submitted_on=day)
    workspace.do(services.withdraw_application, application_id=one)
    assert [(row.name, row.days_left) for row in _rows(workspace)] == [
        ("Myöhässä", -1),
        ("Myöhemmin", 152),
        ("Ei määräaikaa", None),
        ("Lähetetty 2", None),
        ("Lähetetty 1", None),
        ("Peruttu", None),
    ]
    names = workspace.read(queries.application_names)
    assert [(row.id, row.name) for row in names] == [(row.id, row.name) for row in _rows(workspace)]


def test_drafts_that_close_soon_or_have_closed_tell_how_far_they_are(
    workspace: Workspace,
) -> None:
    today = date(2026, 4, 2)
    told: dict[str, Any] = {"today": today, "days": 60}
    assert workspace.read(queries.closing_drafts, **told) == ()
    begin(workspace, "Ei määräaikaa", closes_on=None, form=_without_dates())
    begin(workspace, "Viimeisenä päivänä", closes_on=date(2026, 6, 1))
    begin(workspace, "Myöhemmin", closes_on=date(2026, 6, 2))
    begin(workspace, "Myöhässä", closes_on=date(2026, 4, 1))
    sent = begin(workspace, "Lähetetty")
    workspace.do(services.submit_application, application_id=sent, submitted_on=today)
    drafts = workspace.read(queries.closing_drafts, **told)
    assert [(row.name, row.days_left) for row in drafts] == [
        ("Myöhässä", -1),
        ("Viimeisenä päivänä", 60),
    ]
    readiness = {row.id: row.readiness for row in _rows(workspace)}
    assert {row.id: row.readiness for row in drafts} == {
        row.id: readiness[row.id] for row in drafts
    }


def _without_dates() -> str:
    return project_form().replace('event = "call_closes"', 'event = "other"')


def test_a_form_without_a_line_for_the_grant_asks_for_no_sum(workspace: Workspace) -> None:
    begin(workspace, form=form_without_budget())
    (row,) = _rows(workspace)
    assert row.requested is None


@pytest.mark.slow
def test_lists_take_as_many_statements_for_thirty_rows_as_for_one(workspace: Workspace) -> None:
    def count() -> int:
        seen: list[str] = []
        engine = workspace.database.reader_engine()

        def executed(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", executed)
        first = _rows(workspace)[0].id
        told: dict[str, Any] = {"application_id": first, "question": "tarve"}
        workspace.read(queries.earlier_answers, **told)
        workspace.read(queries.application_versions, application_id=first)
        event.remove(engine, "before_cursor_execute", executed)
        return len(seen)

    version_id = workspace.do(budget.create_version, year=2025, name="Talousarvio")
    source = services.YearSource(year=2027, version_id=version_id)
    filled = [fill_application(workspace)]
    workspace.do(services.fill_budget, application_id=filled[0], years=[source])
    one = count()
    filled += [fill_application(workspace) for _number in range(29)]
    for application_id in filled:
        workspace.do(services.fill_budget, application_id=application_id, years=[source])
        workspace.do(services.keep_version, application_id=application_id)
    assert len(_rows(workspace)) == 30
    assert count() == one


def test_earlier_answers_come_from_the_same_question_and_topic(
    either_workspace: Workspace,
) -> None:
    workspace = either_workspace
    other_form = (
        project_form()
        .replace('id = "village_project"', 'id = "other_form"')
        .replace('id = "tarve"', 'id = "perustelut"')
    )
    same = begin(workspace, "Sama lomake")
    other = begin(workspace, "Toinen lomake", form=other_form)
    silent = begin(workspace, "Tyhjä")
    own = begin(workspace)
    answer(workspace, same, "tarve", "Sama kysymys")
    answer(workspace, same, "kumppaneita", "ei")
    answer(workspace, same, "kohderyhma", rows=[{"ryhma": "Nuoret"}])
    answer(workspace, other, "perustelut", "Sama aihe")
    answer(workspace, other, "kumppaneita", "kyllä")
    answer(workspace, own, "tarve", "Oma")
    sent = date(2026, 3, 1)
    workspace.do(services.submit_application, application_id=other, submitted_on=sent)

    def earlier(question: str) -> tuple[EarlierAnswer, ...]:
        return workspace.read(queries.earlier_answers, application_id=own, question=question)

    first, second = earlier("tarve")
    assert first == EarlierAnswer(
        application_id=other,
        application_name="Toinen lomake",
        state=ApplicationState.SUBMITTED,
        submitted_on=sent,
        text="Sama aihe",
    )
    assert (second.application_id, second.text) == (same, "Sama kysymys")
    assert [one.text for one in earlier("kumppaneita")] == ["no"]
    assert [one.application_id for one in earlier("hanke")] == [silent, same]
    assert earlier("kohderyhma") == earlier("ei_ole") == ()
    with pytest.raises(UsageError) as unknown:
        workspace.read(queries.earlier_answers, application_id=77, question="tarve")
    assert unknown.value.kind == "unknown-application"


def test_a_form_that_was_altered_in_the_file_is_told(workspace: Workspace) -> None:
    one = begin(workspace)
    _spoil(workspace, "UPDATE form_copy SET text = 'id = '")
    assert workspace.read(queries.altered_forms) == 1
    assert workspace.read(queries.stray_answers) == 2
    with pytest.raises(FileProblem) as refused:
        workspace.read(queries.application, application_id=one)
    assert refused.value.kind == "unreadable-form"


def test_a_form_with_a_rule_that_is_not_known_any_more_is_still_read(workspace: Workspace) -> None:
    one = begin(workspace)
    _spoil(workspace, """UPDATE form_copy SET text = replace(text, '"overhead_cap"', '"new"')""")
    case = workspace.read(queries.application, application_id=one)
    kinds = {note.kind for note in check(case, today=date(2026, 5, 1))}
    assert "unknown-rule" in kinds
    assert len(workspace.read(queries.applications, today=date(2026, 5, 1))) == 1


def test_an_answer_without_a_question_and_a_negative_amount_are_counted(
    workspace: Workspace,
) -> None:
    fill_application(workspace)
    counts = (queries.altered_forms, queries.stray_answers, queries.negative_amounts)
    assert [workspace.read(count) for count in counts] == [0, 0, 0]
    _spoil(workspace, "UPDATE application_answer SET question = 'x' WHERE question = 'tarve'")
    _spoil(workspace, "UPDATE application_amount SET amount = -amount WHERE line = 'muut_kulut'")
    assert [workspace.read(count) for count in counts] == [0, 1, 1]


def _spoil(workspace: Workspace, statement: str) -> None:
    """Change a file as somebody without the program would."""
    assert workspace.database.target.path is not None
    raw = connect_file(workspace.database.target.path)
    raw.execute("PRAGMA ignore_check_constraints = ON")
    raw.execute(statement)
    raw.close()


def test_the_form_of_the_tests_is_named_like_its_folder() -> None:
    assert f'id = "{FORM.name}"' in project_form()
