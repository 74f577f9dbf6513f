"""What the commands on forms of funders answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from yhdistys.cli.tables import Column, text_table
from yhdistys.grants.rules.template import (
    AttachmentDemand,
    FormDate,
    FunderTemplate,
    Part,
    Question,
    ReportForm,
    RuleUse,
    SchemeLine,
    Section,
    Status,
)
from yhdistys.i18n import LazyText, _, lazy
from yhdistys.values.dated import DatedValue, DatedValues
from yhdistys.values.expression import Expression
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.formats import at_clock, date_text, whole_number

_STATUSES: Mapping[Status, LazyText] = {
    Status.VERIFIED: lazy("verified"),
    Status.LEGACY: lazy("from an older form"),
    Status.UNVERIFIED: lazy("not verified"),
}
_SEVERITIES: Mapping[Severity, LazyText] = {
    Severity.ERROR: lazy("error"),
    Severity.WARNING: lazy("warning"),
    Severity.INFO: lazy("remark"),
}


def problem_json(place: str, problem: Finding) -> dict[str, object]:
    """Return a problem of a form with its line and the path of its key."""
    return {
        "file": place,
        "severity": problem.severity.value,
        "line": problem.row,
        "path": problem.column,
        "kind": problem.kind,
        "message": problem.message,
        "hint": problem.hint,
        "value": problem.value,
    }


def problem_text(place: str, problem: Finding) -> str:
    """Return a problem in two lines: where and what, and the remedy."""
    where = place if problem.row is None else f"{place}:{problem.row}"
    told = problem.message
    if problem.severity is not Severity.ERROR:
        told = f"{_SEVERITIES[problem.severity]}: {told}"
    return f"{where}: {told}\n    {problem.hint}"


def forms_text(forms: Iterable[tuple[str, FunderTemplate | None]]) -> str:
    """Return the table of all forms."""
    columns = (
        Column(_("Form")),
        Column(_("Title"), shrinks=True),
        Column(_("Funder"), shrinks=True),
        Column(_("Known")),
        Column(_("Valid")),
    )
    rows = [
        [form_id, *([_("has errors"), "", "", ""] if form is None else _form_cells(form))]
        for form_id, form in forms
    ]
    return text_table(columns, rows)


def _form_cells(form: FunderTemplate) -> list[str]:
    return [str(form.title), str(form.funder), _status(form.status), _valid(form)]


def _valid(form: FunderTemplate) -> str:
    if form.valid_from is None and form.valid_to is None:
        return ""
    return f"{date_text(form.valid_from)}–{date_text(form.valid_to)}"


def _status(status: Status) -> str:
    return str(_STATUSES[status])


def form_json(form: FunderTemplate) -> dict[str, object]:
    """Return everything a form asks."""
    return {
        "id": form.id,
        "version": form.version,
        "title": str(form.title),
        "funder": {"id": form.funder_id, "name": str(form.funder)},
        "grant_type": form.grant_type
        and {"code": form.grant_type.code, "label": str(form.grant_type.label)},
        "kind": form.kind,
        "status": form.status.value,
        "valid_from": form.valid_from,
        "valid_to": form.valid_to,
        "sources": form.sources,
        "sections": [_section_json(section) for section in form.sections],
        "budget": {
            "rounding": form.scheme.rounding,
            "lines": [_line_json(line) for line in form.scheme.lines],
        },
        "attachments": [_attachment_json(one) for one in form.attachments],
        "dates": [_date_json(one) for one in form.dates],
        "rules": [_rule_json(one) for one in form.rules],
        "reports": [_report_json(one) for one in form.reports],
    }


def _part_json(part: Part) -> dict[str, Any]:
    return {
        "id": part.id,
        "label": str(part.label),
        "help": str(part.help),
        "status": part.status.value,
        "source": part.source,
    }


def _formula(expression: Expression | None) -> str | None:
    return None if expression is None else expression.text


def _section_json(section: Section) -> dict[str, Any]:
    return {
        **_part_json(section),
        "visible_if": _formula(section.visible_if),
        "questions": [_question_json(question) for question in section.questions],
    }


def _question_json(question: Question) -> dict[str, Any]:
    return {
        **_part_json(question),
        "kind": question.kind.value,
        "required": question.is_required,
        "required_if": _formula(question.required_if),
        "visible_if": _formula(question.visible_if),
        "max_chars": question.max_chars,
        "counting": question.counting,
        "choices": [{"id": one.id, "label": str(one.label)} for one in question.choices],
        "columns": [
            {
                "id": one.id,
                "label": str(one.label),
                "kind": one.kind.value,
                "yearly": one.is_yearly,
                "required": one.is_required,
                "formula": _formula(one.formula),
            }
            for one in question.columns
        ],
        "formula": _formula(question.formula),
    }


def _line_json(line: SchemeLine) -> dict[str, Any]:
    return {
        **_part_json(line),
        "kind": line.kind.value,
        "categories": line.categories,
        "group": line.group,
        "formula": _formula(line.formula),
        "note_required": line.is_note_required,
    }


def _attachment_json(one: AttachmentDemand) -> dict[str, Any]:
    return {
        **_part_json(one),
        "required": one.is_required,
        "required_if": _formula(one.required_if),
    }


def _date_json(one: FormDate) -> dict[str, Any]:
    return {
        **_part_json(one),
        "event": one.event,
        "day": one.day,
        "yearly": one.month_and_day and "{:02d}-{:02d}".format(*one.month_and_day),
        "at": one.at and f"{one.at:%H:%M}",
        "moves_to_working_day": one.moves_to_working_day,
    }


def _report_json(report: ReportForm) -> dict[str, Any]:
    return {
        **_part_json(report),
        "kind": report.kind,
        "sections": [_section_json(section) for section in report.sections],
        "attachments": [_attachment_json(one) for one in report.attachments],
    }


def _rule_json(rule: RuleUse) -> dict[str, Any]:
    return {
        **_part_json(rule),
        "rule": rule.rule,
        "severity": rule.severity.value,
        "only_if": _formula(rule.only_if),
        "parameters": {name: values.entries for name, values in rule.parameters.items()},
    }


def form_text(form: FunderTemplate) -> str:
    """Return a form as people read it."""
    parts = [
        f"{form.title} ({form.id}, {form.version})\n{form.funder}",
        *(_section_text(section) for section in form.sections),
        *_budget_text(form),
        *_listed(_("Attachments"), (_attachment_text(one) for one in form.attachments)),
        *_listed(_("Dates"), (_date_text(one) for one in form.dates)),
        *_listed(_("Rules"), (_rule_text(one) for one in form.rules)),
        *_listed(_("Sources"), _source_texts(form)),
    ]
    return "\n\n".join(parts)


def _section_text(section: Section) -> str:
    columns = (
        Column(_("Question")),
        Column(_("Text"), shrinks=True),
        Column(_("Kind")),
        Column(_("Characters"), right=True),
        Column(_("Known")),
    )
    rows = [
        [one.id, str(one.label), one.kind.value, whole_number(one.max_chars), _status(one.status)]
        for one in section.questions
    ]
    return f"{section.label}\n{text_table(columns, rows)}"


def _budget_text(form: FunderTemplate) -> Iterator[str]:
    if form.scheme.lines:
        columns = (
            Column(_("Line")),
            Column(_("Text"), shrinks=True),
            Column(_("Kind")),
            Column(_("Categories"), shrinks=True),
            Column(_("Known")),
        )
        rows = [
            [one.id, str(one.label), one.kind.value, ", ".join(one.categories), _status(one.status)]
            for one in form.scheme.lines
        ]
        yield "{title}\n{table}".format(title=_("Budget"), table=text_table(columns, rows))


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    shown = [f"- {line}" for line in lines]
    if shown:
        yield "\n".join([title, *shown])


def _attachment_text(one: AttachmentDemand) -> str:
    if one.is_required:
        return _("{label}: required").format(label=one.label)
    if one.required_if is not None:
        return _("{label}: required if {condition}").format(
            label=one.label, condition=one.required_if.text
        )
    return str(one.label)


def _date_text(one: FormDate) -> str:
    day = date_text(one.day)
    if one.month_and_day is not None:
        month, number = one.month_and_day
        day = _("every year {day}.{month}.").format(day=number, month=month)
    return f"{one.label}: {at_clock(day, one.at)} ({_status(one.status)})"


def _rule_text(rule: RuleUse) -> str:
    lines = [
        f"{rule.label} ({rule.rule}, {_SEVERITIES[rule.severity]}, {_status(rule.status)})",
        *(
            f"    {name}: {line}"
            for name, values in rule.parameters.items()
            for line in _values_text(values)
        ),
    ]
    return "\n".join(lines)


def _values_text(values: DatedValues[Any]) -> Iterator[str]:
    for entry in values.entries:
        days = f"{date_text(entry.valid_from)}–{date_text(entry.valid_to)}"
        yield f"{_value(entry)}, {days}, {entry.source}"


def _value(entry: DatedValue[Any]) -> str:
    value = entry.value
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _source_texts(form: FunderTemplate) -> Iterator[str]:
    for one in form.sources:
        told = (one.publisher, one.title, one.address, date_text(one.read_on))
        yield f"{one.id}: " + ", ".join(part for part in told if part)
