"""Neutral cost categories: what money is for, in words of no funder and no chart of accounts.

Charts number their accounts and funders name their budget lines each in their own way. Between
them stand these categories: accounts belong to them by the beginning of their number, as they do
to the lines of the statement, and a funder's form says which categories a line of its budget takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from yhdistys.errors import UsageError
from yhdistys.i18n import LazyText, _, lazy
from yhdistys.ledger.rules.prefixes import by_prefix

CategorySide = Literal["cost", "income"]


@dataclass(frozen=True, slots=True)
class Category:
    """What money is for.

    Attributes:
        side: ``cost`` or ``income``.
        title: What people read.
    """

    side: CategorySide
    title: LazyText


CATEGORIES: Final[Mapping[str, Category]] = {
    "salaries": Category("cost", lazy("Salaries")),
    "side_costs": Category("cost", lazy("Social security costs of salaries")),
    "fees": Category("cost", lazy("Fees to persons")),
    "premises": Category("cost", lazy("Premises")),
    "travel": Category("cost", lazy("Travel")),
    "purchased_services": Category("cost", lazy("Purchased services")),
    "materials": Category("cost", lazy("Materials and supplies")),
    "equipment": Category("cost", lazy("Equipment and software")),
    "training": Category("cost", lazy("Training and well-being at work")),
    "communication": Category("cost", lazy("Communication")),
    "volunteers": Category("cost", lazy("Volunteers")),
    "catering": Category("cost", lazy("Food and coffee")),
    "insurance": Category("cost", lazy("Insurance")),
    "admin_overhead": Category("cost", lazy("Administration")),
    "other": Category("cost", lazy("Other costs")),
    "depreciation": Category("cost", lazy("Depreciation")),
    "loan_costs": Category("cost", lazy("Interest and other costs of loans")),
    "fundraising": Category("cost", lazy("Fundraising costs")),
    "investment": Category("cost", lazy("Costs of investments")),
    "taxes": Category("cost", lazy("Taxes")),
    "grants_state": Category("income", lazy("Grants from the state")),
    "grants_eu": Category("income", lazy("Support from the EU")),
    "grants_municipal": Category("income", lazy("Grants from municipalities and counties")),
    "grants_foundation": Category("income", lazy("Grants from foundations")),
    "participant_fees": Category("income", lazy("Participants' fees")),
    "sales": Category("income", lazy("Sales")),
    "donations": Category("income", lazy("Donations")),
    "membership_fees": Category("income", lazy("Membership fees")),
    "own_funding": Category("income", lazy("Own funding")),
    "investment_income": Category("income", lazy("Income from investments")),
    "other_income": Category("income", lazy("Other income")),
}
"""Every category, costs before income."""


def category_of(number: str, rules: Mapping[str, str]) -> str:
    """Return the category whose prefix begins the account's number; empty when none fits.

    The longest prefix wins, as it does for the lines of the statement.
    """
    return by_prefix(number, rules) or ""


def refuse_unknown_category(category: str) -> None:
    """Refuse what is no category.

    Raises:
        UsageError: There is no such category.
    """
    if category not in CATEGORIES:
        raise UsageError(
            _("There is no cost category “{category}”.").format(category=category),
            hint=_("The categories are {categories}.").format(categories=", ".join(CATEGORIES)),
            kind="unknown-category",
        )
