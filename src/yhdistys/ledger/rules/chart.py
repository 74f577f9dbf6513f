"""Charts of accounts: accounts with names, and the statement lines their numbers belong to.

An account is a text, never a number. A line rule says that every account beginning with a prefix
belongs to a line of the statements; the longest prefix wins. Which neutral cost category accounts
belong to is told in the same way; the categories are in ``categories``. How the lines add up to the
income statement is in ``statement``; reading chart tables of other programs is in
``chart_reading``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from yhdistys.errors import UsageError, ValidationError
from yhdistys.i18n import LANGUAGES, LazyText, _, data_text, lazy
from yhdistys.ledger.rules.categories import CATEGORIES
from yhdistys.ledger.rules.prefixes import by_prefix
from yhdistys.values.findings import Finding, Severity

Side = Literal["income", "expense", "balance"]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line of the statements that accounts can belong to.

    Attributes:
        side: ``income``, ``expense``, or ``balance`` for the lines of the balance sheet.
        label: The whole name of the line, with the section it stands in.
    """

    side: Side
    label: LazyText


LINES: Final[Mapping[str, StatementLine]] = {
    "activity_income": StatementLine("income", lazy("Ordinary activities: income")),
    "activity_personnel": StatementLine("expense", lazy("Ordinary activities: personnel expenses")),
    "activity_depreciation": StatementLine("expense", lazy("Ordinary activities: depreciation")),
    "activity_other": StatementLine("expense", lazy("Ordinary activities: other expenses")),
    "fundraising_income": StatementLine("income", lazy("Fundraising: income")),
    "fundraising_expense": StatementLine("expense", lazy("Fundraising: expenses")),
    "finance_income": StatementLine("income", lazy("Investments and financing: income")),
    "finance_expense": StatementLine("expense", lazy("Investments and financing: expenses")),
    "general_grants": StatementLine("income", lazy("General grants")),
    "appropriations": StatementLine("expense", lazy("Appropriations")),
    "income_tax": StatementLine("expense", lazy("Income taxes")),
    "balance_assets": StatementLine("balance", lazy("Balance sheet: assets")),
    "balance_equity": StatementLine("balance", lazy("Balance sheet: equity")),
    "balance_liabilities": StatementLine("balance", lazy("Balance sheet: liabilities")),
}
"""Every line an account can belong to, in the order of the statements."""


@dataclass(frozen=True, slots=True)
class ChartAccount:
    """One account of a chart.

    Attributes:
        number: Such as ``"4010"``; digits of any length, kept as text.
        names: The name in each language: ``{"fi": "Palkat", "sv": "Löner"}``.
    """

    number: str
    names: Mapping[str, str] = field(hash=False)

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return data_text(self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart of accounts.

    Attributes:
        id: A stable word, such as ``fi_common``; empty for a chart derived from a ledger.
        title: Its name in each language.
        source: Where numbers and names come from.
        accounts: In the order of their numbers as texts.
        lines: Which prefix belongs to which statement line.
        categories: Which prefix belongs to which neutral cost category; may be empty.
    """

    id: str
    title: Mapping[str, str] = field(hash=False)
    source: str
    accounts: tuple[ChartAccount, ...]
    lines: Mapping[str, str] = field(hash=False)
    categories: Mapping[str, str] = field(hash=False, default_factory=dict)

    def line_of(self, number: str) -> str | None:
        """Return the statement line of an account, also of one the chart does not list."""
        return line_of(number, self.lines)


def side_of(line: str) -> Side:
    """Return the side of a statement line: ``income``, ``expense`` or ``balance``.

    Appropriations and income taxes, which can have either sign, stand with the expenses.

    Raises:
        UsageError: There is no such line.
    """
    if line not in LINES:
        raise UsageError(
            _("There is no statement line “{line}”.").format(line=line),
            hint=_("The lines are {lines}.").format(lines=", ".join(LINES)),
            kind="unknown-line",
        )
    return LINES[line].side


def line_of(number: str, rules: Mapping[str, str]) -> str | None:
    """Return the statement line whose prefix begins the account's number.

    The longest prefix wins: with rules for ``49`` and ``4990``, the account 4990 follows the
    second. None when no prefix fits.
    """
    return by_prefix(number, rules)


def accounts_without_line(totals: Mapping[str, int], rules: Mapping[str, str]) -> tuple[str, ...]:
    """Return the accounts that carry money and belong to no statement line, in order.

    Args:
        totals: Cents of each account; an account whose total is zero carries no money.
        rules: Which prefix belongs to which line.
    """
    return tuple(
        sorted(number for number, cents in totals.items() if cents and not line_of(number, rules))
    )


def derive_chart(lines: Iterable[tuple[str, str]], rules: Mapping[str, str] | None = None) -> Chart:
    """Return the chart that a ledger implies: its accounts with their names.

    Where a ledger calls an account by several names, the last one that is not empty stands,
    because accountants rename accounts and the ledger runs with time.

    Args:
        lines: Number and name of the account of each entry.
        rules: Which prefix belongs to which statement line; none when still unknown.
    """
    names: dict[str, str] = {}
    for number, name in lines:
        if name or number not in names:
            names[number] = name
    accounts = tuple(
        ChartAccount(number, {"fi": name} if name else {}) for number, name in sorted(names.items())
    )
    return Chart(id="", title={}, source="", accounts=accounts, lines=dict(rules or {}))


_ID = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,20}", re.ASCII)
_LINE_IN_ERROR = re.compile(r"line ([0-9]+)")
_PARTS: Final = ("id", "title", "source", "accounts", "lines", "categories")


def parse_chart(text: str) -> Chart:
    """Read a chart of accounts from its TOML text.

    The text holds ``id``, ``title`` in Finnish, Swedish and English, ``source``, a list
    ``accounts`` with ``number``, ``fi``, ``sv`` and ``en``, and a list ``lines`` with ``prefix``
    and ``line``. A list ``categories`` with ``prefix`` and ``category`` may follow.

    Raises:
        ValidationError: The text is no TOML, or something is missing, unknown or there twice;
            each problem is told with its place and its remedy.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _no_chart((_no_toml(error),)) from error
    problems = tuple(_chart_problems(content))
    if problems:
        raise _no_chart(problems)
    accounts = (
        ChartAccount(row["number"], {code: row[code] for code in LANGUAGES})
        for row in content["accounts"]
    )
    return Chart(
        id=content["id"],
        title=content["title"],
        source=content["source"],
        accounts=tuple(sorted(accounts, key=lambda account: account.number)),
        lines={row["prefix"]: row["line"] for row in content["lines"]},
        categories={row["prefix"]: row["category"] for row in content.get("categories", ())},
    )


def _no_chart(problems: tuple[Finding, ...]) -> ValidationError:
    return ValidationError(
        _("The chart of accounts cannot be used: {problem}").format(problem=problems[0].message),
        hint=problems[0].hint,
        kind="bad-chart",
        problems=problems,
    )


def _no_toml(error: tomllib.TOMLDecodeError) -> Finding:
    place = _LINE_IN_ERROR.search(str(error))
    return Finding(
        severity=Severity.ERROR,
        kind="no-toml",
        message=_("The text is not valid TOML: {detail}.").format(detail=error),
        hint=_("Correct this place; quotation marks and brackets must come in pairs."),
        row=int(place[1]) if place else None,
    )


def _problem(
    message: str, hint: str, *, column: str, row: int | None = None, value: object = None
) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        kind="bad-chart",
        message=message,
        hint=hint,
        row=row,
        column=column,
        value=None if value is None else str(value),
    )


def _chart_problems(content: Mapping[str, object]) -> Iterator[Finding]:
    """Yield what is wrong; rows of the two lists are counted from 1."""
    yield from _unknown_keys(content, _PARTS, column="", row=None)
    identity = content.get("id")
    if not isinstance(identity, str) or not _ID.fullmatch(identity):
        yield _problem(
            _("The chart has no proper id."),
            _('Write id = "my_chart" with small letters, digits and underscores.'),
            column="id",
            value=identity,
        )
    if not _is_written(content.get("source")):
        yield _problem(
            _("The chart does not tell its source."),
            _('Write source = "…": where the numbers and names come from.'),
            column="source",
        )
    title = content.get("title")
    yield from _missing_names(title if isinstance(title, dict) else {}, "title", row=None)
    yield from _rows_problems(content, "accounts", "number")
    yield from _rows_problems(content, "lines", "prefix")
    if "categories" in content:
        yield from _rows_problems(content, "categories", "prefix")


def _rows_problems(content: Mapping[str, object], part: str, key: str) -> Iterator[Finding]:
    rows = content.get(part)
    if not isinstance(rows, list) or not rows:
        yield _problem(
            _("The chart has no list “{part}”.").format(part=part),
            _("Add [[{part}]] once for each row.").format(part=part),
            column=part,
        )
        return
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        if isinstance(row, dict):
            yield from _row_problems(row, part, key, number)
            yield from _repeated(row.get(key), seen, f"{part}.{key}", number)
        else:
            yield _problem(
                _("Row {row} of “{part}” is not a table.").format(row=number, part=part),
                _("Add [[{part}]] once for each row.").format(part=part),
                column=part,
                row=number,
                value=row,
            )


def _row_problems(row: Mapping[str, object], part: str, key: str, number: int) -> Iterator[Finding]:
    value = row.get(key)
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        yield _problem(
            _("Row {row} of “{part}”: “{key}” must be digits in quotation marks.").format(
                row=number, part=part, key=key
            ),
            _('Write {key} = "3000".').format(key=key),
            column=f"{part}.{key}",
            row=number,
            value=value,
        )
    if part == "accounts":
        yield from _unknown_keys(row, (key, *LANGUAGES), column=part, row=number)
        yield from _missing_names(row, part, row=number)
        return
    told = "line" if part == "lines" else "category"
    yield from _unknown_keys(row, (key, told), column=part, row=number)
    if part == "lines":
        yield from _line_problems(row.get("line"), number)
    else:
        yield from _category_problems(row.get("category"), number)


def _line_problems(line: object, number: int) -> Iterator[Finding]:
    if not isinstance(line, str) or line not in LINES:
        yield _problem(
            _("Row {row} of “lines”: there is no statement line “{line}”.").format(
                row=number, line=line
            ),
            _("The lines are {lines}.").format(lines=", ".join(LINES)),
            column="lines.line",
            row=number,
            value=line,
        )


def _category_problems(category: object, number: int) -> Iterator[Finding]:
    if not isinstance(category, str) or category not in CATEGORIES:
        yield _problem(
            _("Row {row} of “categories”: there is no cost category “{category}”.").format(
                row=number, category=category
            ),
            _("The categories are {categories}.").format(categories=", ".join(CATEGORIES)),
            column="categories.category",
            row=number,
            value=category,
        )


def _repeated(value: object, seen: set[str], column: str, row: int) -> Iterator[Finding]:
    if not isinstance(value, str):
        return
    if value in seen:
        yield _problem(
            _("“{value}” stands twice in the chart, the second time in row {row}.").format(
                value=value, row=row
            ),
            _("Remove one of the two."),
            column=column,
            row=row,
            value=value,
        )
    seen.add(value)


def _missing_names(names: Mapping[str, object], part: str, *, row: int | None) -> Iterator[Finding]:
    for code in LANGUAGES:
        if not _is_written(names.get(code)):
            yield _problem(
                _("The name in the language “{code}” is missing in {place}.").format(
                    code=code, place=_place(part, row)
                ),
                _('Write {code} = "…".').format(code=code),
                column=f"{part}.{code}",
                row=row,
            )


def _unknown_keys(
    content: Mapping[str, object], known: tuple[str, ...], *, column: str, row: int | None
) -> Iterator[Finding]:
    for key in content:
        if key not in known:
            yield _problem(
                _("“{key}” is not known in {place}.").format(key=key, place=_place(column, row)),
                _("Known are {keys}.").format(keys=", ".join(known)),
                column=f"{column}.{key}".lstrip("."),
                row=row,
                value=key,
            )


def _place(part: str, row: int | None) -> str:
    if row is not None:
        return _("row {row} of “{part}”").format(row=row, part=part)
    return f"“{part}”" if part else _("the chart")


def _is_written(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
