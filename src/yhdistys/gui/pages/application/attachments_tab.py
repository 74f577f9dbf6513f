"""The tab of the documents that go with an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit

from yhdistys.grants import services
from yhdistys.grants.rules.application import ApplicationState, AttachmentState
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.application.attachment_rows import (
    STATES,
    AttachmentRow,
    AttachmentTable,
    attachment_rows,
)
from yhdistys.gui.pages.application.tab import ApplicationTab
from yhdistys.gui.style import px, set_role
from yhdistys.gui.widgets import Chip, EmptyState, Panel
from yhdistys.gui.widgets.layouts import sentence
from yhdistys.i18n import _

if TYPE_CHECKING:
    from yhdistys.gui.context import Wish
    from yhdistys.gui.page import Page
    from yhdistys.gui.pages.application.shown import Shown


class AttachmentsTab(ApplicationTab):
    """A list of documents with their states, and beside it what is known of the chosen one.

    Enter opens the states of the chosen document; whoever types writes its note.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.box = Panel("", self)
        self.told = sentence(self.box)
        self.table = AttachmentTable(self.box)
        self.box.body.addWidget(self.told)
        self.box.body.addWidget(self.table, 1)
        self.detail = Panel("", self)
        self.detail.setFixedWidth(px(320))
        self._build_detail()
        self.empty = EmptyState(
            _("This form demands no attachments."),
            _("The funder takes the application as it is."),
            (),
            self,
        )
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.box, 1)
        row.addWidget(self.detail)
        self.layout_.addLayout(row, 1)
        self.layout_.addWidget(self.empty, 1)
        self._row: AttachmentRow | None = None
        self._connect()

    def _build_detail(self) -> None:
        self.detail_title = self._label("heading")
        self.demand = self._label("")
        self.help = self._label("quiet")
        self.state = Chip(_("State"), [(s, str(STATES[s].text)) for s in STATES], self.detail)
        self.note = QLineEdit(self.detail)
        self.note.setPlaceholderText(_("Name of the file, or when it is sent"))
        self.note.setAccessibleName(_("Note"))
        label = self._label("quiet", _("Note"))
        label.setBuddy(self.note)
        for widget in (self.detail_title, self.demand, self.help):
            self.detail.body.addWidget(widget)
        self.detail.body.addSpacing(px(4))
        self.detail.body.addWidget(self.state, 0, Qt.AlignmentFlag.AlignLeft)
        self.detail.body.addWidget(label)
        self.detail.body.addWidget(self.note)
        self.detail.body.addStretch(1)

    def _label(self, role: str, text: str = "") -> QLabel:
        made = QLabel(text, self.detail)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setWordWrap(True)
        if role:
            set_role(made, role)
        return made

    def _connect(self) -> None:
        self.table.current_row.connect(self._on_current)
        self.table.row_activated.connect(self._on_activated)
        self.table.typed.connect(self._on_typed)
        self.state.chosen.connect(self._on_state)
        self.note.editingFinished.connect(self._on_note)
        self.note.returnPressed.connect(self.enter)

    @property
    def _can_write(self) -> bool:
        """Whether states can be told: also after the application was sent, not when withdrawn."""
        shown = self.shown
        return (
            shown is not None
            and not self.context.is_read_only
            and shown.application.state is not ApplicationState.WITHDRAWN
        )

    @override
    def show_application(self, shown: Shown) -> None:
        super().show_application(shown)
        rows = attachment_rows(shown.application)
        for widget in (self.box, self.detail):
            widget.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        text = self._sentence(shown)
        self.told.setText(text)
        self.told.setVisible(bool(text))
        self.table.show_rows(rows)
        self._show_row(self.table.chosen)

    def _sentence(self, shown: Shown) -> str:
        state = shown.application.state
        if state is ApplicationState.WITHDRAWN:
            return _("The application was withdrawn: nothing can be changed.")
        if self.context.is_read_only:
            return self.context.open_workspace().read_only_reason
        if state is ApplicationState.SUBMITTED:
            return _("The application was sent. Where its documents are can still be told.")
        return ""

    def _show_row(self, row: AttachmentRow | None) -> None:
        """Show a document; a note that is being written stays."""
        is_same = row is not None and self._row is not None and row.id == self._row.id
        is_written = is_same and self._row is not None and self.note.text() != self._row.note
        self._row = row
        if row is None:
            return
        self.detail_title.setText(row.label)
        self.demand.setText(row.demand)
        self.help.setText(row.help)
        self.help.setVisible(bool(row.help))
        self.state.set_current(row.state)
        if not (is_written and self.note.hasFocus()):
            self.note.setText(row.note)
        self.note.setAccessibleName(_("Note to {document}").format(document=row.label))
        self.state.setEnabled(self._can_write)
        self.note.setReadOnly(not self._can_write)

    @override
    def show_wish(self, wish: Wish) -> None:
        wanted = wish.get("attachment")
        if isinstance(wanted, str):
            self.table.select_row_id(wanted)

    @override
    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def leave(self) -> None:
        self._on_note()

    @Slot(object)
    def _on_current(self, row: AttachmentRow | None) -> None:
        if row is not None:
            self._show_row(row)

    @Slot(object)
    def _on_activated(self, _row: AttachmentRow) -> None:
        """Open the states of the chosen document."""
        menu = self.state.menu()
        if menu is not None and self._can_write:
            menu.popup(self.state.mapToGlobal(self.state.rect().bottomLeft()))
            at = next((a for a in menu.actions() if a.isChecked()), None)
            if at is not None:
                menu.setActiveAction(at)

    @Slot(object)
    def _on_typed(self, text: str) -> None:
        """Write the note of the chosen document."""
        if self._can_write:
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            self.note.end(False)  # noqa: FBT003 - a call of Qt: nothing is marked
            self.note.insert(text)

    @Slot(object)
    def _on_state(self, state: AttachmentState) -> None:
        row = self._row
        if row is not None and state != row.state:
            self.store(
                services.set_attachment, attachment=row.id, state=state, note=self.note.text()
            )
        self.enter()

    @Slot()
    def _on_note(self) -> None:
        row, note = self._row, self.note.text().strip()
        if row is not None and self._can_write and note != row.note:
            self.store(services.set_attachment, attachment=row.id, state=row.state, note=note)
