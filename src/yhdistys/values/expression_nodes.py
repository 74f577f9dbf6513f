"""The parts of an understood expression and how each gets its value; see ``expression``."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, DecimalException
from typing import Any, Final, Protocol

from yhdistys.errors import UserError
from yhdistys.i18n import _
from yhdistys.values.money import AmountError, round_half_up

Value = Decimal | int | str | bool | date | None
"""What a name may stand for; an ``int`` is taken as a number, None as no value."""

FUNCTIONS: Final = frozenset({"min", "max", "round", "sum", "if"})
_ARGUMENTS: Final[Mapping[str, tuple[int, int]]] = {"round": (1, 2), "if": (2, 3)}
_MOST_ARGUMENTS: Final = 1000
_MOST_PLACES: Final = 6

_ARITHMETIC: Final = Context(prec=28, rounding=ROUND_HALF_EVEN)
_OPERATIONS: Final[Mapping[str, Callable[[Decimal, Decimal], Decimal]]] = {
    "+": _ARITHMETIC.add,
    "-": _ARITHMETIC.subtract,
    "*": _ARITHMETIC.multiply,
    "/": _ARITHMETIC.divide,
}
_ORDERS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class ExpressionError(UserError):
    """A formula cannot be understood or has no value.

    Attributes:
        position: The character at which it stands, counted from 1.
    """

    default_kind = "bad-formula"

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message, hint=_("Correct the formula."))
        self.position = position


class Node(Protocol):
    """A part of an expression."""

    @property
    def position(self) -> int:
        """The character at which it stands, counted from 1."""

    def evaluate(self, names: Mapping[str, Value]) -> Value:
        """Return its value."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a text, true or false."""

    value: Value
    position: int

    def evaluate(self, _names: Mapping[str, Value]) -> Value:
        """Return the value as it was written."""
        return self.value


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands for a value."""

    name: str
    position: int

    def evaluate(self, names: Mapping[str, Value]) -> Value:
        """Return the value of the name."""
        if self.name not in names:
            message = _("“{name}” at character {position} is not known here.")
            raise ExpressionError(
                message.format(name=self.name, position=self.position), self.position
            )
        value = names[self.name]
        if isinstance(value, int) and not isinstance(value, bool):
            return Decimal(value)
        return value


@dataclass(frozen=True, slots=True)
class Chain:
    """Numbers joined from the left by operations that bind alike: ``a + b - c``."""

    first: Node
    rest: tuple[tuple[str, Node, int], ...]

    @property
    def position(self) -> int:
        """Where the first number stands."""
        return self.first.position

    def evaluate(self, names: Mapping[str, Value]) -> Value:
        """Return the number."""
        total = _number(self.first, names)
        for sign, node, position in self.rest:
            total = _calculated(sign, total, _number(node, names), position)
        return total


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values compared."""

    sign: str
    left: Node
    right: Node
    position: int

    def evaluate(self, names: Mapping[str, Value]) -> Value:
        """Return whether it is so; values of different kinds are never equal."""
        left, right = self.left.evaluate(names), self.right.evaluate(names)
        is_same_kind = type(left) is type(right)
        if self.sign in {"==", "!="}:
            return (is_same_kind and left == right) == (self.sign == "==")
        if left is None or right is None:
            return False
        if not is_same_kind or isinstance(left, bool):
            message = _("The values at character {position} cannot be put in an order.")
            raise ExpressionError(message.format(position=self.position), self.position)
        return _ORDERS[self.sign](left, right)


@dataclass(frozen=True, slots=True)
class Logic:
    """Conditions joined by ``or`` (stops at the first true) or ``and`` (at the first false)."""

    parts: tuple[Node, ...]
    stops_at: bool

    @property
    def position(self) -> int:
        """Where the first condition stands."""
        return self.parts[0].position

    def evaluate(self, names: Mapping[str, Value]) -> Value:
        """Return whether any, or all, of the conditions are true."""
        for part in self.parts:
            if _truth(part, names) is self.stops_at:
                return self.stops_at
        return not self.stops_at


@dataclass(frozen=True, slots=True)
class Denial:
    """The opposite of a condition."""

    condition: Node

    @property
    def position(self) -> int:
        """Where the condition stands."""
        return self.condition.position

    def evaluate(self, names: Mapping[str, Value]) -> Value:
        """Return whether the condition is false."""
        return not _truth(self.condition, names)


@dataclass(frozen=True, slots=True)
class Call:
    """One of the five functions."""

    function: str
    arguments: tuple[Node, ...]
    position: int

    def evaluate(self, names: Mapping[str, Value]) -> Value:
        """Return the value of the function; ``if`` evaluates only the branch it takes."""
        if self.function == "if":
            condition, *branches = self.arguments
            if _truth(condition, names):
                return branches[0].evaluate(names)
            return branches[1].evaluate(names) if branches[1:] else None
        if self.function == "round":
            return self._rounded(names)
        numbers = self._given_numbers(names)
        if self.function == "sum":
            total = Decimal(0)
            for number in numbers:
                total = _calculated("+", total, number, self.position)
            return total
        return (min if self.function == "min" else max)(numbers, default=None)

    def _given_numbers(self, names: Mapping[str, Value]) -> list[Decimal]:
        values = ((node.evaluate(names), node.position) for node in self.arguments)
        return [_as_number(value, position) for value, position in values if value is not None]

    def _rounded(self, names: Mapping[str, Value]) -> Decimal:
        number, *more = (_number(node, names) for node in self.arguments)
        places = more[0] if more else Decimal(0)
        try:
            if abs(places) <= _MOST_PLACES and places == int(places):
                return round_half_up(number, int(places))
        except AmountError as error:
            raise _too_great(self.position) from error
        message = _("A number is rounded to 0 to {most} decimals.")
        raise ExpressionError(message.format(most=_MOST_PLACES), self.position)


def call(function: str, arguments: tuple[Node, ...], position: int) -> Call:
    """Return the call of a function with as many values as it takes.

    Raises:
        ExpressionError: There are too few values, or too many.
    """
    fewest, most = _ARGUMENTS.get(function, (1, _MOST_ARGUMENTS))
    if not fewest <= len(arguments) <= most:
        message = _("The function “{function}” at character {position} takes other values.")
        raise ExpressionError(message.format(function=function, position=position), position)
    return Call(function, arguments, position)


def _number(node: Node, names: Mapping[str, Value]) -> Decimal:
    return _as_number(node.evaluate(names), node.position)


def _as_number(value: Value, position: int) -> Decimal:
    if isinstance(value, Decimal) and value.is_finite():
        return value
    message = (
        _("At character {position} a value is missing.")
        if value is None
        else _("At character {position} stands no number.")
    )
    raise ExpressionError(message.format(position=position), position)


def _truth(node: Node, names: Mapping[str, Value]) -> bool:
    value = node.evaluate(names)
    if value is None or isinstance(value, bool):
        return bool(value)
    message = _("At character {position} stands neither true nor false.")
    raise ExpressionError(message.format(position=node.position), node.position)


def _calculated(sign: str, left: Decimal, right: Decimal, position: int) -> Decimal:
    if sign == "/" and right == 0:
        message = _("The formula divides by zero at character {position}.")
        raise ExpressionError(message.format(position=position), position)
    try:
        return _OPERATIONS[sign](left, right)
    except DecimalException as error:
        raise _too_great(position) from error


def _too_great(position: int) -> ExpressionError:
    message = _("The number at character {position} is too great.")
    return ExpressionError(message.format(position=position), position)
