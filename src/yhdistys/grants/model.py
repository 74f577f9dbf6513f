"""The tables of grants: forms as they were, applications with all that is in them, kept versions.

An application keeps the form it was begun with: a later form of the funder changes nothing in it.
Amounts are in euros, positive or zero; what is a cost and what an income the form's line says.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from yhdistys.store.base import (
    Base,
    BigId,
    EuroAmount,
    RowId,
    RowVersion,
    Uid,
    part_of,
    refers_to,
)


class FormCopy(Base):
    """A funder's form as it was when an application was begun: the whole text, once."""

    __tablename__ = "form_copy"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[RowId]
    form_id: Mapped[str]
    form_version: Mapped[str]
    content_hash: Mapped[str] = mapped_column(Text, unique=True)
    text: Mapped[str]


class Application(Base):
    """One application; ``closes_at`` is a time such as ``16:15``, None for the whole day."""

    __tablename__ = "application"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("state IN ('draft', 'submitted', 'withdrawn')", name="state"),
        CheckConstraint("first_year BETWEEN 1900 AND 2200", name="first_year"),
        CheckConstraint("(state = 'draft') = (submitted_on IS NULL) OR state = 'withdrawn'",
                        name="submitted"),
        Index(None, "form_copy_id"),
        {"sqlite_autoincrement": True},
    )  # fmt: skip

    id: Mapped[RowId]
    uid: Mapped[Uid]
    form_copy_id: Mapped[int] = mapped_column(BigId, refers_to("form_copy.id"))
    name: Mapped[str]
    state: Mapped[str]
    first_year: Mapped[int]
    closes_on: Mapped[date | None]
    closes_at: Mapped[str | None]
    submitted_on: Mapped[date | None]
    reason: Mapped[str]
    version: Mapped[RowVersion]


class ApplicationAnswer(Base):
    """The answer to a question: a text, or the rows of a table as ``{"rows": […]}``."""

    __tablename__ = "application_answer"
    __table_args__ = (
        Index("uq_application_answer", "application_id", "question", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[RowId]
    application_id: Mapped[int] = mapped_column(BigId, part_of("application.id"))
    question: Mapped[str]
    text: Mapped[str]
    rows: Mapped[dict[str, Any] | None]
    version: Mapped[RowVersion]


class ApplicationAmount(Base):
    """The amount of a budget line in one year, with where it comes from."""

    __tablename__ = "application_amount"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("year BETWEEN 1900 AND 2200", name="year"),
        Index("uq_application_amount", "application_id", "line", "year", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[RowId]
    application_id: Mapped[int] = mapped_column(BigId, part_of("application.id"))
    line: Mapped[str]
    year: Mapped[int]
    amount: Mapped[EuroAmount]
    basis: Mapped[str]
    note: Mapped[str]
    is_planned: Mapped[bool] = mapped_column(Boolean)


class ApplicationSource(Base):
    """The plan that a year's budget was taken from.

    The budget version is named by its ``uid``, without a foreign key: a draft of the budget may be
    removed although an application was once made from it, and when the removal is undone the same
    version is found again. ``budget_name`` says what it was called, also when it is gone. The
    percents are decimal numbers as texts.
    """

    __tablename__ = "application_source"
    __table_args__ = (
        CheckConstraint("year BETWEEN 1900 AND 2200", name="year"),
        Index("uq_application_source", "application_id", "year", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[RowId]
    application_id: Mapped[int] = mapped_column(BigId, part_of("application.id"))
    year: Mapped[int]
    budget_version_uid: Mapped[str] = mapped_column(Text, info={"content": False})
    budget_name: Mapped[str]
    percent: Mapped[str]
    cost_centres: Mapped[dict[str, Any]]
    general_centres: Mapped[dict[str, Any]]
    general_share: Mapped[str]


class ApplicationAttachment(Base):
    """Where a demanded document is."""

    __tablename__ = "application_attachment"
    __table_args__ = (
        CheckConstraint(
            "state IN ('missing', 'attached', 'later', 'in_other_file', 'not_needed')",
            name="state",
        ),
        Index("uq_application_attachment", "application_id", "attachment", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[RowId]
    application_id: Mapped[int] = mapped_column(BigId, part_of("application.id"))
    attachment: Mapped[str]
    state: Mapped[str]
    note: Mapped[str]


class ApplicationVersion(Base):
    """An application as it was once: answers, amounts and attachments; never changed."""

    __tablename__ = "application_version"
    __table_args__ = (
        CheckConstraint("number > 0", name="number"),
        Index("uq_application_version", "application_id", "number", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[RowId]
    application_id: Mapped[int] = mapped_column(BigId, part_of("application.id"))
    number: Mapped[int]
    name: Mapped[str]
    kept_at: Mapped[datetime] = mapped_column(info={"content": False})
    actor: Mapped[str]
    content: Mapped[dict[str, Any]]


class OwnLimit(Base):
    """A limit that was read in the funder's web form; it holds for all applications of a form."""

    __tablename__ = "own_limit"
    __table_args__ = (
        CheckConstraint("max_chars > 0", name="max_chars"),
        Index("uq_own_limit", "form_id", "question", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[RowId]
    form_id: Mapped[str]
    question: Mapped[str]
    max_chars: Mapped[int | None]
    counting: Mapped[dict[str, Any]]
