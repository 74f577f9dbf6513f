"""What an imported budget would change, line by line."""

from __future__ import annotations

from yhdistys.budget.rules.plan_diff import PlanContent, PlanDiff, PlanKey, diff_plans, numbered

EVEN = PlanContent(1200, (("2025-01", 600), ("2025-02", 600)))
UNEVEN = PlanContent(1200, (("2025-01", 1000), ("2025-02", 200)))
RENT = PlanKey("4400", "10", "", "")
FEES = PlanKey("3000", "", "", "")
PAY = PlanKey("5000", "", "P1", "Aino")


def test_lines_that_are_alike_are_counted() -> None:
    keyed = numbered([(RENT, EVEN), (FEES, EVEN), (RENT, UNEVEN)])
    assert keyed == {RENT: EVEN, FEES: EVEN, RENT._replace(ordinal=2): UNEVEN}


def test_lines_are_new_same_changed_or_vanished() -> None:
    diff = diff_plans({RENT: EVEN, FEES: EVEN}, {RENT: UNEVEN, PAY: EVEN})
    assert diff == PlanDiff(new=(PAY,), changed=(RENT,), vanished=(FEES,))
    assert not diff.is_empty


def test_the_same_lines_in_another_order_change_nothing() -> None:
    diff = diff_plans({RENT: EVEN, FEES: UNEVEN}, {FEES: UNEVEN, RENT: EVEN})
    assert diff == PlanDiff(same=(FEES, RENT))
    assert diff.is_empty
