"""The bundled typeface: free, complete for our languages, with digits that line up."""

from __future__ import annotations

from importlib import resources
from io import BytesIO

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from yhdistys.documents.render.pdf.style import BOLD, REGULAR

NEEDED = (
    "aåäöAÅÄÖéüßõÕšžŠŽđŋŧČčǤǥǨǩƷʒ€§–—−·…“”’‘«»°½²×±→✓●0123456789"  # noqa: RUF001 - these very signs are needed
    "\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
)
FONTS = resources.files("yhdistys_resources") / "fonts"


def face(name: str) -> TTFontFile:
    return TTFontFile(BytesIO((FONTS / f"{name}.ttf").read_bytes()))


@pytest.mark.parametrize("name", [REGULAR, BOLD])
def test_all_digits_are_equally_wide(name: str) -> None:
    widths = face(name).charWidths
    assert len({widths[ord(digit)] for digit in "0123456789"}) == 1


@pytest.mark.parametrize("name", [REGULAR, BOLD])
def test_every_letter_and_sign_of_our_languages_is_there(name: str) -> None:
    glyphs = face(name).charToGlyph
    assert [sign for sign in NEEDED if not glyphs.get(ord(sign))] == []


@pytest.mark.parametrize("name", [REGULAR, BOLD])
def test_the_changed_typeface_has_a_name_of_its_own(name: str) -> None:
    assert face(name).name.decode().startswith("YhdistysSans")


def test_the_licence_stands_beside_the_typeface() -> None:
    text = (FONTS / "YhdistysSans-LICENSE.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "The Inter Project Authors" in text
