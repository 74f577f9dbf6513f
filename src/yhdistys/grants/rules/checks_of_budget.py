"""What is wrong in the budget of an application: its lines, the funder's rules, the plan behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from yhdistys.grants.rules.application import Note
from yhdistys.grants.rules.conditions import Names
from yhdistys.grants.rules.from_plan import Filled, fill, told_of
from yhdistys.grants.rules.funder_rules import RULES
from yhdistys.grants.rules.scheme import ZERO, BudgetRow
from yhdistys.grants.rules.template import QuestionKind
from yhdistys.i18n import _
from yhdistys.values.findings import Severity
from yhdistys.values.formats import money


def budget_notes(names: Names, today: date) -> Iterator[Note]:
    """Look at the budget, line by line, then at the rules and the plan."""
    if not names.application.template.scheme.lines:
        yield from rule_notes(names, today)
        return
    yield from _missing_budget(names)
    yield from names.budget.notes
    yield from _amounts_that_do_not_count(names)
    for row in names.budget.rows:
        yield from _row_notes(names, row)
    yield from rule_notes(names, today)
    if names.application.planned:
        yield from _plan_notes(names)


def rule_notes(names: Names, today: date) -> Iterator[Note]:
    """Look at the funder's rules that apply."""
    for rule in names.application.template.rules:
        if rule.only_if is not None and not names.holds(rule.only_if, otherwise=False):
            continue
        if rule.rule in RULES:
            yield from RULES[rule.rule].check(names.application, names.budget, rule, today)
            continue
        message = _("“{rule}” was not checked: this program does not know the rule “{name}”.")
        yield Note(
            severity=Severity.INFO,
            kind="unknown-rule",
            message=message.format(rule=rule.label, name=rule.rule),
            hint=_("A newer version of the program may know it."),
        )


def _missing_budget(names: Names) -> Iterator[Note]:
    asked = [
        question
        for question in names.application.template.questions
        if question.kind is QuestionKind.BUDGET and names.is_required(question)
    ]
    if asked and names.budget.is_empty:
        yield Note(
            severity=Severity.ERROR,
            kind="missing-budget",
            message=_("The budget of the application is empty."),
            hint=_("Take it from a budget of the association, or fill in amounts."),
            question=asked[0].id,
        )


def _amounts_that_do_not_count(names: Names) -> Iterator[Note]:
    outside: dict[int, Decimal] = defaultdict(Decimal)
    unknown: dict[str, Decimal] = defaultdict(Decimal)
    for (line_id, year), amount in names.application.amounts.items():
        if names.budget.row(line_id) is None:
            unknown[line_id] += amount.amount
        elif year not in names.years:
            outside[year] += amount.amount
    for year in sorted(outside):
        message = _("{year} is outside the activity: {amount} € of that year do not count.")
        yield Note(
            severity=Severity.WARNING,
            kind="amounts-outside",
            message=message.format(year=year, amount=money(outside[year])),
            hint=_("Check the days on which the activity begins and ends."),
            year=year,
            numbers={"amount": outside[year]},
        )
    for line_id in sorted(unknown):
        message = _("The form has no line “{line}”: {amount} € there do not count.")
        yield Note(
            severity=Severity.WARNING,
            kind="unknown-line",
            message=message.format(line=line_id, amount=money(unknown[line_id])),
            hint=_("Put the amount on another line."),
            numbers={"amount": unknown[line_id]},
        )


def _row_notes(names: Names, row: BudgetRow) -> Iterator[Note]:
    for year, amount in zip(names.years, row.amounts, strict=True):
        if amount is not None and amount < 0:
            message = _("“{line}” is {amount} € in {year}: an amount cannot be below zero.")
            yield Note(
                severity=Severity.ERROR,
                kind="negative-amount",
                message=message.format(line=row.line.label, amount=money(amount), year=year),
                hint=_("Check what it is computed from: income may be greater than the costs."),
                line=row.line.id,
                year=year,
                numbers={"amount": amount},
            )
    yield from _missing_explanation(names, row)
    yield from _differs_from_table(names, row)


def _missing_explanation(names: Names, row: BudgetRow) -> Iterator[Note]:
    amounts = names.application.amounts
    bare = [
        year
        for year, amount in zip(names.years, row.amounts, strict=True)
        if amount
        and ((row.line.id, year) not in amounts or not amounts[row.line.id, year].note.strip())
    ]
    if row.line.is_note_required and not row.is_computed and bare:
        message = _("“{line}” needs a note in {years}.")
        yield Note(
            severity=Severity.ERROR,
            kind="missing-note",
            message=message.format(line=row.line.label, years=", ".join(map(str, bare))),
            hint=_("Tell the funder what the amount is made of."),
            line=row.line.id,
            year=bare[0],
        )


def _differs_from_table(names: Names, row: BudgetRow) -> Iterator[Note]:
    year, amount = names.years[0], row.amounts[0]
    in_table = names.budget.from_tables.get(row.line.id)
    if in_table is None or amount is None or amount == in_table:
        return
    message = _("“{line}” is {amount} € in {year}; the table behind it holds {in_table} €.")
    yield Note(
        severity=Severity.WARNING,
        kind="differs-from-table",
        message=message.format(
            line=row.line.label, amount=money(amount), year=year, in_table=money(in_table)
        ),
        hint=_("Remove the amount to take that of the table, or correct the table."),
        line=row.line.id,
        year=year,
        numbers={"amount": amount, "table": in_table, "difference": amount - in_table},
    )


def _plan_notes(names: Names) -> Iterator[Note]:
    case = names.application
    basis = dict.fromkeys({*names.years, *(item.year for item in case.planned)}, "")
    filled = fill(case.template.scheme, case.planned, basis, names.years[0])
    yield from _moved(names, filled)
    for kind, severity, part in (
        ("planned-not-mapped", Severity.WARNING, replace(filled, left_out=())),
        ("planned-left-out", Severity.INFO, replace(filled, unmapped=())),
    ):
        items = (*part.unmapped, *part.left_out)
        for sentence in told_of(part):
            yield Note(
                severity=severity,
                kind=kind,
                message=sentence,
                numbers={"amount": sum((item.amount for item in items), ZERO)},
            )


def _moved(names: Names, filled: Filled) -> Iterator[Note]:
    """Tell what the plan holds otherwise now; what was changed by hand is no matter of the plan."""
    case = names.application
    for row in names.budget.rows:
        for year in names.years:
            here = case.amounts.get((row.line.id, year))
            now = filled.amounts.get((row.line.id, year))
            before = here.amount if here else ZERO
            planned = now.amount if now else ZERO
            if (here is not None and not here.is_planned) or before == planned:
                continue
            message = _(
                "“{line}” of {year} is {before} € in the application and {planned} € in the plan:"
                " they differ by {difference} €."
            )
            yield Note(
                severity=Severity.WARNING,
                kind="plan-moved",
                message=message.format(
                    line=row.line.label,
                    year=year,
                    before=money(before),
                    planned=money(planned),
                    difference=money(abs(planned - before)),
                ),
                hint=_("Take the budget from the plan again, or leave it as it is."),
                line=row.line.id,
                year=year,
                numbers={"application": before, "plan": planned, "difference": planned - before},
            )
