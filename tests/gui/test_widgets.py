"""The small parts: what they show, say to screen readers, and do when they are pressed."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QIcon, QImage
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from yhdistys.gui.style import Tone, icon
from yhdistys.gui.widgets import (
    Bar,
    Chip,
    ElidedLabel,
    EmptyState,
    MessageStrip,
    PageHead,
    Panel,
    SwitchChip,
    Tag,
)


class Presses(QObject):
    """Counts presses."""

    count = 0

    @Slot()
    def add(self) -> None:
        self.count += 1


def _labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def _colours(bar: Bar) -> list[str]:
    """Return the colours along the middle of a bar, each stretch once."""
    image = bar.grab().toImage()
    middle = image.height() // 2
    row = [image.pixelColor(x, middle).name() for x in range(8, image.width() - 8)]
    return [colour for at, colour in enumerate(row) if at == 0 or row[at - 1] != colour]


def test_panels_and_heads_show_titles_only_when_they_have_them(qtbot: QtBot) -> None:
    panel = Panel()
    qtbot.addWidget(panel)
    assert _labels(panel) == []
    panel.set_title("Odottaa sinua")
    assert (_labels(panel), panel.title) == (["Odottaa sinua"], "Odottaa sinua")

    head = PageHead("Seuranta", "Result of September 1 573 €")
    qtbot.addWidget(head)
    assert _labels(head) == ["Seuranta", "Result of September 1 573 €"]
    head.set_title("Tuonti")
    head.set_subtitle("")
    assert _labels(head) == ["Tuonti"]


def test_a_strip_is_silent_until_something_is_said_and_after_it_is_closed(qtbot: QtBot) -> None:
    strip = MessageStrip()
    qtbot.addWidget(strip)
    assert (strip.isHidden(), strip.text) == (True, "")
    strip.say(Tone.OVER, "Account 4701 is unknown.", "Add it to the chart.")
    assert (strip.isHidden(), strip.text, strip.hint, strip.tone) == (
        False,
        "Account 4701 is unknown.",
        "Add it to the chart.",
        Tone.OVER,
    )
    assert strip.accessibleName() == "Account 4701 is unknown. Add it to the chart."
    close = strip.findChild(QToolButton)
    assert isinstance(close, QToolButton)
    assert close.accessibleName() == "Close the message"
    close.click()
    assert (strip.isHidden(), strip.text, strip.hint) == (True, "", "")


def test_a_tag_says_its_word_and_takes_the_place_it_needs(qtbot: QtBot) -> None:
    tag = Tag("uusi", Tone.GOOD)
    qtbot.addWidget(tag)
    short = tag.sizeHint().width()
    tag.set_tag("selitys puuttuu", Tone.LATE)
    assert (tag.text(), tag.tone) == ("selitys puuttuu", Tone.LATE)
    assert tag.sizeHint().width() > short


def test_a_bar_paints_what_is_used_expected_and_left_and_is_red_when_over(qtbot: QtBot) -> None:
    bar = Bar()
    qtbot.addWidget(bar)
    bar.resize(200, 18)
    bar.set_share(Decimal("0.5"), Decimal("0.75"))
    used, *_edges, left = _colours(bar)
    assert (used, left) == ("#1f5f8b", "#c9d3db")
    assert "#1d2329" in _colours(bar)
    assert bar.accessibleName() == "used 50%, expected by now 75%"

    bar.set_share(Decimal("1.26"), is_over=True)
    assert _colours(bar) == ["#a3261d"]
    assert bar.accessibleName() == "used 126%"


def test_an_empty_state_begins_what_its_button_says(qtbot: QtBot) -> None:
    presses = Presses()
    empty = EmptyState("No budget yet", "Begin with last year.", [("Begin", presses.add)])
    qtbot.addWidget(empty)
    empty.buttons[0].click()
    assert _labels(empty) == ["No budget yet", "Begin with last year."]
    assert (presses.count, empty.buttons[0].property("main")) == (1, "true")


def test_a_label_that_is_too_long_ends_in_three_dots_and_tells_the_whole(qtbot: QtBot) -> None:
    label = ElidedLabel("Kohtaamispaikan toimintatuotot")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.text().endswith("…")
    assert (label.toolTip(), label.accessibleName()) == (label.whole, label.whole)
    label.resize(600, 20)
    assert (label.text(), label.toolTip()) == (label.whole, "")


CHOICES = ((None, "all"), (20, "20 Meeting place"), (31, "31 Trips & camps"))


def _press(chip: Chip, number: int) -> None:
    action = chip.menu().actions()[number]
    assert isinstance(action, QAction)
    action.trigger()


def test_a_chip_shows_its_choice_and_tells_another_one_but_not_being_filled(
    qtbot: QtBot,
) -> None:
    chip = Chip("Cost centre", CHOICES)
    qtbot.addWidget(chip)
    assert (chip.text(), chip.current) == ("Cost centre: all", None)
    with qtbot.waitSignal(chip.chosen) as told:
        _press(chip, 2)
    assert (told.args, chip.current) == ([31], 31)
    assert chip.accessibleName() == "Cost centre: 31 Trips & camps"
    assert chip.choices == CHOICES

    chip = Chip("Cost centre")
    qtbot.addWidget(chip)
    assert chip.text() == "Cost centre: none"
    with qtbot.assertNotEmitted(chip.chosen):
        chip.set_choices(CHOICES, 20)
        chip.set_current(31)
        chip.set_current(99)
    assert chip.current == 31
    assert chip.focusPolicy() == Qt.FocusPolicy.StrongFocus

    chip = Chip("Version", [(1, "Confirmed 27.11.2025 and the first amendment of spring 2026")])
    qtbot.addWidget(chip)
    assert chip.text() == "Version: Confirmed 27.11.2025 and the first…"
    assert chip.toolTip() == chip.accessibleName()


def test_a_chip_that_switches_shows_its_state_in_a_box(qtbot: QtBot) -> None:
    chip = SwitchChip("Cumulative", is_on=True)
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.toggled) as told:
        chip.click()
    assert (told.args, chip.text(), chip.accessibleName()) == ([False], "Cumulative", "Cumulative")
    assert _drawn(chip.icon()) == _drawn(icon("box"))
    chip.click()
    assert _drawn(chip.icon()) == _drawn(icon("box-checked")) != _drawn(icon("box"))


def _drawn(shown: QIcon) -> QImage:
    return shown.pixmap(16).toImage()
