"""Finding accounts, vouchers, cost centres and projects by what a person types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from yhdistys.ledger.model import Entry
from yhdistys.ledger.queries.chart import account_names, cost_centres, projects
from yhdistys.ledger.queries.entries import IS_CURRENT
from yhdistys.ledger.queries.years import fiscal_years
from yhdistys.ledger.rules.chart import LINES
from yhdistys.store.engine import is_postgresql
from yhdistys.values.formats import date_text

_KINDS = 4
_LAST_LETTER = "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that fits what was typed.

    Attributes:
        kind: What it is.
        id: The number of an account or a voucher, the code of a cost centre or a project.
        label: What people see: the number or code and the name.
        detail: The line of an account, the day and the text of a voucher; may be empty.
        year: The label of a voucher's fiscal year; None for everything else.
    """

    kind: Literal["account", "voucher", "cost_centre", "project"]
    id: str
    label: str
    detail: str = ""
    year: int | None = None


def search(session: Session, *, text: str, limit: int = 20) -> tuple[Found, ...]:
    """Find by the beginning of a number or code, or by a part of a name; exact numbers first.

    Args:
        session: Where to read.
        text: What was typed; names are searched in the language in force.
        limit: How many at most; no kind crowds the others out.
    """
    typed = " ".join(text.split()).casefold()
    if not typed:
        return ()
    kinds = [
        tuple(_accounts(session, typed))[:limit],
        tuple(_dimensions(session, typed, "cost_centre"))[:limit],
        tuple(_dimensions(session, typed, "project"))[:limit],
        tuple(_vouchers(session, typed, limit)),
    ]
    share = max(1, limit // _KINDS)
    heads = [one for found in kinds for one in found[:share]]
    tails = [one for found in kinds for one in found[share:]]
    chosen = [*heads, *tails][:limit]
    return tuple(sorted(chosen, key=lambda one: one.id.casefold() != typed))


def _fits(typed: str, code: str, name: str) -> bool:
    return code.casefold().startswith(typed) or typed in f"{code} {name}".casefold()


def _accounts(session: Session, typed: str) -> Iterator[Found]:
    names = account_names(session)
    for number in sorted(names, key=lambda one: (not one.startswith(typed), one)):
        name, line = names[number]
        if _fits(typed, number, name):
            detail = "" if line is None else str(LINES[line].label)
            yield Found(kind="account", id=number, label=f"{number} {name}", detail=detail)


def _dimensions(
    session: Session, typed: str, kind: Literal["cost_centre", "project"]
) -> Iterator[Found]:
    rows = cost_centres(session) if kind == "cost_centre" else projects(session)
    for row in rows:
        if _fits(typed, row.code, row.name):
            label = row.code if row.name == row.code else f"{row.code} {row.name}"
            yield Found(kind=kind, id=row.code, label=label)


def _vouchers(session: Session, typed: str, limit: int) -> Iterator[Found]:
    """Find vouchers by the beginning of their number, those of the newest year first."""
    firsts: list[int] = []
    for year, begins in product(reversed(fiscal_years(session)), _beginnings(session, typed)):
        statement = (
            select(func.min(Entry.id))
            .where(Entry.fiscal_year == year.label, begins, IS_CURRENT)
            .group_by(Entry.voucher)
            .order_by(func.length(Entry.voucher), Entry.voucher)
            .limit(limit - len(firsts))
        )
        firsts += session.scalars(statement)
        if len(firsts) >= limit:
            break
    yield from _told(session, firsts)


def _beginnings(session: Session, typed: str) -> list[ColumnElement[bool]]:
    """Say in which ways a number may begin; SQLite finds ranges by an index, and LIKE not."""
    if is_postgresql(session.connection()):
        return [Entry.voucher.istartswith(typed, autoescape=True)]
    return [
        and_(Entry.voucher >= beginning, Entry.voucher < beginning + _LAST_LETTER)
        for beginning in dict.fromkeys((typed.upper(), typed, typed.title()))
    ]


def _told(session: Session, entry_ids: Sequence[int]) -> Iterable[Found]:
    rows = {row.id: row for row in session.scalars(select(Entry).where(Entry.id.in_(entry_ids)))}
    for row in (rows[entry_id] for entry_id in entry_ids):
        yield Found(
            kind="voucher",
            id=row.voucher,
            label=f"{row.voucher} · {row.fiscal_year}",
            detail=f"{date_text(row.day)} {row.description}".rstrip(),
            year=row.fiscal_year,
        )
