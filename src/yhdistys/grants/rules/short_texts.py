"""Names, notes and reasons of applications: what is cleaned, and what is refused."""

from __future__ import annotations

import unicodedata
from typing import Final

from yhdistys.errors import ValidationError
from yhdistys.i18n import _
from yhdistys.values.formats import whole_number

LONGEST_NAME: Final = 200
LONGEST_NOTE: Final = 2_000
_REFUSED: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_SHOWN: Final = 30


def application_name(text: str) -> str:
    """Return a name in one line without blanks around it.

    Raises:
        ValidationError: It is empty, longer than 200 characters, or holds control characters.
    """
    name = short_text(text, LONGEST_NAME)
    if not name:
        raise ValidationError(
            _("The application needs a name."),
            hint=_("Write a name by which you know it among the others."),
            kind="empty-name",
        )
    refuse_control_characters(name, allowed="")
    return name


def note_text(text: str) -> str:
    """Return a note or a reason: ends of lines alike, no blanks around it.

    Raises:
        ValidationError: It is longer than 2 000 characters, or holds control characters.
    """
    return short_text("\n".join(line.rstrip() for line in text.splitlines()), LONGEST_NOTE)


def short_text(text: str, longest: int) -> str:
    """Return a text without blanks around it.

    Raises:
        ValidationError: It is too long, or holds control characters.
    """
    plain = text.strip()
    if len(plain) > longest:
        raise ValidationError(
            _("The text “{text}…” has {count} characters; the limit is {limit}.").format(
                text=plain[:_SHOWN], count=whole_number(len(plain)), limit=whole_number(longest)
            ),
            hint=_("Shorten it."),
            kind="text-too-long",
        )
    refuse_control_characters(plain, allowed="\n\t")
    return plain


def refuse_control_characters(text: str, *, allowed: str) -> None:
    """Refuse characters that cannot be written or shown.

    Raises:
        ValidationError: There is one; the message names it and its place.
    """
    for place, letter in enumerate(text, start=1):
        if unicodedata.category(letter) in _REFUSED and letter not in allowed:
            raise ValidationError(
                _("The text has a control character (U+{code}) at character {place}.").format(
                    code=f"{ord(letter):04X}", place=place
                ),
                hint=_("Remove it; it often comes with text copied from another program."),
                kind="control-character",
            )
