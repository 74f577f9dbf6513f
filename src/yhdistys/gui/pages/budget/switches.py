"""The chips above the grid: fiscal year, version, what is not planned, cents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from yhdistys.budget.queries import VersionRow
from yhdistys.gui.pages.budget.labels import REMOVE_DRAFT
from yhdistys.gui.pages.budget.words import version_text
from yhdistys.gui.widgets import Chip, SwitchChip, flat_button
from yhdistys.gui.widgets.flow_layout import FlowLayout
from yhdistys.i18n import _


class Switches(QWidget):
    """What is looked at.

    Attributes:
        year_chosen: Another fiscal year was chosen: its label.
        version_chosen: Another version was chosen: its id.
        changed: Rows or figures are to be shown otherwise.
        removal_asked: The draft is to be removed.
    """

    year_chosen = Signal(object)
    version_chosen = Signal(object)
    changed = Signal()
    removal_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.year = Chip(_("Fiscal year"), (), self)
        self.version = Chip(_("Version"), (), self)
        self.unplanned = SwitchChip(_("Not planned"), self)
        self.unplanned.setToolTip(
            _("Show each row of earlier years that this plan has no line for; type to plan it")
        )
        self.cents = SwitchChip(_("Cents"), self)
        self.cents.setToolTip(_("Show amounts with their cents"))
        self.remove = flat_button(str(REMOVE_DRAFT), self)
        self.remove.setToolTip(_("Remove the draft with all its lines; can be undone"))
        layout = FlowLayout(self)
        for widget in (self.year, self.version, self.unplanned, self.cents, self.remove):
            layout.addWidget(widget)
        for box in (self.unplanned, self.cents):
            box.setAccessibleDescription(box.toolTip())
        self.year.chosen.connect(self.year_chosen)
        self.version.chosen.connect(self.version_chosen)
        self.unplanned.clicked.connect(self._on_clicked)
        self.cents.clicked.connect(self._on_clicked)
        self.remove.clicked.connect(self.removal_asked)

    def show_years(self, labels: Sequence[int], shown: int | None, begins: int | None) -> None:
        """Offer fiscal years, also the next one that has not begun."""
        told: list[tuple[object, str]] = [(label, str(label)) for label in labels]
        if begins is not None:
            told.append((begins, _("{year} (not begun)").format(year=begins)))
        self.year.set_choices(told, shown)
        self.year.setVisible(bool(told))

    def show_versions(self, versions: Sequence[VersionRow], shown: VersionRow | None) -> None:
        """Offer the versions of the year's budget."""
        told = [(version.id, version_text(version)) for version in versions]
        self.version.set_choices(told, shown.id if shown else None)
        self.version.setVisible(shown is not None)

    def show_rows_part(self, *, shown: bool) -> None:
        """Offer how the rows of a plan are shown, or not."""
        for widget in (self.unplanned, self.cents):
            widget.setVisible(shown)

    def allow_removal(self, *, allowed: bool) -> None:
        """Offer to remove the version, or not."""
        self.remove.setVisible(allowed)

    @Slot()
    def _on_clicked(self) -> None:
        self.changed.emit()
