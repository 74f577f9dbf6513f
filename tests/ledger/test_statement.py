from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yhdistys import i18n
from yhdistys.ledger.rules.chart import LINES, side_of
from yhdistys.ledger.rules.statement import (
    StatementAccount,
    StatementRow,
    StatementRowKind,
    income_statement,
    statement_findings,
)
from yhdistys.values.findings import Finding, Severity

RULES = {
    "1": "balance_assets",
    "2": "balance_liabilities",
    "3": "activity_income",
    "40": "activity_other",
    "50": "activity_personnel",
    "60": "activity_depreciation",
    "73": "fundraising_income",
    "74": "fundraising_expense",
    "88": "general_grants",
    "90": "finance_income",
    "91": "finance_expense",
    "95": "appropriations",
    "96": "income_tax",
}
THIS_YEAR = {
    "1910": 5_000_00,
    "2960": -300_00,
    "3000": 1_200_00,
    "3800": 90_000_00,
    "4000": -18_400_50,
    "4010": -1_599_50,
    "5000": -70_000_00,
    "5100": 0,
    "6000": -500_00,
    "7310": 4_840_00,
    "7400": -420_00,
    "8800": 3_000_00,
    "9000": 12_34,
    "9100": -324_00,
    "9500": 100_00,
}
YEAR_BEFORE = {"3000": 1_000_00, "4000": -900_00, "7310": 4_760_00}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with i18n.using("en"):
        yield


def rows_by_line(rows: tuple[StatementRow, ...]) -> dict[str, StatementRow]:
    return {row.line: row for row in rows}


def test_a_whole_year_gives_the_statutory_lines_with_cumulative_balances() -> None:
    assert [
        (row.number, str(row.label), row.level, row.kind, row.amount_cents)
        for row in income_statement(THIS_YEAR, RULES)
    ] == [
        (None, "Ordinary activities", 0, "heading", None),
        (1, "Income", 1, "line", 91_200_00),
        (2, "Expenses", 1, "line", -90_500_00),
        (None, "Personnel expenses", 2, "part", -70_000_00),
        (None, "Depreciation", 2, "part", -500_00),
        (None, "Other expenses", 2, "part", -20_000_00),
        (3, "Surplus or deficit", 0, "cumulative", 700_00),
        (None, "Fundraising", 0, "heading", None),
        (4, "Income", 1, "line", 4_840_00),
        (5, "Expenses", 1, "line", -420_00),
        (6, "Surplus or deficit", 0, "cumulative", 5_120_00),
        (None, "Investments and financing", 0, "heading", None),
        (7, "Income", 1, "line", 12_34),
        (8, "Expenses", 1, "line", -324_00),
        (9, "Surplus or deficit", 0, "cumulative", 4_808_34),
        (10, "General grants", 0, "line", 3_000_00),
        (11, "Result for the fiscal year", 0, "total", 7_808_34),
        (12, "Appropriations", 0, "line", 100_00),
        (13, "Surplus (deficit) for the fiscal year", 0, "total", 7_908_34),
    ]  # fmt: skip


def test_each_row_has_a_stable_word() -> None:
    assert [row.line for row in income_statement({"9600": -1}, RULES)] == [
        "activity", "activity_income", "activity_expense", "activity_personnel",
        "activity_depreciation", "activity_other", "activity_balance",
        "fundraising", "fundraising_income", "fundraising_expense", "fundraising_balance",
        "finance", "finance_income", "finance_expense", "finance_balance",
        "general_grants", "result", "appropriations", "income_tax", "surplus",
    ]  # fmt: skip


def test_the_accounts_stand_under_the_line_they_belong_to() -> None:
    rows = rows_by_line(income_statement(THIS_YEAR, RULES, previous=YEAR_BEFORE))
    assert {line: row.accounts for line, row in rows.items() if row.accounts} == {
        "activity_income": (
            StatementAccount("3000", 1_200_00, 1_000_00), StatementAccount("3800", 90_000_00, None),
        ),
        "activity_personnel": (StatementAccount("5000", -70_000_00, None),),
        "activity_depreciation": (StatementAccount("6000", -500_00, None),),
        "activity_other": (
            StatementAccount("4000", -18_400_50, -900_00),
            StatementAccount("4010", -1_599_50, None),
        ),
        "fundraising_income": (StatementAccount("7310", 4_840_00, 4_760_00),),
        "fundraising_expense": (StatementAccount("7400", -420_00, None),),
        "finance_income": (StatementAccount("9000", 12_34, None),),
        "finance_expense": (StatementAccount("9100", -324_00, None),),
        "general_grants": (StatementAccount("8800", 3_000_00, None),),
        "appropriations": (StatementAccount("9500", 100_00, None),),
    }  # fmt: skip


def test_the_year_before_is_added_up_beside() -> None:
    rows = rows_by_line(income_statement(THIS_YEAR, RULES, previous=YEAR_BEFORE))
    assert {line: row.previous_cents for line, row in rows.items()} == {
        "activity": None,
        "activity_income": 1_000_00,
        "activity_expense": -900_00,
        "activity_personnel": None,
        "activity_depreciation": None,
        "activity_other": -900_00,
        "activity_balance": 100_00,
        "fundraising": None,
        "fundraising_income": 4_760_00,
        "fundraising_expense": None,
        "fundraising_balance": 4_860_00,
        "finance": None,
        "finance_income": None,
        "finance_expense": None,
        "finance_balance": 4_860_00,
        "general_grants": None,
        "result": 4_860_00,
        "appropriations": None,
        "surplus": 4_860_00,
    }


def test_an_account_of_the_year_before_only_has_no_amount_this_year() -> None:
    rows = rows_by_line(income_statement({}, RULES, previous={"7310": 4_760_00}))
    assert rows["fundraising_income"].accounts == (StatementAccount("7310", None, 4_760_00),)
    assert (rows["fundraising_income"].amount_cents, rows["surplus"].amount_cents) == (None, None)


def test_without_a_year_before_its_column_is_empty() -> None:
    assert {row.previous_cents for row in income_statement(THIS_YEAR, RULES)} == {None}


def test_zero_differs_from_nothing() -> None:
    rows = rows_by_line(income_statement({"5000": 0}, RULES))
    assert {line for line, row in rows.items() if row.amount_cents == 0} == {
        "activity_expense", "activity_personnel", "activity_balance", "fundraising_balance",
        "finance_balance", "result", "surplus",
    }  # fmt: skip
    assert {row.amount_cents for row in rows.values()} == {0, None}


def test_an_empty_year_has_all_lines_and_no_amounts() -> None:
    rows = income_statement({}, RULES)
    assert [row.number for row in rows if row.number] == list(range(1, 14))
    assert {row.amount_cents for row in rows} == {None}


def test_a_balance_appears_only_from_the_section_that_has_amounts() -> None:
    rows = rows_by_line(income_statement({"7310": 4_840_00}, RULES))
    assert rows["activity_balance"].amount_cents is None
    assert rows["fundraising_balance"].amount_cents == 4_840_00


def test_income_taxes_stand_before_the_surplus_only_where_there_are_any() -> None:
    rows = income_statement(THIS_YEAR | {"9600": -8_34}, RULES)
    assert [(row.number, row.line, row.amount_cents) for row in rows[-3:]] == [
        (12, "appropriations", 100_00), (None, "income_tax", -8_34), (13, "surplus", 7_900_00),
    ]  # fmt: skip


def test_accounts_without_a_line_are_the_last_row_and_in_no_sum() -> None:
    with_new_account = income_statement(
        THIS_YEAR | {"4995": -318_00, "7900": 18_00, "7901": 0}, RULES, previous={"7901": 5}
    )
    assert with_new_account[-1] == StatementRow(
        number=None,
        line="unmapped",
        label=i18n.lazy("Accounts without a line"),
        level=0,
        kind=StatementRowKind.OUTSIDE,
        amount_cents=-300_00,
        previous_cents=5,
        accounts=(
            StatementAccount("4995", -318_00, None),
            StatementAccount("7900", 18_00, None),
            StatementAccount("7901", 0, 5),
        ),
    )
    assert rows_by_line(with_new_account)["surplus"].amount_cents == 7_908_34


def test_an_account_without_a_line_that_carries_no_money_is_not_shown() -> None:
    rows = income_statement({"4995": 0}, RULES)
    assert rows[-1].line == "surplus"


def test_nothing_is_found_where_every_account_has_a_line() -> None:
    assert statement_findings(THIS_YEAR | {"4995": 0}, RULES) == ()


def test_one_account_without_a_line_is_told() -> None:
    assert statement_findings({"4995": -318_00}, RULES) == (
        Finding(
            severity=Severity.WARNING,
            kind="account-without-line",
            message=(
                "The account 4995 carries money and has no line in the statements; it is in no sum."
            ),
            hint="Choose a statement line for each of them in the chart of accounts.",
            value="4995",
        ),
    )


def test_several_accounts_without_a_line_are_told_together() -> None:
    [finding] = statement_findings({"7901": 1, "4995": -318_00}, RULES)
    assert finding.message == (
        "The accounts 4995, 7901 carry money and have no line in the statements; "
        "they are in no sum."
    )


ANY_TOTALS = st.dictionaries(
    st.sampled_from([*THIS_YEAR, "4995", "7901", "9600"]), st.integers(-(10**9), 10**9)
)


@settings(deadline=None, max_examples=40)
@given(ANY_TOTALS, ANY_TOTALS)
def test_the_surplus_and_the_row_outside_hold_all_money_of_the_year(
    totals: dict[str, int], previous: dict[str, int]
) -> None:
    rows = rows_by_line(income_statement(totals, RULES, previous=previous))
    shown = [rows[line] for line in ("surplus", "unmapped") if line in rows]
    for year, amounts in (
        (totals, [row.amount_cents for row in shown]),
        (previous, [row.previous_cents for row in shown]),
    ):
        money = sum(cents for number, cents in year.items() if number[0] not in "12")
        assert sum(amount or 0 for amount in amounts) == money


@settings(deadline=None, max_examples=40)
@given(ANY_TOTALS)
def test_each_balance_adds_its_section_to_the_balance_above(totals: dict[str, int]) -> None:
    rows = {row.number: row.amount_cents or 0 for row in income_statement(totals, RULES)}
    parts = [row.amount_cents or 0 for row in income_statement(totals, RULES) if row.level == 2]
    taxes = totals.get("9600", 0)
    assert rows[2] == sum(parts)
    assert rows[3] == rows[1] + rows[2]
    assert rows[6] == rows[3] + rows[4] + rows[5]
    assert rows[9] == rows[6] + rows[7] + rows[8]
    assert rows[11] == rows[9] + rows[10]
    assert rows[13] == rows[11] + rows[12] + taxes


@pytest.mark.parametrize("line", [line for line in LINES if side_of(line) != "balance"])
def test_no_line_of_income_or_expense_is_lost(line: str) -> None:
    rows = rows_by_line(income_statement({"1": 77}, {"1": line}))
    assert (rows[line].amount_cents, rows["surplus"].amount_cents) == (77, 77)


def test_a_row_tells_euros_and_what_is_missing() -> None:
    row = StatementRow(
        number=1, line="activity_income", label=i18n.lazy("Income"), level=1,
        kind=StatementRowKind.LINE, amount_cents=1250,
    )  # fmt: skip
    assert (row.amount, row.previous) == (Decimal("12.50"), None)
    there = replace(row, amount_cents=None, previous_cents=-300)
    assert (there.amount, there.previous) == (None, Decimal("-3.00"))
