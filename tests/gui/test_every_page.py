"""What holds on every page: names for screen readers, letters, focus, room for texts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from architecture.sources import ROOT
from gui.walking import doubled_mnemonics, focus_unseen, nameless, parts
from helpers.samples import Sample
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.style import Scheme, apply_style
from yhdistys.settings import switch_plugin

PAGES = (
    "home", "follow", "budget", "ledger", "import", "applications", "application", "settings",
    "begin", "example",
)  # fmt: skip


@pytest.fixture
def steady(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Return the window as large as the smallest screen that is enough."""
    window.resize(1280, 720)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def _open(window: MainWindow, page: str) -> None:
    window.show_page(page)
    QApplication.processEvents()


@pytest.mark.slow
def test_what_takes_the_focus_has_a_name_and_is_seen_in_both_schemes_and_letters_stand_once(
    steady: MainWindow, styled: QApplication
) -> None:
    found = {}
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        apply_style(styled, scheme)
        for page in PAGES:
            _open(steady, page)
            found[page, scheme] = [text for _part in parts(steady) for text in _amiss(steady)]
    assert found == {(page, scheme): [] for page in PAGES for scheme in Scheme}


def _amiss(window: MainWindow) -> list[str]:
    """Return what has no name, what takes the letter of another, and what hides its focus."""
    return [*nameless(window), *doubled_mnemonics(window), *focus_unseen(window)]


@pytest.mark.slow
@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_no_text_is_clipped_or_covered_in_any_language_scheme_and_scale(
    sample: Sample, tmp_path: Path, scale: str
) -> None:
    switch_plugin("yhdistys_example", on=True)
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": scale,
        "PYTHONPATH": str(ROOT / "tests"),
        "YHDISTYS_DATA_DIR": str(tmp_path / "data"),
        "YHDISTYS_CONFIG_DIR": str(tmp_path / "config"),
    }
    script = Path(__file__).with_name("measuring_texts.py")
    done = subprocess.run(
        [sys.executable, str(script), str(sample.file)],
        check=False, capture_output=True, encoding="utf-8", env=environment, timeout=110,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    assert told["looked_at"] == 3 * 2 * len(PAGES)
    assert told["problems"] == {}


def test_the_walk_finds_what_is_wrong(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QPushButton, QToolButton, QWidget  # noqa: PLC0415 - here only

    from gui.walking import clipped, overlapping  # noqa: PLC0415 - here only

    page = QWidget()
    qtbot.addWidget(page)
    page.resize(400, 200)
    QToolButton(page)
    for text in ("&Tallenna kaikki tilit", "&Tuo"):
        button = QPushButton(text, page)
        button.setGeometry(10, 40, 100, 40)
    page.show()
    QCoreApplication.processEvents()
    assert len(nameless(page)) == 1
    assert doubled_mnemonics(page) == ["t: 2"]
    assert [text.partition(":")[0] for text in clipped(page)] == [
        "QPushButton &Tallenna kaikki tilit"
    ]
    assert len(overlapping(page)) == 1
