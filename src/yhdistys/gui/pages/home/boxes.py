"""The boxes of the first page that tell in words: the result, what waits, the last events."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.home.facts import HomeFacts
from yhdistys.gui.pages.home.parts import Box, text_label
from yhdistys.gui.pages.home.places import place_of
from yhdistys.gui.pages.home.words import euros, short_day, step_text
from yhdistys.gui.period_words import span_name
from yhdistys.gui.style import Tone, px
from yhdistys.gui.widgets import ElidedLabel, LineButton, Tag, flat_button
from yhdistys.i18n import _
from yhdistys.values.period import local_day

if TYPE_CHECKING:
    from yhdistys.app.waiting import Waiting
    from yhdistys.budget.queries import FollowUpRow, FollowUpView

_FIRST_LINES = 4
_EVENTS = 10
_FEWEST_EVENTS = 3
_BOX_AS_ROWS = 6  # what title and headings of the deadlines take


class ResultBox(Box):
    """The association's own result as one big figure, and what it is measured by."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(_("Own result"), _("Follow-up"), context, parent)
        self.figure = text_label("figure", self, wraps=False)
        self.tag = Tag(parent=self)
        self.budget = text_label("quiet", self)
        self.before = text_label("quiet", self)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.figure)
        row.addWidget(self.tag)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.budget)
        self.body.addWidget(self.before)

    def show_facts(self, facts: HomeFacts) -> None:
        """Show the result of the chosen months."""
        result, view = facts.result, facts.view
        self.setVisible(result is not None)
        if result is None or view is None:
            return
        span = span_name(view.year, view.through)
        self.set_title(_("Own result · {months} {year}").format(months=span, year=view.year.label))
        has_books = result.actual is not None
        self.figure.setText(euros(result.actual if has_books else result.budget_year))
        self.budget.setText(_budget_words(result))
        before = _("the same months last year {amount}").format(amount=euros(result.previous_year))
        self.before.setText(before)
        self.before.setVisible(result.previous_year is not None)
        self._show_tag(result, view)

    def _show_tag(self, result: FollowUpRow, view: FollowUpView) -> None:
        behind = -(result.difference or Decimal(0))
        is_compared = result.actual is not None and result.budget is not None
        self.tag.setVisible(is_compared)
        if behind > view.limits.euros:
            text = _("{amount} behind the budget").format(amount=euros(behind))
            self.tag.set_tag(text, Tone.LATE)
        elif -behind > view.limits.euros:
            text = _("{amount} ahead of the budget").format(amount=euros(-behind))
            self.tag.set_tag(text, Tone.GOOD)
        else:
            self.tag.set_tag(_("On the budget"), Tone.GOOD)
        self.tag.updateGeometry()

    def open(self) -> None:
        """Open the follow-up."""
        self.context.go("follow")


def _budget_words(result: FollowUpRow) -> str:
    if result.actual is None:
        return _("planned for the whole year; the year has no ledger yet")
    if result.budget_year is None:
        return _("the year has no budget yet")
    if result.budget == result.budget_year:
        return _("budget for the whole year {year}").format(year=euros(result.budget_year))
    return _("budget for these months {months} · for the whole year {year}").format(
        months=euros(result.budget), year=euros(result.budget_year)
    )


class WaitingBox(Box):
    """What waits for somebody; each line opens the page where it is put right."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(_("Waits for you"), "", context, parent)
        self._waiting: tuple[Waiting, ...] = ()
        self._shows_all = False
        self._made: list[LineButton] = []
        self.nothing = text_label("quiet", self)
        self.nothing.setText(_("Nothing waits. All is in order."))
        for _line in range(_FIRST_LINES):
            self._add_line()  # at once: the Tab key goes in the order in which widgets are made
        self.more = flat_button("", self)
        self.more.setAutoDefault(True)
        self.more.clicked.connect(self._on_more)
        self.body.setSpacing(px(2))
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    @property
    def lines(self) -> tuple[LineButton, ...]:
        """The lines that are shown."""
        return tuple(line for line in self._made if not line.isHidden())

    def show_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        """Show what waits now."""
        self._waiting = waiting
        self._show_lines()

    def _show_lines(self) -> None:
        seen = self._waiting if self._shows_all else self._waiting[:_FIRST_LINES]
        while len(self._made) < len(seen):
            self._add_line()
        for number, line in enumerate(self._made):
            line.setVisible(number < len(seen))
            if number < len(seen):
                line.set_texts(seen[number].message, _("Open"))
                line.setAccessibleName(seen[number].message)
        hidden = len(self._waiting) - len(seen)
        self.nothing.setVisible(not self._waiting)
        self.more.setVisible(hidden > 0)
        self.more.setText(_("Show {n} more").format(n=hidden))

    def _add_line(self) -> None:
        line = LineButton(parent=self)
        line.hide()
        line.clicked.connect(self._on_line)
        self.body.insertWidget(len(self._made), line)
        self._made.append(line)

    @Slot()
    def _on_more(self) -> None:
        self._shows_all = True
        self._show_lines()
        self._made[_FIRST_LINES].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_line(self) -> None:
        line = self.sender()
        if isinstance(line, LineButton):
            place = place_of(self._waiting[self._made.index(line)])
            year = place.wish.get("year")
            if isinstance(year, int) and year != self.context.period.year:
                self.context.period.choose(year, None)
            self.context.go(place.page_id, **place.wish)


class EventsBox(Box):
    """The newest steps in words, with day and actor."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(_("Lately"), _("Whole history"), context, parent)
        self._room = _EVENTS
        self._count = 0
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(7))
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.events = [
            (
                text_label("quiet", self, wraps=False),
                ElidedLabel("", self),
                text_label("quiet", self, wraps=False),
            )
            for _number in range(_EVENTS)
        ]
        for number, labels in enumerate(self.events):
            for column, label in enumerate(labels):
                grid.addWidget(label, number, column)

    @property
    def texts(self) -> tuple[str, ...]:
        """What happened, newest first."""
        return tuple(text.whole for _day, text, _actor in self.events if text.whole)

    def leave_room_for(self, deadlines: int) -> None:
        """Show fewer steps under deadlines, so that the page keeps its height."""
        taken = deadlines + _BOX_AS_ROWS if deadlines else 0
        self._room = max(_FEWEST_EVENTS, _EVENTS - taken)
        for number, labels in enumerate(self.events):
            for label in labels:
                label.setVisible(number < min(self._room, self._count))

    def show_facts(self, facts: HomeFacts) -> None:
        """Show the newest steps."""
        self._count = len(facts.steps)
        for number, (day, text, actor) in enumerate(self.events):
            is_there = number < len(facts.steps)
            if is_there:
                step = facts.steps[number]
                day.setText(short_day(local_day(step.at)))
                actor.setText(step.actor)
            text.set_whole(step_text(facts.steps[number]) if is_there else "")
            for label in (day, text, actor):
                label.setVisible(is_there and number < self._room)

    def open(self) -> None:
        """Open the history."""
        self.context.go("settings", section="history")
