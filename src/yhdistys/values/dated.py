"""Values that hold for a time and come from a source: rates, limits and shares of law and funders.

A rate is never a constant in code: it is data with its first and last day and where it was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Generic, Self, TypeVar

from yhdistys.errors import UserError, ValidationError
from yhdistys.i18n import _
from yhdistys.values.formats import date_text

Value = TypeVar("Value")
_KEYS = frozenset({"value", "valid_from", "valid_to", "source"})


class NoDatedValue(UserError, LookupError):  # noqa: N818 - reads as a sentence where it is raised
    """No value is known for a day."""

    default_kind = "no-dated-value"


@dataclass(frozen=True, slots=True)
class DatedValue(Generic[Value]):
    """A value, the days on which it holds, and where that was read.

    Attributes:
        value: The rate, limit or text.
        valid_from: The first day; None when it always held.
        valid_to: The last day; None when no end is known.
        source: The law, decision or page, with the day it was read.
    """

    value: Value
    valid_from: date | None
    valid_to: date | None
    source: str

    def holds_on(self, day: date) -> bool:
        """Say whether the value holds on a day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


@dataclass(frozen=True, slots=True)
class DatedValues(Generic[Value]):
    """The values of one thing over time, in order; at most one holds on any day.

    Attributes:
        entries: The values with their days, the earliest first.
        name: What they are values of, for messages.
    """

    entries: tuple[DatedValue[Value], ...]
    name: str = ""

    def __post_init__(self) -> None:
        """Sort the values by time and refuse two for one day.

        Raises:
            ValidationError: A value ends before it starts, or two values hold on the same day.
        """
        entries = sorted(self.entries, key=lambda entry: entry.valid_from or date.min)
        object.__setattr__(self, "entries", tuple(entries))
        free_from: date | None = date.min
        for entry in entries:
            first, last = entry.valid_from or date.min, entry.valid_to or date.max
            if last < first:
                message = _("{name}: a value ends on {day}, before it starts.")
                raise _bad_rows(message, self.name, day=date_text(last))
            if free_from is None or first < free_from:
                message = _("{name}: two values hold on {day}.")
                raise _bad_rows(message, self.name, day=date_text(first))
            free_from = None if last == date.max else last + timedelta(days=1)

    def on(self, day: date) -> DatedValue[Value]:
        """Return the value that holds on a day, with its source.

        Raises:
            NoDatedValue: No value is known for that day.
        """
        for entry in self.entries:
            if entry.holds_on(day):
                return entry
        message = _("{name}: no value is known for {day}.")
        raise NoDatedValue(
            message.format(name=self.name, day=date_text(day)),
            hint=_("Add a value that holds on that day, with its source."),
        )

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, Any]], *, name: str = "") -> Self:
        """Make dated values from rows of a TOML file.

        A row is ``{value = 0.55, valid_from = 2026-01-01, source = "Verohallinto …"}``;
        ``valid_from`` and ``valid_to`` may be left out. A number with a point becomes the
        ``Decimal`` as it is written.

        Raises:
            ValidationError: A row has no value or source, an unknown key, or a day that is none.
        """
        return cls(tuple(_entry(row, name) for row in rows), name)


def _entry(row: Mapping[str, Any], name: str) -> DatedValue[Any]:
    unknown = sorted(row.keys() - _KEYS)
    if unknown:
        raise _bad_rows(_("{name}: “{key}” is not known here."), name, key=unknown[0])
    if "value" not in row or not row.get("source"):
        raise _bad_rows(_("{name}: each row needs a value and a source."), name)
    value = row["value"]
    return DatedValue(
        value=Decimal(str(value)) if isinstance(value, float) else value,
        valid_from=_day(row.get("valid_from"), name),
        valid_to=_day(row.get("valid_to"), name),
        source=str(row["source"]),
    )


def _day(value: object, name: str) -> date | None:
    if value is None:
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        message = _("{name}: “{value}” is not a day such as 2026-01-31.")
        raise _bad_rows(message, name, value=str(value)) from error


def _bad_rows(message: str, name: str, **parts: str) -> ValidationError:
    return ValidationError(
        message.format(name=name or _("Dated values"), **parts),
        hint=_("Correct the rows of the data file."),
        kind="bad-dated-values",
    )
