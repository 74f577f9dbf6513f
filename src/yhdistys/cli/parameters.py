"""Kinds of values on the command line; what is wrong with one is said in the reader's language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from yhdistys.errors import ValidationError
from yhdistys.i18n import _
from yhdistys.values.business_id import is_business_id
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.period import Month, parse_date


class DayType(click.ParamType[date]):
    """A day: ``2025-10-14`` or ``14.10.2025``."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """Read a day."""
        if isinstance(value, date):
            return value
        try:
            return parse_date(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class MonthType(click.ParamType[Month]):
    """A month: ``2025-09`` or ``9/2025``."""

    name = "month"

    def convert(self, value: Any, param: Any, ctx: Any) -> Month:
        """Read a month."""
        if isinstance(value, Month):
            return value
        try:
            return Month.parse(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class YearType(click.ParamType[int]):
    """The label of a fiscal year: the calendar year in which it ends."""

    name = "year"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """Read a year."""
        words = str(value)
        if not (words.isascii() and words.isdigit() and len(words) == len("2025")):
            self.fail(_("“{value}” is no year such as 2025.").format(value=words), param, ctx)
        return int(words)


class NumberType(click.ParamType[int]):
    """A number that counts things, such as that of an application."""

    name = "number"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """Read a number."""
        words = str(value).strip()
        if not (words.isascii() and words.isdigit() and len(words) <= len("999999999")):
            self.fail(_("“{value}” is not a whole number.").format(value=words), param, ctx)
        return int(words)


class PercentType(click.ParamType[Decimal]):
    """A percentage: ``3%``, ``-1,5``."""

    name = "percent"

    def convert(self, value: Any, param: Any, ctx: Any) -> Decimal:
        """Read a percentage."""
        if isinstance(value, Decimal):
            return value
        told = Field(id="percent", label="", kind=FieldKind.PERCENT, required=True)
        try:
            read = told.parse(str(value))
        except ValidationError:
            read = None
        if not isinstance(read, Decimal):
            text = _("“{value}” is not a percentage such as 3,5 %.")
            self.fail(text.format(value=value), param, ctx)
        return read


class PairType(click.ParamType[tuple[str, str]]):
    """Two words with an equals sign between, such as ``account=C``."""

    name = "pair"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        """Read the two words."""
        if isinstance(value, tuple):
            return (str(value[0]), str(value[1]))
        first, sign, second = str(value).partition("=")
        if not sign or not first.strip():
            text = _("“{value}” is not of the form NAME=VALUE.")
            self.fail(text.format(value=value), param, ctx)
        return (first.strip(), second.strip())


class StartType(click.ParamType[tuple[int, int]]):
    """The month and day on which a fiscal year starts: ``01-01``."""

    name = "MM-DD"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[int, int]:
        """Read month and day; 29 February is refused, most years have none."""
        if isinstance(value, tuple):
            return (int(value[0]), int(value[1]))
        try:
            month, day = (int(part) for part in str(value).split("-"))
            date(2025, month, day)
        except ValueError:
            text = _("“{value}” is no start of a fiscal year such as 01-01 or 07-01.")
            self.fail(text.format(value=value), param, ctx)
        return (month, day)


class FilledType(click.ParamType[str]):
    """A text that is not empty."""

    name = "text"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """Read the text without blanks around it."""
        text = str(value).strip()
        if not text:
            self.fail(_("it may not be empty."), param, ctx)
        return text


class BusinessIdType(click.ParamType[str]):
    """A Finnish business id: seven digits, a hyphen and a check digit; empty for none."""

    name = "text"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """Read the id and prove its check digit."""
        text = str(value).strip()
        if text and not is_business_id(text):
            told = _("“{value}” is no business id such as 1234567-1.")
            self.fail(told.format(value=text), param, ctx)
        return text


class DimensionsType(click.ParamType[tuple[str, ...]]):
    """What something is broken down by, with commas between: ``account,cost-centre``."""

    name = "list"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, ...]:  # noqa: ARG002 - click's own form
        """Read the words; a hyphen and an underscore are the same."""
        if isinstance(value, tuple):
            return value
        words = (part.strip().replace("-", "_") for part in str(value).split(","))
        return tuple(word for word in words if word)


FILLED = FilledType()
BUSINESS_ID = BusinessIdType()
PATH = click.Path(path_type=Path)
DAY = DayType()
MONTH = MonthType()
YEAR = YearType()
NUMBER = NumberType()
PERCENT = PercentType()
PAIR = PairType()
START = StartType()
DIMENSIONS = DimensionsType()
