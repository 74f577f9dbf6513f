"""What the grid shows of a plan: its columns, its lines in groups, and what is not planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, NamedTuple

from yhdistys.budget.queries import PlanGrid, PlanGridLine, UnplannedLine
from yhdistys.gui.ledger_names import LedgerNames
from yhdistys.gui.tables.grid_lines import GridGroup, GridLine
from yhdistys.gui.tables.grid_rows import GridColumns
from yhdistys.i18n import _, language, ngettext
from yhdistys.ledger.rules.chart import LINES
from yhdistys.values.formats import month_text, whole_number
from yhdistys.values.period import FiscalYear, Month

NO_LINE: Final = "none"
"""The group of accounts that stand on no line of the statement."""
_LAST: Final = "\uffff"
_ORDER: Final[Mapping[str | None, int]] = {line: place for place, line in enumerate(LINES)}
_OUTSIDE: Final = ("balance_", NO_LINE)
_Key = tuple[str, str | None, str | None, int]


class RowNumbers:
    """Numbers for rows: the same for the same account, cost centre and project as long as it lives.

    So the grid keeps its place when a line is removed and put back, or its plan begins.
    """

    def __init__(self) -> None:
        self._known: dict[_Key, int] = {}

    def of(self, key: _Key) -> int:
        """Return the number of a key; the last part counts lines that are alike."""
        return self._known.setdefault(key, len(self._known) + 1)


class Wanted(NamedTuple):
    """What is to be shown of a plan.

    Attributes:
        is_editable: Whether the plan can be changed.
        has_unplanned: Whether each account that is not planned has a row, or all of a group one.
    """

    is_editable: bool
    has_unplanned: bool


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan as the grid shows it.

    Attributes:
        columns: The headings.
        lines: The rows between titles and sums.
        groups: Their groups.
        total: What the last row is called.
        planned: The lines of the plan by the numbers of their rows.
        unplanned: What is not planned by the numbers of its rows.
    """

    columns: GridColumns
    lines: tuple[GridLine, ...]
    groups: tuple[GridGroup, ...]
    total: str
    planned: dict[int, PlanGridLine]
    unplanned: dict[int, UnplannedLine]

    @property
    def shape(self) -> tuple[object, ...]:
        """What must be equal so that lines can be changed in their places."""
        return tuple((line.id, line.group) for line in self.lines), self.groups, self.total

    def stored_lines(self) -> tuple[GridLine, ...]:
        """Return the rows with the months that are stored now."""
        return tuple(
            replace(line, cents=self.planned[line.id].months_cents)
            if line.id in self.planned
            else line
            for line in self.lines
        )


def shown_plan(
    grid: PlanGrid, names: LedgerNames, numbers: RowNumbers, wanted: Wanted, reached: Month | None
) -> ShownPlan:
    """Return what the grid shows.

    Args:
        grid: The plan.
        names: What codes are called.
        numbers: Gives rows their numbers.
        wanted: What is to be shown.
        reached: The last month booked in the last earlier year; None when all of it is.
    """
    making = _Making(grid, names, wanted)
    planned: dict[int, PlanGridLine] = {}
    unplanned: dict[int, UnplannedLine] = {}
    counted: dict[tuple[str, str | None, str | None], int] = {}
    rows: list[tuple[tuple[object, ...], GridLine]] = []
    for line in grid.lines:
        key = (line.account, line.cost_centre, line.project)
        counted[key] = counted.get(key, -1) + 1
        number = numbers.of((*key, counted[key]))
        planned[number] = line
        rows.append((_order(line, counted[key]), making.planned(number, line)))
    if making.has_unplanned:
        for other in grid.unplanned:
            number = numbers.of((other.account, other.cost_centre, other.project, 0))
            unplanned[number] = other
            rows.append((_order(other, 0), making.unplanned(number, other)))
    rows.sort(key=_first)
    lines = [line for _place, line in rows]
    if not making.has_unplanned:
        lines += making.rest()
    return ShownPlan(
        columns=making.columns(reached),
        lines=tuple(lines),
        groups=_groups(lines),
        total=_total(lines),
        planned=planned,
        unplanned=unplanned,
    )


def with_months(line: PlanGridLine, cents: tuple[int, ...]) -> PlanGridLine:
    """Return a line as it is after its months were stored."""
    return replace(line, months_cents=cents, profile_kind="months", version=line.version + 1)


def group_of(line: str | None) -> str:
    """Return the group of an account by its line of the statement."""
    return line or NO_LINE


def group_title(group: str) -> str:
    """Return what a group is called."""
    return _("Accounts without a line") if group == NO_LINE else str(LINES[group].label)


def is_outside(group: str) -> bool:
    """Tell whether a group does not belong to the income statement."""
    return group.startswith(_OUTSIDE)


def month_titles(months: Sequence[Month]) -> tuple[str, ...]:
    """Return short headings of months: names within one calendar year, else with the year."""
    if len({month.year for month in months}) == 1:
        names = _short_names(language())
        return tuple(names[month.month - 1] for month in months)
    return tuple(month_text(month) for month in months)


class _Making:
    """Makes rows of lines; columns of texts that would stay empty are left out."""

    def __init__(self, grid: PlanGrid, names: LedgerNames, wanted: Wanted) -> None:
        self._grid = grid
        self._names = names
        self._is_editable = wanted.is_editable
        self.has_unplanned = wanted.has_unplanned
        shown: list[PlanGridLine | UnplannedLine] = [*grid.lines]
        shown += grid.unplanned if self.has_unplanned else ()
        self._has_centres = any(line.cost_centre for line in shown)
        self._has_projects = any(line.project for line in shown)
        self._has_notes = any(line.note for line in grid.lines)

    def columns(self, reached: Month | None) -> GridColumns:
        """Return the headings."""
        texts = [_("Account")]
        texts += [_("Cost centre")] if self._has_centres else []
        texts += [_("Project")] if self._has_projects else []
        texts += [_("Note")] if self._has_notes else []
        earlier = [_("Actual {year}").format(year=year.label) for year in self._grid.earlier]
        if reached is not None and earlier:
            earlier[-1] = _("Actual to {month}").format(month=month_text(reached))
        plan = _("Plan {year}").format(year=self._grid.year.label)
        return GridColumns(tuple(texts), tuple(earlier), plan, month_titles(self._grid.months))

    def planned(self, number: int, line: PlanGridLine) -> GridLine:
        """Return the row of a line of the plan."""
        return GridLine(
            id=number,
            texts=self._texts(line, line.note),
            earlier=line.earlier_cents,
            cents=line.months_cents,
            side=line.side,
            group=group_of(line.line),
            is_editable=self._is_editable,
            version=line.version,
        )

    def unplanned(self, number: int, line: UnplannedLine) -> GridLine:
        """Return the row of what was booked and is not planned; typing in it begins its plan."""
        return GridLine(
            id=number,
            texts=self._texts(line, ""),
            earlier=line.earlier_cents,
            cents=(0,) * len(self._grid.months),
            side=line.side,
            group=group_of(line.line),
            is_editable=self._is_editable and line.account in self._names.accounts,
        )

    def rest(self) -> Iterable[GridLine]:
        """Yield one row for what is not planned in each group, so that the sums are whole."""
        by_group: dict[str, list[UnplannedLine]] = {}
        for line in self._grid.unplanned:
            by_group.setdefault(group_of(line.line), []).append(line)
        for place, (group, lines) in enumerate(by_group.items()):
            yield GridLine(
                id=-1 - place,
                texts=(rest_text(len(lines)),),
                earlier=tuple(
                    map(_added, zip(*(line.earlier_cents for line in lines), strict=True))
                ),
                cents=(0,) * len(self._grid.months),
                side=None,
                group=group,
                is_editable=False,
            )

    def _texts(self, line: PlanGridLine | UnplannedLine, note: str) -> tuple[str, ...]:
        texts = [f"{line.account} {line.name}".rstrip()]
        texts += [self._names.cost_centre(line.cost_centre)] if self._has_centres else []
        texts += [self._names.project(line.project)] if self._has_projects else []
        texts += [note] if self._has_notes else []
        return tuple(texts)


def rest_text(count: int) -> str:
    """Return what the row of things not planned is called."""
    told = ngettext("Not planned: {n} row of actuals", "Not planned: {n} rows of actuals", count)
    return told.format(n=whole_number(count))


def months_reached(year: FiscalYear, reached: Month) -> Month | None:
    """Return the month a ledger reaches, or None when it reaches the end of its year."""
    return None if reached == year.months[-1] else reached


def _order(line: PlanGridLine | UnplannedLine, count: int) -> tuple[object, ...]:
    place = _ORDER.get(line.line, len(_ORDER))
    return place, line.account, line.cost_centre or _LAST, line.project or _LAST, count


def _first(pair: tuple[tuple[object, ...], GridLine]) -> tuple[object, ...]:
    return pair[0]


def _added(amounts: tuple[int | None, ...]) -> int | None:
    told = [cents for cents in amounts if cents is not None]
    return sum(told) if told else None


def _groups(lines: Sequence[GridLine]) -> tuple[GridGroup, ...]:
    used = {line.group for line in lines}
    known = [*LINES, NO_LINE]
    return tuple(
        GridGroup(group, group_title(group), _("Together")) for group in known if group in used
    )


def _total(lines: Sequence[GridLine]) -> str:
    """Return what the last sum is called; it is no result when accounts outside are in it."""
    if any(is_outside(line.group) for line in lines):
        return _("All accounts together")
    return _("Result")


@cache
def _short_names(code: str) -> tuple[str, ...]:
    from babel import Locale  # noqa: PLC0415 - slow: loaded when the first plan is shown

    names = Locale.parse(code).months["stand-alone"]["abbreviated"]
    return tuple(names[number].capitalize().rstrip(".") for number in range(1, 13))
