"""The section of the chart of accounts and the lines of the statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from yhdistys.errors import ValidationError
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.settings.edit_panel import EditPanel
from yhdistys.gui.pages.settings.names import name_fields, name_values, names_of, other_names
from yhdistys.gui.pages.settings.section import Section, give_letters, row_of
from yhdistys.gui.style import Tone, px
from yhdistys.gui.tables.column import CellKind, Column
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import Panel, SwitchChip
from yhdistys.i18n import _
from yhdistys.ledger import queries, services
from yhdistys.ledger.queries import AccountRow
from yhdistys.ledger.rules.chart import LINES
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class ChartRow:
    """An account of the chart, and whether it has entries."""

    account: AccountRow
    is_used: bool


class ChartSection(Section):
    """A table of accounts; names and lines are changed in a panel beside it.

    Attributes:
        table: The accounts.
        without_line: Shows only the accounts that are on no line.
        panel: Where an account is added or changed.
    """

    shows = frozenset({"account", "line_rule", "monthly_total", "entry", "ledger-batch"})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._rows: tuple[ChartRow, ...] = ()
        self._rules: dict[str, str] = {}
        self._chosen: AccountRow | None = None
        panel = Panel("", self)
        self.without_line = SwitchChip(_("Only without a line"), panel)
        self.import_button = QPushButton(_("Import a chart…"), panel)
        self.rename = QPushButton(_("Rename…"), panel)
        self.line = QPushButton(_("Line of the statement…"), panel)
        self.add = QPushButton(_("Add an account…"), panel)
        self._model = RowTable(_columns(), row_id=_number, parent=self)
        self.table = TableView(
            "chart", self._model, accessible_name=_("Accounts of the chart"), parent=panel
        )
        acts = row_of((self.line, self.rename, self.add, self.import_button))
        filters = QHBoxLayout()
        filters.setSpacing(px(8))
        filters.addWidget(self.table.filter_line, 1)
        filters.addWidget(self.without_line)
        self.table.filter_line.show()
        panel.body.addLayout(acts)
        panel.body.addLayout(filters)
        panel.body.addWidget(self.table, 1)
        self.panel = EditPanel(self)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(panel, 1)
        row.addWidget(self.panel)
        self.layout_.addLayout(row)
        give_letters(self)
        self._connect()

    def _connect(self) -> None:
        self.import_button.clicked.connect(self._on_import)
        self.rename.clicked.connect(self.begin_renaming)
        self.line.clicked.connect(self.begin_line)
        self.add.clicked.connect(self.begin_adding)
        self.without_line.toggled.connect(self._on_filtered)
        self.table.current_row.connect(self._on_current)
        self.table.row_activated.connect(self._on_activated)
        self.panel.closed.connect(self.enter)

    @override
    def enter(self) -> None:
        self.table.setFocus()

    @override
    def reload(self) -> None:
        used = self.context.read(queries.accounts_in_use)
        self._rules = self.context.read(queries.line_rules)
        accounts = self.context.read(queries.accounts)
        self._rows = tuple(ChartRow(account, account.number in used) for account in accounts)
        self._show_rows()
        self.add.setEnabled(self.can_write)
        self.import_button.setEnabled(self.can_write)

    def _show_rows(self) -> None:
        only = self.without_line.isChecked()
        self._model.set_rows([r for r in self._rows if not (only and r.account.line)])
        told = _("Every account is on a line of the statement.") if only else ""
        empty = _("There is no account yet. Add one, or import a chart.")
        self.table.set_empty_text(told if self._rows and only else empty)
        if self._model.rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._show_chosen()

    @override
    def show_item(self, item: str) -> None:
        """Select an account, also one that a filter hides, and ask for its line if it has none."""
        self.without_line.setChecked(False)
        self._model.set_filter("")
        self.table.filter_line.clear()
        if not self.table.select_row_id(item):
            told = _("The account {number} is not in the chart; it can be added here.")
            self.page.say(Tone.LATE, told.format(number=item))
            self._begin_adding(item)
            return
        self.table.setFocus()
        if self._chosen is not None and self._chosen.line is None:
            self.begin_line()

    @Slot()
    def begin_renaming(self) -> None:
        """Ask for other names of the chosen account."""
        if self._chosen is not None and self.can_write:
            title = _("Names of the account {number}").format(number=self._chosen.number)
            values = name_values(self._chosen.names)
            self.panel.ask(title, name_fields(), values, accept=Renaming(self, self._chosen).store)

    @Slot()
    def begin_line(self) -> None:
        """Ask on which line of the statement the chosen account stands."""
        account = self._chosen
        if account is None or not self.can_write:
            return
        title = _("Line of {number} {name}").format(number=account.number, name=account.name)
        values = {"line": account.line or "", "prefix": account.number}
        self.panel.ask(
            title, _line_fields(), values, accept=self._set_line, told=self._line_told(account)
        )

    def _line_told(self, account: AccountRow) -> str:
        number = account.number
        prefixes = (number[:length] for length in range(len(number), 0, -1))
        prefix = next((one for one in prefixes if one in self._rules), None)
        if prefix is None:
            return _("It is on no line now, so it is missing from the income statement.")
        if prefix == number:
            return _("It has a line of its own now.")
        return _("It stands where all accounts do that begin with {prefix}.").format(prefix=prefix)

    @Slot()
    def begin_adding(self) -> None:
        """Ask for a new account."""
        self._begin_adding("")

    def _begin_adding(self, number: str) -> None:
        if not self.can_write:
            return
        field = Field(
            id="number", label=_("Number"), kind=FieldKind.TEXT, required=True,
            help=_("Such as 4010. Its beginning decides on which line it stands."),
        )  # fmt: skip
        fields = (field, *name_fields())
        self.panel.ask(_("Add an account"), fields, {"number": number}, accept=self._add)

    def _add(self, values: dict[str, Any]) -> None:
        number = str(values["number"])
        _refuse_number("number", number)
        self.context.do(services.add_account, number=number, names=names_of(values))
        self.table.select_row_id(number)
        self.page.say(Tone.GOOD, _("The account {number} was added.").format(number=number))

    def _set_line(self, values: dict[str, Any]) -> None:
        prefix, line = str(values["prefix"]), values["line"] or None
        _refuse_number("prefix", prefix)
        self.context.do(services.set_line, prefix=prefix, line=line)
        if line is None:
            told = _("The accounts that begin with {prefix} have no line of their own any more.")
        else:
            told = _("The accounts that begin with {prefix} stand on the line “{line}”.")
        self.page.say(Tone.GOOD, told.format(prefix=prefix, line=line_text(line)))

    def _show_chosen(self) -> None:
        can_change = self.can_write and self._chosen is not None
        self.rename.setEnabled(can_change)
        self.line.setEnabled(can_change)

    @Slot()
    def _on_filtered(self) -> None:
        self._show_rows()

    @Slot()
    def _on_import(self) -> None:
        self.context.go("import", kind="chart")

    @Slot(object)
    def _on_current(self, row: ChartRow | None) -> None:
        self._chosen = None if row is None else row.account
        self._show_chosen()

    @Slot(object)
    def _on_activated(self, row: ChartRow) -> None:
        self._chosen = row.account
        self.begin_line()


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


def line_text(line: str | None) -> str:
    """Name a line of the statement; nothing where there is none."""
    if not line:
        return ""
    return str(LINES[line].label) if line in LINES else line


def _line_fields() -> tuple[Field, ...]:
    lines = tuple((line, declared.label) for line, declared in LINES.items())
    return (
        Field(
            id="line", label=_("Line of the statement"), kind=FieldKind.CHOICE, default="",
            choices=(("", _("No line of its own")), *lines),
        ),
        Field(
            id="prefix", label=_("For accounts that begin with"), kind=FieldKind.TEXT,
            required=True,
            help=_("The whole number means this account alone; 44 all those that begin with 44."),
        ),
    )  # fmt: skip


def _refuse_number(field: str, text: str) -> None:
    if text.isascii() and text.isdigit():
        return
    message = _("“{text}” is no number of an account: only digits.").format(text=text[:20])
    problem = Finding(severity=Severity.ERROR, kind="bad-number", message=message, column=field)
    raise ValidationError(message, problems=(problem,))


def _columns() -> tuple[Column, ...]:
    return (
        Column(id="number", title=_("Account"), text=_number, width=8, keeps_width=True),
        Column(id="name", title=_("Name"), text=_name, width=22, stretch=True),
        Column(
            id="line", title=_("Line of the statement"), text=_line, width=28,
            kind=CellKind.TAG, tone=_line_tone,
        ),
        Column(id="side", title=_("Side"), text=_side, width=11),
        Column(id="used", title=_("In use"), text=_used, width=8),
        Column(id="others", title=_("Other languages"), text=_others, width=22),
    )  # fmt: skip


def _number(row: ChartRow) -> str:
    return row.account.number


def _name(row: ChartRow) -> str:
    return row.account.name


def _others(row: ChartRow) -> str:
    return other_names(row.account.names, row.account.name)


def _line(row: ChartRow) -> str:
    return line_text(row.account.line) if row.account.line else _("no line")


def _line_tone(row: ChartRow) -> Tone:
    if row.account.line:
        return Tone.QUIET
    return Tone.LATE if row.is_used else Tone.PLAIN


def _side(row: ChartRow) -> str:
    words = {"income": _("income"), "expense": _("expenses"), "balance": _("balance sheet")}
    return words.get(row.account.side or "", "")


def _used(row: ChartRow) -> str:
    return _("yes") if row.is_used else ""
