"""What is looked at: the switches of the page as a value, and how they are remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, cast, get_args

from yhdistys.gui.memory import Memory
from yhdistys.values.chosen import ALL, Chosen, Every

Breakdown = Literal["account", "cost_centre", "project", "month"]
Kept = Literal["all", "deviations", "unexplained"]
"""Which rows are shown."""

_KEY: Final = "page/follow"
_EVERY: Final = "*"  # no code of a dimension; None is the choice of what has none


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The switches.

    Attributes:
        cost_centre: Only this cost centre, None for what has none.
        project: Only this project, None for what has none.
        version: The name of a budget version; None is the one in force.
        by: What the rows are broken down by.
        kept: Which rows are shown.
        has_cents: Whether amounts show their cents.
    """

    cost_centre: Chosen = ALL
    project: Chosen = ALL
    version: str | None = None
    by: Breakdown = "account"
    kept: Kept = "all"
    has_cents: bool = False

    @property
    def kept_now(self) -> Kept:
        """Which rows are shown; months have no deviations of their own."""
        return "all" if self.by == "month" else self.kept

    def known(self, cost_centres: Mapping[str, str], projects: Mapping[str, str]) -> Choices:
        """Return the choices without codes that the association does not have."""
        return replace(
            self,
            cost_centre=_known(self.cost_centre, cost_centres),
            project=_known(self.project, projects),
        )


def _known(code: Chosen, names: Mapping[str, str]) -> Chosen:
    return ALL if isinstance(code, str) and code not in names else code


def recall(memory: Memory) -> tuple[Choices, bool]:
    """Return the switches as they were left, and whether months were added up."""
    kept = memory.remembered(_KEY)
    told: Mapping[str, Any] = kept if isinstance(kept, Mapping) else {}
    by = told.get("by")
    choices = Choices(
        cost_centre=_code(told.get("cost_centre", _EVERY)),
        project=_code(told.get("project", _EVERY)),
        by=cast("Breakdown", by) if by in get_args(Breakdown) else "account",
        has_cents=told.get("cents") is True,
    )
    return choices, told.get("cumulative") is not False


def keep(memory: Memory, choices: Choices, *, cumulative: bool) -> None:
    """Remember the switches; the version and the rows left out belong to one sitting."""
    told = {
        "cost_centre": _EVERY if isinstance(choices.cost_centre, Every) else choices.cost_centre,
        "project": _EVERY if isinstance(choices.project, Every) else choices.project,
        "by": choices.by,
        "cents": choices.has_cents,
        "cumulative": cumulative,
    }
    memory.remember(_KEY, told)


def _code(told: object) -> Chosen:
    if told is None:
        return None
    return told if isinstance(told, str) and told != _EVERY else ALL
