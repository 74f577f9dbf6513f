"""A small funder's form and applications on it, for tests of pure rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from yhdistys.grants.rules.application import Amount, Answer, Application
from yhdistys.grants.rules.template import (
    AttachmentDemand,
    BudgetScheme,
    Choice,
    FunderTemplate,
    LineKind,
    Question,
    QuestionKind,
    RuleUse,
    SchemeLine,
    Section,
    Status,
    TableColumn,
    YearsOfActivity,
)
from yhdistys.i18n import DataText
from yhdistys.values.dated import DatedValues
from yhdistys.values.expression import Expression, parse
from yhdistys.values.findings import Severity

D = Decimal
EXPRESSIONS = ("formula", "visible_if", "required_if")


def text_of(english: str) -> DataText:
    return DataText({"en": english})


def _parsed(options: dict[str, Any]) -> dict[str, Any]:
    return {
        key: parse(value) if key in EXPRESSIONS and isinstance(value, str) else value
        for key, value in options.items()
    }


def _label(part_id: str, options: dict[str, Any]) -> DataText:
    return text_of(options.pop("label", part_id.replace("_", " ").capitalize()))


def question(question_id: str, kind: str = "text", **options: Any) -> Question:
    label = _label(question_id, options)
    return Question(id=question_id, label=label, kind=QuestionKind(kind), **_parsed(options))


def column(column_id: str, kind: str = "text", **options: Any) -> TableColumn:
    label = _label(column_id, options)
    return TableColumn(id=column_id, label=label, kind=QuestionKind(kind), **_parsed(options))


def choices(*ids: str) -> tuple[Choice, ...]:
    return tuple(Choice(id=one, label=text_of(one.capitalize())) for one in ids)


def section(section_id: str, *questions: Question, visible_if: str = "") -> Section:
    return Section(
        id=section_id,
        label=text_of(section_id.capitalize()),
        questions=questions,
        visible_if=parse(visible_if) if visible_if else None,
    )


def line(line_id: str, kind: str = "direct", **options: Any) -> SchemeLine:
    label = _label(line_id, options)
    return SchemeLine(id=line_id, label=label, kind=LineKind(kind), **_parsed(options))


def demand(demand_id: str, **options: Any) -> AttachmentDemand:
    return AttachmentDemand(id=demand_id, label=_label(demand_id, options), **_parsed(options))


def rule(
    name: str,
    severity: Severity = Severity.ERROR,
    only_if: str = "",
    **parameters: Any,
) -> RuleUse:
    only: Expression | None = parse(only_if) if only_if else None
    return RuleUse(
        id=name,
        label=text_of(name),
        rule=name,
        severity=severity,
        only_if=only,
        parameters={key: dated(key, value) for key, value in parameters.items()},
    )


def dated(name: str, value: object) -> DatedValues[Any]:
    """One value from the first of January 2026 on; rows of dated values stay as they are."""
    if isinstance(value, DatedValues):
        return value
    row = {"value": value, "valid_from": date(2026, 1, 1), "source": "Guide 2026"}
    return DatedValues.from_rows([row], name=name)


def form(*sections: Section, **options: Any) -> FunderTemplate:
    lines = options.pop("lines", ())
    rounding = options.pop("rounding", "cent")
    return FunderTemplate(
        id="small",
        version="2026.1",
        title=text_of("Small grant"),
        funder_id="funder",
        funder=text_of("The Funder"),
        status=options.pop("status", Status.VERIFIED),
        years=options.pop("years", YearsOfActivity(begins="begins", ends="ends", most=4)),
        sections=sections,
        scheme=BudgetScheme(rounding=rounding, lines=tuple(lines)),
        **options,
    )


DATES = section("dates", question("begins", "date"), question("ends", "date"))
THREE_YEARS = {"begins": "2027-01-01", "ends": "2029-12-31"}
ONE_YEAR = {"begins": "2027-01-01", "ends": "2027-12-31"}


def application(template: FunderTemplate, **options: Any) -> Application:
    """An application; answers as texts or rows by question, amounts by ``(line, year)``."""
    answers = options.pop("answers", ONE_YEAR)
    amounts = options.pop("amounts", {})
    return Application(
        id=1,
        name="Meeting place",
        template=template,
        first_year=options.pop("first_year", 2027),
        answers={key: _answer(value) for key, value in answers.items()},
        amounts={key: _amount(value) for key, value in amounts.items()},
        **options,
    )


def with_answers(case: Application, **answers: Any) -> Application:
    return replace(
        case, answers={**case.answers, **{key: _answer(value) for key, value in answers.items()}}
    )


def _answer(value: object) -> Answer:
    if isinstance(value, Answer):
        return value
    return Answer(text=value) if isinstance(value, str) else Answer(rows=tuple(value))  # type: ignore[arg-type] # rows of a test


def _amount(value: object) -> Amount:
    return value if isinstance(value, Amount) else Amount(amount=Decimal(str(value)))
