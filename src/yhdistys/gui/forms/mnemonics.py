"""The underlined letters by which fields are reached with the Alt key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def with_mnemonics(labels: Iterable[str], taken: str = "") -> tuple[str, ...]:
    """Return the labels with ``&`` before a letter that no other label has.

    The first letter of a word is preferred: ``("Name", "Number")`` gives ``("&Name", "N&umber")``.

    Args:
        labels: What people read; an ``&`` of theirs stays one.
        taken: Letters that the window uses elsewhere.
    """
    used = set(taken.casefold())
    return tuple(_marked(label, used) for label in labels)


def _marked(label: str, used: set[str]) -> str:
    for at in _places(label):
        letter = label[at].casefold()
        if letter not in used:
            used.add(letter)
            return f"{_escaped(label[:at])}&{_escaped(label[at:])}"
    return _escaped(label)


def _places(label: str) -> Iterator[int]:
    """Yield where letters stand: those that begin a word first."""
    letters = [at for at, sign in enumerate(label) if sign.isalnum()]
    starts = [at for at in letters if at == 0 or not label[at - 1].isalnum()]
    yield from starts
    yield from (at for at in letters if at not in starts)


def _escaped(text: str) -> str:
    return text.replace("&", "&&")
