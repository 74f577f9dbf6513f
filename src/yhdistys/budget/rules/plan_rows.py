"""The rows of a budget workbook: which are planned amounts, which are headings or totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from yhdistys.budget.rules.plan_columns import PlanColumns
from yhdistys.exchange.cells import (
    UNREADABLE,
    Cents,
    cents_of,
    code_and_name,
    code_of,
    is_blank,
    is_code,
    text_of,
)
from yhdistys.exchange.columns import column_of
from yhdistys.exchange.tables import Cell, Row
from yhdistys.ledger.rules.classes import RowClass, label_of
from yhdistys.values.money import round_half_up, to_cents

_RESULT = re.compile(
    r"^(?:tilikauden )?(?:tulos|ylijäämä|alijäämä|yli-?\s?/\s?alijäämä|tuotto-?\s?/?\s?kulujäämä|"
    r"tuottojäämä|kulujäämä|resultat|överskott|underskott|result|surplus|deficit)\b",
    re.IGNORECASE,
)
_INCOME = re.compile(r"(?:tuotot|tulot|intäkter|inkomster|income|revenue)\W*$", re.IGNORECASE)
_EXPENSE = re.compile(
    r"(?:kulut|menot|poistot|kostnader|utgifter|expenses|costs)\W*$", re.IGNORECASE
)
_GREATEST: Final = 1e15


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One row below the headings, its amounts as they stand in the file.

    Attributes:
        number: The row's number in the file.
        kind: What the row is.
        months: The cents of each month column.
        amount: The cents of the whole year's column.
        rounded: Whether an amount had parts of a cent.
        wrong: The column of an amount that cannot be read, or ``None``.
        section: ``income`` or ``expense`` when the heading above says so.
    """

    number: int
    kind: RowClass
    account: str = ""
    account_name: str = ""
    cost_centre: str = ""
    cost_centre_name: str = ""
    project: str = ""
    note: str = ""
    months: tuple[int | None, ...] = ()
    amount: int | None = None
    rounded: bool = False
    wrong: int | None = None
    section: str | None = None

    @property
    def has_months(self) -> bool:
        """Say whether any month has an amount."""
        return any(cents is not None for cents in self.months)

    @property
    def total(self) -> int:
        """The cents of the whole row: of its months, else of its year."""
        if self.has_months:
            return sum(cents or 0 for cents in self.months)
        return self.amount or 0


def plan_rows(rows: Sequence[Row], first_row: int, columns: PlanColumns) -> Iterator[PlanRow]:
    """Yield every row below the headings with its class and its amounts."""
    reader = _RowReader(columns)
    section: str | None = None
    for number, row in enumerate(rows, first_row):
        one = reader.read(number, row)
        if one.kind is RowClass.HEADING:
            section = section_side(row)
        yield replace(one, section=section) if section else one


def section_side(row: Row) -> str | None:
    """Return the side a heading such as ``Tuotot`` or ``Henkilöstökulut`` gives the rows below."""
    heading = next((cell for cell in row if isinstance(cell, str) and cell.strip()), "")
    if _INCOME.search(heading):
        return "income"
    return "expense" if _EXPENSE.search(heading) else None


class _RowReader:
    """Takes the fields out of a row by the columns that hold them."""

    def __init__(self, columns: PlanColumns) -> None:
        self._columns = columns
        names = ("account", "account_name", "cost_centre", "cost_centre_name", "project", "note")
        self._index = {name: column_of(columns.guesses, name) for name in names}
        self._money = [index for index, _month in columns.months]

    def read(self, number: int, row: Row) -> PlanRow:
        if all(map(is_blank, row)):
            return PlanRow(number=number, kind=RowClass.BLANK)
        account, name_beside = code_and_name(self._cell(row, "account"))
        cost_centre, centre_beside = code_and_name(self._cell(row, "cost_centre"))
        months = tuple(planned_cents(_at(row, index)) for index in self._money)
        amount = planned_cents(_at(row, self._columns.amount))
        wrong = self._wrong_column(months, amount)
        return PlanRow(
            number=number,
            kind=self._kind(row, account, has_amounts=_any(months) or amount is not None),
            account=account,
            account_name=text_of(self._cell(row, "account_name")) or name_beside,
            cost_centre=cost_centre,
            cost_centre_name=text_of(self._cell(row, "cost_centre_name")) or centre_beside,
            project=code_of(self._cell(row, "project")),
            note=text_of(self._cell(row, "note")),
            months=tuple(map(_readable, months)),
            amount=_readable(amount),
            rounded=any(_has_part_cents(_at(row, one)) for one in self._amount_columns()),
            wrong=wrong,
        )

    def _kind(self, row: Row, account: str, *, has_amounts: bool) -> RowClass:
        if any(_is_sum(cell) for cell in row):
            return RowClass.TOTAL
        if is_code(account):
            return RowClass.ENTRY if has_amounts else RowClass.BLANK
        return RowClass.UNKNOWN if has_amounts else RowClass.HEADING

    def _amount_columns(self) -> list[int]:
        amount = self._columns.amount
        return self._money if amount is None else [*self._money, amount]

    def _wrong_column(self, months: Sequence[Cents], amount: Cents) -> int | None:
        cents = (*months, amount)
        columns = (*self._money, self._columns.amount)
        wrong = (index for index, one in zip(columns, cents, strict=True) if one is UNREADABLE)
        return next(wrong, None)

    def _cell(self, row: Row, name: str) -> Cell:
        return _at(row, self._index[name])


def planned_cents(cell: Cell) -> Cents:
    """Return the cents of a planned amount; a number is rounded to whole cents, halves up."""
    cents = cents_of(cell)
    if cents is UNREADABLE and isinstance(cell, float) and abs(cell) < _GREATEST:
        return to_cents(round_half_up(Decimal(repr(cell))))
    return cents


def _has_part_cents(cell: Cell) -> bool:
    return isinstance(cell, float) and cents_of(cell) is UNREADABLE


def _is_sum(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return False
    return label_of(cell) in {RowClass.TOTAL, RowClass.SUBTOTAL} or bool(
        _RESULT.match(cell.strip())
    )


def _at(row: Row, index: int | None) -> Cell:
    return row[index] if index is not None and index < len(row) else None


def _any(cents: Sequence[Cents]) -> bool:
    return any(one is not None for one in cents)


def _readable(cents: Cents) -> int | None:
    return None if cents is UNREADABLE else cents
