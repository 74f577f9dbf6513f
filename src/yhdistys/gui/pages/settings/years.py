"""The section of the fiscal years."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.settings.table_section import TableSection
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.column import CellKind, CellValue, Column
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.widgets.layouts import sentence
from yhdistys.i18n import _
from yhdistys.ledger import queries, services
from yhdistys.store.clock import today
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.formats import date_text
from yhdistys.values.period import FiscalYear


class YearsSection(TableSection):
    """A table of the years; the next is added, the last one changed."""

    shows = frozenset({"fiscal_year"})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._years: tuple[FiscalYear, ...] = ()
        self.change = QPushButton(_("Change the last year…"), self.box)
        self.add = QPushButton(_("Add the next year…"), self.box)
        self._model = RowTable(_columns(), row_id=_label, parent=self)
        acts = (self.add, self.change)
        self.lay_out("fiscal-years", self._model, acts, accessible_name=_("Fiscal years"))
        self.table.set_empty_text(_("There is no fiscal year yet. Add the first one."))
        told = _(
            "A year is called by the calendar year in which it ends. Only the last one can be"
            " changed, as long as nothing of the ledger or a budget would lose its place."
        )
        self.box.body.addWidget(sentence(self.box, told))
        self.add.clicked.connect(self.begin_adding)
        self.change.clicked.connect(self.begin_changing)

    @override
    def reload(self) -> None:
        self._years = self.context.read(queries.fiscal_years)
        self._model.set_rows(tuple(reversed(self._years)))
        self.select_one()
        self.add.setEnabled(self.can_write)
        self.change.setEnabled(self.can_write and bool(self._years))

    @Slot()
    def begin_adding(self) -> None:
        """Ask for the days of the next year; usually the twelve months after the last one."""
        if not self._years:
            first = today().replace(month=1, day=1)
            suggested = FiscalYear.starting(first)
        else:
            suggested = self._years[-1].following()
        self._ask(_("Add a fiscal year"), suggested, adds=True)

    @Slot()
    @override
    def begin_changing(self) -> None:
        """Ask for other days of the last year."""
        if self._years and self.can_write:
            last = self._years[-1]
            self._ask(_("Fiscal year {year}").format(year=last.label), last, adds=False)

    def _ask(self, title: str, year: FiscalYear, *, adds: bool) -> None:
        values = {"starts_on": year.starts_on, "ends_on": year.ends_on}
        accept = self._add if adds else self._change
        told = _("At most 18 months.") if adds else ""
        self.panel.ask(title, _fields(), values, accept=accept, told=told)

    def _add(self, values: dict[str, Any]) -> None:
        year = FiscalYear.between(values["starts_on"], values["ends_on"])
        label = self.context.do(services.add_fiscal_year, year=year)
        self.table.select_row_id(label)
        self.page.say(Tone.GOOD, _("The fiscal year {year} was added.").format(year=label))

    def _change(self, values: dict[str, Any]) -> None:
        year = FiscalYear.between(values["starts_on"], values["ends_on"])
        present = self._years[-1]
        label = self.context.do(services.change_fiscal_year, present=present, year=year)
        self.page.say(Tone.GOOD, _("The fiscal year {year} was changed.").format(year=label))

    @Slot(object)
    @override
    def activate(self, row: FiscalYear) -> None:
        if not self.can_write:
            return
        if row == self._years[-1]:
            self.begin_changing()
        else:
            told = _("Only the last fiscal year can be changed, and {year} is not the last.")
            self.page.say(Tone.LATE, told.format(year=row.label))


def _fields() -> tuple[Field, ...]:
    day = FieldKind.DATE
    return (
        Field(id="starts_on", label=_("First day"), kind=day, required=True),
        Field(id="ends_on", label=_("Last day"), kind=day, required=True),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(id="label", title=_("Year"), text=_shown, value=_label, width=10),
        Column(
            id="months", title=_("Months"), text=_months, value=_month_count, width=12,
            kind=CellKind.FIGURE,
        ),
        Column(id="starts", title=_("First day"), text=_starts, value=_starts_on, width=16),
        Column(
            id="ends", title=_("Last day"), text=_ends, value=_ends_on, width=16, stretch=True
        ),
    )  # fmt: skip


def _label(row: FiscalYear) -> int:
    return row.label


def _shown(row: FiscalYear) -> str:
    return str(row.label)


def _starts(row: FiscalYear) -> str:
    return date_text(row.starts_on)


def _starts_on(row: FiscalYear) -> CellValue:
    return row.starts_on


def _ends(row: FiscalYear) -> str:
    return date_text(row.ends_on)


def _ends_on(row: FiscalYear) -> CellValue:
    return row.ends_on


def _months(row: FiscalYear) -> str:
    return str(len(row.months))


def _month_count(row: FiscalYear) -> CellValue:
    return len(row.months)
