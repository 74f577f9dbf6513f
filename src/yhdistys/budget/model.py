"""The tables of the budget. Amounts are in result sign: income positive, expenses negative."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

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


class BudgetVersion(Base):
    """One version of a fiscal year's budget: a draft, or the approved one."""

    __tablename__ = "budget_version"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'approved', 'replaced')", name="state"),
        Index("uq_budget_version_name", "fiscal_year_id", "name", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[RowId]
    uid: Mapped[Uid]
    fiscal_year_id: Mapped[int] = mapped_column(BigId, refers_to("fiscal_year.id"))
    name: Mapped[str]
    state: Mapped[str]
    approved_on: Mapped[date | None]
    meeting: Mapped[str | None]
    section: Mapped[str | None]
    version: Mapped[RowVersion]
    lines: Mapped[list[PlanLine]] = relationship(
        back_populates="budget_version", passive_deletes=True, order_by=lambda: PlanLine.id
    )


class PlanLine(Base):
    """A planned amount of an account, with the profile that spreads it over months."""

    __tablename__ = "plan_line"
    __table_args__ = (Index(None, "budget_version_id"), {"sqlite_autoincrement": True})

    id: Mapped[RowId]
    uid: Mapped[Uid]
    budget_version_id: Mapped[int] = mapped_column(BigId, part_of("budget_version.id"))
    account: Mapped[str] = mapped_column(Text, refers_to("account.number"))
    cost_centre: Mapped[str | None] = mapped_column(Text, refers_to("cost_centre.code"))
    project: Mapped[str | None] = mapped_column(Text, refers_to("accounting_project.code"))
    amount: Mapped[EuroAmount]
    profile: Mapped[dict[str, Any]]
    note: Mapped[str]
    version: Mapped[RowVersion]
    budget_version: Mapped[BudgetVersion] = relationship(back_populates="lines")
    months: Mapped[list[PlanMonth]] = relationship(
        back_populates="plan_line", passive_deletes=True, order_by=lambda: PlanMonth.month
    )


class PlanMonth(Base):
    """One month of a plan line; the months of a line sum to its amount to the cent."""

    __tablename__ = "plan_month"
    __table_args__ = (
        Index("uq_plan_month", "plan_line_id", "month", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[RowId]
    plan_line_id: Mapped[int] = mapped_column(BigId, part_of("plan_line.id"))
    month: Mapped[str]
    cents: Mapped[int] = mapped_column(BigInteger)
    plan_line: Mapped[PlanLine] = relationship(back_populates="months")


class Explanation(Base):
    """Why an account differs from the budget; one for each account and dimension of a year.

    The codes are the words of the entries, so that an account without a place in the chart can be
    explained too; empty where there is none, which keeps the key unique. ``month`` is the last
    month that was looked at when it was written.
    """

    __tablename__ = "explanation"
    __table_args__ = (
        CheckConstraint("text <> ''", name="text"),
        Index(
            "uq_explanation_key",
            "fiscal_year_id",
            "account",
            "cost_centre",
            "project",
            unique=True,
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[RowId]
    uid: Mapped[Uid]
    fiscal_year_id: Mapped[int] = mapped_column(BigId, refers_to("fiscal_year.id"))
    account: Mapped[str]
    cost_centre: Mapped[str]
    project: Mapped[str]
    month: Mapped[str]
    text: Mapped[str]
    actor: Mapped[str]
    version: Mapped[RowVersion]
