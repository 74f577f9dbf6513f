"""Words and dates that the reports share."""

from __future__ import annotations

from datetime import date

from yhdistys.api import LazyText, date_text, lazy

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
