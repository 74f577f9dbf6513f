"""Guessing what each column holds from its heading and its cells. Pure.

The heading decides; the cells only weaken a guess they contradict. So a voucher that looks like a
day stays a voucher. What the user says wins over everything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yhdistys.errors import UsageError
from yhdistys.exchange.cells import is_blank, shown
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


def headings_chosen(chosen: Mapping[str, str], words: FieldWords) -> FieldWords:
    """Return the words with what the user chose in front, to find the row of headings by it."""
    return {field: (*_as_words(chosen.get(field)), *synonyms) for field, synonyms in words.items()}


def _as_words(column: str | None) -> tuple[str, ...]:
    return (column,) if column and column not in _NO_COLUMN else ()


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
    for index in range(len(headings)):
        if column.upper() == column_letter(index) or column == str(index + 1):
            return index
    message = _("There is no column “{column}”; the headings are: {headings}.")
    known = ", ".join(filter(None, headings))
    raise UsageError(message.format(column=column, headings=known), kind="unknown-column")
