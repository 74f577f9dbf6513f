"""The rules that forms name: pure functions with dated parameters.

==================  =====================================  ======================================
rule                parameters                             looks whether
==================  =====================================  ======================================
overhead_cap        rate (share, 0.15)                     general costs are at most this share of
                                                           direct + general costs, each year
max_grant_share     share (0.90), counts (list of kinds    grant + income that counts is at most
                    of lines: grant, other_public,         this share of all costs, all years
                    activity)
sums_balance        none                                   income equals costs, each year
max_years           years (whole number, 3)                the activity lasts at most so long
use_time            years (whole number, 1)                tells until when money may be used
purchases           line (id, or list of ids), limit       offers are to be compared, each year
                    (money, 20000.00)
ineligible_kinds    categories (list of neutral ones)      planned costs are of kinds left out
==================  =====================================  ======================================

A share is a number from 0 to 1. A parameter is taken as it is on the first day of the year that is
looked at; rules on the whole activity take the first day of its first year. So a rule that a guide
tells for the grants of a year holds from the first of January of that year, whenever the call was.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from yhdistys.grants.rules.funder_rules.costs import COST_RULES
from yhdistys.grants.rules.funder_rules.rule import FunderRule, ParameterKind
from yhdistys.grants.rules.funder_rules.shares import SHARE_RULES
from yhdistys.grants.rules.funder_rules.times import TIME_RULES

__all__ = ["RULES", "FunderRule", "ParameterKind"]

RULES: Final[Mapping[str, FunderRule]] = MappingProxyType(
    {rule.name: rule for rule in (*SHARE_RULES, *TIME_RULES, *COST_RULES)}
)
"""All rules by the names that forms use."""
