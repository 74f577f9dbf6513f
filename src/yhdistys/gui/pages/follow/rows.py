"""The rows of the grid: each row of the follow-up with the entries that stand behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from yhdistys.budget.queries import FollowUpRow, FollowUpView
from yhdistys.gui.pages.follow.choices import Choices, Kept
from yhdistys.ledger.queries import EntryFilter
from yhdistys.values.chosen import Chosen
from yhdistys.values.period import FiscalYear, Month

PREVIOUS = "previous_year"
"""The column whose figures come from the year before."""


class Behind(NamedTuple):
    """Which entries add up to a row.

    Attributes:
        accounts: Their accounts.
        cost_centre: Their cost centre.
        project: Their project.
        month: Their month, where the row is one month.
    """

    accounts: tuple[str, ...]
    cost_centre: Chosen
    project: Chosen
    month: Month | None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the grid.

    Attributes:
        id: What the row is known by when the rows are read anew.
        row: The row of the follow-up.
        label: What to read; the parts of the income statement in capital letters.
        behind: The entries behind its figures; None for headings.
        has_budget: Whether there is a budget at all.
        has_cents: Whether amounts show their cents.
        through: The month that is looked at.
        place: The cost centre or project whose section it stands in; may be empty.
    """

    id: tuple[object, ...]
    row: FollowUpRow
    label: str
    behind: Behind | None
    has_budget: bool
    has_cents: bool
    through: Month
    place: str = ""

    @property
    def has_figures(self) -> bool:
        """Whether the row shows figures; headings only name what follows."""
        return self.behind is not None

    @property
    def is_line(self) -> bool:
        """Whether the row is one account, or the income or expenses of a month."""
        return self.row.kind == "line"

    @property
    def is_deviation(self) -> bool:
        """Whether the difference needs an explanation; without a budget nothing differs."""
        return self.has_budget and self.row.is_deviation

    @property
    def is_unexplained(self) -> bool:
        """Whether an explanation is missing."""
        return self.is_deviation and self.row.note is None

    @property
    def can_explain(self) -> bool:
        """Whether the row is one that explanations are written for."""
        return self.has_budget and self.is_line and self.row.account is not None


class Period(NamedTuple):
    """The months looked at, and the same months of the year before.

    Attributes:
        year: The fiscal year.
        through: The last month.
        before: The fiscal year before it, or None.
        cumulative: Whether the months are added up from the beginning of the year.
    """

    year: FiscalYear
    through: Month
    before: FiscalYear | None
    cumulative: bool

    def months(self, month: Month | None = None) -> tuple[Month, Month]:
        """Return the first and the last month of a row."""
        if month is not None:
            return month, month
        return (self.year.months[0] if self.cumulative else self.through), self.through

    def months_before(self, month: Month | None = None) -> tuple[Month, Month] | None:
        """Return the same months a year before; None where that year did not have them."""
        if self.before is None:
            return None
        there = self.before.months
        first, last = (self.year.months.index(part) for part in self.months(month))
        return (there[first], there[min(last, len(there) - 1)]) if first < len(there) else None


def entries_of(
    behind: Behind, period: Period, column: str
) -> tuple[EntryFilter, FiscalYear, tuple[Month, Month]] | None:
    """Return which entries a figure consists of, with their fiscal year and months.

    Args:
        behind: What stands behind the row.
        period: The months looked at.
        column: The id of the figure's column.
    """
    is_before = column == PREVIOUS
    months = period.months_before(behind.month) if is_before else period.months(behind.month)
    year = period.before if is_before else period.year
    if months is None or year is None:
        return None
    chosen = EntryFilter(
        year=year.label,
        first=months[0],
        last=months[1],
        accounts=behind.accounts,
        cost_centre=behind.cost_centre,
        project=behind.project,
    )
    return chosen, year, months


def shown_rows(
    view: FollowUpView, choices: Choices, accounts_of_side: Callable[[str], tuple[str, ...]]
) -> list[ShownRow]:
    """Return the rows of a follow-up with what stands behind them.

    Args:
        view: The follow-up.
        choices: What it was asked for.
        accounts_of_side: Gives the accounts of ``income`` or ``expense``.
    """
    making = _Making(view, choices, accounts_of_side)
    return [making.take(row) for row in view.rows]


def kept_rows(rows: Sequence[ShownRow], kept: Kept) -> list[ShownRow]:
    """Return the deviations with the headings above them; sums over left out rows are left out."""
    if kept == "all":
        return list(rows)
    found: list[ShownRow] = []
    waiting: list[ShownRow] = []
    for row in rows:
        if row.row.kind == "section":
            waiting = [row]
        elif row.row.kind == "group":
            waiting = [*(title for title in waiting if title.row.kind == "section"), row]
        elif row.is_unexplained or (row.is_deviation and kept == "deviations"):
            found += [*waiting, row]
            waiting = []
    return found


class _Making:
    """Goes through the rows from above and notes where each stands."""

    def __init__(
        self,
        view: FollowUpView,
        choices: Choices,
        accounts_of_side: Callable[[str], tuple[str, ...]],
    ) -> None:
        self._view = view
        self._choices = choices
        self._accounts_of_side = accounts_of_side
        self._section = self._group = ""
        self._place: tuple[str | None, str | None] = (None, None)
        self._in_section: list[str] = []
        self._all: list[str] = []
        self._lines = 0

    def take(self, row: FollowUpRow) -> ShownRow:
        """Return the next row."""
        if row.kind == "section":
            self._section, self._group = row.label, ""
            self._in_section = []
        elif row.kind == "group":
            self._group, self._lines = row.label, 0
        elif row.kind == "line" and row.account is not None and not row.is_outside:
            self._in_section.append(row.account)
            self._all.append(row.account)
        behind = self._behind(row)
        self._lines += row.kind == "line"
        is_part = self._choices.by in {"cost_centre", "project"} and row.kind in {"line", "sum"}
        return ShownRow(
            id=(row.kind, self._section, self._group, row.label, row.account, row.month),
            row=row,
            label=row.label.upper() if self._is_part_of_statement(row) else row.label,
            behind=behind,
            has_budget=self._view.version is not None,
            has_cents=self._choices.has_cents,
            through=self._view.through,
            place=self._section if is_part and not row.is_outside else "",
        )

    def _is_part_of_statement(self, row: FollowUpRow) -> bool:
        return row.kind == "section" and self._choices.by == "account"

    def _behind(self, row: FollowUpRow) -> Behind | None:
        choices = self._choices
        if row.kind == "section" or (row.kind == "group" and row.month is None):
            return None
        cost_centre, project = choices.cost_centre, choices.project
        is_part = row.kind in {"line", "sum"}
        if choices.by == "cost_centre" and is_part:
            cost_centre = row.cost_centre
        elif choices.by == "project" and is_part:
            project = row.project
        return Behind(self._accounts(row), cost_centre, project, row.month)

    def _accounts(self, row: FollowUpRow) -> tuple[str, ...]:
        if row.account is not None:
            return (row.account,)
        if self._choices.by == "month":
            told = {"line": (("income", "expense")[min(self._lines, 1)],)}
            return _together(map(self._accounts_of_side, told.get(row.kind, ("income", "expense"))))
        if row.kind == "sum" and self._choices.by != "account":
            return tuple(dict.fromkeys(self._in_section))
        return tuple(dict.fromkeys(self._all))


def _together(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(number for part in parts for number in part)
