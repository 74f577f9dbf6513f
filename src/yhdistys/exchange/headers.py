"""Finding the row of headings, and what a heading means. Pure.

Headings are compared without case, signs and spaces, so that ``Tosite-nro.`` is ``tositenro``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from yhdistys.exchange.cells import is_blank, shown
from yhdistys.exchange.tables import Cell, Row

FieldWords = Mapping[str, tuple[str, ...]]
"""Field id to the words that name it; a word that ends with ``?`` alone proves little."""

SEARCHED_ROWS = 40
EXACT = Decimal("0.95")
BEGINNING = Decimal("0.8")
CONTAINED = Decimal("0.6")
WEAK = Decimal("0.5")
_LONGEST_HEADING = 60
_SHORTEST_PART = 4
_UNITS = re.compile(r"\s*(?:\((?:€|eur|euroa)\)|€|\beur\b|\beuroa\b)\s*$")
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field a heading may stand for, how sure that is, and by which word."""

    field: str
    confidence: Decimal
    word: str


def plain_words(text: str) -> str:
    """Return a heading as words in lower case: ``"Debet (€)"`` is ``"debet"``."""
    lowered = text.casefold().strip()
    without_unit = _UNITS.sub("", lowered)
    return _NOT_WORDS.sub(" ", without_unit or lowered).strip()


def meanings(heading: str, words: FieldWords) -> tuple[Meaning, ...]:
    """Return every field a heading may stand for, each with its best word."""
    plain = plain_words(heading)
    if not plain or len(plain) > _LONGEST_HEADING:
        return ()
    found = (_best_meaning(plain, field, synonyms) for field, synonyms in words.items())
    return tuple(meaning for meaning in found if meaning is not None)


def _best_meaning(plain: str, field: str, synonyms: tuple[str, ...]) -> Meaning | None:
    best: Meaning | None = None
    for synonym in synonyms:
        word = _plain_synonym(synonym.rstrip("?"))
        confidence = _likeness(plain, word)
        if confidence and synonym.endswith("?"):
            confidence = WEAK if confidence == EXACT else None
        if confidence and (best is None or confidence > best.confidence):
            best = Meaning(field, confidence, synonym.rstrip("?"))
    return best


@lru_cache(maxsize=1024)
def _plain_synonym(synonym: str) -> str:
    return plain_words(synonym)


def _likeness(plain: str, word: str) -> Decimal | None:
    if plain == word or plain.replace(" ", "") == word.replace(" ", ""):
        return EXACT
    if len(word) < _SHORTEST_PART:
        return None
    if plain.startswith(f"{word} "):
        return BEGINNING
    if f" {word} " in f" {plain} ":
        return CONTAINED
    return None


def find_header(
    rows: Sequence[Row],
    words: FieldWords,
    suffices: Callable[[Collection[str]], bool],
    extra: Callable[[Cell], str | None] = lambda _cell: None,
) -> int | None:
    """Find the row of headings among the first 40 rows.

    Args:
        rows: The rows of the sheet.
        words: The fields and their words.
        suffices: Says whether a row that names these fields can be the headings.
        extra: Names a field a cell stands for by other means, such as a month.

    Returns:
        Its index in ``rows``; the one that names most fields most surely, the first of equals.
    """
    best: int | None = None
    most = Decimal(0)
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        fields = _fields_of(row, words, extra)
        score = sum(fields.values(), Decimal(0))
        if score > most and suffices(fields.keys()):
            best, most = index, score
    return best


def _fields_of(
    row: Row, words: FieldWords, extra: Callable[[Cell], str | None]
) -> dict[str, Decimal]:
    fields: dict[str, Decimal] = {}
    for cell in row:
        if is_blank(cell):
            continue
        named = extra(cell)
        found = (Meaning(named, EXACT, ""),) if named else _meanings_of(cell, words)
        for meaning in found:
            fields[meaning.field] = max(meaning.confidence, fields.get(meaning.field, Decimal(0)))
    return fields


def _meanings_of(cell: Cell, words: FieldWords) -> tuple[Meaning, ...]:
    return meanings(shown(cell), words) if isinstance(cell, str) else ()
