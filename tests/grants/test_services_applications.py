"""Applications begun, named, timed, sent, withdrawn, reopened, removed."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from helpers.applications import CLOSES_AT, CLOSES_ON, NAME, answer, begin, project_form
from yhdistys import settings
from yhdistys.app import Workspace
from yhdistys.errors import Conflict, NotAllowed, UsageError, ValidationError
from yhdistys.grants import queries, services
from yhdistys.grants.rules.application import Application, ApplicationState
from yhdistys.store.workspace_settings import change_settings
from yhdistys.values.findings import Severity


def _read(workspace: Workspace, application_id: int) -> Application:
    return workspace.read(queries.application, application_id=application_id)


def test_an_application_begins_with_the_form_and_what_is_known(
    either_workspace: Workspace,
) -> None:
    application = _read(either_workspace, begin(either_workspace, f"  {NAME} "))
    assert (application.name, application.template.id) == (NAME, "village_project")
    assert application.state is ApplicationState.DRAFT
    assert (application.first_year, application.version) == (2027, 1)
    assert (application.closes_on, application.closes_at) == (CLOSES_ON, CLOSES_AT)
    told = {question: one.text for question, one in application.answers.items()}
    assert told == {"hakija": "Testilä ry", "hanke": NAME}
    assert either_workspace.undo_text == f"Begin the application “{NAME}”"


def test_the_form_is_stored_once_for_applications_begun_with_the_same_text(
    workspace: Workspace,
) -> None:
    first, second = begin(workspace), begin(workspace, "Toinen")
    changed = project_form().replace('version = "2026.1"', 'version = "2026.2"')
    third = begin(workspace, "Kolmas", form=changed)
    versions = [_read(workspace, one).template.version for one in (first, second, third)]
    assert versions == ["2026.1", "2026.1", "2026.2"]
    for one in (first, second):
        workspace.do(services.remove_application, application_id=one)
    raw = workspace.read(_forms)
    assert raw == ["2026.2"]


def _forms(session: Any) -> list[str]:
    from yhdistys.grants.model import FormCopy  # noqa: PLC0415 - slow: one test looks inside

    return [row.form_version for row in session.query(FormCopy)]


def test_the_deadline_and_the_year_are_taken_from_the_form_and_the_day(
    workspace: Workspace,
) -> None:
    for day, closes_on in (
        ("2026-05-20", date(2026, 6, 1)),  # the 31st of May is a Sunday
        ("2026-06-01", date(2026, 6, 1)),
        ("2026-06-02", date(2027, 5, 31)),
    ):
        workspace.do(change_settings, values={settings.AS_OF: day})
        application_id = workspace.do(services.start_application, form=project_form(), name=day)
        application = _read(workspace, application_id)
        assert (application.closes_on, application.closes_at) == (closes_on, time(16, 15))
        assert application.first_year == 2027
    without = project_form().replace('event = "call_closes"', 'event = "other"')
    application_id = workspace.do(services.start_application, form=without, name="Ei määräaikaa")
    assert _read(workspace, application_id).closes_on is None


def test_a_deadline_in_the_past_is_taken(workspace: Workspace) -> None:
    application_id = begin(workspace, closes_on=date(2020, 1, 1), closes_at=None)
    assert _read(workspace, application_id).closes_on == date(2020, 1, 1)


def test_a_setting_that_no_answer_can_hold_is_left_out(workspace: Workspace) -> None:
    workspace.do(change_settings, values={settings.ASSOCIATION_NAME: "x" * 100_001})
    assert sorted(_read(workspace, begin(workspace)).answers) == ["hanke"]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"name": " "}, "empty-name"),
        ({"name": "a" * 201}, "text-too-long"),
        ({"name": "a\x00b"}, "control-character"),
        ({"first_year": 1899}, "wrong-year"),
        ({"first_year": 2200}, "wrong-year"),
        ({"form": "id = "}, "form-with-errors"),
        ({"form": ""}, "form-with-errors"),
    ],
)
def test_what_cannot_be_begun_is_refused_and_stores_nothing(
    workspace: Workspace, told: dict[str, Any], kind: str
) -> None:
    before = workspace.undo_text
    with pytest.raises(ValidationError) as refused:
        workspace.do(
            services.start_application, **{"form": project_form(), "name": "Hanke", **told}
        )
    assert refused.value.kind == kind
    assert bool(refused.value.problems) == (kind == "form-with-errors")
    assert workspace.undo_text == before


def test_a_name_and_a_deadline_change_unless_somebody_changed_them_meanwhile(
    either_workspace: Workspace,
) -> None:
    workspace = either_workspace
    one = begin(workspace)
    workspace.do(services.rename_application, application_id=one, name=" Uusi ", if_version=1)
    assert workspace.undo_text == f"Rename the application “{NAME}” to “Uusi”"
    workspace.do(
        services.change_deadline, application_id=one, closes_on=date(2026, 9, 1), if_version=2
    )
    application = _read(workspace, one)
    assert (application.name, application.version) == ("Uusi", 3)
    assert (application.closes_on, application.closes_at) == (date(2026, 9, 1), None)
    with pytest.raises(Conflict, match="now it says: Uusi, 1 Sep 2026"):
        workspace.do(services.rename_application, application_id=one, name="B", if_version=2)
    with pytest.raises(ValidationError, match="a time and no day"):
        workspace.do(
            services.change_deadline, application_id=one, closes_on=None, closes_at=CLOSES_AT,
            if_version=3,
        )  # fmt: skip
    workspace.do(services.change_deadline, application_id=one, closes_on=None, if_version=3)
    with pytest.raises(Conflict, match="now it says: Uusi\\."):
        workspace.do(services.rename_application, application_id=one, name="B", if_version=3)


def test_the_same_name_and_deadline_are_no_step(workspace: Workspace) -> None:
    one = begin(workspace)
    workspace.do(services.rename_application, application_id=one, name=NAME, if_version=1)
    workspace.do(
        services.change_deadline, application_id=one, closes_on=CLOSES_ON, closes_at=CLOSES_AT,
        if_version=1,
    )  # fmt: skip
    assert workspace.undo_text == f"Begin the application “{NAME}”"


def _changes(application_id: int) -> tuple[tuple[Any, dict[str, Any]], ...]:
    told: tuple[tuple[Any, dict[str, Any]], ...] = (
        (services.answer_question, {"question": "tarve", "text": "Uusi"}),
        (services.set_amounts, {"amounts": ()}),
        (services.fill_budget, {"years": ()}),
        (services.change_deadline, {"closes_on": None, "if_version": 1}),
        (services.restore_version, {"number": 1}),
        (services.submit_application, {"submitted_on": date(2026, 5, 1)}),
        (services.remove_application, {}),
    )
    return tuple((service, {"application_id": application_id, **words}) for service, words in told)


def test_a_sent_application_is_kept_and_locked(either_workspace: Workspace) -> None:
    workspace = either_workspace
    one = begin(workspace)
    answer(workspace, one, "tarve", "Yksinäisyys")
    workspace.do(services.submit_application, application_id=one, submitted_on=date(2026, 5, 1))
    application = _read(workspace, one)
    assert application.state is ApplicationState.SUBMITTED
    assert application.submitted_on == date(2026, 5, 1)
    rows = workspace.read(queries.application_versions, application_id=one)
    assert [(row.number, row.name, row.actor) for row in rows] == [
        (1, "Submitted", workspace.actor)
    ]
    for service, words in _changes(one):
        with pytest.raises(NotAllowed) as refused:
            workspace.do(service, **words)
        assert refused.value.kind == "application-submitted"
        assert refused.value.message == f"“{NAME}” was sent on 1 May 2026 and cannot be changed."
    with pytest.raises(NotAllowed) as refused:
        workspace.undo()
    assert refused.value.kind == "barrier"


def test_an_application_is_not_sent_on_a_day_to_come(workspace: Workspace) -> None:
    one = begin(workspace)
    with pytest.raises(ValidationError) as refused:
        workspace.do(services.submit_application, application_id=one, submitted_on=date(2199, 1, 1))
    assert refused.value.kind == "day-to-come"


def test_a_sent_application_is_reopened_for_a_reason_and_sent_again(workspace: Workspace) -> None:
    one = begin(workspace)
    with pytest.raises(NotAllowed) as open_already:
        workspace.do(services.reopen_application, application_id=one, reason="Korjaus")
    assert open_already.value.kind == "application-open"
    workspace.do(services.submit_application, application_id=one, submitted_on=date(2026, 5, 1))
    with pytest.raises(ValidationError) as silent:
        workspace.do(services.reopen_application, application_id=one, reason=" \n")
    assert silent.value.kind == "missing-reason"
    workspace.do(services.reopen_application, application_id=one, reason="Rahoittaja pyysi")
    reopened = _read(workspace, one)
    assert (reopened.state, reopened.submitted_on) == (ApplicationState.DRAFT, None)
    answer(workspace, one, "tarve", "Tarkennettu")
    workspace.do(services.submit_application, application_id=one, submitted_on=date(2026, 5, 4))
    rows = workspace.read(queries.application_versions, application_id=one)
    assert [row.number for row in rows] == [1, 2]


def test_a_withdrawn_application_is_kept_and_locked(workspace: Workspace) -> None:
    one = begin(workspace)
    workspace.do(services.withdraw_application, application_id=one, reason="Ei hallituksen tukea")
    assert _read(workspace, one).state is ApplicationState.WITHDRAWN
    withdraw = (services.withdraw_application, {"application_id": one})
    attach = {"application_id": one, "attachment": "saannot", "state": "later"}
    for service, words in (*_changes(one), withdraw, (services.set_attachment, attach)):
        with pytest.raises(NotAllowed) as refused:
            workspace.do(service, **words)
        assert refused.value.kind == "application-withdrawn"
    workspace.do(services.reopen_application, application_id=one, reason="Haetaan sittenkin")
    assert _read(workspace, one).state is ApplicationState.DRAFT


def test_an_application_that_is_not_there_is_named(workspace: Workspace) -> None:
    for service, words in (
        *_changes(77),
        (services.rename_application, {"application_id": 77, "name": "A", "if_version": 1}),
        (services.keep_version, {"application_id": 77}),
        (services.reopen_application, {"application_id": 77, "reason": "A"}),
        (services.withdraw_application, {"application_id": 77}),
        (services.forget_limit, {"application_id": 77, "question": "tarve"}),
    ):
        with pytest.raises(UsageError) as refused:
            workspace.do(service, **words)
        assert refused.value.kind == "unknown-application"
        assert refused.value.message == "There is no application 77."


def test_a_question_that_is_not_there_is_told_with_the_nearest(workspace: Workspace) -> None:
    one = begin(workspace)
    with pytest.raises(UsageError) as refused:
        answer(workspace, one, "tarvee", "Uusi")
    assert (refused.value.message, refused.value.hint, refused.value.kind) == (
        "The form has no question “tarvee”.", "Did you mean “tarve”?", "unknown-question",
    )  # fmt: skip


def test_texts_being_written_go_with_their_application(either_workspace: Workspace) -> None:
    first, second = begin(either_workspace), begin(either_workspace, "Toinen")
    drafts = either_workspace.drafts
    places = [f"application/{one}/tarve" for one in (first, second, f"{first}0")]
    for place in places:
        drafts.save_draft(place, "Kesken")
    either_workspace.do(services.remove_application, application_id=first)
    assert [drafts.draft(place) for place in places] == [None, "Kesken", "Kesken"]


def test_a_form_with_errors_is_refused_with_its_first_error(workspace: Workspace) -> None:
    form = project_form()
    first = form.index(", sv = ")
    without = form[:first] + form[form.index(", en = ", first) :]
    broken = without.replace('kind = "date"', 'kind = "day"', 1)
    with pytest.raises(ValidationError) as refused:
        begin(workspace, form=broken)
    severities = [one.severity for one in refused.value.problems]
    assert severities[:2] == [Severity.WARNING, Severity.ERROR]
    assert refused.value.problems[1].message in refused.value.message
