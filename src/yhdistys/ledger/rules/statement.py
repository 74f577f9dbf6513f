"""The income statement of an association: its 13 statutory lines, added up line by line.

Kirjanpitoasetus 1339/1997 1:3 § (form for associations and foundations). The three lines
"surplus or deficit" are cumulative: each contains the one above it. All amounts are cents in the
sign of the result: income positive, expenses negative. Nothing, ``None``, differs from zero: a line
without any account in the books has no amount. Which account belongs to which line is in ``chart``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from yhdistys.i18n import LazyText, _, lazy, ngettext
from yhdistys.ledger.rules.chart import accounts_without_line, line_of, side_of
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.money import from_cents


class StatementRowKind(StrEnum):
    """What a row of the statement is, which decides how it is drawn and added up."""

    HEADING = "heading"
    LINE = "line"
    PART = "part"
    CUMULATIVE = "cumulative"
    TOTAL = "total"
    OUTSIDE = "outside"


class StatementAccount(NamedTuple):
    """One account under a line of the statement.

    Attributes:
        number: The account.
        amount_cents: Cents in the sign of the result; ``None`` without entries.
        previous_cents: The same of the year before.
    """

    number: str
    amount_cents: int | None
    previous_cents: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One row of the income statement.

    Attributes:
        number: 1 to 13 for the statutory lines, else ``None``.
        line: A stable word: the line accounts belong to, or the name of a sum or heading.
        label: The name of the row.
        level: 0 for headings, sums and lines of their own, 1 inside a section, 2 for parts.
        kind: Parts are contained in the line above them; a row outside is in no sum.
        amount_cents: Cents in the sign of the result; ``None`` when no account stands behind it.
        previous_cents: The same of the year before.
        accounts: The accounts of the row, in order; only where accounts belong directly to it.
    """

    number: int | None
    line: str
    label: LazyText
    level: int
    kind: StatementRowKind
    amount_cents: int | None = None
    previous_cents: int | None = None
    accounts: tuple[StatementAccount, ...] = ()

    @property
    def amount(self) -> Decimal | None:
        """The amount in euros, or None where the line has none."""
        return None if self.amount_cents is None else from_cents(self.amount_cents)

    @property
    def previous(self) -> Decimal | None:
        """The amount of the year before in euros, or None where there is none."""
        return None if self.previous_cents is None else from_cents(self.previous_cents)


class _Layout(NamedTuple):
    """One row of the form; ``lines`` are the lines of accounts that it adds up."""

    number: int | None
    line: str
    label: LazyText
    level: int
    kind: StatementRowKind
    lines: tuple[str, ...] = ()


_UNMAPPED: Final = "unmapped"
_TAX: Final = "income_tax"
_EXPENSES: Final = ("activity_personnel", "activity_depreciation", "activity_other")
_ACTIVITY: Final = ("activity_income", *_EXPENSES)
_FUNDRAISING: Final = (*_ACTIVITY, "fundraising_income", "fundraising_expense")
_FINANCE: Final = (*_FUNDRAISING, "finance_income", "finance_expense")
_RESULT: Final = (*_FINANCE, "general_grants")
_SURPLUS: Final = (*_RESULT, "appropriations", _TAX)
_INCOME: Final = lazy("Income")
_COSTS: Final = lazy("Expenses")
_BALANCE: Final = lazy("Surplus or deficit")
_KIND = StatementRowKind

_LAYOUT: Final = (
    _Layout(None, "activity", lazy("Ordinary activities"), 0, _KIND.HEADING),
    _Layout(1, "activity_income", _INCOME, 1, _KIND.LINE, ("activity_income",)),
    _Layout(2, "activity_expense", _COSTS, 1, _KIND.LINE, _EXPENSES),
    _Layout(None, _EXPENSES[0], lazy("Personnel expenses"), 2, _KIND.PART, ("activity_personnel",)),
    _Layout(None, _EXPENSES[1], lazy("Depreciation"), 2, _KIND.PART, ("activity_depreciation",)),
    _Layout(None, _EXPENSES[2], lazy("Other expenses"), 2, _KIND.PART, ("activity_other",)),
    _Layout(3, "activity_balance", _BALANCE, 0, _KIND.CUMULATIVE, _ACTIVITY),
    _Layout(None, "fundraising", lazy("Fundraising"), 0, _KIND.HEADING),
    _Layout(4, "fundraising_income", _INCOME, 1, _KIND.LINE, ("fundraising_income",)),
    _Layout(5, "fundraising_expense", _COSTS, 1, _KIND.LINE, ("fundraising_expense",)),
    _Layout(6, "fundraising_balance", _BALANCE, 0, _KIND.CUMULATIVE, _FUNDRAISING),
    _Layout(None, "finance", lazy("Investments and financing"), 0, _KIND.HEADING),
    _Layout(7, "finance_income", _INCOME, 1, _KIND.LINE, ("finance_income",)),
    _Layout(8, "finance_expense", _COSTS, 1, _KIND.LINE, ("finance_expense",)),
    _Layout(9, "finance_balance", _BALANCE, 0, _KIND.CUMULATIVE, _FINANCE),
    _Layout(10, "general_grants", lazy("General grants"), 0, _KIND.LINE, ("general_grants",)),
    _Layout(11, "result", lazy("Result for the fiscal year"), 0, _KIND.TOTAL, _RESULT),
    _Layout(12, "appropriations", lazy("Appropriations"), 0, _KIND.LINE, ("appropriations",)),
    _Layout(None, _TAX, lazy("Income taxes"), 0, _KIND.LINE, (_TAX,)),
    _Layout(13, "surplus", lazy("Surplus (deficit) for the fiscal year"), 0, _KIND.TOTAL, _SURPLUS),
    _Layout(None, _UNMAPPED, lazy("Accounts without a line"), 0, _KIND.OUTSIDE, (_UNMAPPED,)),
)
_ONLY_WITH_ACCOUNTS: Final = frozenset({_TAX, _UNMAPPED})


def income_statement(
    totals: Mapping[str, int],
    lines: Mapping[str, str],
    *,
    previous: Mapping[str, int] | None = None,
) -> tuple[StatementRow, ...]:
    """Return the income statement: headings, the 13 lines and the parts of the expenses.

    The row of income taxes stands only where there are any. Accounts that carry money and belong
    to no line are the last row, outside every sum, so that nothing vanishes silently. Accounts of
    the balance sheet are left out.

    Args:
        totals: Cents of each account in the sign of the result: income positive.
        lines: Which prefix of account numbers belongs to which line.
        previous: The totals of the year before; ``None`` leaves its column empty.
    """
    accounts = _accounts_of_lines(totals, previous or {}, lines)
    amounts = {line: _sum(account.amount_cents for account in accounts[line]) for line in accounts}
    earlier = {
        line: _sum(account.previous_cents for account in accounts[line]) for line in accounts
    }
    return tuple(
        StatementRow(
            number=row.number,
            line=row.line,
            label=row.label,
            level=row.level,
            kind=row.kind,
            amount_cents=_sum(amounts.get(line) for line in row.lines),
            previous_cents=_sum(earlier.get(line) for line in row.lines),
            accounts=accounts.get(row.line, ()),
        )
        for row in _LAYOUT
        if row.line not in _ONLY_WITH_ACCOUNTS or row.line in accounts
    )


def statement_findings(totals: Mapping[str, int], lines: Mapping[str, str]) -> tuple[Finding, ...]:
    """Tell which accounts carry money and belong to no line of the statements.

    Args:
        totals: Cents of each account in the sign of the result.
        lines: Which prefix of account numbers belongs to which line.
    """
    missing = accounts_without_line(totals, lines)
    if not missing:
        return ()
    listed = ", ".join(missing)
    return (
        Finding(
            severity=Severity.WARNING,
            kind="account-without-line",
            message=ngettext(
                "The account {accounts} carries money and has no line in the statements; "
                "it is in no sum.",
                "The accounts {accounts} carry money and have no line in the statements; "
                "they are in no sum.",
                len(missing),
            ).format(accounts=listed),
            hint=_("Choose a statement line for each of them in the chart of accounts."),
            value=listed,
        ),
    )


def _accounts_of_lines(
    totals: Mapping[str, int], previous: Mapping[str, int], rules: Mapping[str, str]
) -> dict[str, tuple[StatementAccount, ...]]:
    """Return the accounts of each line; an account without a line only where it carries money."""
    found: dict[str, list[StatementAccount]] = {}
    for number in sorted(totals.keys() | previous.keys()):
        account = StatementAccount(number, totals.get(number), previous.get(number))
        line = line_of(number, rules)
        if line is None:
            line = _UNMAPPED if account.amount_cents or account.previous_cents else None
        elif side_of(line) == "balance":
            line = None
        if line is not None:
            found.setdefault(line, []).append(account)
    return {line: tuple(accounts) for line, accounts in found.items()}


def _sum(amounts: Iterable[int | None]) -> int | None:
    """Add what is there; nothing at all stays nothing instead of becoming zero."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
