"""The three ways to begin, and the associations opened last."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from yhdistys.gui.pages.begin.recents import RecentBox
from yhdistys.gui.style import px
from yhdistys.gui.widgets import ChoiceCard
from yhdistys.i18n import _


class Welcome(QWidget):
    """What stands there when nothing is open.

    Attributes:
        new: Begins a new association, or continues one.
        open: Opens a file.
        sample: Makes the sample association.
        recent: The associations opened last.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.new = ChoiceCard("add", "", "", self)
        self.open = ChoiceCard(
            "folder",
            _("Open an association's file"),
            _("A file that ends in .yhdistys. You can also drop it on this window."),
            self,
        )
        self.sample = ChoiceCard(
            "star",
            _("Try the sample association"),
            _("An invented association with three years of books and budgets. Nothing can break."),
            self,
        )
        self.recent = RecentBox(self)
        cards = QHBoxLayout()
        cards.setSpacing(px(12))
        for card in (self.new, self.open, self.sample):
            cards.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addLayout(cards)
        layout.addWidget(self.recent)
        layout.addStretch(1)
        self.show_begun("")

    def focus_first(self) -> None:
        """Give the focus to the association opened last, or to the first way to begin."""
        there = [line.button for line in self.recent.lines if line.button.isEnabled()]
        (there[0] if there else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_begun(self, name: str) -> None:
        """Offer to continue the association of that name; an empty name offers a new one."""
        if name:
            title = _("Continue with {name}").format(name=name)
            self.new.set_texts(title, _("You began a new association. What you wrote is kept."))
        else:
            self.new.set_texts(
                _("Begin a new association"),
                _("Name, fiscal year and chart of accounts: three short steps."),
            )
