"""How long an answer may be: the user's own limit goes before the form's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from yhdistys.errors import ValidationError
from yhdistys.grants.rules.application import Application
from yhdistys.grants.rules.cells import TEXTS
from yhdistys.grants.rules.template import Question
from yhdistys.i18n import _
from yhdistys.values.counting import CountingRule, count
from yhdistys.values.formats import whole_number

GREATEST: Final = 1_000_000
"""Characters of the greatest limit that is kept; no web form has room for so many."""


def refuse_wrong_limit(max_chars: int | None) -> None:
    """Refuse what cannot be a limit of characters; None is none.

    Raises:
        ValidationError: It leaves no room for an answer, or room for a whole library.
    """
    if max_chars is None or 0 < max_chars <= GREATEST:
        return
    message = (
        _("A limit of {limit} characters leaves no room for an answer.")
        if max_chars <= 0
        else _("{limit} characters is no limit of a web form.")
    )
    raise ValidationError(
        message.format(limit=whole_number(max_chars)),
        hint=_("Give the number that the web form shows, or no limit."),
        kind="wrong-limit",
    )


@dataclass(frozen=True, slots=True)
class Limit:
    """The limit of one answer.

    Attributes:
        max_chars: The most characters; None when there is no limit, or none is known.
        counting: How they are counted.
        is_known: Whether anybody said what the limit is, or that there is none.
    """

    max_chars: int | None
    counting: CountingRule
    is_known: bool


def limit_of(application: Application, question: Question) -> Limit:
    """Return the limit of a question."""
    own = application.limits.get(question.id)
    if own is not None:
        return Limit(own.max_chars, own.counting, is_known=True)
    return Limit(question.max_chars, question.counting, is_known=question.max_chars is not None)


def length_of(application: Application, question: Question) -> int | None:
    """Return how long an answer is as its funder counts; None for what is no text."""
    if question.kind not in TEXTS:
        return None
    text = application.answer(question.id).text
    return count(text, limit_of(application, question).counting)


def over_by(application: Application, question: Question) -> int:
    """Return by how much an answer is too long; 0 when it fits or no limit is known."""
    length, limit = length_of(application, question), limit_of(application, question).max_chars
    return 0 if length is None or limit is None else max(0, length - limit)
