"""The page of the budget in the area Money."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from yhdistys.budget import services as budget_services
from yhdistys.budget.queries import VersionRow
from yhdistys.errors import Conflict, UserError
from yhdistys.gui.context import WindowContext, Wish
from yhdistys.gui.overriding import override
from yhdistys.gui.page import PERIOD, Page
from yhdistys.gui.pages.budget import labels
from yhdistys.gui.pages.budget.content import BudgetContent
from yhdistys.gui.pages.budget.line_acts import LineActs
from yhdistys.gui.pages.budget.plan_rows import (
    RowNumbers,
    ShownPlan,
    Wanted,
    shown_plan,
    with_months,
)
from yhdistys.gui.pages.budget.reading import BudgetView, read_budget
from yhdistys.gui.pages.budget.version_acts import VersionActs
from yhdistys.gui.pages.budget.words import closed_sentence, state_sentence, sums_sentence
from yhdistys.gui.pages.budget.writing_acts import WritingActs
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.grid_lines import GridLine
from yhdistys.gui.widgets import main_button
from yhdistys.i18n import _

if TYPE_CHECKING:
    from yhdistys.store.changes import Changes

_LEDGER: Final = frozenset({"monthly_total", "entry", "account", "line_rule", "fiscal_year"})
_Edited = tuple[tuple[int, tuple[int, ...]], ...]


class BudgetPage(Page):
    """A plan to type into, beside the years before it."""

    id: ClassVar[str] = "budget"
    shows: ClassVar[frozenset[str]] = _LEDGER | {
        "cost_centre",
        "accounting_project",
        "budget_version",
        "plan_line",
        "plan_month",
        PERIOD,
    }

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._view: BudgetView | None = None
        self._plan: ShownPlan | None = None
        self._numbers = RowNumbers()
        self._label: int | None = None
        self._version_id: int | None = None
        self._wanted_account: str | None = None
        self._is_storing = False
        self.content = BudgetContent(context, self)
        self.layout_.addWidget(self.content, 1)
        self._line_acts = LineActs(self)
        self._version_acts = VersionActs(self)
        self._writing_acts = WritingActs(self)
        self._add_buttons()
        self._connect()
        self.head.set_title(_("Budget"))

    def _add_buttons(self) -> None:
        self._new = QPushButton(str(labels.NEW), self)
        self._compare = QPushButton(str(labels.COMPARE), self)
        self._excel = QPushButton(str(labels.EXCEL), self)
        self._excel.setToolTip(_("Write the plan as a workbook with live sums"))
        self._pdf = QPushButton(str(labels.PAPER), self)
        self._pdf.setToolTip(_("Write the budget as a paper for the meeting"))
        self._approve = main_button(str(labels.APPROVE), self)
        self._copy = main_button(str(labels.COPY), self)
        buttons = (self._new, self._compare, self._excel, self._pdf, self._approve, self._copy)
        acts = (
            self._version_acts.begin,
            self._on_compare,
            self._writing_acts.to_excel,
            self._writing_acts.to_pdf,
            self._version_acts.approve,
            self._version_acts.copy,
        )
        for button, act in zip(buttons, acts, strict=True):
            self.head.buttons.addWidget(button)
            button.clicked.connect(act)

    def _connect(self) -> None:
        content = self.content
        content.switches.year_chosen.connect(self._on_year_chosen)
        content.switches.version_chosen.connect(self._on_version_chosen)
        content.switches.changed.connect(self._on_switched)
        content.switches.removal_asked.connect(self._version_acts.remove)
        content.plan.edited.connect(self._on_edited)
        content.plan.refused.connect(self._on_refused)
        content.plan.unplanned_asked.connect(content.switches.unplanned.click)
        content.year_asked.connect(self._version_acts.begin_year)
        content.version_asked.connect(self._version_acts.begin_as)
        content.compare.closed.connect(self._on_compare_closed)

    @property
    def view(self) -> BudgetView | None:
        """What was read."""
        return self._view

    @property
    def plan(self) -> ShownPlan | None:
        """What the grid shows; None without a budget."""
        return self._plan

    @property
    def version(self) -> VersionRow | None:
        """The version that is shown."""
        view = self._view
        return view.grid.version if view is not None and view.grid is not None else None

    @property
    def is_editable(self) -> bool:
        """Whether the plan that is shown can be changed."""
        version = self.version
        is_draft = version is not None and version.state == "draft"
        return is_draft and not self.context.is_read_only

    @override
    def is_touched_by(self, changes: Changes) -> bool:
        """Tell whether a step touched the page; its own edits it has taken in already."""
        return not self._is_storing and super().is_touched_by(changes)

    @override
    def reload(self) -> None:
        self._view = view = read_budget(
            self.context, label=self._label, version_id=self._version_id
        )
        self._label = view.label
        version = self.version
        self._version_id = version.id if version is not None else None
        self._plan = None
        self._show_choices(view)
        if view.year is None:
            self.content.show_no_year(view.next_year.label, is_first=not view.years)
        elif not view.names.accounts:
            self.content.show_no_accounts()
        elif version is None:
            self.content.show_no_budget(
                view.label,
                can_write=not self.context.is_read_only,
                has_earlier=bool(view.booked_years),
            )
        else:
            self._show_plan(version)
        self._show_head()
        self._enable()

    def _show_choices(self, view: BudgetView) -> None:
        labels = [year.label for year in view.years]
        begins = view.next_year.label
        self.content.switches.show_years(labels, view.label, begins)
        self.content.switches.show_versions(view.of_year, self.version)
        is_plan = not self.content.is_comparing
        self.content.switches.allow_removal(allowed=self.is_editable and is_plan)
        self.content.switches.show_rows_part(shown=self.version is not None and is_plan)

    def _show_plan(self, version: VersionRow) -> None:
        """Make the rows and show them; where only amounts differ, nothing moves."""
        view = self._view
        if view is None or view.grid is None:
            return
        switches = self.content.switches
        if self.is_editable and not view.grid.lines and view.grid.unplanned:
            switches.unplanned.setChecked(True)  # an empty plan begins with what was booked
        wanted = Wanted(self.is_editable, switches.unplanned.isChecked())
        self._plan = shown_plan(view.grid, view.names, self._numbers, wanted, view.reached)
        self.content.plan.show_plan(
            self._plan, is_editable=self.is_editable, shows_cents=switches.cents.isChecked()
        )
        if self.content.is_comparing:
            self.content.compare.refresh(view.versions)
        else:
            self.content.show_plan(self._told(version))
        self._choose_wanted()
        self._line_acts.refresh()

    def _told(self, version: VersionRow) -> str:
        """Return why the plan cannot be changed; empty when it can."""
        if version.state != "draft":
            return closed_sentence(version)
        return "" if self.is_editable else self.context.open_workspace().read_only_reason

    def _choose_wanted(self) -> None:
        wanted, self._wanted_account = self._wanted_account, None
        if wanted is None or self._plan is None or self.content.plan.view is None:
            return
        for number, line in self._plan.planned.items():
            if line.account == wanted and self.content.plan.view.choose_line(number):
                self.content.plan.enter()
                return

    def _show_head(self) -> None:
        """Tell sums and state; the sums are those of the lines as they stand in the grid."""
        view, version, plan = self._view, self.version, self._plan
        label = view.label if view is not None else None
        self.head.set_title(_("Budget {year}").format(year=label) if label else _("Budget"))
        if version is None or plan is None or view is None:
            self.head.set_subtitle("")
            return
        sums = sums_sentence(sum(line.months_cents) for line in plan.planned.values())
        self.head.set_subtitle(f"{sums} {state_sentence(version)}")

    def _enable(self) -> None:
        view, version = self._view, self.version
        is_open = not self.context.is_read_only
        has_accounts = view is not None and view.year is not None and bool(view.names.accounts)
        self._new.setEnabled(is_open and has_accounts)
        self._compare.setEnabled(view is not None and len(view.versions) > 1)
        for button in (self._excel, self._pdf):
            button.setVisible(version is not None)
        is_draft = version is not None and version.state == "draft"
        self._approve.setVisible(is_draft)
        self._approve.setEnabled(is_open)
        self._copy.setVisible(version is not None and not is_draft)
        self._copy.setEnabled(is_open)
        self._line_acts.enable()

    @override
    def show_wish(self, wish: Wish) -> None:
        """Show a year, a version or an account.

        Args:
            wish: ``year`` (label), ``version`` (id), ``account`` (makes its line the current one).
        """
        year, version = str(wish.get("year", "")), str(wish.get("version", ""))
        if year.isdecimal():
            self.show_year(int(year))
        if version.isdecimal():
            self._version_id = int(version)
        if wish.get("account") is not None:
            self._wanted_account = str(wish["account"])
        self.mark_stale()

    @Slot(object)
    def _on_edited(self, pairs: _Edited) -> None:
        """Store one act; what was typed stays shown only when it is stored."""
        plan, version = self._plan, self.version
        if plan is None or version is None:
            return
        changes = [
            budget_services.PlanMonths(
                line_id=plan.planned[number].id,
                if_version=plan.planned[number].version,
                cents=cents,
            )
            for number, cents in pairs
            if number in plan.planned
        ]
        added = [
            budget_services.NewPlanLine(
                account=line.account,
                cost_centre=line.cost_centre,
                project=line.project,
                cents=cents,
            )
            for number, cents in pairs
            if (line := plan.unplanned.get(number)) is not None
        ]
        if self.store(
            budget_services.change_plan_months,
            version_id=version.id,
            changes=changes,
            added=added,
        ):
            self._take(pairs, has_added=bool(added))
        else:
            self._put_back(pairs)

    def store(self, service: Any, **told: Any) -> bool:
        """Do one step of the page's own; a refusal is told in the strip."""
        self._is_storing = True
        try:
            self.context.do(service, **told)
        except Conflict as error:
            self.say(Tone.OVER, error.message, error.hint)
            self.strip.offer(_("Read a&gain"), self._on_read_again)
            return False
        except UserError as error:
            self.say(Tone.OVER, error.message, error.hint)
            return False
        finally:
            self._is_storing = False
        self.strip.clear()
        return True

    def _take(self, pairs: _Edited, *, has_added: bool) -> None:
        """Take the new versions of stored lines; new lines are read."""
        plan, view = self._plan, self.content.plan.view
        if plan is None or view is None:
            return
        if has_added:
            self.mark_stale()
            return
        fresh: list[GridLine] = []
        for number, cents in pairs:
            line = plan.planned[number] = with_months(plan.planned[number], cents)
            place = view.plan_model.place_of(number)
            shown = view.plan_model.line_at(place)
            if shown is not None:
                fresh.append(replace(shown, cents=cents, version=line.version))
        view.plan_model.replace_lines(fresh)
        self._show_head()
        self._line_acts.refresh()

    def _put_back(self, pairs: _Edited) -> None:
        """Show lines as they were before an act that was refused."""
        plan, view = self._plan, self.content.plan.view
        if plan is not None and view is not None:
            numbers = {number for number, _cents in pairs}
            lines = (line for line in plan.stored_lines() if line.id in numbers)
            view.plan_model.replace_lines(lines)

    @Slot(object)
    def _on_refused(self, sentence: object) -> None:
        self.say(Tone.OVER, str(sentence))

    @Slot()
    def _on_read_again(self) -> None:
        self.strip.clear()
        self.mark_stale()
        self.content.plan.enter()

    @Slot(object)
    def _on_year_chosen(self, label: object) -> None:
        self.content.show_plan("")
        self.show_year(int(str(label)))

    @override
    def follow_period(self) -> None:
        """Follow the year that is chosen for the whole window."""
        self._label = self.context.period.year
        self.mark_stale()

    @Slot(object)
    def _on_version_chosen(self, version_id: object) -> None:
        self._version_id = int(str(version_id))
        self.mark_stale()

    @Slot()
    def _on_switched(self) -> None:
        version = self.version
        if version is not None:
            self._show_plan(version)

    def show_year(self, label: int) -> None:
        """Look at a year; the window follows when it has begun."""
        self._label, self._version_id = label, None
        if any(year.label == label for year in self.context.period.years):
            self.context.period.choose(label, None)
        self.mark_stale()

    def show_version(self, version_id: int) -> None:
        """Look at a version and go to its grid."""
        self._version_id = version_id
        self.content.show_plan("")
        self.mark_stale()
        self.content.plan.enter()

    @Slot()
    def _on_compare(self) -> None:
        """Show two versions side by side."""
        view = self._view
        if view is not None:
            self.content.compare.begin(view.versions, self.version)
            self.content.show_comparison()
            self._show_choices(view)
            self.content.compare.enter()

    @Slot()
    def _on_compare_closed(self) -> None:
        version = self.version
        if version is None:
            self.mark_stale()
            return
        self.content.show_plan(self._told(version))
        if self._view is not None:
            self._show_choices(self._view)
        self.content.plan.enter()
