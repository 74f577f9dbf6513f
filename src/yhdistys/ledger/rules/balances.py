"""Running balances: does the balance column of a ledger run as its entries say?"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from yhdistys.exchange.imports import ProofCheck
from yhdistys.i18n import _
from yhdistys.ledger.rules.classes import RowClass, entry_indexes
from yhdistys.ledger.rules.table_rows import LedgerRows
from yhdistys.values.money import from_cents

_Key = Callable[[int], Hashable]
_MOST_WRONG: Final = 0.2


@dataclass(frozen=True, slots=True)
class _Step:
    """An entry whose balance can be foretold from the balance before it."""

    index: int
    expected: int
    found: int


def running_balance_checks(
    table: LedgerRows, classes: Sequence[RowClass], nets: Mapping[int, int]
) -> list[tuple[str, ProofCheck]]:
    """Check the balance beside each entry; gives account and check.

    Balances run by account, by account and cost centre, by cost centre or through the whole file,
    with either sign; the way that fits most entries is taken. A column that fits in no way is no
    running balance and is not checked.
    """
    if "balance" not in table.fields:
        return []
    entries = [index for index in entry_indexes(classes) if _balance(table, index) is not None]
    ways = [
        list(_steps(table, entries, nets, key, direction))
        for key in _keys(table)
        for direction in (1, -1)
    ]
    best = min(ways, key=lambda steps: (_wrong(steps) / max(len(steps), 1), -len(steps)))
    if not best or _wrong(best) > _MOST_WRONG * len(best):
        return []
    return list(_checks(table, best))


def _keys(table: LedgerRows) -> tuple[_Key, ...]:
    return (
        lambda index: table.account[index],
        lambda index: (table.account[index], table.cost_centre[index]),
        lambda index: table.cost_centre[index],
        lambda _index: None,
    )


def _balance(table: LedgerRows, index: int) -> int | None:
    cents = table.money["balance"][index]
    return cents if isinstance(cents, int) else None


def _steps(
    table: LedgerRows,
    entries: Sequence[int],
    nets: Mapping[int, int],
    key: _Key,
    direction: int,
) -> Iterator[_Step]:
    last: dict[Hashable, int] = {}
    for index in entries:
        group = key(index)
        balance = _balance(table, index) or 0
        if group in last:
            yield _Step(index, balance, last[group] + direction * nets[index])
        last[group] = balance


def _wrong(steps: Sequence[_Step]) -> int:
    return sum(step.expected != step.found for step in steps)


def _checks(table: LedgerRows, steps: Sequence[_Step]) -> Iterator[tuple[str, ProofCheck]]:
    by_account: dict[str, list[_Step]] = {}
    for step in steps:
        by_account.setdefault(table.account[step.index], []).append(step)
    for account, own in by_account.items():
        wrong = next((step for step in own if step.expected != step.found), None)
        step = wrong or own[-1]
        if wrong is None:
            place = _("running balance of account {account}")
        else:
            place = _("running balance of account {account} in row {row}")
        check = ProofCheck(
            name="running-balance",
            place=place.format(account=account, row=table.row_number(step.index)),
            expected=from_cents(step.expected),
            found=from_cents(step.found),
            ok=wrong is None,
        )
        yield account, check
