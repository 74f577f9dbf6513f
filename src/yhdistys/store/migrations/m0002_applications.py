"""1.1 → 1.2: applications with the forms they were begun with, and cost categories of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

if TYPE_CHECKING:
    from alembic.operations import Operations

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade(op: Operations) -> None:
    """Add the tables, empty."""
    _category_rule(op)
    _form_copy(op)
    _application(op)
    _answer(op)
    _amount(op)
    _source(op)
    _attachment(op)
    _version(op)
    _own_limit(op)


def _category_rule(op: Operations) -> None:
    op.create_table(
        "category_rule",
        _row_id(),
        *map(_text, ("prefix", "category")),
        _row_version(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category_rule")),
        sa.UniqueConstraint("prefix", name=op.f("uq_category_rule_prefix")),
        sqlite_autoincrement=True,
    )


def _form_copy(op: Operations) -> None:
    op.create_table(
        "form_copy",
        _row_id(),
        *map(_text, ("form_id", "form_version", "content_hash", "text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_copy")),
        sa.UniqueConstraint("content_hash", name=op.f("uq_form_copy_content_hash")),
        sqlite_autoincrement=True,
    )


def _application(op: Operations) -> None:
    name = "application"
    op.create_table(
        name,
        _row_id(),
        _text("uid"),
        sa.Column("form_copy_id", _ID, _reference(op, name, "form_copy"), nullable=False),
        *map(_text, ("name", "state")),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("closes_on", sa.Date()),
        sa.Column("closes_at", sa.Text()),
        sa.Column("submitted_on", sa.Date()),
        _text("reason"),
        _row_version(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        _check(op, name, "name", "name <> ''"),
        _check(op, name, "state", "state IN ('draft', 'submitted', 'withdrawn')"),
        _check(op, name, "first_year", "first_year BETWEEN 1900 AND 2200"),
        _check(
            op,
            name,
            "submitted",
            "(state = 'draft') = (submitted_on IS NULL) OR state = 'withdrawn'",
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_application_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_application_form_copy_id", name, ["form_copy_id"])


def _answer(op: Operations) -> None:
    _part(
        op,
        "application_answer",
        *map(_text, ("question", "text")),
        sa.Column("rows", _JSON),
        _row_version(),
        key=["question"],
    )


def _amount(op: Operations) -> None:
    name = "application_amount"
    _part(
        op,
        name,
        _text("line"),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        *map(_text, ("basis", "note")),
        sa.Column("is_planned", sa.Boolean(), nullable=False),
        _check(op, name, "amount", "amount >= 0"),
        _check(op, name, "year", "year BETWEEN 1900 AND 2200"),
        key=["line", "year"],
    )


def _source(op: Operations) -> None:
    name = "application_source"
    _part(
        op,
        name,
        sa.Column("year", sa.Integer(), nullable=False),
        *map(_text, ("budget_version_uid", "budget_name", "percent")),
        *map(_json, ("cost_centres", "general_centres")),
        _text("general_share"),
        _check(op, name, "year", "year BETWEEN 1900 AND 2200"),
        key=["year"],
    )


def _attachment(op: Operations) -> None:
    name = "application_attachment"
    states = "'missing', 'attached', 'later', 'in_other_file', 'not_needed'"
    _part(
        op,
        name,
        *map(_text, ("attachment", "state", "note")),
        _check(op, name, "state", f"state IN ({states})"),
        key=["attachment"],
    )


def _version(op: Operations) -> None:
    name = "application_version"
    _part(
        op,
        name,
        sa.Column("number", sa.Integer(), nullable=False),
        _text("name"),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        _text("actor"),
        _json("content"),
        _check(op, name, "number", "number > 0"),
        key=["number"],
    )


def _own_limit(op: Operations) -> None:
    name = "own_limit"
    op.create_table(
        name,
        _row_id(),
        *map(_text, ("form_id", "question")),
        sa.Column("max_chars", sa.Integer()),
        _json("counting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_limit")),
        _check(op, name, "max_chars", "max_chars > 0"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_own_limit", name, ["form_id", "question"], unique=True)


def _part(op: Operations, name: str, *columns: Any, key: list[str]) -> None:
    """Add a table of parts of an application; ``key`` is unique in each application."""
    op.create_table(
        name,
        _row_id(),
        sa.Column(
            "application_id",
            _ID,
            _reference(op, name, "application", ondelete="CASCADE"),
            nullable=False,
        ),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
    op.create_index(f"uq_{name}", name, ["application_id", *key], unique=True)


def _reference(
    op: Operations, name: str, target: str, *, ondelete: str | None = None
) -> sa.ForeignKey:
    return sa.ForeignKey(
        f"{target}.id",
        name=op.f(f"fk_{name}_{target}_id"),
        ondelete=ondelete,
        deferrable=True,
        initially="IMMEDIATE",
    )


def _check(op: Operations, name: str, what: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{name}_{what}"))


def _row_id() -> sa.Column[Any]:
    return sa.Column("id", _ID, autoincrement=True, nullable=False)


def _row_version() -> sa.Column[Any]:
    return sa.Column("version", sa.Integer(), server_default="1", nullable=False)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, _JSON, nullable=False)
