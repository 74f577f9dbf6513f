"""The pages that come with the program, in the order of the navigation.

A page is named by a string and loaded when it is first opened: the window must be seen before the
database library is loaded.
"""

from __future__ import annotations

from typing import NamedTuple

from yhdistys.i18n import LazyText, Text, lazy


class Area(NamedTuple):
    """An area of the navigation.

    Attributes:
        id: Its id, named by the pages in it.
        title: What people see.
        icon: The name of its icon.
    """

    id: str
    title: LazyText
    icon: str


class PagePlace(NamedTuple):
    """A page and its place in the navigation.

    Attributes:
        id: The page's id.
        title: What people see.
        area: The id of its area; the only page of an area is opened by the area itself.
        factory: ``module:Class``, loaded when the page is first opened.
        needs_association: Whether it can be shown only while an association is open.
        plugin: The plugin it comes from, or empty.
    """

    id: str
    title: Text
    area: str
    factory: str
    needs_association: bool = True
    plugin: str = ""


AREAS = (
    Area("home", lazy("Home"), "home"),
    Area("money", lazy("Money"), "money"),
    Area("grants", lazy("Grants"), "grants"),
    Area("members", lazy("Members"), "members"),
    Area("volunteers", lazy("Volunteers"), "volunteers"),
    Area("activity", lazy("Activity"), "activity"),
    Area("goals", lazy("Goals"), "goals"),
    Area("documents", lazy("Documents"), "documents"),
    Area("settings", lazy("Settings"), "settings"),
)

BUILTIN_PAGES = (
    PagePlace("home", lazy("Home"), "home", "yhdistys.gui.pages.home:HomePage"),
    PagePlace("follow", lazy("Follow-up"), "money", "yhdistys.gui.pages.follow:FollowPage"),
    PagePlace("budget", lazy("Budget"), "money", "yhdistys.gui.pages.budget:BudgetPage"),
    PagePlace("ledger", lazy("Ledger"), "money", "yhdistys.gui.pages.ledger:LedgerPage"),
    PagePlace("import", lazy("Import"), "money", "yhdistys.gui.pages.importing:ImportPage"),
    PagePlace(
        "applications",
        lazy("Calls and applications"),
        "grants",
        "yhdistys.gui.pages.applications:ApplicationsPage",
    ),
    PagePlace(
        "application",
        lazy("Application"),
        "grants",
        "yhdistys.gui.pages.application:ApplicationPage",
    ),
    PagePlace("settings", lazy("Settings"), "settings", "yhdistys.gui.pages.settings:SettingsPage"),
    PagePlace(
        "begin", lazy("Begin"), "", "yhdistys.gui.pages.begin:BeginPage", needs_association=False
    ),
)
