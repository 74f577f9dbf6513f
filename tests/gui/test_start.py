"""The start and the end of the window: frame first, then the content, then the association."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from helpers.samples import Sample
from yhdistys import settings
from yhdistys.gui.app import Desktop
from yhdistys.gui.main_window import MainWindow


@pytest.fixture(autouse=True)
def own_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the hook of unexpected errors back: a start takes it for itself."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


def _started(qtbot: QtBot, target: str, today: date | None = None) -> tuple[Desktop, MainWindow]:
    desktop = Desktop(target, today=today)
    qtbot.addWidget(desktop.frame)
    with qtbot.waitSignal(desktop.frame.painted):
        desktop.frame.show()
    assert desktop.window is not None
    return desktop, desktop.window


def test_the_window_starts_where_one_begins_and_ends_without_a_trace(
    qtbot: QtBot,
) -> None:
    desktop, window = _started(qtbot, "")
    assert window.pages.shown_id == "begin"
    assert desktop.frame.windowTitle() == "yhdistys"
    assert desktop.frame.close()


def test_the_window_opens_the_association_used_last_on_its_page(
    qtbot: QtBot, sample: Sample, tmp_path: Path
) -> None:
    copied = tmp_path / "viimeksi.yhdistys"
    copied.write_bytes(sample.file.read_bytes())
    settings.change_user_settings(language="en")
    settings.remember_recent(str(copied))
    desktop, window = _started(qtbot, "", date(2025, 10, 14))
    with qtbot.waitSignal(window.opening.opened):
        pass
    assert window.pages.shown_id == "home"
    window.show_page("ledger")
    assert desktop.frame.close()

    again, window = _started(qtbot, str(copied), date(2025, 10, 14))
    with qtbot.waitSignal(window.opening.opened):
        pass
    assert window.pages.shown_id == "ledger"
    assert again.frame.close()
