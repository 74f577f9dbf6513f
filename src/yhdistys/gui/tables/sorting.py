"""Sorting and filtering rows as Python lists, in the order a Finnish reader expects.

``å ä ö`` follow ``z``; other marks on letters do not count (``é`` is ``e``); figures inside texts
count as figures (``3-98`` before ``3-812``); what is missing comes last in both directions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from yhdistys.gui.tables.column import CellValue, Row

_LAST_LETTERS: Final = str.maketrans(
    {"å": "{", "ä": "|", "ö": "}", "æ": "|", "ø": "}", "ü": "y", "ß": "ss", "ð": "d", "þ": "th"}
)
_DIGITS: Final = re.compile(r"([0-9]+)")
_NUMBER, _DAY, _TEXT = range(3)

SortKey = tuple[int, object]


def text_key(text: str) -> tuple[str | int, ...]:
    """Return what a text is sorted by: ``"Äiti 2"`` gives ``("|iti ", 2, "")``."""
    folded = text.casefold().translate(_LAST_LETTERS)
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded).translate(_LAST_LETTERS)
        marked = unicodedata.normalize("NFD", folded)
        folded = "".join(letter for letter in marked if not unicodedata.combining(letter))
    parts = _DIGITS.split(folded)
    return tuple(int(part) if place % 2 else part for place, part in enumerate(parts))


def sort_key(value: CellValue) -> SortKey:
    """Return what a value is sorted by, so that numbers, days and texts never meet."""
    if isinstance(value, str):
        return (_TEXT, text_key(value))
    if isinstance(value, Decimal | int):
        return (_NUMBER, value)
    if isinstance(value, date):
        return (_DAY, value.timetuple())
    return (_TEXT, ())


def sorted_rows(
    rows: Sequence[Row], value: Callable[[Row], CellValue], *, is_descending: bool
) -> list[Row]:
    """Sort rows by a value; equal ones keep their order, missing ones come last."""
    keyed = [(value(row), row) for row in rows]
    missing = [row for found, row in keyed if found is None or found == ""]
    present = [(sort_key(found), row) for found, row in keyed if found is not None and found != ""]
    present.sort(key=_first, reverse=is_descending)
    return [row for _key, row in present] + missing


def _first(pair: tuple[SortKey, Row]) -> SortKey:
    return pair[0]


def search_words(text: str) -> tuple[str, ...]:
    """Split a filter into the words that must all be found."""
    return tuple(searched_text(text).split())


def searched_text(text: str) -> str:
    """Return a text as it is searched: letters without case, all minus signs and spaces alike."""
    return text.casefold().translate(_ALIKE)


_ALIKE: Final = str.maketrans({"\u2212": "-", "\u2013": "-", "\u00a0": None, "\u202f": None})
