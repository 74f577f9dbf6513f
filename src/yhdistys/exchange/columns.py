"""Guessing what each column holds from its heading and its cells. Pure.

The heading decides; the cells only weaken a guess they contradict. So a voucher that looks like a
day stays a voucher. What the user says wins over everything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yhdistys.errors import UsageError
from yhdistys.exchange.cells import code_of, is_blank, shown
from yhdistys.exchange.headers import FieldWords, Meaning, WordIndex, plain_words
from yhdistys.exchange.imports import ColumnGuess
from yhdistys.exchange.tables import Cell, Row, column_letter
from yhdistys.i18n import _

Fits = Callable[[Cell], bool]
"""Says whether a cell can hold the field."""

SURE = Decimal(1)
NOTHING = Decimal(0)
_CONTRADICTED = Decimal("0.4")
_LEAST = Decimal("0.3")
_SAMPLE_ROWS = 200
_NO_COLUMN = frozenset({"", "-"})
_LETTERS = re.compile(r"[A-Za-z]{1,2}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ANY_WORD = "abc"


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """The fields of one kind of table.

    Attributes:
        words: Field id to the words that name it.
        fits: Field id to what its cells look like; fields without it take any cell.
    """

    words: FieldWords
    fits: Mapping[str, Fits]


def guess_columns(
    header: Row, rows: Sequence[Row], known: ColumnWords, chosen: Mapping[str, str]
) -> tuple[ColumnGuess, ...]:
    """Guess the field of each column; a field has one column at most.

    Args:
        header: The row of headings; may be empty.
        rows: The rows below it.
        known: The fields and their words.
        chosen: Field id to column, as the user says it: letter, number from 1, or heading;
            ``""`` or ``"-"`` for no column.

    Raises:
        UsageError: ``chosen`` names an unknown field or column.
    """
    sample = rows[:_SAMPLE_ROWS]
    width = max([len(header), *map(len, sample)], default=0)
    headings = [shown(cell) for cell in header] + [""] * (width - len(header))
    taken = _chosen_columns(chosen, headings, known.words)
    fields: dict[int, ColumnGuess] = {
        index: _guess(index, headings, Meaning(field, SURE, ""), _("you chose this column"))
        for field, index in taken.items()
        if index is not None
    }
    for index, meaning, contradicted in _candidates(headings, sample, known):
        if index not in fields and meaning.field not in taken:
            taken[meaning.field] = index
            fields[index] = _guess(index, headings, meaning, _reason(meaning, contradicted))
    return tuple(fields.get(index) or _no_guess(index, headings) for index in range(width))


def column_of(guesses: Sequence[ColumnGuess], field: str) -> int | None:
    """Return the index of the column that holds a field."""
    return next((guess.index for guess in guesses if guess.field == field), None)


def column_title(guesses: Sequence[ColumnGuess], index: int) -> str:
    """Return what a person calls a column: its heading, or its letter."""
    heading = guesses[index].header if index < len(guesses) else ""
    return heading or column_letter(index)


def chosen_in(row: Row, chosen: Mapping[str, str], known: ColumnWords) -> dict[str, Decimal]:
    """Return the fields whose columns the user chose, with how surely this row heads them.

    A heading of the row that the user named is sure, and so is any text at a letter or number; a
    blank cell there proves nothing. A row that holds an amount, a day or an account in such a
    column heads none of them.
    """
    headings = {plain_words(cell) for cell in row if isinstance(cell, str)}
    fields: dict[str, Decimal] = {}
    for field, column in chosen.items():
        if column in _NO_COLUMN:
            continue
        place = column_place(column)
        if plain_words(column) in headings:
            fields[field] = SURE
        elif place is not None:
            cell = row[place] if place < len(row) else None
            if _is_data(cell, known.fits.get(field)):
                return {}
            fields[field] = NOTHING if is_blank(cell) else SURE
    return fields


def column_place(column: str) -> int | None:
    """Return the index of a column named by letter or number; ``None`` for other words."""
    if column.isascii() and column.isdecimal():
        return int(column) - 1 if int(column) > 0 else None
    if _LETTERS.fullmatch(column) is None:
        return None
    place = 0
    for letter in column.upper():
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _is_data(cell: Cell, fits: Fits | None) -> bool:
    """Say whether a cell holds what its field holds; a year may also be a heading."""
    if fits is None or is_blank(cell) or fits(_ANY_WORD):
        return False
    return fits(cell) and _YEAR.fullmatch(code_of(cell)) is None


def _candidates(
    headings: list[str], sample: Sequence[Row], known: ColumnWords
) -> list[tuple[int, Meaning, bool]]:
    """Return (column, meaning, contradicted by its cells), the surest first."""
    found: list[tuple[int, Meaning, bool]] = []
    words = WordIndex(known.words)
    for index, heading in enumerate(headings):
        for meaning in words.meanings(heading):
            fits = known.fits.get(meaning.field)
            contradicted = fits is not None and not _fits_enough(fits, index, sample)
            confidence = meaning.confidence * (_CONTRADICTED if contradicted else 1)
            if confidence >= _LEAST:
                likely = Meaning(meaning.field, confidence, meaning.word)
                found.append((index, likely, contradicted))
    order = list(known.words)
    found.sort(key=lambda one: (-one[1].confidence, order.index(one[1].field), one[0]))
    return found


def _fits_enough(fits: Fits, index: int, sample: Sequence[Row]) -> bool:
    """Say whether at least a fifth of the cells fit; the others may be headings and totals."""
    cells = [row[index] for row in sample if index < len(row) and not is_blank(row[index])]
    return sum(map(fits, cells)) * 5 >= len(cells)


def _guess(index: int, headings: list[str], meaning: Meaning, reason: str) -> ColumnGuess:
    return ColumnGuess(
        index=index,
        header=headings[index],
        field=meaning.field,
        confidence=meaning.confidence.quantize(Decimal("0.01")),
        reason=reason,
    )


def _no_guess(index: int, headings: list[str]) -> ColumnGuess:
    reason = _("the heading is not known") if headings[index] else _("there is no heading")
    return ColumnGuess(
        index=index, header=headings[index], field=None, confidence=NOTHING, reason=reason
    )


def _reason(meaning: Meaning, contradicted: bool) -> str:  # noqa: FBT001 - one private call
    if contradicted:
        text = _("the heading resembles “{word}”, but the cells hold something else")
    else:
        text = _("the heading resembles “{word}”")
    return text.format(word=meaning.word)


def _chosen_columns(
    chosen: Mapping[str, str], headings: list[str], words: FieldWords
) -> dict[str, int | None]:
    columns: dict[str, int | None] = {}
    for field, column in chosen.items():
        if field not in words:
            message = _("There is no field “{field}”; the fields are: {fields}.")
            fields = ", ".join(words)
            raise UsageError(message.format(field=field, fields=fields), kind="unknown-field")
        columns[field] = None if column in _NO_COLUMN else _chosen_column(column, headings)
    return columns


def _chosen_column(column: str, headings: list[str]) -> int:
    wanted = plain_words(column)
    for index, heading in enumerate(headings):
        if heading and plain_words(heading) == wanted:
            return index
    place = column_place(column)
    if place is not None and place < len(headings):
        return place
    known = ", ".join(filter(None, headings))
    message = (
        _("There is no column “{column}”; the headings are: {headings}.")
        if known
        else _("There is no column “{column}”; the last one is {last}.")
    )
    last = column_letter(max(len(headings) - 1, 0))
    text = message.format(column=column, headings=known, last=last)
    raise UsageError(text, kind="unknown-column")
