"""The page of the first hour: shown while no association is open, and for another one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from yhdistys.errors import JobCancelled, UserError
from yhdistys.gui.context import WindowContext, Wish
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.begin.new_association import NewForm
from yhdistys.gui.pages.begin.sample_form import SampleForm
from yhdistys.gui.pages.begin.welcome import Welcome
from yhdistys.gui.pages.begin.work import MakeSample, NewAssociation, Presets, read_presets
from yhdistys.gui.style import Tone, px
from yhdistys.i18n import _
from yhdistys.store.clock import today

if TYPE_CHECKING:
    from yhdistys.app import Workspace

_ADDRESS = "://"


class BeginPage(Page):
    """Three ways to begin; a new association and the sample are asked for in the page.

    Attributes:
        welcome: The three ways and the associations opened last.
        new: The steps of a new association.
        sample: The folder of the sample association.
    """

    id = "begin"

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._are_presets_asked = False
        body = QWidget(self)
        body.setProperty("page-body", "true")
        self.welcome = Welcome(body)
        self.new = NewForm(context.memory, today(), body)
        self.sample = SampleForm(body)
        self._parts = (self.welcome, self.new, self.sample)
        self.busy = QProgressBar(body)
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName(_("Working"))
        self.busy.hide()
        self._lay_out(body)
        self._connect()
        self._show_welcome()

    def _lay_out(self, body: QWidget) -> None:
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(self.welcome)
        for part in (self.new, self.sample, self.busy):
            part.setMaximumWidth(px(680))
            row = QHBoxLayout()
            row.addWidget(part, 1_000)
            row.addStretch(1)
            layout.addLayout(row)
        layout.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        self.layout_.addWidget(scroll, 1)

    def _connect(self) -> None:
        self.welcome.new.clicked.connect(self.begin_new)
        self.welcome.open.clicked.connect(self._on_open)
        self.welcome.sample.clicked.connect(self.begin_sample)
        self.welcome.recent.opened.connect(self._on_target)
        self.welcome.recent.refused.connect(self._on_refused)
        self.new.left.connect(self._on_left)
        self.new.answered.connect(self._on_new_answered)
        self.sample.left.connect(self._on_left)
        self.sample.answered.connect(self._on_sample_answered)
        self.sample.opened.connect(self._on_target)

    @override
    def reload(self) -> None:
        self.welcome.recent.reload()
        self.welcome.show_begun(self.new.begun_name)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Let the keyboard begin with the first choice."""
        super().showEvent(event)
        self.welcome.recent.reload()
        if not self.welcome.isHidden():
            self.welcome.focus_first()

    @override
    def show_wish(self, wish: Wish) -> None:
        """Show a step that was asked for: ``new`` or ``sample``; anything else the three ways."""
        steps = {"new": self.begin_new, "sample": self.begin_sample}
        steps.get(str(wish.get("step", "")), self._show_welcome)()

    @override
    def leave(self) -> None:
        """Show the three ways the next time; what was written is remembered."""
        if not self.context.jobs.is_busy:
            self._show_welcome()
        self.mark_stale()

    @Slot()
    def begin_new(self) -> None:
        """Ask for a new association, from where it was left."""
        self._ask_presets()
        self.head.set_title(_("A new association"))
        self.head.set_subtitle(
            _("Everything can be changed later. What you write is kept if you leave.")
        )
        self._show(self.new)
        self.new.show_step(self.new.step)

    @Slot()
    def begin_sample(self) -> None:
        """Ask for the folder of the sample association."""
        self.head.set_title(_("Try the program"))
        self.head.set_subtitle(_("Your own association's file is not touched."))
        self._show(self.sample)
        self.sample.begin()

    def _show_welcome(self) -> None:
        self.head.set_title(_("Welcome"))
        self.head.set_subtitle(_("The money of your association in one file on your own computer."))
        self._show(self.welcome)

    def _show(self, part: QWidget) -> None:
        self.strip.clear()
        for other in self._parts:
            other.setVisible(other is part)

    def _ask_presets(self) -> None:
        """Load the charts of accounts beside the window while the name is being written."""
        if not self._are_presets_asked:
            self._are_presets_asked = True
            self.context.jobs.run(
                _("Reading the charts of accounts"),
                read_presets,
                done=self._on_presets,
                can_cancel=False,
            )

    def _on_presets(self, presets: Presets) -> None:
        self.new.take_presets(presets)

    def _show_busy(self, *, is_busy: bool) -> None:
        self.busy.setVisible(is_busy)
        for part in self._parts:
            part.setEnabled(not is_busy)

    @Slot(object)
    def _on_new_answered(self, answers: NewAssociation) -> None:
        self._show_busy(is_busy=True)
        self.context.jobs.run(
            _("Making the association {name}").format(name=answers.name),
            answers,
            done=self._on_made,
            failed=self._on_new_failed,
            can_cancel=False,
        )

    def _on_made(self, workspace: Workspace) -> None:
        self._show_busy(is_busy=False)
        self.new.forget()
        self._use(workspace)

    def _on_new_failed(self, error: Exception) -> None:
        self._show_busy(is_busy=False)
        if not isinstance(error, UserError):
            raise error
        self.new.show_refused(error)

    @Slot(object)
    def _on_sample_answered(self, folder: Path) -> None:
        self._show_busy(is_busy=True)
        self.context.jobs.run(
            _("Making the sample association"),
            MakeSample(folder),
            done=self._on_sample_made,
            failed=self._on_sample_failed,
        )

    def _on_sample_made(self, workspace: Workspace) -> None:
        self._show_busy(is_busy=False)
        self._use(workspace)

    def _on_sample_failed(self, error: Exception) -> None:
        self._show_busy(is_busy=False)
        if isinstance(error, UserError):
            self.sample.show_refused(error)
        elif isinstance(error, JobCancelled):
            self.say(Tone.PLAIN, _("The sample association was not made."))
        else:
            raise error

    def _use(self, workspace: Workspace) -> None:
        """Work with what was made; its first page tells what comes next."""
        context = self.context
        context.ask_window("use", workspace=workspace)
        context.go("home", focus=True)

    @Slot()
    def _on_open(self) -> None:
        self.context.ask_window("open")

    @Slot(object)
    def _on_target(self, target: Path | str) -> None:
        if _ADDRESS in str(target):
            self.context.ask_window("open-address", address=str(target))
        else:
            self.context.open_file(Path(target))

    @Slot(object)
    def _on_refused(self, error: UserError) -> None:
        self.say(Tone.OVER, error.message, error.hint)

    @Slot()
    def _on_left(self) -> None:
        self._show_welcome()
        self.mark_stale()
        self.welcome.new.setFocus(Qt.FocusReason.OtherFocusReason)
