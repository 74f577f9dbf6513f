"""Which sign convention a ledger uses, and its amounts as debit and credit.

The six conventions are named as in the description of the program's outside. A guess always comes
with its reason, because the user has to confirm it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final

from yhdistys.errors import UsageError
from yhdistys.i18n import _

TWO_COLUMNS: Final = ("debit-credit", "credit-negative")
ONE_COLUMN: Final = ("debit-positive", "result", "income-negative", "unsigned")
SIGNS: Final = (*TWO_COLUMNS, *ONE_COLUMN)

Sides = Callable[[str], str | None]
"""Gives ``income``, ``expense`` or ``balance`` of an account, ``None`` when it is not known."""

_CUSTOMARY_SIDES: Final = {
    "1": "balance", "2": "balance", "3": "income", "4": "expense", "5": "expense", "6": "expense",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignGuess:
    """A sign convention and, translated, why it was taken."""

    sign: str
    reason: str


def customary_side(account: str) -> str | None:
    """Guess the side of an account from its first digit, as the common Finnish charts number it.

    Only for recognising conventions; which line an account belongs to is the chart's to say.
    """
    return _CUSTOMARY_SIDES.get(account[:1])


def side_finder(sides: Sides | None) -> Sides:
    """Return what knows the side of an account: the chart, else the customary numbering."""
    if sides is None:
        return customary_side
    return lambda account: sides(account) or customary_side(account)


def check_sign(sign: str, has_two_columns: bool) -> None:  # noqa: FBT001 - one question, one answer
    """Refuse a convention that does not exist or does not fit the columns.

    Raises:
        UsageError: With the conventions that fit.
    """
    fitting = TWO_COLUMNS if has_two_columns else ONE_COLUMN
    if sign in fitting:
        return
    if sign in SIGNS:
        message = _("The sign convention “{sign}” does not fit these columns; use one of: {signs}.")
    else:
        message = _("There is no sign convention “{sign}”; use one of: {signs}.")
    raise UsageError(message.format(sign=sign, signs=", ".join(fitting)), kind="unknown-sign")


def sign_of_two_columns(credits_: Sequence[int]) -> SignGuess:
    """Recognise the convention of a ledger with a debit and a credit column.

    Args:
        credits_: The amounts of the credit column in cents.
    """
    negative = sum(amount < 0 for amount in credits_)
    positive = sum(amount > 0 for amount in credits_)
    if negative > positive:
        reason = _("{negative} of {all} amounts in the credit column are negative")
        sign = "credit-negative"
    else:
        reason = _("{positive} of {all} amounts in the credit column are positive")
        sign = "debit-credit"
    every = negative + positive
    if not every:
        return SignGuess(sign, _("usual for two columns; no entry has an amount in credit"))
    return SignGuess(sign, reason.format(negative=negative, positive=positive, all=every))


def sign_of_one_column(amounts: Iterable[tuple[str, int]], sides: Sides) -> SignGuess:
    """Recognise the convention of a ledger with one column of amounts.

    Args:
        amounts: Account and cents of each entry.
        sides: Gives the side of an account.
    """
    side_of = _remembered(sides)
    income, expense = majority_signs((side_of(account), cents) for account, cents in amounts)
    if income > 0 > expense:
        return SignGuess("result", _("income is positive and expenses are negative"))
    if income > 0 and expense > 0:
        return SignGuess("unsigned", _("both income and expenses are positive"))
    if income < 0 or expense > 0:
        return SignGuess("debit-positive", _("expenses are positive and income is negative"))
    if income > 0 or expense < 0:
        return SignGuess("result", _("income is positive and expenses are negative"))
    return SignGuess("debit-positive", _("usual for one column; no account's side is known"))


def majority_signs(amounts: Iterable[tuple[str | None, int]]) -> tuple[int, int]:
    """Return how many more income, and expense, amounts are positive than negative.

    Args:
        amounts: The side and the cents of each amount.
    """
    surplus = {"income": 0, "expense": 0}
    for side, cents in amounts:
        if side in surplus:
            surplus[side] += (cents > 0) - (cents < 0)
    return surplus["income"], surplus["expense"]


def _remembered(sides: Sides) -> Sides:
    known: dict[str, str | None] = {}

    def side_of(account: str) -> str | None:
        if account not in known:
            known[account] = sides(account)
        return known[account]

    return side_of


def debit_and_credit(
    sign: str, debits: Sequence[int], credits_: Sequence[int]
) -> tuple[Sequence[int], Sequence[int]]:
    """Return both sides with normal entries positive, from two columns in cents."""
    if sign == "credit-negative":
        return debits, [-amount for amount in credits_]
    return debits, credits_


def divide_amounts(
    sign: str, amounts: Sequence[int], accounts: Sequence[str], sides: Sides
) -> tuple[Sequence[int], Sequence[int]]:
    """Return debits and credits from one column in cents.

    An ``unsigned`` amount goes to the side of its account, a negative one as a reversal; where the
    side is not known it counts as debit, and ``sideless_accounts`` names it.
    """
    if sign == "unsigned":
        on_credit = {account: sides(account) == "income" for account in set(accounts)}
        pairs = zip(amounts, map(on_credit.__getitem__, accounts), strict=True)
        divided = [(0, cents) if is_credit else (cents, 0) for cents, is_credit in pairs]
    else:
        direction = -1 if sign == "result" else 1
        divided = [
            (cents, 0) if cents * way >= 0 else (0, cents)
            for cents, way in zip(amounts, repeat(direction), strict=False)
        ]
        divided = [(abs(debit), abs(credit)) for debit, credit in divided]
    return [debit for debit, _credit in divided], [credit for _debit, credit in divided]


def sideless_accounts(accounts: Iterable[str], sides: Sides) -> tuple[str, ...]:
    """Return the accounts whose unsigned amounts cannot be understood."""
    known = {"income", "expense"}
    return tuple(sorted(account for account in set(accounts) if sides(account) not in known))
