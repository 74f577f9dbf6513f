"""The store's own tables: history, settings, drafts, schema version."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from yhdistys.store.base import Base, BigId, RowId, RowVersion, refers_to

NO_HISTORY = {"history": False, "content": False}


class ChangeSet(Base):
    """One step of a person: what undo takes back and what history shows.

    ``message`` is the untranslated text, ``params`` fills it. ``reverses_id`` names the step that
    an undo or a redo took back. ``bulk`` describes what triggers do not record, such as the batch
    of an import. ``chain`` seals this step and all before it.
    """

    __tablename__ = "change_set"
    __table_args__ = (
        CheckConstraint("kind IN ('do', 'undo', 'redo')", name="kind"),
        {"info": NO_HISTORY, "sqlite_autoincrement": True},
    )

    id: Mapped[RowId]
    at: Mapped[datetime]
    actor: Mapped[str]
    kind: Mapped[str]
    message: Mapped[str]
    params: Mapped[dict[str, Any]]
    barrier: Mapped[bool] = mapped_column(Boolean)
    reverses_id: Mapped[int | None] = mapped_column(BigId, refers_to("change_set.id"), unique=True)
    bulk: Mapped[dict[str, Any] | None]
    chain: Mapped[str] = mapped_column(Text, default="")


class Change(Base):
    """One row before and after, written by the database's triggers."""

    __tablename__ = "change"
    __table_args__ = (
        Index(None, "change_set_id"),
        Index(None, "table_name", "row_id"),
        {"info": NO_HISTORY, "sqlite_autoincrement": True},
    )

    seq: Mapped[RowId]
    change_set_id: Mapped[int] = mapped_column(BigId, refers_to("change_set.id"))
    table_name: Mapped[str]
    row_id: Mapped[str]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    salt: Mapped[str | None]
    digest: Mapped[str | None]


class Setting(Base):
    """One setting of the association's file."""

    __tablename__ = "setting"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[RowId]
    key: Mapped[str] = mapped_column(Text, unique=True)
    value: Mapped[dict[str, Any]]
    version: Mapped[RowVersion]


class Draft(Base):
    """A text that is being written and is not finished: kept for a crash, no part of the content.

    ``place`` says where it is written, such as ``explanation/2025/4400``.
    """

    __tablename__ = "draft"
    __table_args__ = ({"info": NO_HISTORY, "sqlite_autoincrement": True},)

    id: Mapped[RowId]
    place: Mapped[str] = mapped_column(Text, unique=True)
    text: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]


class SchemaVersion(Base):
    """The version of the schema where the database has no header of its own (PostgreSQL)."""

    __tablename__ = "schema_version"
    __table_args__ = ({"info": NO_HISTORY, "sqlite_autoincrement": True},)

    id: Mapped[RowId]
    major: Mapped[int]
    minor: Mapped[int]
    uid: Mapped[str]
