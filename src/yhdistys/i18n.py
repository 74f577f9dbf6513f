"""Texts in the reader's language: Finnish, Swedish, English.

English is written in the code; the catalogues ``fi`` and ``sv`` hold the translations. ``_()`` is
for functions, ``lazy()`` for declarations at module level, ``using()`` for a document in another
language than the program's. Data texts (accounts, forms) are mappings read by ``data_text``.
"""

from __future__ import annotations

import contextlib
import functools
import gettext
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from importlib import resources
from typing import TypeAlias

LANGUAGES = ("fi", "sv", "en")
_program_language = "fi"
_language: ContextVar[str | None] = ContextVar("language", default=None)


def set_language(language: str) -> None:
    """Make one of ``LANGUAGES`` the language of the whole program."""
    global _program_language  # noqa: PLW0603 - one program speaks one language
    if language not in LANGUAGES:
        message = f"no such language: {language!r}"
        raise ValueError(message)
    _program_language = language


def language() -> str:
    """Return the language in force here: of the document being made, else of the program."""
    return _language.get() or _program_language


@contextlib.contextmanager
def using(code: str) -> Iterator[None]:
    """Speak another language inside the block, as a report for another reader does."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


@functools.cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    place = resources.files("yhdistys_resources") / "locale" / code / "LC_MESSAGES" / "yhdistys.mo"
    try:
        with place.open("rb") as file:
            return gettext.GNUTranslations(file)
    except FileNotFoundError:
        return gettext.NullTranslations()


def _(message: str) -> str:
    """Translate a text; fill named placeholders with ``.format`` afterwards."""
    return _catalogue(language()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """Translate a text that depends on a number; ``{n}`` is filled by the caller."""
    return _catalogue(language()).ngettext(singular, plural, number)


class LazyText:
    """A text of a declaration, translated each time it is shown."""

    __slots__ = ("message",)

    def __init__(self, message: str) -> None:
        self.message = message

    def __str__(self) -> str:
        return _(self.message)

    def __repr__(self) -> str:
        return f"lazy({self.message!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LazyText) and other.message == self.message

    def __hash__(self) -> int:
        return hash(self.message)


def lazy(message: str) -> LazyText:
    """Mark a text of a module-level declaration for translation."""
    return LazyText(message)


def data_text(texts: Mapping[str, str]) -> str:
    """Choose the reader's language of a data text; falls back to Finnish, then to any."""
    for code in (language(), "fi", "sv", "en"):
        if texts.get(code):
            return texts[code]
    return ""


class DataText:
    """A text of a data file in the languages it has; shown in the reader's language."""

    __slots__ = ("texts",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = dict(texts)

    def __str__(self) -> str:
        return data_text(self.texts)

    def __repr__(self) -> str:
        return f"DataText({self.texts!r})"

    def __bool__(self) -> bool:
        return any(self.texts.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DataText) and other.texts == self.texts

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.texts.items())))


Text: TypeAlias = LazyText | DataText | str
"""A text of a declaration: from the catalogues, with its own translations, or the same for all."""
