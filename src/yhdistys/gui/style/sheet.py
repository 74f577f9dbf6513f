"""The style sheet: small, and without a word about the items of tables, which paint themselves."""

from __future__ import annotations

from dataclasses import asdict
from importlib import resources
from string import Template
from typing import Final

from yhdistys.gui.style.colours import COLOURS, Scheme
from yhdistys.gui.style.in_force import px

_SIZES: Final = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 19, 20, 22, 24, 26)


def style_sheet(scheme: Scheme) -> str:
    """Return the sheet in a scheme's colours and at the text's size."""
    folder = resources.files("yhdistys_resources") / "icons" / "sheet"
    sizes = {f"px{size}": f"{px(size)}px" for size in _SIZES}
    pictures = {
        name: f"url({(folder / f'{name}-{scheme}.svg')!s})".replace("\\", "/")
        for name in ("check", "dash", "dot", "down", "tick")
    }
    return Template(_LABELS + _BUTTONS + _FIELDS + _FRAMES + _BARS + _WINDOW).substitute(
        asdict(COLOURS[scheme]), **sizes, **pictures
    )


_LABELS: Final = """
QLabel[role="title"] { font-size: $px20; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="figure"] { font-size: $px26; font-weight: 600; }
QLabel[role="subtitle"], QLabel[role="quiet"] { color: $quiet; }
QLabel[role="field-problem"] { color: $over; }
QToolTip { color: $text; background: $panel; border: 1px solid $bar_ground; padding: $px4; }
"""

_BUTTONS: Final = """
QPushButton, QToolButton[chip="true"] {
  color: $text; background: $panel; border: 1px solid $line; border-radius: $px6;
  padding: $px5 $px13;
}
QToolButton[chip="true"] { padding: $px5 $px6; }
QToolButton[drops="true"] { padding: $px5 $px20 $px5 $px6; }
QToolButton[has-sign="true"] { padding: $px5 $px2 $px5 $px9; }
QToolButton[chip="true"]::menu-indicator { image: none; width: 0; }
QToolButton[drops="true"]::menu-indicator {
  image: $down; width: $px12; height: $px12; right: $px5;
  subcontrol-origin: padding; subcontrol-position: center right;
}
QPushButton:hover, QToolButton[chip="true"]:hover { background: $hover; border-color: $bar_ground; }
QPushButton:pressed, QToolButton[chip="true"]:pressed,
QToolButton[chip="true"]:checked { background: $selected; border-color: $bar_ground; }
QPushButton:focus { border: 2px solid $accent; padding: $px4 $px12; }
QToolButton[chip="true"]:focus { border: 2px solid $accent; padding: $px4 $px5; }
QToolButton[drops="true"]:focus { padding: $px4 $px19 $px4 $px5; }
QToolButton[has-sign="true"]:focus { padding: $px4 $px1 $px4 $px8; }
QPushButton:disabled, QToolButton[chip="true"]:disabled {
  color: $quiet; background: $window; border-color: $line;
}
QPushButton[main="true"] { color: $on_accent; background: $accent; border-color: $accent; }
QPushButton[main="true"]:hover, QPushButton[main="true"]:pressed { border-color: $text; }
QPushButton[main="true"]:focus { border: 2px solid $text; }
QPushButton[main="true"]:disabled {
  color: $quiet; background: $hover; border: 1px solid $line; padding: $px5 $px13;
}
QPushButton[flat-link="true"] {
  color: $accent; background: transparent; border: 2px solid transparent; padding: $px2 $px3;
  text-align: left;
}
QPushButton[flat-link="true"]:hover { background: $hover; }
QPushButton[flat-link="true"]:focus { border: 2px solid $accent; padding: $px2 $px3; }
QPushButton[flat-link="true"]:disabled { color: $quiet; }
QPushButton[row="true"] {
  text-align: left; background: transparent; border: 2px solid transparent;
  border-bottom: 1px solid $line; border-radius: 0; padding: 0;
}
QPushButton[row="true"]:hover { background: $hover; }
QPushButton[row="true"]:checked { background: $selected; border-radius: $px6; }
QPushButton[row="true"]:focus { border: 2px solid $accent; border-radius: $px6; }
QToolButton {
  color: $text; background: transparent; border: 2px solid transparent; border-radius: $px6;
  padding: $px3;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selected; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $quiet; }
QCheckBox, QRadioButton { spacing: $px8; }
QCheckBox:disabled, QRadioButton:disabled { color: $quiet; }
QCheckBox::indicator, QRadioButton::indicator {
  width: $px14; height: $px14; background: $panel; border: 1px solid $quiet; margin: 1px;
}
QCheckBox::indicator { border-radius: $px4; }
QRadioButton::indicator { border-radius: $px8; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: $hover; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked,
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; }
QCheckBox::indicator:checked { image: $check; }
QCheckBox::indicator:indeterminate { image: $dash; }
QRadioButton::indicator:checked { image: $dot; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; margin: 0; }
QCheckBox::indicator:checked:focus, QRadioButton::indicator:checked:focus,
QCheckBox::indicator:indeterminate:focus { border-color: $text; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
  background: $hover; border-color: $bar_ground;
}
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {
  background: $quiet; border-color: $quiet;
}
"""

_FIELDS: Final = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
  color: $text; background: $panel; border: 1px solid $bar_ground; border-radius: $px6;
  padding: $px4 $px7; selection-color: $on_accent; selection-background-color: $accent;
  placeholder-text-color: $quiet;
}
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {
  border-color: $quiet;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled, QLineEdit:read-only, QPlainTextEdit:read-only {
  background: $window; border-color: $line;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QComboBox:on,
QAbstractSpinBox:focus { border: 2px solid $accent; padding: $px3 $px6; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border-color: $over;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled { color: $quiet; }
QLineEdit#search { background: $window; border-color: $line; padding: $px6 $px10; }
QLineEdit#search:focus { background: $panel; border-color: $accent; padding: $px5 $px9; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox { padding-right: $px4; combobox-popup: 0; }
QComboBox:focus, QComboBox:on { padding-right: $px3; }
QComboBox::drop-down { border: none; width: $px22; }
QComboBox::down-arrow { image: $down; width: $px12; height: $px12; }
QComboBox QAbstractItemView {
  background: $panel; border: 1px solid $bar_ground; padding: $px4; outline: none;
  selection-color: $text; selection-background-color: $selected;
}
QComboBox QAbstractItemView::item { min-height: $px26; }
QListView, QTreeView { selection-color: $text; selection-background-color: $selected; }
"""

_FRAMES: Final = """
QFrame[panel="true"] { background: $panel; border: 1px solid $line; border-radius: $px8; }
QFrame[strip="good"] { background: $good_ground; border: none; border-radius: $px8; }
QFrame[strip="late"] { background: $late_ground; border: none; border-radius: $px8; }
QFrame[strip="over"] { background: $over_ground; border: none; border-radius: $px8; }
QFrame[strip="accent"], QFrame[strip="plain"], QFrame[strip="quiet"] {
  background: $selected; border: none; border-radius: $px8;
}
QFrame[strip="good"] QLabel[role="heading"] { color: $good; }
QFrame[strip="late"] QLabel[role="heading"] { color: $late; }
QFrame[strip="over"] QLabel[role="heading"] { color: $over; }
QDialog, QFrame[popup="true"] { background: $panel; }
QFrame[popup="true"] { border: 1px solid $bar_ground; }
QScrollArea, QScrollArea > QWidget > QWidget[page-body="true"] {
  background: transparent; border: none;
}
QMenu { color: $text; background: $panel; border: 1px solid $bar_ground; padding: $px4;
  menu-scrollable: 1; }
QMenu::item { padding: $px5 $px24 $px5 $px10; border-radius: $px4; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $line; margin: $px4 $px6; }
QMenu::icon { padding-left: $px8; }
QMenu::indicator { width: $px14; height: $px14; margin-left: $px6; }
QMenu::indicator:checked { image: $tick; }
QMenu::right-arrow { width: $px12; height: $px12; }
"""

_BARS: Final = """
QHeaderView { background: $panel; border: none; }
QHeaderView::section {
  color: $quiet; background: $panel; border: none; border-bottom: 1px solid $line;
  padding: $px6 $px10; font-size: $px12; font-weight: 600;
}
QHeaderView::section:hover { background: $hover; }
QHeaderView::section:vertical { border-right: 1px solid $line; }
QFrame[answer-cells="true"] {
  background: $panel; border: none; border-bottom: 1px solid $line; gridline-color: $line;
  selection-color: $text; selection-background-color: $selected;
}
QFrame[answer-cells="true"]::item { padding: $px3 $px6; }
QFrame[answer-cells="true"] QLineEdit { border-radius: 0; padding: 0 $px4; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { font-weight: normal; }
QTabBar::tab {
  color: $text; background: transparent; border: 2px solid transparent;
  border-bottom: 2px solid transparent; padding: $px6 $px8; margin-right: $px4;
}
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:selected:focus { border: 2px solid $accent; border-radius: $px6; }
QTabBar::tab:disabled { color: $quiet; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: $px11; }
QScrollBar:horizontal { height: $px11; }
QScrollBar::handle { background: $bar_ground; border-radius: $px3; margin: $px2; }
QScrollBar::handle:vertical { min-height: $px24; }
QScrollBar::handle:horizontal { min-width: $px24; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $bar_ground; border: none; border-radius: $px4; max-height: $px8;
  text-align: center; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: $px4; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
QStatusBar { color: $quiet; background: $panel; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $panel; }
QCalendarWidget QAbstractItemView { selection-color: $on_accent;
  selection-background-color: $accent; outline: none; }
"""

_WINDOW: Final = """
QFrame#top-bar { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame#status-line { background: $panel; border: none; border-top: 1px solid $line; }
QFrame#status-line QLabel, QFrame#status-line QPushButton { font-size: $px12; }
QFrame#navigation { background: $panel; border: none; border-right: 1px solid $line; }
QWidget#navigation-inside { background: $panel; }
QToolButton#association { font-weight: 600; font-size: $px14; padding: $px4 $px20 $px4 $px6; }
QToolButton#association::menu-indicator {
  image: $down; width: $px12; height: $px12; right: $px5;
  subcontrol-origin: padding; subcontrol-position: center right;
}
QFrame#search-results { background: $panel; border: 1px solid $bar_ground; border-radius: $px6; }
QFrame#search-results QListWidget { background: $panel; border: none; outline: none; }
QFrame#search-results QListWidget::item { padding: $px5 $px6; border-radius: $px4; }
QFrame#search-results QListWidget::item:selected { background: $selected; color: $text; }
"""
