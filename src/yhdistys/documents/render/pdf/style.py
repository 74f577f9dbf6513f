"""How a page looks: typeface, sizes, colours, spaces. Lengths are points."""

from __future__ import annotations

import functools
import re
import unicodedata
from importlib import resources
from io import BytesIO
from typing import cast

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD = "YhdistysSans-Regular", "YhdistysSans-SemiBold"

INK: Color = HexColor("#1c252c")
QUIET: Color = HexColor("#5b6770")
ACCENT: Color = HexColor("#1f5f8b")
HAIRLINE: Color = HexColor("#dde2e6")

A4_SHORT, A4_LONG = 595.28, 841.89
MARGIN_SIDE, MARGIN_TOP, MARGIN_FOOT = 48.0, 44.0, 50.0

UNKNOWN = (
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}?\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
)
"""Stands for signs that the typeface lacks, such as pictures."""
_NO_SIGN = "\uffff"
_NO_SIGNS = re.compile(f"{_NO_SIGN}+")
_ALIKE = {
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff\u200e\u200f"), ""),
    **dict.fromkeys(map(ord, "\u2705\u2714\u2611"), "\u2713"),
    **dict.fromkeys(map(ord, "\u274c\u2716\u2718\u2612"), "\u2717"),
    **dict.fromkeys(map(ord, "\u25aa\u25a0\u25fe\u2b1b\uf0b7"), "\u2022"),
    **dict.fromkeys(map(ord, "\u21d2\u2794\u279c\u27a1\u2b95"), "\u2192"),
}
"""Invisible signs, and those for which the typeface has one alike."""
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], " ")

TABLE_SIZE = 8.4
HEAD_SIZE = 7.6
TEXT_SIZE = 9.5
NOTE_SIZE = 8.2
SMALL_SIZE = 7.6


@functools.cache
def load_typeface() -> None:
    """Make the bundled typeface known to the PDF library, and keep its files binary.

    Text-only streams (ASCII85) served mail systems of the last century; without them a file is a
    fifth smaller and sooner written.
    """
    rl_config.useA85 = 0
    fonts = resources.files("yhdistys_resources") / "fonts"
    for name in (REGULAR, BOLD):
        content = BytesIO((fonts / f"{name}.ttf").read_bytes())
        pdfmetrics.registerFont(TTFont(name, content))


@functools.lru_cache(maxsize=20_000)
def width_of(text: str, font: str, size: float) -> float:
    """Return how wide a text is in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def plain(text: str) -> str:
    """Return a text that can be drawn: controls become blanks, unknown signs ``UNKNOWN``.

    Letters are put together with their accents first; a run of unknown signs is one mark.
    """
    text = text.translate(_CONTROLS)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text).translate(_ALIKE)
    known = _known_signs()
    if all(ord(sign) in known for sign in text):
        return text
    marked = "".join(sign if ord(sign) in known else _NO_SIGN for sign in text)
    return _NO_SIGNS.sub(UNKNOWN, marked)


@functools.cache
def _known_signs() -> frozenset[int]:
    load_typeface()
    fonts = [cast("TTFont", pdfmetrics.getFont(name)) for name in (REGULAR, BOLD)]
    signs = [frozenset(font.face.charToGlyph) for font in fonts]
    return frozenset.intersection(*signs) - {ord(_NO_SIGN)}


def wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    """Break a text into lines at its own breaks and at spaces.

    A word wider than the line is broken inside.
    """
    return [
        line for piece in text.split("\n") for line in _wrapped(plain(piece), font, size, width)
    ]


def shortened(text: str, font: str, size: float, width: float) -> str:
    """Return a text on one line; what does not fit is cut off and shown by three dots."""
    lines = wrapped(text, font, size, width)
    if len(lines) == 1:
        return lines[0]
    return f"{wrapped(text, font, size, width - width_of('…', font, size))[0].rstrip()}…"


def _wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    if width_of(text, font, size) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer, font, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, font, size, width)
        lines.extend(full)
    return [*lines, line]


def _broken(word: str, font: str, size: float, width: float) -> list[str]:
    """Break a word into pieces that fit; most words are one piece."""
    pieces = []
    while word:
        count = _longest_start(word, font, size, width)
        pieces.append(word[:count])
        word = word[count:]
    return pieces or [word]


def _longest_start(word: str, font: str, size: float, width: float) -> int:
    """Return how many characters of a word fit; at least one."""
    used = 0.0
    for count, letter in enumerate(word):
        used += width_of(letter, font, size)
        if used > width:
            return max(count, 1)
    return len(word)
