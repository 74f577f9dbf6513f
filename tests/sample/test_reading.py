"""The program's own reader gets out of the sample's ledgers what went into them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from yhdistys.exchange.reading import read_table_file
from yhdistys.ledger.rules.reading import read_ledger
from yhdistys.sample.files import LEDGER_FILES
from yhdistys.sample.ledger import vouchers_between
from yhdistys.sample.planted import as_of_september
from yhdistys.sample.vouchers import Voucher
from yhdistys.values.findings import has_errors

SIGNS = ("credit-negative", "debit-credit", "debit-credit", "debit-credit", "debit-credit")


def written(name: str) -> tuple[Voucher, ...]:
    to_september = vouchers_between(date(2025, 1, 1), date(2025, 9, 30))
    return {
        "paakirja_2023.csv": vouchers_between(date(2023, 1, 1), date(2023, 12, 31)),
        "paakirja_2024.xlsx": vouchers_between(date(2024, 1, 1), date(2024, 12, 31)),
        "paakirja_2025_01-08.xlsx": as_of_september(to_september),
        "paakirja_2025_01-09.xlsx": to_september,
        "paakirja_2025_10-12.xlsx": vouchers_between(date(2025, 10, 1), date(2025, 12, 31)),
    }[name]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "sign"), list(zip(LEDGER_FILES, SIGNS, strict=True)))
def test_a_ledger_is_read_posting_by_posting_and_its_proof_holds(
    folder: Path, name: str, sign: str
) -> None:
    result = read_ledger(read_table_file(folder / name))
    expected = Counter(
        (voucher.number, voucher.day, row.account, row.cost_centre, row.text,
         row.debit_cents, row.credit_cents)
        for voucher in written(name)
        for row in voucher.postings
    )  # fmt: skip
    found = Counter(
        (line.voucher, line.day, line.account, line.cost_centre, line.text,
         line.debit_cents, line.credit_cents)
        for line in result.ledger
    )  # fmt: skip
    assert found == expected
    assert result.sign == sign
    assert [check for check in result.proof if not check.ok] == []
    assert not has_errors(result.problems)
    assert result.row_classes["unknown"] == 0
