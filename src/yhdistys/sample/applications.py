"""The sample association's application, answered as its coordinator would answer it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from importlib import resources
from typing import Any

from yhdistys.app import Workspace
from yhdistys.budget import queries as budget_queries
from yhdistys.errors import UsageError
from yhdistys.grants import services
from yhdistys.grants.rules.application import AttachmentState
from yhdistys.values.counting import CountingRule

_Told = Mapping[str, Any]


def fill_application(workspace: Workspace) -> None:
    """Begin the sample's application and fill it in; without its form nothing happens.

    A version for the board is kept on the way, before the last changes.
    """
    told = _told()
    form = _form_text(workspace, told["form"])
    if not form:
        return
    application_id = workspace.do(
        services.start_application,
        form=form,
        name=told["name"],
        first_year=told["first_year"],
        closes_on=told["closes_on"],
        closes_at=told["closes_at"],
    )
    _set_limits(workspace, application_id, told)
    kept = told["kept"]
    _answer(workspace, application_id, {**told["answers"], **kept["answers"]})
    _fill_tables(workspace, application_id, told)
    _take_from_plan(workspace, application_id, told)
    workspace.do(services.keep_version, application_id=application_id, name=kept["name"])
    _answer(workspace, application_id, {key: told["answers"][key] for key in kept["answers"]})
    amounts = list(_amounts(told))
    workspace.do(services.set_amounts, application_id=application_id, amounts=amounts)
    _tell_attachments(workspace, application_id, told)


def _told() -> dict[str, Any]:
    """Return what is stored of the application."""
    place = resources.files("yhdistys_resources") / "samples" / "application.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"), parse_float=Decimal)


def _form_text(workspace: Workspace, form_id: str) -> str:
    """Return the text of a form; empty when the plugin that has it is not in use."""
    try:
        return workspace.plugins.form(form_id).file.text
    except UsageError:
        return ""


def _set_limits(workspace: Workspace, application_id: int, told: _Told) -> None:
    for limit in told["limits"]:
        workspace.do(
            services.set_limit,
            application_id=application_id,
            question=limit["question"],
            max_chars=limit["max_chars"],
            counting=CountingRule(),
        )


def _answer(workspace: Workspace, application_id: int, answers: Mapping[str, str]) -> None:
    for question, text in answers.items():
        workspace.do(
            services.answer_question,
            application_id=application_id,
            question=question,
            text=text.strip(),
        )


def _fill_tables(workspace: Workspace, application_id: int, told: _Told) -> None:
    for question, rows in told["rows"].items():
        workspace.do(
            services.answer_question, application_id=application_id, question=question, rows=rows
        )


def _take_from_plan(workspace: Workspace, application_id: int, told: _Told) -> None:
    """Take the budget of each year from the plan that is told for it."""
    years = []
    for source in told["sources"]:
        plan = workspace.read(budget_queries.chosen_version, year=source["budget_year"])
        if plan is not None:
            years.append(
                services.YearSource(
                    year=source["year"],
                    version_id=plan.id,
                    percent=Decimal(source["percent"]),
                    cost_centres=tuple(source["cost_centres"]),
                )
            )
    workspace.do(services.fill_budget, application_id=application_id, years=years)


def _amounts(told: _Told) -> Iterator[services.NewAmount]:
    for year, lines in told["amounts"].items():
        notes = told["notes"].get(year, {})
        for line, amount in lines.items():
            yield services.NewAmount(
                line=line, year=int(year), amount=Decimal(amount), note=notes.get(line, "")
            )


def _tell_attachments(workspace: Workspace, application_id: int, told: _Told) -> None:
    for attachment, where in told["attachments"].items():
        workspace.do(
            services.set_attachment,
            application_id=application_id,
            attachment=attachment,
            state=AttachmentState(where["state"]),
            note=where["note"],
        )
