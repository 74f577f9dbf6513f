"""Imports built line by line, and a small association filled through the services."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from helpers.applications import begin, fill_application
from yhdistys import settings
from yhdistys.app import Workspace, check
from yhdistys.budget import services as budget
from yhdistys.exchange.imports import BudgetLine, ImportResult, LedgerLine
from yhdistys.grants import services as grants
from yhdistys.ledger import services as ledger
from yhdistys.store.workspace_settings import change_settings
from yhdistys.values.findings import Finding
from yhdistys.values.period import FiscalYear, Month

BANK = "1910"
FEES = "3000"
SALARIES = "5000"
RENT = "4400"
YEAR = 2025


def entry(voucher: str, day: str, account: str, cents: int, **told: Any) -> LedgerLine:
    """Build one entry: positive cents are debit, negative ones credit."""
    words = {
        "row": 2, "account_name": "", "cost_centre": "", "cost_centre_name": "", "project": "",
        "text": "", **told,
    }  # fmt: skip
    return LedgerLine(
        voucher=voucher, day=date.fromisoformat(day), account=account,
        debit_cents=max(cents, 0), credit_cents=max(-cents, 0), **words,
    )  # fmt: skip


def paid(voucher: str, day: str, account: str, cents: int, **told: Any) -> tuple[LedgerLine, ...]:
    """Build a balanced voucher: an account and the bank account against it."""
    return entry(voucher, day, account, cents, **told), entry(voucher, day, BANK, -cents)


def ledger_of(
    *vouchers: Iterable[LedgerLine],
    file_name: str = "paakirja.xlsx",
    problems: tuple[Finding, ...] = (),
) -> ImportResult:
    """Build what an importer would give for these vouchers, rows numbered as in a file."""
    lines = tuple(
        line._replace(row=row)
        for row, line in enumerate((one for voucher in vouchers for one in voucher), start=2)
    )
    return _result(file_name, len(lines), problems=problems, ledger=lines)


def plan(
    account: str, cents: int | Mapping[int, int], *, year: int = YEAR, **told: Any
) -> BudgetLine:
    """Build one budget line: an amount for the year, or cents by month."""
    months = None
    if not isinstance(cents, int):
        months = tuple((Month(year, month), amount) for month, amount in cents.items())
    words = {
        "row": 2, "account_name": "", "cost_centre": "", "cost_centre_name": "", "project": "",
        "note": "", **told,
    }  # fmt: skip
    return BudgetLine(
        account=account,
        months=months,
        amount_cents=cents if isinstance(cents, int) else sum(cents.values()),
        profile="even" if months is None else "months",
        **words,
    )


def budget_of(*lines: BudgetLine, file_name: str = "talousarvio.xlsx") -> ImportResult:
    """Build what an importer would give for these budget lines."""
    return _result(file_name, len(lines), budget=lines)


def _result(file_name: str, rows: int, **told: Any) -> ImportResult:
    return ImportResult(
        file_name=file_name,
        sha256=hashlib.sha256(repr(told).encode()).hexdigest(),
        sheet="Taul1",
        rows_read=rows,
        sign="debit-credit",
        columns=(),
        row_classes={"entry": rows},
        **told,
    )


JANUARY = (
    paid("1", "2025-01-07", FEES, -12_000, cost_centre="10", text="Kurssimaksut"),
    paid("2", "2025-01-15", SALARIES, 250_050, cost_centre="20", project="P1", text="Palkat"),
    paid("3", "2025-01-31", RENT, 80_000, text="Vuokra tammikuu"),
)
FEBRUARY = (
    paid("4", "2025-02-14", SALARIES, 251_000, cost_centre="20", text="Palkat"),
    (*paid("5", "2025-02-20", RENT, 80_000), *paid("5", "2025-02-20", RENT, 80_000)),
)
REIMPORTED = (
    JANUARY[0],
    paid("2", "2025-01-15", SALARIES, 260_050, cost_centre="20", project="P1", text="Palkat"),
    *FEBRUARY,
    paid("6", "2025-02-28", RENT, 4_400, text="Sähkö"),
)


def fill(workspace: Workspace) -> None:
    """Fill a fresh association with a little of everything, each through its service."""
    do = workspace.do
    do(change_settings, values={settings.AS_OF: "2025-10-14", "note": "Åäö ”suljettu” 100 %"})
    do(ledger.add_fiscal_year, year=FiscalYear.starting(date(2026, 1, 1)))
    do(ledger.add_account, number="3999", names={"fi": "Muut tuotot", "sv": "Övriga"})
    for code, name, parent in (("1", "Toiminta", None), ("10", "Kerhot", "1"), ("20", "Tuki", "1")):
        do(ledger.add_cost_centre, code=code, names={"fi": name}, parent=parent)
    do(ledger.add_cost_centre_group, name="Kaikki", codes=["10", "20"])
    do(ledger.add_cost_centre_group, name="Vain tuki", codes=["20"])
    do(ledger.add_project, code="P1", names={"fi": "Hanke", "sv": "Projekt"})
    fill_budget(workspace)
    fill_application(workspace)
    withdrawn = begin(workspace, "Peruttu hanke")
    do(grants.withdraw_application, application_id=withdrawn, reason="Rahoitus saatiin muualta")
    do(ledger.store_ledger, result=ledger_of(*JANUARY, *FEBRUARY))
    do(
        budget.explain_deviation, year=YEAR, account=RENT, through=Month(YEAR, 2),
        text="Helmikuun vuokra ”kahdesti”",
    )  # fmt: skip


def fill_budget(workspace: Workspace) -> None:
    """Add an approved budget and a draft that changes it."""
    do = workspace.do
    first = do(budget.create_version, year=YEAR, name="Talousarvio")
    months = [10_000] * 11 + [10_001]
    do(
        budget.add_plan_line, version_id=first, account=FEES, amount=Decimal("1200.01"),
        profile={"kind": "months", "cents": months}, cost_centre="10", note="Kerhot",
    )  # fmt: skip
    do(
        budget.add_plan_line, version_id=first, account=SALARIES, amount=Decimal("-30000.10"),
        cost_centre="20", project="P1",
    )  # fmt: skip
    do(
        budget.approve_version, year=YEAR, approved_on=date(2024, 11, 26),
        meeting="syyskokous", section="8",
    )  # fmt: skip
    second = do(budget.create_version, year=YEAR, name="Muutos", copy_of="Talousarvio")
    do(
        budget.add_plan_line, version_id=second, account=RENT, amount=Decimal("-9600.00"),
        profile={"kind": "weights", "weights": [1, 2, 3, 1, 1, 1, 1, 1, 1, 1, 1, "0.5"]},
    )  # fmt: skip


def content(workspace: Workspace) -> str:
    """Return the hash of the content; every invariant must hold."""
    found = check(workspace)
    assert [item for item in found.items if not item.ok] == []
    return found.content_hash
