"""The areas and pages on the left."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from yhdistys.gui.overriding import override
from yhdistys.gui.pages import Area, PagePlace
from yhdistys.gui.style import Tone, colours, icon, px
from yhdistys.i18n import _

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class NavigationButton(QAbstractButton):
    """One entry: an area with its icon, or a page of the open area below it.

    Attributes:
        page_id: The page it opens.
        is_area: Whether it is an area.
    """

    def __init__(self, text: str, page_id: str, *, icon_name: str = "", parent: QWidget) -> None:
        super().__init__(parent)
        self.page_id = page_id
        self.is_area = bool(icon_name)
        self._icon_name = icon_name
        self._is_narrow = False
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def make_narrow(self, *, narrow: bool) -> None:
        """Show the icon only, with the text as a tool tip."""
        self._is_narrow = narrow
        self.setToolTip(self.text() if narrow else "")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return the room of the icon and the text."""
        height = px(34) if self.is_area else px(28)
        if self._is_narrow:
            return QSize(px(40), height)
        font = self._shown_font(bold=True)
        from_left = px(38)
        return QSize(
            from_left + self._text_width(font) + px(12), max(height, self.fontMetrics().height())
        )

    def _text_width(self, font: QFont) -> int:
        from PySide6.QtGui import QFontMetrics  # noqa: PLC0415 - slow: only for measuring

        return QFontMetrics(font).horizontalAdvance(self.text())

    def _shown_font(self, *, bold: bool) -> QFont:
        font = QFont(self.font())
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the chosen entry, its icon and text, and the focus."""
        told = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(QColor(told.selected if self.isChecked() else told.hover))
            painter.drawRoundedRect(ground, px(6), px(6))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(told.accent), 2))
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), px(6), px(6))
        self._paint_content(painter)
        painter.end()

    def _paint_content(self, painter: QPainter) -> None:
        told = colours()
        chosen = self.isChecked()
        if self.is_area:
            side = px(18)
            left = (self.width() - side) // 2 if self._is_narrow else px(10)
            tone = Tone.ACCENT if chosen else Tone.PLAIN
            icon(self._icon_name, tone).paint(
                painter, left, (self.height() - side) // 2, side, side
            )
        if self._is_narrow:
            return
        painter.setFont(self._shown_font(bold=chosen))
        quiet = told.text if self.is_area else told.quiet
        painter.setPen(QColor(told.accent if chosen else quiet))
        room = self.rect().adjusted(px(38), 0, -px(6), 0)
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)


class Navigation(QFrame):
    """Areas, and the pages of the area that is open.

    Attributes:
        chosen: Carries the id of the page that was chosen.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(_("Areas and pages"))
        self._buttons: list[NavigationButton] = []
        self._area_of: dict[str, str] = {}
        self._areas: dict[str, NavigationButton] = {}
        self._is_narrow = False
        inside = QWidget(self)
        inside.setObjectName("navigation-inside")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(px(8), px(10), px(8), px(10))
        self._column.setSpacing(0)
        self._column.addStretch()
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def offer(self, areas: Iterable[Area], pages: Iterable[PagePlace]) -> None:
        """Show the areas that have pages, and their pages."""
        for old in self._buttons:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons, self._area_of, self._areas = [], {}, {}
        by_area: dict[str, list[PagePlace]] = {}
        for page in pages:
            by_area.setdefault(page.area, []).append(page)
        for area in areas:
            if area.id in by_area:
                self._add_area(area, by_area[area.id])
        self.make_narrow(narrow=self._is_narrow)
        self.show_page("")

    def _add_area(self, area: Area, pages: list[PagePlace]) -> None:
        self._areas[area.id] = self._add(str(area.title), pages[0].id, area.icon)
        for page in pages:
            self._area_of[page.id] = area.id
            if len(pages) > 1:
                self._add(str(page.title), page.id, "")

    def _add(self, text: str, page_id: str, icon_name: str) -> NavigationButton:
        button = NavigationButton(text, page_id, icon_name=icon_name, parent=self)
        button.clicked.connect(self._on_clicked)
        self._column.insertWidget(self._column.count() - 1, button)
        self._buttons.append(button)
        return button

    def show_page(self, page_id: str) -> None:
        """Mark the page that is shown and open its area."""
        area = self._area_of.get(page_id, "")
        has_pages = any(b.page_id == page_id and not b.is_area for b in self._buttons)
        for button in self._buttons:
            if button.is_area:
                own = self._areas.get(area) is button
                button.setChecked(own and (not has_pages or self._is_narrow))
            else:
                own = self._area_of[button.page_id] == area
                button.setVisible(own and not self._is_narrow)
                button.setChecked(button.page_id == page_id)

    def make_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons and words."""
        self._is_narrow = narrow
        shown = next((b.page_id for b in self._buttons if b.isChecked()), "")
        for button in self._buttons:
            button.make_narrow(narrow=narrow)
        hints = [b.sizeHint().width() for b in self._buttons] or [px(150)]
        self.setFixedWidth(px(56) if narrow else max(px(172), max(hints) + px(24)))
        self.show_page(shown)

    @property
    def is_narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._is_narrow

    @property
    def buttons(self) -> tuple[NavigationButton, ...]:
        """The entries from the top down, those of closed areas hidden."""
        return tuple(self._buttons)

    @property
    def focused(self) -> NavigationButton | None:
        """The entry that has the focus."""
        return next((button for button in self._buttons if button.hasFocus()), None)

    def enter(self) -> None:
        """Put the focus on the entry that is shown."""
        shown = [b for b in self._buttons if b.isChecked() and not b.isHidden()]
        for button in shown or self._buttons[:1]:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down with the arrow keys."""
        step = _STEPS.get(Qt.Key(event.key()))
        seen = [button for button in self._buttons if not button.isHidden()]
        focused = [place for place, button in enumerate(seen) if button.hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        place = min(max(focused[0] + step, 0), len(seen) - 1)
        seen[place].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, NavigationButton):
            button.setChecked(True)
            self.chosen.emit(button.page_id)
