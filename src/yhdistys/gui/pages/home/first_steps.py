"""The first hour: which steps are done, and the three ways to begin with an empty association."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.home.facts import HomeFacts
from yhdistys.gui.pages.home.parts import Box
from yhdistys.gui.style import Tone, appearance, picture, px
from yhdistys.gui.widgets import ChoiceCard, LineButton
from yhdistys.i18n import _

_HIDDEN = "home.steps_hidden"


class StepsBox(Box):
    """The steps of the first hour, each with its state; goes away when all are done or hidden."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(_("First steps"), _("Hide"), context, parent)
        self.link.setAccessibleName(_("Hide the first steps"))
        self._steps = [
            (_("Import last year's ledger"), "import", {"kind": "ledger"}),
            (_("Import a budget"), "import", {"kind": "budget"}),
            (_("Or plan a budget in the program"), "budget", {}),
            (_("Look at the follow-up"), "follow", {}),
        ]
        self._is_done = [False] * len(self._steps)
        self.lines = [LineButton(text, parent=self) for text, _page, _wish in self._steps]
        self._marks = [QLabel(self) for _line in self.lines]
        self.body.setSpacing(px(2))
        for mark, line in zip(self._marks, self.lines, strict=True):
            line.clicked.connect(self._on_line)
            row = QHBoxLayout()
            row.setSpacing(px(6))
            row.addWidget(mark)
            row.addWidget(line, 1)
            self.body.addLayout(row)
        appearance().changed.connect(self._on_appearance_changed)

    def show_facts(self, facts: HomeFacts) -> None:
        """Show what is done."""
        has_budget = facts.has_budget
        self._is_done = [facts.has_ledger, has_budget, has_budget, facts.is_followed]
        for line, is_done in zip(self.lines, self._is_done, strict=True):
            line.set_texts(line.label, _("done") if is_done else "")
        self._marks[2].setVisible(not has_budget)
        self.lines[2].setVisible(not has_budget)
        self._on_appearance_changed()
        self.setVisible(not all(self._is_done) and self._place() not in self._hidden())

    def open(self) -> None:
        """Hide the steps for this association."""
        self.context.memory.remember(_HIDDEN, [*self._hidden(), self._place()])
        self.hide()

    def _place(self) -> str:
        return self.context.open_workspace().database.target.name

    def _hidden(self) -> list[str]:
        told = self.context.memory.remembered(_HIDDEN, [])
        return [str(name) for name in told] if isinstance(told, list) else []

    @Slot()
    def _on_line(self) -> None:
        line = self.sender()
        if isinstance(line, LineButton):
            _text, page_id, wish = self._steps[self.lines.index(line)]
            self.context.go(page_id, **wish)

    @Slot()
    def _on_appearance_changed(self) -> None:
        for mark, is_done in zip(self._marks, self._is_done, strict=True):
            name, tone = ("ok", Tone.GOOD) if is_done else ("chevron-right", Tone.QUIET)
            mark.setPixmap(picture(name, tone, 16))


class WaysToBegin(QWidget):
    """Three large calm choices while there is neither a ledger nor a budget."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.ledger = ChoiceCard(
            "import",
            _("Import last year's ledger"),
            _("The file your accountant sends: Excel or csv. You can also drop it on the window."),
            self,
        )
        self.budget = ChoiceCard(
            "budget",
            _("Begin a budget"),
            _("Type it month by month, or begin with the actuals of a year."),
            self,
        )
        self.sample = ChoiceCard(
            "star",
            _("Look at the sample association"),
            _("An invented association with three years of books, to try everything out."),
            self,
        )
        self.ledger.clicked.connect(self._on_ledger)
        self.budget.clicked.connect(self._on_budget)
        self.sample.clicked.connect(self._on_sample)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        for card in (self.ledger, self.budget, self.sample):
            layout.addWidget(card, 1, Qt.AlignmentFlag(0))

    @Slot()
    def _on_ledger(self) -> None:
        self._context.go("import", kind="ledger")

    @Slot()
    def _on_budget(self) -> None:
        self._context.go("budget")

    @Slot()
    def _on_sample(self) -> None:
        self._context.go("begin", step="sample")
