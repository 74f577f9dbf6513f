"""The key figures above the budget of an application, in one quiet line."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from yhdistys.grants.rules.key_figures import KeyFigures
from yhdistys.gui.style import Tone, px, set_role
from yhdistys.gui.widgets import Tag
from yhdistys.gui.widgets.flow_layout import FlowLayout
from yhdistys.i18n import _
from yhdistys.values.formats import money, percent_text

_APART: Final = 16


class _Figure(QWidget):
    """One figure after its name, with a tag when it is too much."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = QLabel(self)
        self.figure = QLabel(self)
        self.most = QLabel(self)
        self.tag = Tag("", Tone.OVER, self)
        set_role(self.name, "quiet")
        set_role(self.figure, "heading")
        set_role(self.most, "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        for widget in (self.name, self.figure, self.most, self.tag):
            layout.addWidget(widget)

    def show_figure(self, name: str, figure: str, most: str = "", over: str = "") -> None:
        """Show a figure, under what it should stay, and in words where it does not."""
        self.name.setText(name)
        self.figure.setText(figure)
        self.most.setText(most)
        self.most.setVisible(bool(most))
        self.tag.set_tag(over, Tone.OVER)
        self.tag.updateGeometry()
        self.tag.setVisible(bool(over))
        self.setAccessibleName(self.text)

    @property
    def text(self) -> str:
        """What is shown, as one text."""
        parts = [self.name.text(), self.figure.text(), self.most.text()]
        if not self.tag.isHidden():
            parts.append(self.tag.text())
        return " ".join(part for part in parts if part)


class FiguresLine(QWidget):
    """Costs, the grant with its share, and general costs with their cap."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = FlowLayout(self)
        layout.setSpacing(px(_APART))
        self._figures = tuple(_Figure(self) for _number in range(3))
        for figure in self._figures:
            layout.addWidget(figure)

    @property
    def texts(self) -> tuple[str, ...]:
        """The figures as they are read."""
        return tuple(figure.text for figure in self._figures if not figure.isHidden())

    def show_figures(self, figures: KeyFigures, over: Sequence[int]) -> None:
        """Show the figures.

        Args:
            figures: Of all years.
            over: The years in which the check found general costs above their cap.
        """
        costs, grant, overhead = self._figures
        costs.show_figure(_("Costs"), _euros(figures.costs))
        share = figures.grant_share
        grant.show_figure(
            _("Grant applied for"),
            _euros(figures.grant),
            "" if share is None else _("· {share} of the costs").format(share=percent_text(share)),
        )
        most = figures.overhead_most
        overhead.show_figure(
            _("General costs"),
            _per_cent(figures.overhead_share),
            "" if most is None else _("· at most {amount}").format(amount=_euros(most)),
            _("too much in {years}").format(years=", ".join(map(str, over))) if over else "",
        )
        overhead.setVisible(most is not None or figures.overhead > 0)
        layout = self.layout()
        if layout is not None:
            layout.invalidate()


def _euros(amount: Decimal) -> str:
    return _("{amount} €").format(amount=money(amount))


def _per_cent(share: Decimal | None) -> str:
    return "–" if share is None else percent_text(share)
