"""The first page: what a treasurer wants to know when the program opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from yhdistys.app.waiting import waiting
from yhdistys.gui.context import WindowContext, Wish
from yhdistys.gui.overriding import override
from yhdistys.gui.page import PERIOD, Page
from yhdistys.gui.pages.home.boxes import EventsBox, ResultBox, WaitingBox
from yhdistys.gui.pages.home.deadlines import DeadlinesBox, read_deadlines
from yhdistys.gui.pages.home.facts import HomeFacts, read_facts
from yhdistys.gui.pages.home.first_steps import StepsBox, WaysToBegin
from yhdistys.gui.pages.home.tables import DeviationsBox, GroupsBox
from yhdistys.gui.pages.home.words import long_day
from yhdistys.gui.style import px
from yhdistys.i18n import _
from yhdistys.values.formats import date_text

if TYPE_CHECKING:
    from yhdistys.store.changes import Changes


class HomePage(Page):
    """Boxes that each open their page; a box without anything to tell is hidden.

    Attributes:
        ways: Three ways to begin, while the association is empty.
        steps: The steps of the first hour.
        result: The own result.
        waiting: What waits for somebody.
        groups: Income and expenses against the budget.
        deviations: Deviations without an explanation.
        deadlines: Which calls close next, and how far each application is.
        events: The newest steps.
    """

    id = "home"
    shows = frozenset({PERIOD})

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.head.set_title(_("Good day"))
        body = QWidget(self)
        body.setProperty("page-body", "true")
        self.ways = WaysToBegin(context, body)
        self.steps = StepsBox(context, body)
        self.result = ResultBox(context, body)
        self.waiting = WaitingBox(context, body)
        self.groups = GroupsBox(context, body)
        self.deviations = DeviationsBox(context, body)
        self.deadlines = DeadlinesBox(context, body)
        self.events = EventsBox(context, body)
        self._lay_out(body)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        self.layout_.addWidget(scroll, 1)

    def _lay_out(self, body: QWidget) -> None:
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, px(4), 0)
        layout.setSpacing(px(12))
        layout.addWidget(self.ways)
        beside = QVBoxLayout()
        beside.setSpacing(px(12))
        beside.addWidget(self.deadlines)
        beside.addWidget(self.events, 1)
        top = _row((self.result, 5), (self.waiting, 6), (self.steps, 5))
        last = _row((self.deviations, 1))
        last.addLayout(beside, 1)
        for row in (top, _row((self.groups, 1)), last):
            layout.addLayout(row)
        layout.addStretch(1)

    @override
    def reload(self) -> None:
        period = self.context.period
        facts = read_facts(self.context.open_workspace(), year=period.year, through=period.through)
        self.head.set_subtitle(_subtitle(facts))
        self.ways.setVisible(facts.is_empty)
        self.waiting.setHidden(facts.is_empty)
        boxes = (self.steps, self.result, self.groups, self.deviations, self.events)
        for box in boxes:
            box.show_facts(facts)
        QTimer.singleShot(0, self, self._on_shown)

    @override
    def show_wish(self, wish: Wish) -> None:
        """Let the keyboard begin with the first choice, or the first box, when ``focus`` asks."""
        if wish.get("focus"):
            is_empty = not self.ways.isHidden()
            first = self.ways.ledger if is_empty else self.result.link
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_shown(self) -> None:
        """Look for what waits when the figures are seen: every voucher is added up for it."""
        workspace = self.context.workspace
        if workspace is not None:
            rows = self.attempt(read_deadlines, self.context) or ()
            self.deadlines.show_rows(rows)
            self.events.leave_room_for(len(rows))
            self.waiting.show_waiting(self.attempt(waiting, workspace) or ())

    @override
    def is_touched_by(self, changes: Changes) -> bool:
        """Every step is an event of this page."""
        return True


def _row(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(px(12))
    for part, share in parts:
        row.addWidget(part, share)
    return row


def _subtitle(facts: HomeFacts) -> str:
    day = long_day(facts.today)
    if facts.ledger_until is None:
        return _("{day} · no ledger has been imported yet").format(day=day)
    return _("{day} · the ledger reaches to {until}, imported {moment}").format(
        day=day,
        until=date_text(facts.ledger_until),
        moment=date_text(facts.imported_on) if facts.imported_on else "",
    )
