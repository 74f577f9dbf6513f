"""What an import would change, voucher by voucher: new, same, changed, vanished.

Vouchers are matched by fiscal year and number, their entries by content and count; identical
entries are legitimate and kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class VoucherKey(NamedTuple):
    """What tells vouchers apart: the label of the fiscal year and the number."""

    fiscal_year: int
    voucher: str


class EntryContent(NamedTuple):
    """What is compared of an entry; the day is ISO text, an empty text means nothing told."""

    day: str
    account: str
    cost_centre: str
    project: str
    description: str
    debit_cents: int
    credit_cents: int


Vouchers = Mapping[VoucherKey, Sequence[EntryContent]]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherDiff:
    """The vouchers of an import against those stored for the same period."""

    new: tuple[VoucherKey, ...] = ()
    same: tuple[VoucherKey, ...] = ()
    changed: tuple[VoucherKey, ...] = ()
    vanished: tuple[VoucherKey, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether storing the import would change nothing."""
        return not (self.new or self.changed or self.vanished)


def diff_vouchers(stored: Vouchers, read: Vouchers) -> VoucherDiff:
    """Compare the vouchers of a file with the stored ones of the same period."""
    new, same, changed = [], [], []
    for key, entries in read.items():
        before = stored.get(key)
        if before is None:
            new.append(key)
        elif _is_same(before, entries):
            same.append(key)
        else:
            changed.append(key)
    vanished = [key for key in stored if key not in read]
    return VoucherDiff(
        new=tuple(new), same=tuple(same), changed=tuple(changed), vanished=tuple(vanished)
    )


def _is_same(before: Sequence[EntryContent], now: Sequence[EntryContent]) -> bool:
    return len(before) == len(now) and (before == now or sorted(before) == sorted(now))
