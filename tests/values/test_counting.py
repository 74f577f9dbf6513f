from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yhdistys.values.counting import CountedUnit, CountingRule, count, over_limit

CODE_POINTS = CountingRule()
UTF_16 = CountingRule(unit=CountedUnit.UTF_16_UNITS)
UTF_8 = CountingRule(unit=CountedUnit.UTF_8_BYTES)
GRAPHEMES = CountingRule(unit=CountedUnit.GRAPHEMES)
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FINLAND, SWEDEN = "\U0001f1eb\U0001f1ee", "\U0001f1f8\U0001f1ea"


@pytest.mark.parametrize(
    ("text", "code_points", "utf_16", "utf_8", "graphemes"),
    [
        ("", 0, 0, 0, 0),
        ("talo", 4, 4, 4, 4),
        ("hyvä", 4, 4, 5, 4),
        ("a\u0308iti", 5, 5, 6, 4),
        ("5 €", 3, 3, 5, 3),
        ("👍", 1, 2, 4, 1),
        ("👍\U0001f3fd", 2, 4, 8, 1),
        ("❤\ufe0f", 2, 2, 6, 1),
        (FAMILY, 5, 8, 18, 1),
        (FINLAND, 2, 4, 8, 1),
        (FINLAND + SWEDEN, 4, 8, 16, 2),
        (FINLAND + "a" + SWEDEN, 5, 9, 17, 3),
        ("\U0001f1eb", 1, 2, 4, 1),
        ("\u0308", 1, 1, 2, 1),
        ("a\n\u0308", 3, 3, 4, 3),
        ("\ud800", 1, 1, 3, 1),
    ],
    ids=ascii,
)
def test_a_text_has_the_length_of_its_unit(
    text: str, code_points: int, utf_16: int, utf_8: int, graphemes: int
) -> None:
    counted = [count(text, rule) for rule in (CODE_POINTS, UTF_16, UTF_8, GRAPHEMES)]
    assert counted == [code_points, utf_16, utf_8, graphemes]


@pytest.mark.parametrize("text", ["a\nb\nc", "a\r\nb\r\nc", "a\rb\rc"])
def test_a_line_break_is_one_character_or_two_however_it_was_typed(text: str) -> None:
    assert count(text, CODE_POINTS) == 5
    assert count(text, CountingRule(line_break=2)) == 7


def test_blanks_at_the_end_count_unless_the_form_trims_them() -> None:
    assert count(" yksi \n\n", CODE_POINTS) == 8
    assert count(" yksi \n\n", CountingRule(trims_end=True, line_break=2)) == 5


def test_blanks_and_line_breaks_may_be_left_out() -> None:
    rule = CountingRule(counts_spaces=False, line_break=2)
    assert count(" kaksi\u00a0sanaa\r\nja\tlisää ", rule) == 17


def test_a_text_is_over_the_limit_by_what_is_too_much() -> None:
    assert over_limit("12345", 5, CODE_POINTS) == 0
    assert over_limit("1234567", 5, CODE_POINTS) == 2


@given(st.text(alphabet="aä\u0308\u200d\ufe0f\n👍\U0001f3fd\U0001f1eb\U0001f1ee", max_size=12))
def test_no_unit_is_finer_than_the_one_it_is_made_of(text: str) -> None:
    counted = [count(text, rule) for rule in (GRAPHEMES, CODE_POINTS, UTF_16, UTF_8)]
    assert counted == sorted(counted)
