"""What is done with whole versions: beginning, copying, approving, removing, a year to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from yhdistys.budget import services as budget_services
from yhdistys.gui import dialogs
from yhdistys.gui.pages.budget.version_forms import (
    ACTUALS,
    COPY,
    approval_form,
    new_version_form,
)
from yhdistys.gui.pages.budget.words import free_name
from yhdistys.gui.style import Tone
from yhdistys.i18n import _
from yhdistys.ledger import services as ledger_services

if TYPE_CHECKING:
    from yhdistys.gui.pages.budget.page import BudgetPage


class VersionActs(QObject):
    """The acts on versions, for their page."""

    def __init__(self, page: BudgetPage) -> None:
        super().__init__(page)
        self._page = page

    @Slot()
    def begin_year(self) -> None:
        """Begin the fiscal year that is looked at."""
        page, view = self._page, self._page.view
        if view is None:
            return
        year = view.next_year
        add = ledger_services.add_fiscal_year
        if page.attempt(page.context.do, add, year=year) is not None:
            page.show_year(year.label)

    @Slot()
    def begin(self) -> None:
        """Ask how a version begins."""
        self._ask("")

    @Slot(object)
    def begin_as(self, start: object) -> None:
        """Ask how a version begins, with a first choice."""
        self._ask(str(start))

    def _ask(self, start: str) -> None:
        page, view = self._page, self._page.view
        if view is None or view.year is None:
            return
        version = page.version
        form = new_version_form(
            name=free_name(view.label, view.of_year),
            shown=version.name if version is not None else None,
            years=view.booked_years,
            start=start,
        )
        title = _("New version of the budget {year}").format(year=view.label)
        dialogs.show_form(
            page.window(), title, form, ok=_("Begin the version"), accepted=self._begin
        )

    def _begin(self, told: dict[str, Any]) -> None:
        """Begin a version as the form tells."""
        page, view, version = self._page, self._page.view, self._page.version
        if view is None:
            return
        common = {"year": view.label, "name": told["name"]}
        if told["start"] == ACTUALS:
            made = page.context.do(
                budget_services.create_version_from_actuals,
                **common,
                from_year=int(told["from_year"]),
                percent=told["percent"],
                profile=told["profile"],
            )
        else:
            is_copy = told["start"] == COPY and version is not None
            made = page.context.do(
                budget_services.create_version,
                **common,
                copy_of=version.name if is_copy and version is not None else None,
            )
        page.show_version(int(made))

    @Slot()
    def copy(self) -> None:
        """Begin a draft as a copy of the version that is shown."""
        page, view, version = self._page, self._page.view, self._page.version
        if view is None or version is None:
            return
        made = page.attempt(
            page.context.do,
            budget_services.create_version,
            year=version.year,
            name=free_name(version.year, view.of_year),
            copy_of=version.name,
        )
        if made is not None:
            page.show_version(int(made))

    @Slot()
    def remove(self) -> None:
        """Remove the draft that is shown."""
        page, version = self._page, self._page.version
        if version is not None:
            remove = budget_services.remove_version
            page.attempt(page.context.do, remove, year=version.year, name=version.name)

    @Slot()
    def approve(self) -> None:
        """Ask when and by whom the version was approved."""
        page, version = self._page, self._page.version
        if version is not None and page.is_editable:
            dialogs.show_form(
                page.window(),
                _("Approve {name}").format(name=version.name),
                approval_form(page.context.open_workspace().today),
                ok=_("Approve"),
                accepted=self._approve,
            )

    def _approve(self, told: dict[str, Any]) -> None:
        page, version = self._page, self._page.version
        if version is None:
            return
        page.context.do(
            budget_services.approve_version, year=version.year, version=version.name, **told
        )
        page.say(Tone.GOOD, _("Approved: {name}").format(name=version.name))
