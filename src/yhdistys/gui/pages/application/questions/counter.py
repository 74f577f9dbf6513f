"""How long an answer is, as its funder counts, under the field."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QTextEdit, QWidget

from yhdistys.grants.rules.limits import Limit
from yhdistys.gui.style import Tone, px, set_role
from yhdistys.gui.style.in_force import tone_colours
from yhdistys.gui.widgets import Tag, flat_button
from yhdistys.i18n import _
from yhdistys.values.counting import CountedUnit, CountingRule, count
from yhdistys.values.formats import whole_number


class Counter(QWidget):
    """Counts while one types; offers to set the limit that the web form has.

    Attributes:
        limit_asked: The limit is to be set.
    """

    limit_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tag = Tag("", Tone.QUIET, self)
        self.told = QLabel(self)
        set_role(self.told, "quiet")
        self.limit_button = flat_button("", self)
        self.limit_button.clicked.connect(self.limit_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        row.addWidget(self.tag)
        row.addWidget(self.told, 1)
        row.addWidget(self.limit_button)

    def show_length(self, text: str, limit: Limit) -> int:
        """Show how long a text is; returns by how much it is too long."""
        length = count(text, limit.counting)
        over = 0 if limit.max_chars is None else max(0, length - limit.max_chars)
        self.tag.set_tag(_length_text(length, limit, over), Tone.OVER if over else Tone.PLAIN)
        self.tag.updateGeometry()
        self.told.setText(counting_text(limit.counting))
        known = _("Limit {n}…") if limit.max_chars is not None else _("No limit…")
        text_of_limit = known if limit.is_known else _("Set the limit…")
        number = whole_number(limit.max_chars) if limit.max_chars is not None else ""
        self.limit_button.setText(text_of_limit.format(n=number))
        return over


def _length_text(length: int, limit: Limit, over: int) -> str:
    if limit.max_chars is None:
        return _("{n} characters").format(n=whole_number(length))
    told = _("{n} / {limit} characters").format(
        n=whole_number(length), limit=whole_number(limit.max_chars)
    )
    return _("{told} · {n} too many").format(told=told, n=whole_number(over)) if over else told


def counting_text(rule: CountingRule) -> str:
    """Tell in words how a funder counts."""
    parts = [_("with spaces") if rule.counts_spaces else _("without spaces")]
    if rule.line_break != 1:
        parts.append(_("a line break as two"))
    if rule.unit is CountedUnit.UTF_8_BYTES:
        parts.append(_("in bytes"))
    return _("counted {how}").format(how=", ".join(parts))


def mark_over(field: QPlainTextEdit, limit: Limit) -> None:
    """Mark what is beyond the limit; what fits is found by halving."""
    text, marks = field.toPlainText(), []
    most = limit.max_chars
    if most is not None and count(text, limit.counting) > most:
        fits, beyond = 0, len(text)
        while beyond - fits > 1:
            middle = (fits + beyond) // 2
            if count(text[:middle], limit.counting) <= most:
                fits = middle
            else:
                beyond = middle
        mark = QTextEdit.ExtraSelection()
        ink, ground = tone_colours(Tone.OVER)
        mark.format.setForeground(ink)
        mark.format.setBackground(ground)
        mark.cursor = field.textCursor()
        mark.cursor.setPosition(len(text[:fits].encode("utf-16-le")) // 2)
        mark.cursor.movePosition(mark.cursor.MoveOperation.End, mark.cursor.MoveMode.KeepAnchor)
        marks.append(mark)
    field.setExtraSelections(marks)
