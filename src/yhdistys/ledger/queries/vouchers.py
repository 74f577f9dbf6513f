"""One voucher with its entries and where they came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from yhdistys.errors import UsageError
from yhdistys.i18n import _
from yhdistys.ledger.model import Entry, ImportBatch
from yhdistys.ledger.queries.entries import IS_CURRENT, EntryRow, entry_row


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherView:
    """A voucher as it stands now; euros.

    Attributes:
        year: The label of its fiscal year.
        number: As the accountant's file gives it.
        day: The day of its first entry.
        entries: In the order of the file.
        file_name: The file its entries came by.
        imported_at: When that file was imported.
        imported_by: Who imported it.
    """

    year: int
    number: str
    day: date
    entries: tuple[EntryRow, ...]
    file_name: str
    imported_at: datetime
    imported_by: str

    @property
    def debit(self) -> Decimal:
        """The sum of the debit side."""
        return sum((entry.debit for entry in self.entries), Decimal("0.00"))

    @property
    def credit(self) -> Decimal:
        """The sum of the credit side."""
        return sum((entry.credit for entry in self.entries), Decimal("0.00"))

    @property
    def is_balanced(self) -> bool:
        """Whether both sides are equal."""
        return self.debit == self.credit


def voucher(session: Session, *, year: int, number: str) -> VoucherView:
    """Return one voucher.

    Args:
        session: Where to read.
        year: The label of the fiscal year.
        number: Of the voucher.

    Raises:
        UsageError: The year has no such voucher now.
    """
    statement = (
        select(Entry)
        .where(Entry.fiscal_year == year, Entry.voucher == number, IS_CURRENT)
        .order_by(Entry.ordinal, Entry.id)
    )
    rows = session.scalars(statement).all()
    if not rows:
        raise UsageError(
            _("The fiscal year {year} has no voucher {number}.").format(year=year, number=number),
            hint=_("Check the number, or import the ledger again if it was changed."),
            kind="unknown-voucher",
        )
    newest = max(row.valid_from_batch for row in rows)
    batch = _origin(session, newest, year=year, number=number)
    return VoucherView(
        year=year,
        number=number,
        day=min(row.day for row in rows),
        entries=tuple(map(entry_row, rows)),
        file_name=batch.file_name,
        imported_at=batch.at,
        imported_by=batch.actor,
    )


def _origin(session: Session, batch_id: int, *, year: int, number: str) -> ImportBatch:
    """Find the import that brought entries: what was taken back gave earlier ones back."""
    batch = session.get_one(ImportBatch, batch_id)
    while batch.reverses_id is not None:
        earlier = session.scalar(
            select(func.max(Entry.valid_from_batch)).where(
                Entry.fiscal_year == year,
                Entry.voucher == number,
                Entry.valid_to_batch == batch.reverses_id,
            )
        )
        batch = session.get_one(ImportBatch, batch.reverses_id if earlier is None else earlier)
    return batch
