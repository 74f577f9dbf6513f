"""The base of all mapped classes, their column types and what tables say about themselves.

A table's ``info`` may hold:
    history: False when row changes are not recorded by triggers (append-only or derived rows).
    content: False when the rows are not part of the business content (history, batches, totals).
    content_where: The SQL condition of the rows that count as content now.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import BigInteger, DateTime, Dialect, ForeignKey, Integer, MetaData, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import JSON, TypeDecorator

from yhdistys.values.money import from_cents, to_cents

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

BigId = BigInteger().with_variant(Integer(), "sqlite")
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Cents(TypeDecorator[Decimal]):
    """Euros as ``Decimal`` outside, whole cents in the store."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> int | None:
        """Turn euros into cents; refuses fractions of a cent."""
        return None if value is None else to_cents(value)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> Decimal | None:
        """Turn cents into euros."""
        return None if value is None else from_cents(int(value))


class UtcMoment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps it as ISO text without a zone."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Let PostgreSQL keep the zone."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse moments without a zone, they would be read as another hour."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs a zone"
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> datetime | None:
        """Give the moment its zone back."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every mapped class."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {dict[str, Any]: Json, datetime: UtcMoment, str: Text}  # noqa: RUF012 - SQLAlchemy's own form


def new_uid() -> str:
    """Make an identifier that leaves the file with a row (workbooks, exports)."""
    return secrets.token_hex(8)


RowId = Annotated[int, mapped_column(BigId, primary_key=True, autoincrement=True)]
RowVersion = Annotated[int, mapped_column(Integer, default=1, server_default="1")]
Uid = Annotated[str, mapped_column(Text, unique=True, default=new_uid)]
EuroAmount = Annotated[Decimal, mapped_column(Cents)]


def part_of(target: str) -> ForeignKey:
    """Refer to the row this one is a part of: it goes with it."""
    return ForeignKey(target, ondelete="CASCADE", deferrable=True, initially="IMMEDIATE")


def refers_to(target: str) -> ForeignKey:
    """Refer to a row that must not disappear while it is referred to."""
    return ForeignKey(target, deferrable=True, initially="IMMEDIATE")
