"""Invented associations to test with: a small one with books and a budget, and an empty one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from yhdistys.app import Workspace, create
from yhdistys.budget import services as budget_services
from yhdistys.exchange.imports import ImportResult, LedgerLine
from yhdistys.ledger import services as ledger_services
from yhdistys.registry import Plugins
from yhdistys.values.period import FiscalYear

YEAR = FiscalYear.starting(date(2025, 1, 1))
_BANK = "1910"
# Account, cost centre, the day of the entry, cents with debit positive.
_BOOKED = (
    ("3000", "10", date(2024, 3, 5), -90_000),
    ("3000", "10", date(2025, 1, 7), -120_000),
    ("4400", "10", date(2025, 1, 31), 80_000),
    ("5000", "20", date(2025, 2, 14), 250_050),
    ("5000", "", date(2025, 2, 28), -4_400),
)
_PLANNED = (
    ("3000", "10", Decimal("1500.00")),
    ("4400", "10", Decimal("-9600.00")),
    ("5000", "20", Decimal("-30000.10")),
)


def make_small_association(path: Path, *plugins: object) -> Workspace:
    """Make an association with an approved budget of 2025 and a little ledger.

    Args:
        path: The file to make.
        plugins: The plugin modules in use.
    """
    workspace = create(
        path,
        name="Pienilä ry",
        business_id="1234567-1",
        fiscal_year=YEAR.previous(),
        plugins=Plugins.of(*plugins),
        actor="Testi",
    )
    workspace.do(ledger_services.add_fiscal_year, year=YEAR)
    for code, name in (("10", "Kerhot"), ("20", "Tuki")):
        workspace.do(ledger_services.add_cost_centre, code=code, names={"fi": name})
    workspace.do(ledger_services.store_ledger, result=_ledger())
    version = workspace.do(budget_services.create_version, year=2025, name="Talousarvio")
    for account, centre, amount in _PLANNED:
        workspace.do(
            budget_services.add_plan_line,
            version_id=version,
            account=account,
            cost_centre=centre,
            amount=amount,
        )
    workspace.do(budget_services.approve_version, year=2025, approved_on=date(2024, 11, 26))
    return workspace


def make_empty_association(path: Path, *plugins: object) -> Workspace:
    """Make an association that has nothing yet but a fiscal year and a chart of accounts.

    Args:
        path: The file to make.
        plugins: The plugin modules in use.
    """
    return create(
        path, name="Tyhjä ry", fiscal_year=YEAR, plugins=Plugins.of(*plugins), actor="Testi"
    )


def _ledger() -> ImportResult:
    lines: list[LedgerLine] = []
    for number, (account, centre, day, cents) in enumerate(_BOOKED, start=1):
        for booked, amount in ((account, cents), (_BANK, -cents)):
            lines.append(
                LedgerLine(
                    row=len(lines) + 2,
                    voucher=str(number),
                    day=day,
                    account=booked,
                    account_name="",
                    cost_centre="" if booked == _BANK else centre,
                    cost_centre_name="",
                    project="",
                    text="Kirjaus åäö",
                    debit_cents=max(amount, 0),
                    credit_cents=max(-amount, 0),
                )
            )
    return ImportResult(
        file_name="paakirja.xlsx",
        sha256="0" * 64,
        sheet="Pääkirja",
        rows_read=len(lines),
        sign="debit-credit",
        columns=(),
        row_classes={"entry": len(lines)},
        ledger=tuple(lines),
    )
