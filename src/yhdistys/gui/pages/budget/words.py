"""The sentences of the page: the head, what a version is called, names for new ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from yhdistys.budget.queries import VersionRow
from yhdistys.i18n import _
from yhdistys.values.formats import MINUS, date_text, whole_number
from yhdistys.values.money import from_cents


def euros(amount: Decimal) -> str:
    """Return whole euros with their sign: ``2 145 €``; never a minus before zero."""
    text = whole_number(amount)
    return _("{amount} €").format(amount="0" if text.strip(MINUS) == "0" else text)


def sums_sentence(yearly_cents: Iterable[int]) -> str:
    """Return income, expenses and result of the lines of a plan."""
    income = expense = 0
    for cents in yearly_cents:
        income += max(cents, 0)
        expense += min(cents, 0)
    return _("Income {income}, expenses {expense}, result {result}.").format(
        income=euros(from_cents(income)),
        expense=euros(from_cents(expense)),
        result=euros(from_cents(income + expense)),
    )


def state_sentence(version: VersionRow) -> str:
    """Return whether a version is approved, by whom and when."""
    if version.state == "draft":
        return _("A draft: not approved yet.")
    section = (version.section or "").removeprefix("§").strip()
    parts = [version.meeting or "", f"§ {section}" if section else ""]
    where = ", ".join(part for part in parts if part)
    day = date_text(version.approved_on)
    told = _("Approved {day} ({where}).") if where else _("Approved {day}.")
    if version.state == "replaced":
        told = _("Approved {day} ({where}), replaced later.")
        told = told if where else _("Approved {day}, replaced later.")
    return told.format(day=day, where=where)


def version_text(version: VersionRow) -> str:
    """Return what a version is called: its name, and its state."""
    if version.approved_on is not None and version.state == "approved":
        day = date_text(version.approved_on)
        return _("{name}, approved {day}").format(name=version.name, day=day)
    states = {"draft": _("{name}, draft"), "replaced": _("{name}, replaced")}
    return states.get(version.state, "{name}").format(name=version.name)


def closed_sentence(version: VersionRow) -> str:
    """Say why a version cannot be changed."""
    if version.state == "replaced":
        return _("This version was approved and replaced later: it can only be looked at.")
    return _("This version is approved: it can only be looked at. Changes go into a new draft.")


def free_name(year: int, versions: Sequence[VersionRow]) -> str:
    """Return a name for a new version that none has: ``Budget 2026, change 1``."""
    taken = {version.name for version in versions}
    name = _("Budget {year}").format(year=year)
    number = 1
    while name in taken:
        name = _("Budget {year}, change {number}").format(year=year, number=number)
        number += 1
    return name
