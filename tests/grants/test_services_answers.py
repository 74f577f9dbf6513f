"""Answers, attachments and the limits read in the web form."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.applications import NAME, answer, begin
from yhdistys.app import Workspace
from yhdistys.errors import NotAllowed, UsageError, ValidationError
from yhdistys.grants import queries, services
from yhdistys.grants.rules.application import Answer, Application, AttachmentState, OwnLimit
from yhdistys.values.counting import CountedUnit, CountingRule

UTF_16 = CountingRule(unit=CountedUnit.UTF_16_UNITS, line_break=2, trims_end=True)


def _read(workspace: Workspace, application_id: int) -> Application:
    return workspace.read(queries.application, application_id=application_id)


def test_answers_are_kept_in_one_form_and_shown_in_the_history(
    either_workspace: Workspace,
) -> None:
    one = begin(either_workspace)
    assert answer(either_workspace, one, "alkaa", "1.3.2027") == ()
    assert either_workspace.undo_text == f"Answer “The project begins” of “{NAME}”"
    answer(either_workspace, one, "kumppaneita", "kyllä")
    answer(either_workspace, one, "paattyy", "2028-12-31")
    rows = [{"ryhma": "Nuoret", "maara/2027": "1 200", "maara/2028": ""}, {"ryhma": " "}]
    answer(either_workspace, one, "kohderyhma", rows=rows)
    application = _read(either_workspace, one)
    assert {name: application.answers[name] for name in ("alkaa", "kumppaneita", "paattyy")} == {
        "alkaa": Answer(text="2027-03-01"),
        "kumppaneita": Answer(text="true"),
        "paattyy": Answer(text="2028-12-31"),
    }
    assert application.answer("kohderyhma") == Answer(
        rows=({"ryhma": "Nuoret", "maara/2027": "1200"},)
    )


def test_an_empty_answer_is_removed_and_the_same_one_is_no_step(workspace: Workspace) -> None:
    one = begin(workspace)
    answer(workspace, one, "tarve", "Yksinäisyys")
    text = workspace.undo_text
    answer(workspace, one, "alkaa", "")
    answer(workspace, one, "tarve", "Yksinäisyys")
    assert workspace.undo_text == text
    answer(workspace, one, "kohderyhma", rows=[{"ryhma": "Nuoret"}])
    for question in ("tarve", "kohderyhma"):
        answer(workspace, one, question, "")
    assert sorted(_read(workspace, one).answers) == ["hakija", "hanke"]


def test_a_text_over_the_limit_is_kept_and_what_was_cleaned_is_told(workspace: Workspace) -> None:
    one = begin(workspace)
    answer(workspace, one, "tarve", "x" * 301)
    assert len(_read(workspace, one).answer("tarve").text) == 301
    assert len(answer(workspace, one, "tarve", "a\x07b")) == 1


@pytest.mark.parametrize(
    ("question", "told", "kind"),
    [
        ("alkaa", {"text": "huomenna"}, "bad-date"),
        ("kohderyhma", {"text": "Nuoret"}, "answered-otherwise"),
        ("tarve", {"rows": [{"a": "b"}]}, "answered-otherwise"),
        ("talousarvio", {"text": "1"}, "answered-otherwise"),
        ("tarve", {"text": "x" * 100_001}, "text-too-long"),
    ],
)
def test_an_answer_of_another_kind_is_refused(
    workspace: Workspace, question: str, told: dict[str, Any], kind: str
) -> None:
    one = begin(workspace)
    with pytest.raises(ValidationError) as refused:
        workspace.do(services.answer_question, application_id=one, question=question, **told)
    assert refused.value.kind == kind


def test_an_attachment_is_told_and_untold_also_of_a_sent_application(
    either_workspace: Workspace,
) -> None:
    workspace = either_workspace
    one = begin(workspace)
    told: dict[str, Any] = {"application_id": one, "attachment": "saannot"}
    workspace.do(services.set_attachment, **told, state=AttachmentState.LATER, note=" Kesällä ")
    assert _read(workspace, one).attachments == {"saannot": (AttachmentState.LATER, "Kesällä")}
    assert workspace.undo_text == f"Tell of the attachment “Rules of the association” of “{NAME}”"
    day = workspace.today
    workspace.do(services.submit_application, application_id=one, submitted_on=day)
    workspace.do(services.set_attachment, **told, state=AttachmentState.ATTACHED)
    assert _read(workspace, one).attachments == {"saannot": (AttachmentState.ATTACHED, "")}
    workspace.do(services.set_attachment, **told, state=AttachmentState.MISSING)
    workspace.do(services.set_attachment, **told, state=AttachmentState.MISSING)
    assert _read(workspace, one).attachments == {}
    told["attachment"] = "x"
    with pytest.raises(UsageError) as refused:
        workspace.do(services.set_attachment, **told, state=AttachmentState.LATER)
    assert refused.value.kind == "unknown-attachment"
    assert refused.value.hint == "Known are: saannot, sopimus."


def test_a_limit_holds_for_all_applications_of_the_form(either_workspace: Workspace) -> None:
    workspace = either_workspace
    one, other = begin(workspace), begin(workspace, "Toinen")
    told: dict[str, Any] = {"application_id": one, "question": "tarve"}
    workspace.do(services.set_limit, **told, max_chars=250, counting=CountingRule())
    workspace.do(services.set_limit, **told, max_chars=400, counting=UTF_16)
    limit = OwnLimit(max_chars=400, counting=UTF_16)
    assert _read(workspace, other).limits == {"tarve": limit}
    assert workspace.read(queries.own_limits, form_id="village_project") == {"tarve": limit}
    assert workspace.read(queries.own_limits, form_id="muu") == {}
    workspace.do(services.set_limit, **told, max_chars=None, counting=UTF_16)
    assert _read(workspace, one).limits["tarve"].max_chars is None
    workspace.do(services.forget_limit, **told)
    workspace.do(services.forget_limit, **told)
    assert _read(workspace, one).limits == {}


def test_a_limit_that_cannot_be_is_refused(workspace: Workspace) -> None:
    one = begin(workspace)
    told: dict[str, Any] = {"application_id": one, "counting": UTF_16}
    with pytest.raises(ValidationError) as none:
        workspace.do(services.set_limit, **told, question="tarve", max_chars=0)
    assert none.value.kind == "wrong-limit"
    with pytest.raises(ValidationError) as endless:
        workspace.do(services.set_limit, **told, question="tarve", max_chars=2**70)
    assert endless.value.kind == "wrong-limit"
    with pytest.raises(NotAllowed) as no_text:
        workspace.do(services.set_limit, **told, question="alkaa", max_chars=10)
    assert no_text.value.kind == "not-counted"
    with pytest.raises(UsageError) as unknown:
        workspace.do(services.set_limit, **told, question="tarpeet", max_chars=10)
    assert unknown.value.kind == "unknown-question"
