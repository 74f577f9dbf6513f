"""The columns of the entries."""

from __future__ import annotations

from decimal import Decimal

from yhdistys.gui.entry_columns import side_text
from yhdistys.gui.ledger_names import LedgerNames
from yhdistys.gui.tables.column import CellKind, CellValue, Column
from yhdistys.i18n import _
from yhdistys.ledger.queries import EntryOrder, EntryRow
from yhdistys.values.formats import date_text

ORDERS: dict[str, EntryOrder] = {
    "day": "day",
    "voucher": "voucher",
    "account": "account",
    "account_name": "account",
    "cost_centre": "cost_centre",
    "project": "project",
    "description": "description",
    "debit": "debit",
    "credit": "credit",
}
"""What the ledger sorts by for each column."""


class EntryColumns:
    """What is shown of an entry, with the names of the association.

    Attributes:
        names: What people read for numbers and codes; read anew with the page.
    """

    def __init__(self) -> None:
        self.names = LedgerNames()

    def columns(self) -> tuple[Column, ...]:
        """Return the columns in their order."""
        figure = CellKind.FIGURE
        return (
            Column(id="day", title=_("Date"), text=_day, value=_day_value, width=11),
            Column(id="voucher", title=_("Voucher"), text=_voucher, width=11),
            Column(id="account", title=_("Account"), text=_account, width=8),
            Column(
                id="account_name",
                title=_("Account name"),
                text=self.account_name,
                width=24,
                stretch=True,
            ),
            Column(id="cost_centre", title=_("Cost centre"), text=self.cost_centre, width=20),
            Column(id="project", title=_("Project"), text=self.project, width=14),
            Column(
                id="description", title=_("Description"), text=_description, width=30, stretch=True
            ),
            Column(
                id="debit", title=_("Debit"), text=_debit, value=_debit_value, width=11, kind=figure
            ),
            Column(
                id="credit",
                title=_("Credit"),
                text=_credit,
                value=_credit_value,
                width=11,
                kind=figure,
            ),
        )

    def account_name(self, row: EntryRow) -> str:
        """Return the name of the account; empty where the chart does not know it."""
        return self.names.accounts.get(row.account, "")

    def cost_centre(self, row: EntryRow) -> str:
        """Return code and name."""
        return self.names.cost_centre(row.cost_centre)

    def project(self, row: EntryRow) -> str:
        """Return code and name."""
        return self.names.project(row.project)


def _day(row: EntryRow) -> str:
    return date_text(row.day)


def _day_value(row: EntryRow) -> CellValue:
    return row.day


def _voucher(row: EntryRow) -> str:
    return row.voucher


def _account(row: EntryRow) -> str:
    return row.account


def _description(row: EntryRow) -> str:
    return row.description


def _debit(row: EntryRow) -> str:
    return side_text(row.debit)


def _credit(row: EntryRow) -> str:
    return side_text(row.credit)


def _amount(amount: Decimal) -> CellValue:
    return amount or None


def _debit_value(row: EntryRow) -> CellValue:
    return _amount(row.debit)


def _credit_value(row: EntryRow) -> CellValue:
    return _amount(row.credit)
