"""What changed between two versions of an application, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final

from yhdistys.grants.rules.answers import show_answer, show_row
from yhdistys.grants.rules.application import Application, AttachmentState
from yhdistys.grants.rules.budget import scheme_budget
from yhdistys.grants.rules.template import Question, QuestionKind
from yhdistys.i18n import LazyText, _, lazy
from yhdistys.values.formats import money

_WORD = re.compile(r"\s*\S+|\s+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST_WORDS: Final = 2000
"""Pieces up to which words are compared; longer texts are compared line by line.

Of still more lines or rows only those at the beginning and at the end are found to be the same.
"""
_STATES: Final[dict[AttachmentState, LazyText]] = {
    AttachmentState.MISSING: lazy("missing"),
    AttachmentState.ATTACHED: lazy("attached"),
    AttachmentState.LATER: lazy("sent later"),
    AttachmentState.IN_OTHER_FILE: lazy("in another file"),
    AttachmentState.NOT_NEEDED: lazy("not needed"),
}


@dataclass(frozen=True, slots=True)
class TextPart:
    """A piece of a text: ``same``, ``removed`` or ``added``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One thing that changed.

    Attributes:
        kind: ``answer``, ``row`` of a table, ``amount`` or ``attachment``.
        id: The id of the question, line or attachment.
        label: What people call it; of a row with its number.
        year: Of an amount.
        before: As it was shown; empty when there was nothing.
        after: As it is shown now.
        parts: Both texts as one, piece by piece.
    """

    kind: str
    id: str
    label: str
    year: int | None = None
    before: str
    after: str
    parts: tuple[TextPart, ...] = ()


def compare(before: Application, after: Application) -> tuple[Changed, ...]:
    """Return what changed: answers in the order of the form, then amounts, then attachments.

    A question or line that only the earlier form has comes after those of the later form.
    """
    return (*_answers(before, after), *_amounts(before, after), *_attachments(before, after))


def _answers(before: Application, after: Application) -> Iterator[Changed]:
    questions = {question.id: question for question in after.template.questions}
    for question in before.template.questions:
        questions.setdefault(question.id, question)
    for question in questions.values():
        if question.kind is QuestionKind.TABLE:
            yield from _rows(question, before, after)
            continue
        old = show_answer(question, before.answer(question.id))
        new = show_answer(question, after.answer(question.id))
        if old != new:
            yield _changed("answer", question.id, str(question.label), old, new)


def _rows(question: Question, before: Application, after: Application) -> Iterator[Changed]:
    old = [show_row(question, row) for row in before.answer(question.id).rows]
    new = [show_row(question, row) for row in after.answer(question.id).rows]
    for _kind, first, last, first_new, last_new in _opcodes(old, new):
        pairs = zip_longest(old[first:last], new[first_new:last_new], fillvalue="")
        for index, (was, now) in enumerate(pairs):
            number = (first_new if now else first) + index + 1
            label = _("{table}, row {row}").format(table=question.label, row=number)
            yield _changed("row", question.id, label, was, now)


def _amounts(before: Application, after: Application) -> Iterator[Changed]:
    old, new = _shown_amounts(before), _shown_amounts(after)
    labels = {
        line.id: str(line.label)
        for template in (after.template, before.template)
        for line in template.scheme.lines
    }
    order = {line_id: index for index, line_id in enumerate(labels)}
    for line_id, year in sorted({*old, *new}, key=lambda key: (order[key[0]], key[1])):
        was, now = old.get((line_id, year), ""), new.get((line_id, year), "")
        if was != now:
            yield _changed("amount", line_id, labels[line_id], was, now, year=year)


def _shown_amounts(application: Application) -> dict[tuple[str, int], str]:
    budget = scheme_budget(application)
    return {
        (row.line.id, year): money(amount)
        for row in budget.rows
        for year, amount in zip(budget.years, row.amounts, strict=True)
        if amount is not None
    }


def _attachments(before: Application, after: Application) -> Iterator[Changed]:
    demands = {
        demand.id: str(demand.label)
        for template in (after.template, before.template)
        for demand in template.attachments
    }
    for demand_id, label in demands.items():
        old, new = _shown_state(before, demand_id), _shown_state(after, demand_id)
        if old != new:
            yield _changed("attachment", demand_id, label, old, new)


def _shown_state(application: Application, demand_id: str) -> str:
    state, note = application.attachments.get(demand_id, (AttachmentState.MISSING, ""))
    return f"{_STATES[state]}: {note}" if note else str(_STATES[state])


def _changed(
    kind: str, part_id: str, label: str, before: str, after: str, *, year: int | None = None
) -> Changed:
    return Changed(
        kind=kind,
        id=part_id,
        label=label,
        year=year,
        before=before,
        after=after,
        parts=text_parts(before, after),
    )


def text_parts(before: str, after: str) -> tuple[TextPart, ...]:
    """Return both texts as one: what stayed, was removed and was added, word by word.

    The removed and same parts are the earlier text, the added and same parts the later one.
    """
    old, new = _pieces(before, after)
    parts: list[TextPart] = []
    place = 0
    for _kind, first, last, first_new, last_new in _opcodes(old, new):
        parts.append(TextPart("same", "".join(old[place:first])))
        parts.append(TextPart("removed", "".join(old[first:last])))
        parts.append(TextPart("added", "".join(new[first_new:last_new])))
        place = last
    parts.append(TextPart("same", "".join(old[place:])))
    return tuple(part for part in parts if part.text)


def _pieces(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) <= _MOST_WORDS:
        return old, new
    return _LINE.findall(before), _LINE.findall(after)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    if max(len(old), len(new)) > _MOST_WORDS:
        return _between_same_ends(old, new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return (code for code in matcher.get_opcodes() if code[0] != "equal")


def _between_same_ends(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[str, int, int, int, int]]:
    first = _same(old, new)
    last = _same(old[first:][::-1], new[first:][::-1])
    if first + last < max(len(old), len(new)):
        yield "replace", first, len(old) - last, first, len(new) - last


def _same(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many pieces are the same before the first that is not."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((place for place, (was, now) in pairs if was != now), min(len(old), len(new)))
