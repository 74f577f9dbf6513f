"""The page of calls and applications in the area Grants."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from yhdistys.errors import UsageError
from yhdistys.grants import queries, services
from yhdistys.gui.context import WindowContext, Wish
from yhdistys.gui.forms.edit_panel import EditPanel
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.applications.columns import columns, row_id, row_style
from yhdistys.gui.pages.applications.detail import DetailPanel
from yhdistys.gui.pages.applications.questions import (
    change_fields,
    form_choices,
    new_fields,
    reason_fields,
    sent_fields,
)
from yhdistys.gui.pages.applications.rows import ShownRow, call_id, read_rows
from yhdistys.gui.pages.applications.words import head_sentence
from yhdistys.gui.style import Tone, px
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import EmptyState, Panel, main_button
from yhdistys.i18n import _
from yhdistys.values.formats import date_text

_WRITING: Final = "application"


class ApplicationsPage(Page):
    """All applications with their states and dates, and the calls that come next."""

    id: ClassVar[str] = "applications"
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "application",
            "application_answer",
            "application_amount",
            "application_attachment",
            "own_limit",
            "setting",
        }
    )

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rows: tuple[ShownRow, ...] = ()
        self._chosen: ShownRow | None = None
        self.head.set_title(_("Calls and applications"))
        self.new_button = main_button(_("&New application…"), self)
        self.excel_button = QPushButton(_("E&xcel"), self)
        for button in (self.excel_button, self.new_button):
            self.head.buttons.addWidget(button)
        self.model = RowTable(columns(), row_id=row_id, style=row_style, parent=self)
        self._build()
        self._connect()

    def _build(self) -> None:
        box = Panel("", self)
        self.table = TableView(
            "applications", self.model, accessible_name=_("Applications and calls"), parent=box
        )
        box.body.addWidget(self.table.filter_line)
        box.body.addWidget(self.table, 1)
        self.empty = EmptyState(
            _("There are no applications yet."),
            _(
                "An application is begun with a funder's form. Its budget is taken from the"
                " association's own plan, and it goes out as Word, PDF or field by field."
            ),
            ((_("New application…"), self.begin_new),),
            self,
        )
        self.detail = DetailPanel(self)
        self.panel = EditPanel(self)
        beside = QVBoxLayout()
        beside.addWidget(self.detail)
        beside.addWidget(self.panel)
        content = QWidget(self)
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        row.addWidget(box, 1)
        row.addLayout(beside)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(content)
        self.stack.addWidget(self.empty)
        self.layout_.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.begin_new)
        self.excel_button.clicked.connect(self.table.to_excel)
        self.table.current_row.connect(self._on_current_row)
        self.table.row_activated.connect(self._on_row_activated)
        self.table.saved.connect(self._on_saved)
        self.table.refused.connect(self._on_refused)
        detail = self.detail
        detail.opened.connect(self.open_chosen)
        detail.sent.connect(self.begin_sending)
        detail.reopened.connect(self.begin_reopening)
        detail.changed.connect(self.begin_changing)
        detail.withdrawn.connect(self.withdraw)
        detail.removed.connect(self.remove)
        self.panel.closed.connect(self._on_panel_closed)

    @override
    def reload(self) -> None:
        self._rows = read_rows(self.context)
        self.head.set_subtitle(head_sentence(self._rows))
        self.model.set_rows(self._rows)
        self.stack.setCurrentIndex(0 if self._rows else 1)
        can_write = not self.context.is_read_only
        self.new_button.setEnabled(can_write)
        if self._rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._show_detail()

    @override
    def show_wish(self, wish: Wish) -> None:
        wanted = wish.get("application")
        call, form = wish.get("call"), wish.get("form")
        if wanted is not None:
            self.table.select_row_id(str(wanted))
        elif call is not None:
            self.table.select_row_id(call_id(str(call)))
        if wish.get("new"):
            self._ask_new(str(form)) if form else self.begin_new()

    @override
    def enter(self) -> None:
        (self.table if self._rows else self.empty.buttons[0]).setFocus()

    def _show_detail(self) -> None:
        row = self._chosen
        asks = self.panel.form is not None
        self.detail.setVisible(row is not None and not asks)
        if row is not None:
            self.detail.show_row(row, can_write=not self.context.is_read_only)

    @Slot(object)
    def _on_current_row(self, row: ShownRow | None) -> None:
        self._chosen = row
        self._show_detail()

    @Slot(object)
    def _on_row_activated(self, row: ShownRow) -> None:
        self._chosen = row
        self.open_chosen()

    @Slot()
    def _on_panel_closed(self) -> None:
        self._show_detail()
        if self.isVisible():
            self.enter()

    @Slot()
    def open_chosen(self) -> None:
        """Open the application that is chosen, or begin one with the form of the call."""
        row = self._chosen
        if row is None:
            return
        if row.application is None:
            self._ask_new(row.form_id)
        else:
            self.context.go(_WRITING, application=row.application.id)

    @Slot()
    def begin_new(self) -> None:
        """Ask for the form and the name of a new application."""
        is_call = self._chosen is not None and self._chosen.application is None
        self._ask_new(self._chosen.form_id if self._chosen is not None and is_call else "")

    def _ask_new(self, form_id: str) -> None:
        if self.context.is_read_only:
            self.say(Tone.LATE, _("Nothing can be written: the association is only read."))
            return
        forms = form_choices(self.context.open_workspace().plugins.forms())
        if not forms:
            self.say(Tone.LATE, _("No plugin in use has a form."), _("See Settings, Plugins."))
            return
        self._ask(
            _("New application"),
            new_fields(forms),
            {"form": form_id or forms[0][0]},
            self._begin,
            _("The form is stored with the application: a later form changes nothing in it."),
        )

    def _ask(
        self, title: str, fields: Any, values: Mapping[str, object], accept: Any, told: str = ""
    ) -> None:
        self.stack.setCurrentIndex(0)
        self.detail.hide()
        self.panel.ask(title, fields, values, accept=accept, told=told)

    def _begin(self, values: dict[str, Any]) -> None:
        form = self.context.open_workspace().plugins.form(values["form"])
        application_id = self.context.do(
            services.start_application,
            form=form.file.text,
            name=values["name"],
            first_year=values["first_year"],
            closes_on=values["closes_on"],
        )
        self.context.go(_WRITING, application=application_id)

    @Slot()
    def begin_changing(self) -> None:
        """Ask for another name or another last day."""
        row = self._chosen
        if row is not None and row.application is not None:
            values = {"name": row.name, "closes_on": row.closes_on}
            self._ask(_("Name and day"), change_fields(), values, self._change)

    def _change(self, values: dict[str, Any]) -> None:
        application_id = self._application_id()
        present = self.context.read(queries.application, application_id=application_id)
        if values["name"] != present.name:
            self.context.do(
                services.rename_application,
                application_id=application_id,
                name=values["name"],
                if_version=present.version,
            )
            present = self.context.read(queries.application, application_id=application_id)
        if values["closes_on"] != present.closes_on:
            self.context.do(
                services.change_deadline,
                application_id=application_id,
                closes_on=values["closes_on"],
                closes_at=present.closes_at,
                if_version=present.version,
            )
        self._tell_past(values["closes_on"])

    def _tell_past(self, day: Any) -> None:
        if day is not None and day < self.context.open_workspace().today:
            self.say(Tone.LATE, _("{day} is in the past.").format(day=date_text(day)))

    @Slot()
    def begin_sending(self) -> None:
        """Ask for the day on which the application was sent."""
        row = self._chosen
        if row is not None and row.application is not None:
            today = self.context.open_workspace().today
            told = _("Its answers and amounts are kept as they are and cannot be changed after it.")
            self._ask(_("Note as sent"), sent_fields(), {"day": today}, self._send, told)

    def _send(self, values: dict[str, Any]) -> None:
        self.context.do(
            services.submit_application,
            application_id=self._application_id(),
            submitted_on=values["day"],
        )
        self.say(Tone.GOOD, _("Sent on {day}.").format(day=date_text(values["day"])))

    @Slot()
    def begin_reopening(self) -> None:
        """Ask why the application becomes a draft again."""
        if self._chosen is not None:
            self._ask(_("Make a draft again"), reason_fields(), {}, self._reopen)

    def _reopen(self, values: dict[str, Any]) -> None:
        self.context.do(
            services.reopen_application,
            application_id=self._application_id(),
            reason=values["reason"],
        )
        self.say(Tone.GOOD, _("It is a draft again."))

    @Slot()
    def withdraw(self) -> None:
        """Withdraw the application that was sent."""
        self.attempt(
            self.context.do,
            services.withdraw_application,
            application_id=self._application_id(),
        )

    @Slot()
    def remove(self) -> None:
        """Remove the draft; one undo brings it back."""
        row = self._chosen
        if row is not None:
            removed = self.attempt(self._remove)
            if removed:
                text = _("“{name}” was removed. Undo brings it back.")
                self.say(Tone.GOOD, text.format(name=row.name))

    def _remove(self) -> bool:
        self.context.do(services.remove_application, application_id=self._application_id())
        return True

    def _application_id(self) -> int:
        row = self._chosen
        if row is None or row.application is None:
            raise UsageError(_("No application is chosen."), kind="no-application")
        return row.application.id

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self.say(Tone.GOOD, _("Written: {path}").format(path=path))

    @Slot(object)
    def _on_refused(self, text: str) -> None:
        self.say(Tone.OVER, text)
