"""Names and notes of applications."""

from __future__ import annotations

import pytest

from yhdistys.errors import ValidationError
from yhdistys.grants.rules.short_texts import application_name, note_text


def test_a_name_loses_the_blanks_around_it() -> None:
    assert application_name("  Kotikulman hanke ”Yhdessä” 2027 ") == (
        "Kotikulman hanke ”Yhdessä” 2027"
    )


@pytest.mark.parametrize(
    ("name", "kind", "message"),
    [
        (" \t", "empty-name", "The application needs a name."),
        (
            "a" * 201,
            "text-too-long",
            f"The text “{'a' * 30}…” has 201 characters; the limit is 200.",
        ),
        (
            "ab\ncd",
            "control-character",
            "The text has a control character (U+000A) at character 3.",
        ),
        ("\x07", "control-character", "The text has a control character (U+0007) at character 1."),
        (
            "a\ud800",
            "control-character",
            "The text has a control character (U+D800) at character 2.",
        ),
    ],
)
def test_a_name_that_cannot_stand_in_a_list_is_refused(name: str, kind: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        application_name(name)
    assert (refused.value.kind, refused.value.message) == (kind, message)


def test_a_note_keeps_its_lines() -> None:
    assert note_text(" Vuokra \r\n ja sähkö\n") == "Vuokra\n ja sähkö"
    with pytest.raises(ValidationError, match="the limit is 2,000"):
        note_text("x" * 2001)
    with pytest.raises(ValidationError, match="U\\+0000"):
        note_text("a\x00")
