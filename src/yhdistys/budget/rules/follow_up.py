"""The follow-up of a budget: accounts grouped as in the income statement, with their sums.

All amounts are in the sign of the result, so a difference below zero is worse for the association
on both sides. What is missing is ``None`` and differs from zero. Accounts of the balance sheet are
left out; accounts that stand on no line come last, outside every sum, as in the statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, Literal, NamedTuple

from yhdistys.budget.rules.deviations import Explained, Limits, needs_explanation
from yhdistys.i18n import _
from yhdistys.ledger.rules.chart import line_of, side_of
from yhdistys.ledger.rules.statement import StatementRow, StatementRowKind, income_statement
from yhdistys.values.formats import month_text
from yhdistys.values.money import from_cents, percent, round_half_up
from yhdistys.values.period import Month

RowKind = Literal["section", "group", "line", "sum", "total"]
_SHARE_PLACES: Final = 4
_RESERVES: Final = frozenset({"appropriations", "income_tax"})
_LAST: Final = "\uffff"


class Amounts(NamedTuple):
    """Cents of one row; None where there is nothing."""

    budget_year: int | None
    budget: int | None
    actual: int | None
    previous: int | None


NOTHING: Final = Amounts(None, None, None, None)


class Figure(NamedTuple):
    """The amounts of one account, or of its part in one cost centre or project.

    Attributes:
        account: The account's number.
        cost_centre: The cost centre looked at, or None.
        project: The project looked at, or None.
        amounts: Of all months together.
        months: Of each month, where the follow-up is by month.
    """

    account: str
    cost_centre: str | None
    project: str | None
    amounts: Amounts
    months: tuple[Amounts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRow:
    """One row of a follow-up; amounts are euros in result sign.

    Attributes:
        kind: ``section`` and ``group`` are headings, a group with the sum of its lines; ``sum``
            runs on from the top as in the statement, or sums up one cost centre or project;
            ``total`` is the result.
        level: How deep the row stands: 0, 1 or 2.
        label: What to read, in the reader's language.
        account: The account of a line.
        cost_centre: The cost centre of the row, or the one looked at.
        project: The project of the row, or the one looked at.
        month: The month of the row, where the follow-up is by month.
        budget_year: The plan of the whole year; None when nothing is planned.
        budget: The plan of the months looked at.
        actual: What the books hold in these months.
        difference: Actual minus budget: below zero is worse for the association.
        used_percent: Actual in per cent of the budget; lines and groups only.
        previous_year: What the books held in the same months a year before.
        expected_share: Which part of the year's budget was planned for these months: 0.75 is three
            quarters; lines and groups only.
        note: The explanation of the difference.
        note_by: Who explained.
        note_month: The month that was looked at then.
        is_deviation: Whether the difference needs an explanation.
        is_unbudgeted: Whether something was booked that is not in the budget.
        is_outside: Whether the row is in no sum, because its account stands on no line.
    """

    kind: RowKind
    level: int
    label: str
    account: str | None = None
    cost_centre: str | None = None
    project: str | None = None
    month: Month | None = None
    budget_year: Decimal | None = None
    budget: Decimal | None = None
    actual: Decimal | None = None
    difference: Decimal | None = None
    used_percent: Decimal | None = None
    previous_year: Decimal | None = None
    expected_share: Decimal | None = None
    note: str | None = None
    note_by: str | None = None
    note_month: Month | None = None
    is_deviation: bool = False
    is_unbudgeted: bool = False
    is_outside: bool = False


ExplanationKey = tuple[str, str | None, str | None]
"""Account, cost centre, project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What the rows must know beside the figures.

    Attributes:
        names: The name of each account in the reader's language.
        rules: Which prefix of account numbers belongs to which statement line.
        explained: The explanations of the year.
        limits: What needs an explanation.
    """

    names: Mapping[str, str]
    rules: Mapping[str, str]
    explained: Mapping[ExplanationKey, Explained]
    limits: Limits


def added(amounts: Iterable[Amounts]) -> Amounts:
    """Add up amounts column by column; nothing at all stays nothing instead of becoming zero."""
    columns = zip(*amounts, strict=True)
    sums = [[cents for cents in column if cents is not None] for column in columns]
    return Amounts(*(sum(known) if known else None for known in sums)) if sums else NOTHING


def by_statement(figures: Sequence[Figure], books: Books) -> tuple[FollowUpRow, ...]:
    """Return the rows as in the income statement; one figure for each account."""
    inside, outside = _inside_and_outside(figures, books)
    found = {figure.account: figure for figure in (*inside, *outside)}
    layout = income_statement(dict.fromkeys(found, 1), books.rules)
    building = _Statement(books, found)
    for row in layout:
        building.take(row)
    return tuple(building.rows)


def by_dimension(
    figures: Sequence[Figure], books: Books, titles: Mapping[str | None, str], field: str
) -> tuple[FollowUpRow, ...]:
    """Return a section for each cost centre or project, with its income and expenses.

    Args:
        figures: One for each account and code.
        books: What the rows must know besides.
        titles: What to read for each code; an unknown code stands for itself.
        field: ``cost_centre`` or ``project``.
    """
    inside, outside = _inside_and_outside(figures, books)
    by_code: dict[str | None, list[Figure]] = {}
    for figure in inside:
        by_code.setdefault(getattr(figure, field), []).append(figure)
    rows: list[FollowUpRow] = []
    for code in sorted(by_code, key=lambda code: _LAST if code is None else code):
        place = {field: code}
        rows.append(_heading("section", 0, titles.get(code, code or ""), **place))
        for label, side in ((_("Income"), "income"), (_("Expenses"), "expense")):
            rows += _group(label, [f for f in by_code[code] if _side(f, books) == side], books)
        summed = added(figure.amounts for figure in by_code[code])
        rows.append(_summed("sum", _("Surplus or deficit"), summed, **place))
    return (*rows, *_ending(inside, outside, books))


def by_month(
    figures: Sequence[Figure], books: Books, months: Sequence[Month]
) -> tuple[FollowUpRow, ...]:
    """Return a group for each month with a line of its income and one of its expenses."""
    inside, outside = _inside_and_outside(figures, books)
    rows: list[FollowUpRow] = []
    for place, month in enumerate(months if inside else ()):
        label = month_text(month)
        rows.append(_row("group", 0, label, added(f.months[place] for f in inside), month=month))
        for text, side in ((_("Income"), "income"), (_("Expenses"), "expense")):
            of_side = added(f.months[place] for f in inside if _side(f, books) == side)
            rows.append(_row("line", 1, text, of_side, month=month))
    return (*rows, *_ending(inside, outside, books))


class _Statement:
    """Collects the rows of the income statement, leaving out what holds nothing."""

    def __init__(self, books: Books, found: Mapping[str, Figure]) -> None:
        self.rows: list[FollowUpRow] = []
        self._books = books
        self._found = found
        self._counted: list[Amounts] = []
        self._section = ""
        self._groups: list[tuple[str, list[Figure]]] = []
        self._has_reserves = False

    def take(self, row: StatementRow) -> None:
        """Take the next row of the statement's form."""
        figures = [self._found[account.number] for account in row.accounts]
        if row.kind is StatementRowKind.HEADING:
            self._section, self._groups = str(row.label), []
        elif row.kind is StatementRowKind.PART:
            self._groups[-1][1].extend(figures)
        elif row.kind is StatementRowKind.LINE and row.level:
            self._groups.append((str(row.label), figures))
        elif row.kind is StatementRowKind.CUMULATIVE:
            self._close(str(row.label))
        elif row.kind is StatementRowKind.TOTAL:
            self._total(row)
        elif figures:
            self._lines_alone(row, figures)

    def _close(self, sum_label: str) -> None:
        filled = [(label, figures) for label, figures in self._groups if figures]
        if not filled:
            return
        self.rows.append(_heading("section", 0, self._section))
        for label, figures in filled:
            self.rows += _group(label, figures, self._books)
            self._counted += [figure.amounts for figure in figures]
        self.rows.append(_summed("sum", sum_label, added(self._counted)))

    def _lines_alone(self, row: StatementRow, figures: Sequence[Figure]) -> None:
        is_outside = row.kind is StatementRowKind.OUTSIDE
        self.rows.append(_heading("section", 0, str(row.label), is_outside=is_outside))
        self.rows += [_line(f, self._books, level=1, is_outside=is_outside) for f in figures]
        if not is_outside:
            self._counted += [figure.amounts for figure in figures]
            self._has_reserves = self._has_reserves or row.line in _RESERVES

    def _total(self, row: StatementRow) -> None:
        if self._found and (row.line == "result" or self._has_reserves):
            self.rows.append(_summed("total", str(row.label), added(self._counted)))


def _inside_and_outside(
    figures: Sequence[Figure], books: Books
) -> tuple[list[Figure], list[Figure]]:
    shown = [figure for figure in figures if _is_shown(figure)]
    inside = [figure for figure in shown if _side(figure, books) in {"income", "expense"}]
    return inside, [figure for figure in shown if _side(figure, books) is None]


def _side(figure: Figure, books: Books) -> str | None:
    line = line_of(figure.account, books.rules)
    return None if line is None else side_of(line)


def _is_shown(figure: Figure) -> bool:
    """Show what is planned or booked, and what was booked a year before."""
    _year, budget, actual, previous = figure.amounts
    return budget is not None or actual is not None or bool(previous)


def _ending(
    inside: Sequence[Figure], outside: Sequence[Figure], books: Books
) -> Iterable[FollowUpRow]:
    """Return the total, and after it what is in no sum."""
    if not inside and not outside:
        return
    layout = {row.line: row for row in income_statement({}, {})}
    has_reserves = any(line_of(f.account, books.rules) in _RESERVES for f in inside)
    label = str(layout["surplus" if has_reserves else "result"].label)
    yield _summed("total", label, added(figure.amounts for figure in inside))
    if outside:
        yield _heading("section", 0, _("Accounts without a line"), is_outside=True)
        yield from (_line(figure, books, level=1, is_outside=True) for figure in outside)


def _group(label: str, figures: Sequence[Figure], books: Books) -> list[FollowUpRow]:
    if not figures:
        return []
    amounts = added(figure.amounts for figure in figures)
    return [_row("group", 1, label, amounts), *(_line(figure, books) for figure in figures)]


def _line(figure: Figure, books: Books, *, level: int = 2, is_outside: bool = False) -> FollowUpRow:
    account, cost_centre, project, amounts, _months = figure
    explained = books.explained.get((account, cost_centre, project))
    name = books.names.get(account, "")
    return _row(
        "line",
        level,
        f"{account} {name}".strip(),
        amounts,
        account=account,
        cost_centre=cost_centre,
        project=project,
        note=None if explained is None else explained.text,
        note_by=None if explained is None else explained.actor,
        note_month=None if explained is None else explained.month,
        is_deviation=needs_explanation(books.limits, budget=amounts.budget, actual=amounts.actual),
        is_unbudgeted=amounts.budget is None and amounts.actual is not None,
        is_outside=is_outside,
    )


def _heading(kind: RowKind, level: int, label: str, **told: Any) -> FollowUpRow:
    return FollowUpRow(kind=kind, level=level, label=label, **told)


def _row(kind: RowKind, level: int, label: str, amounts: Amounts, **told: Any) -> FollowUpRow:
    budget, actual = amounts.budget, amounts.actual
    is_empty = budget is None and actual is None
    return FollowUpRow(
        kind=kind,
        level=level,
        label=label,
        budget_year=_euros(amounts.budget_year),
        budget=_euros(budget),
        actual=_euros(actual),
        difference=None if is_empty else from_cents((actual or 0) - (budget or 0)),
        used_percent=percent(actual or 0, budget or 0),
        previous_year=_euros(amounts.previous),
        expected_share=_share(budget, amounts.budget_year),
        **told,
    )


def _summed(kind: RowKind, label: str, amounts: Amounts, **told: Any) -> FollowUpRow:
    """Return a sum of both sides, of which no share can be told."""
    row = _row(kind, 0, label, amounts, **told)
    return replace(row, used_percent=None, expected_share=None)


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else from_cents(cents)


def _share(part: int | None, whole: int | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return round_half_up(Decimal(part) / Decimal(whole), _SHARE_PLACES)
