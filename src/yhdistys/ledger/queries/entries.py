"""Entries, the imports they came by, and what a further import would change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from yhdistys.exchange.imports import BudgetLine, LedgerLine
from yhdistys.ledger.model import (
    Account,
    AccountingProject,
    CostCentre,
    Entry,
    ImportBatch,
    MonthlyTotal,
)
from yhdistys.ledger.queries.chart import sides
from yhdistys.ledger.queries.years import fiscal_years
from yhdistys.ledger.rules.coverage import refuse_lonely_days, years_to_cover
from yhdistys.ledger.rules.vouchers import EntryContent, VoucherDiff, VoucherKey, diff_vouchers
from yhdistys.store.changes import latest_step
from yhdistys.values.money import from_cents
from yhdistys.values.period import FiscalYear, Month

# The plus keeps SQLite from searching by this condition, which nearly every entry fulfils.
IS_CURRENT = text("+entry.valid_to_batch IS NULL")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One entry; amounts in euros.

    Attributes:
        id: What ``entry_rows`` finds it by.
        year: The label of its fiscal year.
    """

    id: int
    year: int
    voucher: str
    day: date
    account: str
    cost_centre: str | None
    project: str | None
    description: str
    debit: Decimal
    credit: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """One import, newest first in lists."""

    id: int
    kind: str
    file_name: str
    actor: str
    at: datetime
    first_day: date
    last_day: date
    rows_read: int
    is_reversal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPreview:
    """What storing a ledger file would do.

    Attributes:
        as_of: The number of the newest step when the preview was made.
        diff: The vouchers of the file against the stored ones of the same months.
        first_day: The first day of the first month the file tells about.
        last_day: The last day of its last month.
        new_accounts: Accounts the chart does not have, with their names in the file.
        new_cost_centres: Cost centres not known yet, with their names.
        new_projects: Accounting projects not known yet.
        new_fiscal_years: Fiscal years the file needs and the association does not have.
        unknown_accounts: Accounts that carry money and stand on no line of the statement.
    """

    as_of: int
    diff: VoucherDiff
    first_day: date
    last_day: date
    new_accounts: dict[str, str]
    new_cost_centres: dict[str, str]
    new_projects: tuple[str, ...]
    new_fiscal_years: tuple[FiscalYear, ...]
    unknown_accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredVouchers:
    """The stored entries of some months: their content by voucher, and their ids."""

    contents: dict[VoucherKey, list[EntryContent]]
    ids: dict[VoucherKey, list[int]]


def entries(
    session: Session,
    *,
    year: int,
    months: Sequence[str] | None = None,
    account: str | None = None,
    cost_centre: str | None = None,
    voucher: str | None = None,
) -> tuple[EntryRow, ...]:
    """Return the current entries of a fiscal year by day and voucher, amounts in euros.

    Args:
        session: Where to read.
        year: The label of the fiscal year; one that does not exist has no entries.
        months: Only these months, such as ``"2025-03"``.
        account: Only this account.
        cost_centre: Only this cost centre.
        voucher: Only this voucher.
    """
    statement = select(Entry).where(Entry.fiscal_year == year, Entry.valid_to_batch.is_(None))
    if account is not None:
        statement = statement.where(Entry.account == account)
    if cost_centre is not None:
        statement = statement.where(Entry.cost_centre == cost_centre)
    if voucher is not None:
        statement = statement.where(Entry.voucher == voucher)
    ordered = statement.order_by(Entry.day, Entry.voucher, Entry.ordinal)
    rows = (entry_row(entry) for entry in session.scalars(ordered))
    return tuple(row for row in rows if months is None or str(Month.of(row.day)) in months)


def entry_row(entry: Entry) -> EntryRow:
    """Make the frozen row of an entry."""
    return EntryRow(
        id=entry.id,
        year=entry.fiscal_year,
        voucher=entry.voucher,
        day=entry.day,
        account=entry.account,
        cost_centre=entry.cost_centre,
        project=entry.project,
        description=entry.description,
        debit=from_cents(entry.debit_cents),
        credit=from_cents(entry.credit_cents),
    )


def batches(session: Session) -> tuple[BatchRow, ...]:
    """Return the imports of the ledger, newest first."""
    rows = session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc()))
    return tuple(
        BatchRow(
            id=row.id,
            kind=row.kind,
            file_name=row.file_name,
            actor=row.actor,
            at=row.at,
            first_day=row.first_day,
            last_day=row.last_day,
            rows_read=row.rows_read,
            is_reversal=row.reverses_id is not None,
        )
        for row in rows
    )


def last_entry_day(session: Session) -> date | None:
    """Return the day of the latest current entry: how far the ledger reaches."""
    newest = select(func.max(MonthlyTotal.fiscal_year)).scalar_subquery()
    statement = (
        select(Entry.day)
        .where(Entry.fiscal_year == newest, IS_CURRENT)
        .order_by(Entry.day.desc())
        .limit(1)
    )
    return session.scalar(statement)


def preview_ledger(session: Session, *, lines: Sequence[LedgerLine]) -> LedgerPreview:
    """Compare the entries of a file with what is stored; stores nothing.

    Args:
        session: Where to read.
        lines: What was read of the file, at least one line; amounts in cents.

    Raises:
        ValidationError: Days lie so far from the fiscal years that they must be wrong.
    """
    refuse_lonely_days(lines)
    known_years = fiscal_years(session)
    first_day = Month.of(min(line.day for line in lines)).first_day
    last_day = Month.of(max(line.day for line in lines)).last_day
    new_years = years_to_cover(known_years, lines)
    read = vouchers_of(lines, (*known_years, *new_years))
    stored = stored_vouchers(session, first_day, last_day)
    words = unknown_words(session, lines)
    return LedgerPreview(
        as_of=latest_step(session),
        diff=diff_vouchers(stored.contents, read),
        first_day=first_day,
        last_day=last_day,
        new_accounts=words.accounts,
        new_cost_centres=words.cost_centres,
        new_projects=words.projects,
        new_fiscal_years=new_years,
        unknown_accounts=words.accounts_without_line,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownWords:
    """What a file names and the association does not have yet."""

    accounts: dict[str, str]
    cost_centres: dict[str, str]
    projects: tuple[str, ...]
    accounts_without_line: tuple[str, ...]


def unknown_words(session: Session, lines: Sequence[LedgerLine | BudgetLine]) -> UnknownWords:
    """Find the accounts, cost centres and projects of a file that are not known yet."""
    side = sides(session)
    accounts = {line.account: line.account_name for line in reversed(lines)}
    cost_centres = {line.cost_centre: line.cost_centre_name for line in reversed(lines)}
    projects = {line.project: "" for line in lines}
    return UnknownWords(
        accounts=_unknown(session, Account.number, accounts),
        cost_centres=_unknown(session, CostCentre.code, cost_centres),
        projects=tuple(_unknown(session, AccountingProject.code, projects)),
        accounts_without_line=tuple(sorted(n for n in accounts if side(n) is None)),
    )


def _unknown(session: Session, column: Any, found: dict[str, str]) -> dict[str, str]:
    known = set(session.scalars(select(column)))
    return {code: found[code] or code for code in sorted(found) if code and code not in known}


def vouchers_of(
    lines: Iterable[LedgerLine], years: Sequence[FiscalYear]
) -> dict[VoucherKey, list[EntryContent]]:
    """Group the entries of a file by voucher; an entry without a number goes by its day."""
    vouchers: defaultdict[VoucherKey, list[EntryContent]] = defaultdict(list)
    labels: dict[date, tuple[str, int]] = {}
    for line in lines:
        told = labels.get(line.day)
        if told is None:
            told = labels[line.day] = (line.day.isoformat(), label_of(line.day, years))
        day, label = told
        content = EntryContent(
            day, line.account, line.cost_centre, line.project, line.text,
            line.debit_cents, line.credit_cents,
        )  # fmt: skip
        vouchers[VoucherKey(label, line.voucher or day)].append(content)
    return dict(vouchers)


def label_of(day: date, years: Sequence[FiscalYear]) -> int:
    """Return the label of the fiscal year of a day that one of them is known to cover."""
    return next(year.label for year in years if day in year)


def stored_vouchers(session: Session, first_day: date, last_day: date) -> StoredVouchers:
    """Read the current entries of some months, grouped by voucher."""
    statement = text(
        "SELECT fiscal_year, voucher, CAST(day AS text), account, coalesce(cost_centre, ''),"
        " coalesce(project, ''), description, debit_cents, credit_cents, id FROM entry"
        " WHERE valid_to_batch IS NULL AND day BETWEEN :first AND :last ORDER BY id"
    ).bindparams(first=first_day, last=last_day)
    contents: defaultdict[VoucherKey, list[EntryContent]] = defaultdict(list)
    ids: defaultdict[VoucherKey, list[int]] = defaultdict(list)
    for row in session.execute(statement).all():
        key = VoucherKey(row[0], row[1])
        contents[key].append(EntryContent(*row[2:9]))
        ids[key].append(row[9])
    return StoredVouchers(dict(contents), dict(ids))
