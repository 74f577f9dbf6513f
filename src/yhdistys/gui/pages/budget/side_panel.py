"""The panels beside the grid: a line's amount, months and note, and a line to add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from yhdistys.errors import UserError, ValidationError
from yhdistys.gui.forms import Form
from yhdistys.gui.ledger_names import LedgerNames
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.budget.labels import CLOSE, SAVE, taken_letters
from yhdistys.gui.pages.budget.profiles import CHOICES, EVEN, LAST_YEAR, MONTHS
from yhdistys.gui.style import px, set_role
from yhdistys.gui.tables.grid_lines import EXPENSE
from yhdistys.gui.widgets import Panel, main_button
from yhdistys.i18n import _
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.findings import Finding, Severity

_KINDS: Final = {"even": EVEN, "weights": LAST_YEAR}


class SidePanel(Panel):
    """A form beside the grid; Enter stores it, Esc closes it.

    Attributes:
        stored: The values are right and are to be stored: a mapping by field.
        closed: The reader closed the panel; the page puts the focus back.
    """

    stored = Signal(object)
    closed = Signal()

    def __init__(self, title: str, fields: Sequence[Field], ok: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._told = QLabel(self)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        set_role(self._told, "quiet")
        self._problem = QLabel(self)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        set_role(self._problem, "field-problem")
        self.body.addWidget(self._told)
        self.form = Form(fields, self, labels_above=True, taken_letters=taken_letters())
        self.body.addWidget(self.form)
        self.body.addWidget(self._problem)
        self._ok = main_button(ok, self)
        self._leave = QPushButton(str(CLOSE), self)
        self._leave.setToolTip(_("Close the panel (Esc)"))
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._ok)
        self.body.addLayout(buttons)
        self.setMinimumWidth(px(260))
        self._ok.clicked.connect(self.submit)
        self._leave.clicked.connect(self.close_panel)
        self.form.submitted.connect(self.submit)
        self.form.changed.connect(self._on_changed)
        self._tell("")
        self.refuse("")
        self.hide()

    @property
    def problem(self) -> str:
        """What is wrong with the whole; empty when nothing is known to be."""
        return self._problem.text()

    def enter(self) -> None:
        """Put the focus into the first field."""
        self.form.focus_first()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the whole; an empty sentence says nothing."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    @Slot()
    def submit(self) -> None:
        """Give the values away to be stored; what is wrong is shown at its field."""
        try:
            values = self.read()
        except ValidationError:
            return
        self.stored.emit(values)

    def read(self) -> dict[str, Any]:
        """Return the values.

        Raises:
            ValidationError: A text is wrong; told at its field.
        """
        values = self.form.values()
        values["amount"] = signed(values["amount"], self.form.texts()["amount"], self.side(values))
        return values

    def side(self, values: Mapping[str, Any]) -> str | None:
        """Return the side of the line; an amount of expenses is written without a sign."""
        raise NotImplementedError

    @Slot()
    def close_panel(self) -> None:
        """Close the panel."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    @Slot()
    def _on_changed(self) -> None:
        self.refuse("")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line of a plan as its panel shows it.

    Attributes:
        number: The number of its row.
        title: The account, and where it is not alone its cost centre and project.
        amount: The year's amount in euros.
        profile_kind: How it falls on the months.
        note: Its note.
        side: Its side of the statement.
    """

    number: int
    title: str
    amount: Decimal
    profile_kind: str
    note: str
    side: str | None


class LinePanel(SidePanel):
    """One line: the year's amount, how it falls on the months, a note."""

    def __init__(self, parent: QWidget) -> None:
        fields = (_amount(), _profile(), _note())
        super().__init__("", fields, str(SAVE), parent)
        self._line: ShownLine | None = None

    @property
    def line(self) -> ShownLine | None:
        """The line that is shown; None while the panel is closed."""
        return None if self.isHidden() else self._line

    def show_line(self, line: ShownLine) -> None:
        """Show a line; what is being written of the same line stays."""
        if line == self._line and not self.isHidden():
            return
        is_same = self._line is not None and line.number == self._line.number
        if is_same and self.form.is_changed and not self.isHidden():
            self._line = line
            return
        self._line = line
        self.set_title(line.title)
        self.setAccessibleName(line.title)
        kind = _KINDS.get(line.profile_kind, MONTHS)
        self.form.fill({"amount": line.amount, "profile": kind, "note": line.note})
        self.refuse("")
        self.show()

    @override
    def side(self, values: Mapping[str, Any]) -> str | None:
        return None if self._line is None else self._line.side


class AddPanel(SidePanel):
    """A line to add: the account by number or name, cost centre, project, amount, months, note."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Add a line"), _add_fields(LedgerNames()), _("Add"), parent)
        self._names = LedgerNames()
        self._sides: Mapping[str, str | None] = {}
        self.setAccessibleName(_("Add a line"))

    def offer(self, names: LedgerNames, sides: Mapping[str, str | None]) -> None:
        """Offer the accounts, cost centres and projects there are."""
        self._sides = sides
        if names == self._names:
            return
        self._names = names
        texts = self.form.texts()
        before = self.form
        self.form = Form(_add_fields(names), self, labels_above=True, taken_letters=taken_letters())
        self.body.replaceWidget(before, self.form)
        before.hide()
        before.deleteLater()
        self.form.set_texts(texts)
        self.form.submitted.connect(self.submit)
        self.form.changed.connect(self._on_changed)
        line = self.form.input("account")
        if isinstance(line, QLineEdit):
            line.setCompleter(self._completer(line))

    def begin(self, account: str = "") -> None:
        """Begin a new line."""
        self.form.fill({"account": self._names.account(account) if account else ""})
        self.refuse("")
        self.show()
        self.enter()

    @override
    def read(self) -> dict[str, Any]:
        values = self.form.values()
        try:
            number = self._number(values["account"])
        except ValidationError as error:
            self.form.show_problems(error.problems)
            raise
        values["account"] = number
        values["amount"] = signed(values["amount"], self.form.texts()["amount"], self.side(values))
        for name in ("cost_centre", "project"):
            values[name] = values.get(name) or None
        return values

    @override
    def side(self, values: Mapping[str, Any]) -> str | None:
        return self._sides.get(values["account"])

    def _number(self, text: str) -> str:
        """Return the number of the account that was written by number or by name."""
        wanted = text.casefold().strip()
        first = wanted.split(" ", 1)[0]
        if first in self._names.accounts:
            return first
        found = [
            number for number, name in self._names.accounts.items() if wanted in name.casefold()
        ]
        exact = [n for n in found if self._names.accounts[n].casefold() == wanted]
        if len(exact or found) == 1:
            return (exact or found)[0]
        message = _("There is no account “{text}”: write its number, or choose it from the list.")
        if found:
            message = _("Several accounts fit “{text}”: choose one from the list.")
        raise _refused("account", message.format(text=text[:40]), text)

    def _completer(self, line: QLineEdit) -> QCompleter:
        made = QCompleter([self._names.account(number) for number in self._names.accounts], line)
        made.setFilterMode(Qt.MatchFlag.MatchContains)
        made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = made.popup()
        if popup is not None:
            popup.setAccessibleName(_("Accounts"))
        return made


def signed(amount: Decimal, text: str, side: str | None) -> Decimal:
    """Return an amount with its sign: on a line of expenses ``100`` is spent."""
    is_spent = side == EXPENSE and amount > 0 and not text.strip().startswith("+")
    return -amount if is_spent else amount


def told_problem(error: UserError) -> str:
    """Return an error as one text."""
    return f"{error.message} {error.hint}".strip()


def _refused(field: str, message: str, text: str) -> ValidationError:
    finding = Finding(
        severity=Severity.ERROR, kind="bad-choice", message=message, column=field, value=text
    )
    return ValidationError(message, kind=finding.kind, problems=(finding,))


def _amount() -> Field:
    return Field(
        id="amount",
        label=_("Amount of the year"),
        kind=FieldKind.MONEY,
        required=True,
        help=_("Expenses can be written without a sign."),
    )


def _profile() -> Field:
    return Field(
        id="profile",
        label=_("On the months"),
        kind=FieldKind.CHOICE,
        choices=CHOICES,
        default=EVEN,
    )


def _note() -> Field:
    return Field(id="note", label=_("Note"), kind=FieldKind.TEXT, default="")


def _add_fields(names: LedgerNames) -> tuple[Field, ...]:
    account = Field(
        id="account",
        label=_("Account"),
        kind=FieldKind.TEXT,
        required=True,
        help=_("Number or name"),
    )
    dimensions = (
        ("cost_centre", _("Cost centre"), names.cost_centres),
        ("project", _("Project"), names.projects),
    )
    chosen = [
        Field(
            id=field,
            label=label,
            kind=FieldKind.CHOICE,
            choices=tuple((code, _named(code, name)) for code, name in known.items()),
        )
        for field, label, known in dimensions
        if known
    ]
    profile = Field(
        id="profile",
        label=_("On the months"),
        kind=FieldKind.CHOICE,
        choices=CHOICES[:2],
        default=EVEN,
    )
    return (account, *chosen, _amount(), profile, _note())


def _named(code: str, name: str) -> str:
    return code if code == name else f"{code} {name}"
