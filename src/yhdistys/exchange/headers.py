"""Finding the row of headings, and what a heading means. Pure.

Headings are compared without case, signs and spaces, so that ``Tosite-nro.`` is ``tositenro``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yhdistys.exchange.cells import is_blank
from yhdistys.exchange.tables import Cell, Row

FieldWords = Mapping[str, tuple[str, ...]]
"""Field id to the words that name it; a word that ends with ``?`` alone proves little."""

ChosenFields = Callable[[Row], Mapping[str, Decimal]]
"""Gives the fields whose columns the user chose, each with how surely the row heads it."""

SEARCHED_ROWS = 40
EXACT = Decimal("0.95")
BEGINNING = Decimal("0.8")
CONTAINED = Decimal("0.6")
WEAK = Decimal("0.5")
_FEWEST_FIELDS = 2
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


@dataclass(frozen=True, slots=True)
class _Synonym:
    """One word of a field, as it is compared."""

    field: str
    word: str
    plain: str
    is_weak: bool


class WordIndex:
    """The words of all fields, found by their first part or as a whole."""

    def __init__(self, words: FieldWords) -> None:
        self._by_part: dict[str, list[_Synonym]] = {}
        self._whole: dict[str, list[_Synonym]] = {}
        for field, synonyms in words.items():
            for synonym in synonyms:
                word = synonym.rstrip("?")
                one = _Synonym(field, word, plain_words(word), word != synonym)
                self._whole.setdefault(one.plain.replace(" ", ""), []).append(one)
                self._by_part.setdefault(one.plain.partition(" ")[0], []).append(one)

    def meanings(self, heading: str) -> tuple[Meaning, ...]:
        """Return every field a heading may stand for, each with its best word."""
        plain = plain_words(heading[: 2 * _LONGEST_HEADING])
        if not plain or len(plain) > _LONGEST_HEADING:
            return ()
        best: dict[str, Meaning] = {}
        for synonym, confidence in self._likely(plain):
            known = best.get(synonym.field)
            if known is None or confidence > known.confidence:
                best[synonym.field] = Meaning(synonym.field, confidence, synonym.word)
        return tuple(best.values())

    def _likely(self, plain: str) -> Iterator[tuple[_Synonym, Decimal]]:
        for synonym in self._whole.get(plain.replace(" ", ""), ()):
            yield synonym, WEAK if synonym.is_weak else EXACT
        for part in plain.split(" "):
            for synonym in self._by_part.get(part, ()):
                word = synonym.plain
                if synonym.is_weak or len(word) < _SHORTEST_PART:
                    continue
                if plain.startswith(f"{word} "):
                    yield synonym, BEGINNING
                elif f" {word} " in f" {plain} ":
                    yield synonym, CONTAINED


def find_header(
    rows: Sequence[Row],
    words: FieldWords,
    suffices: Callable[[Collection[str]], bool],
    other_field: Callable[[Cell], str | None] = lambda _cell: None,
    chosen_fields: ChosenFields = lambda _row: {},
) -> int | None:
    """Find the row of headings among the first 40 rows.

    Args:
        rows: The rows of the sheet.
        words: The fields and their words.
        suffices: Says whether a row that names these fields can be the headings.
        other_field: Names a field a cell stands for by other means, such as a month.
        chosen_fields: Gives the fields whose columns the user chose.

    Returns:
        Its index in ``rows``; the one that names most fields most surely, the first of equals.
    """
    best: int | None = None
    most = Decimal(0)
    known = WordIndex(words)
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        fields = {**_fields_of(row, known, other_field), **chosen_fields(row)}
        score = sum(fields.values(), Decimal(0))
        is_headed = sum(map(bool, fields.values())) >= _FEWEST_FIELDS
        if score > most and is_headed and suffices(fields.keys()):
            best, most = index, score
    return best


def _fields_of(
    row: Row, known: WordIndex, other_field: Callable[[Cell], str | None]
) -> dict[str, Decimal]:
    fields: dict[str, Decimal] = {}
    for cell in row:
        if is_blank(cell):
            continue
        named = other_field(cell)
        found = (Meaning(named, EXACT, ""),) if named else _meanings_of(cell, known)
        for meaning in found:
            fields[meaning.field] = max(meaning.confidence, fields.get(meaning.field, Decimal(0)))
    return fields


def _meanings_of(cell: Cell, known: WordIndex) -> tuple[Meaning, ...]:
    return known.meanings(cell) if isinstance(cell, str) else ()
