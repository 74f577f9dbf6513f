"""What tables under a page show of an entry: declared once, chosen by each table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from yhdistys.gui.ledger_names import LedgerNames
from yhdistys.gui.tables.column import CellKind, CellValue, Column
from yhdistys.i18n import LazyText, lazy
from yhdistys.values.formats import date_text, money

if TYPE_CHECKING:
    from yhdistys.ledger.queries import EntryRow


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A row of such a table: an entry, or the sums under the entries.

    Attributes:
        id: The entry's id, or a word for the row of sums.
        entry: The entry; None in the row of sums.
        debit: In euros.
        credit: In euros.
        account: Number and name of the account, or what stands in the row of sums.
        names: What people read for codes.
    """

    id: object
    entry: EntryRow | None
    debit: Decimal
    credit: Decimal
    account: str
    names: LedgerNames = field(repr=False)

    @classmethod
    def of(cls, entry: EntryRow, names: LedgerNames) -> EntryLine:
        """Return the row of an entry."""
        told = names.account(entry.account)
        return cls(entry.id, entry, entry.debit, entry.credit, told, names)

    @property
    def amount(self) -> Decimal:
        """The amount in the sign of the result: income above zero, expenses below."""
        return self.credit - self.debit


class _Shown(NamedTuple):
    """A column without its width."""

    title: LazyText
    text: Callable[[EntryLine], str]
    value: Callable[[EntryLine], CellValue] | None = None
    kind: CellKind = CellKind.TEXT


def entry_column(column_id: str, width: int, *, stretch: bool = False) -> Column:
    """Return one of the columns: ``day``, ``voucher``, ``account`` …, ``debit``, ``amount``."""
    shown = _SHOWN[column_id]
    return Column(
        id=column_id,
        title=str(shown.title),
        text=shown.text,
        value=shown.value,
        width=width,
        kind=shown.kind,
        stretch=stretch,
    )


def side_text(amount: Decimal) -> str:
    """Return an amount of one side; the other side of an entry stays empty."""
    return money(amount) if amount else ""


def _day(line: EntryLine) -> str:
    return "" if line.entry is None else date_text(line.entry.day)


def _day_value(line: EntryLine) -> CellValue:
    return None if line.entry is None else line.entry.day


def _voucher(line: EntryLine) -> str:
    return "" if line.entry is None else line.entry.voucher


def _account(line: EntryLine) -> str:
    return line.account


def _cost_centre(line: EntryLine) -> str:
    return "" if line.entry is None else line.names.cost_centre(line.entry.cost_centre)


def _project(line: EntryLine) -> str:
    return "" if line.entry is None else line.names.project(line.entry.project)


def _description(line: EntryLine) -> str:
    return "" if line.entry is None else line.entry.description


def _debit(line: EntryLine) -> str:
    return side_text(line.debit) if line.entry else money(line.debit)


def _debit_value(line: EntryLine) -> CellValue:
    return line.debit or None


def _credit(line: EntryLine) -> str:
    return side_text(line.credit) if line.entry else money(line.credit)


def _credit_value(line: EntryLine) -> CellValue:
    return line.credit or None


def _amount(line: EntryLine) -> str:
    return money(line.amount)


def _amount_value(line: EntryLine) -> CellValue:
    return line.amount


_SHOWN: Final = {
    "day": _Shown(lazy("Date"), _day, _day_value),
    "voucher": _Shown(lazy("Voucher"), _voucher),
    "account": _Shown(lazy("Account"), _account),
    "cost_centre": _Shown(lazy("Cost centre"), _cost_centre),
    "project": _Shown(lazy("Project"), _project),
    "description": _Shown(lazy("Description"), _description),
    "debit": _Shown(lazy("Debit"), _debit, _debit_value, CellKind.FIGURE),
    "credit": _Shown(lazy("Credit"), _credit, _credit_value, CellKind.FIGURE),
    "amount": _Shown(lazy("Amount"), _amount, _amount_value, CellKind.FIGURE),
}
