"""Pages of plugins, made and filled without a screen; loaded only where PySide6 is installed."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from yhdistys.api import Page as PagePlace
from yhdistys.app import Workspace
from yhdistys.gui.api import Page, WindowContext
from yhdistys.gui.memory import Memory
from yhdistys.gui.window_facts import reached_months


def wrong_factories(pages: Sequence[PagePlace]) -> list[str]:
    """Tell which pages do not name a class of pages, and why."""
    wrong = []
    for place in pages:
        try:
            made = _class_of(place)
        except (ImportError, AttributeError, ValueError) as error:
            wrong.append(f"{place.factory}: {error}")
            continue
        if not (isinstance(made, type) and issubclass(made, Page)):
            wrong.append(f"{place.factory} is no yhdistys.gui.api.Page")
    return wrong


def broken_pages(pages: Sequence[PagePlace], workspace: Workspace) -> list[str]:
    """Make each page with an association, let it read, and tell which failed at it."""
    broken = []
    with _context(workspace) as (context, owner):
        for place in pages:
            try:
                page = _class_of(place)(context, owner)
                page.refresh()
            except Exception as error:  # noqa: BLE001 - border: whatever a plugin raises is told
                told = f"{type(error).__name__}: {error}"
                broken.append(f"{place.id} with {workspace.association.name}: {told}")
    return broken


def _class_of(place: PagePlace) -> Any:
    module, _colon, name = place.factory.partition(":")
    return getattr(importlib.import_module(module), name)


@contextmanager
def _context(workspace: Workspace) -> Iterator[tuple[WindowContext, Any]]:
    """Lend what a page needs, and a widget that everything made goes with."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    widgets = pytest.importorskip("PySide6.QtWidgets")
    core = pytest.importorskip("PySide6.QtCore")
    application = widgets.QApplication.instance() or widgets.QApplication([])
    owner = widgets.QWidget()
    # What a page remembers, such as widths, goes beside the association and not to the user's own.
    path = workspace.database.target.path
    context = WindowContext(Memory(path and path.with_suffix(".json")), owner)
    context.use(workspace)
    context.period.offer(reached_months(workspace), workspace.today.year)
    try:
        yield context, owner
    finally:
        context.jobs.shut_down()
        context.use(None)
        owner.deleteLater()
        application.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
