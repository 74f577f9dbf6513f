"""The check proves that an association's data are whole, and names what is not."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from helpers.ledgers_built import BANK, FEES, RENT, YEAR, budget_of, entry, ledger_of, paid, plan
from yhdistys.app import Workspace, check
from yhdistys.budget import services as budget_services
from yhdistys.ledger import services
from yhdistys.store.engine import connect_file

NAMES = [
    "integrity-check", "foreign-keys", "summary-tables", "vouchers-balance", "plan-months",
    "application-forms", "application-answers", "application-amounts", "history-chain",
]  # fmt: skip


def _spoil(workspace: Workspace, statement: str) -> None:
    """Change a file as somebody without the program would."""
    assert workspace.database.target.path is not None
    raw = connect_file(workspace.database.target.path)
    raw.execute("PRAGMA foreign_keys = OFF")
    assert raw.execute(statement).rowcount > 0
    raw.close()


@pytest.fixture
def books(workspace: Workspace) -> Workspace:
    """Give an association with a ledger and a budget."""
    workspace.do(
        services.store_ledger,
        result=ledger_of(
            paid("1", "2025-01-02", FEES, -100), (entry("2", "2025-01-03", RENT, 700),)
        ),
    )
    workspace.do(budget_services.store_budget, result=budget_of(plan(FEES, 1200)), year=YEAR)
    return workspace


def test_whole_books_pass_every_check(books: Workspace) -> None:
    found = check(books)
    assert [(item.id, item.ok, item.detail) for item in found.items] == [
        (name, True, "") for name in NAMES
    ]
    assert found.ok
    assert len(found.content_hash) == 64


@pytest.mark.postgresql
@pytest.mark.slow
def test_a_server_is_checked_but_for_its_own_storage(either_workspace: Workspace) -> None:
    found = [item.id for item in check(either_workspace).items]
    assert found == (NAMES if either_workspace.database.is_file else NAMES[2:])


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE monthly_total SET credit_cents = 1 WHERE account = '3000'", "summary-tables"),
        ("DELETE FROM monthly_total WHERE account = '4400'", "summary-tables"),
        (f"UPDATE plan_month SET cents = 0 WHERE month = '{YEAR}-01'", "plan-months"),
        ("DELETE FROM plan_month", "plan-months"),
        ("DELETE FROM budget_version", "foreign-keys"),
        ("UPDATE change_set SET actor = 'X' WHERE id = 1", "history-chain"),
    ],
)
def test_what_does_not_hold_is_named(books: Workspace, statement: str, broken: str) -> None:
    before = check(books).content_hash
    _spoil(books, statement)
    found = check(books)
    assert [item.id for item in found.items if not item.ok] == [broken]
    assert not found.ok
    assert all(item.detail for item in found.items if not item.ok)
    is_content = broken in {"plan-months", "foreign-keys"}
    assert (found.content_hash != before) is is_content


def test_an_entry_changed_behind_its_total_is_found(books: Workspace) -> None:
    _spoil(books, f"UPDATE entry SET debit_cents = debit_cents + 1 WHERE account = '{BANK}'")
    assert [item.id for item in check(books).items if not item.ok] == [
        "summary-tables", "vouchers-balance",
    ]  # fmt: skip


def test_ids_versions_moments_and_history_are_no_content(books: Workspace) -> None:
    before = check(books).content_hash
    with books.database.writer().begin() as connection:
        connection.execute(text("UPDATE import_batch SET at = '2020-01-01 00:00:00.000000'"))
    _spoil(books, "UPDATE account SET version = 77")
    _spoil(books, "UPDATE plan_line SET uid = 'other'")
    _spoil(books, "UPDATE entry SET file_row = 99")
    assert check(books).content_hash == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE account SET names = '{}' WHERE number = '3000'",
        "UPDATE entry SET description = 'x'",
        "UPDATE entry SET cost_centre = ''",
        "UPDATE plan_line SET note = 'x'",
        "UPDATE setting SET value = '{\"value\": 1}'",
        "DELETE FROM line_rule WHERE prefix = '40'",
    ],
)
def test_every_business_value_is_content(books: Workspace, statement: str) -> None:
    before = check(books).content_hash
    _spoil(books, statement)
    assert check(books).content_hash != before
