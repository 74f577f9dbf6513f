"""The white panel with the grid and the acts on its lines and selected cells."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final, cast

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from yhdistys.errors import UserError
from yhdistys.gui.pages.budget import labels
from yhdistys.gui.pages.budget.plan_grid import PlanModel, PlanView
from yhdistys.gui.pages.budget.plan_rows import ShownPlan
from yhdistys.gui.style import px
from yhdistys.gui.tables.grid_lines import GridLine
from yhdistys.gui.tables.grid_rows import GridColumns
from yhdistys.gui.widgets.flow_layout import FlowLayout
from yhdistys.i18n import LazyText, _
from yhdistys.values.fields import Field, FieldKind

_ADD: Final = "Ctrl+Shift+L"
_REMOVE: Final = "Ctrl+Del"
_OPEN: Final = "Ctrl+Return"
_RIGHT: Final = "Ctrl+R"
_DOWN: Final = "Ctrl+D"


class PlanPanel(QFrame):
    """Shows a plan to work in.

    Attributes:
        edited: Lines were changed: pairs of row number and new months.
        refused: A text or an act was not taken: a sentence.
        line_changed: Another line is the current one.
        add_asked: A line is to be added.
        removal_asked: The selected lines are to be removed.
        line_asked: The current line is to be opened beside the grid.
        unplanned_asked: What is not planned is to be shown row by row.
    """

    edited = Signal(object)
    refused = Signal(object)
    line_changed = Signal()
    add_asked = Signal()
    removal_asked = Signal()
    line_asked = Signal()
    unplanned_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self._columns: tuple[GridColumns, bool] | None = None
        self._view: PlanView | None = None
        self._is_editable = False
        self._actions = [
            self._action(_("Add a line…"), _ADD, self.add_asked),
            self._action(_("Open the line"), _OPEN, self.line_asked),
            self._action(_("Remove the selected lines"), _REMOVE, self.removal_asked),
        ]
        self._buttons = self._make_buttons()
        self._percent = QLineEdit(self)
        self._percent.setPlaceholderText(_("± %"))
        self._percent.setAccessibleName(_("Change the selected amounts by per cent"))
        self._percent.setToolTip(
            _("Change the selected amounts by per cent, for example 3 or -2,5, and press Enter")
        )
        self._percent.setMaximumWidth(px(76))
        self._percent.returnPressed.connect(self._on_percent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(6), px(8), px(6), px(6))
        self._layout.setSpacing(px(6))
        self._acts = QWidget(self)
        row = FlowLayout(self._acts)
        row.setContentsMargins(px(6), 0, px(6), 0)
        for widget in (*self._buttons, self._percent):
            row.addWidget(widget)
        self._layout.addWidget(self._acts)

    def _make_buttons(self) -> tuple[QPushButton, ...]:
        """Return the acts; all but the first need a current line."""
        told: tuple[tuple[LazyText, str, str, SignalInstance | Callable[[], None]], ...] = (
            (labels.ADD_LINE, _("Add a line to the plan"), _ADD, self.add_asked),
            (labels.SPREAD, _("Amount, months and note of the line"), _OPEN, self.line_asked),
            (labels.REMOVE, _("Remove the selected lines"), _REMOVE, self.removal_asked),
            (labels.FILL_RIGHT, _("The selected months as the first"), _RIGHT, self._on_right),
            (labels.FILL_DOWN, _("The selected cells as the topmost"), _DOWN, self._on_down),
        )
        return tuple(self._button(str(text), tip, keys, act) for text, tip, keys, act in told)

    @property
    def view(self) -> PlanView | None:
        """The grid; None before a plan was shown."""
        return self._view

    @property
    def percent(self) -> QLineEdit:
        """The field for a change by per cent."""
        return self._percent

    def show_plan(self, plan: ShownPlan, *, is_editable: bool, shows_cents: bool) -> None:
        """Show a plan; a plan of other columns gets a new grid."""
        self._is_editable = is_editable
        self._acts.setVisible(is_editable)
        view = self._view
        if view is None or self._columns != (plan.columns, shows_cents):
            view = self._new_view(plan, shows_cents=shows_cents)
        view.show_plan(plan)
        view.set_empty_text(_("This version has no lines yet: add a line."))
        view.choose_first()
        self._enable()

    def current_line(self) -> GridLine | None:
        """Return the line of the current cell."""
        return None if self._view is None else self._view.current_line()

    def chosen_lines(self) -> list[GridLine]:
        """Return the lines that the selection touches."""
        return [] if self._view is None else self._view.chosen_lines()

    def enter(self) -> None:
        """Put the focus into the grid."""
        if self._view is not None:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_view(self, plan: ShownPlan, *, shows_cents: bool) -> PlanView:
        had_focus = False
        if self._view is not None:
            had_focus = self._view.hasFocus()
            self._view.column_layout.remember()
            self._layout.removeWidget(self._view)
            self._view.hide()
            self._view.deleteLater()
            self._view.plan_model.deleteLater()
        model = PlanModel(plan, self, shows_cents=shows_cents)
        view = PlanView(model, self)
        for action in self._actions:
            view.addAction(action)
        model.edited.connect(self.edited)
        view.refused.connect(self.refused)
        view.current_row.connect(self._on_current_row)
        view.row_activated.connect(self._on_row_activated)
        self._layout.addWidget(view, 1)
        view.show()
        self._columns, self._view = (plan.columns, shows_cents), view
        if had_focus:
            self.enter()
        return view

    def _action(self, text: str, keys: str, asked: SignalInstance) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(asked)
        return action

    def _button(
        self, text: str, told: str, keys: str, act: SignalInstance | Callable[[], None]
    ) -> QPushButton:
        button = QPushButton(text, self)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(_("{text} ({keys})").format(text=told, keys=shown))
        button.clicked.connect(act)
        return button

    def _enable(self) -> None:
        """Offer the acts of a line only where a line is the current one."""
        has_line = self.current_line() is not None
        for button in self._buttons[1:]:
            button.setEnabled(has_line)
        for action, needs_line in zip(self._actions, (False, True, True), strict=True):
            action.setEnabled(self._is_editable and (has_line or not needs_line))

    @Slot(object)
    def _on_current_row(self, _row: object) -> None:
        self._enable()
        self.line_changed.emit()

    @Slot(object)
    def _on_row_activated(self, _row: object) -> None:
        """Open a line; a row that stands for many shows them."""
        if self.current_line() is not None:
            self.line_asked.emit()
        else:
            self.unplanned_asked.emit()

    @Slot()
    def _on_right(self) -> None:
        if self._view is not None:
            self._view.fill_right()

    @Slot()
    def _on_down(self) -> None:
        if self._view is not None:
            self._view.fill_down()

    @Slot()
    def _on_percent(self) -> None:
        """Change the selected amounts; the field is emptied when they were changed."""
        if self._view is None:
            return
        field = Field(id="percent", label=_("Per cent"), kind=FieldKind.PERCENT, required=True)
        try:
            percent = cast("Decimal", field.parse(self._percent.text()))
        except UserError as error:
            self.refused.emit(error.message)
            return
        cells = self._view.selected_cells()
        if self._view.plan_model.change_by_percent(cells, percent):
            self._percent.clear()
            self.enter()
