"""What is read from the ledger: totals by anything, statements, lists in few statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import event

from helpers.ledgers_built import (
    BANK,
    FEBRUARY,
    FEES,
    JANUARY,
    RENT,
    SALARIES,
    YEAR,
    ledger_of,
    paid,
)
from yhdistys.app import Workspace
from yhdistys.errors import UserError
from yhdistys.i18n import using
from yhdistys.ledger import queries, services
from yhdistys.values.period import FiscalYear, Month

FIELDS = ("account", "cost_centre", "project", "month")
LINES = ledger_of(*JANUARY, *FEBRUARY).ledger


def _import(workspace: Workspace, *vouchers: Any) -> None:
    workspace.do(services.store_ledger, result=ledger_of(*vouchers))


def _statements(workspace: Workspace, query: Callable[..., Any], **asked: Any) -> int:
    """Count the SQL statements of a query."""
    engine = workspace.database.reader_engine()
    seen: list[str] = []

    def executed(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", executed)
    workspace.read(query, **asked)
    event.remove(engine, "before_cursor_execute", executed)
    return len(seen)


def test_totals_are_summed_by_any_fields_in_any_order(either_workspace: Workspace) -> None:
    _import(either_workspace, *JANUARY, *FEBRUARY)
    for count in range(1, 5):
        for fields in permutations(FIELDS, count):
            expected: Counter[tuple[Any, ...]] = Counter()
            for line in LINES:
                told = {
                    "account": line.account, "cost_centre": line.cost_centre or None,
                    "project": line.project or None, "month": str(Month.of(line.day)),
                }  # fmt: skip
                key = tuple(told[field] for field in fields)
                expected[key] += line.credit_cents - line.debit_cents
            found = either_workspace.read(queries.monthly_totals, year=YEAR, fields=fields)
            assert found == dict(expected)


def test_totals_go_to_a_month(workspace: Workspace) -> None:
    _import(workspace, *JANUARY, *FEBRUARY)
    found = workspace.read(
        queries.monthly_totals, year=YEAR, fields=("account",), through="2025-01"
    )
    assert found == {(BANK,): 318_050, (FEES,): 12_000, (RENT,): -80_000, (SALARIES,): -250_050}
    assert workspace.read(queries.monthly_totals, year=2024, fields=("account",)) == {}
    year = workspace.read(queries.fiscal_year, year=YEAR)
    assert workspace.read(queries.month_reached, year=year) == Month(2025, 2)
    assert workspace.read(queries.month_reached, year=year.following()) == Month(2026, 12)


def test_an_income_statement_stands_on_its_lines(either_workspace: Workspace) -> None:
    _import(
        either_workspace, *JANUARY, *FEBRUARY, paid("1", "2024-01-31", RENT, 70_000),
        paid("2", "2024-03-31", RENT, 5), paid("9", "2025-01-02", "4995", 100),
    )  # fmt: skip
    statement = either_workspace.read(queries.income_statement, year=YEAR, through=Month(2025, 2))
    lines = {
        row.line: (row.amount_cents, row.previous_cents) for row in statement.rows if row.accounts
    }
    assert (statement.previous, statement.through) == (
        FiscalYear.starting(date(2024, 1, 1)), Month(2025, 2),
    )  # fmt: skip
    assert lines["activity_other"] == (-240_000, -70_000)
    assert lines["activity_personnel"] == (-501_050, None)
    assert lines["activity_income"] == (12_000, None)
    assert statement.without_line == ("4995",)
    assert statement.account_names["4995"] == "4995"
    outside = either_workspace.read(queries.accounts_outside_statement)
    assert [(row.number, row.year, row.amount) for row in outside] == [
        ("4995", YEAR, Decimal("-1.00"))
    ]


def test_an_income_statement_of_one_cost_centre(workspace: Workspace) -> None:
    _import(workspace, *JANUARY)
    for centre, expected in (("10", 12_000), ("20", -250_050), ("", -80_000)):
        statement = workspace.read(queries.income_statement, year=YEAR, cost_centre=centre)
        assert [r.amount_cents for r in statement.rows if r.accounts] == [expected]
    whole = workspace.read(queries.income_statement, year=YEAR)
    assert whole.previous is None
    assert whole.through == Month(2025, 1)


def test_a_month_outside_the_year_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UserError):
        workspace.read(queries.income_statement, year=YEAR, through=Month(2026, 1))
    with pytest.raises(UserError):
        workspace.read(queries.income_statement, year=2031)


def test_names_are_in_the_language_of_the_reader(workspace: Workspace) -> None:
    for language, name in (("fi", "Pankkitili"), ("sv", "Bankkonto"), ("en", "Bank account")):
        with using(language):
            assert workspace.read(queries.account_names)[BANK] == (name, "balance_assets")


def test_a_preview_stores_nothing(workspace: Workspace) -> None:
    preview = workspace.read(queries.preview_ledger, lines=LINES)
    assert len(preview.diff.new) == 5
    assert preview.new_cost_centres == {"10": "10", "20": "20"}
    assert preview.new_projects == ("P1",)
    assert preview.new_accounts == {}
    assert workspace.read(queries.batches) == ()
    assert workspace.read(queries.last_entry_day) is None


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        (queries.accounts, {}),
        (queries.cost_centres, {}),
        (queries.projects, {}),
        (queries.cost_centre_groups, {}),
        (queries.entry_ids, {}),
        (queries.entry_rows, {"ids": range(1, 60)}),
        (queries.search, {"text": "0"}),
        (queries.batches, {}),
        (queries.entries, {"year": YEAR}),
        (queries.monthly_totals, {"year": YEAR, "fields": FIELDS}),
        (queries.income_statement, {"year": YEAR}),
        (queries.preview_ledger, {"lines": LINES}),
        (queries.totals_mismatches, {}),
        (queries.unbalanced_vouchers, {}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_lists_take_as_many_statements_for_thirty_rows_as_for_one(
    workspace: Workspace, query: Callable[..., Any], asked: dict[str, Any]
) -> None:
    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            code = f"{number:03}"
            workspace.do(services.add_cost_centre, code=code, names={"fi": code})
            workspace.do(services.add_cost_centre_group, name=code, codes=[code])
            workspace.do(services.add_project, code=code, names={"fi": code})
            workspace.do(services.add_account, number=f"49{code}", names={"fi": code})
            _import(workspace, paid(code, "2025-03-03", f"49{code}", 100, cost_centre=code))

    grow(0, 1)
    one = _statements(workspace, query, **asked)
    grow(1, 8)
    assert _statements(workspace, query, **asked) == one
