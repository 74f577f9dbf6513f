"""The page of the settings: a list of sections at the left, one section at a time."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from yhdistys.gui.context import WindowContext, Wish
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.settings.appearance import AppearanceSection
from yhdistys.gui.pages.settings.association import AssociationSection
from yhdistys.gui.pages.settings.backups import BackupsSection
from yhdistys.gui.pages.settings.chart import ChartSection
from yhdistys.gui.pages.settings.dimensions import DimensionsSection
from yhdistys.gui.pages.settings.history import HistorySection
from yhdistys.gui.pages.settings.plugins import PluginsSection
from yhdistys.gui.pages.settings.section import Section
from yhdistys.gui.pages.settings.section_list import SectionList
from yhdistys.gui.pages.settings.years import YearsSection
from yhdistys.gui.style import px
from yhdistys.gui.widgets.layouts import sentence
from yhdistys.i18n import LazyText, _, lazy
from yhdistys.store.changes import Changes

_REMEMBERED: Final = "settings.section"


class _Place(NamedTuple):
    """A section, its title, what it is for, and its icon."""

    title: LazyText
    told: LazyText
    icon: str
    section: type[Section]


_PLACES: Final = {
    "association": _Place(
        lazy("Association"),
        lazy("How the association is named on paper, and when a deviation wants an explanation."),
        "home",
        AssociationSection,
    ),
    "years": _Place(
        lazy("Fiscal years"),
        lazy("The years that the ledger and the budgets are divided into."),
        "calendar",
        YearsSection,
    ),
    "chart": _Place(
        lazy("Chart of accounts"),
        lazy("Accounts, their names, and the line of the statement on which each stands."),
        "ledger",
        ChartSection,
    ),
    "dimensions": _Place(
        lazy("Cost centres and projects"),
        lazy("What entries are marked with, beside the account."),
        "columns",
        DimensionsSection,
    ),
    "plugins": _Place(
        lazy("Plugins"),
        lazy("What was added to the program, and what is wrong with it."),
        "plugin",
        PluginsSection,
    ),
    "appearance": _Place(
        lazy("Language and appearance"),
        lazy("How the program looks to you, whichever association is open."),
        "sun",
        AppearanceSection,
    ),
    "backups": _Place(
        lazy("Backups"),
        lazy("Checked copies of the association's file."),
        "backup",
        BackupsSection,
    ),
    "history": _Place(
        lazy("History"),
        lazy("What was done, by whom and when, and what it changed."),
        "history",
        HistorySection,
    ),
}
_OTHER_NAMES: Final = {"accounts": "chart", "language": "appearance", "cost_centres": "dimensions"}
_ITEMS: Final = {"account": "chart", "cost_centre": "dimensions", "project": "dimensions"}


class SettingsPage(Page):
    """Shows one section at a time and remembers which.

    Attributes:
        list: The sections at the left.
    """

    id = "settings"

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._sections: dict[str, Section] = {}
        self._stale: set[str] = set()
        self._shown = ""
        self.list = SectionList(
            ((name, str(place.title), place.icon) for name, place in _PLACES.items()), self
        )
        self.list.chosen.connect(self._on_chosen)
        self.reading_only = sentence(self)
        self._stack = QStackedWidget(self)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.list, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._stack, 1)
        self.layout_.addWidget(self.reading_only)
        self.layout_.addLayout(row, 1)
        for keys, act in (
            (QKeySequence("Ctrl+PgDown"), self._on_next),
            (QKeySequence("Ctrl+PgUp"), self._on_previous),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        remembered = str(context.memory.remembered(_REMEMBERED, "association"))
        self._choose(remembered if remembered in _PLACES else "association")

    @property
    def shown(self) -> str:
        """The id of the section that is shown."""
        return self._shown

    @property
    def section(self) -> Section:
        """The section that is shown."""
        return self._sections[self._shown]

    def show_section(self, name: str) -> Section:
        """Show a section; it is read anew when something changed since."""
        self._choose(name)
        self.context.memory.remember(_REMEMBERED, name)
        if not self.is_stale and name in self._stale:
            self.attempt(self.reload)
        return self.section

    def _choose(self, name: str) -> None:
        if self._shown:
            self.section.leave()
        if name not in self._sections:
            self._sections[name] = made = _PLACES[name].section(self)
            self._stack.addWidget(made)
            self._stale.add(name)
            for act in made.head_acts:
                self.head.buttons.addWidget(act)
        self._shown = name
        self._stack.setCurrentWidget(self.section)
        for other, section in self._sections.items():
            for act in section.head_acts:
                act.setVisible(other == name)
        self.list.mark(name)
        self.strip.clear()
        self.head.set_title(str(_PLACES[name].title))
        self.head.set_subtitle(str(_PLACES[name].told))

    @override
    def reload(self) -> None:
        told = self.context.open_workspace().read_only_reason
        shown = _("The association's file cannot be changed here: {reason}")
        self.reading_only.setText(shown.format(reason=told) if told else "")
        self.reading_only.setVisible(bool(told))
        self._stale.discard(self._shown)
        self.section.reload()

    @override
    def is_touched_by(self, changes: Changes) -> bool:
        """Note which sections are old now; tell whether the one that is shown is."""
        touched = {n for n, section in self._sections.items() if section.is_touched_by(changes)}
        self._stale |= touched
        return self._shown in touched

    @override
    def show_wish(self, wish: Wish) -> None:
        """Show a ``section`` and an ``item`` of it, an ``account`` or a ``project``."""
        wanted = str(wish.get("section", ""))
        name = _OTHER_NAMES.get(wanted, wanted)
        items = [(key, str(wish[key])) for key in _ITEMS if key in wish]
        if name not in _PLACES:
            name = _ITEMS[items[0][0]] if items else self._shown
        section = self.show_section(name)
        if "item" in wish:
            items.append(("item", str(wish["item"])))
        if self.is_stale and items:
            self.attempt(section.reload)
        for _key, item in items:
            section.show_item(item)
        if not items:
            section.enter()

    @override
    def leave(self) -> None:
        for section in self._sections.values():
            section.leave()

    @Slot(object)
    def _on_chosen(self, name: str) -> None:
        self.show_section(name)

    @Slot()
    def _on_next(self) -> None:
        self._step(1)

    @Slot()
    def _on_previous(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        names = list(_PLACES)
        self.show_section(names[(names.index(self._shown) + step) % len(names)])
        self.list.enter()
