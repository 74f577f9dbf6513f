"""The parts of the first page: a box that opens a page, and a table as high as its rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFocusEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from yhdistys.gui.context import WindowContext
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.home.facts import HomeFacts
from yhdistys.gui.style import px, set_role
from yhdistys.gui.tables.table_model import TableModel
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import Panel, flat_button


def text_label(role: str, parent: QWidget, *, wraps: bool = True) -> QLabel:
    """Return a label for plain text."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    set_role(label, role)
    return label


class Box(Panel):
    """A panel of the first page with a link to the page where there is more.

    Attributes:
        link: Opens the page.
    """

    def __init__(
        self, title: str, link: str, context: WindowContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self.context = context
        self.link = flat_button(link, self)
        self.link.setAutoDefault(True)
        self.link.setAccessibleName(f"{title}: {link}" if title else link)
        policy = self.link.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.link.setSizePolicy(policy)
        self.link.setVisible(bool(link))
        self.link.clicked.connect(self._on_link)
        self.head.addWidget(self.link)

    def show_facts(self, facts: HomeFacts) -> None:
        """Show what is known now; overridden by each box."""

    def open(self) -> None:
        """Open the page with more; overridden by each box."""

    @Slot()
    def _on_link(self) -> None:
        self.open()


class ShortTable(TableView):
    """A table of few rows that shows them all and leaves scrolling to the page."""

    def __init__(
        self,
        name: str,
        model: TableModel,
        *,
        accessible_name: str,
        spared: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Build the table.

        Args:
            name: What the arrangement of the columns is remembered under.
            model: What is shown.
            accessible_name: What a screen reader calls the table.
            spared: The ids of columns that may be missing where room is short, in this order.
            parent: Owns the table.
        """
        super().__init__(name, model, accessible_name=accessible_name, parent=parent)
        ids = [column.id for column in model.columns]
        self._spared = tuple(ids.index(column_id) for column_id in spared)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        model.modelReset.connect(self._on_reset)

    @override
    def sizeHint(self) -> QSize:
        rows = sum(self.rowHeight(row) for row in range(self.model().rowCount()))
        return QSize(px(300), self.horizontalHeader().sizeHint().height() + rows + px(2))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), self.sizeHint().height())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column in self._spared:
            self.setColumnHidden(column, False)  # noqa: FBT003 - as Qt wants it
        self.column_layout.arrange()
        for column in self._spared:
            if self.horizontalHeader().length() > self.viewport().width():
                self.setColumnHidden(column, True)  # noqa: FBT003 - as Qt wants it
                self.column_layout.arrange()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    @Slot()
    def _on_reset(self) -> None:
        self.updateGeometry()
