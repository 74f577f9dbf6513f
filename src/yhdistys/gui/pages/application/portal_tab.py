"""The way of an application into the funder's web form: one field after the other, by one key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from yhdistys.grants.rules.portal import PortalField, portal_fields
from yhdistys.grants.rules.template import QuestionKind
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.application.portal_rows import (
    MARK,
    FieldRow,
    Ticks,
    field_columns,
    field_rows,
    row_id,
    row_style,
)
from yhdistys.gui.pages.application.portal_view import FieldList, FieldPanel
from yhdistys.gui.pages.application.shown import Shown
from yhdistys.gui.pages.application.tab import ApplicationTab
from yhdistys.gui.style import px, set_role
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.widgets import Bar, EmptyState, Panel, flat_button
from yhdistys.i18n import _, ngettext
from yhdistys.values.formats import whole_number

_AHEAD: Final = 3
"""Rows after the current one that are seen."""


class PortalTab(ApplicationTab):
    """The fields in the funder's order; Enter copies one, Enter again goes to the next.

    Attributes:
        list: The fields with their ticks.
        count: How many are copied.
        field: The current field.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._fields: tuple[PortalField, ...] = ()
        self._ticks: Ticks | None = None
        self.table = RowTable(field_columns(), row_id=row_id, style=row_style, parent=self)
        self.list = FieldList(self.table, self)
        self.field = FieldPanel(self)
        self.count = QLabel(self)
        set_role(self.count, "heading")
        self.bar = Bar(self)
        self.again_button = flat_button(_("&Begin again"), self)
        self.again_button.setToolTip(_("Take all ticks away"))
        self.empty = EmptyState(
            _("There is nothing to copy."),
            _("The funder's form asks nothing that could be copied into a web form."),
            parent=self,
        )
        self._content = QWidget(self)
        self._lay_out()
        self.list.row_activated.connect(self._on_enter)
        self.list.current_row.connect(self._on_current)
        self.list.clicked.connect(self._on_clicked)
        self.list.copy_asked.connect(self.copy)
        self.list.tick_asked.connect(self.switch_tick)
        self.field.text.copy_asked.connect(self.copy)
        self.field.text.entered.connect(self.step)
        self.field.copy_button.clicked.connect(self._on_copy)
        self.field.next_button.clicked.connect(self._on_next)
        self.field.open_button.clicked.connect(self.open_question)
        self.again_button.clicked.connect(self.begin_again)

    def _lay_out(self) -> None:
        fields = Panel("", self)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.count, 1)
        head.addWidget(self.again_button)
        fields.body.addLayout(head)
        fields.body.addWidget(self.bar)
        fields.body.addWidget(self.list.filter_line)
        fields.body.addWidget(self.list, 1)
        columns = QHBoxLayout(self._content)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(px(12))
        columns.addWidget(fields, 2)
        columns.addWidget(self.field, 3)
        self.layout_.addWidget(self._content, 1)
        self.layout_.addWidget(self.empty, 1)

    @override
    def show_application(self, shown: Shown) -> None:
        is_other = self.shown is None or self.shown.application.id != shown.application.id
        super().show_application(shown)
        self._fields = portal_fields(shown.application)
        name = self.context.open_workspace().association.name
        self._ticks = Ticks(self.context.memory, shown.application.id, name)
        self._content.setVisible(bool(self._fields))
        self.empty.setVisible(not self._fields)
        if is_other:
            self.field.tell("")
        self._show_rows()
        if is_other or self._current() is None:
            rows = self._field_rows()
            self._go_to(next(_left(rows), None) or next(iter(rows), None))
        self._show_current()

    @override
    def enter(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def copy(self) -> None:
        """Copy the text of the current field and tick it."""
        row = self._current()
        if row is None or row.field is None or not row.field.text or self._ticks is None:
            return
        QGuiApplication.clipboard().setText(row.field.text)
        self._ticks.put(row.field, is_on=True)
        self._show_rows()
        is_last = not any(_left(self._field_rows()))
        done = _("Copied. All fields are copied now.")
        self.field.tell(done if is_last else _("Copied. Paste it into the web form."))

    @Slot()
    def go_on(self) -> None:
        """Go to the next field that is left, from the beginning again after the last one."""
        rows = self._field_rows()
        current = self._current()
        place = rows.index(current) + 1 if current in rows else 0
        found = next(_left([*rows[place:], *rows[:place]]), None)
        if found is None or found == current:
            is_done = found is None
            self.field.tell(_("All fields are copied.") if is_done else _("This is the last one."))
            return
        self._go_to(found)

    @Slot()
    def step(self) -> None:
        """Copy the current field; go on when that is done, or when there is nothing to copy."""
        row = self._current()
        if row is not None and row.is_left:
            self.copy()
        else:
            self.go_on()

    @Slot()
    def switch_tick(self) -> None:
        """Tick the current field without copying it, or take its tick away."""
        row = self._current()
        if row is None or row.field is None or not row.field.text or self._ticks is None:
            return
        self._ticks.put(row.field, is_on=not row.is_ticked)
        self._show_rows()
        self.field.tell("")

    @Slot()
    def begin_again(self) -> None:
        """Take all ticks away and go to the first field."""
        if self._ticks is not None:
            self._ticks.clear()
            self._show_rows()
            self._go_to(next(_left(self._field_rows()), None))
            self.field.tell("")
            self.enter()

    @Slot()
    def open_question(self) -> None:
        """Go where the current field is written."""
        row = self._current()
        if row is None or row.field is None or self.shown is None:
            return
        place, _slash, rest = row.field.id.partition("/")
        question = self.shown.application.template.question(place)
        if question is None or question.kind is QuestionKind.BUDGET:
            self.asked.emit({"tab": "budget", "line": rest.partition("/")[0]})
        else:
            self.asked.emit({"question": place})

    def _field_rows(self) -> list[FieldRow]:
        return [row for row in self.table.rows if row.field is not None]

    def _current(self) -> FieldRow | None:
        row: FieldRow | None = self.table.row_at(self.list.currentIndex())
        return row

    def _go_to(self, row: FieldRow | None) -> None:
        """Go to a field, so that those after it can be seen too."""
        if row is not None and self.list.select_row_id(row.id):
            current = self.list.currentIndex()
            ahead = min(current.row() + _AHEAD, self.table.rowCount() - 1)
            self.list.scrollTo(self.table.index(ahead, MARK))
            self.list.scrollTo(current)

    def _show_rows(self) -> None:
        if self.shown is None or self._ticks is None:
            return
        rows = field_rows(self.shown.application, self._fields, self._ticks)
        self.table.set_rows(rows)
        asked = [row for row in rows if row.field is not None and row.field.text]
        done = sum(row.is_ticked for row in asked)
        told = ngettext("{done} of {n} copied", "{done} of {n} copied", len(asked))
        self.count.setText(told.format(done=whole_number(done), n=whole_number(len(asked))))
        self.bar.set_share(Decimal(done) / max(1, len(asked)))
        self.bar.setAccessibleName(self.count.text())
        self.bar.setToolTip(self.count.text())
        self.again_button.setEnabled(bool(done))

    def _show_current(self) -> None:
        row = self._current()
        if row is not None and row.field is not None:
            self.field.show_field(row.field)

    @Slot(object)
    def _on_enter(self, _row: FieldRow) -> None:
        self.step()

    @Slot(object)
    def _on_current(self, row: FieldRow | None) -> None:
        if row is not None and row.field is not None:
            self.field.tell("")
            self.field.show_field(row.field)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == MARK:
            self.switch_tick()

    @Slot()
    def _on_copy(self) -> None:
        self.copy()
        if self.field.copy_button.hasFocus():
            self.field.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_next(self) -> None:
        self.go_on()
        if self.field.next_button.hasFocus() and self.field.copy_button.isEnabled():
            self.field.copy_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _left(rows: Iterable[FieldRow]) -> Iterator[FieldRow]:
    return (row for row in rows if row.is_left)
