"""What the check found in an application, and the way to the place of each note."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.application.check_rows import (
    WHERE,
    NoteRow,
    note_columns,
    note_rows,
    row_id,
    row_style,
)
from yhdistys.gui.pages.application.shown import Shown
from yhdistys.gui.pages.application.tab import ApplicationTab
from yhdistys.gui.style import Tone, px, set_role
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import Bar, EmptyState, Panel, Tag
from yhdistys.gui.widgets.flow_layout import FlowLayout
from yhdistys.i18n import _, ngettext
from yhdistys.values.findings import Severity
from yhdistys.values.formats import percent_text, whole_number

_HUNDRED: Final = Decimal(100)


class CheckTab(ApplicationTab):
    """The notes in groups; Enter, or a click on the place of a note, goes there.

    Attributes:
        summary: How far the application is.
        table: The rows.
        view: The list of notes.
        detail: The current note in full.
        calm: Shown in the place of the list when nothing was found.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.summary = _Summary(self)
        self.table = RowTable(note_columns(), row_id=row_id, style=row_style, parent=self)
        self.view = TableView(
            "application-check", self.table, accessible_name=_("What the check found"), parent=self
        )
        self.detail = _Detail(self)
        self.calm = EmptyState(
            _("The check found nothing."),
            _("All that the funder demands is there, and no figure is against the funder's rules."),
            ((_("Go on to the web &form"), self.go_on),),
            self,
        )
        self._list = QFrame(self)
        self._list.setProperty("panel", "true")
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(px(6), px(6), px(6), px(6))
        inside.addWidget(self.view.filter_line)
        inside.addWidget(self.view, 1)
        self.layout_.addWidget(self.summary)
        self.layout_.addWidget(self._list, 1)
        self.layout_.addWidget(self.detail)
        self.layout_.addWidget(self.calm, 1)
        self.view.row_activated.connect(self._on_activated)
        self.view.current_row.connect(self._on_current)
        self.view.clicked.connect(self._on_clicked)
        self.detail.go_button.clicked.connect(self.go_there)

    @override
    def show_application(self, shown: Shown) -> None:
        super().show_application(shown)
        self.summary.show_summary(shown)
        rows = note_rows(shown.application, shown.notes)
        for widget in (self._list, self.detail):
            widget.setVisible(bool(rows))
        self.calm.setVisible(not rows)
        self.table.set_rows(rows)
        if self._current() is None:
            first = next((row for row in self.table.rows if not row.is_group), None)
            if first is not None:
                self.view.select_row_id(first.id)
        self.detail.show_note(self._current())

    @override
    def enter(self) -> None:
        target: QWidget = self.view if self.table.rows else self.calm.buttons[0]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def go_there(self) -> None:
        """Go to the place of the current note."""
        self._on_activated(self._current())

    @Slot()
    def go_on(self) -> None:
        """Go where the application is copied into the web form."""
        self.asked.emit({"tab": "portal"})

    def _current(self) -> NoteRow | None:
        row: NoteRow | None = self.table.row_at(self.view.currentIndex())
        return row

    @Slot(object)
    def _on_activated(self, row: NoteRow | None) -> None:
        if row is not None and row.wish:
            self.asked.emit(dict(row.wish))

    @Slot(object)
    def _on_current(self, row: NoteRow | None) -> None:
        self.detail.show_note(row)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == WHERE:
            self._on_activated(self.table.row_at(index))


class _Summary(Panel):
    """How far the application is: a figure, a bar, and how many notes there are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.figure = QLabel(self)
        set_role(self.figure, "figure")
        self.told = QLabel(self)
        set_role(self.told, "quiet")
        self.bar = Bar(self)
        self.tags = {severity: Tag("", _TONES[severity], self) for severity in Severity}
        self.no_tag = Tag(_("nothing to mend"), Tone.GOOD, self)
        below = QWidget(self)
        flow = FlowLayout(below)
        for label in (self.told, *self.tags.values(), self.no_tag):
            flow.addWidget(label)
        texts = QVBoxLayout()
        texts.setSpacing(px(4))
        texts.addWidget(self.bar)
        texts.addWidget(below)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(self.figure)
        row.addLayout(texts, 1)
        self.body.addLayout(row)

    def show_summary(self, shown: Shown) -> None:
        """Show the figures of an application."""
        ready = shown.readiness
        percent = percent_text(Decimal(ready.percent), places=0)
        self.figure.setText(_("ready {percent}").format(percent=percent))
        self.told.setText(
            ngettext(
                "{answered} of {n} demanded answer", "{answered} of {n} demanded answers",
                ready.asked,
            ).format(answered=whole_number(ready.answered), n=whole_number(ready.asked))
        )  # fmt: skip
        self.bar.set_share(Decimal(ready.percent) / _HUNDRED)
        self.bar.setAccessibleName(f"{self.figure.text()}, {self.told.text()}")
        self.bar.setToolTip(self.told.text())
        counts = Counter(note.severity for note in shown.notes)
        for severity, tag in self.tags.items():
            tag.set_tag(_counted(severity, counts[severity]), tag.tone)
            tag.setVisible(bool(counts[severity]))
        self.no_tag.setVisible(not counts[Severity.ERROR])


class _Detail(Panel):
    """The current note in full, and the way to its place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.message = _wrapped("heading", self)
        self.hint = _wrapped("quiet", self)
        self.where = _wrapped("quiet", self)
        self.go_button = QPushButton(_("&Go there"), self)
        self.go_button.setToolTip(_("Show the place of this note (Enter)"))
        texts = QVBoxLayout()
        texts.setSpacing(px(4))
        for label in (self.message, self.hint, self.where):
            texts.addWidget(label)
        texts.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addLayout(texts, 1)
        row.addWidget(self.go_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def show_note(self, row: NoteRow | None) -> None:
        """Show a note, or what a group of notes means."""
        texts = ("", "", "") if row is None else (row.message, row.hint, row.where)
        for label, text in zip((self.message, self.hint, self.where), texts, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self.go_button.setEnabled(row is not None and bool(row.wish))


_TONES: Final = {
    Severity.ERROR: Tone.OVER,
    Severity.WARNING: Tone.LATE,
    Severity.INFO: Tone.QUIET,
}


def _counted(severity: Severity, count: int) -> str:
    told = {
        Severity.ERROR: ngettext("{n} to mend", "{n} to mend", count),
        Severity.WARNING: _("{n} to look at"),
        Severity.INFO: _("{n} to know"),
    }
    return told[severity].format(n=whole_number(count))


def _wrapped(role: str, parent: QWidget) -> QLabel:
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setWordWrap(True)
    set_role(made, role)
    return made
