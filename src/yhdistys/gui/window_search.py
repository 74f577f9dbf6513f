"""What the search field on top finds: pages, acts, applications, and what the ledger holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from yhdistys.gui.grants_search import grants_acts, grants_hits
from yhdistys.gui.search import Hit
from yhdistys.i18n import _

if TYPE_CHECKING:
    from yhdistys.gui.main_window import MainWindow

_ICONS = {"account": "ledger", "voucher": "ledger", "cost_centre": "follow", "project": "follow"}


class WindowSearch(QObject):
    """Finds things for the field and opens what was chosen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.top_bar.search.search_in(self.find)
        window.top_bar.search.chosen.connect(self._on_chosen)
        window.top_bar.search.left.connect(self._on_left)

    def find(self, text: str) -> list[Hit]:
        """Return pages and acts whose words hold the text, then applications and the ledger."""
        wanted, context = text.casefold(), self._window.context
        found = [*self._pages(wanted), *grants_acts(context, wanted), *self._acts(wanted)]
        return [*found, *grants_hits(context, text), *self._ledger(text)] if text else found

    def _pages(self, wanted: str) -> Iterator[Hit]:
        is_open = self._window.context.workspace is not None
        for place in self._window.pages.places:
            title = str(place.title)
            if wanted in title.casefold() and (is_open or not place.needs_association):
                yield Hit(title, _("page"), "chevron-right", page=place.id)

    def _acts(self, wanted: str) -> Iterator[Hit]:
        for action in self._window.acts.all():
            title = action.text().replace("&", "")
            if (
                action.isEnabled()
                and action.objectName() != "search"
                and wanted in title.casefold()
            ):
                yield Hit(title, _("action"), "chevron-right", action=action)

    def _ledger(self, text: str) -> Iterator[Hit]:
        workspace = self._window.context.workspace
        if workspace is None:
            return
        from yhdistys.ledger import queries  # noqa: PLC0415 - slow: the database library

        for found in workspace.read(queries.search, text=text):
            yield Hit(
                found.label,
                found.detail,
                _ICONS.get(found.kind, "search"),
                page="ledger",
                wish=(("kind", found.kind), ("id", found.id), ("year", _year_of(found))),
            )

    @Slot(object)
    def _on_chosen(self, hit: Hit) -> None:
        if hit.action is not None:
            self._window.enter_page()
            hit.action.trigger()
        elif hit.page:
            self._window.show_page(hit.page, dict(hit.wish))
            self._window.enter_page()

    @Slot()
    def _on_left(self) -> None:
        self._window.enter_page()


def _year_of(found: object) -> int | None:
    year = getattr(found, "year", None)
    return year if isinstance(year, int) else None
