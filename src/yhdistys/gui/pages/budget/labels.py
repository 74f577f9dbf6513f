"""The buttons of the page with their letters, which the forms beside them leave alone."""

from __future__ import annotations

import re
from typing import Final

from yhdistys.i18n import LazyText, lazy

NEW: Final = lazy("&New version…")
COMPARE: Final = lazy("&Compare versions")
EXCEL: Final = lazy("E&xcel")
PAPER: Final = lazy("&PDF")
APPROVE: Final = lazy("&Approve…")
COPY: Final = lazy("Cop&y to a new draft")
REMOVE_DRAFT: Final = lazy("Remove this &draft")
ADD_LINE: Final = lazy("Add a &line…")
SPREAD: Final = lazy("&Spread…")
REMOVE: Final = lazy("&Remove")
FILL_RIGHT: Final = lazy("Fill righ&t")
FILL_DOWN: Final = lazy("Fill do&wn")
SAVE: Final = lazy("Sa&ve")
CLOSE: Final = lazy("Cl&ose")
_BESIDE_FORMS: Final[tuple[LazyText, ...]] = (
    NEW, COMPARE, EXCEL, PAPER, APPROVE, REMOVE_DRAFT, ADD_LINE, SPREAD, REMOVE, FILL_RIGHT,
    FILL_DOWN, SAVE, CLOSE,
)  # fmt: skip
_LETTER: Final = re.compile(r"&(\w)")


def taken_letters() -> str:
    """Return the letters with Alt that the buttons beside a form have in this language."""
    return "".join(letter for text in _BESIDE_FORMS for letter in _LETTER.findall(str(text)))
