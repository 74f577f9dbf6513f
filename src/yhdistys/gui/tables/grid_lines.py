"""Lines of a grid of amounts and the arithmetic of typing in it. Whole cents; no Qt here.

Amounts have the sign of the income statement: expenses are negative. People type expenses without
a sign, so ``100`` on a line of expenses is taken as ``-100``; ``+100`` is what reduces expenses.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yhdistys.i18n import _
from yhdistys.values.expression import evaluate_amount
from yhdistys.values.formats import MINUS, decimal_text
from yhdistys.values.money import from_cents, round_half_up, split_cents, to_cents

EXPENSE: Final = "expense"
_NOTHING: Final = {"", "-", "\u2013", "\u2014", MINUS}
_MOST_LINES: Final = 100_000


@dataclass(frozen=True, slots=True)
class GridLine:
    """One line of a grid.

    Attributes:
        id: What the line is known by.
        texts: The texts at the left, the first one names the line.
        earlier: Amounts in cents that cannot be changed, such as those of earlier years.
        cents: The amounts of the months.
        side: ``expense`` makes amounts that are typed without a sign negative.
        group: The id of the group whose sum the line belongs to.
        is_editable: Whether its months can be changed.
        version: The version to give back when it is stored.
    """

    id: int
    texts: tuple[str, ...]
    earlier: tuple[int | None, ...]
    cents: tuple[int, ...]
    side: str | None
    group: str
    is_editable: bool = True
    version: int = 0

    @property
    def name(self) -> str:
        """What the line is called."""
        return self.texts[0] if self.texts else ""

    @property
    def year(self) -> int:
        """The sum of the months."""
        return sum(self.cents)


@dataclass(frozen=True, slots=True)
class GridGroup:
    """Lines with a title above and a sum below; an empty text leaves that row out."""

    id: str
    title: str
    sum_title: str = ""


def typed_cents(text: str, side: str | None) -> int:
    """Read an amount as it is typed on a line: ``"100"`` is ``-10000`` among expenses.

    A dash and an empty text are nothing: 0. A formula begins with ``=``.

    Raises:
        AmountError: The text is no amount.
        ExpressionError: The formula cannot be understood.
    """
    stripped = text.strip()
    if stripped in _NOTHING:
        return 0
    cents = to_cents(evaluate_amount(stripped))
    is_spent = side == EXPENSE and cents > 0 and not stripped.startswith("+")
    return -cents if is_spent else cents


def amount_text(cents: int, side: str | None) -> str:
    """Show an amount so that ``typed_cents`` reads the same back."""
    text = decimal_text(from_cents(cents), 2, grouped=False).replace(MINUS, "-")
    return f"+{text}" if side == EXPENSE and cents > 0 else text


def spread(total: int, profile: Sequence[int]) -> tuple[int, ...]:
    """Split a year's amount over months in the proportions they have now; evenly when all are 0."""
    sign = -1 if total < 0 else 1
    for side in (sign, -sign):
        weights = [max(0, side * cents) for cents in profile]
        if any(weights):
            return split_cents(total, weights)
    return split_cents(total, [1] * len(profile))


def changed_by(cents: Sequence[int], places: Collection[int], percent: Decimal) -> tuple[int, ...]:
    """Change some months by per cent so that their sum, too, is right to the cent."""
    chosen = sorted(places)
    before = [cents[place] for place in chosen]
    has_one_sign = min(before) >= 0 or max(before) <= 0
    after = _by_percent_together(before, percent) if has_one_sign else None
    changed = list(cents)
    for number, place in enumerate(chosen):
        changed[place] = after[number] if after else _by_percent(before[number], percent)
    return tuple(changed)


def _by_percent_together(before: Sequence[int], percent: Decimal) -> list[int]:
    """Change amounts of one sign; the missing cents go to the largest remainders."""
    exact = [abs(amount * (100 + percent) / 100) for amount in before]
    after = [int(amount) for amount in exact]
    missing = int(round_half_up(sum(exact, Decimal()), 0)) - sum(after)
    by_remainder = sorted(range(len(after)), key=lambda place: after[place] - exact[place])
    for place in by_remainder[:missing]:
        after[place] += 1
    is_negative = sum(before) * (100 + percent) < 0
    return [-amount if is_negative else amount for amount in after]


def _by_percent(cents: int, percent: Decimal) -> int:
    return int(round_half_up(cents * (100 + percent) / 100, 0))


def read_block(text: str) -> list[list[str]]:
    """Read copied cells: lines of texts with tabs between, as spreadsheets give them.

    Raises:
        ValueError: There is nothing, or more than any grid holds; the text is a sentence.
    """
    if text.count("\n") > _MOST_LINES:
        message = _("More than {limit} rows were copied: copy fewer at a time.")
        raise ValueError(message.format(limit=_MOST_LINES))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    try:
        rows = list(csv.reader(lines, delimiter="\t"))
    except csv.Error as error:
        raise ValueError(_("What was copied is no table of amounts.")) from error
    if not any(cell.strip() for row in rows for cell in row):
        raise ValueError(_("Nothing to paste was copied: copy cells of a table first."))
    return [row or [""] for row in rows]
