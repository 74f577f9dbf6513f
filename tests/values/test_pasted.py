from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yhdistys.values.pasted import Cleaned, clean_line, clean_text

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
HEART_ON_FIRE = "\u2764\ufe0f\u200d\U0001f525"


@pytest.mark.parametrize(
    ("pasted", "text", "told"),
    [
        ("a\r\nb\rc\n\nd", "a\nb\nc\n\nd", ()),
        ("a \t\u00a0\nb  ", "a\nb", ()),
        ("\n\na\n\n", "a", ()),
        ("a\tb", "a\tb", ()),
        ("5\u00a0€", "5\u00a0€", ()),
        (
            "a\vb\fc\u2028d\u2029e\x85f",
            "a\nb\nc\nd\ne\nf",
            ("5 line breaks of a word processor became plain ones.",),
        ),
        ("\x00a\x07\x1b", "a", ("3 control characters were removed.",)),
        ("a\ud800b\uffff", "ab", ("2 control characters were removed.",)),
        ("yh\u00addis\u00adtys", "yhdistys", ("2 soft hyphens were removed.",)),
        ("a\ufeff\u200b\u2060", "a", ("3 invisible characters were removed.",)),
        ("\u202ba\u202c\u200e\u2066b\u2069", "ab", ("5 invisible characters were removed.",)),
        ("a\u200db", "ab", ("1 invisible character was removed.",)),
        (
            "see \ufffc below",
            "see  below",
            ("1 place of a picture was removed: pictures do not belong in an answer.",),
        ),
        ("\uf0b7\tone", "•\tone", ("Bullets of a typeface with symbols became “•”.",)),
        (
            "a\u0308iti",
            "äiti",
            ("1 letter that was written as two characters is one now.",),
        ),
        (
            "\u212bland",
            "Åland",
            ("1 letter that was written as two characters is one now.",),
        ),
        (FAMILY + SCOTLAND + HEART_ON_FIRE, FAMILY + SCOTLAND + HEART_ON_FIRE, ()),
        ("", "", ()),
    ],
    ids=ascii,
)
def test_what_cannot_be_seen_is_taken_out_and_told(
    pasted: str, text: str, told: tuple[str, ...]
) -> None:
    assert clean_text(pasted) == Cleaned(text, told)


def test_an_answer_of_one_line_has_blanks_for_tabs_and_line_breaks() -> None:
    assert clean_line("  Meeting \t place\r\n\n of\u00a0all\n") == Cleaned(
        "Meeting place of\u00a0all",
        ("1 line break became a blank: the answer has one line.",),
    )
    assert clean_line("a\vb\nc").told == (
        "1 line break of a word processor became a plain one.",
        "2 line breaks became blanks: the answer has one line.",
    )


@given(st.text(max_size=40))
def test_a_cleaned_text_is_clean(text: str) -> None:
    for clean in (clean_text, clean_line):
        once = clean(text).text
        assert clean(once) == Cleaned(once)
        assert unicodedata.is_normalized("NFC", once)
        assert not set(once) & set("\r\v\f\x00\ufeff\u00ad\ufffc")
