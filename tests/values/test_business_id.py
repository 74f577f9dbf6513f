"""Business ids: form and check digit."""

from __future__ import annotations

import pytest

from yhdistys.values.business_id import is_business_id


@pytest.mark.parametrize(
    ("text", "is_right"),
    [("1234567-1", True), ("1234567-2", False), ("12345671", False), ("", False)],
)
def test_a_business_id_has_its_form_and_the_right_check_digit(text: str, is_right: bool) -> None:  # noqa: FBT001 - a table
    assert is_business_id(text) is is_right
