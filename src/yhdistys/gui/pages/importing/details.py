"""The panel below the rows: a voucher before and after, problems, sums, what would be removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QToolButton, QWidget

from yhdistys.app.review_changes import FieldChange, Removed
from yhdistys.app.reviewing import Review
from yhdistys.budget.rules.plan_diff import PlanKey
from yhdistys.exchange.imports import ProofCheck
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.importing.panels import (
    PROBLEMS,
    PROOF,
    REMOVED,
    accounts_without_line,
    new_words,
)
from yhdistys.gui.pages.importing.sentences import hint_of
from yhdistys.gui.pages.importing.words import field_text
from yhdistys.gui.style import Tone, set_icon
from yhdistys.gui.tables.column import CellKind, Column
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import Panel, flat_button
from yhdistys.i18n import _, ngettext
from yhdistys.ledger.rules.vouchers import VoucherKey
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.formats import date_text, money, whole_number

CHANGES: Final = "changes"
_MINUS_NOTHING: Final = "\N{EN DASH}"


class Remark(NamedTuple):
    """One line of the list of what to look at."""

    id: int
    word: str
    tone: Tone
    row: int | None
    column: str
    value: str
    message: str
    hint: str


class Placed(NamedTuple):
    """A row of a list with its place in it."""

    id: int
    told: Any


def _value(value: object) -> str:
    if value is None or value == "":
        return _MINUS_NOTHING
    if isinstance(value, Decimal):
        return money(value)
    return date_text(value) if isinstance(value, date) else str(value)


def _change_field(row: Placed) -> str:
    change: FieldChange = row.told
    return _("{field}, account {account}").format(
        field=field_text(change.field), account=change.account
    )


def _change_before(row: Placed) -> str:
    return _value(row.told.before)


def _change_now(row: Placed) -> str:
    return _value(row.told.now)


def _remark_row(row: Remark) -> str:
    return "" if row.row is None else whole_number(row.row)


def _remark_word(row: Remark) -> str:
    return row.word


def _remark_tone(row: Remark) -> Tone:
    return row.tone


def _remark_column(row: Remark) -> str:
    return row.column


def _remark_value(row: Remark) -> str:
    return row.value


def _remark_message(row: Remark) -> str:
    return row.message


def _remark_hint(row: Remark) -> str:
    return row.hint


def _proof_place(row: Placed) -> str:
    place = str(row.told.place)
    return place[:1].upper() + place[1:]


def _proof_figure(check: ProofCheck, value: Decimal) -> str:
    return whole_number(value) if check.name == "entry-count" else money(value)


def _proof_expected(row: Placed) -> str:
    return _proof_figure(row.told, row.told.expected)


def _proof_found(row: Placed) -> str:
    return _proof_figure(row.told, row.told.found)


def _proof_word(row: Placed) -> str:
    return _("matches") if row.told.ok else _("does not match")


def _proof_tone(row: Placed) -> Tone:
    return Tone.QUIET if row.told.ok else Tone.OVER


def _removed_name(row: Placed) -> str:
    removed: Removed = row.told
    if isinstance(removed.key, VoucherKey):
        return removed.key.voucher
    if isinstance(removed.key, PlanKey):
        return " ".join(filter(None, (removed.account, removed.key.cost_centre)))
    return str(removed.key)


def _removed_day(row: Placed) -> str:
    return date_text(row.told.day)


def _removed_text(row: Placed) -> str:
    return str(row.told.text)


def _removed_amount(row: Placed) -> str:
    return money(row.told.amount)


class DetailPanel(Panel):
    """Shows one list at a time; hidden while there is none.

    Attributes:
        row_asked: A row of the file should be shown: its number.
        closed: The panel was closed.
    """

    row_asked = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.shown = ""
        self.show_row: QPushButton = flat_button(_("Show the r&ow"), self)
        self.show_row.clicked.connect(self._on_show_row)
        self._close = QToolButton(self)
        self._close.setAccessibleName(_("Close the list"))
        self._close.setToolTip(_("Close (Esc)"))
        set_icon(self._close, "close", Tone.QUIET)
        self._close.clicked.connect(self.close_list)
        self.head.addWidget(self.show_row)
        self.head.addWidget(self._close)
        self._stack = QStackedWidget(self)
        self._tables: dict[str, RowTable] = {}
        self._views: dict[str, TableView] = {}
        self.body.addWidget(self._stack, 1)
        self.hide()

    @property
    def count(self) -> int:
        """How many lines the shown list has."""
        return self._tables[self.shown].count if self.shown else 0

    def view(self, name: str) -> TableView:
        """Return the table of a list: ``changes``, ``problems``, ``proof`` or ``removed``.

        It is made when it is first needed.
        """
        if name not in self._views:
            self._add(name, *_lists()[name]())
        return self._views[name]

    def show_changes(self, title: str, changes: Sequence[FieldChange]) -> None:
        """Show what would be otherwise in a voucher or a line."""
        self._show(CHANGES, title, [Placed(place, one) for place, one in enumerate(changes)])

    def show_list(self, name: str, review: Review) -> None:
        """Show the problems, the sums or what would be removed."""
        if name == PROBLEMS:
            self._show(name, _("To look at"), list(_remarks(review)))
        elif name == PROOF:
            checks = sorted(review.preview.proof, key=_is_right)
            rows = [Placed(place, check) for place, check in enumerate(checks)]
            self._show(name, _("Sums of the file against its rows"), rows)
        elif name == REMOVED:
            rows = [Placed(place, one) for place, one in enumerate(review.comparison.removed)]
            text = ngettext("{n} would be removed", "{n} would be removed", len(rows))
            self._show(name, text.format(n=whole_number(len(rows))), rows)

    @Slot()
    def close_list(self) -> None:
        """Hide the panel."""
        self.shown = ""
        self.hide()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_list()
        else:
            super().keyPressEvent(event)

    def _add(self, name: str, title: str, columns: Sequence[Column]) -> None:
        table = RowTable(columns, row_id=_id_of, parent=self)
        view = TableView(f"import-{name}", table, accessible_name=title, parent=self)
        view.row_activated.connect(self._on_activated)
        view.current_row.connect(self._on_current)
        self._tables[name], self._views[name] = table, view
        self._stack.addWidget(view)

    def _show(self, name: str, title: str, rows: Sequence[object]) -> None:
        self.shown = name
        self.set_title(title)
        view = self.view(name)
        self._tables[name].set_rows(rows)
        self._stack.setCurrentWidget(view)
        self.show_row.hide()
        self.show()

    @Slot(object)
    def _on_current(self, row: object) -> None:
        self.show_row.setVisible(row_number(row) is not None)

    @Slot(object)
    def _on_activated(self, row: object) -> None:
        number = row_number(row)
        if number is not None:
            self.row_asked.emit(number)

    @Slot()
    def _on_show_row(self) -> None:
        table, view = self._tables[self.shown], self._views[self.shown]
        self._on_activated(table.row_at(view.currentIndex()))


def row_number(row: object) -> int | None:
    """Return the row of the file that a line of a list is about."""
    if isinstance(row, Remark):
        return row.row
    if isinstance(row, Placed) and isinstance(row.told, ProofCheck):
        return row.told.row
    return None


def _id_of(row: Remark | Placed) -> int:
    return row.id


def _is_right(check: ProofCheck) -> bool:
    return check.ok


def _lists() -> Mapping[str, Callable[[], tuple[str, tuple[Column, ...]]]]:
    """Return what makes the title and the columns of every list."""
    return {
        CHANGES: _changes_list,
        PROBLEMS: lambda: (_("To look at"), _remark_columns()),
        PROOF: lambda: (_("Sums of the file against its rows"), _proof_columns()),
        REMOVED: _removed_list,
    }


def _changes_list() -> tuple[str, tuple[Column, ...]]:
    return _("Before and after"), (
        Column(id="field", title=_("What changes"), text=_change_field, width=28),
        Column(id="before", title=_("Before"), text=_change_before, width=24),
        Column(id="now", title=_("Now"), text=_change_now, width=24, stretch=True),
    )


def _removed_list() -> tuple[str, tuple[Column, ...]]:
    return _("What would be removed"), (
        Column(id="name", title=_("Voucher or line"), text=_removed_name, width=16),
        Column(id="day", title=_("Date"), text=_removed_day, width=10),
        Column(id="text", title=_("Description"), text=_removed_text, width=30, stretch=True),
        Column(id="amount", title=_("Amount"), text=_removed_amount, right=True, width=12),
    )


def _remark_columns() -> tuple[Column, ...]:
    tag = CellKind.TAG
    found = _("What was found")
    return (
        Column(id="kind", title=_("Kind"), text=_remark_word, tone=_remark_tone, kind=tag, width=9),
        Column(id="row", title=_("Row"), text=_remark_row, right=True, width=5),
        Column(id="column", title=_("Column"), text=_remark_column, width=12),
        Column(id="value", title=_("Value"), text=_remark_value, width=14),
        Column(id="message", title=found, text=_remark_message, width=40, stretch=True),
        Column(id="hint", title=_("What to do"), text=_remark_hint, width=32, stretch=True),
    )


def _proof_columns() -> tuple[Column, ...]:
    tag = CellKind.TAG
    return (
        Column(id="place", title=_("What was compared"), text=_proof_place, width=40, stretch=True),
        Column(id="expected", title=_("The file says"), text=_proof_expected, right=True),
        Column(id="found", title=_("Its rows give"), text=_proof_found, right=True),
        Column(id="ok", title=_("Outcome"), text=_proof_word, tone=_proof_tone, kind=tag, width=16),
    )


_WORDS: Final = {Severity.ERROR: Tone.OVER, Severity.WARNING: Tone.LATE, Severity.INFO: Tone.ACCENT}


def _remarks(review: Review) -> Iterator[Remark]:
    """Yield the problems, the worst first, then accounts without a line, then what is new."""
    place = 0
    order = list(_WORDS)
    for finding in sorted(
        review.problems, key=lambda one: (order.index(one.severity), one.row or 0)
    ):
        yield _remark(place, finding)
        place += 1
    for account in accounts_without_line(review):
        yield Remark(
            place, _("remark"), Tone.LATE, None, "", account,
            _("Account {account} stands on no line of the statements.").format(account=account),
            _("Give it a line in the chart of accounts in the settings."),
        )  # fmt: skip
        place += 1
    for what, name in new_words(review):
        text = _("{what} {name} is not known yet; storing the file adds it.")
        yield Remark(
            place, _("new"), Tone.ACCENT, None, "", name, text.format(what=what, name=name), ""
        )
        place += 1


def _remark(place: int, finding: Finding) -> Remark:
    is_error = finding.severity is Severity.ERROR
    return Remark(
        id=place,
        word=_("error") if is_error else _("remark"),
        tone=_WORDS[finding.severity],
        row=finding.row,
        column=finding.column or "",
        value=finding.value or "",
        message=finding.message,
        hint=hint_of(finding),
    )
