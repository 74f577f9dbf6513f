"""The section of the chart of accounts, its lines of the statement and its cost categories."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.settings import chart_rows as rows
from yhdistys.gui.pages.settings.chart_rows import ChartRow
from yhdistys.gui.pages.settings.names import name_fields, name_values, names_of
from yhdistys.gui.pages.settings.table_section import TableSection
from yhdistys.gui.style import Tone, px
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.widgets import Chip, Panel, main_button
from yhdistys.gui.widgets.layouts import sentence
from yhdistys.i18n import _, ngettext
from yhdistys.ledger import queries, services
from yhdistys.ledger.queries import AccountRow


class ChartSection(TableSection):
    """A table of accounts; names, lines and categories are changed in a panel beside it.

    Attributes:
        offer: Offers the usual cost categories to an association that has none.
        missing: Shows all accounts, or only those without a line or without a category.
    """

    shows = frozenset(
        {"account", "line_rule", "category_rule", "monthly_total", "entry", "ledger-batch"}
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._rows: tuple[ChartRow, ...] = ()
        self._rules: dict[str, str] = {}
        self._categories: dict[str, str] = {}
        self.chosen: ChartRow | None = None
        self.offer, self.take = self._made_offer()
        self.layout_.addWidget(self.offer)
        choices = (
            ("", _("all accounts")),
            ("line", _("without a line")),
            ("category", _("without a cost category")),
        )
        self.missing = Chip(_("Show"), choices, self.box)
        self.import_button = QPushButton(_("Import a chart…"), self.box)
        self.rename = QPushButton(_("Rename…"), self.box)
        self.line = QPushButton(_("Line of the statement…"), self.box)
        self.category = QPushButton(_("Cost category…"), self.box)
        self.add = QPushButton(_("Add an account…"), self.box)
        self._model = RowTable(rows.columns(), row_id=rows.account_number, parent=self)
        acts = (self.line, self.category, self.rename, self.add, self.import_button)
        self.lay_out("chart", self._model, acts, accessible_name=_("Accounts of the chart"))
        filters = QHBoxLayout()
        filters.setSpacing(px(8))
        filters.addWidget(self.table.filter_line, 1)
        filters.addWidget(self.missing)
        self.table.filter_line.show()
        self.box.body.insertLayout(1, filters)
        self._connect()

    def _made_offer(self) -> tuple[Panel, QPushButton]:
        offer = Panel(_("No account is in a cost category yet."), self)
        take = main_button(_("Take the usual categories"), offer)
        offer.head.addWidget(take)
        told = _(
            "Through cost categories the budget of an application is filled from a plan, whoever"
            " the funder is. They can be changed here afterwards."
        )
        offer.body.addWidget(sentence(offer, told))
        offer.hide()
        return offer, take

    def _connect(self) -> None:
        self.take.clicked.connect(self.take_usual_categories)
        self.import_button.clicked.connect(self._on_import)
        self.rename.clicked.connect(self.begin_renaming)
        self.line.clicked.connect(self.begin_changing)
        self.category.clicked.connect(self.begin_category)
        self.add.clicked.connect(self.begin_adding)
        self.missing.chosen.connect(self._on_filtered)

    @override
    def reload(self) -> None:
        used = self.context.read(queries.accounts_in_use)
        self._rules = self.context.read(queries.line_rules)
        self._categories = self.context.read(queries.category_rules)
        accounts = self.context.read(queries.accounts)
        self._rows = tuple(ChartRow(account, account.number in used) for account in accounts)
        self._show_rows()
        self.offer.setVisible(self.can_write and bool(accounts) and not self._categories)
        self.add.setEnabled(self.can_write)
        self.import_button.setEnabled(self.can_write)

    def _show_rows(self) -> None:
        only = self.missing.current
        shown = {
            "line": [row for row in self._rows if not row.has_line],
            "category": [row for row in self._rows if row.wants_category],
        }
        told = {
            "line": _("Every account is on a line of the statement."),
            "category": _("Every account of income and expenses is in a cost category."),
        }
        self._model.set_rows(shown.get(str(only), self._rows))
        empty = _("There is no account yet. Add one, or import a chart.")
        self.table.set_empty_text(told.get(str(only), empty) if self._rows else empty)
        self.select_one()
        self.show_chosen()

    @override
    def show_item(self, item: str) -> None:
        """Select an account, also one that a filter hides, and ask for its line if it has none."""
        self.missing.set_current("")
        self._show_rows()
        self._model.set_filter("")
        self.table.filter_line.clear()
        if not self.table.select_row_id(item):
            told = _("The account {number} is not in the chart; it can be added here.")
            self.page.say(Tone.LATE, told.format(number=item))
            self._begin_adding(item)
            return
        self.table.setFocus()
        if self.chosen is not None and not self.chosen.has_line:
            self.begin_changing()

    @Slot()
    def begin_renaming(self) -> None:
        """Ask for other names of the chosen account."""
        if self.chosen is not None and self.can_write:
            account = self.chosen.account
            title = _("Names of the account {number}").format(number=account.number)
            values = name_values(account.names)
            self.panel.ask(title, name_fields(), values, accept=Renaming(self, account).store)

    @Slot()
    @override
    def begin_changing(self) -> None:
        """Ask on which line of the statement the chosen account stands."""
        if self.chosen is None or not self.can_write:
            return
        account = self.chosen.account
        title = _("Line of {number} {name}").format(number=account.number, name=account.name)
        values = {"line": account.line or "", "prefix": account.number}
        told = rows.line_told(account.number, self._rules)
        self.panel.ask(title, rows.line_fields(), values, accept=self._set_line, told=told)

    @Slot()
    def begin_category(self) -> None:
        """Ask in which cost category the chosen account is."""
        if self.chosen is None or not self.can_write:
            return
        account = self.chosen.account
        title = _("Cost category of {number} {name}").format(
            number=account.number, name=account.name
        )
        values = {"category": account.category, "prefix": account.number}
        told = rows.category_told(account.number, self._categories)
        fields = rows.category_fields(account.side)
        self.panel.ask(title, fields, values, accept=self._set_category, told=told)

    @Slot()
    def take_usual_categories(self) -> None:
        """Take the cost categories of the chart that the association's resembles most."""
        chart_id = self.context.read(queries.likely_chart)
        count = self.context.do(services.take_categories, chart_id=chart_id)
        told = ngettext(
            "{n} cost category rule was taken.", "{n} cost category rules were taken.", count
        )
        self.page.say(Tone.GOOD, told.format(n=count))
        self.enter()

    @Slot()
    def begin_adding(self) -> None:
        """Ask for a new account."""
        self._begin_adding("")

    def _begin_adding(self, number: str) -> None:
        if self.can_write:
            fields = (rows.number_field(), *name_fields())
            self.panel.ask(_("Add an account"), fields, {"number": number}, accept=self._add)

    def _add(self, values: dict[str, Any]) -> None:
        number = str(values["number"])
        rows.refuse_number("number", number)
        self.context.do(services.add_account, number=number, names=names_of(values))
        self.table.select_row_id(number)
        self.page.say(Tone.GOOD, _("The account {number} was added.").format(number=number))

    def _set_line(self, values: dict[str, Any]) -> None:
        prefix, line = str(values["prefix"]), values["line"] or None
        rows.refuse_number("prefix", prefix)
        self.context.do(services.set_line, prefix=prefix, line=line)
        if line is None:
            told = _("The accounts that begin with {prefix} have no line of their own any more.")
        else:
            told = _("The accounts that begin with {prefix} stand on the line “{line}”.")
        self.page.say(Tone.GOOD, told.format(prefix=prefix, line=rows.line_text(line)))

    def _set_category(self, values: dict[str, Any]) -> None:
        prefix, category = str(values["prefix"]), values["category"] or None
        rows.refuse_number("prefix", prefix)
        self.context.do(services.set_category, prefix=prefix, category=category)
        if category is None:
            told = _(
                "The accounts that begin with {prefix} have no category of their own any more."
            )
        else:
            told = _("The accounts that begin with {prefix} are in the category “{category}”.")
        shown = rows.category_text(category)
        self.page.say(Tone.GOOD, told.format(prefix=prefix, category=shown))

    @override
    def show_chosen(self) -> None:
        can_change = self.can_write and self.chosen is not None
        self.rename.setEnabled(can_change)
        self.line.setEnabled(can_change)
        is_balance = self.chosen is not None and self.chosen.account.side == "balance"
        self.category.setEnabled(can_change and not is_balance)

    @Slot(object)
    def _on_filtered(self, _wanted: object) -> None:
        self._show_rows()

    @Slot()
    def _on_import(self) -> None:
        self.context.go("import", kind="chart")


class Renaming:
    """Stores other names of one account, as it was read when the panel opened."""

    def __init__(self, section: ChartSection, account: AccountRow) -> None:
        self._section = section
        self._account = account

    def store(self, values: dict[str, Any]) -> None:
        """Store the names; refused when somebody changed the account meanwhile."""
        number = self._account.number
        self._section.context.do(
            services.rename_account,
            number=number,
            names={**self._account.names, **names_of(values)},
            if_version=self._account.version,
        )
        told = _("The account {number} was renamed.").format(number=number)
        self._section.page.say(Tone.GOOD, told)
