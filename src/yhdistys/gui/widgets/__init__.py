"""The small parts of which pages are built."""

from yhdistys.gui.widgets.bar import Bar
from yhdistys.gui.widgets.chip import Chip, SwitchChip
from yhdistys.gui.widgets.choices import ChoiceCard, LabelButton, LineButton
from yhdistys.gui.widgets.labels import ElidedLabel, Tag
from yhdistys.gui.widgets.painting import paint_bar, paint_tag, tag_font, tag_size
from yhdistys.gui.widgets.panels import EmptyState, PageHead, Panel, flat_button, main_button
from yhdistys.gui.widgets.strip import MessageStrip

__all__ = [
    "Bar",
    "Chip",
    "ChoiceCard",
    "ElidedLabel",
    "EmptyState",
    "LabelButton",
    "LineButton",
    "MessageStrip",
    "PageHead",
    "Panel",
    "SwitchChip",
    "Tag",
    "flat_button",
    "main_button",
    "paint_bar",
    "paint_tag",
    "tag_font",
    "tag_size",
]
