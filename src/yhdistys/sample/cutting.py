"""Cut amounts into believable parts that sum exactly to the whole."""

from __future__ import annotations

from random import Random
from typing import Final

LARGE: Final = 250_00
"""Cents. A monthly line above this is cut into two to four parts."""
MOST_PARTS: Final = 4
_LARGEST_SHARE: Final = {2: (0.505, 0.545), 3: (0.42, 0.54), 4: (0.34, 0.50)}
_STEP: Final = 10


def parts_of(amount: int, draw: Random, limit: int = MOST_PARTS) -> tuple[int, ...]:
    """Cut a monthly value when it is large: two to ``limit`` parts, the largest 30 to 55 %."""
    if amount <= LARGE:
        return (amount,)
    most = 2 if amount <= 2 * LARGE else 3 if amount <= 4 * LARGE else MOST_PARTS
    return cut(amount, draw.randint(2, min(most, limit)), draw)


def cut(amount: int, parts: int, draw: Random) -> tuple[int, ...]:
    """Cut positive cents into 2 to 4 parts in drawn order; all but the largest end on ten cents."""
    smallest, greatest = _LARGEST_SHARE[parts]
    rest = amount - round(amount * draw.uniform(smallest, greatest))
    weights = [draw.uniform(0.8, 1.2) for _ in range(parts - 1)]
    pieces = [_stepped(rest * weight / sum(weights)) for weight in weights]
    pieces.append(amount - sum(pieces))
    draw.shuffle(pieces)
    return tuple(pieces)


def spread(amount: int, parts: int, draw: Random, *, step: int = 50) -> tuple[int, ...]:
    """Spread positive cents over any number of similar parts in whole steps; the last differs."""
    weights = [draw.uniform(0.75, 1.25) for _ in range(parts)]
    pieces = [int(amount * weight / sum(weights)) // step * step for weight in weights[:-1]]
    return (*pieces, amount - sum(pieces))


def _stepped(value: float) -> int:
    return round(value / _STEP) * _STEP
