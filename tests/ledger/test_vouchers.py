"""What an import would change: new, same, changed, vanished vouchers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yhdistys.ledger.rules.vouchers import (
    EntryContent,
    VoucherDiff,
    VoucherKey,
    Vouchers,
    diff_vouchers,
)

A, B, C, D = (VoucherKey(2025, number) for number in "ABCD")


def _entry(debit: int = 0, credit: int = 0) -> EntryContent:
    return EntryContent("2025-01-01", "3000", "", "", "", debit, credit)


def test_vouchers_are_told_apart_by_their_content() -> None:
    stored = {A: [_entry(1)], B: [_entry(2)], C: [_entry(3)]}
    read = {B: [_entry(2)], C: [_entry(4)], D: [_entry(5)]}
    diff = diff_vouchers(stored, read)
    assert diff == VoucherDiff(new=(D,), same=(B,), changed=(C,), vanished=(A,))
    assert not diff.is_empty


def test_the_order_of_entries_does_not_matter_but_their_number_does() -> None:
    two = [_entry(1), _entry(2)]
    assert diff_vouchers({A: two}, {A: two[::-1]}).is_empty
    assert diff_vouchers({A: two}, {A: [*two, two[0]]}).changed == (A,)
    assert diff_vouchers({A: [two[0], two[0]]}, {A: [two[0], two[1]]}).changed == (A,)


_KEYS = st.builds(VoucherKey, st.sampled_from([2024, 2025]), st.sampled_from("ABCDE"))
_ENTRIES = st.lists(st.builds(_entry, st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=3)
_VOUCHERS = st.dictionaries(_KEYS, _ENTRIES)


@pytest.mark.slow
@given(_VOUCHERS, _VOUCHERS)
def test_every_voucher_is_told_once(stored: Vouchers, read: Vouchers) -> None:
    diff = diff_vouchers(stored, read)
    told = [*diff.new, *diff.same, *diff.changed, *diff.vanished]
    assert len(told) == len(set(told))
    assert set(told) == stored.keys() | read.keys()
    assert set(diff.same) == {k for k in stored if sorted(stored[k]) == sorted(read.get(k, ()))}
    assert diff_vouchers(read, read).is_empty
