"""The chips with which a person says what a file is: kind, sheet, fiscal year, signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from yhdistys.app.review_columns import fitting_signs
from yhdistys.app.reviewing import ImportChoices, Review
from yhdistys.gui.pages.importing.words import KINDS, kind_text, sign_text
from yhdistys.gui.style import px
from yhdistys.gui.widgets import Chip, flat_button
from yhdistys.i18n import _


class Recognition(QWidget):
    """A row of chips; each choice asks for the file to be interpreted anew.

    Attributes:
        chosen: Carries the ``ImportChoices``.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = ImportChoices()
        self.kind = Chip(_("Kind"), (), self)
        self.sheet = Chip(_("Sheet"), (), self)
        self.year = Chip(_("Fiscal year"), (), self)
        self.sign = Chip(_("Signs"), (), self)
        self.anew: QPushButton = flat_button(_("Recognise &everything anew"), self)
        self.kind.chosen.connect(self._on_kind)
        self.sheet.chosen.connect(self._on_sheet)
        self.year.chosen.connect(self._on_year)
        self.sign.chosen.connect(self._on_sign)
        self.anew.clicked.connect(self._on_anew)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        for widget in (self.kind, self.sheet, self.year, self.sign, self.anew):
            layout.addWidget(widget)
        layout.addStretch(1)

    def show_review(self, review: Review, years: Sequence[int]) -> None:
        """Show what was recognised and what a person chose."""
        self._choices = review.choices
        kinds = [(kind, kind_text(kind)) for kind in KINDS]
        self.kind.set_choices(kinds, review.kind)
        sheets = [(sheet.name, sheet.name) for sheet in review.table.sheets]
        self.sheet.set_choices(sheets, review.sheet.name)
        self.sheet.setVisible(len(sheets) > 1)
        told: list[tuple[object, str]] = [(None, _("as in the file"))]
        told += [(year, str(year)) for year in years]
        self.year.set_choices(told, review.choices.year)
        self.year.setVisible(review.kind == "budget")
        self._show_signs(review)
        self.anew.setVisible(bool(self._choices.columns or self._choices.sign))

    def _show_signs(self, review: Review) -> None:
        signs = fitting_signs(review.kind, review.columns)
        used = review.preview.result.sign
        offered: list[tuple[object, str]] = [(sign, sign_text(sign)) for sign in signs]
        if review.choices.sign is not None or used is None:
            offered.insert(0, (None, _("as recognised")))
        else:
            offered = [(None, sign_text(used)), *(one for one in offered if one[0] != used)]
        self.sign.set_choices(offered, review.choices.sign)
        self.sign.setVisible(bool(signs))

    @Slot(object)
    def _on_kind(self, kind: object) -> None:
        self.chosen.emit(ImportChoices(kind=str(kind)))

    @Slot(object)
    def _on_sheet(self, sheet: object) -> None:
        self.chosen.emit(
            ImportChoices(kind=self._choices.kind, sheet=str(sheet), year=self._choices.year)
        )

    @Slot(object)
    def _on_year(self, year: object) -> None:
        label = year if isinstance(year, int) else None
        self.chosen.emit(replace(self._choices, year=label))

    @Slot(object)
    def _on_sign(self, sign: object) -> None:
        told = None if sign is None else str(sign)
        self.chosen.emit(replace(self._choices, sign=told))

    @Slot()
    def _on_anew(self) -> None:
        self.chosen.emit(replace(self._choices, sign=None, columns={}))
