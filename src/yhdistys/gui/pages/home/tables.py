"""The boxes of the first page that are tables: main groups of the budget, and deviations."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.home.facts import GroupRow, HomeFacts
from yhdistys.gui.pages.home.parts import Box, ShortTable
from yhdistys.gui.pages.home.words import MISSING, euros
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.column import BarShare, CellKind, Column
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.i18n import _
from yhdistys.values.formats import percent_text

if TYPE_CHECKING:
    from yhdistys.budget.queries import FollowUpRow, Limits

_HUNDRED = Decimal(100)
_DEVIATIONS = 5


class GroupsBox(Box):
    """Income and expenses of the year against the budget, by the statement's main groups."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(_("Income and expenses"), _("Follow-up"), context, parent)
        self._limits: Limits | None = None
        self.table = RowTable(self._columns(), row_id=_group_id, parent=self)
        self.view = ShortTable(
            "home-groups",
            self.table,
            accessible_name=_("Income and expenses"),
            spared=("previous", "used"),
            parent=self,
        )
        self.view.row_activated.connect(self._on_row)
        self.body.addWidget(self.view)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(id="group", title=_("Group"), text=_group, stretch=True, width=26),
            Column(
                id="budget", title=_("Budget"), text=_budget_year,
                value=_budget_year_value, kind=CellKind.FIGURE, width=12,
                help=_("For the whole year."),
            ),
            Column(
                id="actual", title=_("Actual"), text=_actual, value=_actual_value,
                kind=CellKind.FIGURE, width=12,
            ),
            Column(
                id="bar", title=_("Used and planned"), text=_used, kind=CellKind.BAR,
                bar=_share, width=16, accessible=_used_words,
                help=_("The mark shows how much was planned for these months."),
            ),
            Column(id="used", title=_("Used"), text=_used, right=True, width=7),
            Column(
                id="difference", title=_("Difference"), text=_difference,
                value=_difference_value, kind=CellKind.FIGURE, tone=self._tone, width=12,
                help=_("From what was planned for these months."),
            ),
            Column(
                id="previous", title=_("Last year"), text=_previous, value=_previous_value,
                kind=CellKind.FIGURE, width=12,
            ),
        )  # fmt: skip

    def _tone(self, group: GroupRow) -> Tone:
        row = group.row
        if self._limits is None or row.budget is None or row.difference is None:
            return Tone.PLAIN
        behind = -row.difference
        is_far = behind * _HUNDRED > self._limits.percent * abs(row.budget)
        return Tone.LATE if behind > self._limits.euros and is_far else Tone.PLAIN

    def show_facts(self, facts: HomeFacts) -> None:
        """Show the groups."""
        groups = facts.groups
        self._limits = facts.view.limits if facts.view is not None and facts.is_followed else None
        self.setVisible(bool(groups))
        self.table.set_rows(groups)

    def open(self) -> None:
        """Open the follow-up."""
        self.context.go("follow")

    @Slot(object)
    def _on_row(self, _group: GroupRow) -> None:
        self.context.go("follow")


class DeviationsBox(Box):
    """The farthest deviations that nobody has explained; Enter opens one in the follow-up."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(_("Deviations without an explanation"), _("All"), context, parent)
        columns = (
            Column(id="account", title=_("Account"), text=_label, stretch=True, width=22),
            Column(
                id="budget", title=_("Budget"), text=_budget, value=_line_budget,
                kind=CellKind.FIGURE, width=10,
            ),
            Column(
                id="actual", title=_("Actual"), text=_line_actual, value=_line_actual_value,
                kind=CellKind.FIGURE, width=10,
            ),
            Column(
                id="difference", title=_("Difference"), text=_line_difference,
                value=_line_difference_value, kind=CellKind.FIGURE, tone=_line_tone, width=12,
            ),
        )  # fmt: skip
        self.table = RowTable(columns, row_id=_account, parent=self)
        self.view = ShortTable(
            "home-deviations",
            self.table,
            accessible_name=_("Deviations without an explanation"),
            spared=("budget", "actual"),
            parent=self,
        )
        self.view.row_activated.connect(self._on_row)
        self.body.addWidget(self.view)

    def show_facts(self, facts: HomeFacts) -> None:
        """Show the farthest deviations."""
        deviations = facts.deviations
        self.setVisible(bool(deviations))
        self.link.setText(_("All {n}").format(n=len(deviations)))
        self.link.setAccessibleName(f"{self.title}: {self.link.text()}")
        self.table.set_rows(deviations[:_DEVIATIONS])

    def open(self) -> None:
        """Open the follow-up with all of them."""
        self.context.go("follow", unexplained=True)

    @Slot(object)
    def _on_row(self, row: FollowUpRow) -> None:
        self.context.go("follow", account=row.account)


def _group_id(group: GroupRow) -> object:
    return (group.section, group.row.label)


def _group(group: GroupRow) -> str:
    if not group.section or group.section == group.row.label:
        return group.row.label
    return _("{section}: {group}").format(section=group.section, group=group.row.label)


def _budget_year(group: GroupRow) -> str:
    return euros(group.row.budget_year)


def _budget_year_value(group: GroupRow) -> Decimal | None:
    return group.row.budget_year


def _actual(group: GroupRow) -> str:
    return euros(group.row.actual)


def _actual_value(group: GroupRow) -> Decimal | None:
    return group.row.actual


def _previous(group: GroupRow) -> str:
    return euros(group.row.previous_year)


def _previous_value(group: GroupRow) -> Decimal | None:
    return group.row.previous_year


def _difference(group: GroupRow) -> str:
    return _compared(group.row)


def _difference_value(group: GroupRow) -> Decimal | None:
    return group.row.difference


def _compared(row: FollowUpRow) -> str:
    if row.budget is None and row.budget_year is None:
        return MISSING
    return euros(row.difference)


def _part(row: FollowUpRow) -> Decimal | None:
    """Return which part of the year's budget is used."""
    if not row.budget_year:
        return None
    return (row.actual or Decimal(0)) / row.budget_year


def _used(group: GroupRow) -> str:
    part = _part(group.row)
    return MISSING if part is None else percent_text(part * _HUNDRED, places=0)


def _used_words(group: GroupRow) -> str:
    expected = group.row.expected_share
    if expected is None:
        return _used(group)
    return _("used {used}, planned by now {expected}").format(
        used=_used(group), expected=percent_text(expected * _HUNDRED, places=0)
    )


def _share(group: GroupRow) -> BarShare | None:
    part = _part(group.row)
    if part is None:
        return None
    is_expense = (group.row.budget_year or 0) < 0
    return BarShare(part, group.row.expected_share, is_over=is_expense and part > 1)


def _account(row: FollowUpRow) -> object:
    return row.account


def _label(row: FollowUpRow) -> str:
    return row.label


def _budget(row: FollowUpRow) -> str:
    return euros(row.budget)


def _line_budget(row: FollowUpRow) -> Decimal | None:
    return row.budget


def _line_actual(row: FollowUpRow) -> str:
    return euros(row.actual)


def _line_actual_value(row: FollowUpRow) -> Decimal | None:
    return row.actual


def _line_difference(row: FollowUpRow) -> str:
    return euros(row.difference)


def _line_difference_value(row: FollowUpRow) -> Decimal | None:
    return row.difference


def _line_tone(row: FollowUpRow) -> Tone:
    return Tone.LATE if (row.difference or 0) < 0 else Tone.PLAIN
