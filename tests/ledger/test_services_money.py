"""Whatever is imported, the monthly totals are the sums, to the cent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpers.ledgers_built import content, entry, ledger_of
from helpers.workspaces import open_copy
from yhdistys.app import Workspace
from yhdistys.exchange.imports import LedgerLine
from yhdistys.ledger import model, queries, services
from yhdistys.registry import Plugins

Key = tuple[str | None, ...]
_DAYS = st.integers(0, 365).map(lambda days: date(2024, 7, 1) + timedelta(days=days))
_ACCOUNTS = st.sampled_from(["1910", "3000", "4400", "5000", "4995", "Å1"])
_CENTS = st.one_of(st.integers(-200, 200), st.integers(-(10**11), 10**11))
_LEGS = st.tuples(_ACCOUNTS, _CENTS, st.sampled_from(["", "10", "20"]), st.sampled_from(["", "P"]))


@st.composite
def _vouchers(draw: st.DrawFn) -> tuple[LedgerLine, ...]:
    """Draw a balanced voucher: its last leg takes what is missing."""
    number = draw(st.sampled_from(["", "1", "2", "3", "1.2.2025"]))
    day = draw(_DAYS).isoformat()
    legs = draw(st.lists(_LEGS, max_size=5))
    lines = [
        entry(number, day, account, cents, cost_centre=centre, project=project)
        for account, cents, centre, project in legs
    ]
    return *lines, entry(number, day, "1910", -sum(cents for _account, cents, *_rest in legs))


@pytest.fixture(scope="module")
def ledger_workspace(
    prepared_file: Path, tmp_path_factory: pytest.TempPathFactory, plugins: Plugins
) -> Iterator[Workspace]:
    """Open one association for all examples; each takes back what it stored."""
    with open_copy(prepared_file, tmp_path_factory.mktemp("money"), plugins) as opened:
        yield opened


def _expected(lines: tuple[LedgerLine, ...], year: int) -> dict[Key, int]:
    sums: Counter[Key] = Counter()
    for line in lines:
        if line.day.year == year:
            key = (
                line.account, line.cost_centre or None, line.project or None,
                line.day.isoformat()[:7],
            )  # fmt: skip
            sums[key] += line.credit_cents - line.debit_cents
    return dict(sums)


def _found(workspace: Workspace, year: int) -> dict[Key, int]:
    fields = ("account", "cost_centre", "project", "month")
    return dict(workspace.read(queries.monthly_totals, year=year, fields=fields))


@settings(max_examples=20, deadline=None)
@given(first=st.lists(_vouchers(), min_size=1, max_size=6), again=st.lists(_vouchers(), max_size=6))
@pytest.mark.slow
def test_monthly_totals_are_the_sums_of_what_was_imported(
    ledger_workspace: Workspace,
    first: list[tuple[LedgerLine, ...]],
    again: list[tuple[LedgerLine, ...]],
) -> None:
    workspace = ledger_workspace
    before = content(workspace)
    lines = ledger_of(*first).ledger
    workspace.do(services.store_ledger, result=ledger_of(*first))
    once = content(workspace)
    for year in (2024, 2025):
        assert _found(workspace, year) == _expected(lines, year)
    debit, credit = workspace.read(_sides)
    assert debit == credit == sum(line.debit_cents for line in lines)
    if again and workspace.do(services.store_ledger, result=ledger_of(*again)).batch is not None:
        debit, credit = workspace.read(_sides)
        assert debit == credit
        assert content(workspace) != once
        workspace.undo()
        assert content(workspace) == once
    workspace.undo()
    assert content(workspace) == before


def _sides(session: Session) -> tuple[int, int]:
    current = model.Entry.valid_to_batch.is_(None)
    sums = select(func.sum(model.Entry.debit_cents), func.sum(model.Entry.credit_cents))
    debit, credit = session.execute(sums.where(current)).one()
    return int(debit or 0), int(credit or 0)
