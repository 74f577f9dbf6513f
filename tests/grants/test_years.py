from __future__ import annotations

from datetime import date

import pytest

from helpers.forms import DATES, application, form, question, section
from yhdistys.grants.rules.template import YearsOfActivity
from yhdistys.grants.rules.years import days_of, years_of


@pytest.mark.parametrize(
    ("begins", "ends", "years"),
    [
        ("2027-03-01", "2029-02-28", (2027, 2028, 2029)),
        ("2027-01-01", "2027-01-01", (2027,)),
        ("2027-01-01", "2039-01-01", (2027, 2028, 2029, 2030)),
        ("2027-01-01", "", (2027,)),
        ("", "2028-12-31", (2026, 2027, 2028)),
        ("", "", (2026,)),
        ("2029-01-01", "2027-01-01", (2029,)),
        ("soon", "2026-12-31", (2026,)),
    ],
)
def test_the_years_go_from_the_first_day_to_the_last(
    begins: str, ends: str, years: tuple[int, ...]
) -> None:
    case = application(form(DATES), answers={"begins": begins, "ends": ends}, first_year=2026)
    assert years_of(case) == years


def test_a_form_without_days_has_the_first_year() -> None:
    assert years_of(application(form(years=None), first_year=2031)) == (2031,)


def test_a_form_whose_days_are_not_asked_has_the_first_year() -> None:
    asked = section("s", question("begins", "date"))
    case = application(
        form(asked, years=YearsOfActivity(begins="begins", ends="gone")),
        answers={"begins": "2028-05-01"},
    )
    assert days_of(case) == (date(2028, 5, 1), None)
    assert years_of(case) == (2028,)
