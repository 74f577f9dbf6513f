"""The one small language of conditions and formulas: ``requested >= 10000 and not renewed``.

It knows numbers (``Decimal``), texts in quotes, ``true`` and ``false``, names, ``+ - * / %``,
comparisons (``=`` is ``==``, ``<>`` is ``!=``), ``and or not``, parentheses and the functions
``min max round sum if``. It knows no attributes, no other calls and no loops; length and depth are
limited, so that a text from a data file or from a stranger is safe to evaluate.

Numbers are written as people write them, ``1 200,50`` or ``1200.50``. What could be read in two
ways is refused: a comma or a point before exactly three digits (``1.200``), and a comma without a
blank between two numbers inside a function. The arguments of a function are divided by ``;`` or by
a comma and a blank. ``3 %`` is 0.03.

A name without a value (None) is no zero: it makes comparisons false and is left out of
``sum min max``; to count with it is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple, NoReturn

from yhdistys.i18n import _
from yhdistys.values import expression_nodes as nodes
from yhdistys.values.expression_nodes import ExpressionError, Node, Value
from yhdistys.values.money import from_cents, parse_amount, round_half_up, to_cents

__all__ = ["Expression", "ExpressionError", "Value", "evaluate_amount", "parse"]

LONGEST: Final = 2000
"""Characters of the longest expression."""
DEEPEST: Final = 30
"""Levels of parentheses, functions and signs inside each other."""

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?
               | [0-9]+(?:[.,][0-9]+)?)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<name>[^\W\d]\w*)
    | (?P<sign><=|>=|<>|!=|==|[-+*/=<>();,%])
    )""",
    re.VERBOSE,
)
_SIGNS_OF_PEOPLE = str.maketrans({"\u2212": "-", "\u2013": "-", "\u00d7": "*", "\u00f7": "/"})
_IN_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_BLANKS = re.compile(r"\s")
_SAME_COMPARISON: Final = {"=": "==", "<>": "!="}
_COMPARISONS: Final = frozenset({"=", "==", "!=", "<>", "<", "<=", ">", ">="})
_CONSTANTS: Final[Mapping[str, bool]] = {"true": True, "false": False}
_WORDS: Final = frozenset({"and", "or", "not", *_CONSTANTS, *nodes.FUNCTIONS})


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that was understood.

    Attributes:
        text: As it was written.
        names: The names that it needs values for.
    """

    text: str
    names: frozenset[str]
    _root: Node

    def evaluate(self, names: Mapping[str, Value]) -> Value:
        """Return the value of the expression with these values for its names.

        Raises:
            ExpressionError: A name is not known, kinds do not fit, or it divides by zero.
        """
        return self._root.evaluate(names)


def parse(text: str) -> Expression:
    """Understand an expression; a leading ``=`` as in a spreadsheet may be there.

    Raises:
        ExpressionError: The text is no expression, or is too long or too deep.
    """
    if len(text) > LONGEST:
        message = _("The formula is longer than {limit} characters.")
        raise ExpressionError(message.format(limit=LONGEST), LONGEST + 1)
    parser = _Parser(_tokens(text))
    root = parser.whole()
    return Expression(text, frozenset(parser.names), root)


def evaluate_amount(text: str) -> Decimal:
    """Read the cell of an amount: ``"1 234,50"``, or a formula as ``"=120*12"``.

    A formula is rounded to the cent, halves away from zero.

    Raises:
        ExpressionError: The formula cannot be understood or gives no amount.
        AmountError: The text is no amount, or the amount is beyond all money.
    """
    if not text.lstrip().startswith("="):
        return parse_amount(text)
    value = parse(text).evaluate({})
    if not isinstance(value, Decimal):
        raise ExpressionError(_("The formula gives no amount."), 1)
    return from_cents(to_cents(round_half_up(value)))


class _Token(NamedTuple):
    kind: str
    text: str
    position: int


def _tokens(text: str) -> list[_Token]:
    plain = text.translate(_SIGNS_OF_PEOPLE).rstrip()
    place = len(plain) - len(plain.lstrip())
    if plain.startswith("=", place):
        place += 1
    tokens = []
    while place < len(plain):
        found = _TOKEN.match(plain, place)
        if found is None:
            start = place + len(plain[place:]) - len(plain[place:].lstrip())
            _refuse_sign(text[start], start + 1)
        kind = str(found.lastgroup)
        tokens.append(_Token(kind, found[kind], found.start(kind) + 1))
        place = found.end()
    tokens.append(_Token("end", "", len(plain) + 1))
    return tokens


def _refuse_sign(sign: str, position: int) -> NoReturn:
    message = _("“{sign}” at character {position} does not belong in a formula.")
    raise ExpressionError(message.format(sign=sign, position=position), position)


class _Parser:
    """Reads tokens from the left; one method for each level of what binds more tightly."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._index = 0
        self._depth = 0
        self._calls = 0
        self.names: set[str] = set()

    def whole(self) -> Node:
        root = self._alternative()
        if self._next.kind != "end":
            self._refuse()
        return root

    @property
    def _next(self) -> _Token:
        return self._tokens[self._index]

    def _take(self) -> _Token:
        token = self._next
        self._index += 1
        return token

    def _is_next(self, *texts: str) -> bool:
        return self._next.kind in {"sign", "name"} and self._next.text.casefold() in texts

    def _refuse(self) -> NoReturn:
        token = self._next
        if token.kind == "end":
            message = _("The formula ends too early: something is missing after it.")
            raise ExpressionError(message, token.position)
        message = _("“{text}” at character {position} is not expected here.")
        raise ExpressionError(
            message.format(text=token.text, position=token.position), token.position
        )

    def _alternative(self) -> Node:
        parts = [self._condition()]
        while self._is_next("or"):
            self._take()
            parts.append(self._condition())
        return parts[0] if len(parts) == 1 else nodes.Logic(tuple(parts), stops_at=True)

    def _condition(self) -> Node:
        parts = [self._denial()]
        while self._is_next("and"):
            self._take()
            parts.append(self._denial())
        return parts[0] if len(parts) == 1 else nodes.Logic(tuple(parts), stops_at=False)

    def _denial(self) -> Node:
        if not self._is_next("not"):
            return self._comparison()
        self._take()
        self._deeper()
        denial = nodes.Denial(self._denial())
        self._depth -= 1
        return denial

    def _comparison(self) -> Node:
        left = self._sum()
        if not self._is_next(*_COMPARISONS):
            return left
        sign = self._take()
        right = self._sum()
        if self._is_next(*_COMPARISONS):
            self._refuse()
        operator = _SAME_COMPARISON.get(sign.text, sign.text)
        return nodes.Comparison(operator, left, right, sign.position)

    def _sum(self) -> Node:
        first = self._product()
        rest = []
        while self._is_next("+", "-"):
            sign = self._take()
            rest.append((sign.text, self._product(), sign.position))
        return nodes.Chain(first, tuple(rest)) if rest else first

    def _product(self) -> Node:
        first = self._signed()
        rest = []
        while self._is_next("*", "/"):
            sign = self._take()
            rest.append((sign.text, self._signed(), sign.position))
        return nodes.Chain(first, tuple(rest)) if rest else first

    def _signed(self) -> Node:
        if not self._is_next("+", "-"):
            return self._share()
        sign = self._take()
        self._deeper()
        operand = self._signed()
        self._depth -= 1
        zero = nodes.Constant(Decimal(0), sign.position)
        return nodes.Chain(zero, ((sign.text, operand, sign.position),))

    def _share(self) -> Node:
        node = self._atom()
        if not self._is_next("%"):
            return node
        position = self._take().position
        hundred = nodes.Constant(Decimal(100), position)
        return nodes.Chain(node, (("/", hundred, position),))

    def _atom(self) -> Node:
        token = self._next
        if token.kind == "number":
            return self._number(self._take())
        if token.kind == "text":
            self._take()
            return nodes.Constant(token.text[1:-1], token.position)
        if token.kind == "name":
            return self._name()
        if not self._is_next("("):
            self._refuse()
        self._take()
        self._deeper()
        node = self._alternative()
        self._depth -= 1
        self._close()
        return node

    def _number(self, token: _Token) -> Node:
        if _IN_TWO_WAYS.fullmatch(token.text) or (self._calls and "," in token.text):
            message = _(
                "“{text}” at character {position} can be read in two ways: write thousands with "
                "a space, cents with two digits, and a semicolon between the values of a function."
            )
            raise ExpressionError(
                message.format(text=token.text, position=token.position), token.position
            )
        digits = _BLANKS.sub("", token.text).replace(",", ".")
        return nodes.Constant(Decimal(digits), token.position)

    def _name(self) -> Node:
        word = self._next.text.casefold()
        if word in _CONSTANTS:
            return nodes.Constant(_CONSTANTS[word], self._take().position)
        if word in nodes.FUNCTIONS and self._tokens[self._index + 1].text == "(":
            return self._call()
        if word in _WORDS or self._tokens[self._index + 1].text == "(":
            self._refuse()
        token = self._take()
        self.names.add(token.text)
        return nodes.Name(token.text, token.position)

    def _call(self) -> Node:
        token = self._take()
        self._take()
        self._deeper()
        self._calls += 1
        arguments = [] if self._is_next(")") else [self._alternative()]
        while self._is_next(";", ","):
            self._take()
            arguments.append(self._alternative())
        self._calls -= 1
        self._depth -= 1
        self._close()
        return nodes.call(token.text.casefold(), tuple(arguments), token.position)

    def _close(self) -> None:
        if not self._is_next(")"):
            self._refuse()
        self._take()

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            message = _("The formula has more than {limit} levels inside each other.")
            raise ExpressionError(message.format(limit=DEEPEST), self._next.position)
