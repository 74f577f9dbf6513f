"""What bar and status line tell of the open association, read anew after every step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from yhdistys.gui.pages import PagePlace
from yhdistys.gui.style import Tone
from yhdistys.i18n import _

if TYPE_CHECKING:
    from yhdistys.app import Workspace
    from yhdistys.gui.main_window import MainWindow
    from yhdistys.store.changes import Changes
    from yhdistys.values.period import FiscalYear, Month

PROGRAM = "yhdistys"
_PAUSE_MS = 300
_YEARS = frozenset({"fiscal_year", "entry", "monthly_total", "ledger-batch"})
_SETTING = "setting"


class WindowFacts(QObject):
    """Reads the facts and shows them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._show_state)

    def follow(self, changes: Changes) -> None:
        """Show what a step changed: at once what can be undone, the rest in the next pause."""
        workspace = self._window.context.workspace
        if workspace is None:
            return
        if changes.kinds & _YEARS:
            self.read_years()
        if _SETTING in changes.kinds:
            self._show_name(workspace)
        self._window.top_bar.show_steps(workspace.undo_text, workspace.redo_text)
        self._later.start()

    def read_years(self) -> None:
        """Offer the fiscal years of the association with the month each ledger reaches."""
        period, workspace = self._window.context.period, self._window.context.workspace
        if workspace is None:
            period.offer({}, None)
            return
        reached = reached_months(workspace)
        wanted = year_to_begin_with(workspace, tuple(reached), today=workspace.today)
        period.offer(reached, wanted)

    def show(self) -> None:
        """Show the association, the steps to undo, and the state of the file."""
        window, workspace = self._window, self._window.context.workspace
        window.acts.enable()
        if workspace is None:
            self._show_nothing()
            return
        self._show_name(workspace)
        window.top_bar.show_steps(workspace.undo_text, workspace.redo_text)
        self._show_state()
        if workspace.read_only_reason:
            window.say(
                Tone.LATE, workspace.read_only_reason, _("You can look at everything and print.")
            )
            window.strip.offer(_("Try to open it for writing"), self._on_again)

    @Slot()
    def _on_again(self) -> None:
        """Open the file again: whoever held it may have closed it."""
        self._window.opening.open_again()

    def _show_nothing(self) -> None:
        window = self._window
        window.window().setWindowTitle(PROGRAM)
        window.top_bar.show_association("")
        window.top_bar.show_steps(None, None)
        for label in (window.status.saved, window.status.ledger, window.status.backup):
            label.setText("")
        window.status.show_findings(0)

    def _show_name(self, workspace: Workspace) -> None:
        name = workspace.association.name
        self._window.window().setWindowTitle(f"{name} – {PROGRAM}")
        self._window.top_bar.show_association(name)

    @Slot()
    def _show_state(self) -> None:
        from yhdistys.app.waiting import waiting  # noqa: PLC0415 - slow: the database library

        workspace = self._window.context.workspace
        if workspace is None:
            return
        saved = _("Read only") if workspace.read_only_reason else "✓ " + _("Saved")
        self._window.status.saved.setText(saved)
        self._window.status.show_findings(len(waiting(workspace)))
        self._show_ledger(workspace)
        self._show_backup(workspace)

    def _show_ledger(self, workspace: Workspace) -> None:
        from yhdistys.ledger import queries  # noqa: PLC0415 - slow: the database library
        from yhdistys.values.formats import date_text  # noqa: PLC0415 - slow: with the numbers
        from yhdistys.values.period import local_day  # noqa: PLC0415 - slow: as above

        day = workspace.read(queries.last_entry_day)
        batches = workspace.read(queries.batches)
        text = _("No ledger yet")
        if day is not None:
            text = _("Ledger until {day}").format(day=date_text(day))
        if day is not None and batches:
            text = _("Ledger until {day}, imported {moment}").format(
                day=date_text(day), moment=date_text(local_day(batches[0].at))
            )
        self._window.status.ledger.setText(text)

    def _show_backup(self, workspace: Workspace) -> None:
        from yhdistys.app.keeping import backups  # noqa: PLC0415 - slow: the database library
        from yhdistys.values.period import local_day  # noqa: PLC0415 - slow: with the numbers

        made = [row.made_at for row in backups(workspace)] if workspace.database.is_file else []
        text = _("Backed up {day}").format(day=_day_word(local_day(max(made)))) if made else ""
        self._window.status.backup.setText(workspace.backup_problem or text)


def _day_word(day: date) -> str:
    from yhdistys.store.clock import today  # noqa: PLC0415 - slow: the database library
    from yhdistys.values.formats import date_text  # noqa: PLC0415 - slow: with the numbers

    return _("today") if day == today() else date_text(day)


def year_to_begin_with(
    workspace: Workspace, years: Sequence[FiscalYear], *, today: date
) -> int | None:
    """Return the newest year that has begun and holds entries or a budget, else the newest begun.

    Early in a year nothing may be in it yet, and an empty year says nothing.
    """
    begun = [year for year in years if year.starts_on <= today]
    if len(begun) <= 1:
        return begun[0].label if begun else None
    from yhdistys.budget import queries as budgets  # noqa: PLC0415 - slow: the database library
    from yhdistys.ledger import queries  # noqa: PLC0415 - slow: the database library

    last = workspace.read(queries.last_entry_day)
    budgeted = {version.year for version in workspace.read(budgets.versions)}
    filled = [
        year.label
        for year in begun
        if year.label in budgeted or (last is not None and year.starts_on <= last <= year.ends_on)
    ]
    return filled[-1] if filled else begun[-1].label


def reached_months(workspace: Workspace) -> dict[FiscalYear, Month]:
    """Return the fiscal years in their order, each with the month its ledger reaches."""
    from yhdistys.ledger import queries  # noqa: PLC0415 - slow: the database library

    years = workspace.read(queries.fiscal_years)
    return {year: workspace.read(queries.month_reached, year=year) for year in years}


def _package(factory: str) -> str:
    return factory.partition(":")[0].partition(".")[0]


def plugin_places(workspace: Workspace) -> tuple[PagePlace, ...]:
    """Return the pages of plugins and where they stand in the navigation."""
    return tuple(
        PagePlace(page.id, page.title, page.area, page.factory, plugin=_package(page.factory))
        for page in workspace.plugins.pages()
    )
