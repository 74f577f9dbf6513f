"""What storing a file would change: which vouchers or lines, and each field before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from yhdistys.app.importing import Preview
from yhdistys.budget import queries as budget_queries
from yhdistys.budget.rules.plan_diff import PlanContent, PlanKey, numbered
from yhdistys.exchange.imports import LedgerLine
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger.queries.entries import StoredVouchers, label_of, stored_vouchers, vouchers_of
from yhdistys.ledger.rules.chart import line_of
from yhdistys.ledger.rules.vouchers import EntryContent, VoucherKey
from yhdistys.values.money import from_cents, to_cents
from yhdistys.values.period import FiscalYear, Month

Key = VoucherKey | PlanKey | str
"""A voucher, a line of a budget, or the number of an account."""

Value = Decimal | date | Month | str | None
_NO_STORED: Final = StoredVouchers({}, {})


class FieldChange(NamedTuple):
    """One thing that would be otherwise.

    Attributes:
        field: ``amount``, ``day``, ``account``, ``cost_centre``, ``project``, ``text``, ``line``,
            ``entry`` (a whole entry comes or goes) or a month such as ``2025-03``.
        account: Of which entry or line.
        before: What is stored; None when nothing is.
        now: What the file says; None when it says nothing.
    """

    field: str
    account: str
    before: Value
    now: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A voucher or a line that is stored, is not in the file, and would be removed.

    Attributes:
        key: What it is known by.
        day: Of a voucher.
        account: Of a line of a budget.
        text: What it says of itself.
        entries: How many entries a voucher has.
        amount: The debit side of a voucher, the amount of a line.
    """

    key: Key
    day: date | None
    account: str
    text: str
    entries: int
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A file against what is stored.

    Attributes:
        keys: The row of each entry or line of the file, and what it belongs to.
        verdicts: ``new``, ``same`` or ``changed`` of each voucher or line of the file.
        removed: What is stored and not in the file.
        new: How many are new.
        same: How many are as they are stored.
        changed: How many differ.
        before: What is stored of those that differ.
        now: What the file says of those that differ.
    """

    keys: Mapping[int, Key] = field(default_factory=dict)
    verdicts: Mapping[Key, str] = field(default_factory=dict)
    removed: tuple[Removed, ...] = ()
    new: int = 0
    same: int = 0
    changed: int = 0
    before: Mapping[Any, Any] = field(default_factory=dict)
    now: Mapping[Any, Any] = field(default_factory=dict)

    def changes_of(self, key: Key) -> tuple[FieldChange, ...]:
        """Return what would be otherwise in a voucher or line that differs."""
        if key not in self.before:
            return ()
        before, now = self.before[key], self.now[key]
        if isinstance(key, VoucherKey):
            return tuple(voucher_changes(before, now))
        if isinstance(key, PlanKey):
            return tuple(_line_changes(key, before, now))
        return (FieldChange("line", key, before, now),)


def comparison_of(read: Callable[..., Any], preview: Preview) -> Comparison:
    """Compare what was read with what is stored; empty when there is nothing to compare."""
    if preview.plan is None:
        return Comparison()
    if preview.kind == "ledger":
        return _ledger(read, preview)
    if preview.kind == "budget":
        return _budget(read, preview)
    return _chart(read, preview)


def _ledger(read: Callable[..., Any], preview: Preview) -> Comparison:
    plan, lines = preview.plan, preview.result.ledger
    diff = plan.diff
    years = (*read(ledger_queries.fiscal_years), *plan.new_fiscal_years)
    keys = dict(_voucher_keys(lines, years))
    stored = _NO_STORED
    if diff.changed or diff.vanished:
        stored = read(stored_vouchers, first_day=plan.first_day, last_day=plan.last_day)
    changed = set(diff.changed)
    differing = (line for line in lines if keys[line.row] in changed)
    return Comparison(
        keys=keys,
        verdicts=_verdicts(diff),
        removed=tuple(_removed_voucher(key, stored.contents[key]) for key in diff.vanished),
        new=len(diff.new),
        same=len(diff.same),
        changed=len(diff.changed),
        before={key: stored.contents[key] for key in diff.changed},
        now=vouchers_of(differing, years),
    )


def _voucher_keys(
    lines: Iterable[LedgerLine], years: Sequence[FiscalYear]
) -> Iterator[tuple[int, VoucherKey]]:
    labels: dict[date, tuple[int, str]] = {}
    for line in lines:
        told = labels.get(line.day)
        if told is None:
            told = labels[line.day] = (label_of(line.day, years), line.day.isoformat())
        yield line.row, VoucherKey(told[0], line.voucher or told[1])


def _verdicts(diff: Any) -> dict[Key, str]:
    return {
        **dict.fromkeys(diff.new, "new"),
        **dict.fromkeys(diff.same, "same"),
        **dict.fromkeys(diff.changed, "changed"),
    }


def _removed_voucher(key: VoucherKey, entries: Sequence[EntryContent]) -> Removed:
    return Removed(
        key=key,
        day=date.fromisoformat(min(entry.day for entry in entries)),
        account=entries[0].account,
        text=next((entry.description for entry in entries if entry.description), ""),
        entries=len(entries),
        amount=from_cents(sum(entry.debit_cents for entry in entries)),
    )


def voucher_changes(
    before: Sequence[EntryContent], now: Sequence[EntryContent]
) -> Iterator[FieldChange]:
    """Yield what differs between two states of a voucher, entry by entry.

    Entries that are equal are left out; of the others those of the same account are compared
    first, so that a corrected amount is one change and no coming and going of entries.
    """
    gone = list((Counter(before) - Counter(now)).elements())
    come = list((Counter(now) - Counter(before)).elements())
    for old, new in _pairs(gone, come):
        yield from _entry_changes(old, new)
    for old in gone:
        yield FieldChange("entry", old.account, _amount(old), None)
    for new in come:
        yield FieldChange("entry", new.account, None, _amount(new))


def _pairs(
    gone: list[EntryContent], come: list[EntryContent]
) -> Iterator[tuple[EntryContent, EntryContent]]:
    """Take pairs out of both lists: of one account, then of one amount."""
    for alike in (_account, _amount):
        for old in tuple(gone):
            found = next((new for new in come if alike(new) == alike(old)), None)
            if found is not None:
                gone.remove(old)
                come.remove(found)
                yield old, found


def _account(entry: EntryContent) -> str:
    return entry.account


def _amount(entry: EntryContent) -> Decimal:
    return from_cents(entry.debit_cents - entry.credit_cents)


def _entry_changes(old: EntryContent, new: EntryContent) -> Iterator[FieldChange]:
    account = new.account
    pairs: tuple[tuple[str, Value, Value], ...] = (
        ("amount", _amount(old), _amount(new)),
        ("day", date.fromisoformat(old.day), date.fromisoformat(new.day)),
        ("account", old.account, new.account),
        ("cost_centre", old.cost_centre, new.cost_centre),
        ("project", old.project, new.project),
        ("text", old.description, new.description),
    )
    for name, before, now in pairs:
        if before != now:
            yield FieldChange(name, account, before, now)


def _budget(read: Callable[..., Any], preview: Preview) -> Comparison:
    plan, lines = preview.plan, preview.result.budget
    diff, version = plan.diff, plan.compared_with
    stored: dict[PlanKey, PlanContent] = {}
    if version is not None:
        stored = numbered(
            (
                PlanKey(row.account, row.cost_centre or "", row.project or "", row.note),
                PlanContent(
                    to_cents(row.amount),
                    tuple((str(month), to_cents(amount)) for month, amount in row.months),
                ),
            )
            for row in read(budget_queries.plan_lines, version_id=version.id)
        )
    return Comparison(
        keys={line.row: key for line, key in zip(lines, plan.lines, strict=True)},
        verdicts=_verdicts(diff),
        removed=tuple(_removed_line(key, stored[key]) for key in diff.vanished),
        new=len(diff.new),
        same=len(diff.same),
        changed=len(diff.changed),
        before={key: stored[key] for key in diff.changed},
        now={key: plan.lines[key] for key in diff.changed},
    )


def _removed_line(key: PlanKey, content: PlanContent) -> Removed:
    return Removed(
        key=key,
        day=None,
        account=key.account,
        text=key.note,
        entries=1,
        amount=from_cents(content.amount_cents),
    )


def _line_changes(key: PlanKey, before: PlanContent, now: PlanContent) -> Iterator[FieldChange]:
    if before.amount_cents != now.amount_cents:
        yield FieldChange(
            "amount", key.account, from_cents(before.amount_cents), from_cents(now.amount_cents)
        )
    old, new = dict(before.months), dict(now.months)
    for month in sorted(old.keys() | new.keys()):
        if old.get(month, 0) != new.get(month, 0):
            yield FieldChange(
                month, key.account, from_cents(old.get(month, 0)), from_cents(new.get(month, 0))
            )


def _chart(read: Callable[..., Any], preview: Preview) -> Comparison:
    plan, lines = preview.plan, preview.result.chart
    known = {row.number for row in read(ledger_queries.accounts)}
    rules = read(ledger_queries.line_rules)
    changed = [n for n in plan.lines if n in known]
    verdicts: dict[Key, str] = {
        line.account: "same" if line.account in known else "new" for line in lines
    }
    verdicts.update(dict.fromkeys(changed, "changed"))
    counted = Counter(verdicts.values())
    return Comparison(
        keys={line.row: line.account for line in lines},
        verdicts=verdicts,
        new=counted["new"],
        same=counted["same"],
        changed=counted["changed"],
        before={number: line_of(number, rules) for number in changed},
        now={number: plan.lines[number] for number in changed},
    )
