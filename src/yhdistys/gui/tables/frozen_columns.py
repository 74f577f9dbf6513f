"""The first columns of a wide table, which stay in sight while the others scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView

from yhdistys.gui.overriding import override
from yhdistys.gui.style import appearance, colours, px
from yhdistys.gui.tables.painted_view import PaintedView
from yhdistys.gui.tables.table_model import TableModel


class FrozenColumns(PaintedView):
    """Lies over the left side of a view and shows its first columns, in step with it.

    Only the eye and the mouse know of it: keyboard and screen readers have the whole table in the
    view below.
    """

    def __init__(self, view: PaintedView, model: TableModel, count: int) -> None:
        super().__init__(model, view)
        self._view = view
        self._count = count
        self.setFocusProxy(view)
        self.setAccessibleName(view.accessibleName())
        self.verticalScrollBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionModel(view.selectionModel())
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionsMovable(False)
        for column in range(count, model.columnCount()):
            self.setColumnHidden(column, True)  # noqa: FBT003 - a setter of Qt
        view.horizontalHeader().sectionResized.connect(self._on_width_changed)
        view.verticalHeader().sectionResized.connect(self._on_height_changed)
        view.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(view.verticalScrollBar().setValue)
        view.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.entered.connect(view.on_entered)
        self.doubleClicked.connect(view.doubleClicked)
        model.modelReset.connect(self.follow)
        appearance().changed.connect(self.follow)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        self.follow()

    @property
    @override
    def hovered_row(self) -> int:
        return self._view.hovered_row

    @Slot()
    def follow(self) -> None:
        """Take the sizes of the view below."""
        header, rows = self._view.horizontalHeader(), self._view.verticalHeader()
        for column in range(self._count):
            self.setColumnWidth(column, header.sectionSize(column))
            self.setColumnHidden(column, header.isSectionHidden(column))
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(rows.defaultSectionSize())
        for row in self._model.title_rows():
            self.verticalHeader().resizeSection(row, rows.sectionSize(row))
        self.verticalScrollBar().setValue(self._view.verticalScrollBar().value())
        self._place()

    @override
    def eventFilter(self, arg__1: QObject, arg__2: QEvent) -> bool:
        if arg__2.type() in {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest}:
            self._place()
        return False

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        painter = QPainter(self.viewport())
        edge = self.viewport().rect()
        edge.setLeft(edge.right() - max(1, px(1)) + 1)
        painter.fillRect(edge, QColor(colours().line))
        painter.end()

    def _place(self) -> None:
        """Lie over the columns, only while they would be out of sight."""
        view = self._view
        width = min(self.horizontalHeader().length(), view.viewport().width() // 2)
        frame = view.frameWidth()
        height = view.horizontalHeader().height() + view.viewport().height()
        self.setGeometry(frame, frame, width, height)
        self.setVisible(view.horizontalScrollBar().value() > 0)

    @Slot(int)
    def _on_scrolled(self, _value: int) -> None:
        self._place()

    @Slot(int, int, int)
    def _on_width_changed(self, column: int, _before: int, width: int) -> None:
        if column < self._count:
            self.setColumnWidth(column, width)
            self._place()

    @Slot(int, int, int)
    def _on_height_changed(self, row: int, _before: int, height: int) -> None:
        self.verticalHeader().resizeSection(row, height)
