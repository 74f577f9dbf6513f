"""Looking through the entries of a ledger of any size.

A list first asks for the ids of everything that fits, in order, and then for the rows of one
screen at a time. Filters and order work in the database.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import ColumnElement, Text, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from yhdistys.ledger.model import Entry
from yhdistys.ledger.queries.entries import IS_CURRENT, EntryRow, entry_row
from yhdistys.ledger.queries.years import fiscal_years
from yhdistys.values.chosen import ALL, Chosen, Every
from yhdistys.values.money import from_cents, to_cents
from yhdistys.values.period import Month

EntryOrder = Literal[
    "day", "voucher", "account", "cost_centre", "project", "amount", "debit", "credit",
    "description",
]  # fmt: skip
"""What entries are sorted by; entries that are equal in it stand by day and voucher."""

_AT_ONCE = 500
_CONVERTED_AT_ONCE = 20_000
_DIGITS = "0123456789"
_BY_DAY = (Entry.fiscal_year, Entry.day, Entry.voucher, Entry.ordinal)
_BY_VOUCHER = (
    Entry.fiscal_year,
    func.rtrim(Entry.voucher, _DIGITS),  # the series, then its numbers as numbers
    func.length(Entry.voucher),
    Entry.voucher,
    Entry.ordinal,
)
_ORDERS: Mapping[str, tuple[Any, ...]] = {
    "day": _BY_DAY,
    "voucher": _BY_VOUCHER,
    "account": (Entry.account, *_BY_DAY),
    "cost_centre": (func.coalesce(Entry.cost_centre, ""), *_BY_DAY),
    "project": (func.coalesce(Entry.project, ""), *_BY_DAY),
    "amount": (Entry.debit_cents + Entry.credit_cents, *_BY_DAY),
    "debit": (Entry.debit_cents, *_BY_DAY),
    "credit": (Entry.credit_cents, *_BY_DAY),
    "description": (Entry.description, *_BY_DAY),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """Which entries to look at; what is not said does not matter.

    Attributes:
        year: The label of the fiscal year.
        first: The first month.
        last: The last month.
        account: The number of an account.
        account_prefix: What the account's number begins with.
        accounts: The numbers of several accounts, such as those of a sum.
        cost_centre: A code, None for entries without a cost centre.
        project: A code, None for entries without a project.
        voucher: The number of a voucher.
        text: A part of the description, in capital or small letters.
        least: The smallest amount in euros, on either side, whatever its sign.
        most: The largest one.
    """

    year: int | None = None
    first: Month | None = None
    last: Month | None = None
    account: str | None = None
    account_prefix: str | None = None
    accounts: tuple[str, ...] | None = None
    cost_centre: Chosen = ALL
    project: Chosen = ALL
    voucher: str | None = None
    text: str | None = None
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySums:
    """How many entries there are and what they sum to, in euros."""

    count: int
    debit: Decimal
    credit: Decimal


EVERY_ENTRY = EntryFilter()


def entry_ids(
    session: Session,
    *,
    chosen: EntryFilter = EVERY_ENTRY,
    order: EntryOrder = "day",
    descending: bool = False,
    limit: int | None = None,
) -> array[int]:
    """Return the ids of all current entries that fit, in order; ``entry_rows`` reads them.

    Args:
        session: Where to read.
        chosen: Which entries.
        order: By what; ``amount`` is the amount on whichever side it stands.
        descending: The last one first.
        limit: At most so many, for a first screen.
    """
    columns = [column.desc() if descending else column for column in _ORDERS[order]]
    statement = select(Entry.id).where(*_conditions(session, chosen)).order_by(*columns)
    ordered = statement.limit(limit).subquery()
    # One long text is read twice as fast as a million rows.
    joined = session.scalar(select(func.aggregate_strings(cast(ordered.c.id, Text), ",")))
    parts = joined.split(",") if joined else []
    ids = array("q")
    for start in range(0, len(parts), _CONVERTED_AT_ONCE):  # between two parts a window can paint
        ids.extend(map(int, parts[start : start + _CONVERTED_AT_ONCE]))
    return ids


def entry_rows(session: Session, *, ids: Sequence[int]) -> tuple[EntryRow, ...]:
    """Return the entries of some ids, in the order of the ids; meant for a few hundred at a time.

    Args:
        session: Where to read.
        ids: As ``entry_ids`` gave them; an id that does not exist is left out.
    """
    rows: dict[int, EntryRow] = {}
    for start in range(0, len(ids), _AT_ONCE):
        wanted = tuple(ids[start : start + _AT_ONCE])
        found = session.scalars(select(Entry).where(Entry.id.in_(wanted)))
        rows.update((entry.id, entry_row(entry)) for entry in found)
    return tuple(rows[entry_id] for entry_id in ids if entry_id in rows)


def entry_sums(session: Session, *, chosen: EntryFilter = EVERY_ENTRY) -> EntrySums:
    """Return how many current entries fit, and the sums of their sides."""
    debit, credit = func.sum(Entry.debit_cents), func.sum(Entry.credit_cents)
    statement = select(func.count(), debit, credit).where(*_conditions(session, chosen))
    count, debit_cents, credit_cents = session.execute(statement).one()
    return EntrySums(
        count=count,
        debit=from_cents(int(debit_cents or 0)),
        credit=from_cents(int(credit_cents or 0)),
    )


def _conditions(session: Session, chosen: EntryFilter) -> Iterator[Any]:
    yield IS_CURRENT
    yield from _in_period(session, chosen)
    if chosen.account is not None:
        yield Entry.account == chosen.account
    if chosen.account_prefix:
        yield Entry.account.startswith(chosen.account_prefix, autoescape=True)
    if chosen.accounts is not None:
        yield Entry.account.in_(chosen.accounts)
    for column, code in ((Entry.cost_centre, chosen.cost_centre), (Entry.project, chosen.project)):
        if not isinstance(code, Every):
            yield column.is_(None) if code is None else column == code
    if chosen.voucher is not None:
        yield Entry.voucher == chosen.voucher
    if chosen.text and chosen.text.strip():
        yield contains_text(Entry.description, chosen.text)
    if chosen.least is not None or chosen.most is not None:
        yield or_(*(_amount_fits(side, chosen) for side in (Entry.debit_cents, Entry.credit_cents)))


def _in_period(session: Session, chosen: EntryFilter) -> Iterator[Any]:
    if chosen.first is not None:
        yield Entry.day >= chosen.first.first_day
    if chosen.last is not None:
        yield Entry.day <= chosen.last.last_day
    if chosen.year is not None:
        yield Entry.fiscal_year == chosen.year
    elif chosen.first is not None or chosen.last is not None:
        yield Entry.fiscal_year.in_(_labels(session, chosen))


def _labels(session: Session, chosen: EntryFilter) -> list[int]:
    """Return the fiscal years that share days with the months, for the sake of the index."""
    first, last = chosen.first, chosen.last
    return [
        year.label
        for year in fiscal_years(session)
        if (first is None or year.ends_on >= first.first_day)
        and (last is None or year.starts_on <= last.last_day)
    ]


def contains_text(column: Any, words: str) -> ColumnElement[bool]:
    """Say whether a column contains a text, in capital or small letters.

    SQLite makes only the letters of English small by itself; the others of the text, such as ä,
    are made small in the column too.
    """
    small = words.strip().lower()
    for letter in sorted(set(small)):
        if not letter.isascii() and letter.upper() != letter and len(letter.upper()) == 1:
            column = func.replace(column, letter.upper(), letter)
    found: ColumnElement[bool] = column.icontains(small, autoescape=True)
    return found


def _amount_fits(side: Any, chosen: EntryFilter) -> ColumnElement[bool]:
    size = func.abs(side)
    parts = [side != 0]
    if chosen.least is not None:
        parts.append(size >= to_cents(chosen.least))
    if chosen.most is not None:
        parts.append(size <= to_cents(chosen.most))
    return and_(*parts)
