"""What an imported budget would change, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class PlanKey(NamedTuple):
    """What tells plan lines apart; ``ordinal`` counts lines that are alike otherwise."""

    account: str
    cost_centre: str
    project: str
    note: str
    ordinal: int = 1


class PlanContent(NamedTuple):
    """What is compared of a plan line; cents of result sign."""

    amount_cents: int
    months: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDiff:
    """The lines of a file against those of a version."""

    new: tuple[PlanKey, ...] = ()
    same: tuple[PlanKey, ...] = ()
    changed: tuple[PlanKey, ...] = ()
    vanished: tuple[PlanKey, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether storing the file would change nothing."""
        return not (self.new or self.changed or self.vanished)


def numbered(lines: Iterable[tuple[PlanKey, PlanContent]]) -> dict[PlanKey, PlanContent]:
    """Key lines, counting those that are alike, in their order."""
    seen: Counter[PlanKey] = Counter()
    keyed: dict[PlanKey, PlanContent] = {}
    for key, content in lines:
        seen[key] += 1
        keyed[key._replace(ordinal=seen[key])] = content
    return keyed


def diff_plans(
    stored: Mapping[PlanKey, PlanContent], read: Mapping[PlanKey, PlanContent]
) -> PlanDiff:
    """Compare the lines of a file with the stored ones."""
    return PlanDiff(
        new=tuple(key for key in read if key not in stored),
        same=tuple(key for key, content in read.items() if stored.get(key) == content),
        changed=tuple(key for key, c in read.items() if key in stored and stored[key] != c),
        vanished=tuple(key for key in stored if key not in read),
    )
