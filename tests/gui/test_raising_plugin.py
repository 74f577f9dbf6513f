"""A plugin that raises everywhere is installed; the window opens and goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import yhdistys
from helpers.plugins_page import Installation
from helpers.raising_plugin import write_raising_plugin
from helpers.workspaces import ACTOR, YEAR
from yhdistys.gui.context import WindowContext
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.memory import Memory
from yhdistys.gui.page_stack import FailedPage
from yhdistys.gui.pages.settings.plugins import PluginsSection
from yhdistys.registry import Plugins


@pytest.fixture
def raising(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plugins]:
    """Install the plugin and find it."""
    installation = Installation(tmp_path)
    installation.install(write_raising_plugin(tmp_path / "raising"))
    monkeypatch.syspath_prepend(installation.place)
    yield Plugins.discover()
    for name in [name for name in sys.modules if name.startswith("raising_")]:
        del sys.modules[name]


@pytest.mark.slow
def test_the_window_goes_on_with_a_plugin_that_raises_everywhere(
    raising: Plugins, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "a.yhdistys"
    workspace = yhdistys.create(
        path, name="Kokeilu ry", fiscal_year=YEAR, plugins=raising, actor=ACTOR
    )
    window = MainWindow(WindowContext(Memory()))
    qtbot.addWidget(window)
    window.show()
    window.context.use(workspace)
    for page_id in ("raises-when-made", "raises-when-filled", "ends-when-filled", "is-nowhere"):
        window.show_page(page_id)
        assert isinstance(window.pages.shown, FailedPage)
        assert window.pages.shown_id == page_id
        window.show_page("follow")
        assert window.pages.shown_id == "follow"
        assert not isinstance(window.pages.shown, FailedPage)
    window.show_page("settings", {"section": "plugins", "item": "raising_import"})
    (section,) = window.findChildren(PluginsSection)
    assert section.problems.toPlainText() == (
        "raising_import 0.9\nIt could not be loaded: OSError: not today"
    )
    section.show_item("raising_later")
    assert "In the form “broken_form”, line 2: " in section.problems.toPlainText()
    window.context.jobs.shut_down()
    window.close()
