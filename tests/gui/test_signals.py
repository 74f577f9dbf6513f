"""The installed PySide6 emits signals without dying (docs/decisions/0007)."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

EMIT = """
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    changed = Signal(object)

received = []
sender = Sender()
sender.changed.connect(received.append)
for number in range(20000):
    sender.changed.emit(number)
print(len(received))
"""


@pytest.mark.slow
def test_twenty_thousand_signals_of_a_python_class_all_arrive() -> None:
    done = subprocess.run(
        [sys.executable, "-c", EMIT],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert (done.returncode, done.stdout.strip()) == (0, "20000"), done.stderr
