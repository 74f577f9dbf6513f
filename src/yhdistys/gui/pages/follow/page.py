"""The page of the follow-up in the area Money."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from yhdistys.budget import queries as budget_queries
from yhdistys.budget.queries import FollowUpView
from yhdistys.errors import JobCancelled, UserError
from yhdistys.gui import dialogs
from yhdistys.gui.context import WindowContext, Wish
from yhdistys.gui.ledger_names import LedgerNames
from yhdistys.gui.overriding import override
from yhdistys.gui.page import PERIOD, Page
from yhdistys.gui.pages.follow.choices import Choices, keep, recall
from yhdistys.gui.pages.follow.columns import EXPLANATION
from yhdistys.gui.pages.follow.content import FollowContent
from yhdistys.gui.pages.follow.explain_panel import Explained
from yhdistys.gui.pages.follow.rows import (
    PREVIOUS,
    Period,
    ShownRow,
    entries_of,
    kept_rows,
    shown_rows,
)
from yhdistys.gui.pages.follow.words import (
    entries_title,
    explain_title,
    figures_sentence,
    head_sentence,
)
from yhdistys.gui.pages.follow.writing import WriteReport, report_params, suggested_path
from yhdistys.gui.style import Tone
from yhdistys.gui.widgets import main_button
from yhdistys.i18n import _
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger.queries import EntryRow
from yhdistys.values.chosen import ALL, Chosen, Every

_XLSX: Final = ".xlsx"
_PDF: Final = ".pdf"
_PAGES: Final = frozenset({"entry", "monthly_total", "account", "line_rule", "cost_centre"})


class FollowPage(Page):
    """Budget and actuals as in the income statement, down to every voucher."""

    id: ClassVar[str] = "follow"
    shows: ClassVar[frozenset[str]] = _PAGES | {
        "accounting_project",
        "fiscal_year",
        "budget_version",
        "plan_line",
        "plan_month",
        "explanation",
        "setting",
        PERIOD,
    }

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._choices, cumulative = recall(context.memory)
        context.period.accumulate(cumulative=cumulative)
        self._names = LedgerNames()
        self._view: FollowUpView | None = None
        self._period: Period | None = None
        self._rows: list[ShownRow] = []
        self._opened: tuple[tuple[object, ...], str] | None = None
        self._wanted_account: str | None = None
        self._written = Path()
        self._accounts: dict[str, tuple[str, ...]] = {}
        self.content = FollowContent(context, self)
        self.layout_.addWidget(self.content, 1)
        self.head.set_title(_("Follow-up"))
        self._add_buttons()
        self._connect()

    def _add_buttons(self) -> None:
        self._explain = QAction(_("&Explain…"), self)
        self._explain.setShortcut(QKeySequence(Qt.Key.Key_F2))
        self._explain.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._explain.triggered.connect(self._on_explain)
        self.content.grid.addAction(self._explain)
        self._explain_button = QPushButton(_("&Explain…"), self)
        self._explain_button.setToolTip(_("Explain the difference of the account (F2)"))
        self._excel = QPushButton(_("E&xcel"), self)
        self._excel.setToolTip(_("Write these rows as a workbook with live formulas"))
        self._summary = main_button(_("Summary for the &board"), self)
        self._summary.setToolTip(_("Write these rows as a paper (PDF)"))
        for button in (self._explain_button, self._excel, self._summary):
            self.head.buttons.addWidget(button)
        self._explain_button.clicked.connect(self._on_explain)
        self._excel.clicked.connect(self._on_excel)
        self._summary.clicked.connect(self._on_summary)

    def _connect(self) -> None:
        content = self.content
        content.switches.chosen.connect(self._on_chosen)
        content.switches.cumulated.connect(self._on_cumulated)
        content.grid.row_activated.connect(self._on_row_activated)
        content.grid.current_row.connect(self._on_current_row)
        content.entries.voucher_asked.connect(self._on_voucher_asked)
        content.entries.closed.connect(self._on_entries_closed)
        content.explain.closed.connect(self._on_explain_closed)

    @property
    def choices(self) -> Choices:
        """What is looked at."""
        return self._choices

    @override
    def reload(self) -> None:
        year = self.context.period.fiscal_year
        if year is None:
            self._view = None
            self.content.show_no_year()
            self.head.set_subtitle("")
            self._enable()
            return
        self._read(year.label)
        self._show_rows()
        self._show_head()

    def _read(self, year: int) -> None:
        """Read the follow-up and what the switches offer."""
        self._names = names = self._read_names()
        choices = self._choices.known(names.cost_centres, names.projects)
        versions = self.context.read(budget_queries.versions, year=year)
        if choices.version not in {version.name for version in versions}:
            choices = replace(choices, version=None)
        self._choices = choices
        cumulative = self.context.period.cumulative or choices.by == "month"
        self._view = view = self.context.read(
            budget_queries.follow_up,
            year=year,
            through=self.context.period.through,
            version=choices.version,
            cost_centre=choices.cost_centre,
            project=choices.project,
            cumulative=cumulative,
            by=choices.by,
        )
        years = self.context.period.years
        before = [other for other in years if other.ends_on < view.year.starts_on]
        self._period = Period(view.year, view.through, before[-1] if before else None, cumulative)
        self._accounts = {}
        self.content.switches.show_choices(
            choices, cost_centres=names.cost_centres, projects=names.projects, cumulative=cumulative
        )
        self.content.switches.show_versions(versions, view.version)

    def _read_names(self) -> LedgerNames:
        """Read what the switches offer; the accounts' names stand in the rows."""
        read = self.context.read
        return LedgerNames(
            cost_centres={row.code: row.name for row in read(ledger_queries.cost_centres)},
            projects={row.code: row.name for row in read(ledger_queries.projects)},
        )

    def _show_head(self) -> None:
        view, period = self._view, self._period
        if view is None or period is None or self.content.is_empty:
            self.head.set_subtitle("")
            return
        self.head.set_subtitle(head_sentence(view, self._choices, self._names, period.months()))

    def _show_rows(self) -> None:
        view = self._view
        if view is None:
            return
        rows = shown_rows(view, self._choices, self._accounts_of_side)
        self._rows = kept_rows(rows, self._choices.kept_now)
        self.content.show_rows(self._rows, view, self._choices)
        self._select_wanted()
        self._refresh_panels()
        self._enable()

    def _accounts_of_side(self, side: str) -> tuple[str, ...]:
        """Return the accounts of income or expenses; read once for each reload."""
        if not self._accounts:
            found = self.context.read(ledger_queries.accounts)
            self._accounts = {
                told: tuple(row.number for row in found if row.side == told)
                for told in ("income", "expense")
            }
        return self._accounts[side]

    def _select_wanted(self) -> None:
        """Select the row that was asked for, else the first account."""
        wanted, self._wanted_account = self._wanted_account, None
        grid = self.content.grid
        if wanted is not None:
            found = next((row for row in self._rows if row.row.account == wanted), None)
            if found is not None and grid.select_row_id(found.id):
                grid.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if grid.current is None:
            first = next((row for row in self._rows if row.is_line), None)
            if first is not None:
                grid.select_row_id(first.id)

    def _enable(self) -> None:
        is_there = self._view is not None and not self.content.is_empty
        self._excel.setEnabled(is_there)
        self._summary.setEnabled(is_there)
        self._on_current_row(self.content.grid.current)

    @override
    def show_wish(self, wish: Wish) -> None:
        """Show a cost centre, a project or an account, or what is not explained.

        Args:
            wish: ``cost_centre`` and ``project`` (codes, None for what has none), ``account``
                (selects its row), ``unexplained`` (leaves only what needs an explanation).
        """
        told: dict[str, Any] = {
            name: _wished(wish[name]) for name in ("cost_centre", "project") if name in wish
        }
        if "unexplained" in wish:
            told["kept"] = "unexplained" if wish["unexplained"] else "all"
            told["by"] = "account"
        if wish.get("account") is not None:
            self._wanted_account = str(wish["account"])
            told.setdefault("kept", "all")
            if self._choices.by == "month":
                told["by"] = "account"
        self._choose(replace(self._choices, **told))

    @override
    def leave(self) -> None:
        """Keep an explanation that is being written."""
        self.content.explain.keep_draft()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go one step back with Esc, from wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape and self.content.step_back():
            event.accept()
        else:
            super().keyPressEvent(event)

    def _choose(self, choices: Choices) -> None:
        self._choices = choices
        keep(self.context.memory, choices, cumulative=self.context.period.cumulative)
        self.mark_stale()

    @Slot(object)
    def _on_chosen(self, choices: Choices) -> None:
        self._choose(choices)

    @Slot(object)
    def _on_cumulated(self, is_on: object) -> None:
        self.context.period.accumulate(cumulative=bool(is_on))
        keep(self.context.memory, self._choices, cumulative=bool(is_on))

    @Slot(object)
    def _on_current_row(self, row: ShownRow | None) -> None:
        can_explain = row is not None and row.can_explain
        self._explain_button.setEnabled(can_explain)

    @Slot(object)
    def _on_row_activated(self, row: ShownRow) -> None:
        """Open the entries of the current figure; in the last column its explanation."""
        if self.content.grid.current_column == EXPLANATION and row.can_explain:
            self._on_explain()
            return
        if row.behind is None:
            return
        self._opened = (row.id, self.content.grid.current_column)
        if self.attempt(self._show_entries, row):
            self.content.entries.enter()

    def _show_entries(self, row: ShownRow) -> bool:
        """Show the entries of a row below the grid; False when there can be none."""
        if row.behind is None or self._period is None or self._opened is None:
            return False
        column = self._opened[1]
        found = entries_of(row.behind, self._period, column)
        if found is None:
            self.content.entries.close_entries()
            self.say(Tone.PLAIN, _("There is no fiscal year before this one with these months."))
            return False
        chosen, year, months = found
        title = entries_title(
            row,
            self._choices,
            self._names,
            year=year,
            months=months,
            is_before=column == PREVIOUS,
        )
        self.content.entries.show_entries(title, chosen)
        self.content.show_lower()
        return True

    def _refresh_panels(self) -> None:
        """Show anew what is open below and beside the grid, as long as its row is there."""
        rows = {row.id: row for row in self._rows}
        if self._opened is not None and self.content.entries.chosen is not None:
            row = rows.get(self._opened[0])
            if row is None or not self._show_entries(row):
                self.content.entries.close_entries()
        explained = self.content.explain.explained
        if explained is not None:
            self._refresh_explanation(explained)

    def _refresh_explanation(self, explained: Explained) -> None:
        for row in self._rows:
            if row.can_explain and self._explained(row) == explained:
                self.content.explain.refresh(
                    figures=figures_sentence(row),
                    stored=row.row.note or "",
                    who=row.row.note_by or "",
                )
                return
        if not self._is_filtered_out(explained):
            self.content.explain.close_panel()

    def _is_filtered_out(self, explained: Explained) -> bool:
        """Tell whether the row is only hidden because it is explained now."""
        return self._choices.kept != "all" and explained.year == self.context.period.year

    def _explained(self, row: ShownRow) -> Explained | None:
        view, told = self._view, row.row
        if view is None or told.account is None:
            return None
        return Explained(
            year=view.year.label,
            account=told.account,
            cost_centre=told.cost_centre,
            project=told.project,
            through=view.through,
        )

    @Slot()
    def _on_explain(self) -> None:
        """Open the panel in which the current row is explained."""
        row = self.content.grid.current
        explained = None if row is None or not row.can_explain else self._explained(row)
        if row is None or explained is None:
            self.say(Tone.PLAIN, _("Choose the row of an account whose difference to explain."))
            return
        self.content.explain.show_explanation(
            explained,
            title=explain_title(row, self._choices, self._names),
            figures=figures_sentence(row),
            stored=row.row.note or "",
            who=row.row.note_by or "",
        )
        self.content.explain.enter()

    @Slot(object)
    def _on_voucher_asked(self, entry: EntryRow) -> None:
        if self.attempt(self.content.show_voucher, entry.year, entry.voucher):
            self.content.voucher.enter()

    @Slot()
    def _on_entries_closed(self) -> None:
        self._opened = None
        self.content.show_lower()
        self.content.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_explain_closed(self) -> None:
        self.content.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_excel(self) -> None:
        pattern = _("Excel workbook (*.xlsx)")
        self._ask_where(_("Save the follow-up"), _XLSX, pattern)

    @Slot()
    def _on_summary(self) -> None:
        self._ask_where(
            _("Save the summary for the board"), _PDF, _("PDF (*.pdf)"), _("Word (*.docx)")
        )

    def _ask_where(self, title: str, ending: str, *patterns: str) -> None:
        if self._view is None:
            return
        suggested = suggested_path(self._view, ending, is_summary=ending == _PDF)
        dialogs.choose_save(self, title, suggested, patterns, self._write)

    def _write(self, path: Path) -> None:
        """Write the rows of the screen as a file, beside the window."""
        view, period = self._view, self._period
        if view is None or period is None:
            return
        params = report_params(view, self._choices, cumulative=period.cumulative)
        job = WriteReport(self.context.open_workspace(), params, path)
        self.context.jobs.run(
            _("Writing {name}").format(name=path.name),
            job,
            done=self._on_written,
            failed=self._on_not_written,
        )

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        self._written = path
        is_part = self._choices.kept_now != "all"
        hint = _("It holds all rows, also those that are not shown now.") if is_part else ""
        self.say(Tone.GOOD, _("Written: {path}").format(path=path), hint)
        self.strip.offer(_("&Open"), self._on_open_written)

    @Slot(object)
    def _on_not_written(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.say(Tone.OVER, error.message, error.hint)
        elif not isinstance(error, JobCancelled):
            raise error

    @Slot()
    def _on_open_written(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written))):
            self.say(Tone.LATE, _("No program opens {name}.").format(name=self._written.name))


def _wished(code: object) -> Chosen:
    """Return a code as it was asked for; ``ALL`` shows all."""
    if isinstance(code, Every):
        return ALL
    return None if code is None else str(code)
