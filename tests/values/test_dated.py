from __future__ import annotations

import tomllib
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yhdistys import i18n
from yhdistys.errors import UserError, ValidationError
from yhdistys.values.dated import DatedValue, DatedValues, NoDatedValue

ROWS = """
[[rate]]
value = 0.55
valid_from = 2026-01-01
source = "Verohallinto 2026"
[[rate]]
value = 57
valid_from = "2024-01-01"
valid_to = 2024-12-31
source = "Verohallinto 2024"
[[rate]]
value = "free"
valid_to = 2023-12-31
source = "Hallitus"
"""


@pytest.fixture
def rates() -> DatedValues[Any]:
    return DatedValues.from_rows(tomllib.loads(ROWS)["rate"], name="Rate")


def test_rows_are_read_and_put_in_the_order_of_time(rates: DatedValues[Any]) -> None:
    assert rates.entries == (
        DatedValue("free", None, date(2023, 12, 31), "Hallitus"),
        DatedValue(57, date(2024, 1, 1), date(2024, 12, 31), "Verohallinto 2024"),
        DatedValue(Decimal("0.55"), date(2026, 1, 1), None, "Verohallinto 2026"),
    )


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date.min, "free"),
        (date(2023, 12, 31), "free"),
        (date(2024, 1, 1), 57),
        (date(2024, 12, 31), 57),
        (date(2026, 1, 1), Decimal("0.55")),
        (date.max, Decimal("0.55")),
    ],
)
def test_the_value_of_a_day_is_found(rates: DatedValues[Any], day: date, value: object) -> None:
    assert rates.on(day).value == value


def test_a_day_without_a_value_is_told(rates: DatedValues[Any]) -> None:
    with i18n.using("en"), pytest.raises(NoDatedValue) as raised:
        rates.on(date(2025, 6, 1))
    assert raised.value.message == "Rate: no value is known for 1 Jun 2025."
    assert isinstance(raised.value, UserError)
    assert isinstance(raised.value, LookupError)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"value": 1}, "Rate: each row needs a value and a source."),
        ({"value": 1, "source": ""}, "Rate: each row needs a value and a source."),
        ({"source": "x"}, "Rate: each row needs a value and a source."),
        ({"value": 1, "source": "x", "until": 3}, "Rate: “until” is not known here."),
        (
            {"value": 1, "source": "x", "valid_from": "1.1.2026"},
            "Rate: “1.1.2026” is not a day such as 2026-01-31.",
        ),
        (
            {"value": 1, "source": "x", "valid_from": datetime(2026, 1, 1, 12, 0)},  # noqa: DTZ001 - as TOML gives a local moment
            "Rate: “2026-01-01 12:00:00” is not a day such as 2026-01-31.",
        ),
        (
            {
                "value": 1,
                "source": "x",
                "valid_from": date(2026, 1, 2),
                "valid_to": date(2026, 1, 1),
            },
            "Rate: a value ends on 1 Jan 2026, before it starts.",
        ),
    ],
)
def test_a_bad_row_is_refused(row: dict[str, object], message: str) -> None:
    with i18n.using("en"), pytest.raises(ValidationError) as raised:
        DatedValues.from_rows([row], name="Rate")
    assert raised.value.message == message


@pytest.mark.parametrize("first_end", [None, date(2026, 1, 1)])
def test_two_values_of_one_day_are_refused(first_end: date | None) -> None:
    entries = (
        DatedValue(1, date(2025, 1, 1), first_end, "a"),
        DatedValue(2, date(2026, 1, 1), None, "b"),
    )
    with i18n.using("en"), pytest.raises(ValidationError) as raised:
        DatedValues(entries)
    assert raised.value.message == "Dated values: two values hold on 1 Jan 2026."


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=2, max_size=6, unique=True))
def test_values_that_follow_each_other_leave_no_day_out(starts: list[date]) -> None:
    ordered = sorted(starts)
    values = DatedValues(
        tuple(
            DatedValue(start, start, date.fromordinal(after.toordinal() - 1), "s")
            for start, after in pairwise(ordered)
        )
    )
    for entry, start in zip(values.entries, ordered, strict=False):
        assert values.on(start) == entry
