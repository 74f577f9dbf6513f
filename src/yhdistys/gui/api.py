"""What a plugin's ``gui.py`` may import of the window, beside ``yhdistys.api``."""

from __future__ import annotations

from yhdistys.gui.context import WindowContext, Wish
from yhdistys.gui.forms import Form
from yhdistys.gui.page import PERIOD, Page
from yhdistys.gui.style import Tone, icon, px
from yhdistys.gui.tables.column import Column
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import EmptyState, Panel, Tag

__all__ = [
    "PERIOD",
    "Column",
    "EmptyState",
    "Form",
    "Page",
    "Panel",
    "RowTable",
    "TableView",
    "Tag",
    "Tone",
    "WindowContext",
    "Wish",
    "icon",
    "px",
]
