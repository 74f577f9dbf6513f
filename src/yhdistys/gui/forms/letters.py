"""Letters with Alt for the buttons of a part of the window, in whatever language it is."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from yhdistys.gui.forms.mnemonics import with_mnemonics

_MARK: Final = "&"


def give_letters(owner: QWidget) -> None:
    """Give each button of a section a letter of its own, in whatever language it is."""
    buttons = [button for button in owner.findChildren(QPushButton) if button.text()]
    plain = [button.text().replace(_MARK, "") for button in buttons]
    for button, text in zip(buttons, with_mnemonics(plain), strict=True):
        button.setText(text)


def taken_letters(owner: QWidget) -> str:
    """Return the letters that the buttons of a section have."""
    texts = (button.text() for button in owner.findChildren(QPushButton))
    return "".join(text[text.index(_MARK) + 1] for text in texts if _MARK in text[:-1])
