"""The neutral cost categories and the accounts that belong to them."""

from __future__ import annotations

import pytest

from yhdistys.errors import UsageError
from yhdistys.i18n import using
from yhdistys.ledger.rules.categories import CATEGORIES, category_of, refuse_unknown_category
from yhdistys.ledger.rules.prefixes import by_prefix, prefix_of

RULES = {"49": "other", "4990": "insurance"}


@pytest.mark.parametrize(
    ("number", "prefix", "category"),
    [
        ("4900", "49", "other"),
        ("4990", "4990", "insurance"),
        ("49901", "4990", "insurance"),
        ("4995", "49", "other"),
        ("4", None, ""),
        ("5000", None, ""),
        ("", None, ""),
    ],
)
def test_the_longest_prefix_decides_the_category(
    number: str, prefix: str | None, category: str
) -> None:
    assert prefix_of(number, RULES) == prefix
    assert category_of(number, RULES) == category
    assert by_prefix(number, RULES) == (category or None)


def test_costs_come_before_income_and_every_category_has_a_title_of_its_own() -> None:
    sides = [category.side for category in CATEGORIES.values()]
    assert sides == ["cost"] * 20 + ["income"] * 11
    with using("en"):
        assert len({str(category.title) for category in CATEGORIES.values()}) == 31


def test_an_unknown_category_is_refused_with_the_known_ones() -> None:
    refuse_unknown_category("premises")
    with using("en"), pytest.raises(UsageError) as caught:
        refuse_unknown_category("rent")
    assert caught.value.kind == "unknown-category"
    assert caught.value.message == "There is no cost category “rent”."
    assert caught.value.hint == f"The categories are {', '.join(CATEGORIES)}."
