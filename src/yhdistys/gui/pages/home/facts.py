"""What the first page shows, read at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yhdistys.app import Workspace
from yhdistys.budget import queries as budget_queries
from yhdistys.budget.queries import FollowUpRow, FollowUpView
from yhdistys.ledger import queries as ledger_queries
from yhdistys.store.history import StepRow, newest_steps
from yhdistys.values.period import Month, local_day

_STEPS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A main group of the income statement, with the section it stands in."""

    section: str
    row: FollowUpRow


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeFacts:
    """What is known of the association.

    Attributes:
        today: The day.
        ledger_until: The day of the latest entry, or None without a ledger.
        imported_on: When the ledger was imported last.
        view: The follow-up of the chosen fiscal year, or None without a fiscal year.
        has_budget: Whether any fiscal year has a budget.
            steps: The newest steps.
    """

    today: date
    ledger_until: date | None
    imported_on: date | None
    view: FollowUpView | None
    has_budget: bool
    steps: tuple[StepRow, ...]

    @property
    def has_ledger(self) -> bool:
        """Whether any ledger was imported."""
        return self.ledger_until is not None

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a ledger nor a budget."""
        return not self.has_ledger and not self.has_budget

    @property
    def result(self) -> FollowUpRow | None:
        """The last total of the follow-up; None when nothing is planned or booked."""
        rows = self.view.rows if self.view is not None else ()
        totals = [row for row in rows if row.kind == "total"]
        return totals[-1] if totals else None

    @property
    def is_followed(self) -> bool:
        """Whether the chosen year has both a budget and entries."""
        result = self.result
        return result is not None and result.actual is not None and result.budget_year is not None

    @property
    def groups(self) -> tuple[GroupRow, ...]:
        """The main groups of the follow-up; lines outside groups are added up by their section."""
        found: list[GroupRow] = []
        for section, rows in _sections(self.view.rows if self.view is not None else ()):
            found += [GroupRow(section=section, row=row) for row in rows if row.kind == "group"]
            alone = [row for row in rows if row.kind == "line" and row.level == 1]
            if alone:
                found.append(GroupRow(section=section, row=_together(section, alone)))
        return tuple(found)

    @property
    def deviations(self) -> tuple[FollowUpRow, ...]:
        """The deviations without an explanation, the farthest first."""
        if not self.is_followed or self.view is None:
            return ()
        rows = [row for row in self.view.rows if row.is_deviation and row.note is None]
        return tuple(sorted(rows, key=_distance, reverse=True))


def _sections(rows: Iterable[FollowUpRow]) -> list[tuple[str, list[FollowUpRow]]]:
    """Return what stands under each heading, without what is in no sum."""
    found: list[tuple[str, list[FollowUpRow]]] = [("", [])]
    for row in rows:
        if row.kind == "section":
            found.append((row.label, []))
        elif not row.is_outside:
            found[-1][1].append(row)
    return found


def _together(label: str, rows: Sequence[FollowUpRow]) -> FollowUpRow:
    """Add up lines that stand in no group."""
    planned = _sum(row.budget_year for row in rows)
    budget = _sum(row.budget for row in rows)
    return FollowUpRow(
        kind="group",
        level=1,
        label=label,
        budget_year=planned,
        budget=budget,
        actual=_sum(row.actual for row in rows),
        difference=_sum(row.difference for row in rows),
        previous_year=_sum(row.previous_year for row in rows),
        expected_share=budget / planned if budget is not None and planned else None,
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _distance(row: FollowUpRow) -> Decimal:
    return abs(row.difference or Decimal(0))


def read_facts(workspace: Workspace, *, year: int | None, through: Month | None) -> HomeFacts:
    """Read what the first page shows of a fiscal year up to a month."""
    batches = workspace.read(ledger_queries.batches)
    view = None
    if year is not None:
        view = workspace.read(budget_queries.follow_up, year=year, through=through)
    return HomeFacts(
        today=workspace.today,
        ledger_until=workspace.read(ledger_queries.last_entry_day),
        imported_on=local_day(batches[0].at) if batches else None,
        view=view,
        has_budget=bool(workspace.read(budget_queries.versions)),
        steps=workspace.read(newest_steps, count=_STEPS),
    )
