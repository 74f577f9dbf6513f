"""The page on which one application is written, in the area Grants."""

from __future__ import annotations

import importlib
from typing import ClassVar, Final, NamedTuple, cast

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from yhdistys.grants import queries
from yhdistys.grants.queries import ApplicationName
from yhdistys.gui.context import WindowContext, Wish
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.application.shown import Shown, read_shown
from yhdistys.gui.pages.application.tab import ApplicationTab
from yhdistys.gui.pages.application.words import head_sentence, head_title, tab_titles
from yhdistys.gui.pages.application.writing import ENDINGS, ApplicationWriting
from yhdistys.gui.style import px
from yhdistys.gui.widgets import Chip, EmptyState, main_button
from yhdistys.i18n import _

_REMEMBERED: Final = "application.shown"
_LIST: Final = "applications"


class _Place(NamedTuple):
    """A tab and where its class is: it is loaded when it is first shown."""

    name: str
    factory: str


TABS: Final = (
    _Place("questions", "yhdistys.gui.pages.application.questions:QuestionsTab"),
    _Place("budget", "yhdistys.gui.pages.application.budget_tab:BudgetTab"),
    _Place("attachments", "yhdistys.gui.pages.application.attachments_tab:AttachmentsTab"),
    _Place("check", "yhdistys.gui.pages.application.check_tab:CheckTab"),
    _Place("compare", "yhdistys.gui.pages.application.compare_tab:CompareTab"),
    _Place("portal", "yhdistys.gui.pages.application.portal_tab:PortalTab"),
)


class ApplicationPage(Page):
    """One application: its questions, budget, attachments, check and versions.

    Attributes:
        tabs: The tabs; each is built when it is first shown.
    """

    id: ClassVar[str] = "application"
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "application",
            "application_answer",
            "application_amount",
            "application_source",
            "application_attachment",
            "application_version",
            "own_limit",
            "plan_line",
            "plan_month",
            "category_rule",
            "setting",
        }
    )

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._shown: Shown | None = None
        self._built: dict[str, ApplicationTab] = {}
        self._wanted: int | None = None
        self._wish: Wish = {}
        self.writing = ApplicationWriting(self)
        self._add_head()
        self._build()
        context.leaving.connect(self._on_leaving)

    def _add_head(self) -> None:
        self.chooser = Chip(_("Application"), (), self, longest=30)
        self.chooser.chosen.connect(self._on_chosen)
        self.portal_button = QPushButton(_("&Transfer to the web form"), self)
        self.write_button = QPushButton(_("&Word"), self)
        self.write_button.setToolTip(_("Write the application as Word, PDF, Excel or plain text"))
        menu = QMenu(self.write_button)
        menu.setAccessibleName(_("Write the application"))
        for ending, title in ENDINGS.items():
            action = QAction(str(title), menu)
            action.setData(ending)
            menu.addAction(action)
        menu.triggered.connect(self._on_write)
        self.write_button.setMenu(menu)
        self.check_button = main_button(_("C&heck"), self)
        self.check_button.setToolTip(_("See what is missing or against the funder's rules"))
        for widget in (self.chooser, self.portal_button, self.write_button, self.check_button):
            self.head.buttons.addWidget(widget)
        self.portal_button.clicked.connect(self._on_portal)
        self.check_button.clicked.connect(self._on_check)

    def _build(self) -> None:
        self.tabs = QTabWidget(self)
        for widget in (self.tabs, self.tabs.tabBar()):
            widget.setAccessibleName(_("Parts of the application"))
        self.tabs.tabBar().setExpanding(False)
        for place in TABS:
            holder = QWidget(self.tabs)
            layout = QVBoxLayout(holder)
            layout.setContentsMargins(0, px(12), 0, 0)
            self.tabs.addTab(holder, place.name)
        self.tabs.currentChanged.connect(self._on_tab)
        self.empty = EmptyState(
            _("No application is chosen."),
            _("Begin one with a funder's form, or open one from the list."),
            ((_("Calls and applications"), self._on_list),),
            self,
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.tabs)
        self._stack.addWidget(self.empty)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._stack, 1)
        self.layout_.addLayout(row, 1)

    @property
    def shown(self) -> Shown | None:
        """The application that is shown; None when there is none."""
        return self._shown

    @property
    def tab_name(self) -> str:
        """The name of the tab that is shown."""
        return TABS[self.tabs.currentIndex()].name

    @override
    def reload(self) -> None:
        rows: tuple[ApplicationName, ...] = self.context.read(queries.application_names)
        self._wanted = self._one_of(rows)
        for widget in (self.chooser, self.portal_button, self.write_button, self.check_button):
            widget.setVisible(bool(rows))
        if self._wanted is None:
            self._shown = None
            self.head.set_title(_("Application"))
            self.head.set_subtitle("")
            self._stack.setCurrentIndex(1)
            return
        self._stack.setCurrentIndex(0)
        self.chooser.set_choices([(row.id, row.name) for row in rows], self._wanted)
        self._show(read_shown(self.context, self._wanted))

    def _one_of(self, rows: tuple[ApplicationName, ...]) -> int | None:
        """Return the application to show: the one asked for, the last one, else the first."""
        known = [row.id for row in rows]
        wanted = self._wanted
        if wanted is None:
            told = self.context.memory.remembered(_REMEMBERED, None)
            wanted = told if isinstance(told, int) else None
        return wanted if wanted in known else (known[0] if known else None)

    def _show(self, shown: Shown) -> None:
        is_other = self._shown is not None and self._shown.application.id != shown.application.id
        if is_other:
            self._leave_tabs()
        self._shown = shown
        self.context.memory.remember(_REMEMBERED, shown.application.id)
        self.head.set_title(head_title(shown))
        self.head.set_subtitle(head_sentence(shown))
        for number, title in enumerate(tab_titles(shown)):
            self.tabs.setTabText(number, title)
        self._show_tab()

    def _show_tab(self) -> None:
        """Fill the tab that is seen, and hand it what was asked for."""
        if self._shown is None:
            return
        tab = self._tab(self.tabs.currentIndex())
        tab.show_application(self._shown)
        wish, self._wish = self._wish, {}
        if wish:
            tab.show_wish(wish)

    def _tab(self, number: int) -> ApplicationTab:
        place = TABS[number]
        if place.name not in self._built:
            module, _colon, name = place.factory.partition(":")
            made = cast("ApplicationTab", getattr(importlib.import_module(module), name)(self))
            made.asked.connect(self._on_asked)
            holder = self.tabs.widget(number)
            layout = None if holder is None else holder.layout()
            if layout is not None:
                layout.addWidget(made)
            self._built[place.name] = made
        return self._built[place.name]

    @override
    def show_wish(self, wish: Wish) -> None:
        wanted = wish.get("application")
        if isinstance(wanted, int):
            self._wanted = wanted
        self._wish = {name: value for name, value in wish.items() if name != "application"}
        tab = wish.get("tab") or ("questions" if wish.get("question") else None)
        names = [place.name for place in TABS]
        if tab in names:
            self.tabs.setCurrentIndex(names.index(str(tab)))
        is_opened = set(wish) == {"application"}
        self.mark_stale()
        if is_opened and self.isVisible():
            self.enter()

    @override
    def enter(self) -> None:
        if self._shown is None:
            self.empty.buttons[0].setFocus()
        else:
            self._tab(self.tabs.currentIndex()).enter()

    @override
    def leave(self) -> None:
        self._leave_tabs()

    def _leave_tabs(self) -> None:
        for tab in self._built.values():
            tab.leave()

    @Slot()
    def _on_leaving(self) -> None:
        self._leave_tabs()
        self._shown, self._wanted = None, None

    @Slot(object)
    def _on_chosen(self, application_id: object) -> None:
        if isinstance(application_id, int):
            self._wanted = application_id
            self.mark_stale()

    @Slot(int)
    def _on_tab(self, _number: int) -> None:
        self.strip.clear()  # what was told belongs to the part before
        self._leave_tabs()
        self._show_tab()

    @Slot(object)
    def _on_asked(self, wish: Wish) -> None:
        self.show_wish(wish)
        self.enter()

    @Slot(QAction)
    def _on_write(self, action: QAction) -> None:
        if self._shown is not None:
            self._leave_tabs()
            self.writing.ask(self._shown.application, str(action.data()))

    @Slot()
    def _on_portal(self) -> None:
        self._on_asked({"tab": "portal"})

    @Slot()
    def _on_check(self) -> None:
        self._on_asked({"tab": "check"})

    @Slot()
    def _on_list(self) -> None:
        self.context.go(_LIST)
