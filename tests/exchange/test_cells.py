from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yhdistys.exchange.cells import (
    UNREADABLE,
    Remembered,
    cents_of,
    code_and_name,
    code_of,
    day_of,
    is_blank,
    shown,
    text_of,
)
from yhdistys.exchange.tables import Cell, column_letter

MOMENT = datetime.fromisoformat("2025-01-31T23:59")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  a ", "a"),
        (20.0, "20"),
        (1.5, "1.5"),
        (7, "7"),
        (True, "True"),
        (date(2025, 10, 13), "13-10-2025"),
        ("'=1+1", "=1+1"),
        ("'kesä", "'kesä"),
    ],
)
def test_a_cell_is_a_text(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize(
    ("cell", "code"), [("3910.0", "3910"), (3910.0, "3910"), ("0123", "0123"), ("1.5", "1.5")]
)
def test_a_code_that_went_through_a_spreadsheet_is_whole_again(cell: Cell, code: str) -> None:
    assert code_of(cell) == code


@pytest.mark.parametrize(
    ("cell", "pair"),
    [
        ("3000 Maksut", ("3000", "Maksut")),
        ("3000, Maksut", ("3000", "Maksut")),
        ("3000,Maksut", ("3000", "Maksut")),
        ("3000 - Maksut ja muut", ("3000", "Maksut ja muut")),
        ("3000: Maksut", ("3000", "Maksut")),
        ("3000.0", ("3000", "")),
        (3000.0, ("3000", "")),
        ("Yleinen", ("Yleinen", "")),
        ("20-3", ("20-3", "")),
        ("", ("", "")),
        (None, ("", "")),
    ],
)
def test_a_code_and_its_name_are_divided(cell: Cell, pair: tuple[str, str]) -> None:
    assert code_and_name(cell) == pair


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2025, 1, 31), date(2025, 1, 31)),
        (MOMENT, date(2025, 1, 31)),
        ("31.1.2025", date(2025, 1, 31)),
        ("2025-01-31", date(2025, 1, 31)),
        (45688.0, date(2025, 1, 31)),
        (20250131.0, date(2025, 1, 31)),
        (20251399, UNREADABLE),
        (3000.0, UNREADABLE),
        (45688.5, UNREADABLE),
        (float("inf"), UNREADABLE),
        (float("nan"), UNREADABLE),
        ("3000", UNREADABLE),
        ("31.2.2025", UNREADABLE),
        (time(12, 0), UNREADABLE),
        ("  ", None),
        (None, None),
    ],
)
def test_a_day_is_read_however_it_is_stored(cell: Cell, day: object) -> None:
    assert day_of(cell) == day


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        (12.5, 1250),
        (7, 700),
        ("1 234,50", 123_450),
        ("-", None),
        ("\u2013", None),
        ("", None),
        (None, None),
        (" ", None),
        (1.005, UNREADABLE),
        (1.7e306, UNREADABLE),
        (10**400, UNREADABLE),
        (float("nan"), UNREADABLE),
        ("1O0", UNREADABLE),
        (True, UNREADABLE),
        (date(2025, 1, 1), UNREADABLE),
    ],
)
def test_an_amount_is_read_or_unreadable(cell: Cell, cents: object) -> None:
    assert cents_of(cell) == cents


@given(st.integers(-(10**12), 10**12))
def test_cents_survive_the_numbers_of_a_spreadsheet(cents: int) -> None:
    assert cents_of(cents / 100) == cents
    assert cents_of(str(Decimal(cents) / 100)) == cents


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        (MOMENT, "31.01.2025 23:59"),
        (date(2025, 1, 3), "3.1.2025"),
        (time(8, 5), "08:05"),
        (1.0, "1"),
    ],
)
def test_a_cell_is_shown_as_people_see_it(cell: Cell, seen: str) -> None:
    assert shown(cell) == seen


def test_blank_is_nothing_or_blanks() -> None:
    assert [is_blank(cell) for cell in (None, "", " \t", "x", 0.0, False)] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_a_conversion_is_done_once_for_each_cell() -> None:
    seen: list[Cell] = []

    def convert(cell: Cell) -> str:
        seen.append(cell)
        return f"<{cell}>"

    remembered = Remembered(convert)
    assert [remembered[cell] for cell in ("a", "b", "a")] == ["<a>", "<b>", "<a>"]
    assert seen == ["a", "b"]


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (16_383, "XFD")])
def test_columns_are_named_as_in_spreadsheets(index: int, letter: str) -> None:
    assert column_letter(index) == letter
