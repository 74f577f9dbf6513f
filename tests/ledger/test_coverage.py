"""Which fiscal years an imported ledger needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from helpers.ledgers_built import FEES, entry
from yhdistys.errors import ValidationError
from yhdistys.exchange.imports import LedgerLine
from yhdistys.i18n import using
from yhdistys.ledger.rules.coverage import refuse_lonely_days, years_to_cover
from yhdistys.values.period import FiscalYear

Y2025 = FiscalYear.starting(date(2025, 1, 1))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


def _lines(*days: str) -> list[LedgerLine]:
    return [entry("1", day, FEES, 100, row=row) for row, day in enumerate(days, start=5)]


def test_days_within_the_known_years_need_nothing() -> None:
    assert years_to_cover([Y2025], _lines("2025-01-01", "2025-12-31")) == ()
    assert years_to_cover([Y2025], []) == ()


def test_years_are_added_before_and_after_without_gaps() -> None:
    added = years_to_cover([Y2025], _lines("2027-06-01", "2023-12-31"))
    assert [year.label for year in added] == [2023, 2024, 2026, 2027]


def test_added_years_follow_the_rhythm_of_the_known_ones() -> None:
    known = FiscalYear.starting(date(2024, 8, 1))
    (added,) = years_to_cover([known], _lines("2025-08-01"))
    assert (added.starts_on, added.ends_on) == (date(2025, 8, 1), date(2026, 7, 31))


def test_days_far_away_are_refused_with_their_first_row() -> None:
    with pytest.raises(ValidationError, match=r"Row 8: the day 1\.1\.1900") as refused:
        years_to_cover([Y2025], _lines("2025-01-01", "2205-03-01", "2205-03-01", "1900-01-01"))
    assert [(p.row, p.value) for p in refused.value.problems] == [
        (8, "1900-01-01"), (6, "2205-03-01"),
    ]  # fmt: skip


def test_a_day_in_a_gap_between_the_years_is_refused() -> None:
    later = FiscalYear.starting(date(2027, 1, 1))
    with pytest.raises(ValidationError):
        years_to_cover([Y2025, later], _lines("2026-05-05"))


def test_without_any_year_every_day_is_refused() -> None:
    with pytest.raises(ValidationError):
        years_to_cover([], _lines("2025-01-01"))


def test_only_the_first_rows_are_named() -> None:
    days = [f"22{year}-01-01" for year in range(10, 60)]
    with pytest.raises(ValidationError) as refused:
        years_to_cover([Y2025], _lines(*days))
    assert len(refused.value.problems) == 20


def test_a_day_more_than_a_year_from_the_others_is_refused_with_its_row() -> None:
    with pytest.raises(ValidationError, match=r"Row 7: the day 1\.6\.2035") as refused:
        refuse_lonely_days(_lines("2025-01-01", "2025-01-31", "2035-06-01", "2035-06-01"))
    assert [problem.row for problem in refused.value.problems] == [7]


def test_a_quiet_year_between_entries_is_no_mistake() -> None:
    refuse_lonely_days(_lines("2024-01-01", "2025-01-01", "2025-12-31"))
    refuse_lonely_days([])


def test_a_year_that_is_missing_between_two_full_ones_is_no_mistake() -> None:
    days = [f"{year}-{month:02d}-15" for year in (2023, 2025) for month in range(1, 13)]
    refuse_lonely_days(_lines(*days))
