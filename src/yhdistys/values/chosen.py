"""What a filter chooses of a dimension: one code, the rows without any, or all of them."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Every(Enum):
    """The choice that leaves nothing out; a class of its own, because None means “without one”."""

    ALL = "all"


ALL: Final = Every.ALL
"""No filter."""

Chosen = str | None | Every
"""A code, None for what has none, or ``ALL``."""
