"""Applications in words and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from yhdistys.cli.json_values import amount
from yhdistys.cli.tables import Column, text_table
from yhdistys.cli.texts import MISSING
from yhdistys.i18n import LazyText, _, lazy, ngettext
from yhdistys.values.findings import Severity
from yhdistys.values.formats import date_text, moment_text, money, percent_text

if TYPE_CHECKING:
    from yhdistys.grants.queries import ApplicationRow, VersionRow
    from yhdistys.grants.rules.application import Application, Note
    from yhdistys.grants.rules.budget import SchemeBudget
    from yhdistys.grants.rules.comparing import Changed
    from yhdistys.grants.rules.form_state import FormState, QuestionState
    from yhdistys.grants.rules.readiness import Readiness

STATES: Mapping[str, LazyText] = {
    "draft": lazy("draft"),
    "submitted": lazy("sent"),
    "withdrawn": lazy("withdrawn"),
}
_SEVERITIES: Mapping[Severity, LazyText] = {
    Severity.ERROR: lazy("To mend"),
    Severity.WARNING: lazy("To look at"),
    Severity.INFO: lazy("To know"),
}


ID_HELP = lazy("The number of the application; “grant list” shows it.")
_WIDTH = 96
_MISSING = frozenset({"missing-answer", "missing-budget"})


def application_json(row: ApplicationRow) -> dict[str, object]:
    """Return an application of the list."""
    return {
        "id": row.id,
        "name": row.name,
        "template": row.template_id,
        "title": str(row.title),
        "funder": str(row.funder),
        "state": row.state.value,
        "closes_on": row.closes_on,
        "closes_at": None if row.closes_at is None else f"{row.closes_at:%H:%M}",
        "days_left": row.days_left,
        "submitted_on": row.submitted_on,
        "years": list(row.years),
        "readiness": row.readiness,
        "errors": row.errors,
        "requested": amount(row.requested),
    }


def applications_text(rows: Sequence[ApplicationRow]) -> str:
    """List applications as a table."""
    if not rows:
        return _("There are no applications yet. “yhdistys grant new” begins one.")
    columns = (
        Column(_("No."), right=True),
        Column(_("Application"), shrinks=True),
        Column(_("Funder"), shrinks=True),
        Column(_("State")),
        Column(_("Closes")),
        Column(_("Ready"), right=True),
        Column(_("Applied for"), right=True),
    )
    cells = [
        [
            str(row.id),
            row.name,
            str(row.funder),
            str(STATES[row.state.value]),
            moment_text(row.closes_on, row.closes_at),
            percent_text(Decimal(row.readiness), places=0),
            "" if row.requested is None else money(row.requested),
        ]
        for row in rows
    ]
    return text_table(columns, cells)


def begun_text(application: Application, today: date) -> str:
    """Say what was begun, and until when it can be sent."""
    lines = [
        _("Application {id} is begun: {name}.").format(id=application.id, name=application.name)
    ]
    closes = application.closes_on
    if closes is not None and closes < today:
        lines.append(_("The call closed on {day}.").format(day=date_text(closes)))
    elif closes is not None:
        text = _("The call closes on {day}.")
        lines.append(text.format(day=moment_text(closes, application.closes_at)))
    hint = _("“yhdistys grant show {id}” lists its questions.")
    return "\n".join([*lines, hint.format(id=application.id)])


def form_json(application: Application, state: FormState) -> dict[str, object]:
    """Return the questions that are asked, section by section."""
    return {
        "id": application.id,
        "name": application.name,
        "template": application.template.id,
        "state": application.state.value,
        "sections": [
            {
                "id": section.section.id,
                "label": str(section.section.label),
                "answered": section.answered,
                "asked": section.asked,
                "questions": [
                    _question_json(application, one) for one in section.questions if one.is_visible
                ],
            }
            for section in state.sections
        ],
    }


def _question_json(application: Application, state: QuestionState) -> dict[str, object]:
    answer = application.answer(state.question.id)
    return {
        "id": state.question.id,
        "label": str(state.question.label),
        "kind": state.question.kind.value,
        "required": state.is_required,
        "answered": state.is_answered,
        "text": answer.text or None,
        "rows": [dict(row) for row in answer.rows] or None,
        "length": state.length,
        "limit": state.limit,
        "over": state.over,
    }


def form_text(application: Application, state: FormState) -> str:
    """Show the questions that are asked with the beginnings of their answers."""
    from yhdistys.grants.rules.answers import show_answer  # noqa: PLC0415 - slow: only here

    columns = (
        Column(_("Question")),
        Column(_("Label"), shrinks=True),
        Column(_("Answer"), shrinks=True),
        Column(_("Characters"), right=True),
    )
    parts = [f"{application.name} ({application.template.title})"]
    for section in state.sections:
        rows = [
            [
                one.question.id,
                str(one.question.label),
                show_answer(one.question, application.answer(one.question.id)),
                _length_text(one),
            ]
            for one in section.questions
            if one.is_visible
        ]
        if rows:
            head = f"{section.section.label} {section.answered}/{section.asked}"
            parts.append(f"\n{head}\n{text_table(columns, rows)}")
    return "\n".join(parts)


def _length_text(state: QuestionState) -> str:
    if not state.length:
        return ""
    return str(state.length) if state.limit is None else f"{state.length} / {state.limit}"


def stored_text(application: Application, question: str) -> str:
    """Tell what was stored, and how long the answer is as the funder counts."""
    from yhdistys.grants.rules.answers import show_answer  # noqa: PLC0415 - slow: only here
    from yhdistys.grants.rules.limits import length_of, limit_of, over_by  # noqa: PLC0415 - slow: as above

    asked = application.template.question(question)
    if asked is None:
        return _("Stored.")
    shown, length = show_answer(asked, application.answer(question)), length_of(application, asked)
    if not shown:
        return _("There is no answer now.")
    if rows := len(application.answer(question).rows):
        return ngettext("Stored: {n} row.", "Stored: {n} rows.", rows).format(n=rows)
    if length is None:
        return _("Stored: {answer}").format(answer=shown)
    limit, over = limit_of(application, asked).max_chars, over_by(application, asked)
    if limit is None:
        text = ngettext("Stored: {n} character.", "Stored: {n} characters.", length)
    elif over:
        text = _("Stored: {n} of {limit} characters, {over} too many.")
    else:
        text = _("Stored: {n} of {limit} characters.")
    return text.format(n=length, limit=limit, over=over)


def check_json(
    application: Application, ready: Readiness, notes: Iterable[Note]
) -> dict[str, object]:
    """Return what the check found."""
    found = tuple(notes)
    return {
        "id": application.id,
        "name": application.name,
        "ok": not any(note.severity is Severity.ERROR for note in found),
        "readiness": ready.percent,
        "answered": ready.answered,
        "asked": ready.asked,
        "missing": [note.question for note in found if note.kind in _MISSING],
        "findings": [_note_json(note) for note in found],
    }


def _note_json(note: Note) -> dict[str, object]:
    return {
        "severity": note.severity.value,
        "kind": note.kind,
        "message": note.message,
        "hint": note.hint,
        "question": note.question or None,
        "line": note.line or None,
        "attachment": note.attachment or None,
        "year": note.year,
        "numbers": {name: str(number) for name, number in note.numbers.items()},
    }


def check_text(application: Application, ready: Readiness, notes: Iterable[Note]) -> str:
    """Tell what the check found, what the funder would refuse first."""
    found = tuple(notes)
    text = _("{name}: {answered} of {asked} questions answered, ready {percent}.")
    lines = [
        text.format(
            name=application.name,
            answered=ready.answered,
            asked=ready.asked,
            percent=percent_text(Decimal(ready.percent), places=0),
        )
    ]
    for severity, title in _SEVERITIES.items():
        told = [note for note in found if note.severity is severity]
        if told:
            lines += ["", f"{title}:", *(line for note in told for line in _note_lines(note))]
    return "\n".join(lines) if found else "\n".join([*lines, _("Nothing to mend was found.")])


def _note_lines(note: Note) -> list[str]:
    return [f"- {note.message}", *([f"    {note.hint}"] if note.hint else [])]


def budget_json(application: Application, budget: SchemeBudget) -> dict[str, object]:
    """Return the budget of an application in the funder's lines."""
    return {
        "id": application.id,
        "years": list(budget.years),
        "lines": [
            {
                "line": row.line.id,
                "label": str(row.line.label),
                "side": "cost" if row.line.is_cost else "income",
                "amounts": {
                    str(year): amount(one)
                    for year, one in zip(budget.years, row.amounts, strict=True)
                },
                "total": amount(row.total),
                "computed": row.is_computed,
            }
            for row in budget.rows
        ],
        "costs": amount(budget.costs.total),
        "income": amount(budget.income.total),
        "grant": amount(budget.grant.total),
    }


def budget_text(budget: SchemeBudget) -> str:
    """Show the budget of an application in the funder's lines."""
    columns = (
        Column(_("Line")),
        Column(_("Label"), shrinks=True),
        *(Column(str(year), right=True) for year in budget.years),
        Column(_("Together"), right=True),
    )
    rows: list[list[str]] = []
    for is_cost, title, total in (
        (True, _("Costs together"), budget.costs),
        (False, _("Income together"), budget.income),
    ):
        rows += [
            [row.line.id, str(row.line.label), *map(_money, (*row.amounts, row.total))]
            for row in budget.rows
            if row.line.is_cost is is_cost
        ]
        rows += [["", title, *map(_money, (*total.by_year, total.total))], []]
    return text_table(columns, rows[:-1])


def _money(value: Decimal | None) -> str:
    return "" if value is None else money(value)


def changed_json(one: Changed, budgets: tuple[SchemeBudget, SchemeBudget]) -> dict[str, object]:
    """Return one change between two versions; amounts are figures of their budgets."""
    before: str | None = one.before or None
    after: str | None = one.after or None
    if one.kind == "amount" and one.year is not None:
        before, after = (_amount_of(budget, one.id, one.year) for budget in budgets)
    return {
        "kind": one.kind,
        "id": one.id,
        "label": one.label,
        "year": one.year,
        "before": before,
        "after": after,
    }


def _amount_of(budget: SchemeBudget, line: str, year: int) -> str | None:
    row = budget.row(line)
    if row is None or year not in budget.years:
        return None
    return amount(row.amounts[budget.years.index(year)])


def changes_text(changed: Sequence[Changed]) -> str:
    """Tell what changed between two versions: texts one after another, then amounts as a table."""
    if not changed:
        return _("Nothing changed.")
    parts = [_change_text(one) for one in changed if one.kind != "amount"]
    amounts = [one for one in changed if one.kind == "amount"]
    if amounts:
        columns = (
            Column(_("Amount"), shrinks=True),
            Column(_("Year")),
            Column(_("Before"), right=True),
            Column(_("After"), right=True),
        )
        rows = [[one.label, str(one.year or ""), one.before, one.after] for one in amounts]
        parts.append(text_table(columns, rows))
    count = ngettext("{n} change", "{n} changes", len(changed)).format(n=len(changed))
    return "\n\n".join([*parts, count])


def _change_text(one: Changed) -> str:
    told = ((_("before:"), one.before), (_("after:"), one.after))
    lines = [one.label]
    for word, text in told:
        shown = f"{word} {text or MISSING}"
        lines += textwrap.wrap(shown, _WIDTH, initial_indent="  ", subsequent_indent="    ")
    return "\n".join(lines)


def version_json(row: VersionRow) -> dict[str, object]:
    """Return a kept version."""
    return {"number": row.number, "name": row.name, "at": row.kept_at, "actor": row.actor}


def versions_text(rows: Sequence[VersionRow]) -> str:
    """List the kept versions."""
    if not rows:
        return _("No version is kept yet. “yhdistys grant keep” keeps one.")
    columns = (
        Column(_("Version"), right=True),
        Column(_("Name"), shrinks=True),
        Column(_("Kept")),
        Column(_("By whom"), shrinks=True),
    )
    cells = [[str(row.number), row.name, date_text(row.kept_at), row.actor] for row in rows]
    return text_table(columns, cells)
