"""Books of two years with a budget, small enough to sum up by head."""

from __future__ import annotations

from helpers.ledgers_built import FEES, RENT, paid, plan
from yhdistys.values.period import Month

YEAR = 2025
MARCH = Month(YEAR, 3)
ENTRIES = (
    paid("1", "2024-02-01", RENT, 70_000, cost_centre="10"),
    paid("2", "2024-12-01", RENT, 75_000),
    paid("1", "2025-01-15", FEES, -30_000, cost_centre="10"),
    paid("2", "2025-02-15", RENT, 90_000, cost_centre="10", project="P1"),
    paid("3", "2025-03-15", RENT, 100_000, cost_centre="20"),
    paid("4", "2025-03-20", "4700", 60_001, cost_centre="20"),
    paid("5", "2025-03-22", "4995", 1_200),
)
PLAN = (
    plan(FEES, 120_000, cost_centre="10"),
    plan(RENT, -120_000, cost_centre="10", project="P1"),
    plan(RENT, dict.fromkeys((2, 3, 4), -40_000), cost_centre="20"),
)
