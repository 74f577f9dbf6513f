"""The whole of a general ledger with every kind of row, read from a csv file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from helpers.ledgers import statement_ledger, statement_postings
from yhdistys.exchange.imports import ImportResult
from yhdistys.exchange.reading import read_table_file
from yhdistys.i18n import using
from yhdistys.ledger.rules.reading import inspect_ledger, read_ledger


def read(folder: Path, content: bytes) -> ImportResult:
    path = folder / "paakirja.csv"
    path.write_bytes(content)
    return read_ledger(read_table_file(path))


@pytest.fixture(
    scope="module", params=[True, False], ids=["account-on-totals", "no-account-on-totals"]
)
def result(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> ImportResult:
    content = statement_ledger(account_on_totals=request.param)
    with using("en"):
        return read(tmp_path_factory.mktemp("ledger"), content)


def test_every_row_has_its_class(result: ImportResult) -> None:
    assert result.rows_read == 840
    assert result.row_classes == {
        "entry": 646, "opening": 32, "subtotal": 129, "total": 33, "heading": 0, "blank": 0,
        "unknown": 0,
    }  # fmt: skip


def test_all_figures_of_the_file_are_proven(result: ImportResult) -> None:
    names = Counter(check.name for check in result.proof)
    assert names == {"subtotal": 129, "account-total": 32, "file-total": 1}
    assert [check for check in result.proof if not check.ok] == []
    assert result.problems == ()


def test_the_negative_credits_are_recognised_and_told(result: ImportResult) -> None:
    assert result.sign == "credit-negative"
    assert "negative" in result.sign_reason


def test_every_entry_is_read_with_its_side(result: ImportResult) -> None:
    expected = [
        (one.account, one.name, one.voucher, one.day, one.cents, one.cost_centre, one.text)
        for one in statement_postings()
    ]
    assert [
        (
            line.account, line.account_name, line.voucher, line.day,
            line.debit_cents - line.credit_cents, line.cost_centre, line.text,
        )
        for line in result.ledger
    ] == expected  # fmt: skip


def test_reversals_keep_their_side_with_a_negative_amount(result: ImportResult) -> None:
    reversals = [line for line in result.ledger if line.text.startswith("Mitätöinti")]
    assert len(reversals) == 6
    assert all(line.debit_cents < 0 or line.credit_cents < 0 for line in reversals)


def test_identical_rows_are_all_kept(result: ImportResult) -> None:
    same = [line for line in result.ledger if line.voucher == "13-10-2025"]
    assert len(same) == 6
    assert len({line.row for line in same}) == 6
    assert sum(line.credit_cents for line in same) == 420_000


def test_a_lost_row_fails_the_proof_of_its_month_account_and_file(tmp_path: Path) -> None:
    lines = statement_ledger().splitlines(keepends=True)
    lost = read(tmp_path, b"".join(lines[:3] + lines[4:]))
    failed = [check for check in lost.proof if not check.ok]
    assert {check.name for check in failed} >= {"subtotal", "account-total", "file-total"}
    assert {problem.kind for problem in lost.problems} == {"proof-failed"}


def test_inspection_tells_the_same_beforehand(tmp_path: Path) -> None:
    path = tmp_path / "paakirja.csv"
    path.write_bytes(statement_ledger())
    (view,) = inspect_ledger(read_table_file(path))
    assert (view.kind, view.sign, view.header_row) == ("ledger", "credit-negative", 1)
    assert (view.rows, view.columns) == (841, 12)
    assert view.row_classes["entry"] == 646
    assert {guess.header: guess.field for guess in view.guesses} == {
        "TILI": "account", "TILIN NIMI": "account_name", "TOSITE": "voucher", "PVM": "date",
        "DEBET": "debit", "KREDIT": "credit", "ALV": "vat", "KP": "cost_centre",
        "SELITE": "text", "ALKUSALDO": "opening", "KK-MUUTOS": "change", "KP-SALDO": "balance",
    }  # fmt: skip
