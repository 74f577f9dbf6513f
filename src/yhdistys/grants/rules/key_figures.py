"""The few figures of an application's budget that its writer looks at all the time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yhdistys.grants.rules.application import Application
from yhdistys.grants.rules.conditions import Names
from yhdistys.grants.rules.funder_rules.rule import number_of
from yhdistys.grants.rules.funder_rules.shares import cap_beside
from yhdistys.grants.rules.scheme import ZERO
from yhdistys.values.dated import NoDatedValue
from yhdistys.values.money import round_half_up

_OVERHEAD_CAP: Final = "overhead_cap"
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverheadCap:
    """What general costs may be in one year.

    Attributes:
        rate: Their greatest share of direct and general costs, from 0 to 1.
        most: The greatest amount beside the direct costs of the year.
    """

    rate: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures:
    """Sums over all years and their shares.

    Attributes:
        costs: All costs.
        grant: What is applied for.
        grant_share: The grant in per cent of all costs; None without costs.
        overhead: General costs.
        overhead_share: General costs in per cent of direct and general costs; None without any.
        caps: What general costs may be, by year; years whose rate is not known are left out.
    """

    costs: Decimal
    grant: Decimal
    grant_share: Decimal | None
    overhead: Decimal
    overhead_share: Decimal | None
    caps: Mapping[int, OverheadCap]

    @property
    def overhead_most(self) -> Decimal | None:
        """What general costs may be in all years together; None without a known cap."""
        return sum((cap.most for cap in self.caps.values()), ZERO) if self.caps else None


def key_figures(application: Application) -> KeyFigures:
    """Return the key figures of an application's budget."""
    names = Names(application)
    budget = names.budget
    costs, grant, overhead = budget.costs.total, budget.grant.total, budget.overhead.total
    return KeyFigures(
        costs=costs,
        grant=grant,
        grant_share=_per_cent(grant, costs),
        overhead=overhead,
        overhead_share=_per_cent(overhead, budget.direct.total + overhead),
        caps=_caps(names),
    )


def _per_cent(part: Decimal, whole: Decimal) -> Decimal | None:
    return round_half_up(_HUNDRED * part / whole) if whole > 0 else None


def _caps(names: Names) -> Mapping[int, OverheadCap]:
    """Return the lowest cap of each year among the rules that apply."""
    found: dict[int, OverheadCap] = {}
    for rule in names.application.template.rules:
        if rule.rule != _OVERHEAD_CAP:
            continue
        if rule.only_if is not None and not names.holds(rule.only_if, otherwise=False):
            continue
        for year, direct in zip(names.years, names.budget.direct.by_year, strict=True):
            try:
                rate = number_of(rule, "rate", year)
            except NoDatedValue:
                continue
            if rate < 1 and (year not in found or rate < found[year].rate):
                found[year] = OverheadCap(rate=rate, most=cap_beside(direct, rate))
    return found
