"""A text with what was removed and added marked: by colour, and by lines through and under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from yhdistys.grants.rules.comparing import TextPart
from yhdistys.gui.style import Tone, appearance, tone_colours
from yhdistys.i18n import _


class TextChanges(QTextEdit):
    """Shows two texts as one; screen readers are told what was removed and what was added."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: tuple[TextPart, ...] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(_("What was removed and added"))
        appearance().changed.connect(self._on_appearance_changed)

    def show_parts(self, parts: Sequence[TextPart]) -> None:
        """Show a text piece by piece, from its first change on."""
        if self._parts == tuple(parts) and parts:
            return
        self._parts = tuple(parts)
        self.setAccessibleDescription(told_parts(parts))
        self._paint_parts()

    def _paint_parts(self) -> None:
        self.clear()
        formats = _formats()
        cursor = self.textCursor()
        first: int | None = None
        for part in self._parts:
            if first is None and part.kind != "same":
                first = cursor.position()
            cursor.insertText(part.text, formats[part.kind])
        cursor.setPosition(first or 0)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    @Slot()
    def _on_appearance_changed(self) -> None:
        self._paint_parts()


def told_parts(parts: Sequence[TextPart]) -> str:
    """Tell in words what was removed and what was added."""
    words = {"removed": _("Removed: “{text}”."), "added": _("Added: “{text}”.")}
    return " ".join(
        words[part.kind].format(text=part.text.strip()) for part in parts if part.kind in words
    )


def _formats() -> dict[str, QTextCharFormat]:
    made = {
        "same": _format(Tone.PLAIN),
        "removed": _format(Tone.OVER),
        "added": _format(Tone.GOOD),
    }
    made["removed"].setFontStrikeOut(True)
    made["added"].setFontUnderline(True)
    return made


def _format(tone: Tone) -> QTextCharFormat:
    ink, ground = tone_colours(tone)
    made = QTextCharFormat()
    made.setForeground(ink)
    if ground.alpha():
        made.setBackground(ground)
    return made
