"""One answer or one cell of a table: read from what people write, kept canonically, shown again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from yhdistys.grants.rules.template import Choice, Question, QuestionKind, TableColumn
from yhdistys.i18n import _
from yhdistys.values import formats
from yhdistys.values.expression import Value
from yhdistys.values.fields import Field, FieldKind

Asked: TypeAlias = Question | TableColumn
"""What has a kind, a label and perhaps choices."""

TEXTS: Final = frozenset({QuestionKind.TEXT, QuestionKind.LONG_TEXT})
NOT_FILLED_IN: Final = frozenset({QuestionKind.BUDGET, QuestionKind.COMPUTED, QuestionKind.NOTE})
"""Kinds that nobody answers by writing."""

_FIELD_KINDS: Final[Mapping[QuestionKind, FieldKind]] = {
    QuestionKind.WHOLE_NUMBER: FieldKind.WHOLE_NUMBER,
    QuestionKind.MONEY: FieldKind.MONEY,
    QuestionKind.PERCENT: FieldKind.PERCENT,
    QuestionKind.DATE: FieldKind.DATE,
    QuestionKind.YES_NO: FieldKind.SWITCH,
    QuestionKind.CHOICE: FieldKind.CHOICE,
    QuestionKind.CHOICES: FieldKind.CHOICE,
}
_NUMBERS: Final = frozenset({QuestionKind.WHOLE_NUMBER, QuestionKind.MONEY, QuestionKind.PERCENT})
_NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,9})?")
_BETWEEN_CHOICES = re.compile(r"[\n;]")
_TRUTH: Final = {"true": True, "false": False}


def read_cell(asked: Asked, text: str, *, label: str) -> str:
    """Return what a person wrote in canonical form; empty when nothing was written.

    The text was cleaned before. Texts, also of kinds that nobody fills in, stay as they are.

    Raises:
        ValidationError: The text is no value of the kind; the message begins with the label.
    """
    if not text.strip():
        return ""
    if asked.kind is QuestionKind.CHOICES:
        return ",".join(_chosen(asked, text, label))
    if asked.kind is QuestionKind.CHOICE:
        return _choice(asked.choices, text) or canonical(_field(asked, label).parse(text))
    if asked.kind not in _FIELD_KINDS:
        return text
    return canonical(_field(asked, label).parse(text))


def canonical(value: object) -> str:
    """Write a value as an answer keeps it: ``1234.50``, ``2027-01-31``, ``true``, ``some_id``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _field(asked: Asked, label: str) -> Field:
    return Field(
        id=asked.id,
        label=label,
        kind=_FIELD_KINDS[asked.kind],
        choices=tuple((one.id, str(one.label)) for one in asked.choices),
    )


def _chosen(asked: Asked, text: str, label: str) -> list[str]:
    """Find the choices in a text; labels may hold commas, so the longest that fits is taken."""
    found = set()
    for part in _BETWEEN_CHOICES.split(text):
        words = part.split(",")
        place = 0
        while place < len(words):
            taken, choice = _longest(asked.choices, words, place)
            if not choice and words[place].strip():
                _field(asked, label).parse(words[place])
            found.add(choice)
            place += taken
    return [one.id for one in asked.choices if one.id in found]


def _longest(choices: tuple[Choice, ...], words: list[str], place: int) -> tuple[int, str]:
    """Return how many words from a place on name a choice, no more than any label has."""
    labels = (label for one in choices for label in one.label.texts.values())
    most = max((label.count(",") for label in labels), default=0) + 1
    for number in range(min(most, len(words) - place), 0, -1):
        choice = _choice(choices, ",".join(words[place : place + number]))
        if choice:
            return number, choice
    return 1, ""


def _choice(choices: tuple[Choice, ...], text: str) -> str:
    """Return the id of the choice that a text names by its id or its label in any language."""
    wanted = text.strip().casefold()
    for choice in choices:
        labels = (label.casefold() for label in choice.label.texts.values())
        if wanted in {choice.id.casefold(), *labels}:
            return choice.id
    return ""


def typed(asked: Asked, text: str) -> Value:
    """Return the value of a canonical text; None when it is empty or is no value of its kind."""
    if not text.strip():
        return None
    if asked.kind in _NUMBERS:
        return Decimal(text) if _NUMBER.fullmatch(text) else None
    if asked.kind is QuestionKind.YES_NO:
        return _TRUTH.get(text)
    if asked.kind is QuestionKind.DATE:
        return _day(text)
    if asked.kind is QuestionKind.CHOICE:
        return text if any(one.id == text for one in asked.choices) else None
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_wrong(asked: Asked, text: str) -> bool:
    """Say whether a canonical text is no value of its kind."""
    return bool(text.strip()) and typed(asked, text) is None


def show_cell(asked: Asked, text: str) -> str:
    """Show a canonical text to a person; one that is no value of its kind is shown as it is."""
    value = typed(asked, text)
    if asked.kind is QuestionKind.CHOICES:
        labels = {one.id: str(one.label) for one in asked.choices}
        return ", ".join(labels.get(one, one) for one in text.split(","))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return _SHOWN[asked.kind](value)
    if isinstance(value, date):
        return formats.date_text(value)
    if asked.kind is QuestionKind.CHOICE:
        return next((str(one.label) for one in asked.choices if one.id == text), text)
    return text


def show_number(kind: QuestionKind, value: Decimal) -> str:
    """Show a figure of a kind: money with cents, per cents with their sign, others as they are."""
    return _SHOWN.get(kind, _plain)(value)


def _percent(value: Decimal) -> str:
    return formats.percent_text(value, places=max(0, -int(value.as_tuple().exponent)))


def _plain(value: Decimal) -> str:
    return formats.decimal_text(value, 0 if value == int(value) else 2)


_SHOWN: Final[Mapping[QuestionKind, Callable[[Decimal], str]]] = {
    QuestionKind.WHOLE_NUMBER: _plain,
    QuestionKind.MONEY: formats.money,
    QuestionKind.PERCENT: _percent,
}
