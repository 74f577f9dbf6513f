from __future__ import annotations

import subprocess
import sys
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yhdistys import i18n
from yhdistys.values import formats
from yhdistys.values.money import from_cents, parse_amount
from yhdistys.values.period import Month

LANGUAGES = st.sampled_from(i18n.LANGUAGES)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "\u22121\u00a0234\u00a0567,80"),
        ("sv", "\u22121\u00a0234\u00a0567,80"),
        ("en", "\u22121,234,567.80"),
    ],
)
def test_an_amount_is_shown_in_the_readers_language(language: str, text: str) -> None:
    assert formats.money(Decimal("-1234567.8"), language) == text
    with i18n.using(language):
        assert formats.money(Decimal("-1234567.8")) == text


def test_zero_and_missing_amounts_differ() -> None:
    assert formats.money(Decimal(0), "fi") == "0,00"
    assert formats.money(Decimal("-0.001"), "fi") == "0,00"
    assert formats.money(None, "fi") == ""


@pytest.mark.parametrize(
    ("value", "text"), [(1234, "1\u00a0234"), (Decimal("-0.5"), "\u22121"), (0, "0"), (None, "")]
)
def test_a_whole_number_is_shown_without_decimals(value: Decimal | int | None, text: str) -> None:
    assert formats.whole_number(value, "fi") == text


@pytest.mark.parametrize(
    ("language", "text"),
    [("fi", "\u2212103,5\u00a0%"), ("sv", "\u2212103,5\u00a0%"), ("en", "\u2212103.5%")],
)
def test_per_cents_are_shown_with_one_decimal(language: str, text: str) -> None:
    assert formats.percent_text(Decimal("-103.45"), language) == text
    assert formats.percent_text(None, language) == ""


def test_per_cents_are_shown_with_as_many_decimals_as_asked() -> None:
    assert formats.percent_text(Decimal("3.125"), "fi", places=3) == "3,125\u00a0%"


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("fi", "3.9.2025", "9/2025"),
        ("sv", "3.9.2025", "9/2025"),
        ("en", "3 Sep 2025", "Sep 2025"),
    ],
)
def test_days_and_months_are_shown_in_the_readers_language(
    language: str, day: str, month: str
) -> None:
    assert formats.date_text(date(2025, 9, 3), language) == day
    assert formats.month_text(Month(2025, 9), language) == month
    assert formats.date_text(None, language) == ""
    assert formats.month_text(None, language) == ""


@given(cents=st.integers(min_value=-(10**17), max_value=10**17), language=LANGUAGES)
def test_a_shown_amount_is_read_back(cents: int, language: str) -> None:
    assert parse_amount(formats.money(from_cents(cents), language)) == from_cents(cents)


def test_babel_is_not_loaded_before_the_first_number_is_shown() -> None:
    program = "import sys, yhdistys.values.fields; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        (None, time(16, 15), ""),
        (date(2027, 5, 31), None, "31 May 2027"),
        (date(2027, 5, 31), time(9, 5), "31 May 2027 at\u00a09:05"),
    ],
)
def test_the_last_moment_is_told_as_exactly_as_it_is_known(
    day: date | None, at: time | None, expected: str
) -> None:
    with i18n.using("en"):
        assert formats.moment_text(day, at) == expected


@pytest.mark.parametrize("code", ["fi", "sv"])
def test_the_clock_is_written_with_a_point_in_finnish_and_swedish(code: str) -> None:
    with i18n.using(code):
        assert formats.moment_text(date(2027, 5, 31), time(16, 15)).endswith("\u00a016.15")
