"""Walks through the widgets of a page: what has the focus, names, letters, and room for texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabWidget,
    QToolButton,
    QWidget,
)

from yhdistys.gui.widgets import ElidedLabel

MNEMONIC = re.compile(r"&([^&\s])")
_ROUNDING = 1


def seen(root: QWidget) -> Iterator[QWidget]:
    """Yield the widgets that can be seen, from the outside in; what is hidden hides its inside."""
    for widget in root.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not widget.isHidden():
            if widget.width() > 0:
                yield widget
            yield from seen(widget)


def parts(root: QWidget) -> Iterator[None]:
    """Show each tab of a page in turn, or the page as it is when it has none; ends as it began."""
    found = [widget for widget in seen(root) if isinstance(widget, QTabWidget)]
    if not found:
        yield
    for tabs in found:
        first = tabs.currentIndex()
        for number in range(tabs.count()):
            tabs.setCurrentIndex(number)
            QCoreApplication.processEvents()
            yield
        tabs.setCurrentIndex(first)


def told(widget: QWidget) -> str:
    """Describe a widget so that one finds it in the code."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    names = [type(widget).__name__, widget.objectName(), widget.accessibleName(), text]
    return " ".join(filter(None, names))[:90]


def focusable(root: QWidget) -> Iterator[QWidget]:
    """Yield what the Tab key reaches."""
    for widget in seen(root):
        is_reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if is_reached and widget.isEnabled() and not isinstance(widget, QScrollArea):
            yield widget


def nameless(root: QWidget) -> list[str]:
    """Return the focusable widgets a screen reader has no name for."""
    found = []
    for widget in focusable(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(told(widget))
    return found


def doubled_mnemonics(root: QWidget) -> list[str]:
    """Return the letters that more than one visible text of a page takes with Alt."""
    letters: Counter[str] = Counter()
    for widget in seen(root):
        text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
        is_label_alone = isinstance(widget, QLabel) and widget.buddy() is None
        found = MNEMONIC.search(text.replace("&&", ""))
        if found and not is_label_alone:
            letters[found[1].casefold()] += 1
    return [f"{letter}: {count}" for letter, count in letters.items() if count > 1]


def clipped(root: QWidget) -> list[str]:
    """Return the texts that have less room than they need."""
    found = []
    for widget in seen(root):
        needed = _needed(widget)
        if needed is None:
            continue
        width, height = needed
        if widget.width() + _ROUNDING < width or widget.height() + _ROUNDING < height:
            found.append(f"{told(widget)}: {widget.width()}x{widget.height()} of {width}x{height}")
    return found


def _needed(widget: QWidget) -> tuple[int, int] | None:
    """Return the room that a text needs; None for what elides or scrolls by itself."""
    hint = widget.sizeHint()
    if isinstance(widget, QComboBox | QLineEdit):
        return 0, hint.height()
    if not isinstance(widget, QLabel | QPushButton | QToolButton | QCheckBox | QRadioButton):
        return None
    if isinstance(widget, ElidedLabel) or not widget.text():
        return None
    if isinstance(widget, QLabel) and widget.wordWrap():
        return 0, widget.heightForWidth(widget.width())
    return hint.width(), hint.height()


def overlapping(root: QWidget) -> list[str]:
    """Return the pairs of texts and fields that lie over each other."""
    kinds = (QLabel, QAbstractButton, QLineEdit, QComboBox)
    places = [
        (widget, QRect(widget.mapTo(root, QPoint(0, 0)), widget.size()))
        for widget in seen(root)
        if isinstance(widget, kinds)
    ]
    return [
        f"{told(one)} / {told(other)}"
        for number, (one, here) in enumerate(places)
        for other, there in places[number + 1 :]
        if not (one.isAncestorOf(other) or other.isAncestorOf(one))
        and one.parent() is other.parent()
        and here.adjusted(1, 1, -1, -1).intersects(there.adjusted(1, 1, -1, -1))
    ]


def focus_unseen(root: QWidget) -> list[str]:
    """Return the widgets that look the same with the focus and without."""
    found = []
    for widget in list(focusable(root)):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not widget.hasFocus():
            continue
        with_focus = _picture(widget)
        widget.clearFocus()
        if with_focus == _picture(widget):
            found.append(told(widget))
    return found


def _picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()
