"""A bar: how much is used, and how much should be by now."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from yhdistys.gui.overriding import override
from yhdistys.gui.style import px
from yhdistys.gui.widgets.painting import TICK_HEIGHT, paint_bar
from yhdistys.i18n import _

_HUNDRED = Decimal(100)


class Bar(QWidget):
    """Shows a used part beside the part expected by now; says both to screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._used = Decimal(0)
        self._expected: Decimal | None = None
        self._is_over = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(
        self, used: Decimal, expected: Decimal | None = None, *, is_over: bool = False
    ) -> None:
        """Show these parts, 0 to 1; ``is_over`` paints the bar as exceeded."""
        self._used, self._expected, self._is_over = used, expected, is_over
        self.setAccessibleName(_told(used, expected))
        self.setToolTip(self.accessibleName())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(150), px(TICK_HEIGHT + 4))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), px(TICK_HEIGHT + 4))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_bar(painter, QRectF(self.rect()), self._used, self._expected, is_over=self._is_over)
        painter.end()


def _told(used: Decimal, expected: Decimal | None) -> str:
    from yhdistys.values.formats import percent_text  # noqa: PLC0415 - slow: with the first bar

    shown = percent_text(used * _HUNDRED, places=0)
    if expected is None:
        return _("used {used}").format(used=shown)
    by_now = percent_text(expected * _HUNDRED, places=0)
    return _("used {used}, expected by now {expected}").format(used=shown, expected=by_now)
