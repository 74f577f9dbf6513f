"""The tables of the ledger.

Entries keep the words of the accountant's file: account numbers and codes are texts without a
foreign key, so that an account unknown to the chart is carried and shown, never refused.
``fiscal_year`` is the year's label.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from yhdistys.store.base import Base, BigId, RowId, RowVersion, part_of, refers_to

DERIVED = {"history": False, "content": False}


class FiscalYear(Base):
    """A fiscal year; its label is the calendar year in which it ends."""

    __tablename__ = "fiscal_year"
    __table_args__ = (
        CheckConstraint("starts_on < ends_on", name="order"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[RowId]
    label: Mapped[int] = mapped_column(Integer, unique=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    version: Mapped[RowVersion]


class Account(Base):
    """An account of the chart; its number is a text."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("number <> ''", name="number"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[RowId]
    number: Mapped[str] = mapped_column(Text, unique=True)
    names: Mapped[dict[str, Any]]
    version: Mapped[RowVersion]


class LineRule(Base):
    """Accounts beginning with a prefix stand on a line of the statement; the longest wins."""

    __tablename__ = "line_rule"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[RowId]
    prefix: Mapped[str] = mapped_column(Text, unique=True)
    line: Mapped[str]
    version: Mapped[RowVersion]


class CategoryRule(Base):
    """Accounts beginning with a prefix belong to a neutral cost category; the longest wins."""

    __tablename__ = "category_rule"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[RowId]
    prefix: Mapped[str] = mapped_column(Text, unique=True)
    category: Mapped[str]
    version: Mapped[RowVersion]


centre_in_group = Table(
    "cost_centre_in_group",
    Base.metadata,
    Column("cost_centre_id", BigId, part_of("cost_centre.id"), primary_key=True),
    Column("group_id", BigId, part_of("cost_centre_group.id"), primary_key=True),
)


class CostCentre(Base):
    """A cost centre, with the days it is in use and the one above it."""

    __tablename__ = "cost_centre"
    __table_args__ = (CheckConstraint("code <> ''", name="code"), {"sqlite_autoincrement": True})

    id: Mapped[RowId]
    code: Mapped[str] = mapped_column(Text, unique=True)
    names: Mapped[dict[str, Any]]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    parent_id: Mapped[int | None] = mapped_column(BigId, refers_to("cost_centre.id"))
    version: Mapped[RowVersion]


class CostCentreGroup(Base):
    """An activity: cost centres that are looked at together."""

    __tablename__ = "cost_centre_group"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(Text, unique=True)
    version: Mapped[RowVersion]
    cost_centres: Mapped[list[CostCentre]] = relationship(
        secondary=centre_in_group, order_by="CostCentre.code"
    )


class AccountingProject(Base):
    """A project as the accountant's dimension; what is done in it belongs to activities."""

    __tablename__ = "accounting_project"
    __table_args__ = (CheckConstraint("code <> ''", name="code"), {"sqlite_autoincrement": True})

    id: Mapped[RowId]
    code: Mapped[str] = mapped_column(Text, unique=True)
    names: Mapped[dict[str, Any]]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    version: Mapped[RowVersion]


class ImportBatch(Base):
    """One import of entries, or the reversal of one; never removed."""

    __tablename__ = "import_batch"
    __table_args__ = ({"info": DERIVED, "sqlite_autoincrement": True},)

    id: Mapped[RowId]
    kind: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    sign: Mapped[str | None]
    actor: Mapped[str]
    at: Mapped[datetime]
    first_day: Mapped[date]
    last_day: Mapped[date]
    rows_read: Mapped[int]
    reverses_id: Mapped[int | None] = mapped_column(BigId, refers_to("import_batch.id"))


class Entry(Base):
    """One line of a voucher as the accountant's file tells it.

    Current entries have no ``valid_to_batch``; a past state is ``from <= batch < to``. A storno
    keeps its side with a negative amount.
    """

    __tablename__ = "entry"
    __table_args__ = (
        Index(None, "fiscal_year", "day"),
        Index("ix_entry_voucher", "fiscal_year", "voucher"),
        Index("ix_entry_from", "valid_from_batch"),
        Index("ix_entry_to", "valid_to_batch"),
        {
            "info": {"history": False, "content_where": "valid_to_batch IS NULL"},
            "sqlite_autoincrement": True,
        },
    )

    id: Mapped[RowId]
    valid_from_batch: Mapped[int] = mapped_column(
        BigId, refers_to("import_batch.id"), info={"content": False}
    )
    valid_to_batch: Mapped[int | None] = mapped_column(
        BigId, refers_to("import_batch.id"), info={"content": False}
    )
    fiscal_year: Mapped[int]
    file_row: Mapped[int] = mapped_column(Integer, info={"content": False})
    voucher: Mapped[str]
    ordinal: Mapped[int]
    day: Mapped[date]
    account: Mapped[str]
    cost_centre: Mapped[str | None]
    project: Mapped[str | None]
    description: Mapped[str]
    debit_cents: Mapped[int] = mapped_column(BigInteger)
    credit_cents: Mapped[int] = mapped_column(BigInteger)


class MonthlyTotal(Base):
    """The sum of current entries of a month: what comparisons and statements read."""

    __tablename__ = "monthly_total"
    __table_args__ = (
        Index(
            "ix_monthly_total_covering",
            "fiscal_year",
            "account",
            "cost_centre",
            "month",
            "project",
            "debit_cents",
            "credit_cents",
        ),
        {"info": DERIVED, "sqlite_autoincrement": True},
    )

    id: Mapped[RowId]
    fiscal_year: Mapped[int]
    month: Mapped[str]
    account: Mapped[str]
    cost_centre: Mapped[str | None]
    project: Mapped[str | None]
    debit_cents: Mapped[int] = mapped_column(BigInteger)
    credit_cents: Mapped[int] = mapped_column(BigInteger)
    entries: Mapped[int]
