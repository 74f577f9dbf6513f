"""Texts as they arrive from the clipboard: what cannot be seen, and no reader gets, is taken out.

Word, web pages and PDF files bring along line breaks of their own, soft hyphens, characters without
width, marks of the direction of writing and controls. A funder's form counts them all, refuses
some, and shows none. What a person wrote stays: no-break blanks, tabs of long texts, emoji with
their joiners. Letters of two code points become one (NFC), because what is sent is counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from yhdistys.i18n import _, ngettext

_PLAIN_BREAK = re.compile(r"\r\n?")
_OTHER_BREAK = re.compile("[\v\f\x85\u2028\u2029]")
_SOFT_HYPHEN = re.compile("\u00ad")
_PICTURE = re.compile("\ufffc")
_EMOJI: Final = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff\ufe0f\U000e0020-\U000e007f"
_INVISIBLE = re.compile(
    "[\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
    f"|(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BULLET = re.compile("[\uf0a7\uf0b7\uf0d8]")
_BLANKS_AT_LINE_END: Final = " \t\u00a0"
_BLANKS = re.compile(r"[ \t]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without what cannot be seen.

    Attributes:
        text: The text, with line feeds as line breaks.
        told: One sentence for each kind of change. The form of line breaks and blanks at the ends
            of lines are changed without a word.
    """

    text: str
    told: tuple[str, ...] = ()


def clean_text(text: str) -> Cleaned:
    """Return a text of many lines as it is kept: without empty lines before it or after it."""
    text, told = _seen_only(_PLAIN_BREAK.sub("\n", text))
    lines = (line.rstrip(_BLANKS_AT_LINE_END) for line in text.split("\n"))
    return Cleaned("\n".join(lines).strip("\n"), tuple(told))


def clean_line(text: str) -> Cleaned:
    """Return a text of one line as it is kept: each run of blanks, tabs and breaks is a blank."""
    text, told = _seen_only(_PLAIN_BREAK.sub("\n", text.strip()))
    lines = [line for line in text.split("\n") if line.strip()]
    breaks = len(lines) - 1
    if breaks > 0:
        message = ngettext(
            "{n} line break became a blank: the answer has one line.",
            "{n} line breaks became blanks: the answer has one line.",
            breaks,
        )
        told.append(message.format(n=breaks))
    return Cleaned(_BLANKS.sub(" ", " ".join(lines)).strip(), tuple(told))


def _seen_only(text: str) -> tuple[str, list[str]]:
    told = []
    for pattern, replacement, sentence in _CHANGES:
        text, number = pattern.subn(replacement, text)
        if number:
            told.append(sentence(number).format(n=number))
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        number = max(1, len(text) - len(composed))
        message = ngettext(
            "{n} letter that was written as two characters is one now.",
            "{n} letters that were written as two characters are one each now.",
            number,
        )
        told.append(message.format(n=number))
    return composed, told


def _told_breaks(number: int) -> str:
    return ngettext(
        "{n} line break of a word processor became a plain one.",
        "{n} line breaks of a word processor became plain ones.",
        number,
    )


def _told_soft_hyphens(number: int) -> str:
    return ngettext("{n} soft hyphen was removed.", "{n} soft hyphens were removed.", number)


def _told_pictures(number: int) -> str:
    return ngettext(
        "{n} place of a picture was removed: pictures do not belong in an answer.",
        "{n} places of pictures were removed: pictures do not belong in an answer.",
        number,
    )


def _told_invisible(number: int) -> str:
    return ngettext(
        "{n} invisible character was removed.", "{n} invisible characters were removed.", number
    )


def _told_controls(number: int) -> str:
    return ngettext(
        "{n} control character was removed.", "{n} control characters were removed.", number
    )


def _told_bullets(_number: int) -> str:
    return _("Bullets of a typeface with symbols became “•”.")


_CHANGES: Final[tuple[tuple[re.Pattern[str], str, Callable[[int], str]], ...]] = (
    (_OTHER_BREAK, "\n", _told_breaks),
    (_CONTROL, "", _told_controls),
    (_SOFT_HYPHEN, "", _told_soft_hyphens),
    (_INVISIBLE, "", _told_invisible),
    (_PICTURE, "", _told_pictures),
    (_BULLET, "•", _told_bullets),
)
