from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yhdistys import i18n
from yhdistys.errors import UsageError, ValidationError
from yhdistys.values.period import (
    DateError,
    FiscalYear,
    Month,
    local_day,
    parse_date,
)

_days = st.dates(min_value=date(1902, 1, 1), max_value=date(2190, 12, 31))
_months = st.builds(Month.of, _days)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2025-03", Month(2025, 3)),
        ("2025-3", Month(2025, 3)),
        ("3/2025", Month(2025, 3)),
        ("03/2025", Month(2025, 3)),
        (" 12 / 2025 ", Month(2025, 12)),
    ],
)
def test_a_month_is_read(text: str, month: Month) -> None:
    assert Month.parse(text) == month


@pytest.mark.parametrize(
    "text", ["", "2025", "2025-13", "2025-00", "0/2025", "3/25", "2025-03-01", "1066-03", "9999-01"]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with i18n.using("en"), pytest.raises(DateError) as raised:
        Month.parse(text)
    assert str(raised.value) == f"“{text}” is not a month: write 2025-03 or 3/2025."


def test_a_month_knows_its_days() -> None:
    february = Month(2024, 2)
    assert (february.first_day, february.last_day) == (date(2024, 2, 1), date(2024, 2, 29))


@given(_months, st.integers(-500, 500), st.integers(-500, 500))
def test_months_add_up(month: Month, some: int, more: int) -> None:
    assert month.plus(some).plus(more) == month.plus(some + more)
    assert (month.plus(some) > month) == (some > 0)


@given(_months)
def test_the_next_month_starts_the_day_after_this_one_ends(month: Month) -> None:
    assert month.next().first_day == month.last_day + timedelta(days=1)
    assert Month.parse(str(month)) == month
    assert Month.parse(f"{month.month}/{month.year}") == month


@given(_days)
def test_a_day_lies_in_its_month(day: date) -> None:
    month = Month.of(day)
    assert month.first_day <= day <= month.last_day


def test_an_ordinary_year_has_twelve_months_and_its_own_label() -> None:
    year = FiscalYear.starting(date(2025, 1, 1))
    assert year == FiscalYear(2025, date(2025, 1, 1), date(2025, 12, 31))
    assert year.months == tuple(Month(2025, month) for month in range(1, 13))
    assert date(2025, 12, 31) in year
    assert date(2026, 1, 1) not in year
    assert date(2024, 12, 31) not in year


@pytest.mark.parametrize(
    ("starts_on", "months", "label", "ends_on", "count"),
    [
        (date(2024, 7, 1), 12, 2025, date(2025, 6, 30), 12),
        (date(2024, 7, 1), 18, 2025, date(2025, 12, 31), 18),
        (date(2024, 3, 15), 12, 2025, date(2025, 3, 14), 13),
        (date(2024, 8, 31), 6, 2025, date(2025, 2, 28), 7),
        (date(2023, 8, 31), 6, 2024, date(2024, 2, 29), 7),
        (date(2023, 8, 31), 12, 2024, date(2024, 8, 30), 13),
        (date(2025, 12, 1), 1, 2025, date(2025, 12, 31), 1),
    ],
)
def test_a_fiscal_year_need_not_be_a_calendar_year(
    starts_on: date, months: int, label: int, ends_on: date, count: int
) -> None:
    year = FiscalYear.starting(starts_on, months)
    assert (year.label, year.ends_on, len(year.months)) == (label, ends_on, count)


def test_the_first_year_of_a_young_association_may_be_some_days() -> None:
    year = FiscalYear.between(date(2024, 12, 15), date(2024, 12, 31))
    assert (year.label, year.months) == (2024, (Month(2024, 12),))


def test_a_first_year_from_the_middle_of_a_month_may_be_eighteen_months() -> None:
    year = FiscalYear.between(date(2024, 6, 15), date(2025, 12, 14))
    assert (year.label, len(year.months)) == (2025, 19)


def test_a_year_longer_than_eighteen_months_is_refused() -> None:
    with i18n.using("en"), pytest.raises(ValidationError) as raised:
        FiscalYear.between(date(2024, 3, 15), date(2025, 12, 31))
    assert raised.value.message == (
        "A fiscal year is at most 18 months: 15.3.2024 to 31.12.2025 is longer."
    )
    assert raised.value.kind == "bad-fiscal-year"


@pytest.mark.parametrize("months", [-1, 0, 19])
def test_a_year_has_one_to_eighteen_months(months: int) -> None:
    with pytest.raises(ValidationError):
        FiscalYear.starting(date(2025, 1, 1), months)


def test_a_year_that_ends_before_it_starts_is_refused() -> None:
    with i18n.using("en"), pytest.raises(ValidationError) as raised:
        FiscalYear.between(date(2025, 1, 1), date(2024, 12, 31))
    assert raised.value.message == (
        "A fiscal year cannot end on 31.12.2024, before it starts on 1.1.2025."
    )


@given(_days, st.integers(1, 18))
def test_the_years_around_a_year_touch_it(starts_on: date, months: int) -> None:
    year = FiscalYear.starting(starts_on, months)
    before, after = year.previous(), year.following()
    assert before.ends_on + timedelta(days=1) == year.starts_on
    assert after.starts_on == year.ends_on + timedelta(days=1)
    assert len(year.months) in {months, months + 1}
    assert year.starts_on in year
    assert year.ends_on in year


def test_the_year_before_a_leap_day_starts_at_the_end_of_february() -> None:
    assert FiscalYear.starting(date(2024, 2, 29)).previous().starts_on == date(2023, 2, 28)


def test_a_year_is_cut_at_a_month() -> None:
    year = FiscalYear.starting(date(2024, 11, 1))
    assert year.through(Month(2025, 1)) == (Month(2024, 11), Month(2024, 12), Month(2025, 1))
    assert year.through(Month(2025, 10)) == year.months


def test_a_month_outside_the_year_is_refused() -> None:
    with i18n.using("en"), pytest.raises(UsageError) as raised:
        FiscalYear.starting(date(2025, 1, 1)).through(Month(2026, 1))
    assert raised.value.message == (
        "The month 1/2026 does not belong to the fiscal year 1.1.2025 to 31.12.2025."
    )
    assert raised.value.hint == "Choose a month from 2025-01 to 2025-12."


@pytest.mark.parametrize(
    "text",
    [
        "3.9.2025",
        "03.09.2025",
        "3. 9. 2025",
        "3.9.25",
        "03.09.25",
        " 3.9.2025 ",
        "3.9.2025 12:30",
        "3.9.2025 klo 12.30",
        "3.9.2025, 12:30:59",
        "2025-09-03",
        "2025-9-3",
        "2025/09/03",
        "2025/9/3",
        "20250903",
        "2025-09-03T12:30:00",
        "2025-09-03 00:00:00",
        "2025-09-03 00:00:00.000",
        "2025-09-03T12:30:00+03:00",
        "2025-09-02T21:00:00Z",
    ],
)
def test_a_day_is_read_as_people_and_programs_write_it(text: str) -> None:
    assert parse_date(text) == date(2025, 9, 3)


@pytest.mark.parametrize(
    ("text", "year"), [("1.1.69", 2069), ("1.1.70", 1970), ("1.1.00", 2000), ("1.1.99", 1999)]
)
def test_two_digit_years_are_of_the_nearer_century(text: str, year: int) -> None:
    assert parse_date(text) == date(year, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31.2.2025",
        "32.1.2025",
        "1.13.2025",
        "2025-02-30",
        "2025-13-01",
        "2025-09-03T25:00:00",
        "2025-09-03 12:00 later",
        "1.1.",
        "1.1.202",
        "13-10-2025",
        "2025-9/3",
        "9/3/2025",
        "2025903",
        "202593",
        "12345678",
        "99991231",
        "10661014",
        "2025",
        "3910.0",
        "yesterday",
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with i18n.using("en"), pytest.raises(DateError) as raised:
        parse_date(text)
    assert str(raised.value) == f"“{text}” is not a day: write 31.12.2025 or 2025-12-31."


@given(_days)
def test_a_written_day_is_read_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day}.{day.month}.{day.year}") == day
    assert parse_date(day.strftime("%Y%m%d")) == day


@given(st.text(alphabet="0123456789-./ T:Z+", max_size=25))
def test_any_text_gives_a_day_or_one_error(text: str) -> None:
    try:
        day = parse_date(text)
    except DateError:
        return
    assert parse_date(str(day)) == day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2025, 12, 31, 21, 59, tzinfo=UTC), date(2025, 12, 31)),
        (datetime(2025, 12, 31, 22, 0, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2025, 6, 30, 21, 0, tzinfo=UTC), date(2025, 7, 1)),
        (datetime(2025, 6, 30, 21, 0), date(2025, 7, 1)),  # noqa: DTZ001 - taken as UTC
        (datetime(2025, 7, 1, 6, 0, tzinfo=timezone(timedelta(hours=9))), date(2025, 7, 1)),
    ],
)
def test_a_moment_belongs_to_the_day_in_finland(moment: datetime, day: date) -> None:
    assert local_day(moment) == day
