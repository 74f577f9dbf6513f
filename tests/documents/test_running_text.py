from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yhdistys.documents.render.running_text import TextBlock, cleaned, text_blocks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ("yksi\r\n\r\nkaksi", [TextBlock(("yksi",)), TextBlock(("kaksi",))]),
        ("yksi\nkaksi  ", [TextBlock(("yksi", "kaksi"))]),
        ("- a\n- b", [TextBlock(("a",), is_item=True), TextBlock(("b",), is_item=True)]),
        ("•\ta\n\nb", [TextBlock(("a",), is_item=True), TextBlock(("b",))]),
        ("alku\n– a", [TextBlock(("alku",)), TextBlock(("a",), is_item=True)]),
        ("-5 astetta", [TextBlock(("-5 astetta",))]),
    ],
)
def test_a_text_is_read_as_a_person_means_it(text: str, expected: list[TextBlock]) -> None:
    assert list(text_blocks(text)) == expected


def test_controls_and_halves_of_characters_are_taken_out() -> None:
    assert cleaned("a\x00b\ud800c\x0bd\u2029e\tf\ufffe") == "abc\nd\n\ne\tf"


@given(st.text())
def test_no_word_of_a_text_is_lost(text: str) -> None:
    words = cleaned(text).translate(dict.fromkeys(map(ord, "-*•–·▪"), " ")).split()
    found = " ".join(line for block in text_blocks(text) for line in block.lines)
    assert found.translate(dict.fromkeys(map(ord, "-*•–·▪"), " ")).split() == words
