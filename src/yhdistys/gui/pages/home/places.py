"""Where each thing that waits is put right: a page, and what to show there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from yhdistys.app.waiting import Waiting


class Place(NamedTuple):
    """A page and its wish."""

    page_id: str
    wish: Mapping[str, object]


_PLACES: Mapping[str, Place] = {
    "no-ledger": Place("import", {"kind": "ledger"}),
    "late-ledger": Place("import", {"kind": "ledger"}),
    "account-without-line": Place("settings", {"section": "chart"}),
    "unbalanced-vouchers": Place("ledger", {}),
    "no-budget": Place("budget", {}),
    "budget-not-approved": Place("budget", {}),
    "unexplained-deviations": Place("follow", {"unexplained": True}),
    "application-deadline": Place("application", {}),
    "application-late": Place("applications", {}),
    "backup-failed": Place("settings", {"section": "backups"}),
    "no-backup": Place("settings", {"section": "backups"}),
    "plugin-problem": Place("settings", {"section": "plugins"}),
}
_VALUES: Mapping[str, str] = {
    "settings": "item",
    "budget": "year",
    "follow": "year",
    "application": "application",
    "applications": "application",
}
_NUMBERS = frozenset({"year", "application"})
_HERE = Place("home", {})


def place_of(waiting: Waiting) -> Place:
    """Return where a thing that waits is put right; what nobody knows stays on this page."""
    place = _PLACES.get(waiting.kind, _HERE)
    name = _VALUES.get(place.page_id)
    if name is None or waiting.value is None:
        return place
    value = int(waiting.value) if name in _NUMBERS else waiting.value
    return Place(place.page_id, {**place.wish, name: value})
