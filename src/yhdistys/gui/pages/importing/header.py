"""The headings of the file's rows: the file's own word, and below it what the column holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from yhdistys.gui.overriding import override
from yhdistys.gui.pages.importing.words import field_text, is_month
from yhdistys.gui.style import colours, px
from yhdistys.gui.style.in_force import set_property
from yhdistys.gui.tables.delegates import PADDING
from yhdistys.gui.tables.header import TableHeader, heading_font
from yhdistys.gui.tables.table_model import TableModel
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import Chip
from yhdistys.i18n import _

_HEIGHT: Final = 66
_TITLE_HEIGHT: Final = 28
_CHIP_HEIGHT: Final = 31
_MARGIN: Final = 4
_WIDEST: Final = 190
_SIDES: Final = 6
_DROP: Final = 14
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ColumnChoice(NamedTuple):
    """What one column of the file is taken for, and what it may be taken for."""

    title: str
    field: str | None
    reason: str
    section: int


class FieldChip(Chip):
    """The chip of one column; shortens what it says to the width of its column.

    Attributes:
        index: The column of the file, from 0.
        section: Where the column stands in the table.
    """

    def __init__(self, index: int, parent: QWidget) -> None:
        super().__init__("", (), parent)
        self.index = index
        self.section = index + 1
        self._told = ""

    def show_choice(self, choice: ColumnChoice, fields: Sequence[str]) -> None:
        """Show what the column is taken for, and offer the others."""
        offered: list[tuple[object, str]] = [(None, field_text(None))]
        offered += [(field, field_text(field)) for field in fields]
        if choice.field is not None and choice.field not in fields:
            offered = [(choice.field, field_text(choice.field))]
        self.set_choices(offered, choice.field)
        self.section = choice.section
        self.setEnabled(not is_month(choice.field))
        set_property(self, "drops", "true" if self.isEnabled() else "")
        self._told = field_text(choice.field)
        self.setAccessibleName(
            _("Column {title}: {field}").format(title=choice.title, field=self._told)
        )
        self.setAccessibleDescription(choice.reason)

    def place(self, room: QRect) -> None:
        """Stand in a room, with as much of the text as there is place for."""
        self.setGeometry(room)
        taken = px(2 * _SIDES) + 2 + (px(_DROP) if self.isEnabled() else 0)
        text = self.fontMetrics().elidedText(
            self._told, Qt.TextElideMode.ElideRight, room.width() - taken
        )
        self.setText(text.replace("&", "&&"))
        self.setToolTip(self.accessibleName())


def _section_of(chip: FieldChip) -> int:
    return chip.section


class FieldHeader(TableHeader):
    """Titles with chips below; Left and Right go from chip to chip.

    Attributes:
        field_chosen: A person said what a column holds: (its index, the field or None).
    """

    field_chosen = Signal(object)

    def __init__(self, model: TableModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self._chips: list[FieldChip] = []
        self.setSectionsMovable(False)
        self.sectionResized.connect(self._on_moved)
        self.geometriesChanged.connect(self._on_moved)

    @property
    def chips(self) -> tuple[FieldChip, ...]:
        """The chips, one for each column of the file."""
        return tuple(self._chips)

    def show_choices(self, choices: Sequence[ColumnChoice], fields: Sequence[str]) -> None:
        """Show what the columns are taken for.

        Args:
            choices: One for each column of the file.
            fields: What a column may be taken for.
        """
        while len(self._chips) < len(choices):
            chip = FieldChip(len(self._chips), self.viewport())
            chip.chosen.connect(self._on_chosen)
            chip.installEventFilter(self)
            self._chips.append(chip)
        for chip, choice in zip(self._chips, choices, strict=True):
            chip.show_choice(choice, fields)
            chip.show()
        self.place_chips()

    @Slot()
    def place_chips(self) -> None:
        """Put each chip under its title."""
        margin = px(_MARGIN)
        top = px(_TITLE_HEIGHT)
        for chip in self._chips:
            left = self.sectionViewportPosition(chip.section) + margin
            width = min(self.sectionSize(chip.section) - 2 * margin, px(_WIDEST))
            chip.place(QRect(left, top, max(0, width), px(_CHIP_HEIGHT)))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.length(), px(_HEIGHT))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        now = colours()
        painter.save()
        painter.fillRect(rect, QColor(now.panel))
        line = QRectF(rect)
        line.setTop(line.bottom() - max(1.0, px(1) * 1.0))
        painter.fillRect(line, QColor(now.line))
        has_chip = any(chip.section == logicalIndex for chip in self._chips)
        room = QRectF(rect).adjusted(px(PADDING), 0, -px(PADDING), 0)
        if has_chip:
            room.setHeight(px(_TITLE_HEIGHT))
        font = heading_font(self.font())
        painter.setFont(font)
        painter.setPen(QColor(now.quiet))
        self._paint_title(painter, room, logicalIndex, QFontMetricsF(font))
        painter.restore()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, FieldChip):
            if event.type() == QEvent.Type.FocusIn:
                self._bring_to_sight(watched.section)
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._go(watched, event.key())
        return super().eventFilter(watched, event)

    def _go(self, chip: FieldChip, key: int) -> bool:
        """Go to the chip at the left or right."""
        step = _STEPS.get(Qt.Key(key))
        if step is None:
            return False
        order = sorted((one for one in self._chips if one.isEnabled()), key=_section_of)
        place = order.index(chip) + step
        if 0 <= place < len(order):
            order[place].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _bring_to_sight(self, section: int) -> None:
        view = self.parent()
        if isinstance(view, TableView) and view.model().rowCount() > 0:
            at = view.model().index(max(0, view.rowAt(0)), section)
            view.scrollTo(at)
            self.place_chips()

    @Slot(object)
    def _on_chosen(self, field: object) -> None:
        chip = self.sender()
        if isinstance(chip, FieldChip):
            self.field_chosen.emit((chip.index, field))

    @Slot()
    def _on_moved(self) -> None:
        self.place_chips()


class FileView(TableView):
    """A table of the file's rows under such headings."""

    @override
    def make_header(self, model: TableModel) -> TableHeader:
        return FieldHeader(model, self)

    @property
    def fields(self) -> FieldHeader:
        """The headings."""
        header = self.horizontalHeader()
        if not isinstance(header, FieldHeader):
            message = "the headings were replaced"
            raise TypeError(message)
        return header

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current row in sight when the list below takes room."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            self.fields.place_chips()
