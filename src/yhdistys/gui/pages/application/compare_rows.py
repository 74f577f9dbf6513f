"""Versions of an application and what changed between two of them, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from yhdistys.grants.queries import VersionRow
from yhdistys.grants.rules.comparing import Changed
from yhdistys.gui.context import Wish
from yhdistys.gui.tables.column import CellValue, Column
from yhdistys.i18n import _
from yhdistys.values.formats import date_text
from yhdistys.values.period import HELSINKI

NOW: Final = 0
"""What stands for the application as it is now; kept versions are counted from 1."""


def version_text(version: VersionRow) -> str:
    """Return what a version is called: its number, its name, and when it was kept."""
    local = version.kept_at.astimezone(HELSINKI)
    moment = f"{date_text(local.date())} {local:%H.%M}"
    return " · ".join(part for part in (str(version.number), version.name, moment) if part)


def version_choices(versions: Sequence[VersionRow]) -> list[tuple[object, str]]:
    """Return the versions to choose from, the newest first."""
    newest_first = sorted(versions, key=_number, reverse=True)
    return [(version.number, version_text(version)) for version in newest_first]


def _number(version: VersionRow) -> int:
    return version.number


def change_columns() -> tuple[Column, ...]:
    """Return the columns of what changed."""
    return (
        Column(id="what", title=_("What"), text=_what, width=34, stretch=True),
        Column(id="year", title=_("Year"), text=_year, value=_year_value, width=7),
        Column(id="before", title=_("Before"), text=_before, value=_before_value, width=36),
        Column(id="after", title=_("After"), text=_after, value=_after_value, width=36),
    )


def change_id(change: Changed) -> object:
    """Return what a change is known by."""
    return (change.kind, change.id, change.label, change.year)


def change_title(change: Changed) -> str:
    """Return what changed, with its year."""
    return change.label if change.year is None else f"{change.label} {change.year}"


def change_place(change: Changed) -> Wish:
    """Return where it can be changed again."""
    if change.kind == "amount":
        return {"tab": "budget", "line": change.id}
    if change.kind == "attachment":
        return {"tab": "attachments", "attachment": change.id}
    return {"question": change.id}


def _what(change: Changed) -> str:
    return change.label


def _year(change: Changed) -> str:
    return "" if change.year is None else str(change.year)


def _year_value(change: Changed) -> CellValue:
    return change.year


def _before(change: Changed) -> str:
    return _in_one_line(change.before)


def _after(change: Changed) -> str:
    return _in_one_line(change.after)


def _before_value(change: Changed) -> CellValue:
    return change.before


def _after_value(change: Changed) -> CellValue:
    return change.after


def _in_one_line(text: str) -> str:
    return " ".join(text.split()) or "–"
