"""The colours of both schemes by their meaning; no other module of the window writes a colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Scheme(StrEnum):
    """A set of colours: dark signs on light ground, or the other way round."""

    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """What a text, a tag or an icon means by its colour; the word beside it says the same.

    ``LATE`` asks for attention, ``OVER`` says that something is exceeded or wrong.
    """

    PLAIN = "plain"
    QUIET = "quiet"
    GOOD = "good"
    LATE = "late"
    OVER = "over"
    ACCENT = "accent"


@dataclass(frozen=True, kw_only=True, slots=True)
class Colours:
    """One scheme's colours as ``#rrggbb``.

    Attributes:
        window: The ground of pages.
        panel: The ground of panels, tables, fields and menus.
        text: What is read first.
        quiet: What is read second.
        line: Frames and lines between rows.
        hover: Under the pointer; also rows of sums.
        accent: Selection, the main act of a page, bars, the ring of the focus.
        on_accent: Texts on the accent.
        selected: The selected row.
        bar_ground: What is left of a bar; frames of fields.
        good: Texts of what is as it should be, on ``good_ground``.
        good_ground: See ``good``.
        late: Texts of what asks for attention, on ``late_ground``.
        late_ground: See ``late``.
        over: Texts of what is exceeded or wrong, on ``over_ground``.
        over_ground: See ``over``.
    """

    window: str
    panel: str
    text: str
    quiet: str
    line: str
    hover: str
    accent: str
    on_accent: str
    selected: str
    bar_ground: str
    good: str
    good_ground: str
    late: str
    late_ground: str
    over: str
    over_ground: str


COLOURS: Final[Mapping[Scheme, Colours]] = {
    Scheme.LIGHT: Colours(
        window="#f5f6f7",
        panel="#ffffff",
        text="#1d2329",
        quiet="#5c6670",
        line="#dfe3e7",
        hover="#f0f4f7",
        accent="#1f5f8b",
        on_accent="#ffffff",
        selected="#e8f0f6",
        bar_ground="#c9d3db",
        good="#1d6b42",
        good_ground="#e3f2e9",
        late="#8a5200",
        late_ground="#fbefd9",
        over="#a3261d",
        over_ground="#fae5e3",
    ),
    Scheme.DARK: Colours(
        window="#191d21",
        panel="#22272c",
        text="#e8ecef",
        quiet="#a2adb7",
        line="#363d44",
        hover="#2a3036",
        accent="#7cb8e0",
        on_accent="#10161b",
        selected="#2a3640",
        bar_ground="#49525b",
        good="#82d3a4",
        good_ground="#1f3529",
        late="#f0bf72",
        late_ground="#3b2f1b",
        over="#f39a92",
        over_ground="#432523",
    ),
}


def contrast(first: str, second: str) -> float:
    """Return how well two colours stand apart, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (_linear(part) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    small = 0.04045
    return part / 12.92 if part <= small else float(((part + 0.055) / 1.055) ** 2.4)
