"""The rows of a budget comparison: grouped, with sums over the rows they consist of.

By account, rows stand under the lines of the income statement. Where something else is asked for
before the account, such as the cost centre, each of its values is a section of its own. What is
asked for after them stands in rows below the account, which adds them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from yhdistys.api import Month, Row, RowKind, _, month_text
from yhdistys_reports_fi.words import GROUPS

if TYPE_CHECKING:
    from yhdistys.budget.rules.comparison import Comparison, ComparisonRow, ComparisonTotal

FIGURES = ("budget_year", "budget", "actual", "difference", "used_percent", "previous_year")
"""The keys of the columns of figures."""
_ADDED = ("budget_year", "budget", "actual", "previous_year")
_YEAR_PLAN = frozenset({"budget_year"})
_DOES_NOT_APPLY = ""

Figures = Mapping[str, Decimal | str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What codes mean to a reader.

    Attributes:
        lines: The statement line of each account.
        cost_centres: The names of cost centres by code.
        projects: The names of accounting projects by code.
    """

    lines: Mapping[str, str | None]
    cost_centres: Mapping[str, str] = field(default_factory=dict)
    projects: Mapping[str, str] = field(default_factory=dict)

    def of(self, dimension: str, code: str) -> str:
        """Return the name behind a code; empty when it has none."""
        known = {"cost_centre": self.cost_centres, "project": self.projects}.get(dimension, {})
        return known.get(code, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Which dimension plays which part.

    Attributes:
        section: Each of its values is a section; None without sections.
        main: Its values are the rows, or the sums of the rows below them.
        below: What the rows below are told apart by.
    """

    section: str | None
    main: str
    below: tuple[str, ...]

    @classmethod
    def of(cls, by: Sequence[str]) -> Shape:
        """Return the shape of a comparison by these dimensions, in this order."""
        main = "account" if "account" in by else by[0]
        section = by[0] if by[0] != main else None
        below = tuple(dimension for dimension in by if dimension not in {main, section})
        return cls(section=section, main=main, below=below)

    @property
    def text_keys(self) -> tuple[str, ...]:
        """The keys of the columns of text."""
        named = () if self.main == "month" else ("name",)
        return (self.main, *named, *self.below)

    @property
    def figure_keys(self) -> tuple[str, ...]:
        """The keys of the columns of figures.

        The plan of the whole year is left out where each row or section is a month: it would
        stand in every month and count many times.
        """
        return FIGURES[1:] if "month" in {self.main, self.section} else FIGURES


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRows:
    """The rows of the table and where the sums stand in it."""

    rows: tuple[Row, ...]
    income: int
    expense: int
    result: int


def comparison_rows(comparison: Comparison, names: Names) -> ComparisonRows:
    """Return the rows of a comparison with their sums."""
    outline = _Outline(comparison, names, Shape.of(comparison.by))
    if outline.shape.section is None:
        income, expense = (outline.add_side(side) for side in ("income", "expense"))
    else:
        income, expense = outline.add_sections()
    result = outline.add(_("Result"), kind=RowKind.TOTAL, sums=(income, expense))
    return ComparisonRows(rows=tuple(outline.rows), income=income, expense=expense, result=result)


def dimension_text(dimension: str, value: str | None, names: Names) -> str:
    """Return a value of a dimension as people read it, with its name."""
    if value is None:
        return {
            "cost_centre": _("Without cost centre"),
            "project": _("Without project"),
        }.get(dimension, "")
    if dimension == "month":
        return month_text(Month.parse(value))
    return f"{value} {names.of(dimension, value)}".strip()


class _Outline:
    """The rows while they are being put under each other."""

    def __init__(self, comparison: Comparison, names: Names, shape: Shape) -> None:
        self.rows: list[Row] = []
        self.shape = shape
        self._comparison = comparison
        self._names = names

    def add(
        self,
        label: str | Sequence[str],
        figures: Figures | None = None,
        *,
        kind: RowKind = RowKind.BODY,
        level: int = 0,
        sums: Iterable[int] = (),
        repeats: int = 0,
    ) -> int:
        """Add a row and return its index; a year's plan in ``figures`` of a sum stays."""
        texts = [label] if isinstance(label, str) else list(label)
        texts += [""] * (len(self.shape.text_keys) - len(texts))
        values = [(figures or {}).get(key) for key in self.shape.figure_keys]
        parts = tuple(sums)
        row = Row(
            cells=(*texts, *values),
            kind=kind,
            level=level,
            sums=parts,
            given=_YEAR_PLAN if parts and figures else frozenset(),
            repeats=repeats,
        )
        self.rows.append(row)
        return len(self.rows) - 1

    def add_side(self, side: str) -> int:
        """Add all rows of a side with their groups; return the index of its sum."""
        rows = [row for row in self._comparison.rows if row.side == side]
        if self.shape.main == "account":
            parts = self._add_line_groups(rows)
        else:
            self.add(_("Income") if side == "income" else _("Expenses"), kind=RowKind.HEADING)
            parts = self._add_main_rows(rows)
        return self._add_side_total(side, [*parts, *self._add_rest(side)])

    def _add_line_groups(self, rows: Sequence[ComparisonRow]) -> list[int]:
        """Add the accounts under their statement lines; a group of one needs no sum."""
        lines = self._names.lines
        order = {line: place for place, line in enumerate(GROUPS)}
        place_of = [order.get(lines.get(row.account or ""), len(order)) for row in rows]
        ranked = sorted(zip(place_of, rows, strict=True), key=lambda pair: pair[0])
        parts: list[int] = []
        for place, members in groupby(ranked, key=lambda pair: pair[0]):
            heading, total = list(GROUPS.values())[min(place, len(order) - 1)]
            self.add(str(heading), kind=RowKind.HEADING)
            indexes = self._add_main_rows([row for _place, row in members])
            if len(indexes) > 1:
                indexes = [self.add(str(total), kind=RowKind.SUBTOTAL, sums=indexes)]
            parts += indexes
        return parts

    def add_sections(self) -> tuple[int, int]:
        """Add a section for each value of the first dimension; return the sums of both sides."""
        section = self.shape.section or ""
        values = dict.fromkeys(getattr(row, section) for row in self._comparison.rows)
        parts: dict[str, list[int]] = {"income": [], "expense": []}
        for value in sorted(values, key=lambda value: (value is None, value)):
            rows = [row for row in self._comparison.rows if getattr(row, section) == value]
            self.add(dimension_text(section, value, self._names), kind=RowKind.HEADING)
            sums = [
                self._add_section_side(side, [row for row in rows if row.side == side], parts)
                for side in parts
            ]
            self.add(
                _("Result"),
                kind=RowKind.SUBTOTAL,
                sums=[index for index in sums if index is not None],
            )
        self.add(_("All together"), kind=RowKind.HEADING)
        income, expense = (
            self._add_side_total(side, [*parts[side], *self._add_rest(side)]) for side in parts
        )
        return income, expense

    def _add_section_side(
        self, side: str, rows: Sequence[ComparisonRow], parts: Mapping[str, list[int]]
    ) -> int | None:
        if not rows:
            return None
        index, *others = indexes = self._add_main_rows(rows)
        if others:
            label = _("Income, total") if side == "income" else _("Expenses, total")
            index = self.add(label, kind=RowKind.SUBTOTAL, sums=indexes)
        parts[side].append(index)
        return index

    def _add_main_rows(self, rows: Sequence[ComparisonRow]) -> list[int]:
        """Add the rows of the main dimension, each with what stands below it."""
        main = self.shape.main
        ordered = sorted(rows, key=lambda row: _sortable(getattr(row, main)))
        return [
            self._add_main_row(list(members))
            for _value, members in groupby(ordered, key=lambda row: getattr(row, main))
        ]

    def _add_main_row(self, members: Sequence[ComparisonRow]) -> int:
        """Add one row, or a row that adds up those below it."""
        texts = self._main_texts(members[0])
        if len(members) == 1:
            below = self._texts_below(members[0])
            return self.add([*texts, *below], self._figures(members[0], alone=True))
        index = len(self.rows)
        sums = range(index + 1, index + 1 + len(members))
        by_month = "month" in self.shape.below
        year = {"budget_year": _year_plan(members)} if by_month else None
        self.add(texts, year, kind=RowKind.SUBTOTAL, sums=sums)
        for row in members:
            all_texts = [*texts, *self._texts_below(row)]
            self.add(all_texts, self._figures(row), repeats=len(texts))
        return index

    def _texts_below(self, row: ComparisonRow) -> list[str]:
        return [
            dimension_text(dimension, getattr(row, dimension), self._names)
            for dimension in self.shape.below
        ]

    def _main_texts(self, row: ComparisonRow) -> list[str]:
        main = self.shape.main
        value = getattr(row, main)
        if main == "account":
            return [value or "", row.name]
        if main == "month":
            return [dimension_text(main, value, self._names)]
        if value is None:
            return ["", dimension_text(main, value, self._names)]
        return [value, self._names.of(main, value)]

    def _figures(self, row: ComparisonRow, *, alone: bool = False) -> Figures:
        """Return the figures of a row; a year's plan does not repeat in each of its months."""
        figures: dict[str, Decimal | str | None] = {key: getattr(row, key) for key in _ADDED}
        if "month" in self._comparison.by and not alone:
            figures["budget_year"] = _DOES_NOT_APPLY
        return figures

    def _add_rest(self, side: str) -> list[int]:
        """Add what the sums contain and no row shows, such as an account of last year only."""
        total = self._total(side)
        rows = [row for row in self._comparison.rows if row.side == side]
        shown = {key: [getattr(row, key) for row in rows] for key in _ADDED}
        rest = {
            "budget_year": _rest(total.budget_year, [_year_plan(rows)]),
            "previous_year": _rest(total.previous_year, shown["previous_year"]),
        }
        if not any(rest.get(key) for key in self.shape.figure_keys):
            return []
        label = _("Without budget or actuals in these months")
        has_name = "name" in self.shape.text_keys
        return [self.add(["", label] if has_name else label, rest)]

    def _add_side_total(self, side: str, parts: Sequence[int]) -> int:
        label = _("Income, total") if side == "income" else _("Expenses, total")
        return self.add(label, kind=RowKind.TOTAL, sums=parts)

    def _total(self, side: str) -> ComparisonTotal:
        return self._comparison.income if side == "income" else self._comparison.expense


def _sortable(value: str | None) -> tuple[bool, str]:
    return value is None, value or ""


def _year_plan(rows: Iterable[ComparisonRow]) -> Decimal | None:
    """Add the plans of the whole year, each once however many months it is shown in."""
    plans = {(row.account, row.cost_centre, row.project, row.side): row.budget_year for row in rows}
    known = [plan for plan in plans.values() if plan is not None]
    return sum(known, Decimal()) if known else None


def _rest(total: Decimal | None, shown: Iterable[Decimal | None]) -> Decimal | None:
    rest = (total or Decimal()) - sum((amount or Decimal() for amount in shown), Decimal())
    return rest or None
