"""Applications for tests: begun with a form of one of each thing, and filled with a little."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from yhdistys.app import Workspace
from yhdistys.grants import services
from yhdistys.grants.rules.application import AttachmentState
from yhdistys.grants.services import NewAmount
from yhdistys.values.counting import CountedUnit, CountingRule

FORMS = Path(__file__).resolve().parent.parent / "data" / "forms"
FORM = FORMS / "village_project"
NAME = "Kohtaamisia kylillä"
CLOSES_ON = date(2026, 6, 1)
CLOSES_AT = time(16, 15)


def project_form() -> str:
    """Return the text of the form."""
    return (FORM / "form.toml").read_text(encoding="utf-8")


def form_without_budget() -> str:
    """Return the text of the form without its budget, rules and dates."""
    head, _rest = project_form().split("[budget]")
    kept, _question = head.rsplit("[[sections.questions]]", 1)
    return kept


def begin(workspace: Workspace, name: str = NAME, **told: Any) -> int:
    """Begin an application for 2027, with a deadline that no clock moves; return its id."""
    words = {
        "form": project_form(), "first_year": 2027, "closes_on": CLOSES_ON, "closes_at": CLOSES_AT,
    }  # fmt: skip
    return workspace.do(services.start_application, name=name, **{**words, **told})


def fill_application(workspace: Workspace) -> int:
    """Begin an application and give it answers, amounts, an attachment, a limit and a version."""
    application_id = begin(workspace)
    for question, text in (
        ("alkaa", "1.1.2027"),
        ("paattyy", "31.12.2028"),
        ("tarve", "Kylillä on ihmisiä, jotka ovat ”yksin”.\nÅäö 100 %"),
    ):
        answer(workspace, application_id, question, text)
    rows = [{"ryhma": "Eläkeläiset", "maara/2027": "40", "maara/2028": "55"}]
    answer(workspace, application_id, "kohderyhma", rows=rows)
    workspace.do(
        services.set_amounts, application_id=application_id,
        amounts=[
            NewAmount(line="muut_kulut", year=2027, amount=Decimal("1200.50"), note="Tilat"),
            NewAmount(line="yleiskulut", year=2027, amount=Decimal(100)),
        ],
    )  # fmt: skip
    workspace.do(
        services.set_attachment, application_id=application_id, attachment="saannot",
        state=AttachmentState.ATTACHED, note="saannot.pdf",
    )  # fmt: skip
    workspace.do(
        services.set_limit, application_id=application_id, question="hanke", max_chars=60,
        counting=CountingRule(unit=CountedUnit.UTF_16_UNITS, line_break=2),
    )  # fmt: skip
    workspace.do(services.keep_version, application_id=application_id, name="Hallitukselle")
    return application_id


def answer(workspace: Workspace, application_id: int, question: str, text: str = "",
           rows: Any = None) -> tuple[str, ...]:  # fmt: skip
    """Answer a question of an application."""
    return workspace.do(
        services.answer_question, application_id=application_id, question=question, text=text,
        rows=rows,
    )  # fmt: skip
