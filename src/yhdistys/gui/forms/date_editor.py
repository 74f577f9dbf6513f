"""A day: typed as people write days, or picked from a calendar."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Slot
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from yhdistys.errors import ValidationError
from yhdistys.gui.forms.editors import IconButton, LineEditor
from yhdistys.gui.style import px, set_icon
from yhdistys.i18n import _, language, lazy
from yhdistys.values.fields import Field

_ARROWS: Final = {
    "qt_calendar_prevmonth": ("chevron-left", lazy("Previous month")),
    "qt_calendar_nextmonth": ("chevron-right", lazy("Next month")),
}
"""The icons and names of the calendar's buttons by the names that Qt gives them."""
_PARTS: Final = {
    "qt_calendar_yearedit": lazy("Year"),
    "qt_calendar_calendarview": lazy("Days of the month"),
}
"""The names of the calendar's other parts."""


class DateEditor(LineEditor):
    """A line for a day with a button that drops a calendar down."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        name = _("Choose a day: {field}").format(field=field.label)
        self._button = IconButton("calendar", name, self)
        self._button.clicked.connect(self._on_clicked)
        self.row.insertWidget(1, self._button)
        self._popup: QFrame | None = None
        self._calendar: QCalendarWidget | None = None

    @Slot()
    def _on_clicked(self) -> None:
        if self._popup is None or self._calendar is None:
            self._popup, self._calendar = self._built()
        day = self._day()
        if day is not None:
            self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._popup.move(self.mapToGlobal(QPoint(0, self.height())))
        self._popup.show()
        self._calendar.setFocus()

    @Slot(QDate)
    def _on_picked(self, day: QDate) -> None:
        self.set_text(self.field.show(date(day.year(), day.month(), day.day())))
        if self._popup is not None:
            self._popup.hide()
        self.input.setFocus()
        self.left.emit()

    def _day(self) -> date | None:
        try:
            day = self.field.parse(self.text)
        except ValidationError:
            return None
        return day if isinstance(day, date) else None

    def _built(self) -> tuple[QFrame, QCalendarWidget]:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setProperty("popup", "true")
        calendar = QCalendarWidget(popup)
        calendar.setAccessibleName(str(self.field.label))
        calendar.setLocale(QLocale(language()))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        plain = QTextCharFormat()
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, plain)
        _name_parts(calendar)
        calendar.clicked.connect(self._on_picked)
        calendar.activated.connect(self._on_picked)
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(px(6), px(6), px(6), px(6))
        layout.addWidget(calendar)
        return popup, calendar


def _name_parts(calendar: QCalendarWidget) -> None:
    """Give the buttons of a calendar our icons, and all its parts names for screen readers."""
    for part in calendar.findChildren(QWidget):
        if part.objectName() in _PARTS:
            part.setAccessibleName(str(_PARTS[part.objectName()]))
        elif isinstance(part, QToolButton) and part.objectName() in _ARROWS:
            icon_name, told = _ARROWS[part.objectName()]
            set_icon(part, icon_name)
            part.setAccessibleName(str(told))
