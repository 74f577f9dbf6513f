"""What every page works with: the open association, the chosen period, jobs, the way elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from yhdistys.errors import NotAllowed
from yhdistys.gui.bridge import WorkspaceBridge
from yhdistys.gui.jobs import JobRunner
from yhdistys.gui.memory import Memory
from yhdistys.i18n import _

if TYPE_CHECKING:
    from yhdistys.app import Workspace
    from yhdistys.values.period import FiscalYear, Month


class Period(QObject):
    """The fiscal year and its last month that all pages show.

    Attributes:
        year: The label of the fiscal year, or None in an association without one.
        through: The last month, or None for as far as the year's ledger reaches.
        cumulative: True to show the year up to the month, False to show the month alone.
        changed: Told after every choice.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.year: int | None = None
        self.through: Month | None = None
        self.cumulative = True
        self._years: tuple[FiscalYear, ...] = ()
        self._reached: dict[int, Month] = {}

    @property
    def years(self) -> tuple[FiscalYear, ...]:
        """The fiscal years to choose from."""
        return self._years

    @property
    def reached(self) -> Month | None:
        """The month that the ledger of the year reaches, or the year's last one."""
        return None if self.year is None else self._reached.get(self.year)

    @property
    def last_month(self) -> Month | None:
        """The last month that is shown: the one chosen, or as far as the ledger reaches."""
        return self.through or self.reached

    @property
    def fiscal_year(self) -> FiscalYear | None:
        """The fiscal year that is chosen."""
        return next((year for year in self.years if year.label == self.year), None)

    def offer(self, reached: Mapping[FiscalYear, Month], wanted: int | None) -> None:
        """Take an association's fiscal years; keeps the choice if it is still there.

        Args:
            reached: The years in their order, each with the month its ledger reaches.
            wanted: The label of the year to begin with, if it is among them.
        """
        before = (self._years, self._reached)
        self._years = tuple(reached)
        self._reached = {year.label: month for year, month in reached.items()}
        if self.year in self._reached:
            if before != (self._years, self._reached):
                self.changed.emit()
            return
        newest = self._years[-1].label if self._years else None
        self.choose(wanted if wanted in self._reached else newest, None)

    def choose(self, year: int | None, through: Month | None) -> None:
        """Choose a fiscal year and its last month; None follows the ledger."""
        if (year, through) != (self.year, self.through):
            self.year, self.through = year, through
            self.changed.emit()

    def accumulate(self, *, cumulative: bool) -> None:
        """Choose between the year up to the month and the month alone."""
        if cumulative != self.cumulative:
            self.cumulative = cumulative
            self.changed.emit()


class WindowContext(QObject):
    """What the window lends to its pages.

    Attributes:
        bridge: Tells what changed.
        period: The chosen fiscal year and month.
        jobs: Runs long work beside the window.
        memory: Remembers widths, sorting and the like.
        went: A page was asked for: the page's id and what to show there.
        wanted: Something of the window was asked for: ``open``, ``new``, ``sample``, a path …
        leaving: The open association is about to be closed: keep what is unfinished.
        opened: Another association is open, or none.
    """

    went = Signal(object)
    wanted = Signal(object)
    leaving = Signal()
    opened = Signal()

    def __init__(self, memory: Memory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = WorkspaceBridge(self)
        self.period = Period(self)
        self.jobs = JobRunner(self)
        self.memory = memory
        self._workspace: Workspace | None = None

    @property
    def workspace(self) -> Workspace | None:
        """The open association, or None before one is open."""
        return self._workspace

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written: no association, or somebody else holds it."""
        return self._workspace is None or bool(self._workspace.read_only_reason)

    def use(self, workspace: Workspace | None) -> None:
        """Work with this association from now on; the one before is closed by its owner."""
        if self._workspace is not None:
            self.leaving.emit()
        self.bridge.stop()
        self._workspace = workspace
        if workspace is not None:
            self.bridge.listen(workspace)
        self.opened.emit()

    def open_workspace(self) -> Workspace:
        """Return the open association.

        Raises:
            NotAllowed: None is open.
        """
        if self._workspace is None:
            raise NotAllowed(_("No association is open."), hint=_("Open one, or begin a new one."))
        return self._workspace

    def read(self, query: Callable[..., Any], **arguments: Any) -> Any:
        """Run a query of the open association."""
        return self.open_workspace().read(query, **arguments)

    def do(self, service: Callable[..., Any], **arguments: Any) -> Any:
        """Run a service on the open association: one step that can be undone."""
        return self.open_workspace().do(service, **arguments)

    def go(self, page_id: str, **wish: object) -> None:
        """Open a page and tell it what to show."""
        self.went.emit((page_id, wish))

    def ask_window(self, what: str, **details: object) -> None:
        """Ask the window for one of its own acts; see ``WindowActs.do``."""
        self.wanted.emit((what, details))

    def open_file(self, path: Path) -> None:
        """Open an association's file or preview a table file, whichever it is."""
        self.ask_window("open-path", path=path)


Wish = Mapping[str, object]
"""What a page is asked to show, by names of its own."""
