"""The line in which the rows of a table are filtered."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from yhdistys.gui.overriding import override
from yhdistys.gui.style import px
from yhdistys.gui.tables.table_model import TableModel
from yhdistys.i18n import _

_APPLY_AFTER: Final = 150  # milliseconds after the last key
_WIDTH: Final = 240
_GAP: Final = 8


class FilterLine(QLineEdit):
    """Filters while one types. Esc empties it, Enter and the arrow down lead to the rows.

    A page may put it in a layout; until then it lies over the lower corner of its table while it
    is used.

    Attributes:
        applied: The model was told a new filter.
    """

    applied = Signal()

    def __init__(self, view: QAbstractItemView, model: TableModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.setObjectName("search")
        self.setPlaceholderText(_("Filter the rows"))
        self.setAccessibleName(_("Filter the rows"))
        self.setClearButtonEnabled(True)
        self.setText(model.filter_text)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_APPLY_AFTER)
        self._later.timeout.connect(self.apply)
        self.textChanged.connect(self._on_text_changed)
        view.installEventFilter(self)
        self.setVisible(bool(model.filter_text))

    @property
    def lies_over(self) -> bool:
        """Whether it lies over its table because no page took it into a layout."""
        return self.parent() is self._view

    @Slot()
    def apply(self) -> None:
        """Filter now."""
        self._later.stop()
        if self.text() != self._model.filter_text:
            self._model.set_filter(self.text())
            self.applied.emit()
        if self.lies_over and not self.text() and not self.hasFocus():
            self.hide()

    @Slot()
    def begin(self) -> None:
        """Show the line and let the reader type."""
        self._place()
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @Slot()
    def leave(self) -> None:
        """Empty the line and go back to the rows."""
        self.clear()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.apply()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        key = arg__1.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.apply()
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(arg__1)

    @override
    def eventFilter(self, arg__1: QObject, arg__2: QEvent) -> bool:
        if arg__2.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        """Lie in the lower right corner of the table."""
        if not self.lies_over:
            return
        viewport = self._view.viewport().geometry()
        width = min(px(_WIDTH), viewport.width())
        height = self.sizeHint().height()
        left = viewport.right() - width - px(_GAP)
        self.setGeometry(left, viewport.bottom() - height - px(_GAP), width, height)

    @Slot()
    def _on_text_changed(self) -> None:
        self._later.start()
