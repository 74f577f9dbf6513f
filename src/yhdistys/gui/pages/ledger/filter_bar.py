"""The fields above the entries: period, dimensions, account, text, voucher and amounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from yhdistys.gui.ledger_names import LedgerNames
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.ledger.filters import LedgerFilter, months_to_choose
from yhdistys.gui.style import px
from yhdistys.gui.style.in_force import set_property
from yhdistys.gui.widgets import Chip
from yhdistys.gui.widgets.flow_layout import FlowLayout
from yhdistys.i18n import _, ngettext
from yhdistys.values.chosen import ALL
from yhdistys.values.expression import evaluate_amount
from yhdistys.values.formats import money, month_text
from yhdistys.values.period import FiscalYear, Month

_APPLY_AFTER: Final = 300  # milliseconds after the last key
_MOST_COMPLETED: Final = 12
_Choices = list[tuple[object, str]]


class FilterBar(QWidget):
    """Lets the reader choose which entries are shown.

    Attributes:
        chosen: Other entries are wanted: a ``LedgerFilter``.
        refused: What was typed cannot be used: a sentence, or empty when all is well again.
        left: Enter or Esc was pressed in a field: the reader wants to go to the entries.
    """

    chosen = Signal(object)
    refused = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._filter = LedgerFilter()
        self._names = LedgerNames()
        self._years: tuple[FiscalYear, ...] = ()
        self.year = Chip(_("Year"), (), self)
        self.first = Chip(_("From"), (), self)
        self.last = Chip(_("Until"), (), self)
        self.cost_centre = Chip(_("Cost centre"), (), self)
        self.project = Chip(_("Project"), (), self)
        self.account = self._field(_("Account"), 110)
        self.text = self._field(_("Text in the description"), 110)
        self.voucher = self._field(_("Voucher"), 80)
        self.least = self._field(_("Amount at least"), 80)
        self.most = self._field(_("Amount at most"), 80)
        self._completer = self._completed()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_APPLY_AFTER)
        self._arrange()
        self._connect()

    def show_filter(
        self, chosen: LedgerFilter, names: LedgerNames, years: tuple[FiscalYear, ...]
    ) -> None:
        """Show what is chosen, without a signal."""
        self._filter = chosen
        if names != self._names:
            self._names = names
            told = [names.account(number) for number in sorted(names.accounts)]
            model = self._completer.model()
            if isinstance(model, QStringListModel):
                model.setStringList(told)
        self._years = years
        self._show_period()
        self._show_dimension(self.cost_centre, chosen.cost_centre, names.cost_centres)
        self._show_dimension(self.project, chosen.project, names.projects)
        self._show_texts()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what is typed and goes to the entries."""
        if event.key() == Qt.Key.Key_Escape:
            self._show_texts()
            self.refused.emit("")
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _field(self, title: str, width: int) -> QLineEdit:
        made = QLineEdit(self)
        made.setPlaceholderText(title)
        made.setAccessibleName(title)
        made.setMinimumWidth(px(width))
        return made

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (self.account, self.text, self.voucher, self.least, self.most)

    def _completed(self) -> QCompleter:
        """Complete accounts by number and by any part of their name."""
        made = QCompleter(self)
        made.setModel(QStringListModel(made))
        made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        made.setFilterMode(Qt.MatchFlag.MatchContains)
        made.setMaxVisibleItems(_MOST_COMPLETED)
        self.account.setCompleter(made)
        popup = made.popup()
        if popup is not None:
            popup.setAccessibleName(_("Accounts that fit"))
            popup.setMinimumWidth(px(300))
        return made

    def _arrange(self) -> None:
        """Put what is chosen from lists above what is typed."""
        lists, typed = FlowLayout(), QHBoxLayout()
        for chip in (self.year, self.first, self.last, self.cost_centre, self.project):
            lists.addWidget(chip)
        typed.setSpacing(px(8))
        for field in self._fields():
            typed.addWidget(field, 3 if field in {self.account, self.text} else 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(lists)
        layout.addLayout(typed)

    def _connect(self) -> None:
        for chip in (self.year, self.first, self.last, self.cost_centre, self.project):
            chip.chosen.connect(self._on_chip)
        for field in self._fields():
            field.editingFinished.connect(self.apply)
            field.returnPressed.connect(self._on_return)
        for typed in (self.text, self.voucher):
            typed.textEdited.connect(self._on_typed)
        self._later.timeout.connect(self.apply)
        self._completer.activated.connect(self._on_completed)

    def _show_period(self) -> None:
        chosen = self._filter
        years: _Choices = [(year.label, str(year.label)) for year in reversed(self._years)]
        self.year.set_choices([*years, (None, _("all"))], chosen.year)
        months = months_to_choose(chosen.year, self._years)
        _offer_months(self.first, chosen.first, months, _("the beginning"))
        _offer_months(self.last, chosen.last, months, _("the end"))

    def _show_dimension(self, chip: Chip, code: object, names: Mapping[str, str]) -> None:
        told = self._names.cost_centre if chip is self.cost_centre else self._names.project
        choices: _Choices = [(ALL, _("all"))]
        choices += [(one, told(one)) for one in sorted(names)]
        chip.set_choices([*choices, (None, _("none"))], code)
        chip.setVisible(bool(names))

    def _show_texts(self) -> None:
        self._later.stop()
        chosen, names = self._filter, self._names
        is_whole = chosen.account in names.accounts
        texts = (
            (self.account, names.account(chosen.account) if is_whole else chosen.account),
            (self.text, chosen.text),
            (self.voucher, chosen.voucher),
            (self.least, money(chosen.least)),
            (self.most, money(chosen.most)),
        )
        for field, text in texts:
            if field.text().strip() != text:
                field.setText(text)
            field.setCursorPosition(0 if not field.hasFocus() else len(field.text()))
            _mark(field, "")

    @Slot()
    def apply(self) -> None:
        """Take what stands in the fields now."""
        self._later.stop()
        problems: list[str] = []
        account = self._read_account(problems)
        least = self._read_amount(self.least, problems)
        most = self._read_amount(self.most, problems)
        self.refused.emit(problems[0] if problems else "")
        if problems:
            return
        accounts = self._filter.accounts if not account else ()
        self._choose(
            replace(
                self._filter,
                account=account,
                accounts=accounts,
                text=self.text.text().strip(),
                voucher=self.voucher.text().strip(),
                least=least,
                most=most,
            )
        )

    def _choose(self, chosen: LedgerFilter) -> None:
        if chosen != self._filter:
            self._filter = chosen
            self.chosen.emit(chosen)

    def _read_account(self, problems: list[str]) -> str:
        typed = self.account.text().strip()
        found = account_of(typed, self._names.accounts)
        problem = ""
        if len(found) != 1:
            fit = ngettext("{n} account fits “{text}”.", "{n} accounts fit “{text}”.", len(found))
            told = _("No account is called “{text}”.") if not found else fit
            hint = _("Type a number, or choose one of the list.")
            problem = f"{told.format(n=len(found), text=typed)} {hint}"
            problems.append(problem)
        _mark(self.account, problem)
        return found[0] if len(found) == 1 else ""

    def _read_amount(self, field: QLineEdit, problems: list[str]) -> Decimal | None:
        typed = field.text().strip()
        problem, amount = "", None
        try:
            amount = abs(evaluate_amount(typed)) if typed else None
        except ValueError as error:
            problem = f"{field.accessibleName()}: {error}"
            problems.append(problem)
        _mark(field, problem)
        return amount

    @Slot(object)
    def _on_chip(self, value: object) -> None:
        chip = self.sender()
        names = {
            self.year: "year",
            self.first: "first",
            self.last: "last",
            self.cost_centre: "cost_centre",
            self.project: "project",
        }
        name = names.get(chip) if isinstance(chip, Chip) else None
        if name is None:
            return
        told: dict[str, object] = {name: value}
        if name == "year":
            told.update(first=None, last=None)
        chosen = replace(self._filter, **told)  # type: ignore[arg-type] # the chip's own values
        if chosen.first is not None and chosen.last is not None and chosen.last < chosen.first:
            is_first = name == "first"
            one = chosen.first if is_first else chosen.last
            chosen = replace(chosen, first=one, last=one)
        self._choose(chosen)

    @Slot()
    def _on_typed(self) -> None:
        self._later.start()

    @Slot()
    def _on_completed(self) -> None:
        self.apply()

    @Slot()
    def _on_return(self) -> None:
        self.apply()
        if not any(field.property("wrong") == "true" for field in self._fields()):
            self.left.emit()


def account_of(typed: str, accounts: Mapping[str, str]) -> list[str]:
    """Return the accounts that a text may mean: ``4400 Vuokrat``, ``44`` or a part of a name.

    A number that the chart does not have stands for itself, as a beginning.
    """
    first = typed.split(maxsplit=1)[0] if typed else ""
    if first in accounts or first.isdigit() or not typed:
        return [first]
    small = typed.casefold()
    whole = [number for number, name in accounts.items() if name.casefold() == small]
    return whole or [number for number, name in accounts.items() if small in name.casefold()]


def _offer_months(chip: Chip, chosen: Month | None, months: Sequence[Month], none: str) -> None:
    offered = months if chosen is None or chosen in months else sorted({*months, chosen})
    choices: _Choices = [(None, none)]
    choices += [(month, month_text(month)) for month in offered]
    chip.set_choices(choices, chosen)


def _mark(field: QLineEdit, problem: str) -> None:
    set_property(field, "wrong", "true" if problem else "false")
    field.setToolTip(problem)
    field.setAccessibleDescription(problem)
