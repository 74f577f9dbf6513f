"""Storing an imported ledger: append-only entries, one undoable step.

Entries are never changed or removed. An import closes the entries of changed and vanished
vouchers and adds the new ones; taking it back is a batch of its own that does the reverse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text

from yhdistys.errors import Conflict, ValidationError
from yhdistys.exchange.imports import ImportResult, LedgerLine
from yhdistys.exchange.tables import Progress
from yhdistys.i18n import _
from yhdistys.ledger import model, queries
from yhdistys.ledger.queries.entries import label_of, stored_vouchers
from yhdistys.ledger.rules.vouchers import VoucherKey
from yhdistys.ledger.services.years import insert_year
from yhdistys.store.engine import bulk_insert, is_postgresql
from yhdistys.store.reversal import reverses
from yhdistys.store.unit_of_work import UnitOfWork, service
from yhdistys.values.findings import has_errors
from yhdistys.values.period import FiscalYear

BULK = "ledger-batch"
_AT_ONCE = 20_000
_COLUMNS = (
    "valid_from_batch", "fiscal_year", "file_row", "voucher", "ordinal", "day", "account",
    "cost_centre", "project", "description", "debit_cents", "credit_cents",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLedger:
    """What an import did; ``batch`` is None when the file changed nothing."""

    batch: int | None
    preview: queries.LedgerPreview


@service("Import the ledger {file}")
def store_ledger(
    uow: UnitOfWork,
    *,
    result: ImportResult,
    preview: queries.LedgerPreview | None = None,
    progress: Progress | None = None,
) -> StoredLedger:
    """Store the entries of a file: replaces exactly what differs in the months it tells about.

    Args:
        uow: The step.
        result: What was read.
        preview: The comparison shown to the user; made anew if anything was done since.
        progress: Told how many lines are stored of how many; raises JobCancelled to cancel.

    Raises:
        ValidationError: The file has errors or no entries; nothing is stored.
        JobCancelled: ``progress`` raised it; nothing is stored.
    """
    refuse_errors(result, result.ledger)
    uow.describe(file=result.file_name)
    if not is_postgresql(uow.connection):
        uow.connection.exec_driver_sql("PRAGMA cache_spill = OFF")
    if preview is None or preview.as_of != uow.step_before:
        preview = queries.preview_ledger(uow.session, lines=result.ledger)
    if preview.diff.is_empty:
        return StoredLedger(batch=None, preview=preview)
    _add_unknown(uow, preview)
    batch = open_batch(
        uow, "ledger", result, first_day=preview.first_day, last_day=preview.last_day
    )
    years = queries.fiscal_years(uow.session)
    closed = _close_entries(uow, batch, preview)
    rows = _entries(batch, result.ledger, years, preview)
    _add_entries(uow, rows, progress)
    touched = {key.fiscal_year for key in (*preview.diff.new, *preview.diff.changed)}
    touched |= {key.fiscal_year for key in preview.diff.vanished}
    rebuild_totals(uow, touched)
    uow.record_bulk(BULK, batch=batch, sha256=result.sha256, added=len(rows), closed=closed)
    return StoredLedger(batch=batch, preview=preview)


def refuse_errors(result: ImportResult, lines: Sequence[object] | None = None) -> None:
    """Refuse a file with errors among its problems, or without the lines that are wanted of it.

    Raises:
        ValidationError: Names the first problem and carries them all.
    """
    if has_errors(result.problems):
        first = next(p for p in result.problems if p.severity == "error")
        raise ValidationError(
            first.message, hint=first.hint, kind=first.kind, problems=result.problems
        )
    wanted = result.ledger or result.budget or result.chart if lines is None else lines
    if not wanted:
        raise ValidationError(
            _("{file} has no rows to import.").format(file=result.file_name),
            hint=_("Check that you chose the right file and sheet."),
            kind="no-rows",
            problems=result.problems,
        )


def _add_unknown(uow: UnitOfWork, preview: queries.LedgerPreview) -> None:
    for year in preview.new_fiscal_years:
        insert_year(uow, year)
    add_unknown_words(
        uow,
        accounts=preview.new_accounts,
        cost_centres=preview.new_cost_centres,
        projects=preview.new_projects,
    )


def add_unknown_words(
    uow: UnitOfWork,
    *,
    accounts: Mapping[str, str],
    cost_centres: Mapping[str, str],
    projects: Iterable[str],
) -> None:
    """Add accounts and dimensions that a file names and the association does not have yet."""
    session = uow.session
    session.add_all(
        model.Account(number=number, names={"fi": name}) for number, name in accounts.items()
    )
    session.add_all(
        model.CostCentre(code=code, names={"fi": name}) for code, name in cost_centres.items()
    )
    session.add_all(model.AccountingProject(code=code, names={"fi": code}) for code in projects)
    session.flush()


def open_batch(
    uow: UnitOfWork, kind: str, result: ImportResult, *, first_day: date, last_day: date
) -> int:
    """Note an import: what file, by whom, when, for which days; return its number."""
    batch = model.ImportBatch(
        kind=kind,
        file_name=result.file_name,
        sha256=result.sha256,
        sign=result.sign,
        actor=uow.actor,
        at=uow.at,
        first_day=first_day,
        last_day=last_day,
        rows_read=result.rows_read,
    )
    uow.session.add(batch)
    uow.session.flush()
    return batch.id


def _close_entries(uow: UnitOfWork, batch: int, preview: queries.LedgerPreview) -> int:
    closing = (*preview.diff.changed, *preview.diff.vanished)
    if not closing:
        return 0
    ids = stored_vouchers(uow.session, preview.first_day, preview.last_day).ids
    rows = [(batch, entry_id) for key in closing for entry_id in ids[key]]
    mark = "%s" if is_postgresql(uow.connection) else "?"
    statement = f"UPDATE entry SET valid_to_batch = {mark} WHERE id = {mark}"
    uow.connection.exec_driver_sql(statement, rows)
    return len(rows)


def _add_entries(uow: UnitOfWork, rows: list[tuple[Any, ...]], progress: Progress | None) -> None:
    for start in range(0, len(rows), _AT_ONCE):
        bulk_insert(uow.connection, "entry", _COLUMNS, rows[start : start + _AT_ONCE])
        if progress is not None:
            progress(min(start + _AT_ONCE, len(rows)), len(rows))


def _entries(
    batch: int,
    lines: Iterable[LedgerLine],
    years: Sequence[FiscalYear],
    preview: queries.LedgerPreview,
) -> list[tuple[Any, ...]]:
    wanted = {*preview.diff.new, *preview.diff.changed}
    ordinals: dict[VoucherKey, int] = {}
    days: dict[date, tuple[str, int]] = {}
    rows: list[tuple[Any, ...]] = []
    for line in lines:
        told = days.get(line.day)
        if told is None:
            told = days[line.day] = (line.day.isoformat(), label_of(line.day, years))
        day, label = told
        key = VoucherKey(label, line.voucher or day)
        if key not in wanted:
            continue
        ordinals[key] = ordinal = ordinals.get(key, 0) + 1
        rows.append(
            (batch, label, line.row, key.voucher, ordinal, day, line.account,
             line.cost_centre or None, line.project or None, line.text,
             line.debit_cents, line.credit_cents)
        )  # fmt: skip
    return rows


def rebuild_totals(uow: UnitOfWork, labels: Iterable[int]) -> None:
    """Sum the current entries of fiscal years anew."""
    for label in sorted(labels):
        values = {"label": label}
        uow.session.execute(text("DELETE FROM monthly_total WHERE fiscal_year = :label"), values)
        uow.session.execute(
            text(
                "INSERT INTO monthly_total (fiscal_year, month, account, cost_centre, project,"
                " debit_cents, credit_cents, entries)"
                " SELECT fiscal_year, substr(CAST(day AS text), 1, 7), account, cost_centre,"
                " project, sum(debit_cents), sum(credit_cents), count(*) FROM entry"
                " WHERE valid_to_batch IS NULL AND fiscal_year = :label GROUP BY 1, 2, 3, 4, 5"
            ),
            values,
        )


@reverses(BULK)
def reverse_ledger_batch(uow: UnitOfWork, bulk: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take an import back: close what it added, add again what it closed, as a new batch.

    Raises:
        Conflict: A later import touched the same vouchers.
    """
    taken_back = uow.session.get_one(model.ImportBatch, int(bulk["batch"]))
    values = {"batch": taken_back.id}
    _refuse_later_change(uow, values)
    batch = model.ImportBatch(
        kind="ledger",
        file_name=taken_back.file_name,
        sha256=taken_back.sha256,
        sign=taken_back.sign,
        actor=uow.actor,
        at=uow.at,
        first_day=taken_back.first_day,
        last_day=taken_back.last_day,
        rows_read=0,
        reverses_id=taken_back.id,
    )
    uow.session.add(batch)
    uow.session.flush()
    values["new"] = batch.id
    closed = uow.session.execute(text(_CLOSE_PRESENT), values)
    added = uow.session.execute(text(_ADD_FORMER), values)
    labels = uow.session.scalars(text(_TOUCHED_YEARS), values).all()
    rebuild_totals(uow, labels)
    counts = {"closed": _rowcount(closed), "added": _rowcount(added)}
    return {"kind": BULK, "batch": batch.id, "sha256": taken_back.sha256, **counts}


_COPIED = ", ".join(_COLUMNS[1:])
_TOUCHED = (
    "(fiscal_year, voucher) IN (SELECT fiscal_year, voucher FROM entry"
    " WHERE valid_from_batch = :batch OR valid_to_batch = :batch)"
)
_CLOSE_PRESENT = (
    f"UPDATE entry SET valid_to_batch = :new WHERE valid_to_batch IS NULL AND {_TOUCHED}"
)
_ADD_FORMER = (
    f"INSERT INTO entry (valid_from_batch, {_COPIED}) SELECT :new, {_COPIED} FROM entry"
    f" WHERE valid_from_batch < :batch AND valid_to_batch >= :batch AND {_TOUCHED} ORDER BY id"
)
_TOUCHED_YEARS = (
    "SELECT DISTINCT fiscal_year FROM entry WHERE valid_from_batch = :new OR valid_to_batch = :new"
)
_IS_LATEST = (
    "SELECT 1 FROM entry WHERE valid_from_batch > :batch OR valid_to_batch > :batch LIMIT 1"
)
_CONTENT = (
    "SELECT fiscal_year, voucher, day, account, cost_centre, project, description, debit_cents,"
    f" credit_cents, count(*) FROM entry WHERE {_TOUCHED} AND {{when}}"
    " GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9"
)
_NOW = _CONTENT.format(when="valid_to_batch IS NULL")
_THEN = _CONTENT.format(
    when="valid_from_batch <= :batch AND (valid_to_batch IS NULL OR valid_to_batch > :batch)"
)


def _rowcount(result: Any) -> int:
    return int(result.rowcount)


def _refuse_later_change(uow: UnitOfWork, values: Mapping[str, int]) -> None:
    """Refuse when the vouchers an import touched are no longer as it left them.

    Later imports that were taken back do not matter: the vouchers are as they were.
    """
    if uow.session.scalar(text(_IS_LATEST), values) is None:
        return
    for statement in (f"{_NOW} EXCEPT {_THEN}", f"{_THEN} EXCEPT {_NOW}"):
        if uow.session.execute(text(statement), values).first() is not None:
            raise Conflict(
                _("A later import changed the same vouchers; this import cannot be taken back."),
                hint=_("Undo the later import first."),
            )
