"""What the tests of tables share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def owner(qtbot: QtBot) -> Iterator[QWidget]:
    """Show a window that owns models and views."""
    widget = QWidget()
    widget.resize(900, 400)
    qtbot.addWidget(widget)
    widget.show()
    yield widget
    widget.close()
