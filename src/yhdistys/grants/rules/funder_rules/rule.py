"""What a rule of a funder is: a name, the parameters it takes, and a pure function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from yhdistys.grants.rules.application import Application, Note
from yhdistys.grants.rules.scheme import SchemeBudget
from yhdistys.grants.rules.template import RuleUse
from yhdistys.i18n import _
from yhdistys.values.dated import NoDatedValue
from yhdistys.values.findings import Severity


class ParameterKind(StrEnum):
    """What a parameter of a rule is; decides what a form may write there."""

    SHARE = "share"
    MONEY = "money"
    WHOLE_NUMBER = "whole_number"
    LINE = "line"
    LINE_KINDS = "line_kinds"
    CATEGORIES = "categories"


Check: TypeAlias = Callable[[Application, SchemeBudget, RuleUse, date], tuple[Note, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderRule:
    """One rule that forms may use.

    Attributes:
        name: What a form calls it.
        parameters: Its parameters by name; a form gives all of them.
        check: Looks at an application, its budget, the use of the rule in the form and today;
            returns what breaks the rule. Whether the rule applies was decided before.
    """

    name: str
    parameters: Mapping[str, ParameterKind] = field(default_factory=dict)
    check: Check


def number_of(rule: RuleUse, name: str, year: int) -> Decimal:
    """Return a parameter that is a number, as it is on the first day of a year.

    Raises:
        NoDatedValue: No value is known for that day, or the form gives none at all, or no number.
    """
    value = _value(rule, name, year)
    if isinstance(value, (Decimal, int)):
        return Decimal(value)
    message = _("“{name}” of the rule “{rule}” is no number.")
    raise NoDatedValue(message.format(name=name, rule=rule.label))


def texts_of(rule: RuleUse, name: str, year: int) -> tuple[str, ...]:
    """Return a parameter that is one text or a list of texts; see ``number_of``.

    Raises:
        NoDatedValue: No value is known for that day, or the form gives none at all.
    """
    value = _value(rule, name, year)
    return tuple(value) if isinstance(value, (tuple, list)) else (str(value),)


def _value(rule: RuleUse, name: str, year: int) -> object:
    values = rule.parameters.get(name)
    if values is None:
        message = _("The form does not tell “{name}” of the rule “{rule}”.")
        raise NoDatedValue(message.format(name=name, rule=rule.label))
    return values.on(date(year, 1, 1)).value


def broken(
    rule: RuleUse,
    message: str,
    *,
    hint: str = "",
    line: str = "",
    question: str = "",
    year: int | None = None,
    numbers: Mapping[str, Decimal] | None = None,
) -> Note:
    """Return the note of a rule, in the severity that the form gives it."""
    return Note(
        severity=rule.severity,
        kind=rule.rule,
        message=message,
        hint=hint,
        line=line,
        question=question,
        year=year,
        numbers=numbers or {},
    )


def not_known(rule: RuleUse, year: int, error: NoDatedValue) -> Note:
    """Return the note that a rule could not be checked, because a parameter has no value then."""
    message = _("“{rule}” was not checked for {year}: {problem}")
    return Note(
        severity=Severity.INFO,
        kind="rule-not-known",
        message=message.format(rule=rule.label, year=year, problem=error.message),
        hint=error.hint,
        year=year,
    )
