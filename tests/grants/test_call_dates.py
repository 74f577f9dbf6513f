"""The days of a form in any year, moved by the Finnish calendar."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from yhdistys.grants.rules.call_dates import (
    DatedEvent,
    dates_of,
    easter,
    holidays,
    next_closing,
    next_date,
    working_day,
)
from yhdistys.grants.rules.template import FormDate, FunderTemplate
from yhdistys.i18n import DataText

EASTERS = {
    1992: date(1992, 4, 19),
    2000: date(2000, 4, 23),
    2008: date(2008, 3, 23),
    2024: date(2024, 3, 31),
    2025: date(2025, 4, 20),
    2026: date(2026, 4, 5),
    2027: date(2027, 3, 28),
    2038: date(2038, 4, 25),
    2049: date(2049, 4, 18),
    2076: date(2076, 4, 19),
}


def _date(event: str = "call_closes", **told: Any) -> FormDate:
    return FormDate(id="paattyy", label=DataText({"fi": "Haku päättyy"}), event=event, **told)


def _form(*dates: FormDate) -> FunderTemplate:
    text = DataText({"fi": "Lomake"})
    return FunderTemplate(
        id="pieni", version="2026.1", title=text, funder_id="x", funder=text, dates=dates
    )


@pytest.mark.parametrize(("year", "day"), EASTERS.items())
def test_easter_falls_on_its_day(year: int, day: date) -> None:
    assert easter(year) == day


def test_easter_is_a_sunday_between_its_ends() -> None:
    for year in range(1900, 2200):
        day = easter(year)
        assert day.weekday() == 6
        assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_the_holidays_of_a_year_are_those_of_the_calendar() -> None:
    assert sorted(day.isoformat() for day in holidays(2026)) == [
        "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-01",
        "2026-05-14", "2026-05-24", "2026-06-19", "2026-06-20", "2026-10-31", "2026-12-06",
        "2026-12-24", "2026-12-25", "2026-12-26",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        ("2026-05-29", "2026-05-29"),  # a Friday
        ("2026-05-31", "2026-06-01"),  # a Sunday
        ("2025-05-31", "2025-06-02"),  # a Saturday
        ("2026-04-03", "2026-04-07"),  # Good Friday, and Easter after it
        ("2026-06-19", "2026-06-22"),  # Midsummer Eve
        ("2026-12-24", "2026-12-28"),  # Christmas, and a weekend after it
        ("2025-12-31", "2025-12-31"),
        ("2026-01-01", "2026-01-02"),
        ("2026-10-31", "2026-11-02"),  # All Saints
    ],
)
def test_a_day_moves_to_the_next_working_day(day: str, moved: str) -> None:
    assert working_day(date.fromisoformat(day)) == date.fromisoformat(moved)


def test_a_yearly_date_is_found_after_any_day() -> None:
    may = _date(month_and_day=(5, 31), moves_to_working_day=True)
    assert next_date(may, date(2026, 1, 2)) == date(2026, 6, 1)
    assert next_date(may, date(2026, 5, 31)) == date(2026, 6, 1)
    assert next_date(may, date(2026, 6, 1)) == date(2027, 5, 31)


def test_a_date_moved_over_the_end_of_the_year_is_still_found() -> None:
    new_year = _date(month_and_day=(12, 26), moves_to_working_day=True)
    assert next_date(new_year, date(2026, 12, 27)) == date(2026, 12, 28)
    last = _date(month_and_day=(12, 31), moves_to_working_day=True)
    assert next_date(last, date(2029, 1, 1)) == date(2029, 1, 2)
    assert next_date(last, date(2029, 1, 2)) == date(2029, 12, 31)


def test_a_leap_day_is_the_last_of_february_in_other_years() -> None:
    assert next_date(_date(month_and_day=(2, 29)), date(2026, 1, 1)) == date(2026, 2, 28)
    assert next_date(_date(month_and_day=(2, 29)), date(2028, 2, 28)) == date(2028, 2, 29)


def test_a_day_of_one_year_comes_once() -> None:
    once = _date(day=date(2026, 5, 30))
    assert next_date(once, date(2026, 5, 29)) == date(2026, 5, 30)
    assert next_date(once, date(2026, 5, 30)) is None
    assert next_date(_date(), date(2026, 5, 30)) is None


def test_the_next_closing_is_the_nearest_of_the_calls() -> None:
    autumn = _date(month_and_day=(9, 15), at=time(16, 15))
    spring = _date(month_and_day=(3, 16))
    form = _form(autumn, spring, _date("decision", month_and_day=(2, 1)))
    assert next_closing(form, date(2026, 3, 16)) == DatedEvent(
        form_date=autumn, day=date(2026, 9, 15)
    )
    found = next_closing(form, date(2026, 9, 15))
    assert found is not None
    assert (found.day, found.at) == (date(2027, 3, 16), None)
    assert next_closing(_form(), date(2026, 1, 1)) is None


def test_the_dates_of_a_year_stand_in_order() -> None:
    opens = _date("call_opens", month_and_day=(4, 1))
    closes = _date(month_and_day=(5, 31), moves_to_working_day=True)
    once = _date("decision", day=date(2026, 2, 3))
    form = _form(closes, opens, once, _date("other"))
    assert [(one.form_date.event, one.day) for one in dates_of(form, 2026)] == [
        ("decision", date(2026, 2, 3)),
        ("call_opens", date(2026, 4, 1)),
        ("call_closes", date(2026, 6, 1)),
    ]
    assert len(dates_of(form, 2027)) == 2


def test_a_single_day_is_found_however_far_it_is() -> None:
    assert next_date(_date(day=date(2031, 5, 30)), date(2026, 1, 1)) == date(2031, 5, 30)
    assert next_date(_date(day=date(2025, 5, 30)), date(2026, 1, 1)) is None
