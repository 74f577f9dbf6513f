"""What the search field on top finds of grants: applications, their questions, forms to begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from yhdistys.gui.search import Hit
from yhdistys.i18n import _

if TYPE_CHECKING:
    from yhdistys.gui.context import WindowContext

_ICON: Final = "grants"
_LIST: Final = "applications"
_WRITING: Final = "application"
_SHOWN: Final = "application.shown"  # as the page of an application remembers it
_FEWEST_LETTERS: Final = 3


def grants_acts(context: WindowContext, wanted: str) -> Iterator[Hit]:
    """Find the act that begins an application."""
    title = _("New application…")
    if not context.is_read_only and wanted in title.casefold():
        yield Hit(title, _("action"), "chevron-right", page=_LIST, wish=(("new", True),))


def grants_hits(context: WindowContext, text: str) -> Iterator[Hit]:
    """Find applications by name and form, questions of the last one, and forms to begin with."""
    workspace = context.workspace
    if workspace is None:
        return
    from yhdistys.grants.queries import finding  # noqa: PLC0415 - slow: the database library

    for found in workspace.read(finding.find_applications, text=text):
        yield Hit(
            found.name, str(found.title), _ICON, page=_WRITING, wish=(("application", found.id),)
        )
    if not context.is_read_only:
        yield from _forms(context, text.casefold())
    if len(text) >= _FEWEST_LETTERS:
        yield from _questions(context, text)


def _forms(context: WindowContext, wanted: str) -> Iterator[Hit]:
    for form in context.open_workspace().plugins.forms():
        title = str(form.title)
        if wanted in title.casefold():
            detail = _("begin an application")
            wish = (("new", True), ("form", form.id))
            yield Hit(title, detail, "add", page=_LIST, wish=wish)


def _questions(context: WindowContext, text: str) -> Iterator[Hit]:
    """Find questions of the application that was shown last."""
    from yhdistys.grants.queries import finding  # noqa: PLC0415 - slow: the database library

    shown = context.memory.remembered(_SHOWN, None)
    if not isinstance(shown, int):
        return
    for found in context.read(finding.find_questions, application_id=shown, text=text):
        wish = (("application", shown), ("question", found.id))
        yield Hit(str(found.label), str(found.section), _ICON, page=_WRITING, wish=wish)
