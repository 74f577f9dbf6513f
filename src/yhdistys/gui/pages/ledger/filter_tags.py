"""What narrows the entries, as small tags that can be taken away one by one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from yhdistys.gui.pages.ledger.filters import PARTS
from yhdistys.gui.style import px, set_icon
from yhdistys.gui.widgets import flat_button
from yhdistys.gui.widgets.flow_layout import FlowLayout
from yhdistys.i18n import _

_LONGEST = 48
_CROSS = 12


class FilterTags(QWidget):
    """Shows one tag for each part of the filters; hidden when nothing narrows the entries.

    Attributes:
        removed: A tag was taken away: the part of the filters.
        cleared: All filters are to be taken away.
    """

    removed = Signal(object)
    cleared = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = FlowLayout(self)
        self._tags: dict[str, QToolButton] = {}
        for part in PARTS:
            tag = QToolButton(self)
            tag.setObjectName(part)
            tag.setProperty("chip", "true")
            tag.setProperty("has-sign", "true")
            tag.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            tag.setIconSize(QSize(px(_CROSS), px(_CROSS)))
            set_icon(tag, "close")
            tag.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            tag.setAccessibleName(_("Take this filter away"))
            tag.clicked.connect(self._on_clicked)
            tag.hide()
            layout.addWidget(tag)
            self._tags[part] = tag
        self._clear = flat_button(_("C&lear filters"), self)
        self._clear.clicked.connect(self.cleared)
        layout.addWidget(self._clear)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What the shown tags say."""
        return tuple(tag.accessibleName() for tag in self._tags.values() if not tag.isHidden())

    def show_parts(self, told: Mapping[str, str]) -> None:
        """Show a tag for each part that is told."""
        for part, tag in self._tags.items():
            text = told.get(part, "")
            shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
            tag.setText(shown.replace("&", "&&"))
            tag.setAccessibleName(text or _("Take this filter away"))
            tag.setAccessibleDescription(_("Take this filter away"))
            tag.setToolTip(_("Take away: {filter}").format(filter=text))
            tag.setVisible(bool(text))
        self.setVisible(bool(told))

    @Slot()
    def _on_clicked(self) -> None:
        tag = self.sender()
        if isinstance(tag, QToolButton):
            self.removed.emit(tag.objectName())
