"""A word for "whatever it is", where ``None`` already means "none"."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal


class All(Enum):
    """The type of ``ALL``."""

    ALL = "all"


ALL: Final[Literal[All.ALL]] = All.ALL
"""Of every cost centre or project, also of none; ``None`` asks for those without one."""
