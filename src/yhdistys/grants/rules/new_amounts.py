"""Amounts that a person gives to lines of an application's budget: what is refused, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yhdistys.errors import ValidationError
from yhdistys.grants.rules.template import BudgetScheme, SchemeLine
from yhdistys.grants.rules.template_values import nearest
from yhdistys.i18n import _, ngettext
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.formats import money
from yhdistys.values.money import AmountError, to_cents

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAmount:
    """An amount for a line in a year.

    Attributes:
        line: The id of the line.
        year: The year.
        amount: In euros, positive or zero; None removes it.
        note: What the funder is told about it.
    """

    line: str
    year: int
    amount: Decimal | None
    note: str = ""


def refuse_wrong_amounts(scheme: BudgetScheme, amounts: Sequence[NewAmount]) -> None:
    """Refuse amounts that the form has no place for.

    Raises:
        ValidationError: A line is unknown or computed, a year is none, an amount is negative, has
            parts of a cent, or has cents where the form takes whole euros.
    """
    problems = tuple(problem for one in amounts for problem in _problems(scheme, one))
    if not problems:
        return
    first = problems[0]
    message = ngettext(
        "{n} amount was refused. {first}", "{n} amounts were refused. {first}", len(problems)
    ).format(n=len(problems), first=first.message)
    raise ValidationError(
        first.message if len(problems) == 1 else message,
        hint=first.hint,
        kind=first.kind,
        problems=problems,
    )


def refuse_wrong_year(year: int) -> None:
    """Refuse what is no year of an activity.

    Raises:
        ValidationError: It is not between 1900 and 2199.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        problem = _wrong_year(year)
        raise ValidationError(problem.message, hint=problem.hint, kind=problem.kind)


def _wrong_year(year: int) -> Finding:
    return _finding(
        "wrong-year",
        _("{year} is not a year of an activity.").format(year=year),
        _("Give a year between {first} and {last}.").format(first=FIRST_YEAR, last=LAST_YEAR),
    )


def _problems(scheme: BudgetScheme, one: NewAmount) -> Iterator[Finding]:
    line = scheme.line(one.line)
    if line is None:
        yield _finding(
            "unknown-line",
            _("The budget has no line “{line}”.").format(line=one.line),
            nearest(one.line, [known.id for known in scheme.lines]),
        )
        return
    if line.formula is not None:
        yield _finding(
            "computed-line",
            _("“{line}” is computed from other figures; no amount can be given.").format(
                line=line.label
            ),
            _("Change the figures it is computed from."),
        )
    if not FIRST_YEAR <= one.year <= LAST_YEAR:
        yield _wrong_year(one.year)
    if one.amount is not None:
        yield from _wrong_amount(scheme, line, one.year, one.amount)


def _wrong_amount(
    scheme: BudgetScheme, line: SchemeLine, year: int, amount: Decimal
) -> Iterator[Finding]:
    place = {"line": line.label, "year": year}
    try:
        cents = to_cents(amount)
    except AmountError as error:
        message = _("{line} {year}: {problem}").format(problem=error, **place)
        yield _finding("wrong-amount", message, _("Write euros and cents, such as 1234.50."))
        return
    told = {"amount": money(amount), **place}
    if cents < 0:
        yield _finding(
            "negative-amount",
            _("{line} {year}: {amount} is below zero.").format(**told),
            _("Costs and income are both given as positive amounts."),
        )
    if scheme.rounding == "euro" and cents % 100:
        yield _finding(
            "not-whole-euros",
            _("{line} {year}: {amount} has cents; the form takes whole euros.").format(**told),
            _("Round the amount to whole euros."),
        )


def _finding(kind: str, message: str, hint: str) -> Finding:
    return Finding(severity=Severity.ERROR, kind=kind, message=message, hint=hint)
