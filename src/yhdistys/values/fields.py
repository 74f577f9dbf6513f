"""Fields declared once: what a form, a command or a report asks for, and how it is read and shown.

Nothing here knows of a form's widgets or of a command line: both read the same declarations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, cast

from yhdistys.errors import UserError, ValidationError
from yhdistys.i18n import Text, _, ngettext
from yhdistys.values.expression import evaluate_amount
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.formats import MINUS, money, percent_text
from yhdistys.values.period import Month, parse_date


class FieldKind(StrEnum):
    """What a field holds; decides how it is read, shown and edited.

    The values are: text ``str`` in one line; long_text ``str``; whole_number ``int``; money and
    percent ``Decimal``; date ``date``; month ``Month``; choice the ``str`` id of one of the
    choices; switch ``bool``; file the ``str`` path.
    """

    TEXT = "text"
    LONG_TEXT = "long_text"
    WHOLE_NUMBER = "whole_number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    MONTH = "month"
    CHOICE = "choice"
    SWITCH = "switch"
    FILE = "file"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing that is asked for.

    Attributes:
        id: A stable word for scripts and files.
        label: What people see.
        kind: What it holds.
        required: Whether it must be given when there is no default.
        default: The value when nothing is given.
        choices: Pairs of id and label, for the kind ``CHOICE``.
        help: A sentence for those who wonder; may be empty.
    """

    id: str
    label: Text
    kind: FieldKind
    required: bool = False
    default: object = None
    choices: tuple[tuple[str, Text], ...] = ()
    help: Text = ""

    def parse(self, text: str) -> object:
        """Read what a person wrote; an empty text gives the default.

        Raises:
            ValidationError: The text is no value of this kind, or is missing; its one problem
                names the field's id as the column.
        """
        text = text.strip()
        if not text:
            if self.required and self.default is None:
                raise self._refused(_("Please fill this in."), "missing-value", text)
            return self.default
        try:
            return _READERS[self.kind](self, text)
        except UserError as error:
            raise self._refused(error.message, f"bad-{self.kind}", text) from error
        except ValueError as error:
            raise self._refused(str(error), f"bad-{self.kind}", text) from error

    def show(self, value: object) -> str:
        """Show a value as ``parse`` reads it back; nothing when it is missing."""
        return "" if value is None else _SHOWERS.get(self.kind, _show_text)(self, value)

    def _refused(self, problem: str, kind: str, text: str) -> ValidationError:
        finding = Finding(
            severity=Severity.ERROR,
            kind=kind,
            message=_("{field}: {problem}").format(field=self.label, problem=problem),
            hint=str(self.help),
            column=self.id,
            value=text,
        )
        return ValidationError(
            finding.message, hint=finding.hint, kind=finding.kind, problems=(finding,)
        )


def read_values(fields: Iterable[Field], texts: Mapping[str, str]) -> dict[str, object]:
    """Read all fields from texts by id; a field without a text gets its default.

    Raises:
        ValidationError: With all the problems, also of texts that belong to no field.
    """
    known = {field.id: field for field in fields}
    problems = [_unknown(name, known) for name in texts if name not in known]
    values: dict[str, object] = {}
    for name, field in known.items():
        try:
            values[name] = field.parse(texts.get(name, ""))
        except ValidationError as error:
            problems.extend(error.problems)
    if not problems:
        return values
    message = ngettext(
        "{n} value is wrong or missing. {first}",
        "{n} values are wrong or missing. {first}",
        len(problems),
    )
    raise ValidationError(
        message.format(n=len(problems), first=problems[0].message),
        hint=problems[0].hint,
        kind=problems[0].kind,
        problems=tuple(problems),
    )


def _unknown(name: str, known: Mapping[str, Field]) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        kind="unknown-field",
        message=_("“{name}” is not asked for here.").format(name=name),
        hint=_("Known are: {names}.").format(names=", ".join(known)) if known else "",
        column=name,
    )


_Reader = Callable[[Field, str], object]
_Shower = Callable[[Field, object], str]
_WHOLE = re.compile(r"[-+]?(?:[0-9]{1,3}(?:\s[0-9]{3}){1,4}|[0-9]{1,15})")
_PERCENT = re.compile(r"([-+]?[0-9]{1,9}(?:[.,][0-9]{1,9})?)\s?%?")
_LONGEST_CHOICES: Final = 20


def _read_text(_field: Field, text: str) -> str:
    return " ".join(text.split())


def _read_long_text(_field: Field, text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines())


def _read_whole_number(_field: Field, text: str) -> int:
    plain = text.replace(MINUS, "-")
    if not _WHOLE.fullmatch(plain):
        raise ValueError(_("“{text}” is not a whole number.").format(text=text[:40]))
    return int("".join(plain.split()))


def _read_money(_field: Field, text: str) -> Decimal:
    return evaluate_amount(text)


def _read_percent(_field: Field, text: str) -> Decimal:
    found = _PERCENT.fullmatch(text.replace(MINUS, "-"))
    if not found:
        raise ValueError(_("“{text}” is not a percentage such as 3,5 %.").format(text=text[:40]))
    return Decimal(found[1].replace(",", "."))


def _read_date(_field: Field, text: str) -> date:
    return parse_date(text)


def _read_month(_field: Field, text: str) -> Month:
    return Month.parse(text)


def _read_choice(field: Field, text: str) -> str:
    wanted = text.casefold()
    for choice, label in field.choices:
        if wanted in {choice.casefold(), str(label).casefold()}:
            return choice
    message = _("“{text}” is none of the choices: {choices}.")
    known = ", ".join(choice for choice, _label in field.choices[:_LONGEST_CHOICES])
    raise ValueError(message.format(text=text[:40], choices=known))


_SWITCH_WORDS: Final = {
    **dict.fromkeys(("yes", "kyllä", "ja", "true", "on", "1"), True),
    **dict.fromkeys(("no", "ei", "nej", "false", "off", "0"), False),
}


def _read_switch(_field: Field, text: str) -> bool:
    value = _SWITCH_WORDS.get(text.casefold())
    if value is None:
        raise ValueError(_("“{text}” is neither yes nor no.").format(text=text[:40]))
    return value


def _read_file(_field: Field, text: str) -> str:
    return text


def _show_text(_field: Field, value: object) -> str:
    return str(value)


def _show_whole_number(_field: Field, value: object) -> str:
    return str(value).replace("-", MINUS)


def _show_money(_field: Field, value: object) -> str:
    return money(cast("Decimal", value))


def _show_percent(_field: Field, value: object) -> str:
    number = cast("Decimal", value)
    places = max(0, -int(number.as_tuple().exponent))
    return percent_text(number, places=places, grouped=False)


def _show_date(_field: Field, value: object) -> str:
    day = cast("date", value)
    return f"{day.day}.{day.month}.{day.year}"


def _show_month(_field: Field, value: object) -> str:
    month = cast("Month", value)
    return f"{month.month}/{month.year}"


def _show_choice(field: Field, value: object) -> str:
    return next((str(label) for choice, label in field.choices if choice == value), str(value))


def _show_switch(_field: Field, value: object) -> str:
    return _("yes") if value else _("no")


_READERS: Final[Mapping[FieldKind, _Reader]] = {
    FieldKind.TEXT: _read_text,
    FieldKind.LONG_TEXT: _read_long_text,
    FieldKind.WHOLE_NUMBER: _read_whole_number,
    FieldKind.MONEY: _read_money,
    FieldKind.PERCENT: _read_percent,
    FieldKind.DATE: _read_date,
    FieldKind.MONTH: _read_month,
    FieldKind.CHOICE: _read_choice,
    FieldKind.SWITCH: _read_switch,
    FieldKind.FILE: _read_file,
}
_SHOWERS: Final[Mapping[FieldKind, _Shower]] = {
    FieldKind.WHOLE_NUMBER: _show_whole_number,
    FieldKind.MONEY: _show_money,
    FieldKind.PERCENT: _show_percent,
    FieldKind.DATE: _show_date,
    FieldKind.MONTH: _show_month,
    FieldKind.CHOICE: _show_choice,
    FieldKind.SWITCH: _show_switch,
}
