"""What all tests share: Qt without a screen, and tests of servers only where a server is."""

from __future__ import annotations

import os
import shutil

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests whose server or program is not here; the closing line counts them."""
    is_here = {
        "postgresql": "YHDISTYS_TEST_POSTGRESQL" in os.environ,
        "libreoffice": shutil.which("soffice") is not None,
    }
    absent = [mark for mark, here in is_here.items() if not here]
    left_out = [item for item in items if any(item.get_closest_marker(mark) for mark in absent)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
