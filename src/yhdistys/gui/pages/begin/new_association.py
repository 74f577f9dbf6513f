"""A new association in three short steps that can be left at any time and continued."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from yhdistys.errors import FileProblem, UserError
from yhdistys.gui.memory import Memory
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.begin.questions import file_problem, fiscal_year
from yhdistys.gui.pages.begin.steps import FileStep, IdentityStep, Step, YearStep
from yhdistys.gui.pages.begin.work import NewAssociation, Presets
from yhdistys.gui.style import px, set_role
from yhdistys.gui.widgets import Panel, main_button
from yhdistys.i18n import _

_DRAFT: Final = "begin.new"
_KEPT: Final = ("name", "business_id", "starts", "year")
_COMMON_CHART: Final = "fi_common"


class NewForm(Panel):
    """Asks step by step; what was written is remembered until the association is made.

    Attributes:
        answered: All is answered; carries the ``NewAssociation``.
        left: The person went back before the first step.
        identity: The step with name and business id.
        year: The step with fiscal year and chart.
        file: The step with the file.
        back: Goes a step back.
        forward: Goes on; at the last step makes the association.
    """

    answered = Signal(object)
    left = Signal()

    def __init__(self, memory: Memory, today: date, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._memory = memory
        self._presets: Presets | None = None
        self._is_filling = False
        self.place = QLabel(self)
        set_role(self.place, "quiet")
        self.identity = IdentityStep(self)
        self.year = YearStep(today, self)
        self.file = FileStep(self)
        self._steps: tuple[Step, ...] = (self.identity, self.year, self.file)
        self._titles = (
            _("Which association?"),
            _("From which year on?"),
            _("Where is its file?"),
        )
        self._step = 0
        for step in self._steps:
            self.body.addWidget(step)
            step.submitted.connect(self._on_forward)
            step.changed.connect(self._on_changed)
        self.back = QPushButton(self)
        self.forward = main_button("", self)
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        self.head.addWidget(self.place)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        for button in (self.back, self.forward):
            button.setAutoDefault(True)
            row.addWidget(button)
        self.body.addSpacing(px(8))
        self.body.addLayout(row)
        self.back.clicked.connect(self._on_back)
        self.forward.clicked.connect(self._on_forward)

    @property
    def step(self) -> int:
        """Which step is shown, from 0."""
        return self._step

    @property
    def begun_name(self) -> str:
        """The name in what was written before, or empty when nothing was."""
        return str(self._draft().get("name", "")).strip()

    def show_step(self, number: int) -> None:
        """Show a step and put the focus into its first field."""
        self._step = number
        for place, step in enumerate(self._steps):
            step.setVisible(place == number)
        is_last = number == len(self._steps) - 1
        self.set_title(self._titles[number])
        self.place.setText(
            _("Step {number} of {count}").format(number=number + 1, count=len(self._steps))
        )
        self.back.setText(_("Back") if number else _("Continue later"))
        self.forward.setText(_("Make the association") if is_last else _("Next"))
        if is_last:
            self._suggest()
        self._steps[number].form.focus_first()

    def take_presets(self, presets: Presets) -> None:
        """Offer the charts of accounts that come with the program, and suggest a file."""
        self._presets = presets
        self._is_filling = True
        self.year.offer(presets.charts)
        self._is_filling = False
        self._suggest()

    def show_refused(self, error: UserError) -> None:
        """Tell at its field why the association could not be made."""
        self.show_step(len(self._steps) - 1)
        self.file.form.show_problems(file_problem(error.message, error.hint))

    def forget(self) -> None:
        """Forget what was written: the association is made."""
        self._memory.remember(_DRAFT, None)

    def _suggest(self) -> None:
        if self._presets is not None:
            name = self.identity.form.texts()["name"]
            self.file.suggest(self._presets.suggest(name))

    def _draft(self) -> dict[str, Any]:
        told = self._memory.remembered(_DRAFT, {})
        return told if isinstance(told, dict) else {}

    def _fill(self) -> None:
        """Show what was written before."""
        told = self._draft()
        texts = {name: str(told[name]) for name in _KEPT if isinstance(told.get(name), str)}
        self._is_filling = True
        self.identity.form.set_texts(texts)
        self.year.form.set_texts(texts)
        self.year.choose(str(told.get("chart", _COMMON_CHART)))
        self._is_filling = False
        number = told.get("step")
        self.show_step(number if isinstance(number, int) and number in (0, 1) else 0)

    @Slot()
    def _on_changed(self) -> None:
        if not self._is_filling:
            self._remember()

    def _remember(self) -> None:
        texts = {**self.identity.form.texts(), **self.year.form.texts()}
        kept: dict[str, object] = {name: texts[name] for name in _KEPT}
        kept |= {"chart": self.year.chart, "step": min(self.step, 1)}
        self._memory.remember(_DRAFT, kept if texts["name"].strip() else None)

    @Slot()
    def _on_back(self) -> None:
        if self.step:
            self.show_step(self.step - 1)
        else:
            self.left.emit()

    @Slot()
    def _on_forward(self) -> None:
        if not self._steps[self.step].is_right():
            return
        if self.step + 1 < len(self._steps):
            self.show_step(self.step + 1)
            self._remember()
        else:
            self._answer()

    def _answer(self) -> None:
        wrong = [n for n, step in enumerate(self._steps) if not step.is_right()]
        if wrong:
            self.show_step(wrong[0])
            self._steps[wrong[0]].is_right()
            return
        path = self.file.path
        if path.exists():
            problem = _("The file {name} exists already; choose another name.")
            self.show_refused(FileProblem(problem.format(name=path.name)))
            return
        identity, year = self.identity.form.values(), self.year.form.values()
        self.answered.emit(
            NewAssociation(
                name=identity["name"],
                business_id=identity["business_id"],
                fiscal_year=fiscal_year(year["starts"], year["year"]),
                chart=self.year.chart or _COMMON_CHART,
                file=path,
                password=self.file.password.text() if self.file.protect.isChecked() else "",
            )
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes a step back."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        else:
            super().keyPressEvent(event)
