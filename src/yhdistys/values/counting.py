"""How long a text is, counted as the reader of an application counts it.

Funders' web forms differ: a browser counts UTF-16 units, a database may count bytes, Word counts
characters with or without spaces, and a line break is one character or two.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal


class CountedUnit(StrEnum):
    """What is counted as one.

    ``GRAPHEMES`` are characters as a person sees them: a letter with its accents, a flag or a
    family of emoji is one.
    """

    CODE_POINTS = "code-points"
    UTF_16_UNITS = "utf-16"
    UTF_8_BYTES = "utf-8"
    GRAPHEMES = "graphemes"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRule:
    """How one funder counts the length of an answer.

    Attributes:
        unit: What is counted as one.
        line_break: How much a line break counts: 1, or 2 where it is stored as CR LF.
        trims_end: Whether blanks and line breaks at the end are cut off before counting.
        counts_spaces: Whether blanks, tabs and line breaks count at all.
    """

    unit: CountedUnit = CountedUnit.CODE_POINTS
    line_break: Literal[1, 2] = 1
    trims_end: bool = False
    counts_spaces: bool = True


_LINE_BREAK = re.compile(r"\r\n?")
_SPACES = re.compile(r"\s+")
_JOINER: Final = "\u200d"
_JOINING_CATEGORIES: Final = frozenset({"Mn", "Mc", "Me"})
_ALSO_JOINING: Final = frozenset("\u200c\u200d\u0e33\u0eb3\uff9e\uff9f")
_DIVIDING_CATEGORIES: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})
_SKIN_TONES: Final = ("\U0001f3fb", "\U0001f3ff")
_TAGS: Final = ("\U000e0020", "\U000e007f")
_FLAG_LETTERS: Final = ("\U0001f1e6", "\U0001f1ff")
_PICTURES: Final = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u27bf\u2934-\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa"
    "\U0001f400-\U0001faff]"
)


def count(text: str, rule: CountingRule) -> int:
    """Return the length of a text by a rule."""
    text = _LINE_BREAK.sub("\n", text)
    if rule.trims_end:
        text = text.rstrip()
    if not rule.counts_spaces:
        text = _SPACES.sub("", text)
    return _units(text, rule.unit) + (rule.line_break - 1) * text.count("\n")


def over_limit(text: str, limit: int, rule: CountingRule) -> int:
    """Return by how much a text is too long; 0 when it fits."""
    return max(0, count(text, rule) - limit)


def _units(text: str, unit: CountedUnit) -> int:
    if unit is CountedUnit.UTF_16_UNITS:
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    if unit is CountedUnit.UTF_8_BYTES:
        return len(text.encode("utf-8", "surrogatepass"))
    if unit is CountedUnit.GRAPHEMES:
        return _graphemes(text)
    return len(text)


def _graphemes(text: str) -> int:
    """Count what starts a visible character: Unicode's annex 29 but for Hangul in single letters.

    A joiner joins pictures only: a letter after it starts anew.
    """
    number = 0
    flag_letters = 0
    before = ""
    is_picture = False
    for character in text:
        is_flag_letter = _is_between(character, _FLAG_LETTERS)
        flag_letters = flag_letters + 1 if is_flag_letter else 0
        continues = _continues(character)
        joins = (
            continues
            or (is_flag_letter and flag_letters % 2 == 0)
            or (before == _JOINER and is_picture and bool(_PICTURES.match(character)))
        )
        if not joins or not before or _divides(before):
            number += 1
        is_picture = (is_picture and continues) or bool(_PICTURES.match(character))
        before = character
    return number


def _continues(character: str) -> bool:
    return (
        character in _ALSO_JOINING
        or unicodedata.category(character) in _JOINING_CATEGORIES
        or _is_between(character, _SKIN_TONES)
        or _is_between(character, _TAGS)
    )


def _divides(character: str) -> bool:
    """Say whether nothing joins a character: controls, line breaks, soft hyphens."""
    return unicodedata.category(character) in _DIVIDING_CATEGORIES and not _continues(character)


def _is_between(character: str, ends: tuple[str, str]) -> bool:
    return ends[0] <= character <= ends[1]
