"""The pieces of a form as they were read by their keys, and the problems of reading them.

A piece holds only values that could be read; the checks look at those, so that all problems of a
form can be told at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from yhdistys.grants.rules.template_keys import NAMES, TABLES, Key, ValueKind
from yhdistys.grants.rules.template_locating import KeyPath
from yhdistys.grants.rules.template_values import (
    Refused,
    nearest,
    read_value,
    remedy,
    written,
    wrong_type,
)
from yhdistys.i18n import DataText, LazyText, _, lazy
from yhdistys.values.findings import Severity

_NESTED: Final = frozenset({ValueKind.TABLE, ValueKind.TABLES, ValueKind.PARAMETERS})
_OUTER: Final = frozenset({"form", "section", "budget"})
"""Tables that are not named before what stands in them: their parts have ids of their own."""
_UNTRANSLATED: Final[Mapping[str, LazyText]] = {
    "sv": lazy("“{key}” has no Swedish text."),
    "en": lazy("“{key}” has no English text."),
}
_TRANSLATE: Final = lazy("Add the text; until then the Finnish one is shown.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that is wrong with a form, before its line is known.

    Attributes:
        path: Where it stands.
        kind: A stable word for scripts.
        message: One sentence: which part, what, with the value.
        hint: The remedy.
        value: The value as it stands in the form; None when something is missing.
        severity: Whether the form can be used.
    """

    path: KeyPath
    kind: str
    message: str
    hint: str
    value: object = None
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One table of a form.

    Attributes:
        table: The name of its keys in ``TABLES``.
        path: Where it stands.
        name: What people call it: ``Question “need”``.
        values: What was read, by key; tables are pieces, lists of tables are lists of pieces.
        given: All keys that stand there, also those that could not be read.
    """

    table: str
    path: KeyPath
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    given: frozenset[str] = frozenset()

    def get(self, key: str) -> Any:
        """Return the value of a key, or None."""
        return self.values.get(key)

    def pieces(self, key: str) -> Sequence[Piece]:
        """Return the tables of a list; none when it is missing."""
        found: Sequence[Piece] = self.values.get(key, ())
        return found

    @property
    def id(self) -> str:
        """The id, empty when it is missing or wrong."""
        return str(self.values.get("id", ""))

    def problem(self, key: str, kind: str, text: str, hint: str, **more: Any) -> Problem:
        """Return a problem of one of its keys, or of the whole piece when the key is empty."""
        return Problem(
            path=(*self.path, key) if key else self.path,
            kind=kind,
            message=f"{self.name}: {text}",
            hint=hint,
            **more,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form in pieces, and what its checks need to know besides.

    Attributes:
        whole: Its outermost piece.
        rules: The rules of funders that the program knows, with the kinds of their parameters.
        today: The day on which deadlines count as past; None when it does not matter.
    """

    whole: Piece
    rules: Mapping[str, Mapping[str, str]]
    today: date | None = None

    @property
    def questions(self) -> tuple[Piece, ...]:
        """The questions of the application."""
        return questions_of(self.whole)

    @property
    def lines(self) -> Sequence[Piece]:
        """The lines of the budget."""
        return self._of_budget("lines")

    @property
    def groups(self) -> Sequence[Piece]:
        """The headings of the budget."""
        return self._of_budget("groups")

    def _of_budget(self, key: str) -> Sequence[Piece]:
        budget = self.whole.get("budget")
        return () if budget is None else budget.pieces(key)


def questions_of(owner: Piece) -> tuple[Piece, ...]:
    """Return the questions of a form, or of a report, over all its sections."""
    sections = owner.pieces("sections")
    return tuple(question for section in sections for question in section.pieces("questions"))


def every_piece(piece: Piece) -> Iterator[Piece]:
    """Yield a piece and all pieces inside it."""
    yield piece
    for inner in inner_pieces(piece):
        yield from every_piece(inner)


def inner_pieces(piece: Piece) -> Iterator[Piece]:
    """Yield the pieces directly inside a piece."""
    for value in piece.values.values():
        if isinstance(value, Piece):
            yield value
        elif isinstance(value, dict):
            yield from (row for rows in value.values() for row in rows)
        elif isinstance(value, tuple):
            yield from (row for row in value if isinstance(row, Piece))


def read_pieces(content: Mapping[str, Any]) -> tuple[Piece, tuple[Problem, ...]]:
    """Read the whole form by its declared keys; all problems are told at once."""
    reading = _Reading()
    form = reading.piece(_Place("form", (), str(NAMES["form"])), content)
    return form, tuple(reading.problems)


@dataclass(frozen=True, slots=True)
class _Place:
    """The table that is being read: its name in ``TABLES``, where it is, what people call it."""

    table: str
    path: KeyPath
    name: str

    def inner(self, table: str, raw: Mapping[str, Any], *step: str | int) -> _Place:
        """Return the place of a table inside, called by its id, else by its number from 1."""
        name = str(NAMES[table])
        told = raw.get("id")
        if isinstance(step[-1], int):
            name = (
                _("{part} “{name}”").format(part=name, name=written(told))
                if isinstance(told, str)
                else f"{name} {step[-1] + 1}"
            )
        outer = "" if self.table in _OUTER else f"{self.name} / "
        return _Place(table, (*self.path, *step), f"{outer}{name}")


class _Reading:
    """Goes down the tables and collects problems."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def piece(self, place: _Place, raw: Mapping[str, Any]) -> Piece:
        keys = {key.name: key for key in TABLES[place.table]}
        self.problems.extend(_unknown_keys(place, keys, raw))
        self.problems.extend(_missing_keys(place, keys, raw))
        values = {}
        for name, key in keys.items():
            if name in raw:
                values[name] = self._value(place, key, raw[name])
        return Piece(
            table=place.table,
            path=place.path,
            name=place.name,
            values={name: value for name, value in values.items() if value is not None},
            given=frozenset(raw),
        )

    def _value(self, place: _Place, key: Key, raw: object) -> object:
        try:
            value = self._nested(place, key, raw) if key.kind in _NESTED else read_value(key, raw)
        except Refused as refused:
            self.problems.append(_problem(place, key.name, refused, value=raw))
            return None
        if isinstance(value, DataText):
            self.problems.extend(_untranslated(place, key, value))
        return value

    def _nested(self, place: _Place, key: Key, raw: object) -> object:
        if key.kind is ValueKind.TABLES:
            return self._list(place, key, raw)
        if not isinstance(raw, dict):
            raise wrong_type(key, raw)
        if key.kind is ValueKind.PARAMETERS:
            return self._parameters(place, key, raw)
        return self.piece(place.inner(key.table, raw, key.name), raw)

    def _list(self, place: _Place, key: Key, raw: object) -> tuple[Piece, ...]:
        if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
            raise wrong_type(key, raw)
        if not raw:
            text = _("“{key}” is an empty list.").format(key=key.name)
            raise Refused("empty-list", text, _("Write at least one, or leave the key out."))
        return tuple(
            self.piece(place.inner(key.table, row, key.name, number), row)
            for number, row in enumerate(raw)
        )

    def _parameters(
        self, place: _Place, key: Key, raw: Mapping[str, object]
    ) -> dict[str, tuple[Piece, ...]]:
        title = _("Parameters")
        inner = _Place("rule", (*place.path, key.name), f"{place.name} / {title}")
        values = {}
        for name, rows in raw.items():
            rows_key = Key(name=name, kind=ValueKind.TABLES, about=key.about, table=key.table)
            read = self._value(inner, rows_key, rows)
            values[name] = read if isinstance(read, tuple) else ()
        return values


def _problem(place: _Place, key: str, refused: Refused, **more: Any) -> Problem:
    return Problem(
        path=(*place.path, key),
        kind=refused.kind,
        message=f"{place.name}: {refused.text}",
        hint=refused.hint,
        **more,
    )


def _unknown_keys(
    place: _Place, keys: Mapping[str, Key], raw: Mapping[str, object]
) -> Iterator[Problem]:
    for found in raw:
        if found not in keys:
            text = _("the key “{key}” is not known here.").format(key=written(found))
            refused = Refused("unknown-key", text, nearest(found, keys))
            yield _problem(place, found, refused, value=raw[found])


def _missing_keys(
    place: _Place, keys: Mapping[str, Key], raw: Mapping[str, object]
) -> Iterator[Problem]:
    for key in keys.values():
        if key.is_required and key.name not in raw:
            text = _("“{key}” is missing.").format(key=key.name)
            yield _problem(place, key.name, Refused("missing-key", text, remedy(key)))


def _untranslated(place: _Place, key: Key, value: DataText) -> Iterator[Problem]:
    for code, text in _UNTRANSLATED.items():
        if code not in value.texts:
            told = str(text).format(key=key.name)
            refused = Refused("missing-translation", told, str(_TRANSLATE))
            yield _problem(place, key.name, refused, severity=Severity.WARNING)
