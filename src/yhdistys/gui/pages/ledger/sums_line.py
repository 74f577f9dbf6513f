"""The line under the entries: how many there are and what they sum to."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from yhdistys.gui.overriding import override
from yhdistys.gui.style import colours, px, set_role
from yhdistys.i18n import _, ngettext
from yhdistys.ledger.queries import EntrySums
from yhdistys.values.formats import money, whole_number


class SumsLine(QWidget):
    """Count at the left, debit, credit and their difference at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = QLabel(self)
        set_role(self._count, "heading")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(10), px(6), px(10), px(6))
        layout.setSpacing(px(6))
        layout.addWidget(self._count)
        layout.addStretch(1)
        self._figures: list[tuple[QLabel, QLabel]] = []
        for number, title in enumerate((_("Debit"), _("Credit"), _("Difference"))):
            name, figure = QLabel(title, self), QLabel(self)
            set_role(name, "quiet")
            set_role(figure, "heading")
            if number:
                layout.addSpacing(px(18))
            layout.addWidget(name)
            layout.addWidget(figure)
            self._figures.append((name, figure))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Stand apart from the rows as sums do: a line above, a quiet ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours().hover))
        painter.fillRect(0, 0, self.width(), max(1, px(1)), QColor(colours().line))
        painter.end()

    @property
    def text(self) -> str:
        """The whole line as one text."""
        parts = [self._count.text()]
        parts += [f"{name.text()} {figure.text()}" for name, figure in self._figures]
        return " · ".join(parts)

    def show_sums(self, sums: EntrySums | None) -> None:
        """Show the sums; None says that they are being read."""
        if sums is None:
            self._count.setText(_("Reading the ledger …"))
        else:
            text = ngettext("{count} entry", "{count} entries", sums.count)
            self._count.setText(text.format(count=whole_number(sums.count)))
        amounts = (None,) * 3 if sums is None else (sums.debit, sums.credit, _difference(sums))
        for (_name, figure), amount in zip(self._figures, amounts, strict=True):
            figure.setText("…" if amount is None else money(amount))


def _difference(sums: EntrySums) -> Decimal:
    return sums.debit - sums.credit
