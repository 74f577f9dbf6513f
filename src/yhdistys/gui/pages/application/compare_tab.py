"""Versions of an application: kept, compared with each other or with the present, restored."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from yhdistys.grants import queries, services
from yhdistys.grants.rules.application import Application
from yhdistys.grants.rules.comparing import Changed, compare
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.application.compare_rows import (
    NOW,
    change_columns,
    change_id,
    change_place,
    change_title,
    version_choices,
)
from yhdistys.gui.pages.application.shown import Shown
from yhdistys.gui.pages.application.tab import ApplicationTab
from yhdistys.gui.pages.application.text_changes import TextChanges
from yhdistys.gui.style import Tone, px
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import Chip, EmptyState, Panel, Tag, main_button
from yhdistys.gui.widgets.flow_layout import FlowLayout
from yhdistys.i18n import _

_LONGEST_NAME: Final = 200


class CompareTab(ApplicationTab):
    """What changed since a kept version; a version is kept or restored as one undoable step.

    Attributes:
        naming: Asks in place what a version is to be called.
        earlier: The chip of the version to compare.
        later: The chip of what it is compared with: another version, or now.
        view: The changes.
        text: The current change, word by word.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.naming = _Naming(self)
        self.earlier = Chip(_("Before"), (), self)
        self.later = Chip(_("After"), (), self)
        self.restore_button = QPushButton(self)
        self.keep_button = main_button(_("&Keep a version…"), self)
        self.table = RowTable(change_columns(), row_id=change_id, parent=self)
        self.view = TableView(
            "application-changes", self.table, accessible_name=_("What changed"), parent=self
        )
        self.empty = EmptyState(
            _("No version is kept yet."),
            _(
                "A version keeps the answers, amounts and attachments as they are at one moment, "
                "such as what the board has seen. Later you can see what changed, and put it back."
            ),
            ((_("&Keep a version…"), self.begin_keeping),),
            self,
        )
        self.text = TextChanges(self)
        self._detail = Panel("", self)
        self._lay_out()
        self.naming.named.connect(self._on_named)
        self.naming.closed.connect(self.enter)
        self.keep_button.clicked.connect(self.begin_keeping)
        self.restore_button.clicked.connect(self.restore)
        self.earlier.chosen.connect(self._on_chosen)
        self.later.chosen.connect(self._on_chosen)
        self.view.current_row.connect(self._on_current)
        self.view.row_activated.connect(self._on_activated)

    def _lay_out(self) -> None:
        chips = QWidget(self)
        flow = FlowLayout(chips)
        for chip in (self.earlier, self.later):
            flow.addWidget(chip)
        bar = QHBoxLayout()
        bar.setSpacing(px(8))
        bar.addWidget(chips, 1)
        bar.addWidget(self.restore_button)
        bar.addWidget(self.keep_button)
        frame = QFrame(self)
        frame.setProperty("panel", "true")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(px(6), px(6), px(6), px(6))
        inside.addWidget(self.view.filter_line)
        inside.addWidget(self.view, 1)
        for tag in (Tag(_("removed"), Tone.OVER, self), Tag(_("added"), Tone.GOOD, self)):
            self._detail.head.addWidget(tag)
        self._detail.body.addWidget(self.text, 1)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addLayout(bar)
        column.addWidget(frame, 1)
        column.addWidget(self._detail, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(content)
        self._stack.addWidget(self.empty)
        self.layout_.addWidget(self.naming)
        self.layout_.addWidget(self._stack, 1)

    @override
    def show_application(self, shown: Shown) -> None:
        is_other = self.shown is None or self.shown.application.id != shown.application.id
        super().show_application(shown)
        if is_other:
            self.naming.hide()
        self._offer(shown, is_other=is_other)
        self._stack.setCurrentIndex(0 if shown.versions else 1)
        self._permit(shown)
        self._compare()

    def _permit(self, shown: Shown) -> None:
        """Let versions be kept and restored where that is possible, and say why it is not."""
        told = self.context.open_workspace().read_only_reason
        for button in (self.keep_button, self.empty.buttons[0]):
            button.setEnabled(not self.context.is_read_only)
            keeps = _("Keep the answers, amounts and attachments as they are now")
            button.setToolTip(told or keeps)
        self.restore_button.setEnabled(not shown.is_locked)
        if shown.is_locked:
            told = told or _("The application was sent or withdrawn: it is not changed any more.")
        restores = _("Put back the answers, amounts and attachments as the version has them")
        self.restore_button.setToolTip(told or restores)

    def _offer(self, shown: Shown, *, is_other: bool) -> None:
        """Offer the versions; what is chosen stays as long as it is there."""
        choices = version_choices(shown.versions)
        numbers = [number for number, _text in choices]
        first, second = self.earlier.current, self.later.current
        if is_other or first not in numbers:
            first = numbers[0] if numbers else None
        if is_other or second not in numbers:
            second = NOW
        self.earlier.set_choices(choices, first)
        self.later.set_choices([(NOW, _("now")), *choices], second)

    @override
    def enter(self) -> None:
        target: QWidget = self.view
        if self._stack.currentIndex():
            target = self.empty.buttons[0]
        elif not self.table.rows:
            target = self.earlier
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def begin_keeping(self) -> None:
        """Ask what the version is to be called."""
        self.naming.begin()

    @Slot()
    def restore(self) -> None:
        """Put back the earlier one of the two versions."""
        number = self.earlier.current
        if isinstance(number, int) and self.page.attempt(self._put_back, number):
            told = _("The answers, amounts and attachments are as in version {number}.")
            hint = _("Ctrl+Z takes it back.")
            self.page.say(Tone.GOOD, told.format(number=number), hint)

    def _put_back(self, number: int) -> bool:
        if self.shown is None:
            return False
        application_id = self.shown.application.id
        self.context.do(services.restore_version, application_id=application_id, number=number)
        return True

    def _version(self, number: object) -> Application | None:
        """Return an application as it was, or as it is now."""
        if self.shown is None or number is None:
            return None
        if number == NOW:
            return self.shown.application
        found: Application | None = self.page.attempt(
            self.context.read,
            queries.version_content,
            application_id=self.shown.application.id,
            number=number,
        )
        return found

    def _compare(self) -> None:
        text = _("&Restore version {number}")
        self.restore_button.setText(text.format(number=self.earlier.current))
        before = self._version(self.earlier.current)
        after = self._version(self.later.current)
        found = () if before is None or after is None else compare(before, after)
        self.view.set_empty_text(_("The two are the same."))
        self.table.set_rows(found)
        if self.table.rows and self.table.row_at(self.view.currentIndex()) is None:
            self.view.select_row_id(change_id(self.table.rows[0]))
        self._show_change(self.table.row_at(self.view.currentIndex()))

    def _show_change(self, change: Changed | None) -> None:
        self._detail.setVisible(change is not None)
        if change is not None:
            self._detail.set_title(change_title(change))
            self.text.setAccessibleName(
                _("What changed in {place}").format(place=change_title(change))
            )
            self.text.show_parts(change.parts)

    @Slot(object)
    def _on_named(self, name: str) -> None:
        number = self.store(services.keep_version, name=name)
        if number is not None:
            self.naming.close_row()
            self.page.say(Tone.GOOD, _("Version {number} is kept.").format(number=number))

    @Slot(object)
    def _on_chosen(self, _number: object) -> None:
        self._compare()

    @Slot(object)
    def _on_current(self, change: Changed | None) -> None:
        self._show_change(change)

    @Slot(object)
    def _on_activated(self, change: Changed) -> None:
        self.asked.emit(dict(change_place(change)))


class _Naming(QFrame):
    """One line in which a version gets its name; Enter keeps it, Esc closes the line.

    Attributes:
        named: The name that was given; may be empty.
        closed: The line was closed.
    """

    named = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        label = QLabel(_("Name of the version"), self)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(label.text())
        self.field.setMaxLength(_LONGEST_NAME)
        self.field.setPlaceholderText(_("for example: for the board"))
        self.ok_button = main_button(_("Kee&p"), self)
        self.cancel_button = QPushButton(_("Cance&l"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(10), px(16), px(10))
        row.setSpacing(px(8))
        row.addWidget(label)
        row.addWidget(self.field, 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.ok_button)
        self.field.returnPressed.connect(self._on_ok)
        self.ok_button.clicked.connect(self._on_ok)
        self.cancel_button.clicked.connect(self.close_row)
        self.hide()

    def begin(self) -> None:
        """Show the line and let the person type."""
        if self.isHidden():
            self.field.clear()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_row(self) -> None:
        """Close the line."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_row()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_ok(self) -> None:
        self.named.emit(self.field.text())
