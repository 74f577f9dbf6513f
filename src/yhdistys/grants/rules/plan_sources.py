"""Where a year of an application's budget is taken from: what is refused, how it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yhdistys.errors import ValidationError
from yhdistys.grants.rules.application import AmountKey, Planned
from yhdistys.grants.rules.new_amounts import refuse_wrong_year
from yhdistys.i18n import _, ngettext
from yhdistys.values.formats import percent_text

_MOST_CODES: Final = 4
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSource:
    """The plan that a year of an application is taken from.

    Attributes:
        year: The year of the application.
        version_id: The budget version.
        percent: What the plan's amounts are changed by, such as 2 for two percent more.
        cost_centres: The codes of the cost centres; empty for all but the general ones.
        general_centres: Cost centres of general costs.
        general_share: Which part of the general costs belongs to the activity, from 0 to 1.
    """

    year: int
    version_id: int
    percent: Decimal = Decimal(0)
    cost_centres: tuple[str, ...] = ()
    general_centres: tuple[str, ...] = ()
    general_share: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledBudget:
    """What filling the budget of an application from plans did.

    Attributes:
        amounts: The lines and years that have an amount from a plan now.
        replaced: Those of them where another amount had been given by hand.
        unmapped: Planned money that found no line; a person decides.
        left_out: Planned money that must not stand in the budget.
    """

    amounts: tuple[AmountKey, ...]
    replaced: tuple[AmountKey, ...]
    unmapped: tuple[Planned, ...]
    left_out: tuple[Planned, ...]


def refuse_wrong_sources(sources: Sequence[YearSource]) -> None:
    """Refuse sources that cannot be.

    Raises:
        ValidationError: A year is none or comes twice, a percent is below -100, a share is not
            between 0 and 1.
    """
    years = [source.year for source in sources]
    for source in sources:
        refuse_wrong_year(source.year)
        if years.count(source.year) > 1:
            raise ValidationError(
                _("The year {year} is given twice.").format(year=source.year),
                hint=_("Take each year from one plan."),
                kind="year-twice",
            )
        if not (source.percent.is_finite() and -_HUNDRED <= source.percent <= _HUNDRED * _HUNDRED):
            raise ValidationError(
                _("{year}: a plan cannot be changed by {percent} percent.").format(
                    year=source.year, percent=source.percent
                ),
                hint=_("Give a number such as 2 or -1.5."),
                kind="wrong-percent",
            )
        if not (source.general_share.is_finite() and 0 <= source.general_share <= 1):
            raise ValidationError(
                _("{year}: {share} is no share of the general costs.").format(
                    year=source.year, share=source.general_share
                ),
                hint=_("Give a part between 0 and 1, such as 0.25."),
                kind="wrong-share",
            )


def basis_text(budget: str, source: YearSource) -> str:
    """Say where an amount comes from: ``Budget 2025, cost centres 10, 20, +2.0%``."""
    parts = [budget]
    if source.cost_centres:
        text = ngettext("cost centre {codes}", "cost centres {codes}", len(source.cost_centres))
        parts.append(text.format(codes=_codes(source.cost_centres)))
    if source.general_centres:
        text = _("{share} of the general costs of {codes}")
        share = percent_text(source.general_share * _HUNDRED)
        parts.append(text.format(share=share, codes=_codes(source.general_centres)))
    if source.percent:
        sign = "+" if source.percent > 0 else ""
        parts.append(sign + percent_text(source.percent))
    return ", ".join(parts)


def budget_name(name: str, year: int) -> str:
    """Name a budget version with its year, once: ``Talousarvio 2025``."""
    return name if str(year) in name else f"{name} {year}"


def _codes(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:_MOST_CODES])
    return shown if len(codes) <= _MOST_CODES else f"{shown}…"
