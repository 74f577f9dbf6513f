"""Entries are append-only: any past state can be read, and an import is taken back exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from helpers.ledgers_built import (
    BANK,
    FEBRUARY,
    FEES,
    JANUARY,
    REIMPORTED,
    RENT,
    SALARIES,
    YEAR,
    budget_of,
    content,
    entry,
    ledger_of,
    paid,
    plan,
)
from yhdistys.app import Workspace
from yhdistys.errors import Conflict, ValidationError
from yhdistys.exchange.imports import ImportResult
from yhdistys.i18n import using
from yhdistys.ledger import queries, services
from yhdistys.ledger.rules.vouchers import VoucherKey
from yhdistys.ledger.services.imports import reverse_ledger_batch
from yhdistys.store.history import history
from yhdistys.store.unit_of_work import SERVICES, UnitOfWork, service
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.money import from_cents

State = Counter[tuple[Any, ...]]
_FIELDS = (
    "SELECT fiscal_year, voucher, CAST(day AS text), account, coalesce(cost_centre, ''),"
    " coalesce(project, ''), description, debit_cents, credit_cents FROM entry WHERE "
)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield


def _state(workspace: Workspace, batch: int) -> State:
    """Read the entries as they were after a batch."""
    return workspace.read(
        lambda session: Counter(
            tuple(row)
            for row in session.execute(
                text(
                    _FIELDS + "valid_from_batch <= :batch"
                    " AND (valid_to_batch IS NULL OR valid_to_batch > :batch)"
                ),
                {"batch": batch},
            )
        )
    )


def _now(workspace: Workspace) -> State:
    return workspace.read(
        lambda session: Counter(
            tuple(row) for row in session.execute(text(_FIELDS + "valid_to_batch IS NULL"))
        )
    )


def _rows(workspace: Workspace) -> int:
    statement = text("SELECT count(*) FROM entry")
    return workspace.read(lambda session: int(session.execute(statement).scalar_one()))


def _store(workspace: Workspace, *vouchers: Any) -> int:
    batch = workspace.do(services.store_ledger, result=ledger_of(*vouchers)).batch
    assert batch is not None
    return batch


def _newest_batch(workspace: Workspace) -> int:
    return workspace.read(queries.batches)[0].id


def _of(*vouchers: Any) -> State:
    return Counter(
        (YEAR, line.voucher, line.day.isoformat(), line.account, line.cost_centre, line.project,
         line.text, line.debit_cents, line.credit_cents)
        for voucher in vouchers for line in voucher
    )  # fmt: skip


def test_what_a_file_tells_is_stored_and_summed(either_workspace: Workspace) -> None:
    stored = either_workspace.do(
        services.store_ledger, result=ledger_of(*JANUARY, *FEBRUARY, file_name="kirja.csv")
    )
    assert _now(either_workspace) == _of(*JANUARY, *FEBRUARY)
    assert stored.preview.diff.new == tuple(VoucherKey(YEAR, number) for number in "12345")
    (batch,) = either_workspace.read(queries.batches)
    assert (batch.id, batch.kind, batch.file_name, batch.rows_read, batch.is_reversal) == (
        stored.batch, "ledger", "kirja.csv", 12, False,
    )  # fmt: skip
    assert (batch.first_day, batch.last_day) == (date(2025, 1, 1), date(2025, 2, 28))
    totals = either_workspace.read(queries.monthly_totals, year=YEAR, fields=("account", "month"))
    assert totals == {
        (BANK, "2025-01"): 318_050, (BANK, "2025-02"): 411_000, (FEES, "2025-01"): 12_000,
        (RENT, "2025-01"): -80_000, (RENT, "2025-02"): -160_000,
        (SALARIES, "2025-01"): -250_050, (SALARIES, "2025-02"): -251_000,
    }  # fmt: skip
    assert content(either_workspace)


def test_the_same_file_twice_changes_nothing(either_workspace: Workspace) -> None:
    result = ledger_of(*JANUARY, *FEBRUARY)
    either_workspace.do(services.store_ledger, result=result)
    before, steps = content(either_workspace), len(either_workspace.read(history))
    again = either_workspace.do(services.store_ledger, result=result)
    assert again.batch is None
    assert len(again.preview.diff.same) == 5
    assert again.preview.diff.is_empty
    assert content(either_workspace) == before
    assert len(either_workspace.read(history)) == steps
    assert len(either_workspace.read(queries.batches)) == 1


def test_the_same_entries_in_another_order_are_the_same(workspace: Workspace) -> None:
    _store(workspace, *JANUARY, *FEBRUARY)
    turned = tuple(tuple(reversed(voucher)) for voucher in reversed((*JANUARY, *FEBRUARY)))
    assert workspace.do(services.store_ledger, result=ledger_of(*turned)).batch is None


def test_a_new_file_replaces_exactly_what_differs(either_workspace: Workspace) -> None:
    _store(either_workspace, *JANUARY, *FEBRUARY)
    rows = _rows(either_workspace)
    result = ledger_of(*REIMPORTED)
    stored = either_workspace.do(services.store_ledger, result=result)
    diff = stored.preview.diff
    assert [[key.voucher for key in keys] for keys in (diff.new, diff.same, diff.changed)] == [
        ["6"], ["1", "4", "5"], ["2"],
    ]  # fmt: skip
    assert [key.voucher for key in diff.vanished] == ["3"]
    assert _now(either_workspace) == _of(*REIMPORTED)
    assert _rows(either_workspace) == rows + 4
    assert content(either_workspace)


def test_months_a_file_does_not_tell_about_stay(workspace: Workspace) -> None:
    _store(workspace, *JANUARY, *FEBRUARY)
    _store(workspace, paid("4", "2025-02-14", SALARIES, 1))
    assert _now(workspace) == _of(*JANUARY, paid("4", "2025-02-14", SALARIES, 1))


def test_every_past_state_can_be_read_by_its_batch(either_workspace: Workspace) -> None:
    workspace = either_workspace
    seen: dict[int, State] = {0: Counter()}

    def remember() -> None:
        seen[_newest_batch(workspace)] = _now(workspace)

    for vouchers in (JANUARY, (*JANUARY, *FEBRUARY), REIMPORTED, JANUARY):
        _store(workspace, *vouchers)
        remember()
    for step in (workspace.undo, workspace.undo, workspace.redo, workspace.undo, workspace.undo):
        step()
        remember()
    _store(workspace, *REIMPORTED)
    remember()
    assert len(seen) == 11
    assert {batch: _state(workspace, batch) for batch in seen} == seen
    assert content(workspace)


def test_successive_imports_of_the_same_vouchers_are_taken_back_one_by_one(
    either_workspace: Workspace,
) -> None:
    workspace = either_workspace
    states = [content(workspace)]
    for cents in (100, 200, 300):
        _store(workspace, paid("1", "2025-03-03", RENT, cents), *JANUARY)
        states.append(content(workspace))
    for expected in reversed(states[:-1]):
        workspace.undo()
        assert content(workspace) == expected
    for expected in states[1:]:
        workspace.redo()
        assert content(workspace) == expected
    workspace.undo()
    _store(workspace, paid("1", "2025-03-03", RENT, 999))
    for expected in (states[2], states[1], states[0]):
        workspace.undo()
        assert content(workspace) == expected


def test_an_import_is_not_taken_back_over_a_later_one(either_workspace: Workspace) -> None:
    workspace = either_workspace
    first = _store(workspace, *JANUARY, *FEBRUARY)
    other = _store(workspace, paid("9", "2025-09-01", RENT, 100))
    _store(workspace, *REIMPORTED)
    before = content(workspace)

    def reverse(uow: UnitOfWork, *, batch: int) -> None:
        described = dict(reverse_ledger_batch(uow, {"kind": "ledger-batch", "batch": batch}))
        uow.record_bulk(str(described.pop("kind")), **described)

    service("Toy")(reverse)
    try:
        with pytest.raises(Conflict, match="later import"):
            workspace.do(reverse, batch=first)
        assert content(workspace) == before
        workspace.do(reverse, batch=other)
    finally:
        del SERVICES[reverse]
    assert _now(workspace) == _of(*REIMPORTED)
    assert content(workspace)


def test_a_voucher_over_two_months_is_taken_back_whole(workspace: Workspace) -> None:
    wide = (*paid("1", "2025-01-31", RENT, 100), *paid("1", "2025-02-01", RENT, 50))
    _store(workspace, wide)
    before = content(workspace)
    _store(workspace, paid("1", "2025-02-01", RENT, 60))
    assert _now(workspace) == _of(
        paid("1", "2025-01-31", RENT, 100), paid("1", "2025-02-01", RENT, 60)
    )
    workspace.undo()
    assert content(workspace) == before


def test_what_an_import_needs_is_added_with_it(either_workspace: Workspace) -> None:
    stored = either_workspace.do(
        services.store_ledger,
        result=ledger_of(
            paid(
                "1", "2024-12-31", "4995", 100, account_name="Sekalaista", cost_centre="7",
                cost_centre_name="Kerho", project="P1",
            ),
            paid("1", "2026-01-01", "49951", 100),
        ),
    )  # fmt: skip
    assert [year.label for year in stored.preview.new_fiscal_years] == [2024, 2026]
    assert stored.preview.unknown_accounts == ("4995", "49951")
    assert [year.label for year in either_workspace.read(queries.fiscal_years)] == [
        2024, 2025, 2026,
    ]  # fmt: skip
    names = {row.number: row.name for row in either_workspace.read(queries.accounts)}
    assert (names["4995"], names["49951"]) == ("Sekalaista", "49951")
    assert [(r.code, r.name) for r in either_workspace.read(queries.cost_centres)] == [
        ("7", "Kerho")
    ]
    assert [row.code for row in either_workspace.read(queries.projects)] == ["P1"]


def test_vouchers_of_two_years_with_the_same_number_are_two(workspace: Workspace) -> None:
    stored = workspace.do(
        services.store_ledger,
        result=ledger_of(paid("1", "2024-12-31", RENT, 1), paid("1", "2025-01-01", RENT, 2)),
    )
    assert stored.preview.diff.new == (VoucherKey(2024, "1"), VoucherKey(2025, "1"))


def test_entries_without_a_voucher_go_by_their_day(workspace: Workspace) -> None:
    _store(workspace, paid("", "2025-01-02", RENT, 100), paid("", "2025-01-03", RENT, 200))
    rows = workspace.read(queries.entries, year=YEAR, account=RENT)
    assert [row.voucher for row in rows] == ["2025-01-02", "2025-01-03"]
    again = ledger_of(paid("", "2025-01-02", RENT, 100), paid("", "2025-01-03", RENT, 200))
    assert workspace.do(services.store_ledger, result=again).batch is None


def test_identical_rows_and_reversals_are_kept(workspace: Workspace) -> None:
    rows = (*paid("1", "2025-01-02", RENT, 100) * 3, entry("1", "2025-01-02", RENT, 0))
    storno = entry("1", "2025-01-02", RENT, 0)._replace(debit_cents=-100)
    _store(workspace, (*rows, storno))
    assert _now(workspace) == _of((*rows, storno))
    assert workspace.read(
        queries.monthly_totals, year=YEAR, fields=("account",), through="2025-01"
    ) == {(BANK,): 300, (RENT,): -200}
    assert workspace.do(services.store_ledger, result=ledger_of(rows)).batch is not None


def test_a_file_with_errors_is_refused_whole(either_workspace: Workspace) -> None:
    problem = Finding(
        severity=Severity.ERROR, kind="unknown-date", message="Row 4711: no day.", row=4711
    )
    before = content(either_workspace)
    with pytest.raises(ValidationError, match="4711") as refused:
        either_workspace.do(services.store_ledger, result=ledger_of(*JANUARY, problems=(problem,)))
    assert refused.value.problems == (problem,)
    assert content(either_workspace) == before
    assert either_workspace.read(queries.batches) == ()


@pytest.mark.parametrize(
    "result", [ledger_of(), budget_of(plan(FEES, 100))], ids=["empty", "budget"]
)
def test_a_file_without_entries_is_refused(workspace: Workspace, result: ImportResult) -> None:
    with pytest.raises(ValidationError) as refused:
        workspace.do(services.store_ledger, result=result)
    assert refused.value.kind == "no-rows"


def test_a_day_far_from_all_years_is_refused(workspace: Workspace) -> None:
    with pytest.raises(ValidationError, match=r"1\.1\.2099"):
        _store(workspace, *JANUARY, paid("8", "2099-01-01", RENT, 100))
    assert workspace.read(queries.batches) == ()


def test_an_unbalanced_stored_voucher_fails_the_check_only_with_both_sides(
    workspace: Workspace,
) -> None:
    _store(workspace, (entry("1", "2025-01-02", RENT, 100),))
    assert workspace.read(queries.unbalanced_vouchers) == 0
    _store(workspace, (entry("2", "2025-02-02", RENT, 100), entry("2", "2025-02-02", BANK, -99)))
    assert workspace.read(queries.unbalanced_vouchers) == 1


def test_wrong_totals_are_found(workspace: Workspace) -> None:
    _store(workspace, *JANUARY)
    with workspace.database.writer().begin() as connection:
        connection.execute(text("UPDATE monthly_total SET debit_cents = 1 WHERE account = '4400'"))
    assert workspace.read(queries.totals_mismatches) == 2


def test_entries_are_listed_as_asked(workspace: Workspace) -> None:
    _store(workspace, *JANUARY, *FEBRUARY)

    def listed(**asked: Any) -> list[tuple[str, str]]:
        rows = workspace.read(queries.entries, year=YEAR, **asked)
        return [(row.voucher, row.account) for row in rows]

    assert listed(voucher="2") == [("2", SALARIES), ("2", BANK)]
    assert listed(account=RENT, months=["2025-02"]) == [("5", RENT), ("5", RENT)]
    assert listed(cost_centre="20") == [("2", SALARIES), ("4", SALARIES)]
    (row,) = workspace.read(queries.entries, year=YEAR, account=SALARIES, months=["2025-01"])
    assert (row.day, row.project, row.description, row.debit, row.credit) == (
        date(2025, 1, 15), "P1", "Palkat", from_cents(250_050), from_cents(0),
    )  # fmt: skip
    assert workspace.read(queries.last_entry_day) == date(2025, 2, 20)
