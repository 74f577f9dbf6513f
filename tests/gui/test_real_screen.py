"""The window on a real screen: X11, not Qt's own memory."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.screen import screen, seconds_to_window

pytestmark = [pytest.mark.screen, pytest.mark.slow]
PROGRAMS = (("-m", "yhdistys"), ("-c", "from yhdistys.gui.app import main; main()"))


def test_both_commands_put_a_window_on_the_screen(tmp_path: Path) -> None:
    folders = {"YHDISTYS_DATA_DIR": str(tmp_path), "YHDISTYS_CONFIG_DIR": str(tmp_path)}
    with screen() as display:
        for words in PROGRAMS:
            assert seconds_to_window([sys.executable, *words], display, **folders) > 0
