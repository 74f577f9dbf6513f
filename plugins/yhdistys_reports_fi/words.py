"""Words and dates that the reports share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from yhdistys.api import LazyText, _, date_text, lazy

if TYPE_CHECKING:
    from yhdistys.budget.queries import VersionRow

DIMENSIONS: dict[str, LazyText] = {
    "account": lazy("Account"),
    "name": lazy("Name"),
    "cost_centre": lazy("Cost centre"),
    "project": lazy("Project"),
    "month": lazy("Month"),
}
"""What comparisons are broken down by."""

GROUPS: dict[str | None, tuple[LazyText, LazyText]] = {
    "activity_income": (
        lazy("Income from ordinary activities"),
        lazy("Income from ordinary activities, total"),
    ),
    "fundraising_income": (lazy("Fundraising income"), lazy("Fundraising income, total")),
    "finance_income": (
        lazy("Income from investments and financing"),
        lazy("Income from investments and financing, total"),
    ),
    "general_grants": (lazy("General grants"), lazy("General grants, total")),
    "activity_personnel": (lazy("Personnel expenses"), lazy("Personnel expenses, total")),
    "activity_depreciation": (lazy("Depreciation"), lazy("Depreciation, total")),
    "activity_other": (lazy("Other expenses"), lazy("Other expenses, total")),
    "fundraising_expense": (lazy("Fundraising expenses"), lazy("Fundraising expenses, total")),
    "finance_expense": (
        lazy("Expenses of investments and financing"),
        lazy("Expenses of investments and financing, total"),
    ),
    "appropriations": (lazy("Appropriations"), lazy("Appropriations, total")),
    "income_tax": (lazy("Income taxes"), lazy("Income taxes, total")),
    None: (
        lazy("Accounts without a statement line"),
        lazy("Accounts without a statement line, total"),
    ),
}
"""The heading and the sum of each statement line, in the order in which they are listed."""


def span_text(first: date, last: date) -> str:
    """Return a span of days, the year once where both share it: ``1.1.`` to ``30.9.2025``."""
    whole_first, whole_last = date_text(first), date_text(last)
    year = str(first.year)
    if first.year == last.year and whole_first.endswith(year):
        whole_first = whole_first.removesuffix(year).rstrip()
    separator = " \N{EN DASH} " if " " in whole_first else "\N{EN DASH}"
    return f"{whole_first}{separator}{whole_last}"


def breakdown_text(by: Sequence[str]) -> str:
    """Return what is told apart: ``Account, cost centre``."""
    first, *others = (str(DIMENSIONS[dimension]) for dimension in by)
    return ", ".join([first, *(title.lower() for title in others)])


def version_text(version: VersionRow | None) -> str:
    """Return the name of the budget and, once it is approved, when."""
    if version is None:
        return _("none")
    if version.approved_on is None:
        return version.name
    return _("{name}, approved {date}").format(
        name=version.name, date=date_text(version.approved_on)
    )
