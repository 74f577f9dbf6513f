"""Checks of questions and of the columns of tables."""

from __future__ import annotations

from collections.abc import Iterator

from yhdistys.grants.rules.template import QuestionKind
from yhdistys.grants.rules.template_keys import COLUMN_KIND_KEYS, QUESTION_KIND_KEYS, KindKey
from yhdistys.grants.rules.template_pieces import Form, Piece, Problem, every_piece
from yhdistys.grants.rules.template_values import nearest
from yhdistys.i18n import _
from yhdistys.values.findings import Severity

_KIND_KEYS = {"question": QUESTION_KIND_KEYS, "column": COLUMN_KIND_KEYS}


def keys_of_kinds(form: Form) -> Iterator[Problem]:
    """Tell keys that the kind of a question or column needs, or has no use for."""
    for piece in every_piece(form.whole):
        kind = piece.get("kind")
        if kind is not None:
            for key in _KIND_KEYS.get(piece.table, ()):
                yield from _fitting(piece, key, QuestionKind(kind))


def _fitting(piece: Piece, key: KindKey, kind: QuestionKind) -> Iterator[Problem]:
    is_given = key.name in piece.given
    if kind in key.kinds and key.is_needed and not is_given:
        text = _("the kind “{kind}” needs “{key}”.").format(kind=kind, key=key.name)
        hint = _("Add the key, or choose another kind.")
        yield piece.problem(key.name, "missing-key", text, hint)
    if kind not in key.kinds and is_given:
        text = _("“{key}” does not fit the kind “{kind}”.").format(key=key.name, kind=kind)
        hint = _("It fits: {kinds}.").format(kinds=", ".join(sorted(key.kinds)))
        yield piece.problem(key.name, "unfit-key", text, hint, value=kind)


def numbers_of_rows(form: Form) -> Iterator[Problem]:
    """Tell tables that may have fewer rows than they need."""
    for piece in every_piece(form.whole):
        least, most = piece.get("min_rows"), piece.get("max_rows")
        if least is not None and most is not None and most < least:
            text = _("the most rows are {most}, fewer than the least, {least}.")
            text = text.format(most=most, least=least)
            hint = _("Write max_rows at least as large as min_rows.")
            yield piece.problem("max_rows", "reversed-rows", text, hint, value=most)


def questions_of_years(form: Form) -> Iterator[Problem]:
    """Tell when the years of the activity do not come from two questions for days."""
    years = form.whole.get("years")
    if years is None:
        return
    known = {question.id: question for question in form.questions}
    days = [name for name, one in known.items() if one.get("kind") == QuestionKind.DATE]
    for key in ("begins", "ends"):
        named = years.get(key)
        if named is None or named in days:
            continue
        if named in known:
            text = _("“{key}” names the question “{name}”, which asks for no day.")
        else:
            text = _("“{key}” names the question “{name}”, which does not exist.")
        told = text.format(key=key, name=named)
        kind = "unfit-question" if named in known else "unknown-question"
        yield years.problem(key, kind, told, nearest(named, days), value=named)


def budget_questions(form: Form) -> Iterator[Problem]:
    """Tell when the place of the budget in the form and its lines do not go together."""
    places = [one for one in form.questions if one.get("kind") == QuestionKind.BUDGET]
    for piece in places[1:]:
        text = _("the form has a second place for the budget.")
        hint = _("Keep one question of the kind “budget”.")
        yield piece.problem("kind", "two-budgets", text, hint, value=QuestionKind.BUDGET)
    if places and not form.lines:
        text = _("it is the place of the budget, but the form has no budget lines.")
        yield places[0].problem("kind", "no-budget-lines", text, _("Add [[budget.lines]]."),
                                value=QuestionKind.BUDGET)  # fmt: skip
    if form.lines and not places:
        text = _("no question of the kind “budget” says where it stands in the form.")
        hint = _("Add a question of the kind “budget”.")
        yield form.whole.values["budget"].problem("", "no-budget-question", text, hint,
                                                  severity=Severity.WARNING)  # fmt: skip


CHECKS = (keys_of_kinds, numbers_of_rows, questions_of_years, budget_questions)
