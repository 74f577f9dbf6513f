"""Prove that an association's data are whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from yhdistys.app.workspace import Workspace
from yhdistys.budget import queries as budget_queries
from yhdistys.grants import queries as grants_queries
from yhdistys.i18n import LazyText, _, lazy
from yhdistys.ledger import queries as ledger_queries
from yhdistys.store.base import Base
from yhdistys.store.changes import broken_links
from yhdistys.store.content import content_hash
from yhdistys.store.engine import is_postgresql


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckItem:
    """One invariant: what must hold, whether it does, and what was found."""

    id: str
    title: LazyText
    ok: bool
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """All invariants, and the hash of the business content."""

    items: tuple[CheckItem, ...]
    content_hash: str

    @property
    def ok(self) -> bool:
        """Say whether everything holds."""
        return all(item.ok for item in self.items)


def check(workspace: Workspace) -> Check:
    """Check an open association and hash its content."""
    with workspace.database.connected() as connection:
        items = [*_database_items(connection), *_content_items(Session(connection))]
        digest = content_hash(connection, Base.metadata)
    return Check(items=tuple(items), content_hash=digest)


def _database_items(connection: Connection) -> Iterator[CheckItem]:
    if is_postgresql(connection):
        return
    whole = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    yield CheckItem(
        id="integrity-check",
        title=lazy("The database is whole"),
        ok=whole == ["ok"],
        detail="" if whole == ["ok"] else "; ".join(map(str, whole[:3])),
    )
    broken = len(connection.execute(text("PRAGMA foreign_key_check")).fetchall())
    yield _counted("foreign-keys", lazy("No reference points at nothing"), broken)


def _content_items(session: Session) -> Iterator[CheckItem]:
    yield _counted(
        "summary-tables",
        lazy("Monthly totals equal the sums of the entries"),
        ledger_queries.totals_mismatches(session),
    )
    yield _counted(
        "vouchers-balance",
        lazy("Every voucher with both sides balances"),
        ledger_queries.unbalanced_vouchers(session),
    )
    yield _counted(
        "plan-months",
        lazy("The months of every plan line sum to its amount"),
        budget_queries.plans_off_their_amount(session),
    )
    yield _counted(
        "application-forms",
        lazy("The forms of applications are as they were stored"),
        grants_queries.altered_forms(session),
    )
    yield _counted(
        "application-answers",
        lazy("Every answer of an application belongs to a question of its form"),
        grants_queries.stray_answers(session),
    )
    yield _counted(
        "application-amounts",
        lazy("No amount of an application is below zero"),
        grants_queries.negative_amounts(session),
    )
    yield _counted("history-chain", lazy("History is unbroken"), len(broken_links(session)))


def _counted(item_id: str, title: LazyText, wrong: int) -> CheckItem:
    detail = _("{n} do not fit").format(n=wrong) if wrong else ""
    return CheckItem(id=item_id, title=title, ok=wrong == 0, detail=detail)
