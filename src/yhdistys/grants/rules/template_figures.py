"""Checks of the budget's lines and of the rules with their dated parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from yhdistys.errors import ValidationError
from yhdistys.grants.rules.template import COST_KINDS, LineKind
from yhdistys.grants.rules.template_keys import FIGURES
from yhdistys.grants.rules.template_pieces import Form, Piece, Problem
from yhdistys.grants.rules.template_values import nearest, written
from yhdistys.i18n import LazyText, _, lazy
from yhdistys.ledger.rules.categories import CATEGORIES
from yhdistys.values.dated import DatedValue, DatedValues
from yhdistys.values.findings import Severity


def groups_of_lines(form: Form) -> Iterator[Problem]:
    """Tell the headings that lines stand under but that do not exist."""
    known = [group.id for group in form.groups]
    for line in form.lines:
        group = line.get("group")
        if group is not None and group not in known:
            text = _("the budget heading “{group}” does not exist.").format(group=group)
            yield line.problem("group", "unknown-group", text, nearest(group, known), value=group)


def categories_of_lines(form: Form) -> Iterator[Problem]:
    """Tell categories on the wrong side, and those whose money would go to two lines."""
    taken: dict[str, str] = {}
    for line in form.lines:
        for category in line.get("categories") or ():
            if _is_on_other_side(line, category):
                text = _("the category “{category}” is on the other side of the budget.")
                hint = _("Costs go to lines of costs, income to lines of income.")
                yield line.problem("categories", "wrong-side", text.format(category=category), hint,
                                   value=category)  # fmt: skip
            elif category in taken:
                text = _("the category “{category}” is on the line “{line}” too.")
                told = text.format(category=category, line=taken[category])
                hint = _("Leave it on the line to which its planned money shall go.")
                yield line.problem("categories", "repeated-category", told, hint, value=category)
            taken.setdefault(category, line.id)


def _is_on_other_side(line: Piece, category: str) -> bool:
    kind = line.get("kind")
    return kind is not None and (kind in COST_KINDS) != (CATEGORIES[category].side == "cost")


def lines_of_the_grant(form: Form) -> Iterator[Problem]:
    """Warn unless exactly one line is the grant that is applied for."""
    grants = [line for line in form.lines if line.get("kind") == LineKind.GRANT]
    if not form.lines or len(grants) == 1:
        return
    text = _("several lines are the grant that is applied for.")
    if not grants:
        text = _("no line is the grant that is applied for.")
    hint = _("Give one line of income the kind “grant”.")
    owner, key = (grants[1], "kind") if grants else (form.whole.values["budget"], "")
    yield owner.problem(key, "grant-lines", text, hint, severity=Severity.WARNING)


def tables_of_first_years(form: Form) -> Iterator[Problem]:
    """Tell lines whose first year comes from no column of figures."""
    known = {
        f"{question.id}.{column.id}"
        for question in form.questions
        for column in question.pieces("columns")
        if column.get("kind") in FIGURES
    }
    for line in form.lines:
        column = line.get("first_year_from")
        name = ".".join(column or ())
        if name and name not in known:
            text = _("“first_year_from” is “{name}”, which is no column of figures in a table.")
            yield line.problem("first_year_from", "unknown-column", text.format(name=name),
                               nearest(name, known), value=name)  # fmt: skip


def known_rules(form: Form) -> Iterator[Problem]:
    """Tell rules that the program does not know, and parameters that a rule does not take."""
    for rule in form.whole.pieces("rules"):
        name = rule.get("rule")
        if name is None:
            continue
        parameters = form.rules.get(name)
        if parameters is None:
            text = _("the program knows no rule “{name}”.").format(name=name)
            yield rule.problem("rule", "unknown-rule", text, nearest(name, form.rules), value=name)
            continue
        yield from _unfit_parameters(rule, parameters)
        yield from _unfit_values(form, rule, parameters)


def _unfit_parameters(rule: Piece, parameters: Mapping[str, str]) -> Iterator[Problem]:
    given = rule.get("parameters") or {}
    for name in parameters:
        if name not in given:
            text = _("the parameter “{name}” is missing.").format(name=name)
            hint = _('Write {name} = [{{ value = …, valid_from = …, source = "…" }}].')
            yield rule.problem("parameters", "missing-parameter", text, hint.format(name=name))
    for name in given:
        if name not in parameters:
            text = _("the rule takes no parameter “{name}”.").format(name=name)
            problem = rule.problem("parameters", "unknown-parameter", text,
                                   nearest(name, parameters), value=name)  # fmt: skip
            yield _at(problem, name)


def _at(problem: Problem, name: str) -> Problem:
    return Problem(
        path=(*problem.path, name),
        kind=problem.kind,
        message=problem.message,
        hint=problem.hint,
        value=problem.value,
    )


def _unfit_values(form: Form, rule: Piece, parameters: Mapping[str, str]) -> Iterator[Problem]:
    lines = frozenset(line.id for line in form.lines)
    for name, rows in (rule.get("parameters") or {}).items():
        kind = parameters.get(name)
        for row in rows:
            value = row.get("value")
            if kind is None or value is None or FITS[kind](value, lines):
                continue
            text = _("“{value}” is no value of the parameter “{name}”.")
            told = text.format(value=_shown(value), name=name)
            yield row.problem("value", "unfit-parameter", told, str(_REMEDIES[kind]),
                              value=_shown(value))  # fmt: skip


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else written(value)


def dated_values(form: Form) -> Iterator[Problem]:
    """Tell values of a parameter that hold on the same day."""
    for rule in form.whole.pieces("rules"):
        for name, rows in (rule.get("parameters") or {}).items():
            yield from _overlapping(name, rows)


def _overlapping(name: str, rows: Sequence[Piece]) -> Iterator[Problem]:
    entries: list[DatedValue[object]] = []
    for row in rows:
        first, last = row.get("valid_from"), row.get("valid_to")
        if first is not None and last is not None and last < first:
            continue
        entry: DatedValue[object] = DatedValue(None, first, last, "")
        try:
            DatedValues((*entries, entry), name)
        except ValidationError as error:
            hint = _("Let each value end (valid_to) before the next one begins.")
            yield row.problem("", "overlapping-values", error.message, hint)
        else:
            entries.append(entry)


_Fits = Callable[[object, frozenset[str]], bool]


def _is_number(value: object, *, places: int, most: Decimal | None = None) -> bool:
    return (
        isinstance(value, Decimal)
        and value >= 0
        and round(value, places) == value
        and (most is None or value <= most)
    )


def _words(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


_PLACES_OF_SHARES: Final = 6
FITS: Final[Mapping[str, _Fits]] = {
    "share": lambda value, _lines: _is_number(value, places=_PLACES_OF_SHARES, most=Decimal(1)),
    "money": lambda value, _lines: _is_number(value, places=2),
    "whole_number": lambda value, _lines: _is_number(value, places=0),
    "line": lambda value, lines: lines >= set(_words(value)),
    "line_kinds": lambda value, _lines: set(_words(value)) <= set(LineKind),
    "categories": lambda value, _lines: CATEGORIES.keys() >= set(_words(value)),
}
"""What each kind of parameter takes; the second argument holds the ids of the form's lines."""
_REMEDIES: Final[Mapping[str, LazyText]] = {
    "share": lazy("Write a share from 0 to 1, such as 0.15 for 15 %."),
    "money": lazy("Write euros without quotation marks, such as 10000.00."),
    "whole_number": lazy("Write a whole number that is not negative."),
    "line": lazy("Write the id of a line of this form's budget, or a list of them."),
    "line_kinds": lazy('Write kinds of lines: ["direct", "overhead"].'),
    "categories": lazy('Write neutral cost categories: ["salaries", "side_costs"].'),
}

CHECKS = (
    groups_of_lines,
    categories_of_lines,
    lines_of_the_grant,
    tables_of_first_years,
    known_rules,
    dated_values,
)
