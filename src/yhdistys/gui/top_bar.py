"""The bar on top: association, fiscal year, period, search, undo and redo."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from yhdistys.gui.context import WindowContext
from yhdistys.gui.period_words import month_name, span_name
from yhdistys.gui.search import SearchField
from yhdistys.gui.style import Tone, appearance, icon, px
from yhdistys.gui.widgets import Chip
from yhdistys.i18n import _
from yhdistys.values.period import Month

_LONGEST_STEP = 34


class TopBar(QFrame):
    """The bar; it shows what the context knows and asks the window for acts.

    Attributes:
        undo_asked: Undo was pressed.
        redo_asked: Redo was pressed.
        search: The search field.
        menu: The menu under the association's name.
    """

    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top-bar")
        self._context = context
        self.menu = QMenu(self)
        self.association = self._button("association")
        self.association.setMenu(self.menu)
        self.association.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.association.setProperty("association", "true")
        self.year = Chip("", (), self)
        self.period = Chip("", (), self)
        self.year.chosen.connect(self._on_year)
        self.period.chosen.connect(self._on_period)
        self.search = SearchField(self)
        self.search.setMinimumWidth(px(200))
        self.search.setMaximumWidth(px(520))
        self.undo = self._button("undo")
        self.redo = self._button("redo")
        self.undo.clicked.connect(self._on_undo)
        self.redo.clicked.connect(self._on_redo)
        self._lay_out()
        appearance().changed.connect(self._on_appearance)
        context.period.changed.connect(self.show_period)
        self.show_association("")
        self.show_period()
        self.show_steps(None, None)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _lay_out(self) -> None:
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(12), px(8), px(12), px(8))
        layout.setSpacing(px(10))
        layout.addWidget(self.association)
        layout.addWidget(self.year)
        layout.addWidget(self.period)
        layout.addStretch(1)
        layout.addWidget(self.search, 8)
        layout.addStretch(1)
        layout.addWidget(self.undo)
        layout.addWidget(self.redo)

    def show_association(self, name: str) -> None:
        """Show whose file is open; an empty name says that none is."""
        shown = name or _("No association")
        self.association.setText(shown)
        self.association.setAccessibleName(_("Association: {name}").format(name=shown))
        self.association.setToolTip(_("Open, begin, close"))

    @Slot()
    def show_period(self) -> None:
        """Show the fiscal years and the months to choose from."""
        period = self._context.period
        years = [(y.label, _("Fiscal year {year}").format(year=y.label)) for y in period.years]
        self.year.setVisible(bool(years))
        self.year.set_choices(years, period.year)
        chosen = period.fiscal_year
        self.period.setVisible(chosen is not None)
        if chosen is None:
            return
        words = span_name if period.cumulative else _name_alone
        months = [(month, words(chosen, month)) for month in chosen.months]
        self.period.set_choices(months, period.last_month)
        told = _("Period: {period}").format(period=self.period.text())
        self.period.setAccessibleName(told)

    def show_steps(self, undo: str | None, redo: str | None) -> None:
        """Show what undo and redo would do; None hides redo and greys undo."""
        _show_step(self.undo, _("Undo"), undo)
        _show_step(self.redo, _("Redo"), redo)
        self.redo.setText("")
        self.redo.setVisible(redo is not None)
        self._on_appearance()

    def fill_menu(self, actions: list[QAction | None]) -> None:
        """Put these actions under the association's name; None is a line between."""
        self.menu.clear()
        for action in actions:
            if action is None:
                self.menu.addSeparator()
            else:
                self.menu.addAction(action)

    @Slot()
    def _on_appearance(self) -> None:
        for button, name in ((self.undo, "undo"), (self.redo, "redo")):
            button.setIcon(icon(name, Tone.PLAIN if button.isEnabled() else Tone.QUIET))

    @Slot(object)
    def _on_year(self, year: int) -> None:
        self._context.period.choose(year, None)

    @Slot(object)
    def _on_period(self, through: Month) -> None:
        period = self._context.period
        period.choose(period.year, None if through == period.reached else through)

    @Slot()
    def _on_undo(self) -> None:
        self.undo_asked.emit()

    @Slot()
    def _on_redo(self) -> None:
        self.redo_asked.emit()


def _name_alone(_year: object, month: Month) -> str:
    return month_name(month)


def _show_step(button: QToolButton, word: str, step: str | None) -> None:
    whole = word if not step else f"{word}: {step}"
    short = whole if len(whole) <= _LONGEST_STEP else f"{whole[: _LONGEST_STEP - 1].rstrip()}…"
    button.setText(short)
    button.setToolTip(whole)
    button.setAccessibleName(whole)
    button.setEnabled(step is not None)
