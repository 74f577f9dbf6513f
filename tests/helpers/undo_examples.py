"""Calls of services on the filled association, for the test that takes each of them back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from helpers.applications import begin, project_form
from helpers.ledgers_built import YEAR
from yhdistys.app import Workspace
from yhdistys.budget import queries as budget_queries
from yhdistys.grants import queries as grants_queries
from yhdistys.grants import services as grants
from yhdistys.grants.rules.application import AttachmentState
from yhdistys.values.counting import CountingRule

Arguments = Callable[[Workspace], dict[str, Any]]


@dataclass(frozen=True)
class Example:
    """One call of a service on the filled association."""

    name: str
    service: Callable[..., Any]
    arguments: Arguments


def told(**arguments: Any) -> Arguments:
    """Return arguments that do not depend on what is stored."""
    return lambda _workspace: arguments


def _application(workspace: Workspace, state: str = "draft") -> grants_queries.ApplicationRow:
    rows = workspace.read(grants_queries.applications, today=workspace.today)
    return next(row for row in rows if row.state == state)


def _of_application(**arguments: Any) -> Arguments:
    return lambda workspace: {"application_id": _application(workspace).id, **arguments}


def _changed_since(workspace: Workspace) -> int:
    """Change an application that has a version; return its id."""
    application_id = _application(workspace).id
    for question, text in (("tarve", ""), ("hanke", "Muu"), ("kumppaneita", "ei")):
        workspace.do(
            grants.answer_question, application_id=application_id, question=question, text=text
        )
    amount = grants.NewAmount(line="muut_kulut", year=2028, amount=Decimal(3))
    workspace.do(grants.set_amounts, application_id=application_id, amounts=[amount])
    return application_id


def _draft(workspace: Workspace) -> int:
    found = workspace.read(budget_queries.chosen_version, year=YEAR, version="draft")
    assert found is not None
    return found.id


GRANTS = (
    Example(
        "start_application",
        grants.start_application,
        told(form=project_form(), name='Uusi ”hanke"', first_year=2027),
    ),
    Example(
        "start_application with another form",
        grants.start_application,
        told(form=project_form().replace("2026.1", "2026.2"), name="Uusi", first_year=2027),
    ),
    Example(
        "rename_application",
        grants.rename_application,
        lambda ws: {
            "application_id": _application(ws).id,
            "name": "Toinen nimi",
            "if_version": _application(ws).version,
        },
    ),
    Example(
        "change_deadline",
        grants.change_deadline,
        lambda ws: {
            "application_id": _application(ws).id,
            "closes_on": date(2026, 9, 15),
            "if_version": _application(ws).version,
        },
    ),
    Example(
        "answer_question anew",
        grants.answer_question,
        _of_application(question="tarve", text="Toisin\nsanottuna ”näin”"),
    ),
    Example(
        "answer_question for the first time",
        grants.answer_question,
        _of_application(question="kumppaneita", text="kyllä"),
    ),
    Example("answer_question no more", grants.answer_question, _of_application(question="tarve")),
    Example(
        "answer_question by rows",
        grants.answer_question,
        _of_application(
            question="kohderyhma",
            rows=[{"ryhma": "Nuoret", "maara/2027": "12"}, {"ryhma": 'Lai"na', "maara/2028": "3"}],
        ),
    ),
    Example(
        "set_amounts new, changed and removed",
        grants.set_amounts,
        _of_application(
            amounts=[
                grants.NewAmount(line="muut_kulut", year=2027, amount=Decimal("0.01")),
                grants.NewAmount(line="muut_kulut", year=2028, amount=Decimal(9), note="Tilat"),
                grants.NewAmount(line="yleiskulut", year=2027, amount=None),
            ]
        ),
    ),
    Example(
        "fill_budget",
        grants.fill_budget,
        lambda ws: {
            "application_id": _application(ws).id,
            "years": [
                grants.YearSource(year=2027, version_id=_draft(ws), percent=Decimal("-1.5")),
                grants.YearSource(
                    year=2028,
                    version_id=_draft(ws),
                    cost_centres=("10",),
                    general_centres=("20",),
                    general_share=Decimal("0.25"),
                ),
            ],
        },
    ),
    Example(
        "set_attachment",
        grants.set_attachment,
        _of_application(attachment="sopimus", state=AttachmentState.LATER, note="Kesäkuussa"),
    ),
    Example(
        "set_attachment missing again",
        grants.set_attachment,
        _of_application(attachment="saannot", state=AttachmentState.MISSING),
    ),
    Example(
        "set_limit",
        grants.set_limit,
        _of_application(question="tarve", max_chars=None, counting=CountingRule()),
    ),
    Example(
        "set_limit over another",
        grants.set_limit,
        _of_application(question="hanke", max_chars=70, counting=CountingRule()),
    ),
    Example("forget_limit", grants.forget_limit, _of_application(question="hanke")),
    Example("keep_version", grants.keep_version, _of_application(name="Toinen")),
    Example(
        "restore_version",
        grants.restore_version,
        lambda ws: {"application_id": _changed_since(ws), "number": 1},
    ),
    Example("withdraw_application", grants.withdraw_application, _of_application()),
    Example(
        "reopen_application",
        grants.reopen_application,
        lambda ws: {
            "application_id": _application(ws, "withdrawn").id,
            "reason": "Haetaan sittenkin",
        },
    ),
    Example("remove_application", grants.remove_application, _of_application()),
    Example(
        "remove_application with its form",
        grants.remove_application,
        lambda ws: {"application_id": begin(ws, form=project_form().replace("2026.1", "2026.3"))},
    ),
)
BARRIERS = (
    Example(
        "submit_application",
        grants.submit_application,
        _of_application(submitted_on=date(2025, 10, 1)),
    ),
)
