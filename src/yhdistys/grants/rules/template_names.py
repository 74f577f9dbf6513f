"""Checks of conditions and formulas: the names they need, and that none needs itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from yhdistys.grants.rules.scheme import TOTAL_NAMES
from yhdistys.grants.rules.template import QuestionKind
from yhdistys.grants.rules.template_keys import FIGURES, SILENT, YEARS
from yhdistys.grants.rules.template_pieces import Form, Piece, Problem, every_piece, questions_of
from yhdistys.grants.rules.template_values import nearest
from yhdistys.i18n import _
from yhdistys.values.expression import Expression

DEEPEST: Final = 30
"""How many conditions and formulas may need each other in a chain."""
_BUDGET: Final = "[[budget.lines]]"
"""The budget as a whole: what an answer needs of it, it needs when all lines are computed."""


def unknown_names(form: Form) -> Iterator[Problem]:
    """Tell the names in conditions and formulas that stand for nothing."""
    names = _names(form)
    reports = {id(inner) for one in form.whole.pieces("reports") for inner in every_piece(one)}
    for piece in _with_conditions(form.whole):
        if id(piece) not in reports:
            yield from _unknown(piece, names)
    for report in form.whole.pieces("reports"):
        known = names | _names_of_questions(questions_of(report))
        for piece in _with_conditions(report):
            yield from _unknown(piece, known)
    for piece in every_piece(form.whole):
        yield from _unknown_columns(piece)


def _with_conditions(outer: Piece) -> list[Piece]:
    """Return all pieces but columns, whose formulas have names of their own."""
    return [piece for piece in every_piece(outer) if piece.table != "column"]


def _names(form: Form) -> set[str]:
    lines = {line.id for line in form.lines}
    return _names_of_questions(form.questions) | lines | {*TOTAL_NAMES, YEARS}


def _names_of_questions(questions: Iterable[Piece]) -> set[str]:
    names: set[str] = set()
    for question in questions:
        if question.get("kind") not in SILENT:
            names.add(question.id)
        names |= {_of_column(question, column) for column in _columns_of_figures(question)}
    return names


def _of_column(question: Piece, column: Piece) -> str:
    return f"{question.id}_{column.id}"


def _columns_of_figures(question: Piece) -> list[Piece]:
    return [column for column in question.pieces("columns") if column.get("kind") in FIGURES]


def _unknown(piece: Piece, names: Collection[str]) -> Iterator[Problem]:
    for key, value in piece.values.items():
        if isinstance(value, Expression):
            for name in sorted(value.names.difference(names)):
                text = _("“{key}” names “{name}”, which stands for nothing here.")
                told = text.format(key=key, name=name)
                yield piece.problem(key, "unknown-name", told, nearest(name, names),
                                    value=value.text)  # fmt: skip


def _unknown_columns(question: Piece) -> Iterator[Problem]:
    """Tell names in a column that are no column, or are computed only after it."""
    columns = question.pieces("columns")
    names = {one.id for one in columns if one.get("kind") != QuestionKind.COMPUTED}
    for column in columns:
        yield from _unknown(column, names)
        names.add(column.id)


def two_meanings(form: Form) -> Iterator[Problem]:
    """Tell the ids that stand for two things in formulas."""
    taken = {*TOTAL_NAMES, YEARS}
    columns = [
        (_of_column(question, column), column)
        for question in {one.id: one for one in form.questions}.values()
        for column in {one.id: one for one in _columns_of_figures(question)}.values()
    ]
    questions = {one.id: one for one in form.questions}
    lines = {one.id: one for one in form.lines}
    for pieces in (questions.items(), columns, lines.items()):
        seen: set[str] = set()
        for name, piece in pieces:
            if name in taken or name in seen:
                text = _("formulas would not know which “{name}” is meant.").format(name=name)
                hint = _("Choose another id: questions, lines, sums and columns share their names.")
                yield piece.problem("id", "two-meanings", text, hint, value=piece.id)
            seen.add(name)
        taken |= seen


def loops(form: Form) -> Iterator[Problem]:
    """Tell conditions and formulas that need themselves in the end."""
    if any(two_meanings(form)):
        return
    owners = {one.id: one for one in (*form.questions, *form.lines)}
    needed = {**_needs_of_questions(form), **_needs_of_budget(form)}
    yield from _told(needed, owners)
    for report in form.whole.pieces("reports"):
        questions = {one.id: one for one in questions_of(report)}
        yield from _told(_needs(report), questions)


def _told(needed: Mapping[str, list[str]], owners: Mapping[str, Piece]) -> Iterator[Problem]:
    for circle in circles(needed):
        owner = next(owners[name] for name in circle if name in owners)
        key = "formula" if "formula" in owner.given else "visible_if"
        shown = " → ".join((*circle, circle[0]))
        text = _("it depends on itself: {circle}.").format(circle=shown)
        hint = _("Take one of these names out of its condition or formula.")
        yield owner.problem(key, "loop", text, hint, value=shown)


def _needs_of_questions(form: Form) -> dict[str, list[str]]:
    of_budget = {*TOTAL_NAMES, *(line.id for line in form.lines)}
    return {
        name: [_BUDGET if other in of_budget else other for other in others]
        for name, others in _needs(form.whole).items()
    }


def _needs(owner: Piece) -> dict[str, list[str]]:
    """Return which names each answer, and each sum of a column, needs."""
    needed: dict[str, list[str]] = {}
    for section in owner.pieces("sections"):
        outer = _named(section, "visible_if")
        for question in section.pieces("questions"):
            own = _named(question, "visible_if", "formula")
            needed[question.id] = [*own, *outer]
            for column in _columns_of_figures(question):
                needed[_of_column(question, column)] = [question.id]
    return needed


def _needs_of_budget(form: Form) -> dict[str, list[str]]:
    needed = {_BUDGET: [line.id for line in form.lines]}
    for name, kinds in TOTAL_NAMES.items():
        needed[name] = [line.id for line in form.lines if line.get("kind") in kinds]
    for line in form.lines:
        column = line.get("first_year_from")
        needed[line.id] = [*_named(line, "formula"), *(["_".join(column)] if column else [])]
    return needed


def _named(piece: Piece, *keys: str) -> list[str]:
    expressions = (piece.get(key) for key in keys)
    return [name for one in expressions if one is not None for name in sorted(one.names)]


def circles(needed: Mapping[str, list[str]]) -> list[list[str]]:
    """Return a circle for each group of names that need each other, in the order they are needed.

    Names that need nothing in the end are taken away first; what is left leads into a circle.
    """
    left = _without_ends(needed)
    seen: set[str] = set()
    found = []
    for start in left:
        walk: list[str] = []
        name = start
        while name not in seen:
            seen.add(name)
            walk.append(name)
            name = left[name][0]
        if name in walk:
            found.append(walk[walk.index(name) :])
    return found


def _without_ends(needed: Mapping[str, list[str]]) -> dict[str, list[str]]:
    ends = depths(needed)
    left = {name: others for name, others in needed.items() if name not in ends}
    return {name: [one for one in others if one in left] for name, others in left.items()}


def depths(needed: Mapping[str, list[str]]) -> dict[str, int]:
    """Return how long the longest chain below each name is; names that lead into a circle are left.

    What a name needs stands before it.
    """
    users: dict[str, list[str]] = {name: [] for name in needed}
    open_needs = dict.fromkeys(needed, 0)
    for name, others in needed.items():
        for other in others:
            if other in needed:
                users[other].append(name)
                open_needs[name] += 1
    ends = [name for name, number in open_needs.items() if not number]
    found = dict.fromkeys(needed, 0)
    known: dict[str, int] = {}
    while ends:
        end = ends.pop()
        known[end] = found[end]
        for user in users[end]:
            found[user] = max(found[user], found[end] + 1)
            open_needs[user] -= 1
            if not open_needs[user]:
                ends.append(user)
    return known


def deep_chains(form: Form) -> Iterator[Problem]:
    """Tell conditions and formulas that need others, which need others, and so on without end."""
    owners = {one.id: one for one in (*form.questions, *form.lines)}
    yield from _deepest({**_needs_of_questions(form), **_needs_of_budget(form)}, owners)
    for report in form.whole.pieces("reports"):
        yield from _deepest(_needs(report), {one.id: one for one in questions_of(report)})
    for question in every_piece(form.whole):
        columns = {column.id: column for column in question.pieces("columns")}
        needed = {name: _named(column, "formula") for name, column in columns.items()}
        yield from _deepest(needed, columns)


def _deepest(needed: Mapping[str, list[str]], owners: Mapping[str, Piece]) -> Iterator[Problem]:
    """Tell the first of a chain that is too long, not all that need it."""
    found = depths(needed)
    deep = [name for name in owners if found.get(name, 0) > DEEPEST]
    if deep:
        name = min(deep, key=found.__getitem__)
        key = "formula" if "formula" in owners[name].given else "visible_if"
        text = _("more than {limit} conditions and formulas need each other in a chain.")
        hint = _("Let it name the first ones directly.")
        yield owners[name].problem(key, "too-deep", text.format(limit=DEEPEST), hint, value=name)


CHECKS = (unknown_names, two_meanings, loops, deep_chains)
