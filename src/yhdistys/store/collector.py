"""Pause Python's cyclic garbage collector while many plain values are made.

Rows are tuples of numbers and texts and form no cycles; searching them for cycles again and again
costs about a third of the time of a large read or import.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the collector inside the block; where it was off it stays off."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
