"""1.0 → 1.1: explanations of deviations, drafts of texts, and vouchers found at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade(op: Operations) -> None:
    """Add the two tables, empty, and the index by which a voucher is found."""
    op.create_index("ix_entry_voucher", "entry", ["fiscal_year", "voucher"])
    op.create_table(
        "explanation",
        _row_id(),
        _text("uid"),
        sa.Column(
            "fiscal_year_id",
            _ID,
            sa.ForeignKey(
                "fiscal_year.id",
                name=op.f("fk_explanation_fiscal_year_id"),
                deferrable=True,
                initially="IMMEDIATE",
            ),
            nullable=False,
        ),
        *map(_text, ("account", "cost_centre", "project", "month", "text", "actor")),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanation")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_explanation_text")),
        sa.UniqueConstraint("uid", name=op.f("uq_explanation_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_explanation_key",
        "explanation",
        ["fiscal_year_id", "account", "cost_centre", "project"],
        unique=True,
    )
    op.create_table(
        "draft",
        _row_id(),
        *map(_text, ("place", "text", "actor")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("place", name=op.f("uq_draft_place")),
        sqlite_autoincrement=True,
    )


def _row_id() -> sa.Column[Any]:
    return sa.Column("id", _ID, autoincrement=True, nullable=False)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)
